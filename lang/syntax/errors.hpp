// What the grammar expected where it could not go on: the second column of grammar.hpp.
#pragma once

#include "lang/syntax/grammar.hpp"
#include "lang/text/catalogue.hpp"

namespace bedside::syntax::grammar {

using text::Code;

/// A code, and words that finish "expected …".
struct Expected {
  Code code;
  const char* words;
};

template <class Rule>
inline constexpr Expected expected{Code::unexpected_text, "something else"};

// the second column of the grammar reads as a table:
// clang-format off
template <> inline constexpr Expected expected<quote_inside>   {Code::unclosed_quote, "the closing quote"};
template <> inline constexpr Expected expected<quote_end>      {Code::unclosed_quote, "a closing quote on the same line"};
template <> inline constexpr Expected expected<escape_mark>    {Code::bad_escape, "`\\\"` or `\\\\` after a backslash"};
template <> inline constexpr Expected expected<close>          {Code::missing_parenthesis, "`)`"};
template <> inline constexpr Expected expected<list_open>      {Code::missing_parenthesis, "a list in parentheses, as in `any of (a, b)`"};
template <> inline constexpr Expected expected<item>           {Code::missing_condition, "a condition"};
template <> inline constexpr Expected expected<next_clause>    {Code::missing_condition, "another condition"};
template <> inline constexpr Expected expected<condition>      {Code::missing_condition, "a condition"};
template <> inline constexpr Expected expected<operand>        {Code::missing_value, "a number or a name after the sign"};
template <> inline constexpr Expected expected<compared>       {Code::missing_value, "a number or a value to compare with"};
template <> inline constexpr Expected expected<said_value>     {Code::missing_value, "a value after `is`"};
template <> inline constexpr Expected expected<between_and>    {Code::missing_value, "`and` with the upper end, as in `between 10 and 30 mm`"};
template <> inline constexpr Expected expected<number_word>    {Code::missing_value, "a number or a unit"};
template <> inline constexpr Expected expected<range_to>       {Code::missing_value, "`to` with the upper end, as in `from 0 to 300`"};
template <> inline constexpr Expected expected<field_value>    {Code::missing_text, "a text in double quotes, or one word"};
template <> inline constexpr Expected expected<text_after>     {Code::missing_text, "a text in double quotes"};
template <> inline constexpr Expected expected<next_citation>  {Code::missing_name, "a source and its statement, as in `article A3`"};
template <> inline constexpr Expected expected<next_rule>      {Code::missing_name, "the name of a rule"};
template <> inline constexpr Expected expected<next_name>      {Code::missing_name, "a name"};
template <> inline constexpr Expected expected<statement_name> {Code::missing_name, "a name"};
template <> inline constexpr Expected expected<by_quantity>    {Code::missing_name, "the name of a finding, a score or a number"};
template <> inline constexpr Expected expected<colon>          {Code::missing_colon, "`:`"};
template <> inline constexpr Expected expected<band_colon>     {Code::missing_colon, "`:` between the band and what it gives"};
template <> inline constexpr Expected expected<type_after>     {Code::missing_type, "`yes or no`, a list of values, or `number`"};
template <> inline constexpr Expected expected<levels_after>   {Code::missing_type, "`yes or no`, or a list of levels"};
template <> inline constexpr Expected expected<next_value>     {Code::missing_type, "another value"};
template <> inline constexpr Expected expected<band_when>      {Code::missing_band, "a band, as in `0 to 4`"};
template <> inline constexpr Expected expected<band_result>    {Code::missing_band, "points or a level after `:`"};
template <> inline constexpr Expected expected<cell_end>       {Code::missing_bar, "`|` after the cell"};
template <> inline constexpr Expected expected<then_after>     {Code::missing_then, "`then` with what follows"};
template <> inline constexpr Expected expected<if_after>       {Code::missing_if, "`if` with a condition"};
template <> inline constexpr Expected expected<outcomes>       {Code::missing_outcome, "a level or an advice, as in `then benign`"};
template <> inline constexpr Expected expected<facts>          {Code::missing_condition, "a fact or an outcome"};
template <> inline constexpr Expected expected<the_end>        {Code::unexpected_text, "the end of the line"};
// clang-format on

}  // namespace bedside::syntax::grammar

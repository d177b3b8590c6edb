// Takes lines that a person types; gives whether they are statements of the language, and whether a
// statement is finished.
#pragma once

#include <string>
#include <string_view>

#include "lang/syntax/tree.hpp"

namespace bedside::repl {

/// Whether the line begins with a word that begins statements: `rule`, `if`, `finding`, …
bool begins_statement(std::string_view line);

/// Whether the line begins with a word that goes on with a statement: `then`, `because`, `ask`, …
bool goes_on(std::string_view line);

/// Whether more has to come: a parenthesis is open, it ends with `and` or a comma, a rule has no
/// `then`, or it is of a kind that always takes several lines (table, score, source, example).
bool is_unfinished(std::string_view statement);

/// What makes two statements the same one, written twice: "rule quiet and localized", "finding
/// pain". A statement without a name (`if …`) is known by its whole text.
std::string key_of(const syntax::Statement& statement, std::string_view text);

/// The same in the words that a person reads: `rule "quiet and localized"`, `finding pain`.
std::string words_of(const syntax::Statement& statement);

}  // namespace bedside::repl

// The grammar of the language, a rule a line. Included by grammar.cpp alone.
#pragma once

#include <tao/pegtl.hpp>

namespace bedside::syntax::grammar {

// a column of one-line rules reads as a table:
// clang-format off

using namespace tao::pegtl;

// Text. A chunk is anything up to a blank or one of the marks that mean something.
// (Comments are blanks by the time the grammar sees them.)
struct gap          : star<one<' ', '\t', '\r', '\n'>> {};
struct chunk_char   : not_one<' ', '\t', '\r', '\n', ',', ':', '|', '<', '>', '=', '(', ')', '"'> {};
struct escape_mark  : one<'"', '\\'> {};
struct escaped      : if_must<one<'\\'>, escape_mark> {};
struct quote_inside : star<sor<escaped, not_one<'"', '\\', '\n'>>> {};
struct quote_end    : one<'"'> {};
struct quoted       : if_must<one<'"'>, quote_inside, quote_end> {};
template <char... C> struct kw : seq<istring<C...>, not_at<chunk_char>, gap> {};

// Words with a meaning of their own inside conditions.
struct kw_if        : kw<'i', 'f'> {};
struct kw_then      : kw<'t', 'h', 'e', 'n'> {};
struct kw_and       : kw<'a', 'n', 'd'> {};
struct kw_or        : kw<'o', 'r'> {};
struct kw_not       : kw<'n', 'o', 't'> {};
struct kw_no        : kw<'n', 'o'> {};
struct kw_without   : kw<'w', 'i', 't', 'h', 'o', 'u', 't'> {};
struct kw_is        : sor<kw<'i', 's'>, kw<'a', 'r', 'e'>> {};
struct kw_unless    : kw<'u', 'n', 'l', 'e', 's', 's'> {};
struct kw_implies   : kw<'i', 'm', 'p', 'l', 'i', 'e', 's'> {};
struct kw_because   : kw<'b', 'e', 'c', 'a', 'u', 's', 'e'> {};
struct kw_cites     : kw<'c', 'i', 't', 'e', 's'> {};
struct kw_overrides : kw<'o', 'v', 'e', 'r', 'r', 'i', 'd', 'e', 's'> {};
struct kw_between   : kw<'b', 'e', 't', 'w', 'e', 'e', 'n'> {};
struct kw_of        : kw<'o', 'f'> {};
struct kw_than      : kw<'t', 'h', 'a', 'n'> {};
struct kw_at        : kw<'a', 't'> {};
struct kw_least     : kw<'l', 'e', 'a', 's', 't'> {};
struct kw_most      : kw<'m', 'o', 's', 't'> {};
struct kw_any       : kw<'a', 'n', 'y'> {};
struct kw_all       : kw<'a', 'l', 'l'> {};
struct kw_none      : kw<'n', 'o', 'n', 'e'> {};
struct kw_one       : kw<'o', 'n', 'e'> {};
struct kw_exactly   : kw<'e', 'x', 'a', 'c', 't', 'l', 'y'> {};
struct kw_in        : kw<'i', 'n'> {};
struct kw_from      : kw<'f', 'r', 'o', 'm'> {};
struct kw_to        : kw<'t', 'o'> {};
struct kw_by        : kw<'b', 'y'> {};
struct kw_yes       : kw<'y', 'e', 's'> {};
struct kw_point     : sor<kw<'p', 'o', 'i', 'n', 't', 's'>, kw<'p', 'o', 'i', 'n', 't'>> {};

// Comparators, in words and as signs.
struct at_least     : sor<seq<kw_at, kw_least>, seq<string<'>', '='>, gap>> {};
struct at_most      : sor<seq<kw_at, kw_most>, seq<string<'<', '='>, gap>> {};
struct more_words   : sor<seq<sor<kw<'m', 'o', 'r', 'e'>, kw<'g', 'r', 'e', 'a', 't', 'e', 'r'>>, kw_than>, kw<'a', 'b', 'o', 'v', 'e'>, kw<'o', 'v', 'e', 'r'>> {};
struct more_than    : sor<more_words, seq<one<'>'>, gap>> {};
struct less_words   : sor<seq<kw<'l', 'e', 's', 's'>, kw_than>, kw<'b', 'e', 'l', 'o', 'w'>, kw<'u', 'n', 'd', 'e', 'r'>> {};
struct less_than    : sor<less_words, seq<one<'<'>, gap>> {};
struct exactly      : sor<kw_exactly, seq<one<'='>, gap>> {};
struct comparator   : sor<at_least, at_most, more_than, less_than, exactly> {};
struct list_head    : sor<seq<sor<kw_any, kw_all, kw_none, kw_one>, kw_of>> {};
struct reserved     : sor<kw_if, kw_then, kw_and, kw_or, kw_not, kw_no, kw_without, kw_is, kw_unless, kw_implies, kw_because, kw_cites, kw_overrides, kw_between, at_least, at_most, more_words, less_words, kw_exactly, list_head> {};
struct operator_sign: seq<one<'+', '-', '*', '/', '^'>, not_at<chunk_char>> {};

// Words and numbers that stand beside each other, sums of them, lists in parentheses.
struct chunk        : plus<chunk_char> {};
struct plain        : seq<not_at<reserved>, not_at<operator_sign>, chunk> {};
struct word         : sor<quoted, plain> {};
struct run          : plus<seq<word, gap>> {};
struct chain;
struct open         : seq<one<'('>, gap> {};
struct comma        : seq<one<','>, gap> {};
struct close        : seq<one<')'>, gap> {};
struct item         : seq<chain> {};
struct arguments    : seq<open, must<item>, star<comma, must<item>>, must<close>> {};
struct bracket      : seq<open, must<item>, must<close>, opt<run>> {};
struct one_said     : sor<kw_is, kw_not, comparator, kw_between, operator_sign, one<'('>> {};
struct one_of_bare  : seq<run, star<comma, run, not_at<one_said>>> {};
struct one_of       : seq<kw_one, kw_of, sor<arguments, one_of_bare>> {};
struct list_open    : at<one<'('>> {};
struct group_items  : seq<must<list_open>, arguments> {};
struct any_of       : seq<kw_any, kw_of, group_items> {};
struct all_of       : seq<kw_all, kw_of, group_items> {};
struct none_of      : seq<kw_none, kw_of, group_items> {};
struct counted      : seq<plain, gap, kw_of, group_items> {};
struct counted_least: seq<kw_at, kw_least, counted> {};
struct counted_most : seq<kw_at, kw_most, counted> {};
struct counted_exactly : seq<kw_exactly, counted> {};
struct group        : sor<any_of, all_of, none_of, counted_least, counted_most, counted_exactly> {};
struct primary      : sor<one_of, seq<group, opt<run>>, bracket, seq<run, opt<arguments>, opt<run>>> {};
struct sign         : seq<operator_sign, gap> {};
struct operand      : seq<primary> {};
struct sum          : seq<primary, star<sign, must<operand>>> {};

// Conditions.
struct negation     : sor<kw_not, kw_no, kw_without> {};
struct word_is      : seq<kw_is> {};
struct word_not     : seq<kw_not> {};
struct word_and     : seq<kw_and> {};
struct word_or      : seq<kw_or> {};
struct between      : seq<kw_between> {};
struct no_chunk     : seq<istring<'n', 'o'>, not_at<chunk_char>> {};
struct no_value     : seq<no_chunk, gap> {};
struct compared     : sor<sum, no_value> {};
struct between_and  : seq<kw_and> {};
struct between_tail : seq<between, must<compared, between_and, compared>> {};
struct compare_tail : seq<comparator, must<compared>> {};
struct said_value   : sor<sum, no_value> {};
struct is_tail      : seq<word_is, opt<word_not>, sor<between_tail, compare_tail, must<said_value>>> {};
struct not_tail     : seq<word_not, sor<between_tail, compare_tail, sum>> {};
struct tail         : sor<is_tail, not_tail, between_tail, compare_tail> {};
struct clause       : sor<seq<star<negation>, sor<seq<sum, star<tail>>, plus<tail>>>, no_value> {};
struct next_clause  : seq<clause> {};
struct chain        : seq<clause, star<sor<word_and, word_or>, must<next_clause>>> {};
struct condition    : seq<chain> {};
struct list         : seq<chain, star<comma, must<item>>> {};

// Lines that close a statement.
struct text_after   : seq<quoted, gap> {};
struct because      : seq<kw_because, must<text_after>> {};
struct citation     : seq<run> {};
struct next_citation: seq<citation> {};
struct cites        : seq<kw_cites, must<next_citation>, star<comma, must<next_citation>>> {};
struct name_inside  : seq<sor<quoted, chunk>, gap> {};
struct name         : plus<name_inside> {};
struct next_name    : seq<name> {};
struct closing_word : sor<kw_because, kw_cites, kw_overrides> {};
struct rule_name    : plus<seq<not_at<closing_word>, name_inside>> {};
struct next_rule    : seq<rule_name> {};
struct overrides    : seq<kw_overrides, must<next_rule>, star<comma, must<next_rule>>> {};
struct closing      : star<sor<because, cites, overrides>> {};
struct the_end      : seq<gap, eof> {};
struct only_closing : seq<closing, must<the_end>> {};

// Types of findings and levels of assessments.
struct colon        : seq<one<':'>, gap> {};
struct yes_no       : seq<kw_yes, kw_or, kw_no, at<eof>> {};
struct number_word  : seq<chunk, gap> {};
struct number_unit  : seq<kw_in, must<number_word>> {};
struct number_from  : seq<kw_from, must<number_word>> {};
struct number_to    : seq<kw_to, must<number_word>> {};
struct number_by    : seq<kw_by, must<number_word>> {};
struct whole        : seq<kw<'w', 'h', 'o', 'l', 'e'>> {};
struct range_to     : seq<number_to> {};
struct number_range : seq<number_from, must<range_to>> {};
struct number_type  : seq<opt<whole>, kw<'n', 'u', 'm', 'b', 'e', 'r'>, not_at<sor<one<',', '|', '<'>, kw_or>>, opt<number_unit>, opt<number_range>, opt<number_by>> {};
struct separator    : seq<sor<seq<one<','>, gap, opt<kw_or>>, seq<one<'|', '<'>, gap>, kw_or>> {};
struct value_inside : seq<not_at<kw_or>, name_inside> {};
struct value_name   : plus<value_inside> {};
struct next_value   : seq<value_name> {};
struct value_list   : seq<value_name, star<separator, must<next_value>>> {};
struct type         : sor<yes_no, number_type, value_list> {};
struct levels       : sor<yes_no, value_list> {};

// Bands: `at most 8 /min: 3 | 9 to 11: 1`
struct band_result  : sor<run, no_value> {};
struct band_when    : seq<chain> {};
struct band_colon   : seq<colon> {};
struct band         : seq<must<band_when>, must<band_colon>, must<band_result>> {};
struct bar          : seq<one<'|'>, gap> {};
struct bands        : seq<opt<bar>, band, star<bar, band>> {};
struct by_quantity  : seq<sum> {};

// Rows: `| 0 to 1 | no | low |`
struct dash         : seq<one<'-'>, gap, at<one<'|'>>> {};
struct then         : seq<kw_then> {};
struct cell         : seq<gap, opt<sor<dash, seq<opt<then>, list>>>> {};
struct cell_end     : seq<bar> {};
struct row          : seq<bar, plus<not_at<eof>, cell, must<cell_end>>, must<the_end>> {};

// Parts of statements: what stands after the words that they begin with.
struct statement_name : seq<name> {};
struct named_colon  : seq<must<statement_name>, must<colon>> {};
struct type_after   : seq<type> {};
struct levels_after : seq<levels> {};
struct then_after   : seq<kw_then> {};
struct if_after     : seq<kw_if> {};
struct outcomes     : seq<list> {};
struct unless       : seq<kw_unless, must<condition>> {};
struct implies      : seq<kw_implies, must<condition>> {};
struct claim_body   : seq<must<condition>, opt<implies>> {};
struct claim_closing: star<sor<because, cites>> {};
struct rule_body    : seq<must<condition>, must<then_after>, must<outcomes>, opt<unless>, closing, must<the_end>> {};

struct text_part      : seq<must<text_after>, must<the_end>> {};
struct facts          : seq<list> {};
struct facts_part     : seq<must<facts>, must<the_end>> {};
struct field_value    : seq<sor<quoted, chunk>, gap> {};
struct field_part     : seq<name_inside, must<field_value>, must<the_end>> {};
struct quoted_field   : seq<name_inside, must<text_after>, must<the_end>> {};
struct version_part   : seq<must<field_value>, must<the_end>> {};
struct applies_part   : seq<must<if_after>, must<condition>, must<the_end>> {};
struct name_part      : seq<must<statement_name>, must<the_end>> {};
struct finding_part   : seq<named_colon, must<type_after>, must<the_end>> {};
struct also_part      : seq<must<next_name>, star<comma, must<next_name>>, must<the_end>> {};
struct code_part      : seq<name_inside, must<field_value>, opt<text_after>, must<the_end>> {};
struct define_part    : seq<named_colon, must<condition>, must<the_end>> {};
struct by_part        : seq<must<by_quantity>, must<colon>, must<bands>, must<the_end>> {};
struct points_part    : seq<chunk, gap, kw_point, must<if_after>, must<condition>, must<the_end>> {};
struct add_part       : seq<must<by_quantity>, must<the_end>> {};
struct assessment_part: seq<named_colon, must<levels_after>, must<the_end>> {};
struct advice_part    : seq<named_colon, must<text_after>, only_closing> {};
struct rule_part      : seq<opt<text_after>, must<if_after>, rule_body> {};
struct claim_part     : seq<must<text_after>, must<colon>, claim_body, claim_closing, must<the_end>> {};
struct claim_alone    : seq<claim_body, must<the_end>> {};
struct otherwise_part : seq<must<outcomes>, only_closing> {};

// clang-format on

}  // namespace bedside::syntax::grammar

// Takes trees and the names in force; gives conditions, numbers, rules and examples of a rule set.
// Inside this room only: the one class whose work is spread over the files lower_*.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lang/meaning/names.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/syntax/parse.hpp"
#include "lang/text/message.hpp"

namespace bedside::meaning {

using syntax::NodeId;
using syntax::Word;
using syntax::Words;
using text::Code;

/// A number with what was said of it: `plain` literals take the unit of what stands beside them.
struct Num {
  QuantityId id;
  bool plain = false;
};

/// What a comparison is about.
struct ListSubject {
  FindingId finding;
};
struct LevelSubject {
  AssessmentId assessment;
};
struct NumberSubject {
  QuantityId quantity;
  std::optional<FindingId> finding;  ///< where it is a finding as it was recorded
};
struct ConditionSubject {
  ConditionId condition;
};
struct ItemsSubject {
  ScoreId score;
};
using Subject =
    std::variant<ListSubject, LevelSubject, NumberSubject, ConditionSubject, ItemsSubject>;

/// Where a definition is on its way from text to meaning.
enum class Progress : std::uint8_t { waiting, under_way, done, failed };

/// A definition's text, until something needs its meaning.
struct DefinitionText {
  const syntax::Tree* tree = nullptr;
  const syntax::Define* statement = nullptr;
  std::optional<Unit> unit;
  Progress progress = Progress::waiting;
  std::size_t depth = 0;  ///< how many definitions deep it goes, itself included
};

class Lowering {
 public:
  Lowering(RuleSet& rules, const Names& names, const text::Sources& sources,
           text::Messages& messages);

  /// Every definition, for `rules.definitions` at the same place.
  std::vector<DefinitionText> definitions;

  void lower_definitions();
  void lower_statement(const syntax::Tree& tree, const syntax::Statement& statement);
  /// Come after all other statements: what only they say is added behind everything else.
  void lower_claim(const syntax::Tree& tree, const syntax::Claim& claim);
  /// Only facts: what is given of a patient.
  std::vector<Fact> lower_facts(const syntax::Tree& tree, const syntax::ChainList& chains);
  /// What a table's cell says of one finding; none after a message.
  std::optional<Fact> lower_cell_fact(const syntax::Tree& tree, FindingId finding,
                                      const syntax::ChainList& chains, const Span& span);

 private:
  // lower_conditions.cpp: conditions and their joins
  std::optional<ConditionId> condition(NodeId node);
  std::optional<ConditionId> chain(const syntax::Chain& chain, const Span& span, bool as_item);
  std::optional<ConditionId> clause(const syntax::Clause& clause, const Span& span);
  std::optional<ConditionId> group(const syntax::Group& group, const Span& span);
  std::optional<ConditionId> negated(const syntax::Clause& clause, const Span& span);
  void refuse_call(const syntax::Call& call, const Span& span);
  bool fits(const Finding& finding, const syntax::Tail& tail) const;
  void refuse_missing_subject(const syntax::Clause& clause, const Span& span);
  bool refuse_no_for_list(const syntax::Clause& clause, const Span& span);
  ConditionId add(ConditionKind kind, const Span& span);
  ConditionId negate(ConditionId operand, const Span& span);

  // lower_chains.cpp: what `and` and `or` may mean
  struct Joined {
    ConditionId condition;
    Span span;
    std::optional<Subject> listed;  ///< `sex is male`: an `or` may go on with values of it
    bool negated_list = false;      ///< the same with `not`
    Span value;                     ///< of that list the value that was said last
  };
  bool extend_list(Joined& last, NodeId node);
  ConditionId either_of(ConditionId first, ConditionId second, const Span& span);
  bool names_again(const Joined& last, const Words& words);
  void refuse_named_again(const Joined& last, NodeId node, const Span& whole);
  void refuse_not_before_list(const Joined& last, NodeId node, const Span& whole);
  void refuse_value_or_name(const Joined& last, NodeId node);
  bool refuse_bare_after_no(NodeId before, NodeId after, const syntax::Join& join);
  bool refuse_split_comparison(NodeId before, NodeId after, const syntax::Join& join);
  void refuse_mixed(const syntax::Chain& chain, const std::vector<Joined>& joined,
                    const std::vector<syntax::Join>& joins);
  void refuse_joined_items(const syntax::Chain& chain, const Span& span);
  Joined joined(NodeId node, ConditionId condition);
  bool is_bare_yes_no(NodeId node);

  // lower_phrases.cpp: words that stand beside each other
  struct Reading {
    std::size_t longest = 0;  ///< words of its longest name
    std::size_t split = 0;
    bool value_first = false;
    bool whole = false;
  };
  std::vector<Reading> readings(const Words& words) const;
  bool is_named_value(const Named& subject, const Words& words, std::size_t begin) const;
  bool can_follow(const Named& subject, const Words& words, std::size_t begin) const;
  std::optional<ConditionId> phrase(const Words& words);
  std::optional<ConditionId> whole_name(const Named& named, const Words& words);
  std::optional<ConditionId> read_as(const Reading& reading, const Words& words);
  void explain_unknown(const Words& words);
  bool unknown_beside_value(const Words& words, std::size_t most);
  void unknown_name(const Span& span, std::string_view name);
  std::vector<std::string> known_names() const;
  std::optional<Named> find(const Words& words, std::size_t begin, std::size_t end) const;
  void offer_levels(text::Message& message, AssessmentId id, const Span& span) const;
  bool mentions_broken(const Words& words) const;
  /// Whether a name that was not found is declared: then its declaration is what is wrong, and an
  /// error says so already.
  bool is_aftermath(std::string_view name, const std::vector<std::string>& known) const;
  bool is_value_of(const Subject& subject, const Words& words) const;

  // lower_slips.cpp: words that people use, and that are none of the language
  bool refuse_other_words(const Words& words);
  bool refuse_sign(const Word& word);
  bool refuse_saying(const Words& words);
  bool refuse_joining_word(const Words& words);
  bool refuse_filler(const Words& words);
  bool refuse_near_number(const Words& words);
  bool refuse_from_and(NodeId before, NodeId after, const syntax::Join& join);
  static std::string figure_of(const Word& word);
  void show_declaration(text::Message& message, const Subject& subject) const;
  void offer_declared_unit(text::Message& message, const Finding& finding,
                           std::string_view unit) const;
  void show_other_owner(text::Message& message, const Words& words, const Span& said_of);

  // lower_comparisons.cpp: subject and what is said of it
  std::optional<Subject> subject(NodeId node);
  std::optional<Subject> subject_of(const Named& named, const Span& span);
  std::optional<ConditionId> comparison(const syntax::Clause& clause, const Span& span);
  std::optional<ConditionId> said(const Subject& subject, const syntax::Tail& tail);
  std::optional<ConditionId> said(const Subject& subject, const std::vector<syntax::Tail>& tails,
                                  const Span& span);
  std::optional<ConditionId> compared(const Subject& subject, const syntax::Tail& tail);
  std::optional<ConditionId> about(const Subject& subject, NodeId node);
  std::optional<ConditionId> about_clause(const Subject& subject, const syntax::Clause& clause,
                                          const Span& span);
  std::optional<ConditionId> equals(const Subject& subject, NodeId node);
  std::optional<ConditionId> equals_words(const Subject& subject, const Words& words);
  std::optional<ConditionId> one_of(const Subject& subject, const syntax::OneOf& list,
                                    const Span& span);
  std::optional<ConditionId> yes_or_no(const Subject& subject, const Words& words);
  std::optional<ConditionId> value_of(const Subject& subject, const Words& words);
  std::optional<ConditionId> levels(const Subject& subject, syntax::Comparator comparator,
                                    const std::vector<std::size_t>& ends, const Span& span);
  std::optional<std::size_t> position(const Subject& subject, const Words& words);
  bool is_ordered(const Subject& subject) const;
  const std::vector<std::string>& values(const Subject& subject) const;
  std::string name(const Subject& subject) const;
  std::string values_in_words(const Subject& subject) const;

  // lower_ranges.cpp: comparisons of numbers
  struct Literal {
    Number number;
    std::optional<Unit> unit;
    Span span;
  };
  struct RangeWords {
    std::vector<Literal> ends;
    bool above = false;  ///< `above A to B`
    bool below = false;  ///< `from A to below B`
  };
  enum class Parse : std::uint8_t { none, done, failed };
  Parse literal(const Words& words, std::size_t& at, Literal& literal);
  Parse range_words(const Words& words, RangeWords& range);
  bool is_literal(const Words& words) const;
  std::optional<ConditionId> compare_number(const Subject& subject, syntax::Comparator comparator,
                                            std::vector<NodeId> operands, const Span& span);
  std::optional<ConditionId> in_range(const Subject& subject, const RangeWords& words,
                                      const Span& span);
  std::optional<ConditionId> compare_quantities(const Num& left, syntax::Comparator comparator,
                                                const Num& right, const Span& span);
  bool refuse_percent(const Subject& subject, const Literal& literal, const Unit& said);
  std::optional<Number> in_subject_unit(const Subject& subject, const Literal& literal,
                                        const std::optional<Unit>& said);
  std::optional<ConditionId> within(const Subject& subject, const Range& range, const Span& span);
  Unit unit_of(const Subject& subject) const;
  std::optional<ConditionId> half_open(const Subject& subject, const Words& words,
                                       const syntax::Tail& tail, bool above, const Span& span);

  // lower_numbers.cpp: numbers that are computed
  std::optional<Num> number(NodeId node);
  std::optional<Num> number_words(const Words& words);
  std::optional<Num> number_named(const Named& named, const Span& span);
  std::optional<Num> sum(const syntax::Sum& sum, const Span& span);
  std::optional<Num> joined_sum(const syntax::Sum& sum, std::vector<Num> numbers, const Span& span);
  Span before_range(NodeId node) const;
  std::optional<Num> number_before_range(NodeId node, Words& range);
  bool ends_in_range(NodeId node) const;
  std::optional<Num> arithmetic(Operator sign, Num left, Num right, const Span& span);
  std::optional<Num> added(Operator sign, Num left, Num right, const Span& span);
  std::optional<Num> multiplied(Operator sign, Num left, Num right, const Span& span);
  std::optional<Num> raised(Num left, Num right, const Span& span);
  std::optional<Num> call(const syntax::Call& call, const Span& span);
  std::optional<Num> extreme(bool greatest, const syntax::Call& call, const Span& span);
  std::optional<Num> rounded(Rounding way, const syntax::Call& call, const Span& span);
  std::optional<Num> function(FunctionKind kind, const syntax::Call& call, const Span& span);
  std::optional<Num> in_unit(Num number, const Word& unit, const Span& span);
  bool same_unit(Num& left, Num& right, const Span& span);
  QuantityId converted(QuantityId id, const Unit& to);
  QuantityId add(QuantityKind kind, Unit unit, const Span& span);
  QuantityId constant(const Number& number, const Unit& unit, const Span& span);
  const Number* constant_of(QuantityId id) const;
  std::optional<Unit> unit_named(const Word& word);

  // lower_bands.cpp: `by` lists and tables' cells as bands
  std::optional<ByList> by_list(const syntax::ByList& list, const Assessment* assessment);
  bool band_takes(const Subject& subject, const syntax::Band& from, Band& band);
  bool band_result(const syntax::Band& from, const Assessment* assessment, Band& band);
  bool take(const Condition& condition, const Subject& subject, Band& band);
  std::optional<Unit> said_unit(const syntax::ByList& list) const;
  void note_said_unit(NodeId node, std::optional<Unit>& unit) const;

  // lower_rules.cpp: statements
  void lower(const syntax::Guideline& statement, const Span& keyword);
  void lower(const syntax::Score& statement);
  void lower(const syntax::Assessment& statement);
  void lower(const syntax::Advice& statement);
  void lower(const syntax::Rule& statement, const Span& span);
  void lower(const syntax::Otherwise& statement, const Span& span);
  void lower(const syntax::Table& statement);
  void lower_definition(DefinitionId id);
  void too_deep(DefinitionId id);
  bool is_number(NodeId node);
  std::optional<Num> in_declared_unit(Num value, const Unit& unit, const Span& span);
  std::optional<ScoreItem> score_item(const syntax::ScoreItem& item);
  bool outcomes(const syntax::ChainList& chains, Rule& rule);
  bool outcome(NodeId node, Rule& rule);
  bool level_outcome(const Words& words, bool negated, const Span& span, Rule& rule);
  bool refuse_level(const Words& words);
  void refuse_outcome(const Words& words, const std::vector<Outcome>& found, bool negated,
                      const Span& span);
  bool advise(const Words& words, std::size_t begin, Rule& rule);
  bool closing(const syntax::Closing& closing, Rule& rule);
  bool cites(const std::optional<syntax::Cites>& cites, std::vector<Citation>& into);
  std::optional<Citation> citation(const Words& words, std::optional<SourceId>& last);
  void fill(RuleId id, Rule rule);

  // lower_tables.cpp
  struct Column {
    std::optional<Subject> subject;          ///< a condition's column
    std::optional<AssessmentId> assessment;  ///< `then NAME`
    bool advise = false;                     ///< `then advise`
  };
  std::optional<Column> table_column(const syntax::Cell& cell);
  text::Edit any_in(const Span& cell) const;
  bool table_cell(const Column& column, const syntax::Cell& cell,
                  std::vector<ConditionId>& conditions, Rule& rule);
  bool table_row(const std::vector<Column>& columns, const syntax::Row& row, Rule& rule);

  // lower_examples.cpp: what is given, what is expected
  void lower(const syntax::Example& statement);
  void lower(const syntax::Examples& statement);
  bool fact(NodeId node, std::vector<Fact>& facts);
  bool fact_of(ConditionId condition, const Span& span, std::vector<Fact>& facts);
  std::optional<Fact> as_fact(const Condition& condition);
  bool not_a_fact(const Span& span);
  bool expectation(NodeId node, std::vector<Expectation>& expect);
  bool expect_words(const Words& words, bool negated, const Span& span,
                    std::vector<Expectation>& expect);
  bool expect_of(const Named& named, const Words& rest, const Span& span,
                 std::vector<Expectation>& expect);
  bool expect_status(AssessmentId id, const Words& words, const Span& span,
                     std::vector<Expectation>& expect);
  bool expect_rule(const Words& words, const Span& span, std::vector<Expectation>& expect);
  bool expect_condition(NodeId node, std::vector<Expectation>& expect);
  bool expect_at_least(const syntax::Clause& clause, const Span& span,
                       std::vector<Expectation>& expect);
  struct ExampleColumn;
  std::optional<ExampleColumn> example_column(const syntax::Cell& cell);
  bool example_cell(const ExampleColumn& column, const syntax::Cell& cell, Example& example);
  bool example_named(const Named& named, NodeId node, Example& example);
  bool bad_expectation(const Span& span, std::string words);

  // Messages.
  text::Message& say(Code code, const Span& span, std::string words);
  std::string quote(const Span& span) const;
  std::string text_of(const Words& words, std::size_t begin = 0) const;

  const syntax::Node& at(NodeId node) const { return tree_->at(node); }
  template <class Kind>
  const Kind* as(NodeId node) const {
    return std::get_if<Kind>(&tree_->at(node).kind);
  }

  RuleSet& rules_;
  const Names& names_;
  const text::Sources& sources_;
  text::Messages& messages_;
  const syntax::Tree* tree_ = nullptr;
  std::size_t depth_ = 0;
  std::size_t below_ = 0;  ///< how deep the definitions go that the current one has read so far
  std::vector<DefinitionId>
      under_way_;                  ///< definitions whose meaning is being found, outermost first
  std::optional<Unit> list_unit_;  ///< the unit that was said once in a band list
  std::vector<std::optional<QuantityId>> finding_numbers_;
  std::size_t next_rule_ = 0;
  Span said_of_;           ///< the words of the subject that something is being said of
  bool of_facts_ = false;  ///< facts are a text of their own, apart from the declarations
};

}  // namespace bedside::meaning

// Takes nothing; gives the shape of a rule set: resolved, typed, every number in its unit.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "lang/meaning/range.hpp"
#include "lang/meaning/values.hpp"
#include "lang/text/source.hpp"
#include "lang/units/unit.hpp"

namespace bedside::meaning {

using text::Span;
using units::Unit;

/// A place in one of the rule set's vectors; each kind of thing has its own.
template <class Thing>
struct Id {
  std::uint32_t index = 0;
  friend auto operator<=>(Id, Id) = default;
};

struct Finding;
struct Definition;
struct Score;
struct Assessment;
struct Advice;
struct Rule;
struct Condition;
struct Quantity;
struct SourceWork;
using FindingId = Id<Finding>;
using DefinitionId = Id<Definition>;
using ScoreId = Id<Score>;
using AssessmentId = Id<Assessment>;
using AdviceId = Id<Advice>;
using RuleId = Id<Rule>;
using ConditionId = Id<Condition>;
using QuantityId = Id<Quantity>;
using SourceId = Id<SourceWork>;

// ---- Findings ------------------------------------------------------------------------------

enum class FindingKind : std::uint8_t { yes_no, list, number };

struct CodeBinding {
  std::string system;  ///< SNOMED, LOINC, ICD-10, or a URI
  std::string code;
  std::string meaning;
};

/// Something that is recorded of a patient.
struct Finding {
  std::string name;
  std::vector<std::string> other_names;
  FindingKind kind = FindingKind::yes_no;
  std::vector<std::string> values;  ///< of yes/no: "no", "yes"; of a number: none
  bool ordered = false;             ///< the values run from low to high
  Unit unit;                        ///< of a number: that of all its ranges and comparisons
  Range range;                      ///< of a number: its domain
  std::optional<Grid> grid;         ///< of a number measured in steps
  std::string ask;                  ///< the question that asks for it; may be empty
  std::vector<CodeBinding> codes;
  Span span;  ///< of its name where it is declared
};

// ---- Conditions ----------------------------------------------------------------------------

/// The finding (yes/no or a list) is one of the values.
struct IsValue {
  FindingId finding;
  Values values;
};
/// The number lies in the range, which is in the number's own unit.
struct Within {
  QuantityId quantity;
  Range range;
};
/// The assessment ends at one of the levels; no value, conflict and not applicable are none of
/// them.
struct IsLevel {
  AssessmentId assessment;
  Values levels;
};
/// Some item of the score gives points in the range.
struct AnyItem {
  ScoreId score;
  Range range;
};
/// The finding was recorded, or narrowed.
struct IsRecorded {
  FindingId finding;
};
/// The definition, which is a condition, holds.
struct Defined {
  DefinitionId definition;
};
struct Not {
  ConditionId operand;
};
struct All {
  std::vector<ConditionId> operands;
};
struct Any {
  std::vector<ConditionId> operands;
};
/// From `least` to `most` of the operands hold.
struct Count {
  std::vector<ConditionId> operands;
  std::size_t least = 0;
  std::size_t most = 0;
};

using ConditionKind =
    std::variant<IsValue, Within, IsLevel, AnyItem, IsRecorded, Defined, Not, All, Any, Count>;

struct Condition {
  ConditionKind kind;
  Span span;
};

// ---- Quantities ----------------------------------------------------------------------------

struct FindingNumber {
  FindingId finding;
};
struct Constant {
  Number number;
};
struct ScoreNumber {
  ScoreId score;
};
struct DefinedNumber {
  DefinitionId definition;
};
enum class Operator : std::uint8_t { add, subtract, multiply, divide, power };
struct Arithmetic {
  Operator sign = Operator::add;
  QuantityId left;
  QuantityId right;
};
struct Extreme {
  bool greatest = false;
  std::vector<QuantityId> operands;
};
enum class Rounding : std::uint8_t { nearest, floor, ceiling };
struct Rounded {
  Rounding way = Rounding::nearest;
  QuantityId operand;
  Number step = 1;  ///< rounded to a multiple of this
};
enum class FunctionKind : std::uint8_t { ln, log10, exp, sqrt };
struct Function {
  FunctionKind function = FunctionKind::ln;
  QuantityId operand;
};
/// Another unit: number * factor + shift.
struct Scaled {
  QuantityId operand;
  Number factor = 1;
  Number shift;
};

using QuantityKind = std::variant<FindingNumber, Constant, ScoreNumber, DefinedNumber, Arithmetic,
                                  Extreme, Rounded, Function, Scaled>;

/// A number that is read from a record or computed.
struct Quantity {
  QuantityKind kind;
  Unit unit;
  std::optional<Grid> grid;  ///< the grid that all its values lie on, whatever the record
  Range domain;              ///< its possible values with nothing recorded
  bool may_be_undefined = false;
  Span span;
};

/// A condition or a number with a name.
struct Definition {
  std::string name;
  std::variant<ConditionId, QuantityId> body;
  Span span;
};

// ---- Scores and bands ----------------------------------------------------------------------

/// The values that one band takes: of a list, or as ranges of a number in its unit.
struct Band {
  Values values;
  std::vector<Range> ranges;
  Number points;          ///< in a score
  std::size_t level = 0;  ///< in an assessment
  bool other = false;     ///< takes what no other band takes
  Span span;
};

/// A band list over one finding with a list of values, or over one number; it covers the whole
/// domain, each value once.
struct ByList {
  std::variant<FindingId, QuantityId> subject;
  std::vector<Band> bands;
  Span span;
};

struct Points {
  Number points;
  ConditionId condition;
};
/// Another score, or a number without unit, that is added as it is.
struct Add {
  QuantityId quantity;
};

struct ScoreItem {
  std::variant<Points, ByList, Add> kind;
  Span span;
};

/// Values of one finding that the comparisons and bands of a group do not tell apart.
struct Cell {
  Values values;              ///< of a list
  std::vector<Range> ranges;  ///< of a number
};

struct CellList {
  FindingId finding;
  std::vector<Cell> cells;
};

/// One thing of the rule set that has to be computed.
using Step = std::variant<ConditionId, QuantityId, DefinitionId, ScoreId, RuleId, AssessmentId>;

/// Items of a score that share findings; their ends are taken over all combinations of cells.
struct ItemGroup {
  std::vector<std::size_t> items;
  bool exact = true;            ///< else its items are bounded one by one
  std::vector<CellList> cells;  ///< where exact: of each finding that the items read
  std::vector<Step> program;    ///< where exact: what the items read, in order
};

struct Score {
  std::string name;
  std::vector<ScoreItem> items;
  std::vector<ItemGroup> groups;  ///< all items but `add`
  std::optional<Grid> grid;       ///< multiples of the greatest common divisor of its points
  Range domain;                   ///< its ends with nothing recorded
  bool reads_assessments = false;
  Span span;
};

// ---- Assessments, rules, advice ------------------------------------------------------------

enum class AssessmentKind : std::uint8_t { scale, choice };

/// What a guideline concludes: one of its levels.
struct Assessment {
  std::string name;
  AssessmentKind kind = AssessmentKind::scale;
  bool yes_no = false;              ///< the scale no < yes
  std::vector<std::string> levels;  ///< of a scale from the least to the most serious
  std::vector<ByList> by;
  std::vector<RuleId> rules;  ///< all that conclude one of its levels, `otherwise` apart
  std::optional<RuleId> otherwise;
  Span span;
};

/// A statement of a source that is cited; without a statement, the whole source.
struct Citation {
  SourceId source;
  std::optional<std::size_t> statement;
  Span span;
};

struct Advice {
  std::string name;
  std::string text;
  std::string because;
  std::vector<Citation> cites;
  Span span;
};

struct Outcome {
  AssessmentId assessment;
  std::size_t level = 0;
};

/// If its condition holds, its outcomes and advice follow. `otherwise` has no condition.
struct Rule {
  std::string name;                      ///< as written, or FILE:LINE
  bool named = true;                     ///< else the name is its place
  std::optional<ConditionId> condition;  ///< with `unless` in it
  std::vector<Outcome> outcomes;
  std::vector<AdviceId> advice;
  std::string because;
  std::vector<Citation> cites;
  std::vector<RuleId> overrides;      ///< these do not count where this one does
  std::vector<RuleId> overridden_by;  ///< the same, seen from the other side
  bool otherwise = false;
  bool reads_recorded = false;  ///< depends on whether something was recorded
  Span span;
};

/// A sentence that must hold for every patient of whom all is recorded and to whom the guideline
/// applies: its conclusion, wherever its premise holds. Nothing reads a claim.
struct Claim {
  std::string name;
  std::optional<ConditionId> premise;  ///< none: the conclusion holds always
  ConditionId conclusion;
  std::string because;
  std::vector<Citation> cites;
  Span span;  ///< of its name; of a claim that is a text of its own, of that text
};

struct SourceField {
  std::string name;
  std::string value;
};
struct SourceStatement {
  std::string id;
  std::string text;
  Span span;
};

/// What a guideline cites.
struct SourceWork {
  std::string name;
  std::vector<SourceField> fields;  ///< title, author, publisher, date, url
  std::vector<SourceStatement> statements;
  Span span;
};

struct Guideline {
  std::string name;
  std::string version;
  std::optional<ConditionId> applies;
  Span span;
};

// ---- Examples ------------------------------------------------------------------------------

/// One thing that is given: a finding is one of the values, or lies in the range.
struct Fact {
  FindingId finding;
  Values values;
  Range range;
  Span span;
};

struct ExpectLevel {
  AssessmentId assessment;
  Values levels;
  bool settled = false;  ///< `expect benign`; else the value so far is one of them
};
enum class Status : std::uint8_t { settled, provisional, open, none, conflict, not_applicable };
struct ExpectStatus {
  AssessmentId assessment;
  Status status = Status::open;
};
struct ExpectAdvice {
  AdviceId advice;
  bool given = true;
};
enum class RuleStatus : std::uint8_t { ruled_out, undecided, fires };
struct ExpectRule {
  RuleId rule;
  RuleStatus status = RuleStatus::fires;
};
struct ExpectAsk {
  FindingId finding;
};
struct ExpectNothingToAsk {};
/// The score's ends both lie in the range.
struct ExpectScore {
  ScoreId score;
  Range range;
};
using ExpectationKind = std::variant<ExpectLevel, ExpectStatus, ExpectAdvice, ExpectRule, ExpectAsk,
                                     ExpectNothingToAsk, ExpectScore>;
struct Expectation {
  ExpectationKind kind;
  Span span;
};

struct Example {
  std::string name;
  std::vector<Fact> given;
  std::vector<Expectation> expect;
  Span span;
};

// ---- The whole -----------------------------------------------------------------------------

struct RuleSet {
  std::optional<Guideline> guideline;
  std::vector<SourceWork> sources;
  std::vector<Finding> findings;
  std::vector<Definition> definitions;
  std::vector<Score> scores;
  std::vector<Assessment> assessments;
  std::vector<Advice> advice;
  std::vector<Rule> rules;
  std::vector<Claim> claims;
  std::vector<Example> examples;
  std::vector<Condition> conditions;
  std::vector<Quantity> quantities;
  /// Everything that is computed, each after what it reads; last, what only claims read.
  std::vector<Step> program;
  std::size_t claim_steps = 0;  ///< so many steps at the end of it

  /// The program without what only claims read, for all that claims must have no influence on.
  std::span<const Step> program_without_claims() const {
    return std::span(program).first(program.size() - claim_steps);
  }

  const Finding& at(FindingId id) const { return findings.at(id.index); }
  const Definition& at(DefinitionId id) const { return definitions.at(id.index); }
  const Score& at(ScoreId id) const { return scores.at(id.index); }
  const Assessment& at(AssessmentId id) const { return assessments.at(id.index); }
  const Advice& at(AdviceId id) const { return advice.at(id.index); }
  const Rule& at(RuleId id) const { return rules.at(id.index); }
  const Condition& at(ConditionId id) const { return conditions.at(id.index); }
  const Quantity& at(QuantityId id) const { return quantities.at(id.index); }
  const SourceWork& at(SourceId id) const { return sources.at(id.index); }
};

}  // namespace bedside::meaning

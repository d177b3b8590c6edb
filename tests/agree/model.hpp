// Takes nothing; gives a small model of a rule set and of a record, of the tests' own.
// It shares no type with the language it tests, so that one mistake cannot hide in both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bedside::agree {

/// A value of a finding: yes is 1 and no is 0; the place in a list; a number in thousandths.
using Value = std::int64_t;

inline constexpr Value one = 1000;

enum class FindingKind : std::uint8_t { yes_no, list, ordered, whole, stepped, real };

struct Finding {
  std::string name;
  FindingKind kind = FindingKind::yes_no;
  std::vector<std::string> values;  ///< of a list
  std::string unit;                 ///< of a number; may be empty
  Value low = 0;
  Value high = 0;
  Value step = 0;             ///< of a number in steps; of a real number, that of its thresholds
  std::vector<Value> domain;  ///< every value; of a real number each threshold and points between
};

struct Number {
  enum class Kind : std::uint8_t {
    constant,
    finding,
    definition,
    score,
    sum,
    difference,
    product,
    minimum,
    maximum,
    half,  ///< of a whole number, as the three below
    rounded_half,
    floor_of_half,
    ceiling_of_half
  };
  Kind kind = Kind::constant;
  Value constant = 0;
  std::size_t index = 0;
  std::vector<Number> operands;
};

enum class Comparison : std::uint8_t {
  at_least,
  at_most,
  more,
  less,
  equal,
  unequal,
  between,
  half_open
};

struct Condition {
  enum class Kind : std::uint8_t {
    finding,       ///< `pain`
    definition,    ///< `symptoms`
    values,        ///< a list is one of `values`
    not_value,     ///< a list is not `values[0]`
    ordered,       ///< an ordered list compared with `values`
    number,        ///< `numbers[0]` compared with the other ones
    assessed,      ///< the assessment is one of `values`
    not_assessed,  ///< the assessment is not `values[0]`
    assessed_at_least,
    any_item,  ///< any item of a score compared with `numbers[1]`
    recorded,
    not_recorded,
    all,  ///< `and` between the parts; the group writes `all of`
    any,
    none,
    negation,
    count_at_least,
    count_at_most,
    count_exactly
  };
  Kind kind = Kind::finding;
  std::size_t index = 0;  ///< of the finding, definition, assessment or score
  Comparison comparison = Comparison::at_least;
  std::vector<Value> values;
  std::vector<Number> numbers;
  std::size_t count = 0;
  bool group = false;  ///< written `all of (…)`, not with `and`
  std::vector<Condition> parts;
};

/// One band: values of a list, or an interval without end where a bound is missing.
struct Band {
  bool other = false;
  std::vector<Value> values;
  std::optional<Value> low;
  std::optional<Value> high;
  bool low_open = false;
  bool high_open = false;
  Value result = 0;  ///< points in thousandths, or the place of a level
};

struct ByList {
  Number quantity;
  std::vector<Band> bands;
  bool dropped = false;
};

struct Definition {
  std::string name;
  Condition condition;
};

struct NumberDefinition {
  std::string name;
  Number number;
};

struct ScoreItem {
  enum class Kind : std::uint8_t { points, by, add };
  Kind kind = Kind::points;
  Value points = 0;
  Condition condition;
  ByList by;
  std::size_t score = 0;
  bool dropped = false;
};

struct Score {
  std::string name;
  std::vector<ScoreItem> items;
};

enum class AssessmentKind : std::uint8_t { scale, choice, yes_no };

struct Assessment {
  std::string name;
  AssessmentKind kind = AssessmentKind::scale;
  std::vector<std::string> levels;  ///< least serious first; of yes or no: no, yes
  std::vector<ByList> by;
};

struct Outcome {
  std::size_t assessment = 0;
  std::size_t level = 0;
};

struct Rule {
  std::string name;  ///< empty where it has none
  Condition condition;
  std::optional<Condition> unless;
  std::vector<Outcome> outcomes;
  std::vector<std::size_t> advice;
  std::vector<std::size_t> overrides;
  bool dropped = false;
};

struct Otherwise {
  Outcome outcome;
  std::vector<std::size_t> advice;
  bool dropped = false;
};

/// Definitions, numbers and scores read only such as were made before them; an assessment is read
/// only by rules for later assessments.
struct Model {
  std::vector<Finding> findings;
  std::vector<Definition> definitions;
  std::vector<NumberDefinition> numbers;
  std::vector<Score> scores;
  std::vector<Assessment> assessments;
  std::vector<std::string> advice;
  std::vector<Rule> rules;
  std::vector<Otherwise> otherwise;
  std::optional<Condition> applies;
};

/// What is known of one finding: nothing, or the values that remain and how to say so.
struct Known {
  bool recorded = false;
  std::vector<Value> remaining;
  Condition said;
};

/// One entry for each finding of the model.
using Record = std::vector<Known>;

/// One value for each finding of the model.
using Patient = std::vector<Value>;

/// What a thing depends on, also through definitions, scores and rules.
struct Reads {
  std::vector<bool> findings;
  std::size_t layer = 0;   ///< one more than the last assessment that is read; 0 where none is
  bool recorded = false;   ///< `is recorded`
  bool computed = false;   ///< a computed number, also two findings compared with each other
  bool scores = false;
};

Reads reads(const Model& model, const Condition& condition);
Reads reads(const Model& model, const Number& number);
Reads reads(const Model& model, const ScoreItem& item);
void add(Reads& to, const Reads& more);

/// One condition that stands for the whole rule: `if C … unless D`.
Condition whole_condition(const Rule& rule);

bool any_recorded(const Model& model, const Rule& rule);

/// Every condition of the model that is not dropped, and all their parts.
std::vector<Condition*> conditions_of(Model& model);

/// Whether no statement that is left mentions the definition, number, score …; for the writer.
struct Unused {
  std::vector<bool> findings, definitions, numbers, scores, assessments, advice;
};
Unused unused(const Model& model);

/// How many patients there are with this record; 0 where there are more than `limit`.
std::size_t completions(const Record& record, std::size_t limit);

/// Goes to the next patient that completes the record; false after the last.
bool next_patient(const Record& record, std::vector<std::size_t>& places, Patient& patient);
Patient first_patient(const Record& record, std::vector<std::size_t>& places);

}  // namespace bedside::agree

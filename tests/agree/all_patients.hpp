// Takes a small model; gives its rule text, read and checked, and what plain booleans say of every
// patient: what the checks over all patients are held to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/brute.hpp"
#include "tests/agree/generate.hpp"

namespace bedside::agree {

using meaning::Truth;

/// One patient, or (not complete) a record without some finding of which a rule asks whether it is
/// recorded; of such the evaluator tells, since the plain ones know complete patients only.
struct Row {
  bool complete = true;
  bool applies = true;
  std::vector<Truth> holds;   ///< by RuleId: its own condition, as if the guideline applied
  std::vector<Truth> counts;  ///< by RuleId: likewise
  std::vector<End> ends;      ///< by AssessmentId, of complete ones: likewise
  std::vector<std::vector<std::size_t>> by;  ///< by AssessmentId: the level of each band list
  std::vector<Truth> conditions;             ///< by ConditionId: the evaluator's
  evaluate::Record record;
};

/// A rule set with all its patients.
struct AllPatients {
  Model model;
  std::string text;
  meaning::Loaded loaded;
  std::vector<Row> rows;
  std::vector<bool> reads_recorded;  ///< by RuleId

  bool any_recorded = false;

  const meaning::RuleSet& rules() const { return loaded.rules; }
  /// Whether the rule fires: it counts, and the guideline applies.
  static bool fires(const Row& row, std::size_t rule) {
    return row.applies && row.counts[rule] == Truth::yes;
  }
};

/// Of a random model; `wide`: with a number that has more values than are taken one by one. None
/// where there would be more than `most` patients.
std::optional<AllPatients> all_patients(std::uint64_t seed, const Taste& taste, bool wide,
                                        std::size_t most);

/// A number that other numbers are computed from gets more values than are taken one by one.
void widen(Model& model);

/// The value of a finding as the language has it.
evaluate::Possible recorded_as(const meaning::Finding& finding, Value value);

const Finding& finding_named(const Model& model, const std::string& name);

meaning::Loaded load_text(const std::string& text);

/// "BEDSIDE_AGREE_SEED=…", what is wrong, and the rule text.
std::string seed_and_text(std::uint64_t seed, const std::string& wrong, const std::string& text);

}  // namespace bedside::agree

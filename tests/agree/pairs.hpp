// Takes a seed; gives two rule sets, all patients whom both know, and what plain booleans say of
// each in both: what the comparison of rule sets is held to.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/proving/differences.hpp"
#include "tests/agree/all_patients.hpp"

namespace bedside::agree {

using Of = proving::Change::Of;

/// "benign", "no value", "given", "3" …: of one thing, before and after.
using Words = std::pair<std::string, std::string>;

/// An assessment, advice, score or named rule.
struct Subject {
  Of of = Of::assessment;
  std::string name;
  friend auto operator<=>(const Subject&, const Subject&) = default;
};

/// One rule set of the two.
struct Side {
  Model model;
  std::string text;
  meaning::Loaded loaded;

  const meaning::RuleSet& rules() const { return loaded.rules; }
  /// By FindingId: the place in the model.
  std::vector<std::size_t> findings;
  /// By place in the model's rules: the RuleId, where it is written.
  std::vector<std::optional<std::size_t>> rule_ids;
};

/// A complete patient in the words of both.
struct Both {
  Patient before, after;
  /// Of all patients, with real numbers by the width of the range that a value stands for.
  double share = 0;
  /// By place in the models' rules: whether they count.
  std::vector<bool> counts_before, counts_after;
  std::vector<bool> concludes_before, concludes_after;  ///< likewise of `otherwise`
};

/// For each patient whether he belongs.
using Set = std::vector<bool>;

struct Pair {
  enum class Made : std::uint8_t { said_otherwise, other_unit, slips, other_values, unrelated };
  Made made = Made::slips;
  Side before, after;
  std::vector<Both> patients;
  /// What both rule sets say something of, and advice: who differs in it, and how.
  std::map<Subject, std::map<Words, Set>> groups;
  /// Findings that the comparison takes as recorded: with other values, and perhaps in a score.
  std::vector<bool> always_known;
  std::map<Subject, bool> ever_same;  ///< whether somebody does not differ in it

  std::string text() const { return before.text + "\n---- after ----\n" + after.text; }
  /// Everybody who differs in it.
  Set all_of(const Subject& subject) const;
};

/// `wide`: with a number that has more values than are taken one by one. None where there would be
/// more than `most` patients or no slip was found.
std::optional<Pair> random_pair(std::uint64_t seed, const Taste& taste, bool wide,
                                std::size_t most);

/// The record that says exactly this patient, but only of the findings (by place in the model) that
/// are `known`.
evaluate::Record record_of(const Side& side, const Patient& patient,
                           const std::vector<bool>& known);

/// Whether the patient completes the record.
bool completes(const Side& side, const Patient& patient, const evaluate::Record& record);

/// Names joined as the language does: "a, b and c".
std::string listed(const std::vector<std::string>& names);

}  // namespace bedside::agree

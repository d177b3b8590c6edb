// Takes two rule sets; gives for which patients they say something else, proved over all patients.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/proving/all_patients.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::proving {

/// Something that one of the rule sets declares and the other does not, or otherwise.
struct VocabularyChange {
  std::string text;  ///< "finding `fever` is new", "`lesion size` runs from 0 to 200 mm, was …"
  std::string implies;               ///< what follows from it for the comparison; may be empty
  std::optional<text::Span> before;  ///< in the old rule set's sources
  std::optional<text::Span> after;   ///< in the new one's
};

/// A rule that fires for the witness in one of the rule sets only, or in both.
struct RuleThere {
  std::string name;  ///< `rule "quiet"`, `the rule at x.bedside:12`
  text::Span span;   ///< in the sources of its own rule set
};

/// All patients for whom the same thing changes in the same way.
struct Change {
  enum class Of : std::uint8_t { assessment, advice, score, rules };
  Of of = Of::assessment;
  std::string subject;  ///< the assessment, advice or score; of rules the rule
  std::string before;   ///< "benign", "no value", "conflict", "not applicable", "given", "3", …
  std::string after;
  /// The change shows only while findings are missing; then the words say what is settled or open.
  bool partial = false;
  std::vector<std::string> regions;  ///< where, in the words of the language
  bool more_regions = false;
  /// Which part of all patients that is, from 0 to 1: each finding that has finitely many values
  /// (a list, a number in steps with ends) counted by its values, any other by its cells. Of
  /// records with missing findings it says nothing.
  std::optional<double> share;
  std::string witness;         ///< a patient, as a `given` line that both rule sets understand
  std::string witness_before;  ///< the same line in the old rule set's words, where these differ
  /// Of rules: where the rule stands in the new rule set, if it does.
  std::optional<text::Span> rule;
  std::vector<RuleThere> fired_before;  ///< that bear on the subject, for the witness
  std::vector<RuleThere> fired_after;
};

struct Differences {
  std::vector<VocabularyChange> vocabulary;
  std::vector<Change> changes;         ///< the most serious first
  std::vector<std::string> undecided;  ///< what could not be compared, and why
  bool partial_compared = true;        ///< records with missing findings were compared too

  /// Proved to be the same for every patient.
  bool same() const { return vocabulary.empty() && changes.empty() && undecided.empty(); }
};

/// Both rule sets must be without errors. Rules are matched by name, else by what they mean, so
/// that renamed, reordered and rewritten rules are no change.
Differences differences(const meaning::Loaded& before, const meaning::Loaded& after,
                        const Limits& limits);

}  // namespace bedside::proving

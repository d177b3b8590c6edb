// Takes one patient's findings; gives the numbers that are computed from them and that have no
// table. For this folder alone.
#pragma once

#include <vector>

#include "interpreter/cohort/bits.hpp"
#include "lang/meaning/computing.hpp"

namespace bedside::cohort {

/// Numbers that are computed anew for each record, because their findings have many values, and the
/// conditions that compare them.
struct FreshNumbers {
  std::vector<meaning::QuantityId> numbers;  ///< in the order of the program
  std::vector<meaning::ConditionId> conditions;
};

/// Findings, and what the meaning makes of them.
class Findings {
 public:
  /// Nothing is known yet. `rules` must outlive it.
  explicit Findings(const meaning::RuleSet& rules);
  Findings(const Findings&) = delete;
  Findings& operator=(const Findings&) = delete;

  void know(meaning::FindingId finding, const meaning::Possible& possible) {
    findings_[finding.index] = possible;
  }
  void forget(meaning::FindingId finding) {
    findings_[finding.index] = nothing_known_[finding.index];
  }
  void compute(const meaning::PossibleFindings& findings, const FreshNumbers& numbers);

  meaning::Truth truth(meaning::ConditionId id) const { return computing.now.conditions[id.index]; }
  /// The bands of a list that are possible, a bit each.
  Word bands(const meaning::ByList& list) const;
  /// Adds the findings that a number waits for; some may stand there twice.
  void add_waited_for(meaning::QuantityId id, std::vector<meaning::FindingId>& to) const;

 private:
  const meaning::RuleSet& rules_;
  meaning::PossibleFindings nothing_known_;
  meaning::PossibleFindings findings_;

 public:
  meaning::Computing computing;
};

}  // namespace bedside::cohort

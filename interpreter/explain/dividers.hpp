// Takes the steps that a goal depends on; gives the comparisons that read each finding, and whether
// they help the goal. Inside this room only.
#pragma once

#include <map>
#include <vector>

#include "interpreter/explain/goal.hpp"
#include "lang/meaning/cells.hpp"

namespace bedside::explain {

/// A comparison or band, and what it does for the goal: more than 0 helps, less hurts.
struct Weighed {
  meaning::Divider divider;
  int helps = 0;
};

struct ReadBy {
  std::vector<Weighed> dividers;
  bool computed = false;  ///< something is computed from it, so that dividers are not all
};

/// What each finding is read by, among the steps of the rule set's program.
std::map<meaning::FindingId, ReadBy> what_reads(const meaning::RuleSet& rules, const Goal& goal);

/// The steps that the goal itself is, `applies if` with them.
std::vector<meaning::Step> steps_of(const meaning::RuleSet& rules, const Goal& goal);

}  // namespace bedside::explain

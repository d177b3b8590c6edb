// Takes a score's items; gives the groups that share findings, with the cells of each finding.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "lang/meaning/cells.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/text/message.hpp"

namespace bedside::meaning {

/// More combinations of cells than these are not tried; the items are then bounded one by one.
inline constexpr std::size_t most_combinations = 4096;

/// Where each step stands in the rule set's program.
class Positions {
 public:
  explicit Positions(const RuleSet& rules);
  std::size_t of(const Step& step) const;

 private:
  std::vector<std::vector<std::size_t>> by_kind_;
};

/// The groups of all items but `add`. A message `wide-score` for each group of several items whose
/// ends are not exact.
std::vector<ItemGroup> group_items(const RuleSet& rules, const Score& score,
                                   const Positions& positions, text::Messages& messages);

using DividersByFinding = std::map<FindingId, std::vector<Divider>>;

/// The comparisons among these steps, and all bands, that read each finding as it is; of computed
/// numbers they say nothing.
DividersByFinding dividers_of(const RuleSet& rules, std::span<const Step> program);

/// For each finding the values that no comparison and no band of the whole rule set tells apart. Of
/// computed numbers it says nothing: two values of one cell may make a difference through them.
std::vector<CellList> cells_of_all(const RuleSet& rules);

/// Everything that these steps read, themselves included, in no order.
std::vector<Step> reached(const RuleSet& rules, std::vector<Step> steps);

}  // namespace bedside::meaning

// Takes a rule set; gives the numbers at which its conditions and bands change, with the values
// that lie just on either side.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "lang/meaning/rule_set.hpp"

namespace bedside::testing {

using Measured = std::variant<meaning::FindingId, meaning::ScoreId>;

/// Between `below` and `above` something changes. On a grid each is one value: the two steps beside
/// the threshold. Without a grid, the side to which the threshold belongs is the threshold itself;
/// the other is what lies beyond it, by at most one unit of its last written decimal place.
struct Threshold {
  Measured of;
  meaning::Number at;
  bool at_is_above = true;  ///< `at least 30`, not `more than 30`
  meaning::Range below;
  meaning::Range above;
  std::vector<meaning::Span> spans;  ///< where it stands
};

/// Each once, by finding or score, from low to high. Of numbers that are computed from findings
/// there are none: which findings give them is another matter.
std::vector<Threshold> thresholds_of(const meaning::RuleSet& rules);

/// The finding or score that a number is, also under another name or in another unit; then
/// `number = finding * factor + shift`.
struct Plain {
  Measured of;
  meaning::Number factor = 1;
  meaning::Number shift;
};
std::optional<Plain> plain(const meaning::RuleSet& rules, meaning::QuantityId quantity);

/// The range of the finding or score in which the number lies in `range`.
meaning::Range unscaled(const meaning::Range& range, const Plain& plain);

}  // namespace bedside::testing

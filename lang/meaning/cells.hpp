// Takes the comparisons and bands that read a finding; gives the classes of values that they do not
// tell apart.
#pragma once

#include <optional>
#include <vector>

#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// What tells values of one finding apart: a set of a list, or ranges of a number.
struct Divider {
  Values values;
  std::vector<Range> ranges;
};

/// The finding that a number is, also under another name.
std::optional<FindingId> as_finding(const RuleSet& rules, QuantityId id);

/// Of a number: points and the open stretches between them, from low to high. No divider cuts
/// through one.
std::vector<Range> pieces(const Finding& finding, const std::vector<Divider>& dividers);

/// The classes of values, those that no divider takes first.
CellList cells_of(const RuleSet& rules, FindingId id, const std::vector<Divider>& dividers);

}  // namespace bedside::meaning

// Takes rule sets; gives the numbers that are computed from findings, and how each can be told
// apart into cells.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lang/meaning/rule_set.hpp"

namespace bedside::proofs {

/// A computed number that is a variable of its own, cut at the thresholds that read it. Whether a
/// patient with such a number (and the other findings) exists has to be decided apart.
struct ComputedNumber {
  std::string key;  ///< the same for the same computation, in any rule set
  meaning::Range domain;
  std::optional<meaning::Grid> grid;
  bool may_be_undefined = false;
  std::vector<meaning::Range> thresholds;
  /// Where it stands: rule set and quantity, each quantity that names or is it.
  std::vector<std::pair<std::size_t, meaning::QuantityId>> read_as;
};

struct ComputedNumbers {
  /// By rule set: findings of which each value is a cell of its own, because something is computed
  /// from them and they have few values.
  std::vector<std::set<meaning::FindingId>> one_by_one;
  std::vector<ComputedNumber> free;
};

ComputedNumbers computed_numbers(const std::vector<const meaning::RuleSet*>& rule_sets);

/// The findings that a number is computed from; of a score only what its `add` lines bring, because
/// points are told apart by cells.
std::set<meaning::FindingId> computed_from(const meaning::RuleSet& rules, meaning::QuantityId id);

/// The findings that a number depends on in any way.
std::set<meaning::FindingId> read_by(const meaning::RuleSet& rules, meaning::QuantityId id);

}  // namespace bedside::proofs

// Takes a record and a goal; gives the fewest findings to record or change that would bring it.
#pragma once

#include <cstddef>
#include <vector>

#include "interpreter/explain/goal.hpp"
#include "interpreter/explain/reasons.hpp"

namespace bedside::explain {

/// One finding to record, or to be different from what is recorded.
struct Change {
  meaning::FindingId finding;
  bool different = false;  ///< contradicts the record; else it can be added to it
  bool forget = false;     ///< it would have to be not recorded
  /// Whatever is left here of its domain does; everything where any value does.
  evaluate::Possible to;
};

/// Changes that bring the goal together, whichever of their values are taken; by FindingId.
using Way = std::vector<Change>;

struct Fewest {
  /// No fewer findings than these bring the goal; that is certain.
  std::size_t at_least = 0;
  /// The findings that each of `ways` touches. Where it is more than `at_least`, the search ended
  /// before fewer were ruled out.
  std::size_t count = 0;
  std::size_t different = 0;  ///< how many of them would have to differ from the record
  std::vector<Way> ways;      ///< the first ones, at most `most_ways`
  bool more = false;          ///< there are further ways with the same two numbers
  /// `different` is the least for this count, and no way was missed; of numbers that are computed
  /// with, the ends are rounded.
  bool all_seen = true;
  bool impossible = false;  ///< it is certain that nothing brings it
  std::size_t tries = 0;    ///< records that were evaluated

  bool proved() const { return !ways.empty() && count == at_least; }
};

inline constexpr std::size_t most_ways = 3;

/// How many records to evaluate at most; 0 leaves it to the size of what the goal depends on.
struct Budget {
  std::size_t tries = 0;
};

/// Exact: no record that touches fewer findings brings the goal, and each way does, which the
/// evaluator has confirmed. Where the search ends before that is certain, the result says so.
Fewest fewest_changes(const Case& of, const Goal& goal, Budget budget = {});

}  // namespace bedside::explain

// Takes a rule set and its examples; gives what they show of it, and what they do not.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "interpreter/testing/goals.hpp"

namespace bedside::testing {

/// How often something was shown, and by which example first.
struct Sighting {
  std::size_t count = 0;
  std::size_t first = 0;  ///< index of the example; where count is not 0
};

enum class GoalState : std::uint8_t {
  reached,
  missing,
  impossible  ///< proved: no patient shows it
};

/// Goals reached, of those that some patient may reach.
struct Share {
  std::size_t reached = 0;
  std::size_t of = 0;

  /// Rounded down, so that 100 means all of them; 100 where there is nothing to reach.
  std::size_t percent() const { return of == 0 ? 100 : reached * 100 / of; }
};

struct Coverage {
  std::vector<Sighting> shown;   ///< by position in Plan::shown
  std::vector<GoalState> goals;  ///< by position in Plan::goals

  Share share(const Plan& plan, std::optional<Measure> measure) const;
};

/// The record that an example gives.
evaluate::Record record_of(const meaning::RuleSet& rules, const meaning::Example& example);

/// Of these records, as examples in their order.
Coverage coverage_of(const Plan& plan, const std::vector<evaluate::Record>& records);

/// Of the rule set's own examples.
Coverage coverage_of(const Plan& plan);

/// Whether all of one of the goal's ways was shown.
bool is_reached(const Goal& goal, const std::vector<Sighting>& shown);

}  // namespace bedside::testing

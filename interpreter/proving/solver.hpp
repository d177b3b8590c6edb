// Takes what is wanted of numbers that are computed from findings; gives a patient who has them, or
// that there is none. The one place that calls Z3.
#pragma once

#include <map>
#include <vector>

#include "lang/meaning/rule_set.hpp"

namespace bedside::proving {

/// A number lies in one of the ranges; or it may be one that is not defined.
struct Wanted {
  meaning::QuantityId quantity;
  std::vector<meaning::Range> ranges;
  bool undefined = false;
};

struct Solved {
  enum class Answer { exists, none, unknown };
  Answer answer = Answer::unknown;
  /// Where one exists; roots are rounded, so the evaluator has the last word.
  std::map<meaning::FindingId, meaning::Number> numbers;
};

/// `findings`: the ranges that each number finding may lie in; those left out have their domain.
/// `none` is a proof. Functions that are rounded (`^`, `ln`, `exp`, `sqrt`) are bounded from
/// outside, scores within their ends, so `exists` is a proposal. Gives up after `milliseconds`.
Solved solve(const meaning::RuleSet& rules,
             const std::map<meaning::FindingId, std::vector<meaning::Range>>& findings,
             const std::vector<Wanted>& wanted, unsigned milliseconds);

}  // namespace bedside::proving

// Takes what is wanted of numbers that are computed from findings; gives a patient who has them, or
// that there is none.
#pragma once

#include <map>
#include <vector>

#include "lang/proofs/space.hpp"

namespace bedside::proving {

/// A number of one of the space's rule sets lies in one of the ranges; or it may be one that is not
/// defined.
struct Wanted {
  std::size_t rule_set = 0;
  meaning::QuantityId quantity;
  std::vector<meaning::Range> ranges;
  bool undefined = false;
};

struct Solved {
  enum class Answer { exists, none, unknown };
  Answer answer = Answer::unknown;
  /// Where one exists; roots are rounded, so the evaluator has the last word.
  std::map<std::uint32_t, meaning::Number> numbers;  ///< by variable
};

/// `ranges`: for variables that are findings, where they may lie; those left out have their domain.
/// `none` is a proof. Functions that are rounded (`^`, `ln`, `exp`, `sqrt`) are bounded from
/// outside, scores within their ends, so `exists` is a proposal. Gives up after `milliseconds`.
Solved solve(const proofs::Space& space,
             const std::map<std::uint32_t, std::vector<meaning::Range>>& ranges,
             const std::vector<Wanted>& wanted, unsigned milliseconds);

}  // namespace bedside::proving

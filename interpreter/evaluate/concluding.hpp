// Takes what rules and band lists say on one assessment; gives where it ends. What every engine
// that follows the meaning stands on.
#pragma once

#include <vector>

#include "interpreter/evaluate/evaluation.hpp"

namespace bedside::evaluate {

/// What the rules say on one assessment: the levels of those that fire, and of the undecided ones.
struct Said {
  Values fired;
  Values undecided;
};

/// Where the guideline is taken to apply: the end of an assessment. `by_list`: for each of its band
/// lists the levels that are still possible; `otherwise`: whether its last resort counts.
AssessmentResult concluded(const meaning::RuleSet& rules, meaning::AssessmentId id,
                           const Said& said, std::vector<Values> by_list, Truth otherwise);

/// What conditions read of an assessment that ends so.
Ends read_ends(const AssessmentResult& result);

/// Where it is unknown whether the guideline applies: an assessment that would end so if it did.
AssessmentResult doubted(AssessmentResult result, const Said& said);

}  // namespace bedside::evaluate

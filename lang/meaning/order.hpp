// Takes a rule set that is complete but for its order; gives the order in which to compute it.
#pragma once

#include <vector>

#include "lang/meaning/rule_set.hpp"
#include "lang/text/message.hpp"

namespace bedside::meaning {

/// What a step reads directly.
std::vector<Step> reads(const RuleSet& rules, const Step& step);

// For this room alone:

/// Everything that the rule set computes, each after what it reads; circles are messages, and then
/// there is no order.
std::vector<Step> order(const RuleSet& rules, text::Messages& messages);

/// Conditions on what was recorded may lead to advice alone; marks the rules that read them.
void check_recorded(RuleSet& rules, text::Messages& messages);

}  // namespace bedside::meaning

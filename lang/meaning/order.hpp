// Takes a rule set that is complete but for its order; gives the order in which to compute it.
#pragma once

#include <vector>

#include "lang/meaning/rule_set.hpp"
#include "lang/text/message.hpp"

namespace bedside::meaning {

/// What a step reads directly.
std::vector<Step> reads(const RuleSet& rules, const Step& step);

// For this room alone:

/// Enters the program: everything that the rule set computes, each after what it reads. Circles are
/// messages, and then there is none.
void order(RuleSet& rules, text::Messages& messages);

/// Conditions on what was recorded may lead to advice alone, and stand in no claim; marks the rules
/// that read them.
void check_recorded(RuleSet& rules, text::Messages& messages);

}  // namespace bedside::meaning

// Takes a rule set in its order; gives it with the domains of its numbers and its bands checked.
// Inside this room only.
#pragma once

#include "lang/meaning/rule_set.hpp"
#include "lang/text/message.hpp"

namespace bedside::meaning {

/// Finds, in the order of the program, what each number and score can be with nothing recorded, and
/// whether each band list covers that once.
void finish(RuleSet& rules, text::Messages& messages);

/// Whether what each example gives can be true of one patient.
void check_examples(const RuleSet& rules, text::Messages& messages);

}  // namespace bedside::meaning

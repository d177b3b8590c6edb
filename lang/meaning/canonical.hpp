// Takes a rule set; gives one text for all that it says: two rule sets mean the same where the
// texts are equal.
#pragma once

#include <string>

#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// Everything that is meaning, and all words that are shown to people; no places. So it stays as
/// it is when lines move, and a rule without a name is known by its position alone. It begins
/// with the number of its own form.
std::string canonical(const RuleSet& rules);

}  // namespace bedside::meaning

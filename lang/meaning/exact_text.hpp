// Takes a rule set, right or wrong; gives one text of all that it holds, in its order, but places.
#pragma once

#include <string>

#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// Everything but spans: two rule sets with one text have the same ids, conditions, examples and
/// claims. It stays as it is when lines move; a rule without a name is known by its position alone.
/// For what a rule set means however it is written, see canonical.hpp.
std::string exact_text(const RuleSet& rules);

}  // namespace bedside::meaning

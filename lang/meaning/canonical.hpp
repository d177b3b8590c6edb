// Takes a rule set that can be evaluated; gives one text for what it says, however it is written.
#pragma once

#include <string>

#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// What the rule set says of patients, and all words that an answer may show to people, in one
/// form: layout, places, files, the order of statements and of what `and`, `or`, sums and lists of
/// bands join, and many ways of saying the same condition leave it as it is. Examples and claims,
/// which no answer shows, are not in it. It begins with the number of its form; what it tells apart
/// and what not stands in docs/decisions/0013-fingerprint.md.
std::string canonical(const RuleSet& rules);

}  // namespace bedside::meaning

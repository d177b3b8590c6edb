// Takes parts of a rule set; gives them in the words of the language, as short as people say them.
#pragma once

#include <string>

#include "lang/meaning/rule_set.hpp"
#include "lang/text/source.hpp"

namespace bedside::testing {

/// One part of a condition, also where it was written in the cell of a table: `no pain`,
/// `lesion size at least 30 mm`, `outlook caution or urgent`.
std::string part_in_words(const meaning::RuleSet& rules, meaning::ConditionId part,
                          const text::Sources& sources);

/// `rule "swollen hand"`, or `the rule at x.bedside:12` where it has no name, or `otherwise`.
std::string rule_in_words(const meaning::RuleSet& rules, meaning::RuleId rule,
                          const text::Sources& sources);

}  // namespace bedside::testing

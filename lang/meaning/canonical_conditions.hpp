// Takes a condition of a rule set; gives it in one form, however it is written. Inside this room
// only.
#pragma once

#include <string>

#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// Negations stand at what is read (de Morgan), `and` and `or` in flat lists without order and
/// doubles, counts as `at least`: all of it is the same with three truth values, for any record.
std::string condition_text(const RuleSet& rules, ConditionId id);

}  // namespace bedside::meaning

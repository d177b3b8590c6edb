// Takes a rule set as it was read; gives all that `check` finds in it beyond text, names and types.
#pragma once

#include "interpreter/proving/all_patients.hpp"
#include "lang/meaning/load.hpp"
#include "lang/text/message.hpp"

namespace bedside::proving {

/// Examples that fail, and what the other checks find, by place. Nothing where the rule set cannot
/// be evaluated: past a mistake they would only repeat it.
text::Messages all_checks(const meaning::Loaded& loaded, const Limits& limits);

/// Whether messages of this code say that a part of a file is not used. In a file that several rule
/// sets use, that is so only where all of them say it.
bool is_left_over(text::Code code);

}  // namespace bedside::proving

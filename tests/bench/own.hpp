// Takes nothing; gives what the driver for a bench of rule engines is made of.
#pragma once

#include <string>

namespace bedside::bench {

/// A rule set of such a bench (JSON) as rule text.
std::string rule_text_of(const std::string& json);

}  // namespace bedside::bench

// Takes a rule set that can be evaluated; gives its fingerprint.
#pragma once

#include <string>

#include "lang/meaning/rule_set.hpp"

namespace bedside::receipts {

/// The SHA-256 of its canonical text: another one where its meaning or the words that it shows to
/// people are others. See docs/decisions/0013-fingerprint.md.
std::string fingerprint(const meaning::RuleSet& rules);

}  // namespace bedside::receipts

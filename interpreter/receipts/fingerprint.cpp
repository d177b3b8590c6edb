// Takes a rule set that can be evaluated; gives its fingerprint.
#include "interpreter/receipts/fingerprint.hpp"

#include "interpreter/receipts/sha256.hpp"
#include "lang/meaning/canonical.hpp"

namespace bedside::receipts {

std::string fingerprint(const meaning::RuleSet& rules) { return sha256(meaning::canonical(rules)); }

}  // namespace bedside::receipts

// Takes an expectation that does not hold; gives why it came otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/explain/reasons.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/text/source.hpp"

namespace bedside::testing {

/// One sentence, and the rule (or band list, score item) that it is about.
struct Reason {
  std::string text;
  std::optional<text::Span> place;
};

/// Which rule that should have fired did not, and the part of its condition that fails or is open;
/// which rule fired in its way, with the findings that it rests on and what it cites. At most
/// eight.
std::vector<Reason> why_not_as_expected(const explain::Case& of, const text::Sources& sources,
                                        const meaning::ExpectationKind& expected);

}  // namespace bedside::testing

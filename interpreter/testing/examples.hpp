// Takes a rule set with examples; gives which of them hold, and what came instead.
#pragma once

#include <string>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/testing/differences.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/text/message.hpp"
#include "lang/text/source.hpp"

namespace bedside::testing {

/// One expectation that does not hold.
struct Failure {
  text::Span span;
  std::string expected;  ///< as written in the example
  std::string got;       ///< "outlook is open: may become benign or caution"
  std::vector<Reason> why;
};

struct ExampleResult {
  std::string name;
  text::Span span;
  std::vector<Failure> failures;
};

/// Runs every example, in their order.
std::vector<ExampleResult> run_examples(const meaning::RuleSet& rules,
                                        const text::Sources& sources);

/// The same as messages, one for each expectation that does not hold; none where all hold.
text::Messages failing_examples(const std::vector<ExampleResult>& results);

}  // namespace bedside::testing

// Takes the results of examples; gives them as a person or a CI server reads them.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/rule_sets.hpp"
#include "interpreter/testing/examples.hpp"
#include "lang/text/render.hpp"

namespace bedside::commands {

/// One rule set and what became of its examples.
struct Tested {
  const RuleSetInput* input = nullptr;
  std::vector<testing::ExampleResult> results;

  std::size_t failures() const;
};

/// The examples that fail, with expected, got and why.
std::string failures_text(const Tested& tested, const text::Style& style);

/// JUnit's XML: a `testsuite` for each rule set, a `testcase` for each example.
std::string tests_junit(const std::vector<Tested>& all);

}  // namespace bedside::commands

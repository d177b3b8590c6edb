// Takes what examples show of rule sets; gives it in each format of `test --coverage`.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/rule_sets.hpp"
#include "interpreter/testing/report.hpp"
#include "lang/text/render.hpp"

namespace bedside::commands {

struct Covered {
  const RuleSetInput* input = nullptr;
  testing::Report report;
};

/// A summary, then what is missing, rule by rule, with an example that would show it.
std::string coverage_text(const Covered& covered, const text::Style& style);

/// One array, an object for each rule set.
std::string coverage_json(const std::vector<Covered>& all);

/// The tracefile of lcov: lines of rules, and each goal as a branch of its line.
std::string coverage_lcov(const std::vector<Covered>& all);

/// One page that needs nothing else.
std::string coverage_html(const std::vector<Covered>& all);

}  // namespace bedside::commands

// Takes the counts of a cohort; gives them as a page or as JSON.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cohort/summary.hpp"
#include "interpreter/commands/rule_sets.hpp"

namespace bedside::commands {

/// What one guideline made of a cohort.
struct Counted {
  const RuleSetInput& input;
  cohort::Summary summary;
  std::size_t rejected = 0;
};

/// Pages of tables, one for each guideline.
std::string summary_text(const std::vector<Counted>& all);

/// One object; a list of them where there are several guidelines.
std::string summary_json(const std::vector<Counted>& all);

}  // namespace bedside::commands

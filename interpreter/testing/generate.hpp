// Takes a rule set and what its examples leave out; gives the patients that are missing, few of
// them.
#pragma once

#include <string>
#include <vector>

#include "interpreter/testing/coverage.hpp"
#include "interpreter/testing/search.hpp"

namespace bedside::testing {

/// A patient for a new example.
struct NewExample {
  evaluate::Record record;
  std::vector<std::size_t> shown;  ///< what is wanted, and no example before it shows
  std::vector<std::size_t> goals;  ///< those that are reached with it
};

struct Generated {
  std::vector<NewExample> examples;
  std::vector<std::size_t> not_found;  ///< goals that stay missing, without a proof
};

/// What it names is shown by the evaluation of the record. `coverage` is that of the
/// rule set's own examples, with what is impossible marked.
Generated generate(const Plan& plan, const Coverage& coverage, Search& search);

/// What a table of examples can say of a finding: `29 mm`, `localized or extensive`, `yes`.
std::string cell_of(const meaning::Finding& finding, const meaning::Possible& possible);

}  // namespace bedside::testing

// Takes a rule set; gives the values of each finding that are worth trying: at least one of each
// kind that the rules tell apart.
#pragma once

#include <vector>

#include "interpreter/testing/goals.hpp"
#include "lang/meaning/possible.hpp"

namespace bedside::testing {

/// The values of one finding to try.
struct Cells {
  std::vector<meaning::Possible> settled;   ///< one value each
  std::vector<meaning::Possible> narrowed;  ///< several values each, that a record can say
  bool all_settled = true;                  ///< what holds for none of `settled` holds for no value
  bool all_narrowed = true;  ///< the same of `settled` and `narrowed`, for narrowed records
};

/// By FindingId.
std::vector<Cells> cells_of(const Plan& plan);

/// The findings that these steps read, through whatever lies between; without order, each once.
std::vector<meaning::FindingId> findings_read(const meaning::RuleSet& rules,
                                              const std::vector<meaning::Step>& steps);

}  // namespace bedside::testing

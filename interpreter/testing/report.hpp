// Takes what examples show of a rule set; gives it by names and places, for any format to write.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "interpreter/testing/coverage.hpp"
#include "interpreter/testing/search.hpp"
#include "lang/text/source.hpp"

namespace bedside::testing {

/// One thing that examples should show.
struct ReportedGoal {
  Measure measure = Measure::rules;
  std::string subject;  ///< `rule "quiet"`
  meaning::Span subject_span;
  std::string text;  ///< "`no pain` alone makes the difference"
  meaning::Span span;
  GoalState state = GoalState::missing;
  std::size_t count = 0;              ///< examples that show it; of a pair, those of its rarer half
  std::vector<std::string> shown_by;  ///< the first example of each thing that it takes
  std::vector<std::string> lacks;     ///< where missing: what of it no example shows
  std::vector<std::string> tries;     ///< where missing: what such an example would give
};

struct ReportedStatuses {
  std::string assessment;
  std::vector<std::string> seen;
  std::vector<std::string> not_seen;
};

struct Report {
  std::string guideline;
  std::size_t examples = 0;
  Share total;
  std::array<Share, measure_count> measures;
  std::vector<ReportedGoal> goals;
  std::vector<ReportedStatuses> statuses;
};

/// `search` gives the hints.
Report report_of(const Plan& plan, const Coverage& coverage, Search& search,
                 const text::Sources& sources, const std::string& guideline);

}  // namespace bedside::testing

// Takes what examples show of a rule set; gives it by names and places.
#include "interpreter/testing/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/testing/describe.hpp"

namespace bedside::testing {

using namespace meaning;

namespace {

class Reporting {
 public:
  Reporting(const Plan& plan, const Coverage& coverage, Search& search,
            const text::Sources& sources)
      : plan_(plan), coverage_(coverage), search_(search), sources_(sources) {}

  ReportedGoal goal(std::size_t index) {
    const Goal& of = plan_.goals[index];
    const Subject subject = subject_of(plan_, plan_.shown.at(of.ways[0][0]), sources_);
    ReportedGoal goal;
    goal.measure = of.measure;
    goal.subject = subject.name;
    goal.subject_span = subject.span;
    goal.text = in_words(plan_, of, sources_);
    goal.span = of.span;
    goal.state = coverage_.goals[index];
    const auto& way = best_way(of);
    goal.count = coverage_.shown.at(way.front()).count;
    for (const std::size_t each : way) {
      const Sighting& sighting = coverage_.shown.at(each);
      goal.count = std::min(goal.count, sighting.count);
      if (sighting.count > 0) {
        goal.shown_by.push_back(plan_.rules.examples.at(sighting.first).name);
      } else if (goal.state == GoalState::missing) {
        lack(each, of, goal);
      }
    }
    return goal;
  }

  ReportedStatuses statuses(AssessmentId id) const {
    ReportedStatuses found{plan_.rules.at(id).name, {}, {}};
    for (std::size_t i = 0; i < plan_.shown.size(); ++i) {
      const auto* status = std::get_if<StatusShown>(&plan_.shown[i]);
      if (status == nullptr || status->assessment != id) continue;
      auto& names = coverage_.shown[i].count > 0 ? found.seen : found.not_seen;
      names.push_back(in_words(plan_, plan_.shown[i], sources_));
    }
    return found;
  }

 private:
  void lack(std::size_t shown, const Goal& of, ReportedGoal& goal) {
    if (of.measure == Measure::parts) {
      goal.lacks.push_back(in_words(plan_, plan_.shown.at(shown), sources_));
    }
    const Found& found = search_.find(shown);
    if (!found.record) return;
    const std::string given = given_line(plan_.rules, *found.record);
    goal.tries.push_back(given.empty() ? "nothing recorded" : given);
  }

  // Of a pair that may go in two directions: the one that is reached, or that lacks least and can
  // be found.
  const std::vector<std::size_t>& best_way(const Goal& goal) {
    const auto* best = &goal.ways.front();
    std::size_t least = cost(*best);
    for (const auto& way : goal.ways) {
      const std::size_t lacks = cost(way);
      if (lacks < least) {
        best = &way;
        least = lacks;
      }
    }
    return *best;
  }
  std::size_t cost(const std::vector<std::size_t>& way) {
    std::size_t lacks = 0;
    for (const std::size_t each : way) {
      if (coverage_.shown.at(each).count > 0) continue;
      lacks += search_.find(each).record ? 1 : way.size() + 1;
    }
    return lacks;
  }

  const Plan& plan_;
  const Coverage& coverage_;
  Search& search_;
  const text::Sources& sources_;
};

}  // namespace

Report report_of(const Plan& plan, const Coverage& coverage, Search& search,
                 const text::Sources& sources, const std::string& guideline) {
  Reporting reporting(plan, coverage, search, sources);
  Report report;
  report.guideline = guideline;
  report.examples = plan.rules.examples.size();
  report.total = coverage.share(plan, std::nullopt);
  for (std::size_t i = 0; i < measure_count; ++i) {
    report.measures[i] = coverage.share(plan, static_cast<Measure>(i));
  }
  for (std::size_t i = 0; i < plan.goals.size(); ++i) report.goals.push_back(reporting.goal(i));
  for (std::uint32_t i = 0; i < plan.rules.assessments.size(); ++i) {
    report.statuses.push_back(reporting.statuses({i}));
  }
  return report;
}

}  // namespace bedside::testing

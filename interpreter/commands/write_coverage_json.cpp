// Takes what examples show of rule sets; gives it as JSON.
#include <nlohmann/json.hpp>

#include "interpreter/commands/write_coverage.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;
using testing::GoalState;

Json share_json(const testing::Share& share) {
  return {{"reached", share.reached}, {"of", share.of}, {"percent", share.percent()}};
}

std::string_view state_name(GoalState state) {
  if (state == GoalState::reached) return "reached";
  return state == GoalState::missing ? "missing" : "impossible";
}

Json goal_json(const testing::ReportedGoal& goal, const text::Sources& sources) {
  const text::Source& source = sources.of(goal.span);
  const text::Place place = source.place(goal.span);
  return {{"measure", testing::measure_name(goal.measure)},
          {"subject", goal.subject},
          {"goal", goal.text},
          {"state", state_name(goal.state)},
          {"count", goal.count},
          {"file", source.path()},
          {"line", place.line},
          {"column", place.column},
          {"end_line", place.end_line},
          {"end_column", place.end_column},
          {"shown_by", goal.shown_by},
          {"lacks", goal.lacks},
          {"try", goal.tries}};
}

Json report_json(const Covered& covered) {
  const testing::Report& report = covered.report;
  Json json{{"guideline", report.guideline},     {"examples", report.examples},
            {"total", share_json(report.total)}, {"measures", Json::object()},
            {"statuses", Json::object()},        {"goals", Json::array()}};
  for (std::size_t i = 0; i < testing::measure_count; ++i) {
    const auto measure = static_cast<testing::Measure>(i);
    json["measures"][std::string(testing::measure_name(measure))] = share_json(report.measures[i]);
  }
  for (const testing::ReportedStatuses& statuses : report.statuses) {
    json["statuses"][statuses.assessment] = {{"seen", statuses.seen},
                                             {"not_seen", statuses.not_seen}};
  }
  for (const testing::ReportedGoal& goal : report.goals) {
    json["goals"].push_back(goal_json(goal, covered.input->loaded.sources));
  }
  return json;
}

}  // namespace

std::string coverage_json(const std::vector<Covered>& all) {
  Json json = Json::array();
  for (const Covered& covered : all) json.push_back(report_json(covered));
  return json.dump(2, ' ', false, decltype(json)::error_handler_t::replace) + "\n";
}

}  // namespace bedside::commands

// Takes a rule set and its examples; gives what they show of it, and what they do not.
#include "interpreter/testing/coverage.hpp"

#include <algorithm>

namespace bedside::testing {

using namespace meaning;
using evaluate::Record;

Share Coverage::share(const Plan& plan, std::optional<Measure> measure) const {
  Share share;
  for (std::size_t i = 0; i < goals.size(); ++i) {
    if (measure && plan.goals[i].measure != *measure) continue;
    if (goals[i] == GoalState::impossible) continue;
    ++share.of;
    share.reached += goals[i] == GoalState::reached ? 1U : 0U;
  }
  return share;
}

Record record_of(const RuleSet& rules, const Example& example) {
  Record record = evaluate::empty_record(rules);
  // Facts that contradict each other were refused when the rules were read.
  for (const Fact& fact : example.given) evaluate::narrow(record, rules, fact);
  return record;
}

bool is_reached(const Goal& goal, const std::vector<Sighting>& shown) {
  return std::any_of(goal.ways.begin(), goal.ways.end(), [&](const auto& way) {
    return std::all_of(way.begin(), way.end(),
                       [&](std::size_t each) { return shown.at(each).count > 0; });
  });
}

Coverage coverage_of(const Plan& plan, const std::vector<Record>& records) {
  Coverage coverage;
  coverage.shown.resize(plan.shown.size());
  for (std::size_t example = 0; example < records.size(); ++example) {
    const evaluate::Evaluation evaluation = evaluate::evaluate(plan.rules, records[example]);
    for (std::size_t i = 0; i < plan.shown.size(); ++i) {
      if (shows(plan, plan.shown[i], records[example], evaluation) != Truth::yes) continue;
      if (coverage.shown[i].count++ == 0) coverage.shown[i].first = example;
    }
  }
  for (const Goal& goal : plan.goals) {
    coverage.goals.push_back(is_reached(goal, coverage.shown) ? GoalState::reached
                                                              : GoalState::missing);
  }
  return coverage;
}

Coverage coverage_of(const Plan& plan) {
  std::vector<Record> records;
  for (const Example& example : plan.rules.examples) {
    records.push_back(record_of(plan.rules, example));
  }
  return coverage_of(plan, records);
}

}  // namespace bedside::testing

// Takes calls that each add one thing; gives a rule set made by hand, without any rule text.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"

namespace bedside::evaluate {

using namespace meaning;

inline Values values_of(const std::vector<std::size_t>& list) {
  Values values;
  for (const std::size_t value : list) values.insert(value);
  return values;
}

/// Things are computed in the order in which they are added; an assessment at `conclude`.
struct Draft {
  RuleSet rules;

  template <class Thing>
  static Id<Thing> last(const std::vector<Thing>& things) {
    return {static_cast<std::uint32_t>(things.size() - 1)};
  }

  FindingId yes_no(const std::string& name) { return list(name, {"no", "yes"}); }
  FindingId list(const std::string& name, const std::vector<std::string>& values) {
    Finding& finding = rules.findings.emplace_back();
    finding.name = name;
    finding.kind = FindingKind::list;
    finding.values = values;
    return last(rules.findings);
  }
  FindingId number(const std::string& name, const Range& range,
                   const std::optional<Grid>& grid = std::nullopt) {
    Finding& finding = rules.findings.emplace_back();
    finding.name = name;
    finding.kind = FindingKind::number;
    finding.range = range;
    finding.grid = grid;
    return last(rules.findings);
  }

  ConditionId condition(ConditionKind kind) {
    rules.conditions.push_back({std::move(kind), {}});
    rules.program.emplace_back(last(rules.conditions));
    return last(rules.conditions);
  }
  ConditionId is(FindingId finding, const std::vector<std::size_t>& values) {
    return condition(IsValue{finding, values_of(values)});
  }
  ConditionId yes(FindingId finding) { return is(finding, {1}); }
  ConditionId no(FindingId finding) { return is(finding, {0}); }
  ConditionId ends(AssessmentId assessment, const std::vector<std::size_t>& levels) {
    return condition(IsLevel{assessment, values_of(levels)});
  }

  QuantityId quantity(QuantityKind kind, const std::optional<Grid>& grid = std::nullopt) {
    Quantity& quantity = rules.quantities.emplace_back();
    quantity.kind = std::move(kind);
    quantity.grid = grid;
    rules.program.emplace_back(last(rules.quantities));
    return last(rules.quantities);
  }
  QuantityId of(FindingId finding) {
    return quantity(FindingNumber{finding}, rules.at(finding).grid);
  }
  ConditionId within(QuantityId number, const Range& range) {
    return condition(Within{number, range});
  }

  ScoreId score(const std::vector<ScoreItem>& items, const std::vector<ItemGroup>& groups) {
    Score& score = rules.scores.emplace_back();
    score.items = items;
    score.groups = groups;
    rules.program.emplace_back(last(rules.scores));
    return last(rules.scores);
  }

  AssessmentId assessment(AssessmentKind kind, std::size_t levels, std::vector<ByList> by = {}) {
    Assessment& assessment = rules.assessments.emplace_back();
    assessment.kind = kind;
    assessment.levels.resize(levels);
    assessment.by = std::move(by);
    return last(rules.assessments);
  }
  void conclude(AssessmentId assessment) { rules.program.emplace_back(assessment); }

  AdviceId advice() {
    rules.advice.emplace_back();
    return last(rules.advice);
  }

  RuleId rule(ConditionId condition, const std::vector<Outcome>& outcomes,
              const std::vector<AdviceId>& advice = {}) {
    Rule& rule = rules.rules.emplace_back();
    rule.condition = condition;
    rule.outcomes = outcomes;
    rule.advice = advice;
    rules.program.emplace_back(last(rules.rules));
    for (const Outcome& outcome : outcomes) {
      rules.assessments.at(outcome.assessment.index).rules.push_back(last(rules.rules));
    }
    return last(rules.rules);
  }
  RuleId otherwise(AssessmentId assessment, std::size_t level) {
    Rule& rule = rules.rules.emplace_back();
    rule.otherwise = true;
    rule.outcomes = {{assessment, level}};
    rules.program.emplace_back(last(rules.rules));
    rules.assessments.at(assessment.index).otherwise = last(rules.rules);
    return last(rules.rules);
  }
  void overrides(RuleId winner, RuleId loser) {
    rules.rules.at(winner.index).overrides.push_back(loser);
    rules.rules.at(loser.index).overridden_by.push_back(winner);
  }
};

/// A band of one value of a list, or of a range of a number: points and level alike.
inline Band band(std::size_t value, std::int64_t points) {
  Band made;
  made.values = Values::one(value);
  made.points = points;
  made.level = static_cast<std::size_t>(points);
  return made;
}
inline Band band(const Range& range, std::int64_t points) {
  Band made = band(std::size_t{0}, points);
  made.values = {};
  made.ranges = {range};
  return made;
}

/// A record with these values of lists: {finding, values}.
using Given = std::vector<std::pair<FindingId, std::vector<std::size_t>>>;
inline Record record_with(const RuleSet& rules, const Given& given) {
  Record record = empty_record(rules);
  for (const auto& [finding, values] : given) {
    narrow(record, rules, {finding, values_of(values), {}, {}});
  }
  return record;
}

}  // namespace bedside::evaluate

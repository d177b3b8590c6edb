// Takes a row; gives it as the evaluator would, and the other way round.
#include <bit>

#include "interpreter/cohort/asking.hpp"
#include "interpreter/cohort/session.hpp"

namespace bedside::cohort {

using namespace meaning;
using evaluate::Evaluation;

namespace {

Values values_of(Word word) {
  Values values;
  for (; word != 0; word &= word - 1) {
    values.insert(static_cast<std::size_t>(std::countr_zero(word)));
  }
  return values;
}

Word word_of_levels(const Values& values) {
  Word word = 0;
  for (const std::size_t value : values.list()) {
    if (value < 64) word |= Word{1} << value;
  }
  return word;
}

bool has(std::span<const Word> words, std::size_t bit) {
  return (words[bit / 64] >> (bit % 64) & 1U) != 0;
}

Range points_between(const ScoreRow& row, std::int64_t scale) {
  return Range::between(Number::ratio(row.low, scale), Number::ratio(row.high, scale));
}

evaluate::AssessmentResult to_result(const AssessmentRow& row, std::span<const Word> by) {
  evaluate::AssessmentResult result;
  result.status = row.status;
  if (row.value >= 0) result.value = static_cast<std::size_t>(row.value);
  result.ends = {values_of(row.levels), row.nothing, row.conflict};
  result.established = values_of(row.established);
  result.undecided = values_of(row.undecided);
  for (const Word levels : by) result.by_list.push_back(values_of(levels));
  return result;
}

}  // namespace

Evaluation to_evaluation(Session& session, const Row& row) {
  if (row.evaluation != nullptr) {
    Evaluation evaluation = *row.evaluation;
    evaluation.conditions.clear();
    evaluation.quantities.clear();
    for (ScoreResult& score : evaluation.scores) score.items.clear();
    return evaluation;
  }
  const Plan& plan = session.plan();
  Evaluation evaluation;
  evaluation.applies = row.applies;
  for (std::size_t i = 0; i < plan.rules.rules.size(); ++i) {
    evaluate::RuleResult& rule = evaluation.rules.emplace_back();
    rule.condition = has(row.holds, i) ? Truth::yes : has(row.may, i) ? Truth::unknown : Truth::no;
    rule.status = has(row.fired, i)       ? RuleStatus::fires
                  : has(row.undecided, i) ? RuleStatus::undecided
                                          : RuleStatus::ruled_out;
  }
  for (const Overridden& overridden : row.overridden) {
    evaluation.rules[overridden.rule.index].overridden_by.push_back(overridden.by);
  }
  for (std::size_t i = 0; i < plan.assessments.size(); ++i) {
    const AssessmentPlan& of = plan.assessments[i];
    evaluation.assessments.push_back(
        to_result(row.assessments[i], row.by_list.subspan(of.first_by, of.by.size())));
  }
  for (const ScoreRow& score : row.scores) {
    evaluation.scores.push_back({{points_between(score, plan.scale), false}, {}});
  }
  for (std::uint32_t i = 0; i < plan.rules.advice.size(); ++i) {
    const auto by = session.given_by({i});
    evaluation.advice.push_back({row.advice[i], {by.begin(), by.end()}});
  }
  evaluation.ask.assign(row.ask.begin(), row.ask.end());
  return evaluation;
}

void enter(const Evaluation& evaluation, const Plan& plan, Machine& machine) {
  const std::size_t rules = plan.rules.rules.size();
  const std::size_t words = (rules + 63) / 64;
  for (auto* all : {&machine.holds, &machine.may, &machine.fired, &machine.undecided}) {
    all->assign(std::max(words, all->size()), 0);
  }
  machine.overridden.clear();
  for (std::uint32_t i = 0; i < rules; ++i) {
    const evaluate::RuleResult& rule = evaluation.rules[i];
    const Word bit = Word{1} << (i % 64);
    if (rule.condition == Truth::yes) machine.holds[i / 64] |= bit;
    if (rule.condition != Truth::no) machine.may[i / 64] |= bit;
    if (rule.status == RuleStatus::fires) machine.fired[i / 64] |= bit;
    if (rule.status == RuleStatus::undecided) machine.undecided[i / 64] |= bit;
    for (const RuleId by : rule.overridden_by) machine.overridden.push_back({{i}, by});
  }
  machine.assessments.clear();
  machine.by_list.clear();
  for (const evaluate::AssessmentResult& result : evaluation.assessments) {
    AssessmentRow& row = machine.assessments.emplace_back();
    row.status = result.status;
    row.nothing = result.ends.nothing;
    row.conflict = result.ends.conflict;
    row.value = result.value ? static_cast<std::int32_t>(*result.value) : -1;
    row.levels = word_of_levels(result.ends.levels);
    row.established = word_of_levels(result.established);
    row.undecided = word_of_levels(result.undecided);
    for (const Values& levels : result.by_list) machine.by_list.push_back(word_of_levels(levels));
  }
}

}  // namespace bedside::cohort

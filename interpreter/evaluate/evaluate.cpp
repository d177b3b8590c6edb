// Takes a rule set and a record; gives what follows for this patient.
#include "interpreter/evaluate/evaluator.hpp"

namespace bedside::evaluate {

namespace {

using meaning::RuleId;

/// Advice follows the rules that give it.
void give_advice(const RuleSet& rules, Evaluation& evaluation) {
  evaluation.advice.assign(rules.advice.size(), {});
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    const RuleStatus status = evaluation.rules[i].status;
    if (status == RuleStatus::ruled_out) continue;
    const bool fires = status == RuleStatus::fires;
    const AdviceStatus gives = fires ? AdviceStatus::given : AdviceStatus::possible;
    for (const meaning::AdviceId advice : rules.rules[i].advice) {
      AdviceResult& result = evaluation.advice.at(advice.index);
      if (result.status < gives) result = {gives, {}};
      if (result.status == gives) result.by.push_back(RuleId{i});
    }
  }
}

}  // namespace

AssessmentResult doubted(AssessmentResult result, const Said& said) {
  result.undecided |= said.undecided;
  result.status = Status::open;
  result.value.reset();
  result.established = {};
  result.ends.nothing = true;
  return result;
}

namespace {

/// It may apply or not: what would fire is undecided, and each assessment may end without a value.
void doubt(const RuleSet& rules, const Evaluation& without, Evaluation& evaluation) {
  for (RuleResult& rule : evaluation.rules) {
    if (rule.status == RuleStatus::fires) rule.status = RuleStatus::undecided;
    rule.overridden_by.clear();
  }
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    AssessmentResult& result = evaluation.assessments[i];
    result =
        doubted(std::move(result), said_of(rules, evaluation, {static_cast<std::uint32_t>(i)}));
  }
  for (std::size_t i = 0; i < rules.scores.size(); ++i) {
    if (!rules.scores[i].reads_assessments) continue;
    Possibly& total = evaluation.scores[i].total;
    const Possibly& other = without.scores[i].total;
    total = {hull(total.range, other.range), total.undefined || other.undefined};
  }
}

}  // namespace

Evaluator::Evaluator(const RuleSet& rules, const Record& record, bool applies)
    : rules_(rules), applies_(applies), computing_(rules, record.findings) {
  evaluation_.rules.resize(rules.rules.size());
  evaluation_.assessments.resize(rules.assessments.size());
  evaluation_.advice.resize(rules.advice.size());
}

Evaluation Evaluator::run() {
  for (const meaning::Step& step : rules_.program) {
    std::visit([this](auto id) { compute(id); }, step);
  }
  evaluation_.conditions = std::move(computing_.now.conditions);
  evaluation_.quantities = std::move(computing_.now.quantities);
  evaluation_.scores = std::move(computing_.now.scores);
  return std::move(evaluation_);
}

namespace {

Evaluation evaluated(const RuleSet& rules, const Record& record, bool ask) {
  Evaluation evaluation = Evaluator(rules, record, true).run();
  if (rules.guideline && rules.guideline->applies) {
    evaluation.applies = evaluation.conditions.at(rules.guideline->applies->index);
  }
  if (evaluation.applies != Truth::no) {
    give_advice(rules, evaluation);
    if (ask) evaluation.ask = what_to_ask(rules, record, evaluation);
  }
  if (evaluation.applies == Truth::yes) return evaluation;
  Evaluation without = Evaluator(rules, record, false).run();
  without.applies = evaluation.applies;
  if (evaluation.applies == Truth::no) return without;
  doubt(rules, without, evaluation);
  give_advice(rules, evaluation);
  return evaluation;
}

}  // namespace

Evaluation evaluate(const RuleSet& rules, const Record& record) {
  return evaluated(rules, record, true);
}

Evaluation conclude(const RuleSet& rules, const Record& record) {
  return evaluated(rules, record, false);
}

}  // namespace bedside::evaluate

// Takes conditions and what they read; gives their truth in SQL's own three-valued logic, and from
// it which rules fire.
#include <fmt/format.h>

#include "interpreter/export/steps.hpp"
#include "lang/meaning/cells.hpp"

namespace bedside::export_to {

using namespace meaning;

Steps::Steps(Context& context, const FindingColumns& findings, bool applies)
    : context_(context), findings_(findings), applies_(applies) {
  const RuleSet& rules = context.rules;
  conditions_.resize(rules.conditions.size(), null());
  quantities_.resize(rules.quantities.size());
  scores_.resize(rules.scores.size());
  rules_.resize(rules.rules.size(), constant(Truth::no));
  assessments_.resize(rules.assessments.size());
  count_readers();
}

void Steps::run() {
  for (const Step& step : context_.rules.program_without_claims()) {
    std::visit([this](auto id) { compute(id); }, step);
  }
}

namespace {

struct Operands {
  std::vector<ConditionId> operator()(const Not& negated) const { return {negated.operand}; }
  std::vector<ConditionId> operator()(const All& all) const { return all.operands; }
  std::vector<ConditionId> operator()(const Any& any) const { return any.operands; }
  std::vector<ConditionId> operator()(const Count& count) const { return count.operands; }
  std::vector<ConditionId> operator()(const IsValue& /*is*/) const { return {}; }
  std::vector<ConditionId> operator()(const Within& /*within*/) const { return {}; }
  std::vector<ConditionId> operator()(const IsLevel& /*is*/) const { return {}; }
  std::vector<ConditionId> operator()(const AnyItem& /*any*/) const { return {}; }
  std::vector<ConditionId> operator()(const IsRecorded& /*is*/) const { return {}; }
  std::vector<ConditionId> operator()(const Defined& /*defined*/) const { return {}; }
};

}  // namespace

// What is read more than once becomes a column, so that it is computed once.
void Steps::count_readers() {
  const RuleSet& rules = context_.rules;
  readers_.resize(rules.conditions.size(), 0);
  const auto read = [&](ConditionId id) { ++readers_[id.index]; };
  for (const Condition& condition : rules.conditions) {
    for (const ConditionId id : std::visit(Operands{}, condition.kind)) read(id);
    const auto* defined = std::get_if<Defined>(&condition.kind);
    if (defined != nullptr) read(std::get<ConditionId>(rules.at(defined->definition).body));
  }
  for (const Rule& rule : rules.rules) {
    if (rule.condition) read(*rule.condition);
  }
  for (const Score& score : rules.scores) {
    for (const ScoreItem& item : score.items) {
      if (const auto* points = std::get_if<Points>(&item.kind)) read(points->condition);
    }
  }
}

Expression Steps::shared(const Expression& condition) const {
  return context_.layers.column("c#", condition);
}

std::string Steps::name_of_definition(const Step& body) const {
  for (const Definition& definition : context_.rules.definitions) {
    const auto is = [&](auto id) { return body == Step(id); };
    if (std::visit(is, definition.body)) return definition.name;
  }
  return "";
}

namespace {

struct TruthOf {
  const Steps& steps;

  const RuleSet& rules() const { return steps.context().rules; }

  Expression operator()(const IsValue& is) const {
    return steps.findings().holds(is.finding, is.values);
  }
  Expression operator()(const Within& within) const {
    return steps.lies_in(within.quantity, within.range);
  }
  // Yes where it can end nowhere else, no where it cannot end at one of them.
  Expression operator()(const IsLevel& is) const {
    if (!steps.applies()) return constant(Truth::no);
    const AssessmentColumns& columns = steps.assessment(is.assessment);
    std::vector<Expression> some;
    std::vector<Expression> others{columns.nothing, columns.conflict};
    for (std::size_t level = 0; level < columns.may_end.size(); ++level) {
      (is.levels.has(level) ? some : others).push_back(columns.may_end[level]);
    }
    const Expression may = both({either(some), negation(columns.conflicted)});
    return cases(
        {{negation(may), constant(Truth::no)}, {negation(either(others)), constant(Truth::yes)}},
        null());
  }
  Expression operator()(const AnyItem& any) const { return steps.any_item(any.score, any.range); }
  Expression operator()(const IsRecorded& is) const {
    return negation(is_null(steps.findings().value(is.finding)));
  }
  Expression operator()(const Defined& defined) const {
    return steps.truth(std::get<ConditionId>(rules().at(defined.definition).body));
  }
  Expression operator()(const Not& negated) const { return negation(steps.truth(negated.operand)); }
  Expression operator()(const All& all) const { return both(truths(all.operands)); }
  Expression operator()(const Any& any) const { return either(truths(any.operands)); }
  Expression operator()(const Count& count) const { return steps.counted(count); }

  std::vector<Expression> truths(const std::vector<ConditionId>& ids) const {
    std::vector<Expression> all;
    for (const ConditionId id : ids) all.push_back(steps.truth(id));
    return all;
  }
};

}  // namespace

Expression Steps::counted(const Count& count) const {
  std::vector<Expression> certain;
  std::vector<Expression> possible;
  const Expression one = constant(Number(1));
  const Expression zero = constant(Number(0));
  for (const ConditionId id : count.operands) {
    const Expression operand = shared(truth(id));
    certain.push_back(cases({{operand, one}}, zero));
    possible.push_back(cases({{negation(operand), zero}}, one));
  }
  const Expression least = context_.layers.column("least#", sum_of(certain));
  const Expression most = context_.layers.column("most#", sum_of(possible));
  const auto size = [](std::size_t n) { return constant(Number(static_cast<std::int64_t>(n))); };
  std::vector<Expression> within;
  std::vector<Expression> outside;
  if (count.least > 0) {
    within.push_back(compared(least, ">=", size(count.least)));
    outside.push_back(compared(most, "<", size(count.least)));
  }
  if (count.most < count.operands.size()) {
    within.push_back(compared(most, "<=", size(count.most)));
    outside.push_back(compared(least, ">", size(count.most)));
  }
  return cases({{both(within), constant(Truth::yes)}, {either(outside), constant(Truth::no)}},
               null());
}

void Steps::compute(ConditionId id) {
  Expression truth = std::visit(TruthOf{*this}, context_.rules.at(id).kind);
  const std::string definition = name_of_definition(id);
  if (!definition.empty()) {
    truth = context_.layers.column("d#", truth, definition);
  } else if (readers_[id.index] > 1) {
    truth = shared(truth);
  }
  conditions_.at(id.index) = truth;
}

// ---- Numbers that conditions and bands compare ----------------------------------------------

Expression Steps::lies_in(QuantityId id, const Range& range) const {
  if (const auto finding = as_finding(context_.rules, id)) return findings_.holds(*finding, range);
  return lies_in(number(id), context_.rules.at(id), range);
}

Expression Steps::lies_in(const Interval& number, const Quantity& quantity,
                          const Range& range) const {
  Intervals intervals(context_, quantity.span);
  const Range steps = snap(range, quantity.grid);
  if (steps.empty()) {
    if (!number.undefined) return constant(Truth::no);
    if (number.is_free()) {
      context_.refuse(quantity.span, "A number that may be undefined is compared with nothing.");
    }
    return cases({{negation(is_null(number.low.over)), constant(Truth::no)}}, null());
  }
  std::vector<Expression> within;
  std::vector<Expression> outside;
  if (steps.has_low) {
    const char* const sign = steps.low_open ? ">" : ">=";
    within.push_back(intervals.compared_with(number, number.low, sign, steps.low));
    const char* const beyond = steps.low_open ? "<=" : "<";
    outside.push_back(intervals.compared_with(number, number.high, beyond, steps.low));
  }
  if (steps.has_high) {
    const char* const sign = steps.high_open ? "<" : "<=";
    within.push_back(intervals.compared_with(number, number.high, sign, steps.high));
    const char* const beyond = steps.high_open ? ">=" : ">";
    outside.push_back(intervals.compared_with(number, number.low, beyond, steps.high));
  }
  if (number.is_point()) return both(within);
  return cases({{both(within), constant(Truth::yes)}, {either(outside), constant(Truth::no)}},
               null());
}

// ---- Rules -----------------------------------------------------------------------------------

void Steps::compute(RuleId id) {
  if (!applies_) return;
  const Rule& rule = context_.rules.at(id);
  std::vector<Expression> needs;
  if (rule.condition) {
    needs.push_back(truth(*rule.condition));
  } else {
    for (const RuleId other : context_.rules.at(rule.outcomes.at(0).assessment).rules) {
      needs.push_back(negation(this->rule(other)));
    }
  }
  for (const RuleId other : rule.overridden_by) needs.push_back(negation(this->rule(other)));
  rules_.at(id.index) = context_.layers.own_column(
      fmt::format("r{}", id.index + 1), both(needs),
      fmt::format("rule {}{}", rule.name, rule.otherwise ? ": otherwise" : ""));
}

}  // namespace bedside::export_to

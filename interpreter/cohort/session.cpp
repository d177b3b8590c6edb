// Takes a rule set; gives what follows for one patient after the other, without memory for each.
#include "interpreter/cohort/session.hpp"

#include <algorithm>

#include "interpreter/cohort/short_way.hpp"

namespace bedside::cohort {

using namespace meaning;
using evaluate::AdviceStatus;

/// What a row is made in. `without`: the world in which the guideline does not apply.
struct Session::Memory {
  explicit Memory(const Plan& plan)
      : with(plan),
        without(plan),
        waiting(plan, with),
        asking(plan),
        codes(plan.rules.findings.size(), 0) {
    advice.resize(plan.rules.advice.size());
    given_by.reserve(plan.rules.rules.size());
    needs.reserve(plan.rules.findings.size());
    if (!plan.fresh.numbers.empty())
      with.findings = without.findings = &findings.emplace(plan.rules);
    if (ShortWay::suits(plan)) short_way.emplace(plan, with);
  }

  std::optional<Findings> findings;  // where some numbers are computed anew
  Machine with;
  Machine without;
  Waiting waiting;
  Asking asking;
  std::optional<ShortWay> short_way;
  std::vector<Code> codes;
  std::vector<AdviceStatus> advice;
  std::vector<RuleId> given_by;
  std::vector<FindingId> needs;

  // Where the evaluator was asked.
  evaluate::Evaluation evaluation;
  evaluate::Record record;
};

Session::Session(const RuleSet& rules) : plan_(std::make_shared<Plan>(rules)) {
  memory_ = std::make_unique<Memory>(*plan_);
  if (memory_->short_way) short_way_ = &*memory_->short_way;
}

Session::Session(const Session& other) : plan_(other.plan_) {
  memory_ = std::make_unique<Memory>(*plan_);
  if (memory_->short_way) short_way_ = &*memory_->short_way;
}

Session::Session(Session&&) noexcept = default;
Session::~Session() = default;

const std::string& Session::undone() const { return plan_->undone; }
bool Session::takes_codes() const { return plan_->undone.empty() && plan_->fresh.numbers.empty(); }
const Codes& Session::codes() const { return *plan_->codes; }
std::int64_t Session::scale() const { return plan_->scale; }

const Row& Session::assess(const evaluate::Record& record, Wanted wanted) {
  if (!plan_->undone.empty()) return ask_the_evaluator(record, wanted);
  std::vector<Code>& codes = memory_->codes;
  for (std::uint32_t i = 0; i < codes.size(); ++i) {
    const auto code = plan_->codes->of({i}, record.findings[i]);
    if (!code) return ask_the_evaluator(record, wanted);
    codes[i] = *code;
  }
  if (memory_->findings) memory_->findings->compute(record.findings, plan_->fresh);
  return assess(codes, wanted);
}

const Row& Session::assess(std::span<const Code> codes, Wanted wanted) {
  Machine& machine = memory_->with;
  if (ShortWay* const way = short_way_) {
    if (shown_ != &machine) show(machine);
    if (wanted == Wanted::outcome) {
      way->outcome(codes.data());
      return row_;
    }
    row_.ask = way->everything(codes.data());
    row_.applies = Truth::yes;
    row_.overridden = {};
    give_advice();
    return row_;
  }
  if (plan_->from_fired && wanted == Wanted::outcome) {
    machine.start_fired_alone(codes.data());
    find_values();
    return row_;
  }
  machine.start(codes.data());
  machine.run(true);
  conclude(wanted);
  return row_;
}

/// The value of each assessment, from the rules that fire alone.
void Session::find_values() {
  Machine& machine = memory_->with;
  for (std::size_t i = 0; i < plan_->assessments.size(); ++i) {
    const AssessmentPlan& plan = plan_->assessments[i];
    const Word levels = Machine::said(plan, machine.fired.data());
    const bool none = !plan.scale && has_several(levels);
    machine.assessments[i].value = none ? -1 : last_bit(levels);
  }
  if (shown_ != &machine) show(machine);
}

/// Makes the row a view of what a machine found.
void Session::show(const Machine& machine) {
  shown_ = &machine;
  row_.fired = machine.fired;
  row_.assessments = machine.assessments;
  row_.undecided = machine.undecided;
  row_.holds = machine.holds;
  row_.may = machine.may;
  row_.by_list = machine.by_list;
  row_.scores = machine.scores;
  row_.advice = memory_->advice;
  row_.evaluation = nullptr;
}

namespace {

/// It may apply or not: what would fire is undecided, and each assessment may end without a value.
void doubt(const Plan& plan, const Machine& without, Machine& machine) {
  for (std::size_t word = 0; word < plan.rule_words; ++word) {
    machine.undecided[word] |= machine.fired[word];
    machine.fired[word] = 0;
  }
  machine.overridden.clear();
  for (std::size_t i = 0; i < plan.assessments.size(); ++i) {
    AssessmentRow& row = machine.assessments[i];
    row.undecided |= Machine::said(plan.assessments[i], machine.undecided.data());
    row.status = Status::open;
    row.value = -1;
    row.established = 0;
    row.fired = 0;
    row.nothing = true;
  }
  for (std::size_t i = 0; i < plan.scores.size(); ++i) {
    if (!plan.scores[i].reads_assessments) continue;
    ScoreRow& score = machine.scores[i];
    const ScoreRow& other = without.scores[i];
    score = {std::min(score.low, other.low), std::max(score.high, other.high)};
  }
}

}  // namespace

void Session::conclude(Wanted wanted) {
  Memory& memory = *memory_;
  const Truth applies = memory.with.applies();
  const bool all = wanted == Wanted::everything;
  row_.ask = {};
  if (applies != Truth::no && all) row_.ask = memory.asking.ask(memory.with, memory.waiting);
  if (applies != Truth::yes) {
    memory.without.start(memory.with);
    memory.without.run(false);
  }
  if (applies == Truth::unknown) doubt(*plan_, memory.without, memory.with);
  const Machine& found = applies == Truth::no ? memory.without : memory.with;
  if (shown_ != &found) show(found);
  row_.applies = applies;
  row_.overridden = found.overridden;
  if (all) give_advice();
}

void Session::give_advice() {
  if (!plan_->any_advice) return;
  std::vector<AdviceStatus>& advice = memory_->advice;
  for (std::size_t i = 0; i < advice.size(); ++i) {
    const std::vector<Word>& rules = plan_->of_advice[i];
    advice[i] = AdviceStatus::not_given;
    for (std::size_t word = 0; word < rules.size(); ++word) {
      const AdviceStatus gives = (rules[word] & row_.fired[word]) != 0 ? AdviceStatus::given
                                 : (rules[word] & row_.undecided[word]) != 0
                                     ? AdviceStatus::possible
                                     : AdviceStatus::not_given;
      advice[i] = std::max(advice[i], gives);
    }
  }
}

std::span<const FindingId> Session::needs(RuleId rule) {
  Memory& memory = *memory_;
  if (row_.evaluation != nullptr) {
    memory.needs = evaluate::open_findings(plan_->rules, memory.record, *row_.evaluation, rule);
    return memory.needs;
  }
  memory.needs.clear();
  if (row_.applies == Truth::no) return {};
  const auto found = memory.waiting.of_rule(rule.index);
  memory.needs.assign(found.begin(), found.end());
  std::sort(memory.needs.begin(), memory.needs.end(), [&](FindingId a, FindingId b) {
    return plan_->name_order[a.index] < plan_->name_order[b.index];
  });
  return memory.needs;
}

std::span<const RuleId> Session::given_by(AdviceId advice) {
  std::vector<RuleId>& rules = memory_->given_by;
  rules.clear();
  if (row_.evaluation != nullptr) {
    const auto& by = row_.evaluation->advice[advice.index].by;
    rules.assign(by.begin(), by.end());
    return rules;
  }
  const AdviceStatus status = row_.advice[advice.index];
  if (status == AdviceStatus::not_given) return {};
  const auto& gives = status == AdviceStatus::given ? row_.fired : row_.undecided;
  const std::vector<Word>& of_advice = plan_->of_advice[advice.index];
  for (std::size_t word = 0; word < of_advice.size(); ++word) {
    for (Word bits = gives[word] & of_advice[word]; bits != 0; bits &= bits - 1) {
      rules.push_back(
          {static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(first_bit(bits))});
    }
  }
  return rules;
}

// ---- The evaluator -------------------------------------------------------------------------

const Row& Session::ask_the_evaluator(const evaluate::Record& record, Wanted wanted) {
  Memory& memory = *memory_;
  const bool all = wanted == Wanted::everything;
  memory.record = record;
  memory.evaluation =
      all ? evaluate::evaluate(plan_->rules, record) : evaluate::conclude(plan_->rules, record);
  enter(memory.evaluation, *plan_, memory.with);
  show(memory.with);
  shown_ = nullptr;
  row_.applies = memory.evaluation.applies;
  row_.overridden = memory.with.overridden;
  row_.scores = {};
  for (std::size_t i = 0; i < memory.advice.size(); ++i) {
    memory.advice[i] = memory.evaluation.advice[i].status;
  }
  row_.ask = memory.evaluation.ask;
  row_.evaluation = &memory.evaluation;
  return row_;
}

}  // namespace bedside::cohort

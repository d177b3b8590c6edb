// Takes a rule set; gives what follows for one patient after the other, without memory for each.
#include "interpreter/cohort/session.hpp"

#include <algorithm>
#include <bit>

#include "interpreter/cohort/asking.hpp"
#include "interpreter/cohort/waiting.hpp"

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
  }

  Machine with;
  Machine without;
  Waiting waiting;
  Asking asking;
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
  make_short();
}

Session::Session(const Session& other) : plan_(other.plan_) {
  memory_ = std::make_unique<Memory>(*plan_);
  make_short();
}

Session::Session(Session&&) noexcept = default;
Session::~Session() = default;

const std::string& Session::undone() const { return plan_->undone; }
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
  return assess(codes, wanted);
}

namespace {

/// The greatest of a set of four levels.
constexpr std::int8_t greatest[16] = {-1, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3};

}  // namespace

inline void Session::assess_short(const Code* codes) const {
  const Short& all = short_;
  const std::size_t stride = all.stride;
  const Word* row = all.rows;
  Word left = all.start;
  std::size_t i = all.findings;
  for (; i >= 4; i -= 4, row += 4 * stride, codes += 4) {
    const Word* const second = row + 2 * stride;
    left &=
        (row[codes[0]] & row[stride + codes[1]]) & (second[codes[2]] & second[stride + codes[3]]);
  }
  for (; i > 0; --i, row += stride, ++codes) left &= *(row + *codes);
  Word fired = left;
  for (std::size_t layer = 1; layer < all.layers; ++layer) fired |= left >> layer * all.slots;
  fired &= all.rules;
  *all.fired = fired;
  // Levels as bits, without a branch on them.
  const unsigned concluded = static_cast<unsigned>((fired & all.levels[0]) != 0) |
                             static_cast<unsigned>((fired & all.levels[1]) != 0) << 1U |
                             static_cast<unsigned>((fired & all.levels[2]) != 0) << 2U |
                             static_cast<unsigned>((fired & all.levels[3]) != 0) << 3U;
  all.assessment->value = greatest[concluded];
}

const Row& Session::assess(std::span<const Code> codes, Wanted wanted) {
  Machine& machine = memory_->with;
  if (short_.usable && wanted == Wanted::outcome) {
    assess_short(codes.data());
    if (shown_ != &machine) show(machine);
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

void Session::make_short() {
  const Plan& plan = *plan_;
  Machine& machine = memory_->with;
  if (!plan.undone.empty() || !plan.from_fired || plan.terms.layers == 0) return;
  if (plan.terms.slots == 0 || plan.assessments.size() != 1) return;
  const AssessmentPlan& assessment = plan.assessments[0];
  if (!assessment.scale || !assessment.small) return;
  short_ = {true,
            plan.one_word.findings,
            plan.one_word.stride,
            plan.one_word.sure.data(),
            plan.terms.start[0],
            plan.terms.layers,
            plan.terms.slots,
            ~Word{0} >> (64 - plan.terms.slots),
            {},
            machine.fired.data(),
            machine.assessments.data()};
  std::copy_n(assessment.of_level.begin(), 4, short_.levels);
}

/// The value of each assessment, from the rules that fire alone.
void Session::find_values() {
  Machine& machine = memory_->with;
  for (std::size_t i = 0; i < plan_->assessments.size(); ++i) {
    const AssessmentPlan& plan = plan_->assessments[i];
    const Word levels = Machine::said(plan, machine.fired.data());
    const bool none = !plan.scale && !std::has_single_bit(levels);
    machine.assessments[i].value =
        none ? -1 : static_cast<std::int32_t>(std::bit_width(levels)) - 1;
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
      rules.push_back({static_cast<std::uint32_t>(word * 64) +
                       static_cast<std::uint32_t>(std::countr_zero(bits))});
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

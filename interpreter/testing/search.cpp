// Takes a rule set and something to be shown; gives a patient who shows it, or a proof that there
// is none.
#include "interpreter/testing/search.hpp"

#include <algorithm>
#include <set>

#include "lang/meaning/groups.hpp"

namespace bedside::testing {

using namespace meaning;
using evaluate::AdviceStatus;
using evaluate::Evaluation;
using evaluate::Record;

namespace {

// Limits are counted, not timed, so that each run gives the same. A step of the program takes some
// 50 ns: 100 million are a few seconds.
constexpr std::size_t most_tries = 3000;
constexpr std::size_t most_work = 100'000'000;

/// What the thing to be shown hangs on.
struct RootsOf {
  const Plan& plan;

  using Steps = std::vector<Step>;
  Steps operator()(const RuleShown& shown) const { return gated({shown.rule}); }
  Steps operator()(const PartShown& shown) const {
    const Decision& decision = plan.decisions.at(shown.decision);
    if (decision.kind != Decision::Kind::rule) return {decision.whole};
    return gated({decision.whole});
  }
  Steps operator()(const SideShown& shown) const {
    const auto* score = std::get_if<ScoreId>(&plan.thresholds.at(shown.threshold).of);
    return score != nullptr ? Steps{*score} : Steps{};
  }
  Steps operator()(const BandShown& shown) const {
    const auto& subject = plan.lists.at(shown.list).list->subject;
    const auto* quantity = std::get_if<QuantityId>(&subject);
    return quantity != nullptr ? Steps{*quantity} : Steps{};
  }
  Steps operator()(const LevelShown& shown) const { return {shown.assessment}; }
  Steps operator()(const StatusShown& shown) const { return {shown.assessment}; }
  Steps operator()(const AdviceShown& shown) const {
    Steps steps;
    for (std::uint32_t i = 0; i < plan.rules.rules.size(); ++i) {
      const auto& advice = plan.rules.rules[i].advice;
      const bool gives = std::find(advice.begin(), advice.end(), shown.advice) != advice.end();
      if (gives) steps.push_back(RuleId{i});
    }
    return gated(std::move(steps));
  }

  Steps gated(Steps steps) const {
    const auto& guideline = plan.rules.guideline;
    if (guideline && guideline->applies) steps.push_back(*guideline->applies);
    return steps;
  }
};

/// Whether it has to stay open: then findings are narrowed, not only settled.
bool stays_open(const Shown& shown) {
  if (const auto* rule = std::get_if<RuleShown>(&shown)) {
    return rule->status == RuleStatus::undecided;
  }
  if (const auto* part = std::get_if<PartShown>(&shown)) return part->truth == Truth::unknown;
  if (const auto* advice = std::get_if<AdviceShown>(&shown)) {
    return advice->status == AdviceStatus::possible;
  }
  return std::holds_alternative<StatusShown>(shown);
}

}  // namespace

struct Search::Attempt {
  Shown wanted;
  bool open = false;
  std::set<FindingId> shared;  ///< where `open`: what must not be settled carelessly
  Span about;                  ///< of the part that it is about
  std::vector<FindingId> reads;
  Record record;
  std::vector<char> tried;  ///< by finding: it has been chosen on the way down
  std::size_t tries = 0;
  bool whole = true;  ///< nothing was left out
};

Search::Search(const Plan& plan, std::vector<Sighting> seen)
    : plan_(plan), seen_(std::move(seen)), cells_(cells_of(plan)), work_left_(most_work) {
  sides_.resize(plan.rules.findings.size());
  for (std::size_t i = 0; i < plan.shown.size(); ++i) {
    const auto* side = std::get_if<SideShown>(&plan.shown[i]);
    if (side == nullptr) continue;
    const auto* finding = std::get_if<FindingId>(&plan.thresholds.at(side->threshold).of);
    if (finding != nullptr) sides_[finding->index].push_back(i);
  }
}

const Found& Search::find(std::size_t shown) {
  const auto known = known_.find(shown);
  if (known != known_.end()) return known->second;
  Attempt attempt;
  attempt.wanted = plan_.shown.at(shown);
  attempt.open = stays_open(attempt.wanted);
  attempt.reads = findings_read(plan_.rules, std::visit(RootsOf{plan_}, attempt.wanted));
  if (const auto* side = std::get_if<SideShown>(&attempt.wanted)) {
    const auto* finding = std::get_if<FindingId>(&plan_.thresholds.at(side->threshold).of);
    if (finding != nullptr) attempt.reads = {*finding};
  }
  if (const auto* part = std::get_if<PartShown>(&attempt.wanted)) {
    const ConditionId id = plan_.decisions.at(part->decision).parts.at(part->part).condition;
    const auto reads = findings_read(plan_.rules, {id});
    attempt.shared.insert(reads.begin(), reads.end());
    attempt.about = plan_.rules.at(id).span;
  } else {
    attempt.shared.insert(attempt.reads.begin(), attempt.reads.end());
  }
  attempt.record = evaluate::empty_record(plan_.rules);
  attempt.tried.resize(plan_.rules.findings.size());
  Found found;
  if (descend(attempt)) {
    found.record = std::move(attempt.record);
  } else {
    found.impossible = attempt.whole && may_prove(attempt);
  }
  return known_.emplace(shown, std::move(found)).first->second;
}

bool Search::descend(Attempt& attempt) {
  const std::size_t work = plan_.rules.program_without_claims().size() + 100;
  if (++attempt.tries > most_tries || work_left_ < work) {
    attempt.whole = false;
    return false;
  }
  work_left_ -= work;
  const Evaluation evaluation = evaluate::evaluate(plan_.rules, attempt.record);
  const Truth truth = shows(plan_, attempt.wanted, attempt.record, evaluation);
  if (truth != Truth::unknown) return truth == Truth::yes;
  const auto untried = [&](FindingId id) { return attempt.tried.at(id.index) == 0; };
  const auto open = next(attempt, evaluation);
  const auto chosen = std::find_if(open.begin(), open.end(), untried);
  // Everything was tried, and it is not shown; what would say more is another way down.
  if (chosen == open.end()) return false;
  Possible& possible = attempt.record.findings.at(chosen->index);
  const Possible before = possible;
  attempt.tried[chosen->index] = 1;
  for (const Possible& choice : choices(attempt, *chosen)) {
    possible = choice;
    if (descend(attempt)) return true;
  }
  possible = before;
  attempt.tried[chosen->index] = 0;
  return false;
}

// ---- What to try next --------------------------------------------------------------------------

namespace {

/// The findings that stand between a record and what is sought, the most telling first.
struct NextOf {
  const Plan& plan;
  const Record& record;
  const Evaluation& evaluation;
  std::vector<FindingId> found;

  void operator()(const RuleShown& shown) {
    gate();
    rule(shown.rule);
  }
  void operator()(const PartShown& shown) {
    const Decision& decision = plan.decisions.at(shown.decision);
    if (decision.kind == Decision::Kind::rule) gate();
    const Part& part = decision.parts.at(shown.part);
    if (shown.truth != Truth::unknown) condition(part.condition);
    for (auto turn = part.way.rbegin(); turn != part.way.rend(); ++turn) {
      const auto below = operands(plan.rules.at(turn->of));
      for (std::size_t i = 0; i < below.size(); ++i) {
        if (i != turn->operand) condition(below[i]);
      }
    }
  }
  void operator()(const SideShown& shown) {
    if (const auto* id = std::get_if<FindingId>(&plan.thresholds.at(shown.threshold).of)) {
      found.push_back(*id);
    }
  }
  void operator()(const BandShown& shown) { subject(*plan.lists.at(shown.list).list); }
  void operator()(const LevelShown& shown) { assessment(shown.assessment); }
  void operator()(const StatusShown& shown) { assessment(shown.assessment); }
  void operator()(const AdviceShown& shown) {
    gate();
    for (const RuleId id : evaluation.advice.at(shown.advice.index).by) rule(id);
  }

  void gate() {
    const auto& guideline = plan.rules.guideline;
    if (guideline && guideline->applies) condition(*guideline->applies);
  }
  void condition(ConditionId id) {
    if (evaluation.conditions.at(id.index) == Truth::unknown) {
      add(evaluate::open_findings(plan.rules, record, evaluation, id));
    }
  }
  void rule(RuleId id) {
    if (evaluation.rules.at(id.index).status == RuleStatus::undecided) {
      add(evaluate::open_findings(plan.rules, record, evaluation, id));
    }
  }
  void assessment(AssessmentId id) {
    gate();
    const Assessment& of = plan.rules.at(id);
    for (auto each = of.rules.rbegin(); each != of.rules.rend(); ++each) rule(*each);
    for (const ByList& list : of.by) subject(list);
  }
  void subject(const ByList& list) {
    if (const auto* id = std::get_if<FindingId>(&list.subject)) found.push_back(*id);
  }
  void add(const std::vector<FindingId>& more) {
    found.insert(found.end(), more.begin(), more.end());
  }
};

}  // namespace

std::vector<FindingId> Search::next(const Attempt& attempt, const Evaluation& evaluation) const {
  NextOf next{plan_, attempt.record, evaluation, {}};
  std::visit(next, attempt.wanted);
  // What is computed from findings names none of them by itself.
  for (const FindingId id : attempt.reads) {
    if (!evaluate::is_settled(attempt.record.at(id), plan_.rules.at(id))) next.found.push_back(id);
  }
  return std::move(next.found);
}

bool Search::is_narrowed(const Attempt& attempt, FindingId id) {
  return attempt.open && attempt.shared.find(id) != attempt.shared.end();
}

// First the values beside the threshold that it is about, then those that no example has yet.
int Search::rank(const Attempt& attempt, FindingId id, const Possible& value) const {
  const auto* side = std::get_if<SideShown>(&attempt.wanted);
  int rank = 2;
  for (const std::size_t i : sides_.at(id.index)) {
    const auto& other = std::get<SideShown>(plan_.shown[i]);
    const Threshold& threshold = plan_.thresholds.at(other.threshold);
    if (!(other.above ? threshold.above : threshold.below).has(value.range.low)) continue;
    const auto& spans = threshold.spans;
    const bool own = side != nullptr
                         ? side->threshold == other.threshold
                         : std::find(spans.begin(), spans.end(), attempt.about) != spans.end();
    rank = std::min(rank, own ? 0 : seen_.at(i).count == 0 ? 1 : 2);
  }
  return rank;
}

std::vector<Possible> Search::choices(const Attempt& attempt, FindingId id) const {
  const Cells& cells = cells_.at(id.index);
  std::vector<Possible> all = cells.settled;
  std::stable_sort(all.begin(), all.end(), [&](const Possible& a, const Possible& b) {
    return rank(attempt, id, a) < rank(attempt, id, b);
  });
  if (!is_narrowed(attempt, id)) return all;
  all.insert(all.begin(), attempt.record.at(id));  // not recorded after all
  all.insert(all.end(), cells.narrowed.begin(), cells.narrowed.end());
  return all;
}

bool Search::may_prove(const Attempt& attempt) const {
  for (const FindingId id : attempt.reads) {
    const Cells& cells = cells_.at(id.index);
    if (is_narrowed(attempt, id) ? !cells.all_narrowed : !cells.all_settled) return false;
  }
  const bool may_not_apply = plan_.rules.guideline && plan_.rules.guideline->applies;
  const auto* part = std::get_if<PartShown>(&attempt.wanted);
  const bool free =
      part != nullptr && plan_.decisions.at(part->decision).kind != Decision::Kind::rule;
  for (const Step& step : reached(plan_.rules, std::visit(RootsOf{plan_}, attempt.wanted))) {
    // What reads assessments reads others where the guideline does not apply.
    if (free && may_not_apply && std::holds_alternative<AssessmentId>(step)) return false;
    const auto* condition = std::get_if<ConditionId>(&step);
    if (condition == nullptr) continue;
    if (std::holds_alternative<IsRecorded>(plan_.rules.at(*condition).kind)) return false;
  }
  return true;
}

void mark_impossible(const Plan& plan, Search& search, Coverage& coverage) {
  for (std::size_t i = 0; i < plan.goals.size(); ++i) {
    if (coverage.goals[i] != GoalState::missing) continue;
    const auto& ways = plan.goals[i].ways;
    const bool impossible = std::all_of(ways.begin(), ways.end(), [&](const auto& way) {
      return std::any_of(way.begin(), way.end(), [&](std::size_t each) {
        return coverage.shown.at(each).count == 0 && search.find(each).impossible;
      });
    });
    if (impossible) coverage.goals[i] = GoalState::impossible;
  }
}

}  // namespace bedside::testing

// Takes the steps that a goal depends on; gives the comparisons that read each finding, and whether
// they help the goal.
#include "interpreter/explain/dividers.hpp"

#include <algorithm>

#include "lang/meaning/order.hpp"

namespace bedside::explain {

using namespace meaning;

namespace {

constexpr unsigned helps = 1;
constexpr unsigned hurts = 2;

unsigned turned(unsigned signs) {
  return ((signs & helps) != 0 ? hurts : 0U) | ((signs & hurts) != 0 ? helps : 0U);
}

int weight(unsigned signs) { return signs == helps ? 1 : signs == hurts ? -1 : 0; }

/// Carries from the goal down to every comparison whether it helps when it holds. This only guides
/// the search; nothing that is found depends on it.
class Signs {
 public:
  explicit Signs(const RuleSet& rules) : rules_(rules) {}

  void start(const Goal& goal) {
    for (const Step& step : steps_of(rules_, goal)) {
      if (!std::holds_alternative<AssessmentId>(step)) push(step, helps);
    }
    if (const auto* outcome = std::get_if<Outcome>(&goal)) {
      want(outcome->assessment, Values::one(outcome->level), helps);
    }
    while (!open_.empty()) {
      const Step step = open_.back();
      open_.pop_back();
      std::visit([&](auto id) { follow(id, signs_[step]); }, step);
    }
  }

  unsigned of(const Step& step) const {
    const auto found = signs_.find(step);
    return found == signs_.end() ? 0 : found->second;
  }

 private:
  void push(const Step& step, unsigned signs) {
    unsigned& known = signs_[step];
    if ((known | signs) == known) return;
    known |= signs;
    open_.push_back(step);
  }

  // Of a scale only what is more serious stands against a level; of a choice every other one.
  void want(AssessmentId id, const Values& levels, unsigned signs) {
    const Assessment& assessment = rules_.at(id);
    const bool scale = assessment.kind == AssessmentKind::scale;
    const auto add = [&](RuleId rule) {
      for (const Outcome& each : rules_.at(rule).outcomes) {
        if (each.assessment != id) continue;
        if (levels.has(each.level)) push(rule, signs);
        const bool against = !scale || levels.empty() || each.level > levels.last();
        if (!levels.has(each.level) && against) push(rule, turned(signs));
      }
    };
    for (const RuleId rule : assessment.rules) add(rule);
    if (assessment.otherwise) add(*assessment.otherwise);
    for (const ByList& list : assessment.by) {
      if (const auto* number = std::get_if<QuantityId>(&list.subject)) push(*number, helps | hurts);
    }
  }

  void follow(ConditionId id, unsigned signs) {
    std::visit([&](const auto& kind) { read(kind, signs); }, rules_.at(id).kind);
  }
  void follow(QuantityId id, unsigned signs) {
    for (const Step& step : reads(rules_, Step(id))) push(step, signs);
  }
  void follow(DefinitionId id, unsigned signs) {
    std::visit([&](auto body) { push(body, signs); }, rules_.at(id).body);
  }
  void follow(ScoreId id, unsigned signs) {
    for (const ScoreItem& item : rules_.at(id).items) {
      if (const auto* points = std::get_if<Points>(&item.kind)) {
        push(points->condition, points->points.sign() < 0 ? turned(signs) : signs);
      }
      if (const auto* add = std::get_if<Add>(&item.kind)) push(add->quantity, signs);
    }
  }
  void follow(RuleId id, unsigned signs) {
    const Rule& rule = rules_.at(id);
    if (rule.condition) push(*rule.condition, signs);
    for (const RuleId over : rule.overridden_by) push(over, turned(signs));
    if (!rule.otherwise) return;
    for (const RuleId other : rules_.at(rule.outcomes.at(0).assessment).rules) {
      push(other, turned(signs));
    }
  }
  void follow(AssessmentId /*id*/, unsigned /*signs*/) {}

  void read(const IsValue& /*is*/, unsigned /*signs*/) {}
  void read(const IsRecorded& /*is*/, unsigned /*signs*/) {}
  void read(const Within& within, unsigned signs) {
    const Range& range = within.range;
    const bool one_sided = range.has_low != range.has_high;
    push(within.quantity, !one_sided ? helps | hurts : range.has_low ? signs : turned(signs));
  }
  void read(const IsLevel& is, unsigned signs) { want(is.assessment, is.levels, signs); }
  void read(const AnyItem& any, unsigned signs) { push(any.score, signs); }
  void read(const Defined& defined, unsigned signs) { push(defined.definition, signs); }
  void read(const Not& negation, unsigned signs) { push(negation.operand, turned(signs)); }
  void read(const All& all, unsigned signs) { push_all(all.operands, signs); }
  void read(const Any& any, unsigned signs) { push_all(any.operands, signs); }
  void read(const Count& count, unsigned signs) {
    const bool upper = count.most < count.operands.size();
    const bool lower = count.least > 0;
    push_all(count.operands, upper && lower ? helps | hurts : upper ? turned(signs) : signs);
  }
  void push_all(const std::vector<ConditionId>& operands, unsigned signs) {
    for (const ConditionId operand : operands) push(operand, signs);
  }

  const RuleSet& rules_;
  std::map<Step, unsigned> signs_;
  std::vector<Step> open_;
};

/// Collects what reads each finding.
class Collector {
 public:
  explicit Collector(const RuleSet& rules, const Signs& signs) : rules_(rules), signs_(signs) {}

  void collect(const Step& step) {
    std::visit([this](auto id) { collect(id); }, step);
  }

  std::map<FindingId, ReadBy> found;

 private:
  void collect(ConditionId id) {
    const int helping = weight(signs_.of(id));
    if (const auto* is = std::get_if<IsValue>(&rules_.at(id).kind)) {
      found[is->finding].dividers.push_back({{is->values, {}}, helping});
    } else if (const auto* in = std::get_if<Within>(&rules_.at(id).kind)) {
      if (const auto finding = as_finding(rules_, in->quantity)) {
        found[*finding].dividers.push_back({{{}, {in->range}}, helping});
      }
    } else if (const auto* recorded = std::get_if<IsRecorded>(&rules_.at(id).kind)) {
      found[recorded->finding];
    }
  }

  // A number that is only another name of a finding is compared as the finding is.
  void collect(QuantityId id) {
    const QuantityKind& kind = rules_.at(id).kind;
    if (std::holds_alternative<FindingNumber>(kind)) return;
    if (std::holds_alternative<DefinedNumber>(kind)) return;
    for (const Step& step : reads(rules_, Step(id))) {
      if (const auto* operand = std::get_if<QuantityId>(&step)) computes(*operand);
    }
  }
  void computes(QuantityId id) {
    if (const auto finding = as_finding(rules_, id)) found[*finding].computed = true;
  }

  void collect(DefinitionId /*id*/) {}
  void collect(RuleId /*id*/) {}
  void collect(ScoreId id) {
    const unsigned signs = signs_.of(id);
    for (const ScoreItem& item : rules_.at(id).items) {
      if (const auto* list = std::get_if<ByList>(&item.kind)) collect(*list, weight(signs));
      if (const auto* add = std::get_if<Add>(&item.kind)) computes(add->quantity);
    }
  }
  void collect(AssessmentId id) {
    for (const ByList& list : rules_.at(id).by) collect(list, 0);
  }
  void collect(const ByList& list, int helping) {
    std::optional<FindingId> finding;
    if (const auto* of = std::get_if<FindingId>(&list.subject)) finding = *of;
    if (const auto* of = std::get_if<QuantityId>(&list.subject)) finding = as_finding(rules_, *of);
    if (!finding) return;
    for (const Band& band : list.bands) {
      found[*finding].dividers.push_back(
          {{band.values, band.ranges}, helping * band.points.sign()});
    }
  }

  const RuleSet& rules_;
  const Signs& signs_;
};

}  // namespace

std::vector<Step> steps_of(const RuleSet& rules, const Goal& goal) {
  std::vector<Step> steps;
  if (const auto* rule = std::get_if<RuleId>(&goal)) steps.emplace_back(*rule);
  if (const auto* outcome = std::get_if<Outcome>(&goal)) steps.emplace_back(outcome->assessment);
  if (const auto* advice = std::get_if<AdviceId>(&goal)) {
    for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
      const auto& gives = rules.rules[i].advice;
      if (std::find(gives.begin(), gives.end(), *advice) != gives.end()) {
        steps.emplace_back(RuleId{i});
      }
    }
  }
  if (rules.guideline && rules.guideline->applies) steps.emplace_back(*rules.guideline->applies);
  return steps;
}

std::map<FindingId, ReadBy> what_reads(const RuleSet& rules, const Goal& goal) {
  Signs signs(rules);
  signs.start(goal);
  Collector collector(rules, signs);
  for (const Step& step : rules.program) collector.collect(step);
  return std::move(collector.found);
}

}  // namespace bedside::explain

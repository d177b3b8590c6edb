// Takes a rule set that is complete but for its order; gives the order in which to compute it.
#include "lang/meaning/order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace bedside::meaning {

namespace {

// ---- What is read directly -----------------------------------------------------------------

using Steps = std::vector<Step>;

Steps of(const IsValue& /*kind*/) { return {}; }
Steps of(const IsRecorded& /*kind*/) { return {}; }
Steps of(const Within& kind) { return {kind.quantity}; }
Steps of(const IsLevel& kind) { return {kind.assessment}; }
Steps of(const AnyItem& kind) { return {kind.score}; }
Steps of(const Defined& kind) { return {kind.definition}; }
Steps of(const Not& kind) { return {kind.operand}; }
Steps of(const All& kind) { return {kind.operands.begin(), kind.operands.end()}; }
Steps of(const Any& kind) { return {kind.operands.begin(), kind.operands.end()}; }
Steps of(const Count& kind) { return {kind.operands.begin(), kind.operands.end()}; }

Steps of(const FindingNumber& /*kind*/) { return {}; }
Steps of(const Constant& /*kind*/) { return {}; }
Steps of(const ScoreNumber& kind) { return {kind.score}; }
Steps of(const DefinedNumber& kind) { return {kind.definition}; }
Steps of(const Arithmetic& kind) { return {kind.left, kind.right}; }
Steps of(const Extreme& kind) { return {kind.operands.begin(), kind.operands.end()}; }
Steps of(const Rounded& kind) { return {kind.operand}; }
Steps of(const Function& kind) { return {kind.operand}; }
Steps of(const Scaled& kind) { return {kind.operand}; }

void add_subject(const ByList& list, Steps& steps) {
  if (const auto* number = std::get_if<QuantityId>(&list.subject)) steps.push_back(*number);
}

Steps of(const RuleSet& rules, ConditionId id) {
  return std::visit([](const auto& kind) { return of(kind); }, rules.at(id).kind);
}

Steps of(const RuleSet& rules, QuantityId id) {
  return std::visit([](const auto& kind) { return of(kind); }, rules.at(id).kind);
}

Steps of(const RuleSet& rules, DefinitionId id) {
  return {std::visit([](auto body) { return Step(body); }, rules.at(id).body)};
}

Steps of(const RuleSet& rules, ScoreId id) {
  Steps steps;
  for (const ScoreItem& item : rules.at(id).items) {
    if (const auto* points = std::get_if<Points>(&item.kind)) steps.push_back(points->condition);
    if (const auto* list = std::get_if<ByList>(&item.kind)) add_subject(*list, steps);
    if (const auto* add = std::get_if<Add>(&item.kind)) steps.push_back(add->quantity);
  }
  return steps;
}

Steps of(const RuleSet& rules, RuleId id) {
  const Rule& rule = rules.at(id);
  Steps steps(rule.overridden_by.begin(), rule.overridden_by.end());
  if (rule.condition) steps.push_back(*rule.condition);
  if (rule.otherwise) {
    for (const Outcome& outcome : rule.outcomes) {
      for (const RuleId other : rules.at(outcome.assessment).rules) steps.push_back(other);
    }
  }
  return steps;
}

// An assessment also waits for `applies if`: that may not read any.
Steps of(const RuleSet& rules, AssessmentId id) {
  const Assessment& assessment = rules.at(id);
  Steps steps(assessment.rules.begin(), assessment.rules.end());
  if (assessment.otherwise) steps.push_back(*assessment.otherwise);
  for (const ByList& list : assessment.by) add_subject(list, steps);
  if (rules.guideline && rules.guideline->applies) steps.push_back(*rules.guideline->applies);
  return steps;
}

// ---- Walking -------------------------------------------------------------------------------

enum class Mark : std::uint8_t { fresh, open, done };

// Depth first without recursion, so that long chains of definitions cost no stack.
class Walk {
 public:
  explicit Walk(const RuleSet& rules) : rules_(rules) {
    std::size_t start = 0;
    const std::size_t sizes[] = {rules.conditions.size(),  rules.quantities.size(),
                                 rules.definitions.size(), rules.scores.size(),
                                 rules.rules.size(),       rules.assessments.size()};
    for (const std::size_t size : sizes) {
      starts_.push_back(start);
      start += size;
    }
    marks_.resize(start, Mark::fresh);
  }

  void visit(const Step& root) {
    if (mark(root) != Mark::fresh) return;
    enter(root);
    while (!stack_.empty()) {
      Frame& top = stack_.back();
      if (top.next == top.children.size()) {
        mark(top.step) = Mark::done;
        order.push_back(top.step);
        stack_.pop_back();
        continue;
      }
      const Step child = top.children[top.next++];
      if (mark(child) == Mark::open) {
        found_circle(child);
      } else if (mark(child) == Mark::fresh) {
        enter(child);
      }
    }
  }

  Steps order;
  std::vector<Steps> circles;

 private:
  struct Frame {
    Step step;
    Steps children;
    std::size_t next = 0;
  };

  Mark& mark(const Step& step) {
    const std::size_t index = std::visit([](auto id) { return std::size_t{id.index}; }, step);
    return marks_.at(starts_[step.index()] + index);
  }

  void enter(const Step& step) {
    mark(step) = Mark::open;
    stack_.push_back({step, reads(rules_, step), 0});
  }

  void found_circle(const Step& child) {
    const auto first = std::find_if(stack_.begin(), stack_.end(),
                                    [&](const Frame& frame) { return frame.step == child; });
    Steps circle;
    for (auto each = first; each != stack_.end(); ++each) circle.push_back(each->step);
    circles.push_back(std::move(circle));
  }

  const RuleSet& rules_;
  std::vector<std::size_t> starts_;
  std::vector<Mark> marks_;
  std::vector<Frame> stack_;
};

// ---- Circles -------------------------------------------------------------------------------

struct NamedStep {
  std::string name;
  Span span;
};

template <class Thing>
std::optional<NamedStep> named_step(const RuleSet& rules, Id<Thing> id) {
  return NamedStep{rules.at(id).name, rules.at(id).span};
}
std::optional<NamedStep> named_step(const RuleSet& /*rules*/, ConditionId /*id*/) { return {}; }
std::optional<NamedStep> named_step(const RuleSet& /*rules*/, QuantityId /*id*/) { return {}; }

std::vector<NamedStep> named(const RuleSet& rules, const Steps& steps) {
  std::vector<NamedStep> names;
  for (const Step& step : steps) {
    auto found = std::visit([&](auto id) { return named_step(rules, id); }, step);
    const auto* condition = std::get_if<ConditionId>(&step);
    if (condition != nullptr && rules.guideline && rules.guideline->applies == *condition) {
      found = NamedStep{"applies if", rules.at(*condition).span};
    }
    if (found) names.push_back(std::move(*found));
  }
  return names;
}

void say_circle(const RuleSet& rules, const Steps& circle, text::Messages& messages) {
  const auto names = named(rules, circle);
  const bool overrides = names.size() == circle.size() &&
                         std::all_of(circle.begin(), circle.end(), [](const Step& step) {
                           return std::holds_alternative<RuleId>(step);
                         });
  std::string words;
  for (const NamedStep& each : names) {
    words += fmt::format("`{}` {} ", each.name, overrides ? "is overridden by" : "builds on");
  }
  text::Message message{
      overrides ? text::Code::override_circle : text::Code::circle,
      fmt::format("{}`{}`: a circle, which has no beginning.", words, names.front().name),
      names.front().span,
      "",
      {},
      {},
      ""};
  for (std::size_t i = 1; i < names.size(); ++i) {
    message.related.push_back({names[i].span, "part of the circle"});
  }
  messages.push_back(std::move(message));
}

Steps roots(const RuleSet& rules) {
  Steps steps;
  if (rules.guideline && rules.guideline->applies) steps.push_back(*rules.guideline->applies);
  const auto all = [&](auto make, std::size_t count) {
    for (std::uint32_t i = 0; i < count; ++i) steps.push_back(make(i));
  };
  all([](std::uint32_t i) { return DefinitionId{i}; }, rules.definitions.size());
  all([](std::uint32_t i) { return ScoreId{i}; }, rules.scores.size());
  all([](std::uint32_t i) { return AssessmentId{i}; }, rules.assessments.size());
  all([](std::uint32_t i) { return RuleId{i}; }, rules.rules.size());
  return steps;
}

}  // namespace

std::vector<Step> reads(const RuleSet& rules, const Step& step) {
  return std::visit([&](auto id) { return of(rules, id); }, step);
}

void order(RuleSet& rules, text::Messages& messages) {
  Walk walk(rules);
  for (const Step& root : roots(rules)) walk.visit(root);
  for (const Steps& circle : walk.circles) say_circle(rules, circle, messages);
  if (!walk.circles.empty()) return;
  const std::size_t concluding = walk.order.size();
  for (const Claim& claim : rules.claims) {
    if (claim.premise) walk.visit(*claim.premise);
    walk.visit(claim.conclusion);
  }
  rules.program = std::move(walk.order);
  rules.claim_steps = rules.program.size() - concluding;
}

// ---- What was recorded ---------------------------------------------------------------------

using Reading = std::map<Step, Span>;  // with the place of the condition on what was recorded

namespace {

void refuse_recorded(const Span& span, std::string words, text::Messages& messages) {
  messages.push_back({text::Code::recorded_concludes, std::move(words), span, "", {}, {}, ""});
}

void check_claims(const RuleSet& rules, const Reading& reading, text::Messages& messages) {
  const auto check = [&](const Claim& claim, ConditionId side) {
    const auto found = reading.find(Step(side));
    if (found == reading.end()) return;
    const Span& whole = rules.at(side).span;
    const Span& place = found->second;
    refuse_recorded(place,
                    "A claim speaks of patients of whom everything is recorded, so that it does "
                    "not ask whether something was.",
                    messages);
    const bool inside =
        place.file == whole.file && place.begin >= whole.begin && place.end <= whole.end;
    if (!inside) messages.back().related.push_back({claim.span, "this claim reads it"});
  };
  for (const Claim& claim : rules.claims) {
    if (claim.premise) check(claim, *claim.premise);
    check(claim, claim.conclusion);
  }
}

}  // namespace

void check_recorded(RuleSet& rules, text::Messages& messages) {
  Reading reading;
  const auto refuse = [&](const Span& span, std::string_view what) {
    refuse_recorded(span,
                    fmt::format("Whether something was recorded may lead to advice only, not to "
                                "{}: else recording a finding could take a conclusion back.",
                                what),
                    messages);
  };
  for (const Step& step : rules.program) {
    const auto* condition = std::get_if<ConditionId>(&step);
    std::optional<Span> here;
    if (condition != nullptr && std::holds_alternative<IsRecorded>(rules.at(*condition).kind)) {
      here = rules.at(*condition).span;
    }
    if (!std::holds_alternative<AssessmentId>(step)) {
      for (const Step& each : reads(rules, step)) {
        const auto found = reading.find(each);
        if (found != reading.end()) here = found->second;
      }
    }
    if (!here) continue;
    reading.emplace(step, *here);
    if (std::holds_alternative<ScoreId>(step)) refuse(*here, "a score");
    const auto* rule_id = std::get_if<RuleId>(&step);
    if (rule_id == nullptr) continue;
    Rule& rule = rules.rules[rule_id->index];
    rule.reads_recorded = true;
    if (!rule.outcomes.empty()) refuse(*here, "an assessment");
    if (!rule.overrides.empty()) refuse(*here, "`overrides`");
  }
  check_claims(rules, reading, messages);
  if (!rules.guideline || !rules.guideline->applies) return;
  const auto applies = reading.find(Step(*rules.guideline->applies));
  if (applies != reading.end()) refuse(applies->second, "`applies if`");
}

}  // namespace bedside::meaning

// Takes small random conditions; holds what `test --coverage` says of their parts against the
// definition of masking MC/DC itself, over all pairs of patients.
#include "interpreter/testing/decisions.hpp"

#include <random>

#include "interpreter/testing/coverage.hpp"
#include "interpreter/testing/search.hpp"
#include "tests/catch.hpp"
#include "tests/unit/evaluate_draft.hpp"

namespace bedside::testing {
namespace {

using namespace meaning;
using evaluate::Draft;
using evaluate::Record;

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }

 private:
  std::mt19937_64 engine_;
};

/// A condition over the findings, at most `depth` high.
ConditionId random_condition(Draft& draft, Random& random, std::size_t findings,
                             std::size_t depth) {
  const std::size_t kind = depth == 0 ? 0 : random.below(6);
  if (kind <= 1) {
    const FindingId finding{static_cast<std::uint32_t>(random.below(findings))};
    return random.below(3) == 0 ? draft.no(finding) : draft.yes(finding);
  }
  if (kind == 2) return draft.condition(Not{random_condition(draft, random, findings, depth - 1)});
  std::vector<ConditionId> operands;
  for (std::size_t i = 2 + random.below(2); i > 0; --i) {
    operands.push_back(random_condition(draft, random, findings, depth - 1));
  }
  if (kind == 3) return draft.condition(All{operands});
  if (kind == 4) return draft.condition(Any{operands});
  const std::size_t least = random.below(operands.size());
  const std::size_t most = least + random.below(operands.size() - least + 1);
  return draft.condition(Count{operands, least, most});
}

/// All records of yes/no findings: each no, yes or open.
std::vector<Record> all_records(const RuleSet& rules) {
  std::vector<Record> all{evaluate::empty_record(rules)};
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    std::vector<Record> more;
    for (const Record& record : all) {
      more.push_back(record);
      for (const std::size_t value : {0U, 1U}) {
        more.push_back(record);
        evaluate::narrow(more.back(), rules, {{i}, Values::one(value), {}, {}});
      }
    }
    all = std::move(more);
  }
  return all;
}

/// The whole by plain recursion, with the part at `way` replaced where there is a replacement.
Truth whole_with(const RuleSet& rules, const std::vector<Truth>& truths, ConditionId id,
                 const std::vector<Part::Turn>& way, std::size_t down, bool on_way,
                 std::optional<Truth> part) {
  const Condition& condition = rules.at(id);
  const auto below = operands(condition);
  if (below.empty()) return on_way && part ? *part : truths.at(id.index);
  std::vector<Truth> inner;
  for (std::size_t i = 0; i < below.size(); ++i) {
    const bool on = on_way && way.at(down).operand == i;
    inner.push_back(whole_with(rules, truths, below[i], way, down + 1, on, part));
  }
  const auto count = [&](Truth truth) {
    return static_cast<std::size_t>(std::count(inner.begin(), inner.end(), truth));
  };
  if (std::holds_alternative<Not>(condition.kind)) return !inner.front();
  if (std::holds_alternative<All>(condition.kind)) {
    return count(Truth::no) > 0        ? Truth::no
           : count(Truth::unknown) > 0 ? Truth::unknown
                                       : Truth::yes;
  }
  if (std::holds_alternative<Any>(condition.kind)) {
    return count(Truth::yes) > 0       ? Truth::yes
           : count(Truth::unknown) > 0 ? Truth::unknown
                                       : Truth::no;
  }
  // Over all completions of the open ones.
  const auto& of = std::get<Count>(condition.kind);
  bool some = false;
  bool all = true;
  for (std::size_t more = 0; more <= count(Truth::unknown); ++more) {
    const std::size_t holding = count(Truth::yes) + more;
    const bool inside = holding >= of.least && holding <= of.most;
    some = some || inside;
    all = all && inside;
  }
  return of_possible(some, !all);
}

struct Try {
  const RuleSet& rules;
  const Decision& decision;
  const Part& part;
  std::vector<Truth> truths;

  Truth truth() const { return truths.at(part.condition.index); }
  Truth whole(std::optional<Truth> as = std::nullopt) const {
    return whole_with(rules, truths, decision.whole, part.way, 0, true, as);
  }
  /// Turning this part alone turns the whole.
  bool unmasked() const {
    const Truth no = whole(Truth::no);
    const Truth yes = whole(Truth::yes);
    return no != Truth::unknown && yes != Truth::unknown && no != yes;
  }
};

struct Expected {
  bool pair = false;
  bool unknown = false;
};

Expected by_definition(const std::vector<Try>& tries) {
  Expected expected;
  for (const Try& a : tries) {
    if (a.truth() == Truth::unknown && a.unmasked()) {
      CHECK(a.whole() == Truth::unknown);
      expected.unknown = true;
    }
    for (const Try& b : tries) {
      if (a.truth() != Truth::yes || b.truth() != Truth::no) continue;
      if (a.whole() != b.whole() && a.unmasked() && b.unmasked()) expected.pair = true;
    }
  }
  return expected;
}

std::size_t hold(const Draft& draft, const std::vector<Record>& records) {
  const Plan plan(draft.rules);
  const Coverage coverage = coverage_of(plan, records);
  std::vector<std::vector<Truth>> truths;
  for (const Record& record : records) {
    truths.push_back(evaluate::evaluate(draft.rules, record).conditions);
  }
  std::size_t held = 0;
  for (std::size_t i = 0; i < plan.goals.size(); ++i) {
    const Goal& goal = plan.goals[i];
    if (goal.measure != Measure::parts && goal.measure != Measure::unknowns) continue;
    const auto& shown = std::get<PartShown>(plan.shown.at(goal.ways[0][0]));
    const Decision& decision = plan.decisions.at(shown.decision);
    std::vector<Try> tries;
    for (const auto& each : truths) {
      tries.push_back({draft.rules, decision, decision.parts.at(shown.part), each});
    }
    const Expected expected = by_definition(tries);
    const bool wanted = goal.measure == Measure::parts ? expected.pair : expected.unknown;
    CHECK((coverage.goals[i] == GoalState::reached) == wanted);
    held += wanted ? 1U : 0U;
  }
  return held;
}

}  // namespace

TEST_CASE("parts that matter are those of masking MC/DC, by its definition") {
  std::size_t held = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    INFO(seed);
    Random random(seed);
    Draft draft;
    const std::size_t findings = 2 + random.below(2);
    for (std::size_t i = 0; i < findings; ++i) draft.yes_no("finding");
    const ConditionId whole = random_condition(draft, random, findings, 3);
    const AssessmentId outlook = draft.assessment(AssessmentKind::scale, 2);
    draft.rule(whole, {{outlook, 1}});
    draft.conclude(outlook);
    std::vector<Record> records = all_records(draft.rules);
    held += hold(draft, records);
    std::vector<Record> some;
    for (const Record& record : records) {
      if (random.below(4) == 0) some.push_back(record);
    }
    held += hold(draft, some);
  }
  CHECK(held > 300);  // the test would say nothing if no part ever mattered
}

TEST_CASE("a search finds all that some record shows, and proves that the rest cannot be") {
  std::size_t impossible = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    INFO(seed);
    Random random(seed);
    Draft draft;
    const std::size_t findings = 2 + random.below(2);
    for (std::size_t i = 0; i < findings; ++i) draft.yes_no("finding");
    const ConditionId whole = random_condition(draft, random, findings, 3);
    const AssessmentId outlook = draft.assessment(AssessmentKind::scale, 2);
    draft.rule(whole, {{outlook, 1}});
    draft.conclude(outlook);
    const Plan plan(draft.rules);
    const Coverage coverage = coverage_of(plan, all_records(draft.rules));
    Search search(plan, std::vector<Sighting>(plan.shown.size()));
    for (std::size_t i = 0; i < plan.shown.size(); ++i) {
      if (std::holds_alternative<StatusShown>(plan.shown[i])) continue;
      INFO(i);
      const Found& found = search.find(i);
      CHECK(found.record.has_value() == (coverage.shown[i].count > 0));
      CHECK(found.impossible == (coverage.shown[i].count == 0));
      impossible += found.impossible ? 1U : 0U;
    }
  }
  CHECK(impossible > 100);
}

TEST_CASE("what one part means for `a and (b or not c)`") {
  Draft draft;
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  const FindingId c = draft.yes_no("c");
  const ConditionId not_c = draft.condition(Not{draft.yes(c)});
  const ConditionId either = draft.condition(Any{{draft.yes(b), not_c}});
  const ConditionId whole = draft.condition(All{{draft.yes(a), either}});
  draft.rule(whole, {});
  const Plan plan(draft.rules);
  const Decision& decision = plan.decisions.at(0);
  REQUIRE(decision.parts.size() == 3);
  const auto effect = [&](std::size_t part, const evaluate::Given& given) {
    const Record record = evaluate::record_with(draft.rules, given);
    return influence(draft.rules, evaluate::evaluate(draft.rules, record).conditions,
                     decision.parts[part]);
  };
  CHECK(effect(0, {{b, {1}}}).decides());
  CHECK_FALSE(effect(0, {}).decides());
  CHECK(effect(1, {{a, {1}}, {c, {1}}}).decides());
  CHECK_FALSE(effect(1, {{a, {1}}, {c, {0}}}).decides());
  CHECK(effect(2, {{a, {1}}, {b, {0}}}).if_yes == Truth::no);
  CHECK(effect(2, {{a, {1}}, {b, {0}}}).if_no == Truth::yes);
}

}  // namespace bedside::testing

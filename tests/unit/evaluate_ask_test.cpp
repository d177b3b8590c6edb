// Takes rule sets with something open; gives what to record next, and in which order.
#include "tests/catch.hpp"
#include "tests/unit/evaluate_draft.hpp"

namespace bedside::evaluate {

namespace {

constexpr auto scale = AssessmentKind::scale;
using Findings = std::vector<FindingId>;

Findings ask(const Draft& draft, const Given& given) {
  return evaluate(draft.rules, record_with(draft.rules, given)).ask;
}

}  // namespace

TEST_CASE("only what can change an outcome is asked") {
  Draft draft;
  const AssessmentId outlook = draft.assessment(scale, 3);
  const AdviceId advice = draft.advice();
  const FindingId low = draft.yes_no("low");
  const FindingId high = draft.yes_no("high");
  const FindingId extra = draft.yes_no("extra");
  draft.rule(draft.yes(low), {{outlook, 1}});
  draft.rule(draft.yes(high), {{outlook, 2}});
  draft.rule(draft.yes(extra), {{outlook, 1}}, {advice});
  draft.conclude(outlook);
  CHECK(ask(draft, {}) == Findings{extra, high, low});  // equally useful: by name
  CHECK(ask(draft, {{high, {1}}}) == Findings{extra});  // for its advice alone
  CHECK(ask(draft, {{high, {0}}, {low, {1}}}) == Findings{extra});
  CHECK(ask(draft, {{high, {0}}, {extra, {1}}}).empty());
  CHECK(ask(draft, {{low, {0}}, {high, {0}}, {extra, {0}}}).empty());
}

TEST_CASE("what decides more, and needs less besides, is asked first") {
  Draft draft;
  const AssessmentId outlook = draft.assessment(scale, 2);
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  const FindingId c = draft.yes_no("c");
  draft.rule(draft.condition(All{{draft.yes(a), draft.yes(b), draft.yes(c)}}), {{outlook, 1}});
  draft.rule(draft.yes(c), {{outlook, 1}});
  draft.rule(draft.condition(Any{{draft.yes(b), draft.no(c)}}), {{outlook, 1}});
  draft.conclude(outlook);
  CHECK(ask(draft, {}) == Findings{c, b, a});
}

TEST_CASE("otherwise on the same level leaves nothing to ask") {
  Draft draft;
  const AssessmentId outlook = draft.assessment(scale, 3);
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  draft.rule(draft.yes(a), {{outlook, 0}});
  draft.rule(draft.yes(b), {{outlook, 2}});
  draft.otherwise(outlook, 0);
  draft.conclude(outlook);
  CHECK(ask(draft, {}) == Findings{b});
  CHECK(ask(draft, {{b, {0}}}).empty());
}

TEST_CASE("a choice: in conflict nothing matters, else what may differ") {
  Draft draft;
  const AssessmentId type = draft.assessment(AssessmentKind::choice, 3);
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  const FindingId c = draft.yes_no("c");
  draft.rule(draft.yes(a), {{type, 0}});
  draft.rule(draft.yes(b), {{type, 1}});
  draft.rule(draft.yes(c), {{type, 0}});
  draft.conclude(type);
  CHECK(ask(draft, {}) == Findings{a, b, c});
  CHECK(ask(draft, {{a, {1}}}) == Findings{b});
  CHECK(ask(draft, {{a, {1}}, {b, {1}}}).empty());
}

TEST_CASE("overriders of a rule that matters are asked, along the chain") {
  Draft draft;
  const AssessmentId outlook = draft.assessment(scale, 2);
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  const FindingId c = draft.yes_no("c");
  const RuleId first = draft.rule(draft.yes(a), {});
  const RuleId second = draft.rule(draft.yes(b), {});
  const RuleId third = draft.rule(draft.yes(c), {{outlook, 1}});
  draft.overrides(first, second);
  draft.overrides(second, third);
  draft.conclude(outlook);
  CHECK(ask(draft, {{c, {1}}}) == Findings{a, b});
  CHECK(ask(draft, {{c, {1}}, {b, {1}}}) == Findings{a});
  CHECK(ask(draft, {{c, {0}}}).empty());
}

TEST_CASE("band lists, scores, definitions and read assessments lead to their findings") {
  Draft draft;
  const FindingId stage = draft.list("stage", {"I", "II", "III"});
  const FindingId pain = draft.yes_no("pain");
  const FindingId size = draft.number("size", Range::between(0, 100));
  const AssessmentId risk =
      draft.assessment(scale, 3, {{stage, {band(0, 0), band(1, 1), band(2, 2)}, {}}});
  draft.conclude(risk);
  const ConditionId yes = draft.yes(pain);
  draft.rules.definitions.push_back({"symptom", yes, {}});
  const ConditionId symptom = draft.condition(Defined{DefinitionId{0}});
  const ScoreId score = draft.score({{Points{2, symptom}, {}}}, {{{0}, false, {}, {}}});
  const QuantityId total = draft.quantity(ScoreNumber{score}, Grid{0, 2});
  const QuantityId sum = draft.quantity(Arithmetic{Operator::add, total, draft.of(size)});
  const AssessmentId plan = draft.assessment(scale, 2);
  draft.rule(draft.within(sum, Range::above(50)), {{plan, 1}});
  draft.rule(draft.ends(risk, {2}), {{plan, 1}});
  draft.conclude(plan);
  // stage decides the risk alone and one rule alone; pain and size share the other rule.
  CHECK(ask(draft, {}) == Findings{stage, pain, size});
  CHECK(ask(draft, {{stage, {2}}}).empty());
  CHECK(ask(draft, {{stage, {1}}, {pain, {1}}}) == Findings{size});
}

TEST_CASE("advice that follows from otherwise waits for all other rules") {
  Draft draft;
  const AssessmentId outlook = draft.assessment(scale, 2);
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  draft.rule(draft.yes(a), {{outlook, 0}});
  draft.rule(draft.yes(b), {{outlook, 0}});
  const RuleId otherwise = draft.otherwise(outlook, 0);
  draft.conclude(outlook);
  CHECK(ask(draft, {}).empty());
  draft.rules.rules.at(otherwise.index).advice = {draft.advice()};
  CHECK(ask(draft, {}) == Findings{a, b});
  CHECK(ask(draft, {{a, {0}}}) == Findings{b});
  CHECK(ask(draft, {{a, {1}}}).empty());
}

TEST_CASE("a condition on an assessment waits for its rules, overriders, bands and `applies if`") {
  Draft draft;
  const FindingId stage = draft.list("stage", {"I", "II"});
  const FindingId adult = draft.yes_no("adult");
  const FindingId pain = draft.yes_no("pain");
  const FindingId relief = draft.yes_no("relief");
  const AssessmentId risk = draft.assessment(scale, 3, {{stage, {band(0, 0), band(1, 1)}, {}}});
  const RuleId first = draft.rule(draft.yes(relief), {});
  const RuleId second = draft.rule(draft.yes(pain), {{risk, 2}});
  draft.overrides(first, second);
  draft.conclude(risk);
  const ConditionId high = draft.ends(risk, {2});
  const ConditionId applies = draft.yes(adult);
  const auto waits = [&](const Given& given) {
    const Record record = record_with(draft.rules, given);
    return open_findings(draft.rules, record, evaluate(draft.rules, record), high);
  };
  CHECK(waits({}) == Findings{pain, relief, stage});
  CHECK(waits({{pain, {1}}}) == Findings{relief, stage});
  CHECK(waits({{pain, {1}}, {relief, {0}}}).empty());
  draft.rules.guideline = Guideline{"g", "", applies, {}};
  CHECK(waits({{stage, {0}}}) == Findings{adult, pain, relief});
}

TEST_CASE("rules that read what is recorded are left out") {
  Draft draft;
  const AdviceId advice = draft.advice();
  const FindingId a = draft.yes_no("a");
  const ConditionId missing = draft.condition(Not{draft.condition(IsRecorded{draft.yes_no("b")})});
  const RuleId rule = draft.rule(draft.condition(All{{draft.yes(a), missing}}), {}, {advice});
  CHECK(ask(draft, {}) == Findings{a});
  draft.rules.rules.at(rule.index).reads_recorded = true;
  CHECK(ask(draft, {}).empty());
}

TEST_CASE("open findings: decided parts are left out, and definitions that double stay quick") {
  Draft draft;
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("B");
  const ConditionId both_parts = draft.condition(All{{draft.yes(a), draft.yes(b)}});
  ConditionId deep = both_parts;
  for (int i = 0; i < 50000; ++i) deep = draft.condition(All{{deep, deep}});
  const auto waits = [&](const Given& given, ConditionId id) {
    const Record record = record_with(draft.rules, given);
    return open_findings(draft.rules, record, evaluate(draft.rules, record), id);
  };
  CHECK(waits({}, deep) == Findings{a, b});
  CHECK(waits({{a, {1}}}, deep) == Findings{b});
  CHECK(waits({{a, {0}}}, deep).empty());
}

TEST_CASE("without assessments, whether a guideline applies matters to its advice alone") {
  Draft draft;
  const FindingId child = draft.yes_no("child");
  const FindingId fever = draft.yes_no("fever");
  draft.rules.guideline.emplace().applies = draft.yes(child);
  CHECK(ask(draft, {}).empty());
  draft.rule(draft.yes(fever), {}, {draft.advice()});
  CHECK(ask(draft, {}) == Findings{child, fever});
  CHECK(ask(draft, {{fever, {1}}}) == Findings{child});
  CHECK(ask(draft, {{fever, {0}}}).empty());
}

}  // namespace bedside::evaluate

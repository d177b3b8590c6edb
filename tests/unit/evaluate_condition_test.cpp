// Takes open, narrowed and settled findings; gives the truth of each kind of condition.
#include "tests/catch.hpp"
#include "tests/unit/evaluate_draft.hpp"

namespace bedside::evaluate {

namespace {

Truth truth(const Draft& draft, const Record& record, ConditionId id) {
  return evaluate(draft.rules, record).conditions.at(id.index);
}

}  // namespace

TEST_CASE("and, or, not and counts follow Kleene's tables") {
  Draft draft;
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  const std::vector<ConditionId> parts{draft.yes(a), draft.yes(b)};
  const ConditionId all = draft.condition(All{parts});
  const ConditionId any = draft.condition(Any{parts});
  const ConditionId negation = draft.condition(Not{parts[0]});
  const ConditionId exactly_one = draft.condition(Count{parts, 1, 1});
  const ConditionId at_least_one = draft.condition(Count{parts, 1, 2});
  // In this order: no, unknown, yes.
  const std::vector<std::vector<std::size_t>> possible{{0}, {0, 1}, {1}};
  const std::vector<Truth> truths{Truth::no, Truth::unknown, Truth::yes};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      const Record record = record_with(draft.rules, {{a, possible[i]}, {b, possible[j]}});
      CHECK(truth(draft, record, all) == truths[std::min(i, j)]);
      CHECK(truth(draft, record, any) == truths[std::max(i, j)]);
      CHECK(truth(draft, record, at_least_one) == truths[std::max(i, j)]);
      CHECK(truth(draft, record, negation) == truths[2 - i]);
      const Truth one = i == 1 || j == 1 ? Truth::unknown : i == j ? Truth::no : Truth::yes;
      CHECK(truth(draft, record, exactly_one) == one);
    }
  }
}

TEST_CASE("a list, a number and a definition hold for all, none or some of the possible values") {
  Draft draft;
  const FindingId stage = draft.list("stage", {"I", "II", "III", "IV"});
  const FindingId size = draft.number("size", Range::between(0, 300));
  const FindingId visits = draft.number("visits", Range::between(0, 10), Grid{0, 1});
  const ConditionId late = draft.is(stage, {2, 3});
  draft.rules.definitions.push_back({"late", late, {}});
  const ConditionId defined = draft.condition(Defined{DefinitionId{0}});
  const ConditionId large = draft.within(draft.of(size), Range::at_least(30));
  const ConditionId between = draft.within(draft.of(visits), {3, 4, true, true, true, true});
  const ConditionId some = draft.within(draft.of(visits), Range::above(0));
  const ConditionId recorded = draft.condition(IsRecorded{stage});
  Record record = record_with(draft.rules, {});
  CHECK(truth(draft, record, late) == Truth::unknown);
  CHECK(truth(draft, record, large) == Truth::unknown);
  CHECK(truth(draft, record, between) == Truth::no);  // no whole number lies there
  CHECK(truth(draft, record, some) == Truth::unknown);
  CHECK(truth(draft, record, recorded) == Truth::no);
  record = record_with(draft.rules, {{stage, {2, 3}}});
  narrow(record, draft.rules, {size, {}, Range::below(30), {}});
  narrow(record, draft.rules, {visits, {}, Range::above(0), {}});
  CHECK(truth(draft, record, defined) == Truth::yes);
  CHECK(truth(draft, record, recorded) == Truth::yes);
  CHECK(truth(draft, record, large) == Truth::no);
  CHECK(truth(draft, record, some) == Truth::yes);
}

TEST_CASE("computed numbers: body mass index, and a division by a possible zero") {
  Draft draft;
  const FindingId weight = draft.number("weight", Range::between(1, 300));
  const FindingId height = draft.number("height", Range::between(0, 3));
  const QuantityId tall = draft.of(height);
  const QuantityId square = draft.quantity(Arithmetic{Operator::multiply, tall, tall});
  const QuantityId index = draft.quantity(Arithmetic{Operator::divide, draft.of(weight), square});
  const ConditionId obese = draft.within(index, Range::at_least(30));
  Record record = empty_record(draft.rules);
  CHECK(evaluate(draft.rules, record).quantities.at(index.index).undefined);
  CHECK(truth(draft, record, obese) == Truth::unknown);
  narrow(record, draft.rules, {height, {}, Range::point(2), {}});
  CHECK(evaluate(draft.rules, record).quantities.at(index.index).range ==
        Range::between(Number::ratio(1, 4), 75));
  narrow(record, draft.rules, {weight, {}, Range::at_least(120), {}});
  CHECK(truth(draft, record, obese) == Truth::yes);
  CHECK(open_findings(draft.rules, record, evaluate(draft.rules, record), obese).empty());
}

TEST_CASE("points that share a finding are added over its cells, others one by one") {
  Draft draft;
  const FindingId pain = draft.yes_no("pain");
  const ConditionId yes = draft.yes(pain);
  const ConditionId no = draft.no(pain);
  const std::vector<ScoreItem> items{{Points{2, yes}, {}}, {Points{3, no}, {}}};
  ItemGroup group{{0, 1}, true, {{pain, {{Values::one(0), {}}, {Values::one(1), {}}}}}, {yes, no}};
  const ScoreId exact = draft.score(items, {group});
  group.exact = false;
  const ScoreId wide = draft.score(items, {group});
  const ConditionId any = draft.condition(AnyItem{exact, Range::at_least(3)});
  const QuantityId total = draft.quantity(ScoreNumber{exact}, Grid{0, 1});
  const ScoreId adding =
      draft.score({{Add{total}, {}}, {Points{-1, yes}, {}}}, {{{1}, false, {}, {}}});
  Evaluation open = evaluate(draft.rules, empty_record(draft.rules));
  CHECK(open.scores.at(exact.index).total.range == Range::between(2, 3));
  CHECK(open.scores.at(wide.index).total.range == Range::between(0, 5));
  CHECK(open.scores.at(adding.index).total.range == Range::between(1, 3));
  CHECK(open.conditions.at(any.index) == Truth::unknown);
  CHECK(open.conditions.at(yes.index) == Truth::unknown);  // trying cells leaves the trace alone
  open = evaluate(draft.rules, record_with(draft.rules, {{pain, {0}}}));
  CHECK(open.scores.at(exact.index).total.range == Range::point(3));
  CHECK(open.scores.at(wide.index).total.range == Range::point(3));
  CHECK(open.conditions.at(any.index) == Truth::yes);
}

TEST_CASE("a group tries the cells of a number that are left") {
  Draft draft;
  const FindingId age = draft.number("age", Range::between(0, 120), Grid{0, 1});
  const QuantityId years = draft.of(age);
  const Range middle{40, 65, true, true, false, true};
  const ByList by{
      years, {band(Range::below(40), 0), band(middle, 1), band(Range::at_least(65), 2)}, {}};
  const ConditionId young = draft.within(years, Range::below(40));
  const std::vector<ScoreItem> items{{by, {}}, {Points{3, young}, {}}};
  const CellList cells{age,
                       {{{}, {Range::below(40)}}, {{}, {middle}}, {{}, {Range::at_least(65)}}}};
  const ScoreId score = draft.score(items, {{{0, 1}, true, {cells}, {years, young}}});
  Record record = empty_record(draft.rules);
  CHECK(evaluate(draft.rules, record).scores.at(score.index).total.range == Range::between(1, 3));
  narrow(record, draft.rules, {age, {}, Range::above(39), {}});
  CHECK(evaluate(draft.rules, record).scores.at(score.index).total.range == Range::between(1, 2));
}

}  // namespace bedside::evaluate

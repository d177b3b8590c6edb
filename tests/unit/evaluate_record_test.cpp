// Takes facts about findings; gives what is left possible, or why a fact was left out.
#include "tests/catch.hpp"
#include "tests/unit/evaluate_draft.hpp"

namespace bedside::evaluate {

namespace {

Fact fact(FindingId finding, const Range& range) { return {finding, {}, range, {}}; }
Fact one_of(FindingId finding, const std::vector<std::size_t>& values) {
  return {finding, values_of(values), {}, {}};
}

}  // namespace

TEST_CASE("a list is narrowed to what was said, and settled by one value") {
  Draft draft;
  const FindingId stage = draft.list("stage", {"I", "II", "III", "IV"});
  Record record = empty_record(draft.rules);
  CHECK(record.at(stage).values == Values::all(4));
  CHECK_FALSE(record.at(stage).recorded);
  CHECK(narrow(record, draft.rules, one_of(stage, {1, 2})) == Narrowed::done);
  CHECK(record.at(stage).recorded);
  CHECK_FALSE(is_settled(record.at(stage), draft.rules.at(stage)));
  CHECK(narrow(record, draft.rules, one_of(stage, {0})) == Narrowed::contradiction);
  CHECK(narrow(record, draft.rules, one_of(stage, {7})) == Narrowed::outside_domain);
  CHECK(narrow(record, draft.rules, one_of(stage, {2, 3})) == Narrowed::done);
  CHECK(narrow(record, draft.rules, one_of(stage, {2})) == Narrowed::done);
  CHECK(record.at(stage).values == Values::one(2));
  CHECK(is_settled(record.at(stage), draft.rules.at(stage)));
}

TEST_CASE("a number stays in its domain and on its step") {
  Draft draft;
  const Grid tenths{25, Number::ratio(1, 10)};
  const FindingId warm = draft.number("temperature", Range::between(25, 45), tenths);
  Record record = empty_record(draft.rules);
  const Number off = Number::ratio(3805, 100);
  CHECK(narrow(record, draft.rules, fact(warm, Range::point(off))) == Narrowed::outside_domain);
  CHECK(narrow(record, draft.rules, fact(warm, Range::point(46))) == Narrowed::outside_domain);
  CHECK_FALSE(record.at(warm).recorded);
  CHECK(narrow(record, draft.rules, fact(warm, Range::above(38))) == Narrowed::done);
  CHECK(record.at(warm).range == Range::between(Number::ratio(381, 10), 45));
  CHECK(narrow(record, draft.rules, fact(warm, Range::below(38))) == Narrowed::contradiction);
  CHECK(narrow(record, draft.rules, fact(warm, Range::at_most(Number::ratio(3815, 100)))) ==
        Narrowed::done);
  CHECK(is_settled(record.at(warm), draft.rules.at(warm)));
  CHECK(narrow(record, draft.rules, fact(warm, Range::point(Number::ratio(381, 10)))) ==
        Narrowed::done);
}

}  // namespace bedside::evaluate

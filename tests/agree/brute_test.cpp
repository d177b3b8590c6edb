// Takes rule sets small enough to work out by hand; holds the plain reading of complete patients,
// and the generator, to what language.md says.
#include <map>

#include "tests/agree/brute.hpp"
#include "tests/agree/partial.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using Kind = Condition::Kind;

Finding yes_no(const char* name) { return {name, FindingKind::yes_no, {}, "", 0, 0, 0, {0, 1}}; }

Condition holds_for(std::size_t finding) {
  Condition condition;
  condition.index = finding;
  return condition;
}

Condition combined(Kind kind, std::vector<Condition> parts, std::size_t count = 0) {
  Condition condition;
  condition.kind = kind;
  condition.parts = std::move(parts);
  condition.count = count;
  return condition;
}

Rule rule(const char* name, Condition condition, std::vector<Outcome> outcomes) {
  Rule result;
  result.name = name;
  result.condition = std::move(condition);
  result.outcomes = std::move(outcomes);
  return result;
}

/// Three findings; benign < caution < urgent; A: pain -> urgent, B: fever -> caution.
Model outlook() {
  Model model;
  model.findings = {yes_no("pain"), yes_no("fever"), yes_no("swelling")};
  model.assessments = {{"outlook", AssessmentKind::scale, {"benign", "caution", "urgent"}, {}}};
  model.rules = {rule("A", holds_for(0), {{0, 2}}), rule("B", holds_for(1), {{0, 1}})};
  return model;
}

End end_of(const Model& model, const Patient& patient) {
  return facts_of(model, patient, {true, true, true}).ends[0];
}

}  // namespace

TEST_CASE("complete patients: the most serious level wins, otherwise takes the rest", "[agree]") {
  Model model = outlook();
  CHECK(end_of(model, {1, 1, 0}) == End{End::Kind::level, 2, {}});
  CHECK(end_of(model, {0, 1, 0}) == End{End::Kind::level, 1, {}});
  CHECK(end_of(model, {0, 0, 1}) == End{End::Kind::null, 0, {}});
  model.otherwise.push_back({{0, 0}, {}, false});
  CHECK(end_of(model, {0, 0, 1}) == End{End::Kind::level, 0, {}});
  CHECK(end_of(model, {0, 1, 1}) == End{End::Kind::level, 1, {}});
}

TEST_CASE("complete patients: a choice with two values is a conflict", "[agree]") {
  Model model = outlook();
  model.assessments[0].kind = AssessmentKind::choice;
  CHECK(end_of(model, {1, 1, 0}).kind == End::Kind::conflict);
  CHECK(end_of(model, {1, 0, 0}) == End{End::Kind::level, 2, {}});
}

TEST_CASE("complete patients: only a rule that counts overrides", "[agree]") {
  Model model = outlook();
  model.rules.push_back(rule("C", holds_for(2), {{0, 0}}));
  model.rules[1].overrides = {0};  // B overrides A
  model.rules[2].overrides = {1};  // C overrides B
  CHECK(end_of(model, {1, 1, 0}) == End{End::Kind::level, 1, {}});
  CHECK(end_of(model, {1, 1, 1}) == End{End::Kind::level, 2, {}});
  const Facts facts = facts_of(model, {1, 1, 1}, {true, true, true});
  CHECK(facts.counts == std::vector<bool>{true, false, true});
  CHECK(facts.overridden == std::vector<std::pair<std::size_t, std::size_t>>{{1, 2}});
}

TEST_CASE("complete patients: a guideline that does not apply concludes nothing", "[agree]") {
  Model model = outlook();
  model.applies = holds_for(2);
  model.otherwise.push_back({{0, 0}, {}, false});
  CHECK(end_of(model, {1, 1, 0}).kind == End::Kind::not_applicable);
  CHECK(facts_of(model, {1, 1, 0}, {true, true, true}).counts == std::vector<bool>{false, false});
}

TEST_CASE("complete patients: points, bands and added scores sum up", "[agree]") {
  Model model = outlook();
  Finding visits = {"visits", FindingKind::whole, {}, "", 0, 3000, 1000, {0, 1000, 2000, 3000}};
  model.findings[2] = visits;
  ScoreItem by;
  by.kind = ScoreItem::Kind::by;
  by.by.quantity.kind = Number::Kind::finding;
  by.by.quantity.index = 2;
  by.by.bands = {{false, {}, std::nullopt, 1000, false, true, 0},               // below 1: 0
                 {false, {}, 1000, 2000, false, false, 500},                    // 1 to 2: 0.5
                 {true, {}, std::nullopt, std::nullopt, false, false, -1000}};  // other: -1
  ScoreItem points;
  points.points = 2000;
  points.condition = combined(Kind::negation, {holds_for(0)});
  ScoreItem add;
  add.kind = ScoreItem::Kind::add;
  model.scores = {{"first", {by}}, {"second", {points, add}}};
  const auto second = [&](const Patient& patient) {
    return facts_of(model, patient, {true, true, true}).scores[1];
  };
  CHECK(second({0, 0, 0}) == 2000);
  CHECK(second({0, 0, 2000}) == 2500);
  CHECK(second({1, 0, 3000}) == -1000);
}

TEST_CASE("complete patients: an assessment without value is at least nothing", "[agree]") {
  Model model = outlook();
  Condition at_least = {Kind::assessed_at_least, 0, {}, {0}, {}, 0, false, {}};
  Condition is_not = {Kind::not_assessed, 0, {}, {0}, {}, 0, false, {}};
  CHECK_FALSE(holds(model, {0, 0, 0}, at_least));
  CHECK(holds(model, {0, 0, 0}, is_not));
  CHECK(holds(model, {0, 1, 0}, at_least));
}

namespace {

void count_condition(const Condition& condition, std::map<std::string, std::size_t>& seen) {
  ++seen["condition " + std::to_string(static_cast<int>(condition.kind))];
  if (condition.kind == Kind::number) {
    ++seen["comparison " + std::to_string(static_cast<int>(condition.comparison))];
    ++seen["number " + std::to_string(static_cast<int>(condition.numbers[0].kind))];
  }
  for (const Condition& part : condition.parts) count_condition(part, seen);
}

std::map<std::string, std::size_t> kinds_in(std::size_t cases) {
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < cases; ++i) {
    const Case made = random_case(i, Taste{});
    for (const Rule& each : made.model.rules) {
      count_condition(whole_condition(each), seen);
      seen["overrides"] += each.overrides.size();
      seen["several outcomes"] += each.outcomes.size() > 1 ? 1U : 0U;
      seen["unless"] += each.unless ? 1U : 0U;
    }
    for (const Score& score : made.model.scores) {
      for (const ScoreItem& item : score.items) {
        ++seen["item " + std::to_string(static_cast<int>(item.kind))];
      }
    }
    for (const Assessment& each : made.model.assessments) {
      ++seen["assessment " + std::to_string(static_cast<int>(each.kind))];
      seen["band list"] += each.by.size();
    }
    for (const Finding& each : made.model.findings) {
      ++seen["finding " + std::to_string(static_cast<int>(each.kind))];
    }
    seen["otherwise"] += made.model.otherwise.size();
    seen["applies"] += made.model.applies ? 1U : 0U;
    seen["exact in words"] += in_words_exact(made.model) ? 1U : 0U;
  }
  return seen;
}

}  // namespace

TEST_CASE("the generator makes every kind of condition and statement, often", "[agree]") {
  const auto seen = kinds_in(1000);
  const auto often = [&](const std::string& what, int kinds, int first = 0) {
    for (int kind = first; kind < kinds; ++kind) {
      const std::string key = what + " " + std::to_string(kind);
      INFO(key);
      CHECK((seen.count(key) > 0 && seen.at(key) >= 20));
    }
  };
  often("condition", 19);
  often("comparison", 8);
  often("item", 3);
  often("assessment", 3);
  often("finding", 6);
  often("number", 9, 1);  // a constant is no subject
  for (const char* const key : {"overrides", "several outcomes", "unless", "band list", "otherwise",
                                "applies", "exact in words"}) {
    INFO(key);
    CHECK(seen.at(key) >= 100);
  }
}

TEST_CASE("the same seed gives the same text", "[agree]") {
  const auto text = [](std::uint64_t seed) {
    const Case made = random_case(seed, Taste{});
    Draw style(seed);
    return write_model(style, made.model) + write_record(style, made.model, made.record);
  };
  CHECK(text(7) == text(7));
  CHECK(text(7) != text(8));
}

namespace {

/// Answers in words; asks for all that is open where an assessment or advice is.
Reply in_words(const Model& model, const Record& record, std::uint64_t) {
  Answer answer = answer_in_words(model, record);
  bool matters = false;
  for (const auto& [name, end] : answer.assessments) {
    matters = matters || end.status == "open" || end.status == "provisional";
  }
  for (const auto& [name, status] : answer.advice) matters = matters || status == "possible";
  for (std::size_t i = 0; matters && i < record.size(); ++i) {
    if (record[i].remaining.size() > 1) answer.ask.push_back(plain(model.findings[i].name));
  }
  return {answer, ""};
}

Property where_exact(const Property& property) {
  return [property](const Engine& engine, const Case& given) -> Complaint {
    return in_words_exact(given.model) ? property(engine, given) : std::nullopt;
  };
}

std::string failure(const Engine& engine, const Property& property) {
  Taste taste;
  taste.computed = false;
  taste.applies = false;
  taste.max_patients = 500;
  const std::uint64_t seed = wanted_seed();
  return first_failure(engine, where_exact(property), taste, seed, wanted_cases(400));
}

/// The engine in words, on a model or for an answer that was tampered with.
Engine tampered(void (*change)(Model&), void (*spoil)(Answer&)) {
  return [change, spoil](const Model& model, const Record& record, std::uint64_t style) {
    Model other = model;
    if (change) change(other);
    Reply reply = in_words(other, record, style);
    if (spoil) spoil(*reply.answer);
    return reply;
  };
}

}  // namespace

// The reading of section 5 for partial records is itself held to the enumeration of patients, so
// that a slip in it cannot pass for a fault of the evaluator.
TEST_CASE("the partial reading in words agrees with the complete one", "[agree]") {
  CHECK(failure(in_words, sound) == "");
  CHECK(failure(in_words, complete) == "");
  CHECK(failure(in_words, monotone) == "");
  CHECK(failure(in_words, asks_enough) == "");
}

TEST_CASE("an engine that is wrong is found", "[agree]") {
  const auto no_overrides = tampered(
      [](Model& model) {
        for (Rule& each : model.rules) each.overrides.clear();
      },
      nullptr);
  const auto no_unless = tampered(
      [](Model& model) {
        for (Rule& each : model.rules) each.unless.reset();
      },
      nullptr);
  const auto hasty = tampered(nullptr, [](Answer& answer) {
    for (auto& [name, end] : answer.assessments) {
      if (end.status == "provisional") end = {"settled", end.value, {end.value}};
    }
  });
  const auto asks_less = tampered(nullptr, [](Answer& answer) {
    if (answer.ask.size() > 1) answer.ask.pop_back();
  });
  CHECK(failure(no_overrides, complete) != "");
  CHECK(failure(no_unless, sound) != "");
  CHECK(failure(hasty, sound) != "");
  CHECK(failure(hasty, monotone) != "");
  CHECK(failure(hasty, as_worded) != "");
  CHECK(failure(asks_less, asks_enough) != "");
}

}  // namespace bedside::agree

// Takes thousands of random rule sets and records; holds the evaluator to language.md, section 5.
// BEDSIDE_AGREE_CASES says how many for each property, BEDSIDE_AGREE_SEED which.
#include "tests/agree/adapter.hpp"
#include "tests/agree/brute.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using Kind = Condition::Kind;

constexpr std::size_t usual_cases = 1000;

std::string failure(const Property& property, const Taste& taste = {}) {
  return first_failure(bedside_engine(), property, taste, wanted_seed(), wanted_cases(usual_cases));
}

}  // namespace

TEST_CASE("evaluator: no patient who completes a record contradicts its result", "[agree]") {
  CHECK(failure(sound) == "");
}

TEST_CASE("evaluator: a complete record gives what plain reading gives", "[agree]") {
  CHECK(failure(complete) == "");
}

TEST_CASE("evaluator: a partial record gives what section 5 words", "[agree]") {
  Taste taste;  // what leaves section 5 a choice is left out, so that most cases count
  taste.computed = false;
  taste.applies = false;
  CHECK(failure(as_worded, taste) == "");
}

TEST_CASE("evaluator: adding a finding never takes back what was said", "[agree]") {
  CHECK(failure(monotone) == "");
}

TEST_CASE("evaluator: order and spelling never matter", "[agree]") {
  CHECK(failure(order_free) == "");
}

TEST_CASE("evaluator: what is not asked for cannot matter", "[agree]") {
  CHECK(failure(asks_enough) == "");
}

namespace {

/// A rule set of one rule, whose status is the truth of the condition.
Model one_rule(std::vector<Finding> findings, Condition condition) {
  Model model;
  model.findings = std::move(findings);
  model.assessments = {{"outlook", AssessmentKind::scale, {"benign", "caution"}, {}}};
  Rule rule;
  rule.name = "the rule";
  rule.condition = std::move(condition);
  rule.outcomes = {{0, 1}};
  model.rules = {rule};
  return model;
}

Condition yes(std::size_t finding) {
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

std::vector<Finding> yes_no_findings(std::size_t count) {
  const std::vector<std::string> names = {"pain", "fever", "rash", "cough", "swelling"};
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < count; ++i) {
    findings.push_back({names[i], FindingKind::yes_no, {}, "", 0, 0, 0, {0, 1}});
  }
  return findings;
}

/// A record of yes/no findings: 'y', 'n' or '?' each.
Record record_of(const Model& model, const std::string& letters) {
  Record record = open_record(model);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] == '?') continue;
    record[i].recorded = true;
    record[i].remaining = {letters[i] == 'y' ? 1 : 0};
    record[i].said = letters[i] == 'y' ? yes(i) : combined(Kind::negation, {yes(i)});
  }
  return record;
}

/// 'y', 'n' or '?', as the evaluator sees the rule's condition.
char truth_by_engine(const Engine& engine, const Model& model, const Record& record) {
  const Reply reply = engine(model, record, 1);
  INFO(reply.trouble);
  REQUIRE(reply.answer);
  const std::string status = reply.answer->rules.at("the rule");
  return status == "fires" ? 'y' : status == "ruled out" ? 'n' : '?';
}

/// The same from all patients who complete the record.
char truth_by_patients(const Model& model, const Record& record) {
  std::vector<std::size_t> places;
  Patient patient = first_patient(record, places);
  bool some = false;
  bool all = true;
  do {
    const bool is = holds(model, patient, model.rules[0].condition);
    some = some || is;
    all = all && is;
  } while (next_patient(record, places, patient));
  return all ? 'y' : some ? '?' : 'n';
}

std::string next_letters(std::string letters) {
  for (char& letter : letters) {
    letter = letter == 'n' ? '?' : letter == '?' ? 'y' : 'n';
    if (letter != 'n') return letters;
  }
  return "";
}

}  // namespace

TEST_CASE("evaluator: the truth tables of and, or, not are strong Kleene's", "[agree]") {
  const Engine engine = bedside_engine();
  const auto table = [&](const Condition& condition) {
    const std::size_t width = condition.kind == Kind::negation ? 1 : 2;
    const Model model = one_rule(yes_no_findings(width), condition);
    std::string column;
    for (std::string row(width, 'n'); !row.empty(); row = next_letters(row)) {
      column += truth_by_engine(engine, model, record_of(model, row));
    }
    return column;
  };
  // Rows: nn ?n yn n? ?? y? ny ?y yy.
  CHECK(table(combined(Kind::all, {yes(0), yes(1)})) == "nnnn??n?y");
  CHECK(table(combined(Kind::any, {yes(0), yes(1)})) == "n?y??yyyy");
  CHECK(table(combined(Kind::none, {yes(0), yes(1)})) == "y?n??nnnn");
  CHECK(table(combined(Kind::negation, {yes(0)})) == "y?n");
  // What is always so, but not by Kleene's tables, stays unknown: pain and not pain.
  const Condition never = combined(Kind::all, {yes(0), combined(Kind::negation, {yes(0)})});
  const Model model = one_rule(yes_no_findings(1), never);
  CHECK(truth_by_engine(engine, model, record_of(model, "?")) == '?');
}

TEST_CASE("evaluator: counts are those of all patients", "[agree]") {
  const Engine engine = bedside_engine();
  for (std::size_t size = 2; size <= 5; ++size) {
    std::vector<Condition> parts;
    for (std::size_t i = 0; i < size; ++i) parts.push_back(yes(i));
    for (const Kind kind : {Kind::count_at_least, Kind::count_at_most, Kind::count_exactly}) {
      for (std::size_t count = 1; count < size; ++count) {
        const Model model = one_rule(yes_no_findings(size), combined(kind, parts, count));
        for (std::string row(size, 'n'); !row.empty(); row = next_letters(row)) {
          const Record record = record_of(model, row);
          const bool same =
              truth_by_engine(engine, model, record) == truth_by_patients(model, record);
          if (!same) FAIL(row + " with " + std::to_string(count) + " of " + std::to_string(size));
        }
      }
    }
  }
}

namespace {

Condition compared(Comparison comparison, Value a, Value b) {
  Condition condition;
  condition.kind = Kind::number;
  condition.comparison = comparison;
  condition.numbers.resize(comparison >= Comparison::between ? 3 : 2);
  condition.numbers[0].kind = Number::Kind::finding;
  condition.numbers[1].constant = a;
  condition.numbers.back().constant = comparison >= Comparison::between ? b : a;
  return condition;
}

std::vector<Condition> all_comparisons(const Finding& finding, Value step) {
  std::vector<Condition> all;
  for (Value a = finding.low; a <= finding.high; a += step) {
    for (int kind = 0; kind < 6; ++kind) {
      all.push_back(compared(static_cast<Comparison>(kind), a, a));
    }
    for (Value b = a; b <= finding.high; b += step) {
      all.push_back(compared(Comparison::between, a, b));
      if (a < b) all.push_back(compared(Comparison::half_open, a, b));
    }
  }
  return all;
}

/// The finding narrowed by these words; nothing remains where they leave no value.
Record narrowed_by(const Model& model, const Condition& said) {
  Record record = open_record(model);
  record[0].remaining.clear();
  for (const Value value : model.findings[0].domain) {
    if (holds(model, {value}, said)) record[0].remaining.push_back(value);
  }
  record[0].recorded = true;
  record[0].said = said;
  return record;
}

}  // namespace

TEST_CASE("evaluator: a comparison with a narrowed number is that of all values", "[agree]") {
  const Engine engine = bedside_engine();
  const std::vector<Value> few = {0, 1000, 2000, 3000};
  const Finding visits = {"visits", FindingKind::whole, {}, "", 0, 3000, 1000, few};
  Finding depth = {"wound depth", FindingKind::real, {}, "mm", 0, 2000, 1000, {}};
  for (Value value = 0; value <= 2000; value += 500) depth.domain.push_back(value);
  for (const Finding& finding : {visits, depth}) {
    // Whole numbers are also compared with what lies between them.
    const Value step = finding.kind == FindingKind::whole ? finding.step / 2 : finding.step;
    for (const Condition& asked : all_comparisons(finding, step)) {
      const Model model = one_rule({finding}, asked);
      for (const Condition& said : all_comparisons(finding, finding.step)) {
        if (said.comparison == Comparison::unequal) continue;  // no list and no range
        const Record record = narrowed_by(model, said);
        if (record[0].remaining.empty()) continue;
        const char engine_says = truth_by_engine(engine, model, record);
        if (engine_says == truth_by_patients(model, record)) continue;
        Draw style(1);
        FAIL(write_condition(style, model, asked) + ", given " +
             write_condition(style, model, said) + ": " + engine_says);
      }
    }
  }
}

namespace {

Known yes_no_known(const Model& model, std::size_t finding, char letter) {
  return record_of(model, std::string(finding, '?') + letter)[finding];
}

/// `visits` up to 0, at 1 and from 2, with these levels.
ByList three_bands(std::size_t finding, const std::vector<Value>& levels) {
  ByList by;
  by.quantity.kind = Number::Kind::finding;
  by.quantity.index = finding;
  by.bands.resize(3);
  by.bands[0].high = 0;
  by.bands[1].low = by.bands[1].high = one;
  by.bands[2].low = 2 * one;
  for (std::size_t i = 0; i < 3; ++i) by.bands[i].result = levels[i];
  return by;
}

/// A rule for level 1 beside a band list over 0 to 3 visits.
Model banded(AssessmentKind kind, const std::vector<Value>& levels) {
  std::vector<Finding> findings = yes_no_findings(1);
  const std::vector<Value> few = {0, 1000, 2000, 3000};
  findings.push_back({"visits", FindingKind::whole, {}, "", 0, 3000, 1000, few});
  Model model = one_rule(findings, yes(0));
  model.assessments[0] = {"outlook", kind, {"low", "middle", "high"}, {three_bands(1, levels)}};
  return model;
}

}  // namespace

TEST_CASE("evaluator: a band list gives what section 5 words, whatever remains", "[agree]") {
  const Engine engine = bedside_engine();
  for (const AssessmentKind kind : {AssessmentKind::scale, AssessmentKind::choice}) {
    for (Value code = 0; code < 27; ++code) {
      const Model model = banded(kind, {code / 9, code / 3 % 3, code % 3});
      for (Value low = 0; low <= 3 * one; low += one) {
        for (Value high = low; high <= 3 * one; high += one) {
          Condition said = compared(Comparison::between, low, high);
          said.numbers[0].index = 1;
          for (const char pain : {'n', '?', 'y'}) {
            Record record = open_record(model);
            record[0] = yes_no_known(model, 0, pain);
            record[1] = {true, {}, said};
            for (Value at = low; at <= high; at += one) record[1].remaining.push_back(at);
            const Case given = {1, model, record};
            if (as_worded(engine, given)) FAIL(report(engine, as_worded, given));
          }
        }
      }
    }
  }
}

namespace {

/// Two rules that may differ on a choice, and one that reads it.
Model choosing(const Condition& reading) {
  Model model = one_rule(yes_no_findings(3), reading);
  Assessment choice = {"cause", AssessmentKind::choice, {"bacterial", "viral", "fungal"}, {}};
  model.assessments.insert(model.assessments.begin(), choice);
  model.rules[0].outcomes = {{1, 1}};
  for (std::size_t level = 0; level < 2; ++level) {
    Rule rule;
    rule.name = level == 0 ? "first" : "second";
    rule.condition = yes(level);
    rule.outcomes = {{0, level}};
    model.rules.push_back(rule);
  }
  Rule again = model.rules.back();  // the same level once more, which never conflicts
  again.name = "third";
  again.condition = yes(2);
  model.rules.push_back(again);
  return model;
}

}  // namespace

TEST_CASE("evaluator: a condition on a choice sees a conflict that may come", "[agree]") {
  const Engine engine = bedside_engine();
  const std::vector<std::vector<Value>> readings = {{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}};
  for (const Kind kind : {Kind::assessed, Kind::not_assessed}) {
    for (const std::vector<Value>& values : readings) {
      if (kind == Kind::not_assessed && values.size() > 1) continue;
      Condition reading;
      reading.kind = kind;
      reading.values = values;
      const Model model = choosing(reading);
      for (std::string row(3, 'n'); !row.empty(); row = next_letters(row)) {
        const Case given = {1, model, record_of(model, row)};
        if (as_worded(engine, given)) FAIL(report(engine, as_worded, given));
      }
    }
  }
}

}  // namespace bedside::agree

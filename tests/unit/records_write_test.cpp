// Takes records of every shape; tests that what is written of them reads back as the very same.
#include "interpreter/records/write.hpp"

#include <random>

#include "interpreter/records/read.hpp"
#include "lang/meaning/words.hpp"
#include "tests/catch.hpp"

namespace bedside::records {

namespace {

using meaning::Fact;
using meaning::Finding;
using meaning::FindingKind;
using meaning::Range;
using meaning::Values;
using units::Number;

const char* const rules = R"(
finding pain: yes or no
finding "nausea and vomiting": yes or no
finding calcification: none, localized or extensive
finding stage: I < II < III < IV
finding ECOG: "0" < "1" < "2" < "3"
finding answer: yes, "no", "5 %" or "none, or few"
finding lesion size: number in mm from 0 to 300
finding temperature: number in °C from 25 to 45 by 0.1
finding visits: whole number from 0 to 1000
finding age: number in years
finding pressure: number in mm[Hg]
finding glucose: number in mg/dL from 0 to 2000
finding amount: number
finding share: number in % from 0 to 100
)";

const meaning::Loaded& loaded() {
  static const meaning::Loaded all = meaning::load(
      {{"written.bedside", rules}}, [](const std::string&) { return meaning::UsedFile{}; });
  return all;
}

class Draws {
 public:
  explicit Draws(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }

  Number number() {
    const Number whole(static_cast<std::int64_t>(below(400)) - 20);
    return below(2) == 0 ? whole
                         : whole + Number::ratio(static_cast<std::int64_t>(below(1000)), 1000);
  }

  Range range() {
    Range range;
    range.has_low = below(4) > 0;
    range.has_high = below(4) > 0 || !range.has_low;
    range.low = number();
    range.high = below(4) == 0 ? range.low : range.low + number().abs();
    range.low_open = range.has_low && below(3) == 0;
    range.high_open = range.has_high && below(3) == 0;
    return range;
  }

  Values values(std::size_t count) {
    Values some;
    for (std::size_t i = 0; i < count; ++i) {
      if (below(2) == 0) some.insert(i);
    }
    return some;
  }

 private:
  std::mt19937 engine_;
};

// What a person may say in any unit of the same dimension.
Range in_own_unit(Draws& draws, Range range, const units::Unit& own) {
  std::vector<units::Unit> same;
  for (const std::string& name : units::common_units()) {
    const auto parsed = units::parse_unit(name);
    const auto* unit = std::get_if<units::Unit>(&parsed);
    if (unit != nullptr && unit->same_dimension(own)) same.push_back(*unit);
  }
  if (same.empty()) return range;
  const units::Unit& said = same[draws.below(same.size())];
  range.low = units::convert(range.low, said, own);
  range.high = units::convert(range.high, said, own);
  return range;
}

evaluate::Record some_record(Draws& draws) {
  evaluate::Record record = evaluate::empty_record(loaded().rules);
  record.id = draws.below(2) == 0 ? "" : "p \"1\"";
  for (std::uint32_t i = 0; i < loaded().rules.findings.size(); ++i) {
    const Finding& finding = loaded().rules.findings[i];
    Fact fact{meaning::FindingId{i}, draws.values(finding.values.size()), {}, {}};
    if (finding.kind == FindingKind::number) {
      fact.range = in_own_unit(draws, draws.range(), finding.unit);
    }
    evaluate::narrow(record, loaded().rules, fact);
  }
  return record;
}

std::string difference(const evaluate::Record& record, Format format, const Written& written) {
  RecordReader reader(loaded(), format, "written", written.text);
  if (reader.failure()) return reader.failure()->reason;
  const auto row = reader.next();
  if (!row) return "no patient";
  if (const auto* reject = std::get_if<Reject>(&*row)) return reject->reason;
  const auto& read = std::get<evaluate::Record>(*row);
  if (format == Format::json && read.id != record.id) return "another id";
  for (std::size_t i = 0; i < record.findings.size(); ++i) {
    const auto& before = record.findings[i];
    const auto& after = read.findings[i];
    if (before.recorded == after.recorded && before.values == after.values &&
        before.range == after.range) {
      continue;
    }
    return meaning::in_words(loaded().rules.findings[i], after.values, after.range);
  }
  return "";
}

}  // namespace

TEST_CASE("a record that is written reads back as the very same") {
  REQUIRE(loaded().usable());
  std::size_t narrowed = 0;
  std::size_t in_other_units = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Draws draws(seed);
    const evaluate::Record record = some_record(draws);
    for (std::size_t i = 0; i < record.findings.size(); ++i) {
      const auto& known = record.findings[i];
      const Finding& finding = loaded().rules.findings[i];
      if (!known.recorded) continue;
      if (!meaning::is_settled(known, finding)) ++narrowed;
      const auto exact = exact_words(finding, known);
      REQUIRE(exact);
      if (*exact != meaning::in_words(finding, known.values, known.range)) ++in_other_units;
    }
    const Written text = patient_text(loaded().rules, record);
    const Written json = patient_json(loaded().rules, record);
    INFO("seed " << seed << "\n" << text.text << json.text);
    if (!text.text.empty()) REQUIRE(difference(record, Format::patient, text) == "");
    REQUIRE(difference(record, Format::json, json) == "");
  }
  // The cases that are hard were there.
  CHECK(narrowed > 1000);
  CHECK(in_other_units > 100);
}

TEST_CASE("what has no exact words is not written as something near") {
  evaluate::Record record = evaluate::empty_record(loaded().rules);
  const auto named = loaded().names.find("glucose");
  REQUIRE(named);
  const auto glucose = std::get<meaning::FindingId>(*named);
  const Range third = Range::point(Number::ratio(1, 21));
  REQUIRE(evaluate::narrow(record, loaded().rules, {glucose, {}, third, {}}) ==
          evaluate::Narrowed::done);
  CHECK(patient_text(loaded().rules, record).text.empty());
  CHECK(patient_text(loaded().rules, record).unsaid == std::vector<meaning::FindingId>{glucose});
  CHECK(patient_json(loaded().rules, record).unsaid == std::vector<meaning::FindingId>{glucose});
}

}  // namespace bedside::records

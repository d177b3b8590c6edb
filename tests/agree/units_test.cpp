// Takes random rule sets and the numbers of a patient; writes these in other units, wherever a unit
// can stand. That changes nothing.
#include <fmt/format.h>

#include "interpreter/records/stream.hpp"
#include "tests/agree/adapter.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

/// A number in thousandths of the finding's own unit, times `times` and plus `plus`, is one in
/// billionths of this unit. Written here by hand, from what the units are.
struct Other {
  const char* own;
  const char* unit;
  Value times;
  Value plus;
};

constexpr Value million = 1'000'000;

const std::vector<Other> others = {{"mm", "mm", million, 0},
                                   {"mm", "cm", million / 10, 0},
                                   {"mm", "m", million / 1000, 0},
                                   {"mm", "um", million * 1000, 0},
                                   {"mg", "mg", million, 0},
                                   {"mg", "g", million / 1000, 0},
                                   {"mg", "kg", 1, 0},
                                   {"mg", "ug", million * 1000, 0},
                                   {"°C", "°C", million, 0},
                                   {"°C", "Cel", million, 0},
                                   {"°C", "K", million, 273'150 * million},
                                   {"°C", "[degF]", 1'800'000, 32'000 * million}};

std::string billionths(Value value) {
  auto text = fmt::format("{}.{:09}", value / (1000 * million), value % (1000 * million));
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

struct Written {
  std::string number;
  std::string unit;
};

Written converted(Draw& draw, const std::string& own, Value value) {
  std::vector<Other> fitting;
  for (const auto& other : others) {
    if (other.own == own) fitting.push_back(other);
  }
  REQUIRE(!fitting.empty());
  const Other other = draw.pick(fitting);
  return {billionths(value * other.times + other.plus), other.unit};
}

/// The numbers with a unit that a patient has, each by its finding.
using Numbers = std::vector<std::pair<Finding, Value>>;

Numbers random_numbers(Draw& draw, const Model& model, const meaning::RuleSet& rules) {
  Numbers numbers;
  for (const auto& finding : rules.findings) {
    const Finding& of = finding_named(model, finding.name);
    if (!of.unit.empty()) numbers.emplace_back(of, draw.pick(of.domain));
  }
  return numbers;
}

/// Each way to write them: facts, cells with and without a unit below a header with one, JSON.
struct Spelt {
  records::Format format;
  std::string text;
};

std::vector<Spelt> spellings(Draw& draw, const Numbers& numbers) {
  std::string facts;
  std::string members;
  std::string header = "id";
  std::string cells = "p";
  for (const auto& [finding, value] : numbers) {
    const auto name = plain(finding.name);
    const auto fact = converted(draw, finding.unit, value);
    facts +=
        fmt::format("{}{} {} {}", facts.empty() ? "" : ", ", finding.name, fact.number, fact.unit);
    const auto member = converted(draw, finding.unit, value);
    members += fmt::format("{}\"{}\": \"{} {}\"", members.empty() ? "" : ", ", name, member.number,
                           member.unit);
    const auto column = converted(draw, finding.unit, value);
    header += fmt::format(",{} ({})", name, column.unit);
    const auto cell = converted(draw, finding.unit, value);
    cells += draw.chance(50) ? "," + column.number : "," + cell.number + " " + cell.unit;
  }
  const auto object = fmt::format("{{\"id\": \"p\", \"findings\": {{{}}}}}", members);
  return {{records::Format::patient, facts},
          {records::Format::json, object},
          {records::Format::ndjson, object + "\n"},
          {records::Format::csv, header + "\n" + cells + "\n"}};
}

bool same(const meaning::PossibleFindings& a, const meaning::PossibleFindings& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.recorded == y.recorded && x.values == y.values && x.range == y.range;
  });
}

std::string wrong_with(std::uint64_t seed, std::size_t& conversions) {
  Draw draw(seed);
  const Model model = random_model(draw, Taste());
  const auto loaded = load_text(write_model(draw, model));
  const Numbers numbers = random_numbers(draw, model, loaded.rules);
  if (numbers.empty()) return "";
  evaluate::Record own = evaluate::empty_record(loaded.rules);
  for (std::size_t i = 0; i < loaded.rules.findings.size(); ++i) {
    for (const auto& [finding, value] : numbers) {
      if (plain(finding.name) != loaded.rules.findings[i].name) continue;
      own.findings[i] = recorded_as(loaded.rules.findings[i], value);
    }
  }
  const Answer expected = answer_from(loaded.rules, own);
  for (const auto& spelt : spellings(draw, numbers)) {
    ++conversions;
    records::RecordReader reader(loaded, spelt.format, "patient", spelt.text);
    const auto row = reader.next();
    if (!row) return seed_and_text(seed, "not read", spelt.text);
    const auto* const record = std::get_if<evaluate::Record>(&*row);
    if (record == nullptr) {
      return seed_and_text(seed, std::get<records::Reject>(*row).reason, spelt.text);
    }
    if (!same(record->findings, own.findings))
      return seed_and_text(seed, "other values", spelt.text);
    if (answer_from(loaded.rules, *record) != expected) {
      return seed_and_text(seed, "another answer", spelt.text);
    }
  }
  return "";
}

}  // namespace

TEST_CASE("a record in other units is the same record", "[agree]") {
  const auto seed = wanted_seed();
  const auto cases = wanted_cases(300);
  std::size_t conversions = 0;
  for (std::size_t i = 0; i < cases; ++i) REQUIRE(wrong_with(seed + i, conversions) == "");
  CHECK(conversions >= cases / 10);
}

}  // namespace bedside::agree

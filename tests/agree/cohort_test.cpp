// Takes random rule sets and records; gives where the tables of many patients say of one of them
// what the evaluator does not say.
#include <fmt/format.h>

#include <set>

#include "interpreter/cohort/planes.hpp"
#include "interpreter/cohort/session.hpp"
#include "interpreter/evaluate/evaluation.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/patients.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using cohort::Row;
using cohort::Session;
using cohort::Wanted;
using evaluate::Evaluation;

struct Tally {
  std::size_t records = 0;
  std::size_t by_tables = 0;  ///< not handed to the evaluator
  std::size_t narrowed = 0;   ///< of those by tables
  std::size_t undecided = 0;  ///< rules
  std::size_t doubted = 0;    ///< records to whom the guideline may or may not apply
  std::size_t asked = 0;      ///< findings
};

bool any_narrowed(const meaning::RuleSet& rules, const evaluate::Record& record) {
  for (std::size_t i = 0; i < rules.findings.size(); ++i) {
    const evaluate::Possible& possible = record.findings[i];
    if (possible.recorded && !is_settled(possible, rules.findings[i])) return true;
  }
  return false;
}

// ---- What differs --------------------------------------------------------------------------

bool same(const evaluate::RuleResult& a, const evaluate::RuleResult& b) {
  return a.condition == b.condition && a.status == b.status && a.overridden_by == b.overridden_by;
}

bool same(const evaluate::AssessmentResult& a, const evaluate::AssessmentResult& b) {
  return a.status == b.status && a.value == b.value && a.ends.levels == b.ends.levels &&
         a.ends.nothing == b.ends.nothing && a.ends.conflict == b.ends.conflict &&
         a.established == b.established && a.undecided == b.undecided && a.by_list == b.by_list;
}

bool same(const evaluate::ScoreResult& a, const evaluate::ScoreResult& b) {
  return a.total == b.total;
}

bool same(const evaluate::AdviceResult& a, const evaluate::AdviceResult& b) {
  return a.status == b.status && a.by == b.by;
}

template <class Result, class Named>
std::string difference(const std::vector<Result>& is, const std::vector<Result>& expected,
                       const std::vector<Named>& named) {
  if (is.size() != expected.size()) return "how many";
  for (std::size_t i = 0; i < is.size(); ++i) {
    if (!same(is[i], expected[i])) return named[i].name;
  }
  return "";
}

std::string wrong_needs(const meaning::RuleSet& rules, const evaluate::Record& record,
                        const Evaluation& expected, Session& session, Tally& tally) {
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    if (expected.rules[i].status != meaning::RuleStatus::undecided) continue;
    ++tally.undecided;
    const auto needs = session.needs({i});
    const auto open = evaluate::open_findings(rules, record, expected, meaning::RuleId{i});
    if (!std::equal(needs.begin(), needs.end(), open.begin(), open.end())) {
      return "what " + rules.rules[i].name + " waits for";
    }
  }
  return "";
}

/// What is wrong with everything that a session says of one record.
std::string wrong(const meaning::RuleSet& rules, const evaluate::Record& record, Session& session,
                  bool needs, Tally& tally) {
  const Evaluation expected = evaluate::evaluate(rules, record);
  const Row& row = session.assess(record, Wanted::everything);
  ++tally.records;
  tally.by_tables += row.evaluation == nullptr ? 1U : 0U;
  tally.narrowed += row.evaluation == nullptr && any_narrowed(rules, record) ? 1U : 0U;
  tally.doubted += expected.applies == meaning::Truth::unknown ? 1U : 0U;
  tally.asked += expected.ask.size();
  const Evaluation is = to_evaluation(session, row);
  if (is.applies != expected.applies) return "applies";
  for (const std::string& found :
       {difference(is.rules, expected.rules, rules.rules),
        difference(is.assessments, expected.assessments, rules.assessments),
        difference(is.scores, expected.scores, rules.scores),
        difference(is.advice, expected.advice, rules.advice)}) {
    if (!found.empty()) return found;
  }
  if (is.ask != expected.ask) return "ask";
  return needs ? wrong_needs(rules, record, expected, session, tally) : "";
}

/// What is wrong with the outcome alone.
std::string wrong_outcome(const meaning::RuleSet& rules, const evaluate::Record& record,
                          const Evaluation& expected, Session& session) {
  const Row& row = session.assess(record, Wanted::outcome);
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const bool fired = (row.fired[i / 64] >> (i % 64) & 1U) != 0;
    if (fired != (expected.rules[i].status == meaning::RuleStatus::fires)) {
      return "that fires or not: " + rules.rules[i].name;
    }
  }
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    const auto& value = expected.assessments[i].value;
    if (row.assessments[i].value != (value ? static_cast<std::int32_t>(*value) : -1)) {
      return "the value of " + rules.assessments[i].name;
    }
  }
  return "";
}

std::string given(const meaning::RuleSet& rules, const evaluate::Record& record) {
  std::string words;
  const auto end = [](bool has, const meaning::Number& number, bool open) {
    return has ? number.to_fraction() + (open ? "(open)" : "") : std::string("*");
  };
  for (std::size_t i = 0; i < rules.findings.size(); ++i) {
    const evaluate::Possible& possible = record.findings[i];
    if (!possible.recorded) continue;
    words += "\n  " + rules.findings[i].name + ":";
    for (const std::size_t value : possible.values.list()) {
      words += " " + rules.findings[i].values[value];
    }
    if (!possible.values.empty()) continue;
    const meaning::Range& range = possible.range;
    words += " " + end(range.has_low, range.low, range.low_open) + " to " +
             end(range.has_high, range.high, range.high_open);
  }
  return words;
}

std::string first_wrong(const Taste& taste, bool wide, std::size_t cases, std::size_t records,
                        Tally& tally) {
  for (std::uint64_t seed = wanted_seed(); seed < wanted_seed() + cases; ++seed) {
    Draw draw(seed);
    const auto [model, text, loaded] = random_rules(draw, taste, wide);
    REQUIRE(loaded.usable());
    Session session(loaded.rules);
    for (std::size_t i = 0; i < records; ++i) {
      const evaluate::Record record = random_patient(draw, model, loaded.rules);
      std::string found = wrong(loaded.rules, record, session, i % 8 == 0, tally);
      if (found.empty()) {
        const Evaluation expected = evaluate::conclude(loaded.rules, record);
        found = wrong_outcome(loaded.rules, record, expected, session);
      }
      if (found.empty()) continue;
      return seed_and_text(seed, found + given(loaded.rules, record) + "\n" + session.undone(),
                           text);
    }
  }
  return "";
}

}  // namespace

TEST_CASE("the tables of a session say of each patient what the evaluator says", "[agree]") {
  Tally tally;
  const std::size_t cases = wanted_cases(300);
  CHECK(first_wrong(Taste(), false, cases, 40, tally) == "");
  INFO(fmt::format("{} records, {} by tables, {} narrowed, {} undecided, {} doubted, {} asked",
                   tally.records, tally.by_tables, tally.narrowed, tally.undecided, tally.doubted,
                   tally.asked));
  CHECK(tally.by_tables * 2 > tally.records);
  CHECK(tally.narrowed * 20 > tally.records);
  CHECK(tally.undecided > tally.records / 8);
  CHECK(tally.doubted > 0);
  CHECK(tally.asked * 2 > tally.records);
}

namespace {

bool has(std::span<const cohort::Word> bits, std::size_t i) {
  return (bits[i / 64] >> (i % 64) & 1U) != 0;
}

/// What is wrong with a row, without the reasons: quick enough for very many patients.
std::string wrong_end(const meaning::RuleSet& rules, const Evaluation& expected, const Row& row) {
  if (row.applies != expected.applies) return "applies";
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const meaning::RuleStatus status = expected.rules[i].status;
    if (has(row.fired, i) != (status == meaning::RuleStatus::fires) ||
        has(row.undecided, i) != (status == meaning::RuleStatus::undecided)) {
      return rules.rules[i].name;
    }
  }
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    const evaluate::AssessmentResult& end = expected.assessments[i];
    const cohort::AssessmentRow& is = row.assessments[i];
    if (is.status != end.status || is.value != (end.value ? static_cast<int>(*end.value) : -1)) {
      return rules.assessments[i].name;
    }
  }
  return "";
}

}  // namespace

TEST_CASE("so they do of very many patients", "[agree]") {
  std::size_t by_tables = 0;
  const std::size_t cases = wanted_cases(200);
  const std::uint64_t first = wanted_seed();
  for (std::uint64_t seed = first; seed < first + cases; ++seed) {
    Draw draw(seed);
    const auto [model, text, loaded] = random_rules(draw, Taste(), false);
    REQUIRE(loaded.usable());
    Session session(loaded.rules);
    for (int i = 0; i < 5000; ++i) {
      const evaluate::Record record = random_patient(draw, model, loaded.rules);
      const cohort::Row& row = session.assess(record, Wanted::everything);
      if (row.evaluation != nullptr) continue;
      ++by_tables;
      const std::string wrong =
          wrong_end(loaded.rules, evaluate::conclude(loaded.rules, record), row);
      if (!wrong.empty()) FAIL(seed_and_text(seed, wrong + given(loaded.rules, record), text));
    }
  }
  CHECK(by_tables > cases * 2500);
}

TEST_CASE("so they do of rule sets that take the short way", "[agree]") {
  Tally tally;
  Taste taste;
  taste.scores = taste.computed = taste.chained = taste.applies = taste.overrides = false;
  CHECK(first_wrong(taste, false, wanted_cases(150), 40, tally) == "");
  CHECK(tally.asked * 2 > tally.records);
}

TEST_CASE("so they do of more rules than a word holds", "[agree]") {
  Tally tally;
  Taste taste;
  taste.max_rules = 150;
  CHECK(first_wrong(taste, false, wanted_cases(20), 60, tally) == "");
  CHECK(tally.by_tables * 2 > tally.records);
}

namespace {

/// What is wrong with the outcomes of many patients at once.
std::string wrong_planes(const meaning::RuleSet& rules, const cohort::Planes& planes,
                         const cohort::Codes& codes, const std::vector<evaluate::Record>& records) {
  const std::size_t size = records.size();
  std::vector<std::vector<cohort::Code>> columns(rules.findings.size());
  std::vector<const cohort::Code*> starts;
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    for (const evaluate::Record& record : records) {
      columns[i].push_back(*codes.of({i}, record.findings[i]));
    }
    starts.push_back(columns[i].data());
  }
  std::vector<cohort::Word> in(planes.in_words());
  std::vector<cohort::Word> out(planes.out_words());
  std::vector<cohort::Word> work(planes.work_words());
  std::vector<cohort::Word> rows(size * planes.rule_words());
  planes.load(starts, size, in.data());
  planes.run(in.data(), out.data(), work.data());
  planes.rows(out.data(), size, rows.data());
  for (std::size_t p = 0; p < size; ++p) {
    const Evaluation expected = evaluate::conclude(rules, records[p]);
    for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
      const bool fires = expected.rules[i].status == meaning::RuleStatus::fires;
      const bool in_plane = (planes.fired(out.data(), i)[p / 64] >> (p % 64) & 1U) != 0;
      const bool in_row = (rows[p * planes.rule_words() + i / 64] >> (i % 64) & 1U) != 0;
      if (in_plane != fires || in_row != fires) return rules.rules[i].name;
    }
    for (std::uint32_t i = 0; i < rules.assessments.size(); ++i) {
      const auto& value = expected.assessments[i].value;
      const std::int32_t wanted = value ? static_cast<std::int32_t>(*value) : -1;
      if (planes.value(out.data(), i, p) != wanted) return rules.assessments[i].name;
    }
  }
  return "";
}

/// The first of many rule sets, with many patients each.
std::string first_wrong_planes(const Taste& taste, std::size_t cases, std::size_t& patients) {
  for (std::uint64_t seed = wanted_seed(); seed < wanted_seed() + cases; ++seed) {
    Draw draw(seed);
    const Model model = random_model(draw, taste);
    const std::string text = write_model(draw, model);
    const meaning::Loaded loaded = load_text(text);
    REQUIRE(loaded.usable());
    const Session session(loaded.rules);
    const cohort::Planes planes(session);
    if (!planes.usable()) continue;
    std::vector<evaluate::Record> records;
    const std::size_t size = draw.chance(10) ? cohort::chunk_patients : draw.between(1, 200);
    while (records.size() < size) {
      evaluate::Record record = random_patient(draw, model, loaded.rules);
      bool coded = true;
      for (std::uint32_t i = 0; i < record.findings.size(); ++i) {
        coded = coded && session.codes().of({i}, record.findings[i]);
      }
      if (coded) records.push_back(std::move(record));
    }
    patients += records.size();
    const std::string found = wrong_planes(loaded.rules, planes, session.codes(), records);
    if (!found.empty()) return seed_and_text(seed, found, text);
  }
  return "";
}

}  // namespace

TEST_CASE("planes of bits say of each patient what the evaluator says", "[agree]") {
  Taste taste;
  taste.scores = taste.computed = taste.chained = taste.applies = taste.overrides = false;
  std::size_t patients = 0;
  const std::size_t cases = wanted_cases(150);
  CHECK(first_wrong_planes(taste, cases, patients) == "");
  taste.max_rules = 150;
  CHECK(first_wrong_planes(taste, cases / 10, patients) == "");
  CHECK(patients > cases * 10);
}

TEST_CASE("so they do of numbers that are computed from many values", "[agree]") {
  Tally tally;
  CHECK(first_wrong(Taste(), true, wanted_cases(150), 20, tally) == "");
  CHECK(tally.by_tables * 2 > tally.records);
}

}  // namespace bedside::agree

// Takes random rule sets and records, and the guidelines of this repository; gives where the rows
// that a session writes are not, byte for byte, those that the evaluator writes.
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "interpreter/cohort/stream.hpp"
#include "interpreter/cohort/summary.hpp"
#include "lang/meaning/words.hpp"
#include "tests/agree/patients.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using cohort::Form;
using cohort::Session;
using meaning::Loaded;

struct Tally {
  std::size_t rows = 0;
  std::size_t rejects = 0;
  std::size_t by_tables = 0;
};

std::string cell(const std::string& text) {
  std::string written;
  cohort::add_cell(text, written);
  return written;
}

std::string header_of(const Loaded& loaded) {
  std::string text = "id";
  for (const meaning::Finding& each : loaded.rules.findings) text += "," + cell(each.name);
  return text + "\n";
}

std::string said_of(const meaning::Finding& finding, const evaluate::Possible& possible) {
  if (finding.kind == meaning::FindingKind::number) {
    return meaning::in_words(possible.range, finding.unit);
  }
  if (finding.kind == meaning::FindingKind::yes_no) {
    return possible.values.size() == 2 ? "yes or no" : possible.values.has(1) ? "yes" : "no";
  }
  std::string words;
  for (const std::size_t value : possible.values.list()) {
    words += (words.empty() ? "" : " or ") + finding.values[value];
  }
  return words;
}

std::string row_of(const Loaded& loaded, const evaluate::Record& record, const std::string& id) {
  std::string text = cell(id);
  for (std::size_t i = 0; i < record.findings.size(); ++i) {
    text += ',';
    const meaning::Finding& finding = loaded.rules.findings[i];
    const evaluate::Possible& possible = record.findings[i];
    if (possible.recorded) text += cell(said_of(finding, possible));
  }
  return text + "\n";
}

/// The rows by the evaluator, one record after the other; and by its results, the summary.
std::string by_evaluator(const Loaded& loaded, Form form, const std::string& table, Tally& tally,
                         cohort::Summary& summary) {
  const cohort::Prepared prepared(loaded, "G", form);
  records::RecordReader reader(loaded, records::Format::csv, "drawn", table);
  std::string rows = prepared.heading();
  while (const auto row = reader.next()) {
    if (const auto* record = std::get_if<evaluate::Record>(&*row)) {
      const evaluate::Evaluation evaluation = evaluate::evaluate(loaded.rules, *record);
      prepared.write(*record, evaluation, rows);
      summary.add(evaluation);
      ++tally.rows;
    } else {
      ++tally.rejects;
    }
  }
  return rows;
}

std::string by_session(const Loaded& loaded, const Session& session, Form form,
                       const std::string& table, std::size_t portion) {
  const cohort::Prepared prepared(loaded, "G", form);
  cohort::Stream stream(prepared, session, loaded, records::Format::csv, "drawn");
  cohort::Assessed all;
  for (std::size_t at = 0; at < table.size(); at += portion) {
    stream.feed(std::string_view(table).substr(at, portion));
    stream.take(all);
  }
  stream.finish();
  stream.take(all);
  return all.rows;
}

/// The same counts, by the tables where they can.
cohort::Summary counted(const Loaded& loaded, const Session& session, const std::string& table,
                        Tally& tally) {
  cohort::Summary summary(loaded.rules);
  cohort::RowSession rows(session);
  records::Pieces pieces(loaded, records::Format::csv, "drawn");
  pieces.feed(table);
  pieces.finish();
  records::Piece piece;
  records::SaidRow said;
  std::optional<records::Reject> reject;
  records::PieceReader reader(loaded, "drawn", *pieces.layout());
  while (pieces.next(piece)) {
    reader.open(piece);
    while (reader.next(said, reject)) {
      if (reject) continue;
      const cohort::Row& row = rows.assess(said, cohort::Wanted::everything);
      tally.by_tables += row.evaluation == nullptr ? 1U : 0U;
      summary.add(row);
    }
  }
  return summary;
}

/// The first row that differs, as the evaluator has it and as the session has it.
std::string first_difference(const std::string& expected, const std::string& is) {
  if (expected == is) return "";
  const std::size_t at = static_cast<std::size_t>(
      std::mismatch(expected.begin(), expected.end(), is.begin(), is.end()).first -
      expected.begin());
  const std::size_t begin = at == 0 ? 0 : expected.rfind('\n', at - 1) + 1;
  return fmt::format("evaluator: {}\nsession:   {}\n",
                     expected.substr(begin, expected.find('\n', at) - begin),
                     is.substr(begin, is.find('\n', at) - begin));
}

std::string wrong_rows(const Loaded& loaded, const std::string& table, std::size_t portion,
                       Tally& tally) {
  const Session session(loaded.rules);
  for (const Form form : {Form::csv, Form::ndjson}) {
    cohort::Summary expected(loaded.rules);
    const std::string rows = by_evaluator(loaded, form, table, tally, expected);
    const std::string wrong =
        first_difference(rows, by_session(loaded, session, form, table, portion));
    if (!wrong.empty()) return wrong;
    const cohort::Summary summary = counted(loaded, session, table, tally);
    if (summary.patients != expected.patients || summary.fired != expected.fired ||
        summary.missing != expected.missing || summary.assessments != expected.assessments) {
      return "the summary";
    }
  }
  return "";
}

std::string first_wrong(const Taste& taste, bool wide, std::size_t cases, Tally& tally) {
  for (std::uint64_t seed = wanted_seed(); seed < wanted_seed() + cases; ++seed) {
    Draw draw(seed);
    const auto [model, text, loaded] = random_rules(draw, taste, wide);
    REQUIRE(loaded.usable());
    if (loaded.rules.findings.empty()) continue;  // no table is about nothing
    std::string table = header_of(loaded);
    for (int i = 0; i < 50; ++i) {
      table += row_of(loaded, random_patient(draw, model, loaded.rules), fmt::format("p\"{}", i));
    }
    const std::string found = wrong_rows(loaded, table, draw.between(1, 500), tally);
    if (!found.empty()) return seed_and_text(seed, found, text);
  }
  return "";
}

}  // namespace

TEST_CASE("rows by a session are those by the evaluator, byte for byte", "[agree]") {
  Tally tally;
  CHECK(first_wrong(Taste(), false, wanted_cases(150), tally) == "");
  CHECK(first_wrong(Taste(), true, wanted_cases(150) / 5, tally) == "");
  Taste many;
  many.max_rules = 150;
  CHECK(first_wrong(many, false, wanted_cases(150) / 15, tally) == "");
  INFO(
      fmt::format("{} rows, {} rejects, {} by tables", tally.rows, tally.rejects, tally.by_tables));
  CHECK(tally.rejects == 0);
  CHECK(tally.by_tables * 2 > tally.rows);
}

namespace {

Loaded load_file(const std::string& path) {
  std::ifstream in(std::string(BEDSIDE_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE(in);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  return load_text(text);
}

/// What a table may say of a finding, well and badly.
std::string drawn_cell(Draw& draw, const meaning::Finding& finding) {
  if (draw.chance(15)) return draw.chance(20) ? " " : "";
  if (draw.chance(1)) return "nothing of this kind";
  if (finding.kind != meaning::FindingKind::number) {
    const auto value = [&] { return finding.values[draw.below(finding.values.size())]; };
    const std::string first = value();
    const std::string second = value();
    if (draw.chance(4) && first != second) return first + " or " + second;
    return draw.chance(5) ? " " + first : first;
  }
  const bool whole = finding.grid && finding.grid->step == meaning::Number(1);
  const std::size_t least = finding.range.low.to_string() == "25" ? 30 : 0;
  const auto number = [&] {
    const std::size_t tens = draw.below(least == 30 ? 120 : 1300);
    return whole ? fmt::format("{}", tens / 10)
                 : fmt::format("{}.{}", least + tens / 10, tens % 10);
  };
  static const std::vector<std::string> words{"at least ", "below ", "at most ", "above "};
  if (draw.chance(4)) return words[draw.below(words.size())] + number();
  return draw.chance(5) ? " " + number() + " " : number();
}

}  // namespace

TEST_CASE("so they are of the guidelines of this repository", "[agree]") {
  for (const char* const path :
       {"stdlib_rules/hand-hemangioma.bedside", "examples/curb-65/curb-65.bedside",
        "examples/news2/news2.bedside", "examples/clinician/ankle.bedside"}) {
    INFO(path);
    const Loaded loaded = load_file(path);
    REQUIRE(loaded.usable());
    Draw draw(wanted_seed());
    Tally tally;
    std::string table = header_of(loaded);
    for (std::size_t i = wanted_cases(5'000); i > 0; --i) {
      table += fmt::format("p{}", i);
      for (const meaning::Finding& finding : loaded.rules.findings) {
        table += "," + cell(drawn_cell(draw, finding));
      }
      table += '\n';
    }
    CHECK(wrong_rows(loaded, table, 60'000, tally) == "");
    CHECK(tally.rejects > 0);
    CHECK(tally.rejects * 2 < tally.rows);
    CHECK(tally.by_tables * 20 > tally.rows * 19);
  }
}

}  // namespace bedside::agree

// Takes random rule sets and records; cuts the rules into files and writes the records as tables
// and objects. The order of files, columns, rows and keys changes nothing.
#include <fmt/format.h>

#include "interpreter/records/stream.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/adapter.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using Lines = std::vector<std::string>;
using Answers = std::map<std::string, Answer>;

constexpr std::size_t usual_cases = 300;

// ---- Files ---------------------------------------------------------------------------------

/// A statement begins in the first column.
Lines statements_of(const std::string& text) {
  Lines statements;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at) + 1, text.size());
    const std::string line = text.substr(at, end - at);
    at = end;
    if (line[0] == '#') continue;  // a file of nothing but remarks is no rule file
    if (statements.empty() || (line[0] != ' ' && line[0] != '\n')) statements.emplace_back();
    statements.back() += line;
  }
  return statements;
}

std::vector<meaning::InputFile> dealt(Draw& draw, const Lines& statements) {
  std::vector<meaning::InputFile> files(draw.between(2, 4));
  for (std::size_t i = 0; i < files.size(); ++i) files[i].path = fmt::format("{}.bedside", i);
  for (const auto& statement : statements) files[draw.below(files.size())].content += statement;
  std::erase_if(files, [](const auto& file) { return file.content.empty(); });
  return files;
}

/// What follows from the rules in these files for a `given`; or why nothing does.
Reply reply_of(const std::vector<meaning::InputFile>& files, const std::string& given) {
  const auto loaded = meaning::load(files, [](const std::string&) { return meaning::UsedFile{}; });
  if (!loaded.usable()) return {std::nullopt, loaded.messages.front().text};
  evaluate::Record record = evaluate::empty_record(loaded.rules);
  for (const auto& fact : meaning::FactReader(loaded).facts("given", given).facts) {
    evaluate::narrow(record, loaded.rules, fact);
  }
  return {answer_from(loaded.rules, record), ""};
}

std::string wrong_with_files(std::uint64_t seed) {
  Draw draw(seed);
  const Model model = random_model(draw, Taste());
  const std::string given = write_record(draw, model, random_record(draw, model));
  const std::string text = write_model(draw, model);
  const Reply whole = reply_of({{"whole.bedside", text}}, given);
  if (!whole.answer) return seed_and_text(seed, whole.trouble, text);
  auto files = dealt(draw, statements_of(text));
  for (int turn = 0; turn < 2; ++turn) {
    draw.shuffle(files);
    const Reply cut = reply_of(files, given);
    if (cut.answer && *cut.answer == *whole.answer) continue;
    std::string texts = "given " + given;
    for (const auto& file : files) texts += "\n--- " + file.path + "\n" + file.content;
    return seed_and_text(seed, cut.answer ? "differs" : cut.trouble, texts);
  }
  return "";
}

// ---- Records -------------------------------------------------------------------------------

/// Some patients, as what CSV and JSON say of each finding; empty where nothing is recorded.
struct Table {
  std::vector<std::size_t> columns;  ///< findings of the model
  std::vector<std::pair<std::string, Patient>> rows;
  std::vector<std::vector<bool>> recorded;
};

std::string value_text(const Finding& finding, Value value) {
  if (finding.kind == FindingKind::yes_no) return value == 1 ? "yes" : "no";
  if (!finding.values.empty()) return plain(finding.values[static_cast<std::size_t>(value)]);
  return decimal(value);
}

Table random_table(Draw& draw, const Model& model, const meaning::RuleSet& rules) {
  Table table;
  for (std::size_t i = 0; i < model.findings.size(); ++i) {
    for (const auto& finding : rules.findings) {
      if (finding.name == plain(model.findings[i].name)) table.columns.push_back(i);
    }
  }
  for (std::size_t row = draw.between(1, 6); row > 0; --row) {
    Patient patient;
    std::vector<bool> recorded;
    for (const auto& finding : model.findings) {
      patient.push_back(draw.pick(finding.domain));
      recorded.push_back(draw.chance(70));
    }
    table.rows.emplace_back(fmt::format("p{}", row), patient);
    table.recorded.push_back(recorded);
  }
  return table;
}

/// The order in which columns and rows are written; the last column is the id.
struct Order {
  std::vector<std::size_t> columns;
  std::vector<std::size_t> rows;
};

Order order_of(Draw& draw, const Table& table) {
  return {draw.some(table.columns.size() + 1, table.columns.size() + 1),
          draw.some(table.rows.size(), table.rows.size())};
}

std::string as_csv(const Model& model, const Table& table, const Order& order) {
  const auto line = [&](const auto& id, const auto& cell) {
    Lines cells;
    for (const std::size_t column : order.columns) {
      cells.push_back(column == table.columns.size() ? id : cell(table.columns[column]));
    }
    return fmt::format("{}\n", fmt::join(cells, ","));
  };
  std::string text =
      line(std::string("id"), [&](std::size_t i) { return plain(model.findings[i].name); });
  for (const std::size_t row : order.rows) {
    text += line(table.rows[row].first, [&](std::size_t i) {
      const Value value = table.rows[row].second[i];
      return table.recorded[row][i] ? value_text(model.findings[i], value) : std::string();
    });
  }
  return text;
}

std::string as_ndjson(const Model& model, const Table& table, const Order& order) {
  std::string text;
  for (const std::size_t row : order.rows) {
    Lines members;
    for (const std::size_t column : order.columns) {
      if (column == table.columns.size()) continue;
      const std::size_t i = table.columns[column];
      if (!table.recorded[row][i]) continue;
      members.push_back(fmt::format("\"{}\": \"{}\"", plain(model.findings[i].name),
                                    value_text(model.findings[i], table.rows[row].second[i])));
    }
    const auto id = fmt::format("\"id\": \"{}\"", table.rows[row].first);
    const auto findings = fmt::format("\"findings\": {{{}}}", fmt::join(members, ", "));
    const bool id_first = order.columns.front() % 2 == 0;
    text += fmt::format("{{{}, {}}}\n", id_first ? id : findings, id_first ? findings : id);
  }
  return text;
}

Answers answers_to(const meaning::Loaded& loaded, records::Format format, const std::string& text) {
  records::RecordReader reader(loaded, format, "patients", text);
  Answers answers;
  while (const auto row = reader.next()) {
    const auto* record = std::get_if<evaluate::Record>(&*row);
    if (record == nullptr) return {};
    answers[record->id] = answer_from(loaded.rules, *record);
  }
  return answers;
}

std::string wrong_with_records(std::uint64_t seed, std::size_t& patients) {
  Draw draw(seed);
  const Model model = random_model(draw, Taste());
  const auto loaded = load_text(write_model(draw, model));
  if (loaded.rules.findings.empty()) return "";
  const Table table = random_table(draw, model, loaded.rules);
  patients += table.rows.size();
  const auto csv = as_csv(model, table, order_of(draw, table));
  const Answers first = answers_to(loaded, records::Format::csv, csv);
  if (first.size() != table.rows.size()) return seed_and_text(seed, "rejected", csv);
  for (int turn = 0; turn < 2; ++turn) {
    const auto again = as_csv(model, table, order_of(draw, table));
    if (answers_to(loaded, records::Format::csv, again) != first) {
      return seed_and_text(seed, "columns or rows matter", csv + "\nand\n" + again);
    }
    const auto objects = as_ndjson(model, table, order_of(draw, table));
    if (answers_to(loaded, records::Format::ndjson, objects) != first) {
      return seed_and_text(seed, "keys or objects matter", csv + "\nand\n" + objects);
    }
  }
  return "";
}

}  // namespace

TEST_CASE("the order of files never matters, nor how rules are dealt to them", "[agree]") {
  const auto seed = wanted_seed();
  const auto cases = wanted_cases(usual_cases);
  for (std::size_t i = 0; i < cases; ++i) REQUIRE(wrong_with_files(seed + i) == "");
}

TEST_CASE("the order of columns, rows and keys of records never matters", "[agree]") {
  const auto seed = wanted_seed();
  const auto cases = wanted_cases(usual_cases);
  std::size_t patients = 0;
  for (std::size_t i = 0; i < cases; ++i) REQUIRE(wrong_with_records(seed + i, patients) == "");
  CHECK(patients >= cases);
}

}  // namespace bedside::agree

// Takes random rule sets and records; holds what `bedside export sql` writes for SQLite to the
// evaluator, every cell of it. BEDSIDE_AGREE_CASES says how many, BEDSIDE_AGREE_SEED which.
#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

#include "interpreter/export/sql.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/sql_cases.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

/// A database in memory.
class Database {
 public:
  Database() {
    sqlite3* opened = nullptr;
    REQUIRE(sqlite3_open(":memory:", &opened) == SQLITE_OK);
    database_.reset(opened);
  }

  /// What went wrong, or nothing.
  std::string run(const std::string& sql) {
    char* message = nullptr;
    sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, &message);
    std::string words = message == nullptr ? "" : message;
    sqlite3_free(message);
    return words;
  }

  std::vector<Cells> rows(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    std::vector<Cells> all;
    if (sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      FAIL(sqlite3_errmsg(database_.get()));
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
      Cells& row = all.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        row.push_back(text == nullptr ? Cell() : Cell(text));
      }
    }
    if (sqlite3_finalize(statement) != SQLITE_OK) FAIL(sqlite3_errmsg(database_.get()));
    return all;
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
};

const export_to::Dialect& sqlite() { return *export_to::dialect_named("sqlite"); }

std::string table_text(Draw& draw, const SqlCase& given) {
  std::string text = "CREATE TABLE findings (id TEXT";
  for (const SqlColumn& column : given.columns) {
    const bool number = column.kind == meaning::FindingKind::number;
    const auto type = number ? draw.pick<std::string>({"REAL", "TEXT", "NUMERIC", ""}) : "TEXT";
    text += fmt::format(", {} {}", sqlite().quoted(column.name), type);
  }
  text += ");\n";
  for (std::size_t i = 0; i < given.records.size(); ++i) {
    text += fmt::format("INSERT INTO findings VALUES ('{}'", i + 1);
    for (const Cell& cell : given.records[i]) {
      text += ", " + (cell ? sqlite().text(*cell) : "NULL");
    }
    text += ");\n";
  }
  return text;
}

std::string shown(const Cells& cells) {
  std::string text;
  for (const Cell& cell : cells) text += (text.empty() ? "" : " | ") + cell.value_or("-");
  return text;
}

/// SQLite writes 2.0 for a whole number of a column with fractions, and 1.0e-06.
std::string plain_decimal(std::string text) {
  if (text.find('e') != std::string::npos) text = fmt::format("{:.12f}", std::stod(text));
  if (text.find('.') == std::string::npos) return text;
  text.resize(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

void trim(Cells& row, const meaning::RuleSet& rules) {
  const std::size_t first = 1 + 2 * rules.assessments.size();
  for (std::size_t i = first; i < first + 2 * rules.scores.size(); ++i) {
    if (row[i]) row[i] = plain_decimal(*row[i]);
  }
}

/// What differs, or nothing.
std::string difference(Draw& draw, const SqlCase& given, const std::string& view) {
  Database database;
  const std::string trouble = database.run(table_text(draw, given) + view);
  if (!trouble.empty()) return trouble + "\n" + given.rules + view;
  std::vector<Cells> rows = database.rows("SELECT * FROM results ORDER BY CAST(id AS INTEGER)");
  if (rows.size() != given.expected.size()) return "not all rows\n" + given.rules + view;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    trim(rows[i], given.loaded.rules);
    Cells expected = given.expected[i];
    expected.emplace_back();  // nothing is rejected
    if (rows[i] == expected) continue;
    return fmt::format("record {}\nis       {}\nexpected {}\n{}{}", shown(given.records[i]),
                       shown(rows[i]), shown(expected), given.rules, view);
  }
  return "";
}

using Make = SqlCase (*)(Draw&, std::size_t);

/// How many of so many rule sets were exported; what differed first, if anything did.
std::size_t try_all(Make make, std::size_t count, std::string& failure) {
  std::size_t exported = 0;
  Draw draw(wanted_seed());
  for (std::size_t i = 0; i < count && failure.empty(); ++i) {
    const SqlCase given = make(draw, 50);
    const export_to::SqlView view = export_to::sql_view(given.loaded.rules, sqlite(), {});
    if (!view.messages.empty()) continue;
    ++exported;
    failure = difference(draw, given, view.text);
  }
  return exported;
}

}  // namespace

TEST_CASE("sql: SQLite gives every cell that the evaluator gives", "[agree][sql]") {
  std::string failure;
  const std::size_t count = wanted_cases(150);
  CHECK(try_all(random_sql_case, count, failure) == count);
  CHECK(failure == "");
}

TEST_CASE("sql: SQLite computes with numbers exactly", "[agree][sql]") {
  std::string failure;
  const std::size_t count = wanted_cases(150);
  CHECK(try_all(number_sql_case, count, failure) > count / 3);
  CHECK(failure == "");
}

namespace {

void check_fixed(const std::string& rules, std::size_t records) {
  Draw draw(wanted_seed());
  const SqlCase given = sql_case_of(draw, rules, records);
  const export_to::SqlView view = export_to::sql_view(given.loaded.rules, sqlite(), {});
  REQUIRE(view.messages.empty());
  CHECK(difference(draw, given, view.text) == "");
}

}  // namespace

TEST_CASE("sql: items that share many findings keep their exact ends", "[agree][sql]") {
  std::string rules = "score signs\n";
  std::string all;
  for (char c = 'a'; c < 'k'; ++c) all += fmt::format("{}sign {}", c == 'a' ? "" : ", ", c);
  rules +=
      fmt::format("  2 points if at least 3 of ({0})\n  -1 point if exactly 4 of ({0})\n", all);
  rules += "  0.5 points if sign a and not sign a\n";
  for (char c = 'a'; c < 'k'; ++c) rules += fmt::format("finding sign {}: yes or no\n", c);
  check_fixed(rules + "assessment risk: low < high\n  by signs: at most 1: low | other: high\n",
              200);
}

TEST_CASE("sql: a score that reads assessments, where it is unknown what applies", "[agree][sql]") {
  check_fixed(
      "guideline \"G\"\n  applies if fever\nfinding fever: yes or no\nfinding pain: yes or no\n"
      "finding size: number in mm from 0 to 300\nassessment outlook: benign < caution\nif pain "
      "then caution\n"
      "if no pain then benign\nscore points\n  2 points if outlook is caution\n"
      "  1.5 points if fever\n  add doubled\ndefine doubled: 2 * (size in mm)\n"
      "rule \"large\"\n  if size over 0.5 cm then caution\n",
      100);
}

TEST_CASE("sql: cells that are no values of their findings are told", "[sql]") {
  const std::string rules =
      "finding pain: yes or no\nfinding stage: I < II\nfinding size: number from 0 to 30 by 0.5\n"
      "finding loose: number\nassessment outlook: benign < caution\nif pain then caution\n"
      "if stage II and size above 3 and loose above 1 then caution\n";
  Draw draw(1);
  const SqlCase given = sql_case_of(draw, rules, 0);
  Database database;
  const auto view = export_to::sql_view(given.loaded.rules, sqlite(), {});
  const std::string trouble = database.run(
      "CREATE TABLE findings (id, pain, stage, size, loose);\n"
      "INSERT INTO findings VALUES (1, 1, 'I', 3.5, 0.00005), (2, 'maybe', 'III', 3.25, 'x'),\n"
      "(3, 'no', 'i', -1, 1e9), (4, '', NULL, '3.', '0.0000001'), (5, 0, 'II', 31, -0.25),\n"
      "(6, NULL, NULL, '3.50', 999999999.25), (7, 0, NULL, '--3', 0.0000005);\n" +
      view.text);
  REQUIRE(trouble == "");
  const auto rows = database.rows("SELECT rejected, \"outlook status\" FROM results ORDER BY id");
  const std::vector<Cells> expected{{std::nullopt, "settled"},
                                    {"pain; stage; size; loose", std::nullopt},
                                    {"stage; size; loose", std::nullopt},
                                    {"pain; loose", std::nullopt},
                                    {"size", std::nullopt},
                                    {std::nullopt, "open"},
                                    {"size; loose", std::nullopt}};
  CHECK(rows == expected);
}

}  // namespace bedside::agree

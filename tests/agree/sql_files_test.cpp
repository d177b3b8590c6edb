// Takes a dialect and a folder; gives files with random rule sets as views and with what the
// evaluator says of their records, for the scripts in tests/sql that try them in their database.
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "interpreter/export/sql.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/sql_cases.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using export_to::Dialect;
using export_to::DialectId;

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool has_step(const SqlCase& given, std::size_t column) {
  const auto& grid = given.loaded.rules.findings[column].grid;
  return grid && grid->step.is_whole();
}

std::string type_of(Draw& draw, const Dialect& dialect, const SqlCase& given, std::size_t column) {
  const meaning::FindingKind kind = given.columns[column].kind;
  if (kind == meaning::FindingKind::yes_no) return "BOOLEAN";
  if (kind == meaning::FindingKind::list) return std::string(dialect.list_column);
  if (has_step(given, column) && draw.chance(50)) return "INTEGER";
  if (draw.chance(20)) return dialect.id == DialectId::postgres ? "double precision" : "DOUBLE";
  return "DECIMAL(18, 6)";
}

std::string set_up(Draw& draw, const Dialect& dialect, const SqlCase& given) {
  std::string text = "CREATE TABLE findings (\"id\" INTEGER";
  for (std::size_t i = 0; i < given.columns.size(); ++i) {
    text += fmt::format(", {} {}", dialect.quoted(given.columns[i].name),
                        type_of(draw, dialect, given, i));
  }
  text += ");\nINSERT INTO findings VALUES\n";
  for (std::size_t row = 0; row < given.records.size(); ++row) {
    text += fmt::format("{}({}", row == 0 ? "" : ",\n", row + 1);
    for (std::size_t i = 0; i < given.columns.size(); ++i) {
      const Cell& cell = given.records[row][i];
      const bool list = given.columns[i].kind == meaning::FindingKind::list;
      const bool yes_no = given.columns[i].kind == meaning::FindingKind::yes_no;
      text += ", ";
      text += !cell    ? "NULL"
              : list   ? dialect.text(*cell)
              : yes_no ? (*cell == "yes" ? "TRUE" : "FALSE")
                       : *cell;
    }
    text += ")";
  }
  return text + ";\n";
}

/// All cells as text, with `|` between them.
std::string query(const Dialect& dialect, const SqlCase& given) {
  std::string list;
  const auto heading = sql_heading(given.loaded.rules);
  const std::size_t scores = 1 + 2 * given.loaded.rules.assessments.size();
  for (std::size_t i = 0; i < heading.size(); ++i) {
    std::string cell = dialect.quoted(heading[i]);
    const bool score = i >= scores && i < scores + 2 * given.loaded.rules.scores.size();
    if (score && dialect.id == DialectId::postgres) {
      cell = fmt::format("TRIM_SCALE(CAST({} AS numeric))", cell);
    }
    if (!list.empty()) list += " || '|' || ";
    list += fmt::format("COALESCE(CAST({} AS {}), '')", cell, dialect.text_type);
  }
  return fmt::format(
      "SELECT {} || '|' || COALESCE(\"rejected\", '') FROM results ORDER BY \"id\";\n", list);
}

std::string expected(const SqlCase& given) {
  std::string text;
  for (const Cells& row : given.expected) {
    for (const Cell& cell : row) text += cell.value_or("") + "|";
    text += "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("sql: files with cases for a database", "[.sql-files]") {
  const Dialect* dialect = export_to::dialect_named(from_environment("BEDSIDE_SQL_DIALECT"));
  const std::filesystem::path folder = from_environment("BEDSIDE_SQL_FOLDER");
  REQUIRE(dialect != nullptr);
  Draw draw(wanted_seed());
  const std::size_t wanted = wanted_cases(30);
  std::size_t written = 0;
  for (std::size_t tries = 0; written < wanted && tries < 20 * wanted; ++tries) {
    const bool numbers = tries % 2 == 1;
    const SqlCase given = numbers ? number_sql_case(draw, 50) : random_sql_case(draw, 50);
    const auto view = export_to::sql_view(given.loaded.rules, *dialect, {});
    if (!view.messages.empty()) continue;
    const std::string name = fmt::format("{:04}", written++);
    const auto write = [&](const char* ending, const std::string& text) {
      std::ofstream(folder / (name + ending), std::ios::binary) << text;
    };
    write(".rules", given.rules);
    write(".table", set_up(draw, *dialect, given));
    write(".view", view.text);
    write(".query", query(*dialect, given));
    write(".expected", expected(given));
  }
  CHECK(written == wanted);
}

}  // namespace bedside::agree

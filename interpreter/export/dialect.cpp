// Takes the name of a dialect of SQL; gives what differs between the dialects.
#include "interpreter/export/dialect.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bedside::export_to {

namespace {

Dialect sqlite() {
  Dialect made{DialectId::sqlite, "sqlite", "SQLite"};
  made.digits = 18;  // of its 64 bits
  made.shown_digits = 15;
  made.columns = 2000;
  made.text_type = "TEXT";
  made.fence = "LIMIT -1 OFFSET 0";
  made.number_column = "INTEGER, REAL or TEXT";
  made.yes_no_column = "1 or 0, or 'yes' or 'no'";
  made.list_column = "TEXT";
  return made;
}

Dialect postgres() {
  Dialect made{DialectId::postgres, "postgres", "PostgreSQL"};
  made.digits = 1000;
  made.shown_digits = 1000;
  made.name_bytes = 63;
  made.columns = 1600;
  made.text_type = "text";
  made.whole_type = "numeric";
  made.fence = "OFFSET 0";
  made.number_column = "numeric or integer";
  made.yes_no_column = "boolean";
  made.list_column = "text";
  return made;
}

Dialect duckdb() {
  Dialect made{DialectId::duckdb, "duckdb", "DuckDB"};
  made.text_type = "VARCHAR";
  made.whole_type = "HUGEINT";
  made.number_column = "DECIMAL or INTEGER";
  made.yes_no_column = "BOOLEAN";
  made.list_column = "VARCHAR";
  return made;
}

Dialect spark() {
  Dialect made{DialectId::spark, "spark", "Spark SQL"};
  made.quote = '`';
  made.backslashes = true;
  made.digits = 32;  // a quotient of DECIMAL(38, 0) keeps six places
  made.text_type = "STRING";
  made.whole_type = "DECIMAL(38, 0)";
  made.number_column = "DECIMAL or INT";
  made.yes_no_column = "BOOLEAN";
  made.list_column = "STRING";
  return made;
}

Dialect ansi() {
  Dialect made{DialectId::ansi, "ansi", "standard SQL"};
  made.name_bytes = 128;
  made.text_type = "VARCHAR(200)";
  made.whole_type = "DECIMAL(38, 0)";
  made.number_column = "DECIMAL or INTEGER";
  made.yes_no_column = "BOOLEAN";
  made.list_column = "VARCHAR";
  return made;
}

}  // namespace

const std::vector<Dialect>& dialects() {
  static const std::vector<Dialect> all{sqlite(), postgres(), duckdb(), spark(), ansi()};
  return all;
}

const Dialect* dialect_named(std::string_view name) {
  const auto& all = dialects();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Dialect& dialect) { return dialect.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string Dialect::quoted(std::string_view words) const {
  std::string text(1, quote);
  for (const char c : words) {
    if (c == quote) text += quote;
    text += c;
  }
  return text + quote;
}

std::string Dialect::text(std::string_view words) const {
  std::string text = "'";
  for (const char c : words) {
    if (c == '\'') text += backslashes ? '\\' : '\'';
    if (c == '\\' && backslashes) text += '\\';
    text += c;
  }
  return text + '\'';
}

std::string Dialect::decimal(const std::string& cell, unsigned digits_all, unsigned places) const {
  switch (id) {
    case DialectId::sqlite:
    case DialectId::postgres:
      return fmt::format("CAST({} AS {})", cell, scaled() ? "TEXT" : "numeric");
    case DialectId::duckdb:
    case DialectId::spark:
      return fmt::format("TRY_CAST({} AS DECIMAL({}, {}))", cell, digits_all, places);
    case DialectId::ansi:
      return fmt::format("CAST({} AS DECIMAL({}, {}))", cell, digits_all, places);
  }
  return cell;
}

std::string Dialect::as_text(const std::string& cell) const {
  return text_type.empty() ? cell : fmt::format("CAST({} AS {})", cell, text_type);
}

std::string Dialect::whole(const std::string& number) const {
  return whole_type.empty() ? number : fmt::format("CAST({} AS {})", number, whole_type);
}

std::string Dialect::remainder_of(const std::string& a, const std::string& b) const {
  const bool sign = id == DialectId::sqlite || id == DialectId::duckdb;
  return sign ? fmt::format("({}) % ({})", a, b) : fmt::format("MOD({}, {})", a, b);
}

// SQL divides whole numbers towards zero, or not exactly; remainders have the sign of `a`.
std::string Dialect::floor_of(const std::string& a, const std::string& b) const {
  const std::string rest = remainder_of(a, b);
  switch (id) {
    case DialectId::sqlite:
      return fmt::format("({0}) / ({1}) - ({2} < 0)", a, b, rest);
    case DialectId::postgres:
      return fmt::format("DIV({0}, {1}) - CASE WHEN {2} < 0 THEN 1 ELSE 0 END", a, b, rest);
    case DialectId::duckdb:
      return fmt::format("({0}) // ({1}) - CASE WHEN {2} < 0 THEN 1 ELSE 0 END", a, b, rest);
    case DialectId::spark:
    case DialectId::ansi:
      return fmt::format("CAST((({0}) - {2}) / ({1}) AS {3}) - CASE WHEN {2} < 0 THEN 1 ELSE 0 END",
                         a, b, rest, whole_type);
  }
  return "";
}

std::string Dialect::extreme(bool greatest, const std::string& numbers) const {
  const std::string_view few = scaled() ? "MIN" : "LEAST";
  return fmt::format("{}({})", greatest ? (scaled() ? "MAX" : "GREATEST") : few, numbers);
}

std::string Dialect::without_first_two(const std::string& text) const {
  return id == DialectId::ansi ? fmt::format("SUBSTRING({} FROM 3)", text)
                               : fmt::format("SUBSTR({}, 3)", text);
}

std::string literal(const Number& number) { return number.to_string(); }

}  // namespace bedside::export_to

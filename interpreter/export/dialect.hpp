// Takes the name of a dialect of SQL; gives what differs between the dialects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/units/number.hpp"

namespace bedside::export_to {

using units::Number;

enum class DialectId : std::uint8_t { sqlite, postgres, duckdb, spark, ansi };

/// What one dialect writes in its own way, and what it can hold.
struct Dialect {
  DialectId id = DialectId::ansi;
  std::string_view name{};
  std::string_view full_name{};
  char quote = '"';                  ///< around names
  bool backslashes = false;          ///< in texts, a backslash has to be doubled
  std::string_view text_type{};      ///< of a list's value; empty: taken as it is
  std::string_view whole_type{};     ///< of computed numbers, which are whole; empty: as they are
  unsigned digits = 38;              ///< of the largest computed number
  unsigned shown_digits = 38;        ///< of a fraction in the result
  std::size_t name_bytes = 0;        ///< of the longest name; 0: any length
  std::size_t columns = 0;           ///< of the widest query; 0: any number
  std::string_view fence{};          ///< keeps a query from being copied into the one that reads it
  std::string_view number_column{};  ///< what the table's numbers may be
  std::string_view yes_no_column{};
  std::string_view list_column{};

  /// Whether a number is kept as so many of its smallest parts (385 tenths for 38.5).
  bool scaled() const { return id == DialectId::sqlite; }

  std::string quoted(std::string_view name) const;
  std::string text(std::string_view words) const;
  /// The cell of a table as a decimal with so many digits behind the point.
  std::string decimal(const std::string& cell, unsigned digits_all, unsigned places) const;
  /// The text of a value of a list.
  std::string as_text(const std::string& cell) const;
  /// A whole number of the type that is computed with.
  std::string whole(const std::string& number) const;
  /// The greatest whole number that is not above a / b, for whole numbers with b above zero.
  std::string floor_of(const std::string& a, const std::string& b) const;
  std::string remainder_of(const std::string& a, const std::string& b) const;
  std::string extreme(bool greatest, const std::string& numbers) const;
  /// All of a text but its first two characters.
  std::string without_first_two(const std::string& text) const;
};

const std::vector<Dialect>& dialects();
/// The dialect of this name; null where there is none.
const Dialect* dialect_named(std::string_view name);

/// A whole or a decimal number as it is written in SQL.
std::string literal(const Number& number);

}  // namespace bedside::export_to

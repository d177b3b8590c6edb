// Takes the data of table.cpp; gives every known unit by its spelling. For this folder alone.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/units/unit.hpp"

namespace bedside::units {

/// A unit without a prefix: what one line of the table says, worked out.
struct Atom {
  std::vector<UnitTerm> terms;  // as UCUM writes it; empty for the number 1
  Dimension dimension{};
  Number factor = 1;
  Number shift;
  bool metric = false;  // takes prefixes
};

struct Prefix {
  std::string_view code;
  int ten_to;
};

/// A text that is often written and means nothing, or not what its writer means.
struct Misspelling {
  std::string_view written;
  std::string_view why;  // empty: only the suggestions
  std::vector<std::string_view> meant;
};

/// A dimension and its words, given by a unit that has it. Of several with one dimension (m/s and
/// L/min/m2) that with as many terms as the unit in question is meant, otherwise the first.
struct DimensionName {
  std::string_view unit;
  std::string_view words;
};

using Atoms = std::map<std::string, Atom, std::less<>>;

const Atoms& atoms();
const std::vector<Prefix>& prefixes();
const std::vector<Misspelling>& misspellings();
const std::vector<DimensionName>& dimension_names();

/// A text that could not be read, and the part of it that is to blame.
struct Unread {
  std::string what;
  std::string part;
};

/// Reads a whole unit with these atoms. The table itself is worked out with this, line by line.
std::variant<Unit, Unread> read_unit(std::string_view text, const Atoms& known);

/// Spellings near to a text that is no unit, best first, at most three.
std::vector<std::string> near_units(std::string_view text, std::string_view part);

/// Writes terms as UCUM does: "kg/m2", "/min".
std::string ucum_text(const std::vector<UnitTerm>& terms);

/// Raises to a power, stopping where the value is too large.
Number whole_power(const Number& base, int exponent);

inline constexpr int most_exponent_of_a_unit = 99;

}  // namespace bedside::units

// Takes UCUM codes and everyday words for units; gives exact scales, conversions and their names.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/units/number.hpp"

namespace bedside::units {

/// One factor of a unit as UCUM writes it: "kg" to the power 1, "m" to the power -2.
struct UnitTerm {
  std::string code;
  int exponent = 1;
  friend bool operator==(const UnitTerm&, const UnitTerm&) = default;
};

/// How many base dimensions there are at most: the 8 physical ones and the arbitrary units.
inline constexpr std::size_t dimension_count = 48;

/// The exponent of each base dimension; table.cpp says which is which.
using Dimension = std::array<std::int8_t, dimension_count>;

/// A unit as an exact linear scale over base dimensions; for °C and °F a shifted one:
/// value in base units = value * factor + shift.
class Unit {
 public:
  /// The unit 1, of plain numbers.
  Unit() = default;
  /// Assembles a unit from its parts; parse_unit is the usual way to get one.
  Unit(std::string text, std::vector<UnitTerm> terms, const Dimension& dimension, Number factor,
       Number shift);

  /// As to be shown: the spelling written ("mm[Hg]", "°C", "years"), "" for plain numbers.
  const std::string& text() const { return text_; }
  /// The UCUM code: "a" for "years", "/min" for "bpm", "" for plain numbers.
  std::string code() const;
  /// No dimension and the factor 1: {score} is plain, % is not.
  bool is_plain() const;
  /// No dimension, whatever the factor: plain numbers, %, mm/cm.
  bool is_dimensionless() const;
  /// °C and °F, whose zero is not the zero of what they measure.
  bool is_shifted() const { return !shift_.is_zero(); }
  /// A product, quotient or power that went beyond all bounds (exponents over 99, factors over 4096
  /// bits). It has no dimension in common with any unit, itself included.
  bool too_large() const { return too_large_; }
  bool same_dimension(const Unit& other) const;
  /// Dimension, factor and shift are equal: year, years and a.
  bool same_scale(const Unit& other) const;

  const Number& factor() const { return factor_; }
  const Number& shift() const { return shift_; }
  const Dimension& dimension() const { return dimension_; }
  const std::vector<UnitTerm>& terms() const { return terms_; }

  friend Unit multiply(const Unit& a, const Unit& b);
  friend Unit divide(const Unit& a, const Unit& b);
  friend Unit power(const Unit& base, int exponent);

 private:
  static Unit beyond_bounds();

  std::string text_;
  std::vector<UnitTerm> terms_;
  Dimension dimension_{};
  Number factor_ = 1;
  Number shift_;
  bool too_large_ = false;
};

/// Why a text is no unit, in plain words, and the spellings that may have been meant, best first.
struct UnitProblem {
  std::string what;
  std::vector<std::string> near;
};

/// Reads a UCUM code or an everyday word. Never guesses: a wrong case is refused with a suggestion.
std::variant<Unit, UnitProblem> parse_unit(std::string_view text);

/// Whether parse_unit gives a unit.
bool is_unit(std::string_view text);

/// The same quantity in another unit, exactly. Precondition: from.same_dimension(to).
Number convert(const Number& value, const Unit& from, const Unit& to);

// Products, quotients and powers carry UCUM text: kg divided by cm2 is "kg/cm2". Precondition: none
// of the units is shifted (difference_unit gives one that is not). May give a too_large() unit.
Unit multiply(const Unit& a, const Unit& b);
Unit divide(const Unit& a, const Unit& b);
Unit power(const Unit& base, int exponent);
/// The unit whose power with this exponent is `unit`, for square roots (2): m for m2. Nothing where
/// there is none.
std::optional<Unit> root(const Unit& unit, int exponent);

/// The unit of a difference of two values: K for °C, 5/9 of K for °F, the unit itself otherwise.
Unit difference_unit(const Unit& unit);

/// What a unit measures, for messages: "a length", "a pressure", "an amount per volume".
std::string dimension_words(const Unit& unit);

/// Units that a completion may offer, the common ones of clinical work, UCUM codes and words.
const std::vector<std::string>& common_units();

}  // namespace bedside::units

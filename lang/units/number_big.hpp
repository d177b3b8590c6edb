// Takes exact rational numbers apart for the files that compute them; nobody else includes this.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string_view>

#include "lang/units/number.hpp"

namespace bedside::units {

using boost::multiprecision::cpp_int;

/// Two whole numbers of any size; not necessarily in lowest terms.
struct Fraction {
  cpp_int numerator;
  cpp_int denominator = 1;
};

/// The way in and out of a Number's representation.
struct NumberAccess {
  /// Precondition: lowest terms, denominator > 0.
  static Number small(std::int64_t numerator, std::int64_t denominator);
  /// Brings to lowest terms, and inside the object where it fits. Precondition: denominator != 0.
  static Number lowest(Fraction value);
  static Fraction fraction(const Number& number);
  static bool is_small(const Number& number) { return !number.big_; }
  static std::int64_t numerator(const Number& number) { return number.numerator_; }
  static std::int64_t denominator(const Number& number) { return number.denominator_; }
};

/// How many bits the size of a whole number takes.
unsigned bits_of(const cpp_int& value);
std::uint64_t low_bits(const cpp_int& value);
/// The fraction that a decimal's digits before and after the point say.
Fraction decimal_fraction(std::string_view whole, std::string_view places, bool negative);
/// 10 to the power of an exponent of any sign.
Number power_of_ten(int exponent);
/// The nearest number with 12 significant decimal digits; halves away from zero.
Number to_12_digits(const Number& value);

}  // namespace bedside::units

// Takes whole numbers, fractions and decimal text; gives exact rational numbers to compute with.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bedside::units {

/// An exact rational number, a value type. 0.1 is one tenth and stays so.
/// Small values live inside the object; a shared constant on the heap holds only what does not fit.
///
///     Number::parse("38.5").value() + Number::ratio(1, 2) == Number(39)
class Number {
 public:
  /// Zero.
  Number() = default;
  /// Implicit, so that `n < 3` and `n + 1` read as they are meant.
  Number(std::int64_t whole) : numerator_(whole) {}  // NOLINT(google-explicit-constructor)
  /// A binary fraction is not the decimal that was written: parse the text instead.
  template <std::floating_point T>
  Number(T) = delete;

  /// numerator / denominator, in lowest terms. Precondition: denominator is not 0.
  static Number ratio(std::int64_t numerator, std::int64_t denominator);
  /// A plain decimal: "38", "-1", "38.50". Nothing for ".5", "1.", exponents, signs other than one
  /// leading "-", anything else that is not a decimal, or more than 1000 digits.
  static std::optional<Number> parse(std::string_view decimal);

  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  friend Number operator-(const Number& a);
  Number& operator+=(const Number& other) { return *this = *this + other; }
  Number& operator-=(const Number& other) { return *this = *this - other; }
  Number& operator*=(const Number& other) { return *this = *this * other; }
  friend bool operator==(const Number& a, const Number& b);
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);

  /// -1, 0 or 1.
  int sign() const;
  bool is_zero() const { return !big_ && numerator_ == 0; }
  bool is_whole() const;
  /// The greatest whole number that is not above this one.
  Number floor() const;
  /// The least whole number that is not below this one.
  Number ceiling() const;
  /// The nearest whole number; halves go away from zero.
  Number round() const;
  Number abs() const;

  /// Numerator or denominator beyond 4096 bits: callers treat such a result as undefined.
  bool too_large() const;
  /// The nearest double, within one unit in the last place; infinite beyond a double's range.
  double to_double() const;
  /// The value where it is whole and fits.
  std::optional<std::int64_t> to_int64() const;
  /// The exact decimal where the fraction ends within 30 places ("-12.5", "0.1", "3"), otherwise
  /// rounded to 12 significant digits. Never an exponent, never dependent on a locale.
  std::string to_string() const;
  /// Always exact: "3", "-12", "1/3". For proofs, logs and tests.
  std::string to_fraction() const;
  std::size_t hash() const;

 private:
  struct Big;
  friend struct NumberAccess;  // number.cpp's own way in

  // Invariant: lowest terms, denominator_ > 0; big_ only where the value does not fit those two.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const Big> big_;
};

/// a / b; nothing where b is zero.
std::optional<Number> divide(const Number& a, const Number& b);

/// The greatest number of which both are whole multiples: gcd(3/2, 1) is 1/2; gcd(0, x) is |x|.
Number gcd(const Number& a, const Number& b);

// The functions below give the true value rounded (halves away from zero) to 12 significant decimal
// digits. That makes them monotone and the same on every machine. They give nothing where the value
// is undefined, or lies outside the range of a (normal) double.

/// The natural logarithm; nothing for x <= 0.
std::optional<Number> ln(const Number& x);
/// The logarithm to base 10; nothing for x <= 0.
std::optional<Number> log10(const Number& x);
/// e to the power of x.
std::optional<Number> exp(const Number& x);
/// The square root; nothing for x < 0.
std::optional<Number> sqrt(const Number& x);
/// base to the power of exponent. Negative bases only with whole exponents; 0^0 is 1; zero to a
/// negative power is undefined.
std::optional<Number> power(const Number& base, const Number& exponent);

}  // namespace bedside::units

template <>
struct std::hash<bedside::units::Number> {
  std::size_t operator()(const bedside::units::Number& number) const { return number.hash(); }
};

// Takes exact rational numbers; gives logarithms, powers and roots, rounded to 12 digits.
#include <fmt/format.h>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <limits>

#include "lang/units/number.hpp"
#include "lang/units/number_big.hpp"

namespace bedside::units {

namespace {

// Each function is tried in a double first. Where the double is so near to the middle between two
// results of 12 digits that its error could decide, 100 decimal digits of software arithmetic do:
// so the result is the true value rounded, whatever the machine's mathematical library. (Boost's
// decimal kind of them costs every program a fifth of a millisecond at its start.)
using Precise = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<100>,
                                              boost::multiprecision::et_off>;

constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::min();
constexpr double half_ulp = std::numeric_limits<double>::epsilon() / 2;
/// What a mathematical library may be wrong by, relative to its result, generously: 8 units in the
/// last place.
constexpr double library_error = 16 * half_ulp;
/// Above this a double says too little about its twelfth digit.
constexpr double worst_error = 1e-13;
constexpr int exact_powers = 64;
/// No exponent of e beyond this has a result within a double's range.
constexpr int most_exponent = 746;

/// The number that a text like "1.23456789012e-05" says.
Number from_scientific(const std::string& text) {
  const std::size_t mark = text.find('e');
  const std::string exponent = text.substr(mark + 1);
  const Number digits = Number::parse(std::string_view(text).substr(0, mark)).value_or(Number());
  int power = 0;
  for (const char c : exponent) {
    if (c >= '0' && c <= '9') power = power * 10 + (c - '0');
  }
  return digits * power_of_ten(exponent.starts_with('-') ? -power : power);
}

/// The rounded value where a double with this relative error settles it.
std::optional<Number> from_double(double value, double error) {
  const double size = std::abs(value);
  if (!(error < worst_error) || !(size > 2 * smallest) || !(size < largest / 2)) {
    return std::nullopt;
  }
  const std::string low = fmt::format("{:.11e}", value * (1 - error));
  if (low != fmt::format("{:.11e}", value * (1 + error))) return std::nullopt;
  return from_scientific(low);
}

Precise precise(const Number& number) {
  const Fraction value = NumberAccess::fraction(number);
  return Precise(value.numerator) / Precise(value.denominator);
}

/// Rounds to 12 digits. Values within 1e-60 of a half count as halves: no input of readable size
/// comes as near without being one.
std::optional<Number> from_precise(Precise value) {
  if (value == 0) return Number();
  if (abs(value) > largest || abs(value) < smallest) return std::nullopt;
  value *= 1 + Precise("1e-60");
  // So that twelve digits stand before the point: the double may be one off.
  int exponent = static_cast<int>(std::floor(std::log10(abs(value).convert_to<double>()))) - 11;
  const auto scaled = [&] { return Precise(abs(value) / pow(Precise(10), exponent)); };
  if (scaled() < 100'000'000'000) --exponent;
  if (scaled() >= 1'000'000'000'000) ++exponent;
  const auto digits = static_cast<std::int64_t>(Precise(floor(scaled() + Precise("0.5"))));
  return Number(value < 0 ? -digits : digits) * power_of_ten(exponent);
}

Precise precise_ln(const Number& x) {
  const Number above_one = x - 1;
  const Precise d = precise(above_one);
  // So near to 1 the digits of x itself would not hold the difference: take the series instead.
  if (abs(d) < Precise("1e-25")) return d - d * d / 2 + d * d * d / 3;
  return log(precise(x));
}

std::optional<Number> exact_power(const Number& base, std::int64_t exponent) {
  Number result = 1;
  for (std::int64_t i = 0; i < std::abs(exponent); ++i) {
    result *= base;
    if (result.too_large()) return std::nullopt;
  }
  return exponent < 0 ? divide(1, result) : result;
}

/// The rounded value where it lies within a double's range.
std::optional<Number> rounded_in_range(const Number& value) {
  const double size = std::abs(value.to_double());
  if (!value.is_zero() && !(size >= smallest && size <= largest)) return std::nullopt;
  return to_12_digits(value);
}

/// base to the power of exponent, base > 0 and not 1.
std::optional<Number> positive_power(const Number& base, const Number& exponent) {
  const double b = base.to_double();
  const double e = exponent.to_double();
  const double error = library_error + 2 * half_ulp * std::abs(e) * (1 + std::abs(std::log(b)));
  if (auto fast = from_double(std::pow(b, e), error)) return fast;
  const Precise power_of_e = precise(exponent) * precise_ln(base);
  if (abs(power_of_e) > most_exponent) return std::nullopt;
  return from_precise(exp(power_of_e));
}

bool is_even(const Number& whole) { return (whole * Number::ratio(1, 2)).is_whole(); }

}  // namespace

std::optional<Number> ln(const Number& x) {
  if (x.sign() <= 0) return std::nullopt;
  if (x == 1) return Number();
  const double value = std::log(x.to_double());
  // The argument's own rounding moves the result by half a unit of 1, not of the result.
  const double error = library_error + 2 * half_ulp / std::abs(value);
  if (auto fast = from_double(value, error)) return fast;
  return from_precise(precise_ln(x));
}

std::optional<Number> log10(const Number& x) {
  if (x.sign() <= 0) return std::nullopt;
  if (x == 1) return Number();
  const double value = std::log10(x.to_double());
  const double error = library_error + 2 * half_ulp / std::abs(value);
  if (auto fast = from_double(value, error)) return fast;
  return from_precise(precise_ln(x) / log(Precise(10)));
}

std::optional<Number> exp(const Number& x) {
  if (x.is_zero()) return Number(1);
  if (x.abs() > most_exponent) return std::nullopt;
  const double argument = x.to_double();
  const double error = library_error + 2 * half_ulp * std::abs(argument);
  if (auto fast = from_double(std::exp(argument), error)) return fast;
  return from_precise(exp(precise(x)));
}

std::optional<Number> sqrt(const Number& x) {
  if (x.sign() < 0) return std::nullopt;
  if (x.is_zero()) return Number();
  if (auto fast = from_double(std::sqrt(x.to_double()), library_error)) return fast;
  return from_precise(sqrt(precise(x)));
}

std::optional<Number> power(const Number& base, const Number& exponent) {
  if (exponent.is_zero()) return Number(1);
  if (base.is_zero()) return exponent.sign() < 0 ? std::nullopt : std::optional<Number>(base);
  if (base.sign() < 0 && !exponent.is_whole()) return std::nullopt;
  const auto whole = exponent.to_int64();
  if (whole && *whole >= -exact_powers && *whole <= exact_powers) {
    if (const auto exact = exact_power(base, *whole)) return rounded_in_range(*exact);
  }
  const bool negative = base.sign() < 0 && !is_even(exponent);
  if (base.abs() == 1) return negative ? Number(-1) : Number(1);
  const auto size = positive_power(base.abs(), exponent);
  return size && negative ? -*size : size;
}

}  // namespace bedside::units

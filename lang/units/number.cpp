// Takes exact rational numbers; gives their sums, orders, roundings and texts, exact at any size.
#include "lang/units/number.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "lang/units/number_big.hpp"

namespace bedside::units {

namespace {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

constexpr std::int64_t small_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t small_min = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t most_digits = 1000;
constexpr unsigned most_bits = 4096;
constexpr unsigned most_places = 30;

UnsignedWide magnitude(Wide value) {
  return value < 0 ? UnsignedWide{0} - static_cast<UnsignedWide>(value)
                   : static_cast<UnsignedWide>(value);
}

UnsignedWide common_divisor(UnsignedWide a, UnsignedWide b) {
  while (b != 0) {
    if (a <= std::numeric_limits<std::uint64_t>::max() &&
        b <= std::numeric_limits<std::uint64_t>::max()) {
      return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    }
    a = std::exchange(b, a % b);
  }
  return a;
}

cpp_int to_big(Wide value) {
  const UnsignedWide size = magnitude(value);
  cpp_int result = static_cast<std::uint64_t>(size >> 64);
  result <<= 64;
  result += static_cast<std::uint64_t>(size);
  return value < 0 ? cpp_int(-result) : result;
}

cpp_int ten_to(unsigned exponent) { return boost::multiprecision::pow(cpp_int(10), exponent); }

/// Rounds towards minus infinity; denominator > 0.
cpp_int floor_of(const Fraction& value) {
  cpp_int quotient;
  cpp_int rest;
  divide_qr(value.numerator, value.denominator, quotient, rest);
  return rest < 0 ? cpp_int(quotient - 1) : quotient;
}

}  // namespace

struct Number::Big : Fraction {};

unsigned bits_of(const cpp_int& value) {
  return value.is_zero() ? 0 : boost::multiprecision::msb(boost::multiprecision::abs(value)) + 1;
}

std::uint64_t low_bits(const cpp_int& value) {
  const cpp_int size = boost::multiprecision::abs(value);
  return static_cast<std::uint64_t>(cpp_int(size & std::numeric_limits<std::uint64_t>::max()));
}

Fraction decimal_fraction(std::string_view whole, std::string_view places, bool negative) {
  Fraction result;
  for (const std::string_view part : {whole, places}) {
    for (const char digit : part) result.numerator = result.numerator * 10 + (digit - '0');
  }
  if (negative) result.numerator = -result.numerator;
  result.denominator = ten_to(static_cast<unsigned>(places.size()));
  return result;
}

Number power_of_ten(int exponent) {
  const cpp_int size = ten_to(static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? NumberAccess::lowest({1, size}) : NumberAccess::lowest({size, 1});
}

Number to_12_digits(const Number& value) {
  if (value.is_zero()) return value;
  const Fraction parts = NumberAccess::fraction(value.abs());
  const auto digits = [](const cpp_int& whole) { return static_cast<int>(whole.str().size()); };
  // The first digit that counts is at this power of ten or one below.
  const int first = digits(parts.numerator) - digits(parts.denominator);
  int last = first - 12;
  if (value.abs() * power_of_ten(-last) >= power_of_ten(12)) ++last;
  return (value * power_of_ten(-last)).round() * power_of_ten(last);
}

Number NumberAccess::small(std::int64_t numerator, std::int64_t denominator) {
  Number result;
  result.numerator_ = numerator;
  result.denominator_ = denominator;
  return result;
}

Number NumberAccess::lowest(Fraction value) {
  if (value.denominator < 0) {
    value.numerator = -value.numerator;
    value.denominator = -value.denominator;
  }
  const cpp_int divisor = boost::multiprecision::gcd(value.numerator, value.denominator);
  if (divisor > 1) {
    value.numerator /= divisor;
    value.denominator /= divisor;
  }
  if (value.numerator >= small_min && value.numerator <= small_max &&
      value.denominator <= small_max) {
    return small(static_cast<std::int64_t>(value.numerator),
                 static_cast<std::int64_t>(value.denominator));
  }
  Number result;
  result.big_ = std::make_shared<const Number::Big>(Number::Big{std::move(value)});
  return result;
}

Fraction NumberAccess::fraction(const Number& number) {
  if (number.big_) return *number.big_;
  return {cpp_int(number.numerator_), cpp_int(number.denominator_)};
}

namespace {

/// numerator / denominator in lowest terms; denominator > 0.
Number reduced(Wide numerator, Wide denominator) {
  if (numerator > small_min && numerator <= small_max && denominator <= small_max) {
    // The usual case, several times faster in 64 bits.
    const auto top = static_cast<std::int64_t>(numerator);
    const auto bottom = static_cast<std::int64_t>(denominator);
    const std::int64_t shared = std::gcd(top, bottom);
    return NumberAccess::small(top / shared, bottom / shared);
  }
  const UnsignedWide divisor = common_divisor(magnitude(numerator), magnitude(denominator));
  numerator /= static_cast<Wide>(divisor);
  denominator /= static_cast<Wide>(divisor);
  if (numerator >= small_min && numerator <= small_max && denominator <= small_max) {
    return NumberAccess::small(static_cast<std::int64_t>(numerator),
                               static_cast<std::int64_t>(denominator));
  }
  return NumberAccess::lowest({to_big(numerator), to_big(denominator)});
}

Number big_sum(const Number& a, const Number& b) {
  const Fraction x = NumberAccess::fraction(a);
  const Fraction y = NumberAccess::fraction(b);
  return NumberAccess::lowest(
      {x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator});
}

Number big_product(const Number& a, const Number& b) {
  const Fraction x = NumberAccess::fraction(a);
  const Fraction y = NumberAccess::fraction(b);
  return NumberAccess::lowest({x.numerator * y.numerator, x.denominator * y.denominator});
}

}  // namespace

Number Number::ratio(std::int64_t numerator, std::int64_t denominator) {
  return denominator < 0 ? reduced(-Wide{numerator}, -Wide{denominator})
                         : reduced(numerator, denominator);
}

std::optional<Number> Number::parse(std::string_view decimal) {
  const bool negative = decimal.starts_with('-');
  if (negative) decimal.remove_prefix(1);
  const std::size_t point = decimal.find('.');
  const std::string_view whole = decimal.substr(0, point);
  const std::string_view places =
      point == std::string_view::npos ? std::string_view() : decimal.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && places.empty())) return std::nullopt;
  if (whole.size() + places.size() > most_digits) return std::nullopt;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(places, is_digit)) {
    return std::nullopt;
  }
  Wide numerator = 0;
  Wide denominator = 1;
  if (whole.size() + places.size() > 36) {  // more digits than 127 bits surely hold
    return NumberAccess::lowest(decimal_fraction(whole, places, negative));
  }
  for (const char digit : whole) numerator = numerator * 10 + (digit - '0');
  for (const char digit : places) {
    numerator = numerator * 10 + (digit - '0');
    denominator *= 10;
  }
  return reduced(negative ? -numerator : numerator, denominator);
}

Number operator+(const Number& a, const Number& b) {
  if (a.big_ || b.big_) return big_sum(a, b);
  if (std::int64_t sum = 0; a.denominator_ == 1 && b.denominator_ == 1 &&
                            !__builtin_add_overflow(a.numerator_, b.numerator_, &sum)) {
    return sum;
  }
  // Each product stays below 2^126 in size, so that the sum fits.
  return reduced(Wide{a.numerator_} * b.denominator_ + Wide{b.numerator_} * a.denominator_,
                 Wide{a.denominator_} * b.denominator_);
}

Number operator-(const Number& a, const Number& b) { return a + -b; }

Number operator*(const Number& a, const Number& b) {
  if (a.big_ || b.big_) return big_product(a, b);
  if (std::int64_t product = 0; a.denominator_ == 1 && b.denominator_ == 1 &&
                                !__builtin_mul_overflow(a.numerator_, b.numerator_, &product)) {
    return product;
  }
  return reduced(Wide{a.numerator_} * b.numerator_, Wide{a.denominator_} * b.denominator_);
}

Number operator-(const Number& a) {
  if (!a.big_ && a.numerator_ != small_min) {
    return NumberAccess::small(-a.numerator_, a.denominator_);
  }
  Fraction negated = NumberAccess::fraction(a);
  negated.numerator = -negated.numerator;
  return NumberAccess::lowest(std::move(negated));
}

bool operator==(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  if (!a.big_ || !b.big_) return false;  // one fits, the other does not
  return a.big_ == b.big_ ||
         (a.big_->numerator == b.big_->numerator && a.big_->denominator == b.big_->denominator);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) {
    const Wide left = Wide{a.numerator_} * b.denominator_;
    const Wide right = Wide{b.numerator_} * a.denominator_;
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
  }
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  const Fraction x = NumberAccess::fraction(a);
  const Fraction y = NumberAccess::fraction(b);
  return cpp_int(x.numerator * y.denominator).compare(cpp_int(y.numerator * x.denominator)) <=> 0;
}

int Number::sign() const {
  if (big_) return big_->numerator.sign();
  return (numerator_ > 0) - (numerator_ < 0);
}

bool Number::is_whole() const { return big_ ? big_->denominator == 1 : denominator_ == 1; }

Number Number::floor() const {
  if (is_whole()) return *this;
  if (big_) return NumberAccess::lowest({floor_of(*big_), 1});
  return numerator_ / denominator_ - (numerator_ < 0 ? 1 : 0);
}

Number Number::ceiling() const { return is_whole() ? *this : floor() + 1; }

Number Number::round() const {
  if (is_whole()) return *this;
  const Number half = ratio(1, 2);
  return sign() < 0 ? (*this - half).ceiling() : (*this + half).floor();
}

Number Number::abs() const { return sign() < 0 ? -*this : *this; }

bool Number::too_large() const {
  if (!big_) return false;
  return bits_of(big_->numerator) > most_bits || bits_of(big_->denominator) > most_bits;
}

double Number::to_double() const {
  constexpr std::int64_t exact = std::int64_t{1} << 53;  // whole numbers up to here are doubles
  if (!big_ && numerator_ >= -exact && numerator_ <= exact && denominator_ <= exact) {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  }
  Fraction value = NumberAccess::fraction(abs());
  // Scale so that the whole quotient has 63 or 64 bits; a rest of any size shows in the last one.
  const int shift = static_cast<int>(bits_of(value.numerator)) -
                    static_cast<int>(bits_of(value.denominator)) - 63;
  if (shift > 0) {
    value.denominator <<= shift;
  } else {
    value.numerator <<= -shift;
  }
  cpp_int quotient;
  cpp_int rest;
  divide_qr(value.numerator, value.denominator, quotient, rest);
  const std::uint64_t bits = static_cast<std::uint64_t>(quotient) | (rest.is_zero() ? 0U : 1U);
  const double size = std::ldexp(static_cast<double>(bits), shift);
  return sign() < 0 ? -size : size;
}

std::optional<std::int64_t> Number::to_int64() const {
  if (big_ || denominator_ != 1) return std::nullopt;
  return numerator_;
}

std::string Number::to_fraction() const {
  const Fraction value = NumberAccess::fraction(*this);
  const std::string numerator = value.numerator.str();
  return is_whole() ? numerator : numerator + "/" + value.denominator.str();
}

std::size_t Number::hash() const {
  const auto mix = [](std::uint64_t a, std::uint64_t b) {
    a ^= b + 0x9e3779b97f4a7c15U + (a << 6) + (a >> 2);
    return (a ^ (a >> 31)) * 0xbf58476d1ce4e5b9U;
  };
  if (!big_) {
    return static_cast<std::size_t>(
        mix(static_cast<std::uint64_t>(numerator_), static_cast<std::uint64_t>(denominator_)));
  }
  return static_cast<std::size_t>(mix(low_bits(big_->numerator), low_bits(big_->denominator)));
}

namespace {

/// The places after the point with which the fraction ends, where that is at most 30.
std::optional<unsigned> ending_places(cpp_int denominator) {
  unsigned twos = 0;
  unsigned fives = 0;
  for (; twos <= most_places && denominator % 2 == 0; ++twos) denominator /= 2;
  for (; fives <= most_places && denominator % 5 == 0; ++fives) denominator /= 5;
  const unsigned places = std::max(twos, fives);
  if (denominator != 1 || places > most_places) return std::nullopt;
  return places;
}

/// Digits with a point before the last `places` of them; no zeros at the end of a fraction.
std::string with_point(std::string digits, std::size_t places) {
  if (places == 0) return digits;
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, 1, '.');
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.')) digits.pop_back();
  return digits;
}

}  // namespace

std::string Number::to_string() const {
  const Number rounded =
      ending_places(NumberAccess::fraction(*this).denominator) ? *this : to_12_digits(*this);
  Fraction value = NumberAccess::fraction(rounded);
  // A value rounded to 12 digits always ends; tiny ones after more than 30 places.
  std::size_t places = 0;
  while (value.denominator != 1) {
    value.numerator *= 10;
    const cpp_int divisor = boost::multiprecision::gcd(value.numerator, value.denominator);
    value.numerator /= divisor;
    value.denominator /= divisor;
    ++places;
  }
  const std::string sign_text = sign() < 0 ? "-" : "";
  return sign_text + with_point(cpp_int(boost::multiprecision::abs(value.numerator)).str(), places);
}

std::optional<Number> divide(const Number& a, const Number& b) {
  if (b.is_zero()) return std::nullopt;
  if (NumberAccess::is_small(a) && NumberAccess::is_small(b)) {
    const Wide top = Wide{NumberAccess::numerator(a)} * NumberAccess::denominator(b);
    const Wide bottom = Wide{NumberAccess::denominator(a)} * NumberAccess::numerator(b);
    return bottom < 0 ? reduced(-top, -bottom) : reduced(top, bottom);
  }
  const Fraction x = NumberAccess::fraction(b);
  return a * NumberAccess::lowest({x.denominator, x.numerator});
}

Number gcd(const Number& a, const Number& b) {
  if (NumberAccess::is_small(a) && NumberAccess::is_small(b)) {
    const Wide x = Wide{NumberAccess::numerator(a)} * NumberAccess::denominator(b);
    const Wide y = Wide{NumberAccess::numerator(b)} * NumberAccess::denominator(a);
    return reduced(static_cast<Wide>(common_divisor(magnitude(x), magnitude(y))),
                   Wide{NumberAccess::denominator(a)} * NumberAccess::denominator(b));
  }
  const Fraction x = NumberAccess::fraction(a);
  const Fraction y = NumberAccess::fraction(b);
  // Over the common denominator the numerators are whole, and their divisor is the answer's.
  return NumberAccess::lowest({boost::multiprecision::gcd(cpp_int(x.numerator * y.denominator),
                                                          cpp_int(y.numerator * x.denominator)),
                               x.denominator * y.denominator});
}

}  // namespace bedside::units

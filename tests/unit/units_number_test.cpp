// Takes exact numbers; checks their arithmetic, texts and functions against independent ones.
#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

#include "lang/units/number.hpp"
#include "tests/catch.hpp"

template <>
struct Catch::StringMaker<bedside::units::Number> {
  static std::string convert(const bedside::units::Number& number) { return number.to_fraction(); }
};

namespace bedside::units {

namespace {

using Rational = boost::multiprecision::cpp_rational;
using Whole = boost::multiprecision::cpp_int;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

Number number(std::string_view text) {
  const auto parsed = Number::parse(text);
  INFO(text);
  REQUIRE(parsed.has_value());
  return *parsed;
}

/// Whole numbers of very different sizes, the ends of the small ones among them.
std::int64_t any_whole(std::mt19937_64& random) {
  static const std::vector<std::int64_t> edges = {0,        1,     -1,        2,     10,       most,
                                                  most - 1, least, least + 1, -most, 1LL << 32};
  if (random() % 4 == 0) return edges[random() % edges.size()];
  return static_cast<std::int64_t>(random()) >> (random() % 64);
}

struct Pair {
  Number ours;
  Rational theirs;
};

/// The same fraction twice; now and then a product, which does not fit 64 bits.
Pair any_pair(std::mt19937_64& random) {
  Pair result{1, 1};
  for (int factor = random() % 4 == 0 ? 2 : 1; factor > 0; --factor) {
    const std::int64_t numerator = any_whole(random);
    std::int64_t denominator = any_whole(random);
    if (denominator == 0) denominator = 7;
    result.ours *= Number::ratio(numerator, denominator);
    result.theirs *= Rational(Whole(numerator)) / Rational(Whole(denominator));
  }
  return result;
}

std::string text_of(const Rational& value) {
  const Whole below = denominator(value);
  return numerator(value).str() + (below == 1 ? "" : "/" + below.str());
}

/// floor(value), by the whole division that rounds towards zero.
Whole floor_of(const Rational& value) {
  const Whole quotient = numerator(value) / denominator(value);
  return Rational(quotient) > value ? Whole(quotient - 1) : quotient;
}

}  // namespace

TEST_CASE("numbers compute as rationals of any size do", "[units]") {
  std::mt19937_64 random(20251106);
  for (int i = 0; i < 20000; ++i) {
    const Pair a = any_pair(random);
    const Pair b = any_pair(random);
    INFO(text_of(a.theirs) << " and " << text_of(b.theirs));
    REQUIRE(a.ours.to_fraction() == text_of(a.theirs));
    REQUIRE((a.ours + b.ours).to_fraction() == text_of(a.theirs + b.theirs));
    REQUIRE((a.ours - b.ours).to_fraction() == text_of(a.theirs - b.theirs));
    REQUIRE((a.ours * b.ours).to_fraction() == text_of(a.theirs * b.theirs));
    REQUIRE((-a.ours).to_fraction() == text_of(-a.theirs));
    REQUIRE((a.ours == b.ours) == (a.theirs == b.theirs));
    REQUIRE((a.ours < b.ours) == (a.theirs < b.theirs));
    REQUIRE((a.ours > b.ours) == (a.theirs > b.theirs));
    REQUIRE(a.ours.sign() == a.theirs.sign());
    const auto quotient = divide(a.ours, b.ours);
    REQUIRE(quotient.has_value() == !b.theirs.is_zero());
    if (quotient) REQUIRE(quotient->to_fraction() == text_of(a.theirs / b.theirs));
  }
}

TEST_CASE("rounding goes down, up and halves away from zero", "[units]") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 5000; ++i) {
    const Pair a = any_pair(random);
    INFO(text_of(a.theirs));
    REQUIRE(a.ours.floor().to_fraction() == floor_of(a.theirs).str());
    REQUIRE(a.ours.ceiling().to_fraction() == Whole(-floor_of(-a.theirs)).str());
    const Rational half(1, 2);
    const Whole away = floor_of(abs(a.theirs) + half);
    REQUIRE(a.ours.round().to_fraction() == Whole(a.theirs < 0 ? Whole(-away) : away).str());
  }
  CHECK(number("2.5").round() == 3);
  CHECK(number("-2.5").round() == -3);
  CHECK(number("-2.4").round() == -2);
  CHECK(number("-0.5").floor() == -1);
  CHECK(number("-0.5").ceiling() == 0);
}

TEST_CASE("a value that grows and shrinks again is the value that it was", "[units]") {
  const Number large = Number(most) + 1;
  CHECK(large.to_fraction() == "9223372036854775808");
  CHECK_FALSE(large.to_int64().has_value());
  CHECK(large - 1 == Number(most));
  CHECK((large - 1).to_int64() == most);
  CHECK((large - 1).hash() == Number(most).hash());
  CHECK(-Number(least) == large);
  CHECK(-large == Number(least));
  CHECK((-large).to_int64() == least);
  CHECK(Number::ratio(least, least) == 1);
  CHECK(Number::ratio(1, least).to_fraction() == "-1/9223372036854775808");
  CHECK(Number::ratio(6, -4).to_fraction() == "-3/2");
  std::unordered_set<Number> seen;
  seen.insert(large * large);
  CHECK(seen.contains(large * large));
  CHECK_FALSE(seen.contains(large * large + 1));
}

TEST_CASE("the greatest common divisor divides both in whole numbers", "[units]") {
  CHECK(gcd(Number::ratio(3, 2), 1) == Number::ratio(1, 2));
  CHECK(gcd(0, Number::ratio(-7, 3)) == Number::ratio(7, 3));
  CHECK(gcd(0, 0) == 0);
  CHECK(gcd(number("0.5"), number("0.2")) == number("0.1"));
  std::mt19937_64 random(3);
  for (int i = 0; i < 2000; ++i) {
    const Pair a = any_pair(random);
    const Pair b = any_pair(random);
    const Number divisor = gcd(a.ours, b.ours);
    if (divisor.is_zero()) continue;
    const Number x = divide(a.ours, divisor).value();
    const Number y = divide(b.ours, divisor).value();
    REQUIRE(divisor > 0);
    REQUIRE(x.is_whole());
    REQUIRE(y.is_whole());
    REQUIRE(gcd(x, y) == 1);  // nothing greater divides both
  }
}

TEST_CASE("decimals are read exactly and nothing else is read", "[units]") {
  CHECK(number("38") == 38);
  CHECK(number("-1") == -1);
  CHECK(number("38.50") == Number::ratio(77, 2));
  CHECK(number("007") == 7);
  CHECK(number("-0") == 0);
  CHECK(number("0.1") + number("0.2") == number("0.3"));
  CHECK(number("9223372036854775808") == Number(most) + 1);
  const std::string nines(500, '9');
  CHECK(number(nines + "." + nines) < number("1" + std::string(500, '0')));
  for (const char* text : {"", "-", ".5", "1.", "-.5", "1e3", "+1", "1,5", " 1", "1 ", "1.2.3",
                           "--1", "0x10", "nan", "inf", "1'000", "½"}) {
    INFO(text);
    CHECK_FALSE(Number::parse(text).has_value());
  }
  CHECK(Number::parse(std::string(1000, '7')).has_value());
  CHECK_FALSE(Number::parse(std::string(1001, '7')).has_value());
  CHECK_FALSE(Number::parse(std::string(1000000, '7')).has_value());
}

TEST_CASE("what is printed as an exact decimal reads back as itself", "[units]") {
  CHECK(number("-12.50").to_string() == "-12.5");
  CHECK(number("0.1").to_string() == "0.1");
  CHECK(Number(3).to_string() == "3");
  CHECK(Number().to_string() == "0");
  CHECK(Number::ratio(1, 1 << 30).to_string() == "0.000000000931322574615478515625");
  CHECK(Number::ratio(1, 3).to_string() == "0.333333333333");
  CHECK(Number::ratio(-2, 3).to_string() == "-0.666666666667");
  CHECK(Number::ratio(2000000, 3).to_string() == "666666.666667");
  CHECK(number("1" + std::string(40, '0')).to_string() == "1" + std::string(40, '0'));
  CHECK((Number::ratio(1, 3) * number("1" + std::string(20, '0'))).to_string() ==
        "33333333333300000000");
  CHECK((number("0." + std::string(39, '0') + "1")).to_string() ==
        "0." + std::string(39, '0') + "1");
  std::mt19937_64 random(11);
  for (int i = 0; i < 5000; ++i) {
    Number value = any_whole(random);
    for (std::uint64_t places = random() % 30; places > 0; --places) value *= Number::ratio(1, 10);
    const std::string text = value.to_string();
    INFO(text);
    REQUIRE(number(text) == value);
    REQUIRE(text.find_first_not_of("-.0123456789") == std::string::npos);
  }
}

TEST_CASE("doubles are the nearest ones", "[units]") {
  CHECK(number("0.1").to_double() == 0.1);
  CHECK(number("-38.7").to_double() == -38.7);
  CHECK(Number::ratio(1, 3).to_double() == 1.0 / 3);
  CHECK(Number(most).to_double() == 9223372036854775807.0);
  CHECK(number("0.1234567890123456789012345").to_double() == 0.1234567890123456789012345);
  CHECK(number("123456789012345678901234567890").to_double() == 123456789012345678901234567890.0);
  CHECK(number("1" + std::string(400, '0')).to_double() == std::numeric_limits<double>::infinity());
}

TEST_CASE("a number beyond 4096 bits says so", "[units]") {
  Number value = 1;
  for (int i = 0; i < 4095; ++i) value *= 2;
  CHECK_FALSE(value.too_large());
  CHECK((value * 2).too_large());
  CHECK(divide(1, value * 2).value().too_large());
  CHECK_FALSE(Number(most).too_large());
}

TEST_CASE("functions meet their known values", "[units]") {
  CHECK(exp(0) == Number(1));
  CHECK(ln(1) == Number(0));
  CHECK(log10(1000) == Number(3));
  CHECK(log10(number("0.001")) == Number(-3));
  CHECK(sqrt(number("2.25")) == number("1.5"));
  CHECK(sqrt(0) == Number(0));
  // OEIS A001113 (e), A002162 (ln 2), A002193 (square root of 2), A002392 (ln 10).
  CHECK(exp(1) == number("2.71828182846"));
  CHECK(ln(2) == number("0.69314718056"));
  CHECK(sqrt(2) == number("1.41421356237"));
  CHECK(ln(10) == number("2.30258509299"));
  CHECK(power(2, 10) == Number(1024));
  CHECK(power(2, -2) == number("0.25"));
  CHECK(power(-2, 3) == Number(-8));
  CHECK(power(4, number("0.5")) == Number(2));
  CHECK(power(-1, 1000001) == Number(-1));
  CHECK(power(-1, 1000000) == Number(1));
  CHECK(power(0, 0) == Number(1));
  CHECK(power(0, 5) == Number(0));
  CHECK(power(10, 300) == number("1" + std::string(300, '0')));
  CHECK(power(Number::ratio(1, 3), 2) == number("0.111111111111"));
}

TEST_CASE("functions have no value outside their domain or a double's range", "[units]") {
  CHECK_FALSE(ln(0).has_value());
  CHECK_FALSE(ln(-1).has_value());
  CHECK_FALSE(log10(0).has_value());
  CHECK_FALSE(sqrt(-1).has_value());
  CHECK_FALSE(exp(710).has_value());
  CHECK_FALSE(exp(-800).has_value());
  CHECK_FALSE(exp(number("1" + std::string(500, '0'))).has_value());
  CHECK(exp(709).has_value());
  CHECK_FALSE(power(0, -1).has_value());
  CHECK_FALSE(power(-2, number("0.5")).has_value());
  CHECK_FALSE(power(10, 309).has_value());
  CHECK_FALSE(power(10, number("1" + std::string(500, '0'))).has_value());
  CHECK_FALSE(power(number("1" + std::string(900, '0')), 64).has_value());
}

TEST_CASE("functions hold their digits where a double would lose them", "[units]") {
  const Number tiny = number("0." + std::string(39, '0') + "1");
  CHECK(ln(1 + tiny) == tiny);
  CHECK(ln(1 - tiny) == -tiny);
  CHECK(ln(number("1.0000001")) == number("0.0000000999999950000"));
  CHECK(ln(number("1" + std::string(999, '0'))) == number("2300.2825079"));  // 999 ln 10
  CHECK(power(1 + tiny, number("1" + std::string(40, '0'))) == exp(1));
  // A true half at the 13th digit goes away from zero.
  CHECK(sqrt(number("1.000000000005") * number("1.000000000005")) == number("1.00000000001"));
  CHECK(sqrt(number("1.000000000015") * number("1.000000000015")) == number("1.00000000002"));
  CHECK(power(number("1.000000000005"), 1) == number("1.00000000001"));
  CHECK(power(number("-1.000000000005"), 1) == number("-1.00000000001"));
}

TEST_CASE("functions round the true value, and so never run backwards", "[units]") {
  using Precise = boost::multiprecision::cpp_dec_float_50;
  const auto rounded = [](const Precise& value) {
    return value.str(11, std::ios_base::scientific);  // a first digit and eleven more
  };
  const auto rounded_ours = [&](const std::optional<Number>& value) {
    return rounded(Precise(value.value().to_string()));
  };
  std::mt19937_64 random(5);
  for (int i = 0; i < 400; ++i) {
    const Number x = Number::ratio(static_cast<std::int64_t>(random() % 100000 + 1), 1000);
    const Precise p(x.to_string());
    INFO(x.to_string());
    REQUIRE(rounded_ours(ln(x + 1)) == rounded(log(p + 1)));
    REQUIRE(rounded_ours(log10(x + 1)) == rounded(log10(p + 1)));
    REQUIRE(rounded_ours(exp(x)) == rounded(exp(p)));
    REQUIRE(rounded_ours(sqrt(x)) == rounded(sqrt(p)));
    REQUIRE(rounded_ours(power(x, number("-0.302"))) == rounded(pow(p, Precise("-0.302"))));
    const Number next = x + number("0.0000000001");
    REQUIRE(ln(x).value() <= ln(next).value());
    REQUIRE(exp(x).value() <= exp(next).value());
    REQUIRE(sqrt(x).value() <= sqrt(next).value());
    REQUIRE(power(x, number("1.154")).value() <= power(next, number("1.154")).value());
  }
}

}  // namespace bedside::units

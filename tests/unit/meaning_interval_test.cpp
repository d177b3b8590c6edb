// Takes random intervals; gives whether each result computed from numbers in them lies in the
// interval of results, and whether that interval is not wider than it must be.
#include "lang/meaning/interval.hpp"

#include <random>

#include "tests/catch.hpp"

namespace bedside::meaning {

namespace {

using meaning::FunctionKind;
using meaning::Operator;
using meaning::Rounding;

std::optional<Number> operate(Operator sign, const Number& a, const Number& b) {
  switch (sign) {
    case Operator::add:
      return a + b;
    case Operator::subtract:
      return a - b;
    case Operator::multiply:
      return a * b;
    case Operator::divide:
      return units::divide(a, b);
    case Operator::power:
      return units::power(a, b);
  }
  return std::nullopt;
}

class Dice {
 public:
  int roll(int least, int most) { return std::uniform_int_distribution<>(least, most)(engine_); }
  Range range(int least, int most) {
    while (true) {
      Range range = Range::between(Number::ratio(roll(least, most), 2), 0);
      range.high = range.low + Number::ratio(roll(0, 6), 2);
      range.low_open = roll(0, 2) == 0;
      range.high_open = roll(0, 2) == 0;
      if (!range.empty()) return range;
    }
  }
  /// The same interval with one end or both left out, now and then.
  Range unbounded(Range range) {
    if (roll(0, 5) == 0) range = {0, range.high, false, true, false, range.high_open};
    if (roll(0, 5) == 0) {
      range = {range.low, 0, range.has_low, false, range.low_open, false};
    }
    return range;
  }

 private:
  std::mt19937 engine_{20240229};
};

/// Numbers of the interval, dense near its ends.
std::vector<Number> samples(const Range& range) {
  const Number near = Number::ratio(1, 1000000);
  const Number low = range.has_low ? range.low : (range.has_high ? range.high - 1000000 : -500000);
  const Number high = range.has_high ? range.high : low + 1000000;
  std::vector<Number> found;
  for (const Number& number :
       {low, low + near, high - near, high, (low + high) * Number::ratio(1, 2), Number(0), near,
        -near, Number(1), Number::ratio(1, 3), Number(-1), Number::ratio(5, 2)}) {
    if (range.has(number)) found.push_back(number);
  }
  return found;
}

/// Whether the results come as near to each end as samples can, and reach it where it is closed.
bool tight(const Range& range, const std::vector<Number>& results) {
  const Number near = Number::ratio(1, 1000);
  const Number least = *std::min_element(results.begin(), results.end());
  const Number most = *std::max_element(results.begin(), results.end());
  const bool low = !range.has_low   ? least < -10000
                   : range.low_open ? least < range.low + near
                                    : least == range.low;
  const bool high = !range.has_high   ? most > 10000
                    : range.high_open ? most > range.high - near
                                      : most == range.high;
  return low && high;
}

}  // namespace

TEST_CASE("sums, differences, products and quotients hold exactly what samples give") {
  Dice dice;
  int quotients = 0;
  for (int i = 0; i < 4000; ++i) {
    const Range a = dice.unbounded(dice.range(-6, 6));
    const Range b = dice.unbounded(dice.range(-6, 6));
    const auto sign = static_cast<Operator>(dice.roll(0, 3));
    const Possibly all = computed(sign, {a, false}, {b, false});
    if (sign == Operator::divide && b.has(0)) {
      CHECK(all.undefined);
      continue;
    }
    quotients += sign == Operator::divide ? 1 : 0;
    REQUIRE_FALSE(all.undefined);
    std::vector<Number> results;
    for (const Number& x : samples(a)) {
      for (const Number& y : samples(b)) results.push_back(*operate(sign, x, y));
    }
    INFO(static_cast<int>(sign) << " a " << a.low.to_string() << ".." << a.high.to_string() << " b "
                                << b.low.to_string() << ".." << b.high.to_string());
    for (const Number& result : results) REQUIRE(all.range.has(result));
    CHECK(tight(all.range, results));
  }
  CHECK(quotients > 200);
}

TEST_CASE("minimum, maximum and rounding hold exactly what samples give") {
  Dice dice;
  for (int i = 0; i < 3000; ++i) {
    const Range a = dice.range(-6, 6);
    const Range b = dice.range(-6, 6);
    const bool greatest = dice.roll(0, 1) == 1;
    const auto way = static_cast<Rounding>(dice.roll(0, 2));
    const Possibly ends = extreme(greatest, {{a, false}, {b, false}});
    const Possibly whole = rounded(way, {a, false}, Number::ratio(1, 2));
    std::vector<Number> extremes;
    std::vector<Number> wholes;
    for (const Number& x : samples(a)) {
      for (const Number& y : samples(b)) {
        extremes.push_back(greatest ? std::max(x, y) : std::min(x, y));
        REQUIRE(ends.range.has(extremes.back()));
      }
      const Number twice = x * 2;
      const Number steps = way == Rounding::nearest ? twice.round()
                           : way == Rounding::floor ? twice.floor()
                                                    : twice.ceiling();
      wholes.push_back(steps * Number::ratio(1, 2));
      REQUIRE(whole.range.has(wholes.back()));
    }
    CHECK(tight(ends.range, extremes));
    CHECK(tight(whole.range, wholes));
  }
}

TEST_CASE("powers hold what samples give, and are undefined where a sample is") {
  Dice dice;
  int defined = 0;
  for (int i = 0; i < 3000; ++i) {
    const Range a = dice.range(-6, 6);
    const Range b = dice.roll(0, 1) == 0 ? Range::point(dice.roll(-3, 3)) : dice.range(-6, 6);
    const Possibly all = computed(Operator::power, {a, false}, {b, false});
    if (all.undefined) continue;
    ++defined;
    for (const Number& x : samples(a)) {
      for (const Number& y : samples(b)) {
        const std::optional<Number> power = units::power(x, y);
        INFO(x.to_string() << " ^ " << y.to_string());
        REQUIRE(power);
        REQUIRE(all.range.has(*power));
      }
    }
  }
  CHECK(defined > 1000);
  const auto square = [](const Range& base) {
    return computed(Operator::power, {base, false}, {Range::point(2), false}).range;
  };
  CHECK(square(Range::between(-3, 2)) == Range::between(0, 9));
  CHECK(square(Range::between(-3, -2)) == Range::between(4, 9));
  CHECK(computed(Operator::power, {Range::between(-3, 2), false}, {Range::point(3), false}).range ==
        Range::between(-27, 8));
  CHECK(computed(Operator::power, {Range::between(-3, 2), false}, {Range::point(-1), false})
            .undefined);
  CHECK(computed(Operator::power, {Range::between(-3, 2), false},
                 {Range::point(Number::ratio(1, 2)), false})
            .undefined);
}

TEST_CASE("logarithms, roots and exponentials hold what samples give") {
  Dice dice;
  for (int i = 0; i < 2000; ++i) {
    const Range a = dice.unbounded(dice.range(-2, 12));
    for (const auto function :
         {FunctionKind::ln, FunctionKind::log10, FunctionKind::exp, FunctionKind::sqrt}) {
      const Possibly all = applied(function, {a, false});
      for (const Number& x : samples(a)) {
        const std::optional<Number> value = function == FunctionKind::ln      ? units::ln(x)
                                            : function == FunctionKind::log10 ? units::log10(x)
                                            : function == FunctionKind::exp   ? units::exp(x)
                                                                              : units::sqrt(x);
        REQUIRE((value || all.undefined));
        if (value) REQUIRE(all.range.has(*value));
      }
    }
  }
  CHECK(applied(FunctionKind::log10, {Range::between(10, 1000), false}).range ==
        Range::between(1, 3));
  CHECK(applied(FunctionKind::ln, {Range::above(1), false}).range == Range::above(0));
  // Just above 4 the root rounds to 2: rounding reaches an end that the number itself does not.
  CHECK(applied(FunctionKind::sqrt, {{4, 9, true, true, true, true}, false}).range ==
        Range::between(2, 3));
  CHECK(applied(FunctionKind::ln, {Range::above(0), false}).range == Range::everything());
  CHECK_FALSE(applied(FunctionKind::ln, {Range::above(0), false}).undefined);
  CHECK(applied(FunctionKind::ln, {Range::at_least(0), false}).undefined);
  CHECK(applied(FunctionKind::sqrt, {Range::between(-1, 4), false}).undefined);
  CHECK(applied(FunctionKind::exp, {Range::point(100000), false}).undefined);
}

TEST_CASE("zero times what has no end is zero; a grid may spare a divisor the zero") {
  const Possibly zero{Range::point(0), false};
  const Possibly any{Range::everything(), false};
  CHECK(computed(Operator::multiply, zero, any).range == Range::point(0));
  const Possibly odd{Range::between(-1, 1), false};
  const Possibly one{Range::point(1), false};
  CHECK(computed(Operator::divide, one, odd).undefined);
  const Possibly spared = computed(Operator::divide, one, odd, Grid{1, 2});
  CHECK_FALSE(spared.undefined);
  CHECK(spared.range == Range::between(-1, 1));
  CHECK(rounded(Rounding::floor, {{1, 2, true, true, false, true}, false}, 1).range ==
        Range::point(1));
  CHECK(
      scaled({Range::between(32, 212), false}, Number::ratio(5, 9), Number::ratio(-160, 9)).range ==
      Range::between(0, 100));
  CHECK(computed(Operator::add, {Range::everything(), true}, one).undefined);
}

TEST_CASE("numbers too large to compute with are undefined") {
  Possibly power{Range::point(10), false};
  int doublings = 0;
  while (!power.undefined && doublings < 20) {
    power = computed(Operator::multiply, power, power);
    ++doublings;
  }
  CHECK(power.undefined);
  CHECK(doublings > 5);
}

}  // namespace bedside::meaning

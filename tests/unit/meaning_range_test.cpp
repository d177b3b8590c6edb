// Takes ranges and grids; checks what is left of them against counting.
#include <random>

#include "lang/meaning/grids.hpp"
#include "lang/meaning/range.hpp"
#include "lang/meaning/values.hpp"
#include "tests/catch.hpp"

namespace {

using namespace bedside::meaning;

// A random range with ends from -6 to 6, in halves, sometimes open or without an end.
Range draw(std::mt19937& random) {
  const auto pick = [&](unsigned count) { return static_cast<int>(random() % count); };
  Range range;
  range.low = Number::ratio(pick(25) - 12, 2);
  range.high = Number::ratio(pick(25) - 12, 2);
  range.has_low = pick(5) != 0;
  range.has_high = pick(5) != 0;
  range.low_open = range.has_low && pick(2) == 0;
  range.high_open = range.has_high && pick(2) == 0;
  return range;
}

}  // namespace

TEST_CASE("range: intersection, hull and difference hold the numbers that they should") {
  std::mt19937 random(20261123);
  for (int round = 0; round < 2000; ++round) {
    const Range a = draw(random);
    const Range b = draw(random);
    const Range both = intersect(a, b);
    const auto rest = subtract(a, {b}, std::nullopt);
    for (int quarter = -40; quarter <= 40; ++quarter) {
      const Number number = Number::ratio(quarter, 4);
      REQUIRE(both.has(number) == (a.has(number) && b.has(number)));
      bool left = false;
      for (const Range& range : rest) left = left || range.has(number);
      REQUIRE(left == (a.has(number) && !b.has(number)));
      if (a.empty() || b.empty()) continue;
      if (a.has(number) || b.has(number)) REQUIRE(hull(a, b).has(number));
    }
    if (!a.empty() && !b.empty()) REQUIRE(within(both, a));
  }
}

TEST_CASE("range: on a grid the ends belong to it, and hold the same numbers") {
  std::mt19937 random(7);
  const std::optional<Grid> grid = Grid{Number::ratio(1, 2), Number(2)};
  for (int round = 0; round < 2000; ++round) {
    const Range range = draw(random);
    const Range snapped = snap(range, grid);
    bool any = false;
    for (int step = -10; step <= 10; ++step) {
      const Number number = grid->origin + Number(step) * grid->step;
      REQUIRE(snapped.has(number) == range.has(number));
      any = any || range.has(number);
    }
    REQUIRE(none_in(range, grid) == !any);
  }
}

TEST_CASE("grids: what is computed from numbers of a grid lies on the computed grid") {
  const Grid a{Number(1), Number::ratio(1, 2)};
  const Grid b{Number(-2), Number(3)};
  const auto sum = sum_grid(a, b, false);
  const auto difference = sum_grid(a, b, true);
  const auto product = product_grid(a, b);
  const auto common = common_grid(a, b);
  for (int i = -6; i <= 6; ++i) {
    for (int k = -6; k <= 6; ++k) {
      const Number x = a.origin + Number(i) * a.step;
      const Number y = b.origin + Number(k) * b.step;
      REQUIRE(sum->has(x + y));
      REQUIRE(difference->has(x - y));
      REQUIRE(product->has(x * y));
      REQUIRE(common->has(x));
      REQUIRE(common->has(y));
      REQUIRE(scaled_grid(a, Number(-3), Number(1))->has(x * Number(-3) + Number(1)));
    }
  }
  CHECK_FALSE(sum_grid(a, std::nullopt, false).has_value());
}

TEST_CASE("values: sets of more than 64 values") {
  Values odd;
  for (std::size_t i = 1; i < 200; i += 2) odd.insert(i);
  CHECK(odd.size() == 100);
  CHECK(odd.first() == 1);
  CHECK(odd.last() == 199);
  Values even = odd.rest(200);
  CHECK(even.size() == 100);
  CHECK_FALSE(even.meets(odd));
  even |= odd;
  CHECK(even == Values::all(200));
  even &= Values::one(130);
  CHECK(even.list() == std::vector<std::size_t>{130});
  CHECK(even.within(Values::all(131)));
  CHECK_FALSE(even.within(Values::all(130)));
  even &= odd;
  CHECK(even.empty());
}

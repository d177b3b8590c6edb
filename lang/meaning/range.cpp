// Takes ends and steps; gives intervals of exact numbers and what is left of them on a grid.
#include "lang/meaning/range.hpp"

#include <algorithm>

namespace bedside::meaning {

namespace {

int compare(const Number& a, const Number& b) { return a == b ? 0 : a < b ? -1 : 1; }

// -1, 0, 1: which of two low ends begins earlier (a missing one is the earliest).
int compare_low(const Range& a, const Range& b) {
  if (!a.has_low || !b.has_low) return static_cast<int>(a.has_low) - static_cast<int>(b.has_low);
  if (const int order = compare(a.low, b.low); order != 0) return order;
  return static_cast<int>(a.low_open) - static_cast<int>(b.low_open);
}

// -1, 0, 1: which of two high ends stops earlier (a missing one is the latest).
int compare_high(const Range& a, const Range& b) {
  if (!a.has_high || !b.has_high) {
    return static_cast<int>(b.has_high) - static_cast<int>(a.has_high);
  }
  if (const int order = compare(a.high, b.high); order != 0) return order;
  return static_cast<int>(b.high_open) - static_cast<int>(a.high_open);
}

Range with_ends(const Range& low, const Range& high) {
  return {low.low, high.high, low.has_low, high.has_high, low.low_open, high.high_open};
}

}  // namespace

bool Grid::has(const Number& number) const {
  if (step.is_zero()) return number == origin;
  return units::divide(number - origin, step)->is_whole();
}

Number Grid::next_up(const Number& number, bool open) const {
  const Number steps = units::divide(number - origin, step)->ceiling();
  const Number found = origin + steps * step;
  return open && found == number ? found + step : found;
}

Number Grid::next_down(const Number& number, bool open) const {
  const Number steps = units::divide(number - origin, step)->floor();
  const Number found = origin + steps * step;
  return open && found == number ? found - step : found;
}

std::optional<Grid> intersect(const Grid& a, const Grid& b) {
  if (a.step < b.step) return intersect(b, a);
  if (b.step.is_zero()) return a.has(b.origin) ? std::optional(b) : std::nullopt;
  const Number shared = gcd(a.step, b.step);
  if (!units::divide(b.origin - a.origin, shared)->is_whole()) return std::nullopt;
  // Among so many steps of the one there is a step of the other.
  Grid both{a.origin, *units::divide(a.step * b.step, shared)};
  while (!b.has(both.origin)) both.origin += a.step;
  return both;
}

bool Range::empty() const {
  if (!has_low || !has_high) return false;
  return low > high || (low == high && (low_open || high_open));
}

bool Range::has(const Number& number) const {
  if (has_low && (low_open ? number <= low : number < low)) return false;
  return !(has_high && (high_open ? number >= high : number > high));
}

Range intersect(const Range& a, const Range& b) {
  return with_ends(compare_low(a, b) > 0 ? a : b, compare_high(a, b) < 0 ? a : b);
}

Range hull(const Range& a, const Range& b) {
  return with_ends(compare_low(a, b) < 0 ? a : b, compare_high(a, b) > 0 ? a : b);
}

bool within(const Range& inner, const Range& outer) {
  return inner.empty() || (compare_low(inner, outer) >= 0 && compare_high(inner, outer) <= 0);
}

Range snap(const Range& range, const std::optional<Grid>& grid) {
  if (!grid) return range;
  if (grid->step.is_zero()) {
    return range.has(grid->origin) ? Range::point(grid->origin) : Range::nothing();
  }
  Range snapped = range;
  snapped.low_open = snapped.high_open = false;
  if (range.has_low) snapped.low = grid->next_up(range.low, range.low_open);
  if (range.has_high) snapped.high = grid->next_down(range.high, range.high_open);
  return snapped;
}

bool none_in(const Range& range, const std::optional<Grid>& grid) {
  return range.empty() || snap(range, grid).empty();
}

std::vector<Range> subtract(const Range& domain, const std::vector<Range>& taken,
                            const std::optional<Grid>& grid) {
  std::vector<Range> sorted = taken;
  std::sort(sorted.begin(), sorted.end(),
            [](const Range& a, const Range& b) { return compare_low(a, b) < 0; });
  std::vector<Range> left;
  Range rest = domain;
  for (const Range& cut : sorted) {
    if (cut.empty() || intersect(rest, cut).empty()) continue;
    if (cut.has_low) {
      const Range before = cut.low_open ? Range::at_most(cut.low) : Range::below(cut.low);
      const Range part = intersect(rest, before);
      if (!none_in(part, grid)) left.push_back(part);
    }
    if (!cut.has_high) return left;
    rest = intersect(rest, cut.high_open ? Range::at_least(cut.high) : Range::above(cut.high));
  }
  if (!none_in(rest, grid)) left.push_back(rest);
  return left;
}

}  // namespace bedside::meaning

// Takes ends and steps; gives intervals of exact numbers and what is left of them on a grid.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/units/number.hpp"

namespace bedside::meaning {

using units::Number;

/// The numbers origin + k * step for whole k; a step of zero is the origin alone.
struct Grid {
  Number origin;
  Number step;

  bool has(const Number& number) const;
  /// The least number of the grid that is not below (or, if `open`, is above) this one.
  Number next_up(const Number& number, bool open) const;
  Number next_down(const Number& number, bool open) const;
  friend bool operator==(const Grid&, const Grid&) = default;
};

/// The numbers that both grids have; none where they have none in common.
std::optional<Grid> intersect(const Grid& a, const Grid& b);

/// An interval. Without `has_low` it is unbounded below, without `has_high` above; an open end does
/// not belong to it.
struct Range {
  Number low;
  Number high;
  bool has_low = false;
  bool has_high = false;
  bool low_open = false;
  bool high_open = false;

  static Range everything() { return {}; }
  static Range nothing() { return between(1, 0); }
  static Range point(const Number& number) { return between(number, number); }
  static Range between(const Number& low, const Number& high) {
    return {low, high, true, true, false, false};
  }
  static Range at_least(const Number& number) { return {number, 0, true, false, false, false}; }
  static Range above(const Number& number) { return {number, 0, true, false, true, false}; }
  static Range at_most(const Number& number) { return {0, number, false, true, false, false}; }
  static Range below(const Number& number) { return {0, number, false, true, false, true}; }

  bool empty() const;
  bool is_point() const { return has_low && has_high && low == high && !low_open && !high_open; }
  bool has(const Number& number) const;
  friend bool operator==(const Range&, const Range&) = default;
};

Range intersect(const Range& a, const Range& b);
/// The smallest interval that holds both; neither may be empty.
Range hull(const Range& a, const Range& b);
/// Whether every number of `inner` is in `outer`; `inner` may be empty.
bool within(const Range& inner, const Range& outer);

/// The same numbers of the grid with ends that belong to it; without a grid the range itself.
Range snap(const Range& range, const std::optional<Grid>& grid);
/// Whether no number of the range (on the grid, if there is one) exists.
bool none_in(const Range& range, const std::optional<Grid>& grid);

/// What is in `domain` and in none of `taken`, as disjoint ranges from low to high.
std::vector<Range> subtract(const Range& domain, const std::vector<Range>& taken,
                            const std::optional<Grid>& grid);

}  // namespace bedside::meaning

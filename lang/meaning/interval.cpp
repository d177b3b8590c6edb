// Takes the possible values of operands; gives those of what is computed from them.
#include "lang/meaning/interval.hpp"

namespace bedside::meaning {

namespace {

const Possibly undefined{Range::everything(), true};

/// One end of an interval; `infinite` is -1 or 1 where it has none on that side.
struct End {
  Number at;
  int infinite = 0;
  bool open = false;

  int sign() const { return infinite != 0 ? infinite : at.sign(); }
};

End low_end(const Range& range) {
  return range.has_low ? End{range.low, 0, range.low_open} : End{0, -1, false};
}
End high_end(const Range& range) {
  return range.has_high ? End{range.high, 0, range.high_open} : End{0, 1, false};
}

bool before(const End& a, const End& b) {
  return a.infinite != b.infinite ? a.infinite < b.infinite : a.at < b.at;
}

/// The interval from the least to the greatest; of equal ends the one that belongs to it counts.
Range spanning(const std::vector<End>& ends) {
  End low = ends.front();
  End high = ends.front();
  for (const End& end : ends) {
    if (before(end, low) || (!before(low, end) && !end.open)) low = end;
    if (before(high, end) || (!before(end, high) && !end.open)) high = end;
  }
  return {low.at, high.at, low.infinite == 0, high.infinite == 0, low.open, high.open};
}

Possibly result(const Range& range) {
  if (range.has_low && range.low.too_large()) return undefined;
  if (range.has_high && range.high.too_large()) return undefined;
  return {range, false};
}

Range sum(const Range& a, const Range& b) {
  Range range;
  range.has_low = a.has_low && b.has_low;
  range.has_high = a.has_high && b.has_high;
  if (range.has_low) range.low = a.low + b.low;
  if (range.has_high) range.high = a.high + b.high;
  range.low_open = range.has_low && (a.low_open || b.low_open);
  range.high_open = range.has_high && (a.high_open || b.high_open);
  return range;
}

Range negated(const Range& a) {
  return {-a.high, -a.low, a.has_high, a.has_low, a.high_open, a.low_open};
}

// Zero times anything is zero, without end too: the product never gets farther than its corners.
End times(const End& a, const End& b) {
  const bool a_zero = a.sign() == 0;
  const bool b_zero = b.sign() == 0;
  if (a_zero || b_zero) return {0, 0, !((a_zero && !a.open) || (b_zero && !b.open))};
  if (a.infinite != 0 || b.infinite != 0) return {0, a.sign() * b.sign(), false};
  return {a.at * b.at, 0, a.open || b.open};
}

Range product(const Range& a, const Range& b) {
  return spanning({times(low_end(a), low_end(b)), times(low_end(a), high_end(b)),
                   times(high_end(a), low_end(b)), times(high_end(a), high_end(b))});
}

/// One end of 1/x, for x on one side of zero.
End inverse(const End& end, int side) {
  if (end.infinite != 0) return {0, 0, true};
  if (end.at.is_zero()) return {0, side, false};
  return {*units::divide(1, end.at), 0, end.open};
}

Possibly quotient(const Range& a, const Range& b, const std::optional<Grid>& grid) {
  if (b.has(0) && (!grid || grid->has(0))) return undefined;
  std::optional<Range> all;
  for (const int side : {-1, 1}) {
    const Range half = intersect(b, side < 0 ? Range::below(0) : Range::above(0));
    if (none_in(half, grid)) continue;
    const Range divisor = snap(half, grid);
    const Range inverted =
        spanning({inverse(low_end(divisor), side), inverse(high_end(divisor), side)});
    const Range part = product(a, inverted);
    all = all ? hull(*all, part) : part;
  }
  return all ? result(*all) : undefined;
}

Range extreme(bool greatest, const Range& a, const Range& b) {
  const Range inner = intersect(a, b);  // the greater low end, the lesser high end
  const Range outer = hull(a, b);
  const Range& low = greatest ? inner : outer;
  const Range& high = greatest ? outer : inner;
  return {low.low, high.high, low.has_low, high.has_high, low.low_open, high.high_open};
}

/// Powers of bases that are not negative. They are monotone in base and exponent, so the corners
/// tell. Rounding lets an open end be reached, unless it is zero, near which no digit is lost.
Possibly corners_of_power(const Range& base, const Range& exponent) {
  if (!base.has_high || !exponent.has_low || !exponent.has_high) return undefined;
  std::vector<End> corners;
  for (const End& b : {low_end(base), high_end(base)}) {
    for (const End& e : {low_end(exponent), high_end(exponent)}) {
      const std::optional<Number> power = units::power(b.at, e.at);
      if (!power) return undefined;
      corners.push_back({*power, 0, power->is_zero() && b.open});
    }
  }
  return result(spanning(corners));
}

/// A base that may be negative wants one whole exponent: of an even one the base's size counts.
Possibly power(const Range& base, const Range& exponent) {
  if (base.has_low && base.low.sign() >= 0) {
    const bool may_be_zero = base.has(0);
    if (may_be_zero && !(exponent.has_low && exponent.low.sign() >= 0)) return undefined;
    return corners_of_power(base, exponent);
  }
  if (!exponent.is_point() || !exponent.low.is_whole()) return undefined;
  if (base.has(0) && exponent.low.sign() < 0) return undefined;
  const bool even = (exponent.low * Number::ratio(1, 2)).is_whole();
  const Range size = intersect(extreme(true, base, negated(base)), Range::at_least(0));
  if (even) return corners_of_power(size, exponent);
  const Range minus = negated(intersect(base, Range::at_most(0)));
  Possibly all = corners_of_power(minus, exponent);
  all.range = negated(all.range);
  const Range plus = intersect(base, Range::at_least(0));
  if (all.undefined || plus.empty()) return all;
  const Possibly rest = corners_of_power(plus, exponent);
  return rest.undefined ? undefined : Possibly{hull(all.range, rest.range), false};
}

/// The multiple that a value rounds to; `side` -1 or 1: values just below or just above it.
Number round_end(Rounding way, const Number& value, int side) {
  const Number half = Number::ratio(1, 2);
  switch (way) {
    case Rounding::floor:
      return side < 0 ? value.ceiling() - 1 : value.floor();
    case Rounding::ceiling:
      return side > 0 ? value.floor() + 1 : value.ceiling();
    case Rounding::nearest:
      break;
  }
  if (side == 0) return value.round();
  return side < 0 ? (value - half).ceiling() : (value + half).floor();
}

std::optional<Number> call(FunctionKind function, const Number& x) {
  switch (function) {
    case FunctionKind::ln:
      return units::ln(x);
    case FunctionKind::log10:
      return units::log10(x);
    case FunctionKind::exp:
      return units::exp(x);
    case FunctionKind::sqrt:
      return units::sqrt(x);
  }
  return std::nullopt;
}

/// Nothing where the function is undefined there, or would leave a double's range on the way.
std::optional<End> image(FunctionKind function, const End& x) {
  const bool logarithm = function == FunctionKind::ln || function == FunctionKind::log10;
  if (logarithm && x.infinite > 0) return x;
  if (logarithm && x.sign() == 0 && x.open) return End{0, -1, false};
  if (x.infinite != 0) return std::nullopt;
  const std::optional<Number> value = call(function, x.at);
  if (!value) return std::nullopt;
  return End{*value, 0, x.open && value->is_zero()};
}

}  // namespace

Possibly computed(Operator sign, const Possibly& left, const Possibly& right,
                  const std::optional<Grid>& grid) {
  if (left.undefined || right.undefined) return undefined;
  const Range& a = left.range;
  const Range& b = right.range;
  switch (sign) {
    case Operator::add:
      return result(sum(a, b));
    case Operator::subtract:
      return result(sum(a, negated(b)));
    case Operator::multiply:
      return result(product(a, b));
    case Operator::divide:
      return quotient(a, b, grid);
    case Operator::power:
      return power(a, b);
  }
  return undefined;
}

Possibly extreme(bool greatest, const std::vector<Possibly>& operands) {
  Possibly all = operands.at(0);
  for (const Possibly& operand : operands) {
    if (operand.undefined) return undefined;
    all.range = extreme(greatest, all.range, operand.range);
  }
  return all;
}

Possibly rounded(Rounding way, const Possibly& operand, const Number& step) {
  if (operand.undefined || step.sign() <= 0) return undefined;
  const Number per_step = *units::divide(1, step);
  Range range = operand.range;
  range.low_open = range.high_open = false;
  if (range.has_low) {
    range.low = round_end(way, range.low * per_step, operand.range.low_open ? 1 : 0) * step;
  }
  if (range.has_high) {
    range.high = round_end(way, range.high * per_step, operand.range.high_open ? -1 : 0) * step;
  }
  return result(range);
}

Possibly applied(FunctionKind function, const Possibly& operand) {
  if (operand.undefined) return undefined;
  const std::optional<End> low = image(function, low_end(operand.range));
  const std::optional<End> high = image(function, high_end(operand.range));
  return low && high ? result(spanning({*low, *high})) : undefined;
}

Possibly scaled(const Possibly& operand, const Number& factor, const Number& shift) {
  if (operand.undefined) return undefined;
  return result(sum(product(operand.range, Range::point(factor)), Range::point(shift)));
}

}  // namespace bedside::meaning

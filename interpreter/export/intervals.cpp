// Takes the ends of numbers as SQL; gives those of what is computed from them, exactly.
#include "interpreter/export/intervals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bedside::export_to {

using meaning::Grid;
using meaning::Rounding;

namespace {

Number size_of(const Interval& a) { return std::max(a.least.abs(), a.greatest.abs()); }

const Expression one = constant(Number(1));

Expression under_of(const End& end) { return end.under ? *end.under : one; }

}  // namespace

std::optional<Number> Interval::number() const {
  if (!is_point() || !low.over.number || low.under) return std::nullopt;
  return *low.over.number * unit;
}

Interval fixed(const Number& number) {
  const Number over = number.sign();
  const End end{constant(over), std::nullopt};
  Interval all;
  if (!number.is_zero()) all.unit = number.abs();
  all.low = all.high = end;
  all.least = all.greatest = over;
  return all;
}

Interval Intervals::refused(std::string words) {
  context_.refuse(span_, std::move(words));
  return fixed(0);
}

bool Intervals::fits(const Number& size) {
  if (digits_of(size) <= context_.dialect.digits) return true;
  context_.refuse(span_, fmt::format("This needs numbers of more than {} digits, which {} does not "
                                     "hold exactly. Findings with a range and steps (`from 0 to "
                                     "300 by 0.1`) need fewer.",
                                     context_.dialect.digits, context_.dialect.full_name));
  return false;
}

Interval Intervals::with_unit(const Interval& a, const Number& unit) const {
  const Number times = *units::divide(a.unit, unit);
  const auto scaled_end = [&](const End& end) {
    return End{product_of(end.over, constant(times)), end.under};
  };
  Interval same = a;
  same.unit = unit;
  same.low = scaled_end(a.low);
  same.high = scaled_end(a.high);
  same.least = a.least * times;
  same.greatest = a.greatest * times;
  return same;
}

Interval Intervals::sum(const Interval& a, const Interval& b) {
  if (a.number() == Number(0)) return b;
  if (b.number() == Number(0)) return a;
  const Number unit = units::gcd(a.unit, b.unit);
  const Interval x = with_unit(a, unit);
  const Interval y = with_unit(b, unit);
  const auto plus = [](const End& left, const End& right) {
    if (!left.under && !right.under) {
      return End{sum_of({left.over, right.over}), std::nullopt};
    }
    return End{
        sum_of({product_of(left.over, under_of(right)), product_of(right.over, under_of(left))}),
        product_of(under_of(left), under_of(right))};
  };
  Interval all{unit,
               plus(x.low, y.low),
               plus(x.high, y.high),
               x.low_free || y.low_free,
               x.high_free || y.high_free,
               x.undefined || y.undefined,
               x.least * y.under_most + y.least * x.under_most,
               x.greatest * y.under_most + y.greatest * x.under_most,
               x.under_most * y.under_most};
  if (x.under_most > Number(1) || y.under_most > Number(1)) {
    all.greatest = size_of(x) * y.under_most + size_of(y) * x.under_most;
    all.least = -all.greatest;
  }
  return fits(std::max(size_of(all), all.under_most)) ? all : fixed(0);
}

Interval Intervals::negated(const Interval& a) const {
  const auto minus_end = [](const End& end) { return End{minus(end.over), end.under}; };
  Interval all = a;
  all.low = minus_end(a.high);
  all.high = minus_end(a.low);
  std::swap(all.low_free, all.high_free);
  all.least = -a.greatest;
  all.greatest = -a.least;
  return all;
}

Interval Intervals::scaled(const Interval& a, const Number& factor) {
  if (factor.is_zero()) {
    if (a.undefined) return refused("A number that may be undefined is multiplied by zero.");
    return fixed(0);
  }
  Interval all = factor.sign() < 0 ? negated(a) : a;
  all.unit *= factor.abs();
  return all;
}

// ---- Products and quotients ----------------------------------------------------------------

End Intervals::times(const End& a, const End& b) const {
  End end{product_of(a.over, b.over), std::nullopt};
  if (a.under || b.under) end.under = product_of(under_of(a), under_of(b));
  return end;
}

End Intervals::chosen(const Expression& first_if, const End& first, const End& second) const {
  End end{cases({{first_if, first.over}}, second.over), std::nullopt};
  if (first.under || second.under) {
    end.under = cases({{first_if, under_of(first)}}, under_of(second));
  }
  return end;
}

Interval Intervals::product(const Interval& a, const Interval& b) {
  if (const auto number = b.number()) return scaled(a, *number);
  if (const auto number = a.number()) return scaled(b, *number);
  if (a.is_free() || b.is_free()) {
    return refused(
        "Two numbers are multiplied, and one of them has no range: where it is not recorded, the "
        "product has no end. Give its finding a range (`from 0 to 300`).");
  }
  Interval all = of_product(a, b);
  all.unit = a.unit * b.unit;
  all.undefined = a.undefined || b.undefined;
  all.greatest = size_of(a) * size_of(b);
  all.least = a.least.sign() >= 0 && b.least.sign() >= 0 ? a.least * b.least : -all.greatest;
  all.under_most = a.under_most * b.under_most;
  return fits(std::max(all.greatest, all.under_most)) ? all : fixed(0);
}

// Which ends give the least and the greatest product depends on the signs alone.
Interval Intervals::of_product(const Interval& a, const Interval& b) {
  Interval all;
  if (a.least.sign() < 0 && a.greatest.sign() <= 0) return negated(of_product(negated(a), b));
  if (b.least.sign() < 0 && b.greatest.sign() <= 0) return negated(of_product(a, negated(b)));
  const Expression zero = constant(Number(0));
  if (a.least.sign() >= 0) {
    const End low = times(a.low, b.low);
    const End high = times(a.high, b.high);
    if (b.least.sign() >= 0) return {1, low, high};
    const Expression low_is_below = compared(b.low.over, "<", zero);
    const Expression high_is_below = compared(b.high.over, "<", zero);
    all.low = chosen(low_is_below, times(a.high, b.low), low);
    all.high = chosen(high_is_below, times(a.low, b.high), high);
    return all;
  }
  if (b.least.sign() >= 0) return of_product(b, a);
  if (a.low.under || b.low.under) {
    return refused("A quotient that may be below zero is multiplied by such a number.");
  }
  std::vector<Expression> corners;
  for (const Expression* x : {&a.low.over, &a.high.over}) {
    for (const Expression* y : {&b.low.over, &b.high.over}) corners.push_back(product_of(*x, *y));
  }
  std::string text;
  for (const Expression& corner : corners) {
    if (!text.empty()) text += std::string(",") + soft_break;
    text += corner.text;
  }
  all.low.over = raw(context_.dialect.extreme(false, text), corners);
  all.high.over = raw(context_.dialect.extreme(true, text), corners);
  return all;
}

// The divisor with its sign turned where it is below zero, as that of `a` is then; both ends NULL
// where it may be zero.
Interval Intervals::above_zero(const Interval& b, Interval& a) {
  if (b.least.sign() < 0 && b.greatest.sign() <= 0) {
    a = negated(a);
    return above_zero(negated(b), a);
  }
  const Expression zero = constant(Number(0));
  Interval positive = b;
  if (b.least.sign() > 0) return positive;
  const Expression above = compared(b.low.over, ">", zero);
  const Expression below = compared(b.high.over, "<", zero);
  const bool turns = b.least.sign() < 0;
  const auto ends = [&](const Interval& of, bool low) {
    const Interval turned = negated(of);
    const End& end = low ? of.low : of.high;
    const End& other = low ? turned.low : turned.high;
    std::vector<Branch> over{{above, end.over}};
    std::vector<Branch> under{{above, under_of(end)}};
    if (turns) over.push_back({below, other.over});
    if (turns) under.push_back({below, under_of(other)});
    End found{cases(over, null()), std::nullopt};
    if (end.under) found.under = cases(under, null());
    return found;
  };
  positive.low = ends(b, true);
  positive.high = b.is_point() ? positive.low : ends(b, false);
  positive.undefined = true;
  positive.greatest = size_of(b);
  positive.least = 1;
  const End low = ends(a, true);
  a.high = a.is_point() ? low : ends(a, false);
  a.low = low;
  a.greatest = size_of(a);
  if (turns) a.least = -a.greatest;
  return positive;
}

Interval Intervals::quotient(const Interval& a, const Interval& b,
                             const std::optional<Grid>& divisor_grid) {
  if (const auto number = b.number(); number && !number->is_zero()) {
    return scaled(a, *units::divide(1, *number));
  }
  const bool spans_zero = b.least.sign() < 0 && b.greatest.sign() > 0;
  if (spans_zero && divisor_grid && !divisor_grid->has(0)) {
    return refused("A number is divided by one that lies on both sides of zero and is never zero.");
  }
  if ((b.is_free() && !b.is_point()) || (a.is_free() && !a.is_point())) {
    return refused(
        "A quotient is computed from a number that has no end. Give its finding a range (`from 0 "
        "to 300`).");
  }
  const std::string comment = "divided";
  Interval over = a;
  Interval under = above_zero(b, over);
  over = in_columns(over, "dividend#", comment);
  under = in_columns(under, "divisor#", comment);
  const auto divided = [](const End& x, const End& y) {
    return End{product_of(x.over, under_of(y)), product_of(under_of(x), y.over)};
  };
  const Expression zero = constant(Number(0));
  const auto by_sign = [&](const End& end, const End& if_above, const End& if_below) {
    if (over.least.sign() >= 0) return divided(end, if_above);
    return chosen(compared(end.over, ">=", zero), divided(end, if_above), divided(end, if_below));
  };
  Interval all{*units::divide(over.unit, under.unit), by_sign(over.low, under.high, under.low),
               by_sign(over.high, under.low, under.high)};
  all.low_free = all.high_free = a.is_free();
  all.undefined = a.undefined || under.undefined || b.is_free();
  all.greatest = size_of(over) * under.under_most;
  all.least = over.least.sign() >= 0 ? Number(0) : -all.greatest;
  all.under_most = under.greatest * over.under_most;
  return fits(std::max(all.greatest, all.under_most)) ? all : fixed(0);
}

// ---- The least, the greatest, and rounding -------------------------------------------------

// Whether one end lies before, or after, another; NULL where one of them is.
Expression Intervals::precedes(const Interval& a, const End& end, std::string_view sign,
                               const Interval& b, const End& other) {
  const Number unit = units::gcd(a.unit, b.unit);
  const Number left = *units::divide(a.unit, unit);
  const Number right = *units::divide(b.unit, unit);
  fits(size_of(a) * left * b.under_most);
  fits(size_of(b) * right * a.under_most);
  return compared(product_of(product_of(end.over, under_of(other)), constant(left)), sign,
                  product_of(product_of(other.over, under_of(end)), constant(right)));
}

// The greater or lesser of two ends. `keeps_null`: no end where one of them is none, else the
// other.
End Intervals::pick(bool greater, bool keeps_null, const Interval& a, const End& end,
                    const Interval& b, const End& other) {
  const std::string_view sign = greater ? ">=" : "<=";
  const std::string_view opposite = greater ? "<" : ">";
  const Expression first = precedes(a, end, sign, b, other);
  if (!keeps_null) return chosen(either({first, is_null(other.over)}), end, other);
  const Expression second = precedes(a, end, opposite, b, other);
  End found{cases({{first, end.over}, {second, other.over}}, null()), std::nullopt};
  if (end.over.never_null && other.over.never_null) return chosen(first, end, other);
  if (end.under || other.under) {
    found.under = cases({{first, under_of(end)}, {second, under_of(other)}}, null());
  }
  return found;
}

Interval Intervals::extreme(bool greatest, const Interval& a, const Interval& b) {
  const bool free = a.is_free() || b.is_free();
  if (free && (a.undefined || b.undefined)) {
    return refused(
        "The least or greatest is taken of a number without an end and one that may be undefined. "
        "Give the findings ranges (`from 0 to 300`).");
  }
  const Number unit = units::gcd(a.unit, b.unit);
  const Interval x = with_unit(a, unit);
  const Interval y = with_unit(b, unit);
  Interval all;
  all.unit = unit;
  all.low = pick(greatest, !(greatest && free), x, x.low, y, y.low);
  all.high = pick(greatest, greatest || !free, x, x.high, y, y.high);
  if (x.is_point() && y.is_point() && !free) all.high = all.low;
  all.low_free = greatest ? x.low_free && y.low_free : x.low_free || y.low_free;
  all.high_free = greatest ? x.high_free || y.high_free : x.high_free && y.high_free;
  all.undefined = x.undefined || y.undefined;
  all.least = std::min(x.least, y.least);
  all.greatest = std::max(x.greatest, y.greatest);
  all.under_most = std::max(x.under_most, y.under_most);
  return fits(size_of(all)) ? all : fixed(0);
}

Interval Intervals::hull(const Interval& a, const Interval& b) {
  if (a.undefined || b.undefined) {
    return refused("A score that reads assessments, and may be undefined, cannot be compared.");
  }
  const Number unit = units::gcd(a.unit, b.unit);
  const Interval x = with_unit(a, unit);
  const Interval y = with_unit(b, unit);
  Interval all = x;
  all.low = pick(false, true, x, x.low, y, y.low);
  all.high = pick(true, true, x, x.high, y, y.high);
  all.least = std::min(x.least, y.least);
  all.greatest = std::max(x.greatest, y.greatest);
  all.under_most = std::max(x.under_most, y.under_most);
  return all;
}

// Halves go away from zero: those above it up, those below it down.
End Intervals::rounded_end(Rounding way, const End& end, const Ratio& per_step) const {
  const Expression over = product_of(end.over, constant(per_step.over));
  const Expression under = product_of(under_of(end), constant(per_step.under));
  const auto floor_of = [&](const Expression& x, const Expression& y) {
    if (y.number == Number(1)) return x;
    return raw(context_.dialect.floor_of(x.text, y.text), {x, y}, Binding::sum);
  };
  switch (way) {
    case Rounding::floor:
      return {floor_of(over, under), std::nullopt};
    case Rounding::ceiling:
      return {minus(floor_of(minus(over), under)), std::nullopt};
    case Rounding::nearest:
      break;
  }
  if (under.number == Number(1)) return {over, std::nullopt};
  const Expression two = constant(Number(2));
  const auto nearest = [&](const Expression& x) {
    return floor_of(sum_of({product_of(x, two), under}), product_of(under, two));
  };
  return {cases({{compared(over, ">=", constant(Number(0))), nearest(over)}},
                minus(nearest(minus(over)))),
          std::nullopt};
}

Interval Intervals::rounded(Rounding way, const Interval& a, const Number& step) {
  const Ratio per_step = ratio_of(*units::divide(a.unit, step));
  Interval all = a;
  all.unit = step;
  all.low = rounded_end(way, a.low, per_step);
  all.high = rounded_end(way, a.high, per_step);
  const Number ratio = *units::divide(a.unit, step);
  all.least = (a.least * ratio).floor() - 1;
  all.greatest = (a.greatest * ratio).ceiling() + 1;
  if (a.under_most > Number(1)) all.least = -size_of(all), all.greatest = size_of(all);
  all.under_most = 1;
  const Number under = per_step.under * a.under_most * Number(2);
  return fits(size_of(a) * per_step.over * Number(2) + under) ? all : fixed(0);
}

// ---- Reading -------------------------------------------------------------------------------

Expression Intervals::compared_with(const Interval& of, const End& end, std::string_view sign,
                                    const Number& number) {
  if (!of.is_free() && !of.undefined && !end.under) {
    // What its ends can be may decide already.
    const Expression at = constant(*units::divide(number, of.unit));
    const Expression least = compared(constant(of.least), sign, at);
    if (least.truth == compared(constant(of.greatest), sign, at).truth) return least;
  }
  const Ratio wanted = ratio_of(*units::divide(number, of.unit));
  fits(std::max(size_of(of) * wanted.under, wanted.over.abs() * of.under_most));
  return compared(product_of(end.over, constant(wanted.under)), sign,
                  product_of(under_of(end), constant(wanted.over)));
}

Interval Intervals::in_columns(const Interval& of, const std::string& prefix,
                               const std::string& comment) {
  Interval all = of;
  const std::string name = context_.layers.numbered(prefix);
  const auto read = [&](End& end, const char* which) {
    end.over = context_.layers.column(name + which, end.over, comment);
    if (!end.under) return;
    end.under = context_.layers.column(name + which + "_under", *end.under, comment);
  };
  const bool point = of.is_point();
  read(all.low, point ? "" : "_low");
  if (point) all.high = all.low;
  if (!point) read(all.high, "_high");
  return all;
}

}  // namespace bedside::export_to

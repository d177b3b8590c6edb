// Takes the ends of numbers as SQL; gives those of what is computed from them, exactly. For this
// folder alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/export/context.hpp"

namespace bedside::export_to {

using meaning::Range;

/// One end of a number: over / under, times the unit of its interval. `over` is NULL where there is
/// no such end; `under`, where there is one, is above zero.
struct End {
  Expression over;
  std::optional<Expression> under;

  bool same_as(const End& other) const {
    return over.text == other.over.text && under.has_value() == other.under.has_value() &&
           (!under || under->text == other.under->text);
  }
};

/// What a number may be, as columns of whole numbers: binary fractions are not exact, and decimals
/// do not divide.
struct Interval {
  Number unit = 1;  ///< above zero
  End low;
  End high;
  bool low_free = false;   ///< may have no low end
  bool high_free = false;  ///< may have no high end
  bool undefined = false;  ///< may be undefined: then both ends are NULL
  Number least = 0;        ///< of both `over`, where they are not NULL
  Number greatest = 0;
  Number under_most = 1;  ///< of both `under`

  bool is_free() const { return low_free || high_free; }
  /// One number in every row, or nothing at all is known of it.
  bool is_point() const { return low.same_as(high); }
  std::optional<Number> number() const;  ///< where it is the same for every row
};

Interval fixed(const Number& number);

/// Computes in one expression of the rule set, which refusals point to.
class Intervals {
 public:
  Intervals(Context& context, const Span& span) : context_(context), span_(span) {}

  Interval sum(const Interval& a, const Interval& b);
  Interval negated(const Interval& a) const;
  Interval scaled(const Interval& a, const Number& factor);
  Interval product(const Interval& a, const Interval& b);
  /// `divisor_grid`: that of b, which may spare it the zero.
  Interval quotient(const Interval& a, const Interval& b,
                    const std::optional<meaning::Grid>& divisor_grid);
  Interval extreme(bool greatest, const Interval& a, const Interval& b);
  Interval rounded(meaning::Rounding way, const Interval& a, const Number& step);

  /// The same in multiples of another unit, of which its own is a multiple.
  Interval with_unit(const Interval& a, const Number& unit) const;
  /// The interval from the least of both to the greatest.
  Interval hull(const Interval& a, const Interval& b);

  /// An end compared with a number.
  Expression compared_with(const Interval& of, const End& end, std::string_view sign,
                           const Number& number);

  /// Its ends as columns that can be read again and again.
  Interval in_columns(const Interval& of, const std::string& prefix, const std::string& comment);

 private:
  Interval refused(std::string words);
  bool fits(const Number& size);
  Expression precedes(const Interval& a, const End& end, std::string_view sign, const Interval& b,
                      const End& other);
  End chosen(const Expression& first_if, const End& first, const End& second) const;
  End pick(bool greater, bool keeps_null, const Interval& a, const End& end, const Interval& b,
           const End& other);
  End times(const End& a, const End& b) const;
  Interval of_product(const Interval& a, const Interval& b);
  Interval above_zero(const Interval& b, Interval& a);
  End rounded_end(meaning::Rounding way, const End& end, const Ratio& per_step) const;

  Context& context_;
  Span span_;
};

}  // namespace bedside::export_to

// Takes the possible values of operands; gives those of what is computed from them.
#pragma once

#include <optional>
#include <vector>

#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// The values that a number may still have. `undefined`: it may have none (a division by zero);
/// then nothing is said of its values, and the range is everything.
struct Possibly {
  Range range;
  bool undefined = false;

  bool is_point() const { return !undefined && range.is_point(); }
  friend bool operator==(const Possibly&, const Possibly&) = default;
};

// Each gives the smallest interval that holds every result; of ln, log10, exp, sqrt and powers,
// whose results are rounded to 12 digits, at least that. What may be undefined stays so; so is a
// result with ends too large to compute with, or one of those functions beyond a double's range.

/// `grid`: that of `right`, which may spare a divisor the zero.
Possibly computed(Operator sign, const Possibly& left, const Possibly& right,
                  const std::optional<Grid>& grid = std::nullopt);
/// The least or the greatest of at least one operand.
Possibly extreme(bool greatest, const std::vector<Possibly>& operands);
Possibly rounded(Rounding way, const Possibly& operand, const Number& step);
Possibly applied(FunctionKind function, const Possibly& operand);
Possibly scaled(const Possibly& operand, const Number& factor, const Number& shift);

}  // namespace bedside::meaning

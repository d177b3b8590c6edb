// Takes the grids of numbers; gives the grid of what is computed from them, where one is kept.
#pragma once

#include <optional>

#include "lang/meaning/range.hpp"

namespace bedside::meaning {

using MaybeGrid = std::optional<Grid>;

/// Of number * factor + shift.
MaybeGrid scaled_grid(const MaybeGrid& grid, const Number& factor, const Number& shift);
/// Of a sum, or of a difference.
MaybeGrid sum_grid(const MaybeGrid& left, const MaybeGrid& right, bool difference);
/// Of a product.
MaybeGrid product_grid(const MaybeGrid& left, const MaybeGrid& right);
/// A grid that holds the numbers of both: of a minimum or maximum.
MaybeGrid common_grid(const MaybeGrid& left, const MaybeGrid& right);

}  // namespace bedside::meaning

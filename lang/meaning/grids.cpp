// Takes the grids of numbers; gives the grid of what is computed from them, where one is kept.
#include "lang/meaning/grids.hpp"

namespace bedside::meaning {

using units::gcd;

MaybeGrid scaled_grid(const MaybeGrid& grid, const Number& factor, const Number& shift) {
  if (!grid) return std::nullopt;
  return Grid{grid->origin * factor + shift, (grid->step * factor).abs()};
}

MaybeGrid sum_grid(const MaybeGrid& left, const MaybeGrid& right, bool difference) {
  if (!left || !right) return std::nullopt;
  const Number origin = difference ? left->origin - right->origin : left->origin + right->origin;
  return Grid{origin, gcd(left->step, right->step)};
}

// (a + k s)(b + l t) = ab + k bs + l at + kl st: all multiples of one step away from ab.
MaybeGrid product_grid(const MaybeGrid& left, const MaybeGrid& right) {
  if (!left || !right) return std::nullopt;
  const Number step =
      gcd(gcd(right->origin * left->step, left->origin * right->step), left->step * right->step);
  return Grid{left->origin * right->origin, step};
}

MaybeGrid common_grid(const MaybeGrid& left, const MaybeGrid& right) {
  if (!left || !right) return std::nullopt;
  return Grid{left->origin, gcd(gcd(left->step, right->step), left->origin - right->origin)};
}

}  // namespace bedside::meaning

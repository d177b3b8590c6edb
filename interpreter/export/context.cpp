// Takes exact numbers; gives what SQL needs to know of them: fractions, places, digits.
#include "interpreter/export/context.hpp"

namespace bedside::export_to {

Ratio ratio_of(const Number& number) {
  const std::string text = number.to_fraction();
  const std::size_t line = text.find('/');
  if (line == std::string::npos) return {number, 1};
  return {*Number::parse(text.substr(0, line)), *Number::parse(text.substr(line + 1))};
}

std::optional<unsigned> places_of(const Number& number) {
  constexpr unsigned most = 30;
  Number shifted = number;
  for (unsigned places = 0; places <= most; ++places) {
    if (shifted.is_whole()) return places;
    shifted *= 10;
  }
  return std::nullopt;
}

Number power_of_ten(unsigned exponent) {
  Number power = 1;
  for (unsigned i = 0; i < exponent; ++i) power *= 10;
  return power;
}

unsigned digits_of(const Number& size) {
  unsigned digits = 1;
  for (Number least = 10; least <= size; least *= 10) ++digits;
  return digits;
}

}  // namespace bedside::export_to

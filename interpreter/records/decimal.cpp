// Takes the text of a number as JSON writes it; gives its exact value.
#include "interpreter/records/decimal.hpp"

#include <charconv>
#include <cstdint>
#include <string>

namespace bedside::records {

namespace {

using units::Number;

constexpr std::size_t most_digits = 400;
constexpr int greatest_exponent = 400;

std::optional<Number> power_of_ten(int exponent) {
  return Number::parse("1" + std::string(static_cast<std::size_t>(exponent), '0'));
}

std::optional<int> exponent_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  if (exponent > greatest_exponent || exponent < -greatest_exponent) return std::nullopt;
  return exponent;
}

}  // namespace

std::optional<Number> exact_number(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  const std::string_view decimal = text.substr(0, mark);
  if (decimal.size() > most_digits) return std::nullopt;
  const auto value = Number::parse(decimal);
  if (!value || mark == std::string_view::npos) return value;
  const auto exponent = exponent_of(text.substr(mark + 1));
  if (!exponent) return std::nullopt;
  const auto scale = power_of_ten(*exponent < 0 ? -*exponent : *exponent);
  if (!scale) return std::nullopt;
  return *exponent < 0 ? units::divide(*value, *scale) : *value * *scale;
}

}  // namespace bedside::records

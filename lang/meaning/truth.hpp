// Takes truths; gives truths: strong Kleene logic, the one truth table that every engine uses.
#pragma once

#include <algorithm>
#include <cstdint>

namespace bedside::meaning {

/// What is known of a condition about a patient. The order no < unknown < yes makes `and` the least
/// and `or` the greatest of its operands (Kleene's strong three-valued logic).
enum class Truth : std::uint8_t { no, unknown, yes };

constexpr Truth operator!(Truth t) { return static_cast<Truth>(2 - static_cast<std::uint8_t>(t)); }
constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }

/// Yes where all possible values satisfy, no where none does.
constexpr Truth of_possible(bool some_do, bool some_do_not) {
  if (some_do && some_do_not) return Truth::unknown;
  return some_do ? Truth::yes : Truth::no;
}

}  // namespace bedside::meaning

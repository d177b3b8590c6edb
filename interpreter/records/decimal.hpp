// Takes the text of a number as JSON writes it; gives its exact value. Inside this room only.
#pragma once

#include <optional>
#include <string_view>

#include "lang/units/number.hpp"

namespace bedside::records {

/// "12.1", "-3", "1e3", "1.5E-2" (what JSON takes for a number), exactly; nothing for anything
/// else, and nothing where it has more than 400 digits or an exponent beyond 400: no
/// measurement is that large, and such a text could stand for a number that fills the memory.
std::optional<units::Number> exact_number(std::string_view text);

}  // namespace bedside::records

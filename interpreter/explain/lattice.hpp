// Takes stretches of a number; gives finer ones, to try them one by one. Inside this room only.
#pragma once

#include <vector>

#include "interpreter/evaluate/record.hpp"

namespace bedside::explain {

/// Divides ranges (from low to high) of a number that something is computed from: into its values,
/// where its domain has few; else at round numbers. True where each range is a single value then.
bool divide_further(const meaning::Finding& finding, std::vector<evaluate::Possible>& classes);

}  // namespace bedside::explain

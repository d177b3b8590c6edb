// Takes a set of patients; gives it as values of one score, where that says it all. For this room
// alone.
#pragma once

#include <optional>

#include "interpreter/proving/regions.hpp"

namespace bedside::proving {

/// "CURB-65 3; or CURB-65 5": where for each total of some score either all of `within`'s patients
/// with it are in the set, or none. Of several such scores the one with the fewest stretches.
std::optional<Regions> score_regions(Symbolic& symbolic, Node set, Node within);

}  // namespace bedside::proving

// Takes a rule set; gives the places where single rules or items cut one number into bands.
#pragma once

#include "lang/meaning/load.hpp"
#include "lang/text/message.hpp"

namespace bedside::proving {

/// A message for three or more rules for one scale, or items of one score, whose whole conditions
/// compare one and the same number, with the `by` list as a fix where it can take their place.
/// Thresholds that lie in each other (at least 2, at least 4) are no bands.
void bands_as_rules(const meaning::Loaded& loaded, text::Messages& messages);

}  // namespace bedside::proving

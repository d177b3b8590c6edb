// Takes a text and edits; gives the text as it reads after them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/text/message.hpp"

namespace bedside::text {

/// Whether the two would change the same place, so that only one of them can be applied.
bool overlap(const Edit& left, const Edit& right);

/// The text with all edits applied; their spans are places in `content`, and do not overlap.
std::string edited(std::string_view content, std::vector<Edit> edits);

}  // namespace bedside::text

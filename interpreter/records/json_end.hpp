// Takes text; gives where a JSON value in it ends.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>

namespace bedside::records {

/// Where the object or list that begins at `begin` ends; none where there is none, where it does
/// not end, or where more than `deepest` stand inside each other. Whether it is right inside is not
/// looked at.
std::optional<std::size_t> json_end(std::string_view text, std::size_t begin = 0,
                                    std::size_t deepest = std::numeric_limits<std::size_t>::max());

}  // namespace bedside::records

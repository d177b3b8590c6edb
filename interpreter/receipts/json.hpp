// Takes text; gives where a JSON value in it ends. Inside this room only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bedside::receipts {

/// Values within values; nothing that a receipt holds has more.
inline constexpr std::size_t deepest = 16;

/// Where the object or list that begins at `begin` ends; none where there is none, where it does
/// not end, or where it is too deep. Whether it is right inside is not looked at.
std::optional<std::size_t> value_end(std::string_view text, std::size_t begin);

/// A text as JSON, in quotes; what is no UTF-8 becomes U+FFFD.
std::string json(std::string_view text);

}  // namespace bedside::receipts

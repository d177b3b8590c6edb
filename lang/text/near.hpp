// Takes a name that nobody knows and the names in force; gives the ones that may have been meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bedside::text {

/// The distance of two words: letters added, dropped, changed or swapped (optimal string
/// alignment), case aside.
std::size_t distance(std::string_view left, std::string_view right);

/// At most three of the candidates that are near enough to be a slip, nearest first.
std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& all);

/// " Did you mean `a` or `b`?" with a blank in front, or nothing.
std::string did_you_mean(const std::vector<std::string>& names);

}  // namespace bedside::text

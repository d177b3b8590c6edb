// Takes words and a width; gives lines that break at blanks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bedside::text {

/// The words in lines of at most `width` columns, each with a line end. The first line begins with
/// `first` as it is (a name, a dash, blanks), the others with `indent` blanks. A word that is wider
/// than a line stands on one of its own.
std::string wrapped(std::string_view words, std::size_t width, std::string_view first = "",
                    std::size_t indent = 0);

}  // namespace bedside::text

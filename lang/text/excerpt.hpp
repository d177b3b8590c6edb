// Takes a place in a source; gives its line as it can be shown, and where in it the marks stand.
#pragma once

#include <string>
#include <string_view>

#include "lang/text/source.hpp"

namespace bedside::text {

/// A line, or the part of a long one around the place that matters, and the stretch to mark in it.
struct Excerpt {
  std::string line;
  std::size_t indent = 0;  ///< columns before the marks
  std::size_t length = 1;  ///< columns of the marks
};

/// Bytes `begin` to `end` of the line are marked.
Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end);

/// Words that were quoted from several lines, on one, with nothing that would move a cursor.
std::string on_one_line(std::string_view text);

/// How many columns a terminal needs for the text: wide (East Asian) characters count two, marks
/// none.
std::size_t display_width(std::string_view text);

}  // namespace bedside::text

// Takes words and texts; gives the pieces that a canonical text is made of. Inside this room only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lang/meaning/range.hpp"

namespace bedside::meaning {

using Texts = std::vector<std::string>;

/// In quotes, so that no text can look like two, or like the end of one.
inline std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter == '\n' ? std::string_view("\\n") : std::string_view(&letter, 1);
  }
  return result + '"';
}

/// "(head part part)"
inline std::string in_brackets(std::string_view head, const Texts& parts) {
  std::string result = "(";
  result += head;
  for (const std::string& part : parts) {
    result += ' ';
    result += part;
  }
  return result + ')';
}

inline Texts sorted(Texts texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

/// "[0 300)": with what belongs to it; a missing end is nothing.
inline std::string text_of(const Range& range) {
  std::string result = range.has_low && !range.low_open ? "[" : "(";
  if (range.has_low) result += range.low.to_fraction();
  result += ' ';
  if (range.has_high) result += range.high.to_fraction();
  return result + (range.has_high && !range.high_open ? "]" : ")");
}

/// "from 0 by 1/2", whichever of its numbers it begins with.
inline std::string text_of(const Grid& grid) {
  const Number origin = grid.step.is_zero() ? grid.origin : grid.next_up(0, false);
  return "from " + origin.to_fraction() + " by " + grid.step.to_fraction();
}

}  // namespace bedside::meaning

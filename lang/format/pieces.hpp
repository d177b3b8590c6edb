// Takes a source and its comments; gives its words and marks one after the other, each with the
// comments and blank lines that stand before it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/text/source.hpp"

namespace bedside::format {

/// From `#` to the end of its line, without blanks at its end.
struct Comment {
  std::string_view text;
  bool own_line = true;      ///< else it stands behind a word
  bool goes_on = false;      ///< stands right below a comment behind a word, in the same column
  bool indented = false;     ///< does not stand in the first column
  bool after_blank = false;  ///< a blank line stands before it
};

/// A stretch without blanks: a word, a text in quotes, or a mark such as `,` or `>=`.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;
  std::vector<Comment> comments;  ///< between the piece before and this one
  bool after_blank = false;       ///< a blank line stands before it, after its comments
};

/// All pieces of a text that can be read without a message, then one without text, which has the
/// comments at the end. They refer to the source's text.
std::vector<Piece> pieces_of(const text::Source& source, const std::vector<text::Span>& comments);

}  // namespace bedside::format

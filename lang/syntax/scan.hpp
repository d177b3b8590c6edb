// Takes a source's text; gives the same text with comments as blanks, and what is odd in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/text/message.hpp"
#include "lang/text/source.hpp"

namespace bedside::syntax {

/// The largest file that is read, in bytes: spans count in 32 bits, and no guideline comes near.
inline constexpr std::size_t largest_file = 64U * 1024U * 1024U;

/// A text of the same length as the source, so that every place stays where it was.
struct Scanned {
  std::string text;                  ///< comments and odd blanks are blanks, look-alikes replaced
  std::vector<text::Span> comments;  ///< from `#` to the end of their line
  std::vector<text::Span> unusable;  ///< characters that no statement can be read with
  text::Messages messages;
};

/// What to say of a word that has letters of two alphabets, and reads as `meant`.
std::string mixed_words(std::string_view word, std::string_view meant);

/// None where the file is no text at all; the message then says why.
Scanned scan(const text::Source& source, std::uint32_t file);

}  // namespace bedside::syntax

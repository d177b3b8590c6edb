// Takes a text and a byte in it; gives its line and column, and text that is safe to show.
// Inside this room only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "interpreter/records/read.hpp"

namespace bedside::records {

/// From 1; columns in characters. A line ends with LF, CRLF or a CR alone.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

Place place_at(std::string_view text, std::size_t offset);

/// The line that this byte is in, without its end.
std::string_view line_at(std::string_view text, std::size_t offset);

/// Cuts the first line off; gives it with its end.
std::string_view take_line(std::string_view& rest);

/// How many lines have an end.
std::size_t count_line_ends(std::string_view text);

/// The line without its end.
std::string_view without_end(std::string_view line);

/// Blanks, tabs and line ends at both ends taken away.
std::string_view trimmed(std::string_view text);

bool is_blank(std::string_view text);

/// The text on one line, in valid UTF-8, without characters that would move the cursor or turn
/// the direction of the text; cut with an ellipsis where it has more characters than `most`.
std::string shown(std::string_view text, std::size_t most = 200);

/// The same, short, in the marks in which messages quote: `…`.
std::string in_marks(std::string_view text);

/// What is wrong at a byte of `text`, whose first line has the number `first_line`; the row that
/// is shown is the line.
Reject reject_at(std::string_view text, std::size_t offset, std::string reason,
                 std::size_t first_line = 1);

}  // namespace bedside::records

// Takes a text and a byte in it; gives its line and column, and text that is safe to show.
#include "interpreter/records/place.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/text/utf8.hpp"

namespace bedside::records {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";
constexpr std::size_t most_quoted = 60;

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool is_hidden(char32_t c) {
  return is_control(c) || text::is_invisible(c) || text::is_direction_control(c);
}

// Where the line that has this byte begins.
std::size_t begin_of_line(std::string_view text, std::size_t offset) {
  std::string_view rest = text;
  std::size_t begin = 0;
  while (true) {
    const std::size_t size = take_line(rest).size();
    if (begin + size > offset || rest.empty()) return begin;
    begin += size;
  }
}

}  // namespace

std::string_view take_line(std::string_view& rest) {
  std::size_t end = 0;
  while (end < rest.size() && rest[end] != '\n' && rest[end] != '\r') ++end;
  if (end < rest.size()) end += rest.substr(end, 2) == "\r\n" ? 2 : 1;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end);
  return line;
}

std::size_t count_line_ends(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    ++count;
  }
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (text.substr(at + 1, 1) != "\n") ++count;
  }
  return count;
}

std::string_view without_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(blanks) == std::string_view::npos;
}

Place place_at(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  Place place;
  std::string_view rest = text;
  std::size_t begin = 0;
  while (true) {
    const std::size_t size = take_line(rest).size();
    if (begin + size > offset || rest.empty()) break;
    begin += size;
    ++place.line;
  }
  place.column = text::count_characters(text.substr(begin, offset - begin)) + 1;
  return place;
}

std::string_view line_at(std::string_view text, std::size_t offset) {
  std::string_view rest = text.substr(begin_of_line(text, std::min(offset, text.size())));
  return without_end(take_line(rest));
}

std::string shown(std::string_view text, std::size_t most) {
  std::string result;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = text::character_at(text, at);
    const std::size_t size = c ? c->size : 1;
    if (++count == most && at + size < text.size()) return result += ellipsis;
    if (!c || (is_hidden(c->code) && blanks.find(text[at]) == std::string_view::npos)) {
      result += replacement;
    } else if (is_control(c->code)) {
      result += ' ';
    } else {
      result += text.substr(at, size);
    }
    at += size;
  }
  return result;
}

std::string in_marks(std::string_view text) {
  return fmt::format("`{}`", shown(text, most_quoted));
}

Reject reject_at(std::string_view text, std::size_t offset, std::string reason,
                 std::size_t first_line) {
  const Place place = place_at(text, offset);
  return {first_line + place.line - 1, place.column, "", std::move(reason),
          shown(line_at(text, offset))};
}

}  // namespace bedside::records

// Takes a place in a source; gives its line as it can be shown, and where in it the marks stand.
#include "lang/text/excerpt.hpp"

#include <algorithm>

#include "lang/text/utf8.hpp"

namespace bedside::text {

namespace {

// A line longer than this is shown in part, around the place that matters.
constexpr std::size_t longest_line = 120;

std::size_t width_of(char32_t code) {
  if ((code >= 0x300 && code <= 0x36F) || is_invisible(code) || is_direction_control(code))
    return 0;
  const bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
                    (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
                    (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
                    (code >= 0x1F300 && code <= 0x1FAFF);
  return wide ? 2 : 1;
}

std::string harmless_breaks(std::string_view text) {
  std::string blanks(text);
  std::replace_if(
      blanks.begin(), blanks.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; },
      ' ');
  return blanks;
}

// What would move the cursor or turn the text is shown as a mark; a tab as one blank.
std::string harmless(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = character_at(text, i);
    if (!c) {
      shown += "\uFFFD";
      ++i;
      continue;
    }
    if (c->code == '\t') {
      shown += ' ';
    } else if (is_control(c->code) || is_direction_control(c->code) || is_invisible(c->code)) {
      shown += "\uFFFD";
    } else {
      shown += text.substr(i, c->size);
    }
    i += c->size;
  }
  return shown;
}

std::size_t whole_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
    --at;
  return at;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++width;
      ++i;
      continue;
    }
    const auto c = character_at(text, i);
    width += c ? width_of(c->code) : 1;
    i += c ? c->size : 1;
  }
  return width;
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : harmless_breaks(text)) {
    if (c == ' ' && line.ends_with(' ')) continue;
    line += c;
  }
  return harmless(line);
}

Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  std::size_t from = 0;
  std::size_t to = line.size();
  std::string before;
  std::string after;
  if (line.size() > longest_line) {
    from = begin > longest_line / 2 ? whole_character(line, begin - longest_line / 2) : 0;
    to = whole_character(line, std::min(line.size(), from + longest_line));
    if (from > 0) before = "…";
    if (to < line.size()) after = "…";
  }
  const std::size_t marked_end = std::min(end, to);
  Excerpt found;
  found.line = before + harmless(line.substr(from, to - from)) + after;
  found.indent = display_width(before) + display_width(harmless(line.substr(from, begin - from)));
  found.length =
      std::max<std::size_t>(1, display_width(harmless(line.substr(begin, marked_end - begin))));
  return found;
}

}  // namespace bedside::text

// Takes words; gives lines that are not too wide.
#include "interpreter/explain/lines.hpp"

#include <algorithm>

#include "lang/text/render.hpp"

namespace bedside::explain {

Lines::Lines(std::size_t width) : width_(std::max<std::size_t>(width, 40)) {}

void Lines::plain(std::string_view line) {
  text_ += line;
  text_ += '\n';
}

void Lines::wrapped(std::string_view words, std::size_t indent, std::size_t first_indent) {
  std::string line(first_indent, ' ');
  bool empty = true;
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    if (!empty && text::display_width(line) + 1 + text::display_width(word) > width_) {
      plain(line);
      line.assign(indent, ' ');
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
  }
  plain(line);
}

}  // namespace bedside::explain

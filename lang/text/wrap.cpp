// Takes words and a width; gives lines that break at blanks.
#include "lang/text/wrap.hpp"

#include <algorithm>

#include "lang/text/render.hpp"

namespace bedside::text {

std::string wrapped(std::string_view words, std::size_t width, std::string_view first,
                    std::size_t indent) {
  std::string lines;
  std::string line(first);
  bool empty = true;  // nothing but the beginning stands in the line
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    if (word.empty()) continue;
    if (!empty && display_width(line) + 1 + display_width(word) > width) {
      lines += line + '\n';
      line.assign(indent, ' ');
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
  }
  return lines + line + '\n';
}

}  // namespace bedside::text

// Takes words; gives lines that are not too wide.
#pragma once

#include <string>
#include <string_view>

namespace bedside::explain {

/// Writes lines that break at blanks, with an indent for all lines after the first.
class Lines {
 public:
  explicit Lines(std::size_t width);

  void blank() { text_ += '\n'; }
  void plain(std::string_view line);
  void as_it_is(std::string_view lines) { text_ += lines; }
  void wrapped(std::string_view words, std::size_t indent, std::size_t first_indent);
  void wrapped(std::string_view words, std::size_t indent) { wrapped(words, indent, indent); }

  const std::string& text() const { return text_; }

 private:
  std::size_t width_;
  std::string text_;
};

}  // namespace bedside::explain

// Takes a page of ours in Markdown; gives it as a person reads it in a terminal.
#include "interpreter/commands/markdown.hpp"

#include <algorithm>

#include "lang/text/wrap.hpp"

namespace bedside::commands {

namespace {

// A line of a shown message in words, without what is drawn: `3 | text`, `3 + text`, `--> place`,
// and nothing for marks, unless they have a label.
std::string without_drawing(const std::string& line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const std::string words = line.substr(begin);
  if (words.starts_with("--> ") || words.starts_with("... ")) return words.substr(4);
  const std::size_t digits = words.find_first_not_of("0123456789");
  if (digits == std::string::npos) return line;
  const std::string number = words.substr(0, digits);
  const std::string rest = words.substr(digits + (digits > 0 && words[digits] == ' ' ? 1 : 0));
  if (digits > 0 && rest.starts_with("| ")) return "line " + number + ": " + rest.substr(2);
  if (digits > 0 && rest.starts_with("+ "))
    return "line " + number + " then reads: " + rest.substr(2);
  if (digits > 0 || !rest.starts_with("| ")) return line;
  const std::size_t label = rest.find_first_not_of("|^- ");
  return label == std::string::npos ? "" : rest.substr(label);
}

class Page {
 public:
  Page(const text::Style& style, std::size_t width) : style_(style), width_(width) {}

  void line(std::string_view line) {
    if (line.starts_with("```")) {
      end_paragraph();
      in_code_ = !in_code_;
      drawn_ = style_.plain() && line.starts_with("```console");
    } else if (in_code_) {
      code(line);
    } else if (line.starts_with('#')) {
      end_paragraph();
      begin_block();
      text_ += style_.bold(line.substr(line.find_first_not_of("# "))) + '\n';
    } else if (line.empty()) {
      end_paragraph();
    } else {
      if (line.starts_with("- ")) end_paragraph();
      if (!paragraph_.empty()) paragraph_ += ' ';
      paragraph_ += line;
    }
  }

  std::string take() {
    end_paragraph();
    return std::move(text_);
  }

 private:
  // Blank lines stand between blocks only: not at the end of one, where a transcript may have some.
  void code(std::string_view line) {
    if (line.empty()) {
      blank_ = true;
    } else if (!line.starts_with("[exit ")) {
      const std::string words = drawn_ ? without_drawing(std::string(line)) : std::string(line);
      if (words.empty()) return;
      begin_block();
      text_ += "    " + words + '\n';
    }
  }

  void end_paragraph() {
    if (!paragraph_.empty()) {
      begin_block();
      const bool item = paragraph_.starts_with("- ");
      text_ += text::wrapped(paragraph_, width_, "", item ? 2 : 0);
    }
    paragraph_.clear();
    blank_ = true;
  }

  void begin_block() {
    if (blank_ && !text_.empty()) text_ += '\n';
    blank_ = false;
  }

  const text::Style& style_;
  std::size_t width_;
  std::string text_;
  std::string paragraph_;
  bool in_code_ = false;
  bool drawn_ = false;  // what is drawn in the code has to be said in words
  bool blank_ = false;  // a blank line comes before what is next
};

}  // namespace

std::string terminal_page(std::string_view markdown, const text::Style& style, std::size_t width) {
  Page page(style, width);
  while (!markdown.empty()) {
    const std::string_view line = markdown.substr(0, markdown.find('\n'));
    markdown.remove_prefix(std::min(markdown.size(), line.size() + 1));
    page.line(line);
  }
  return page.take();
}

}  // namespace bedside::commands

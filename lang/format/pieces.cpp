// Takes a source and its comments; gives its words and marks one after the other.
#include "lang/format/pieces.hpp"

#include <algorithm>

#include "lang/text/render.hpp"

namespace bedside::format {

namespace {

bool is_blank(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

bool is_mark(char letter) {
  return std::string_view(",:|<>=()\"").find(letter) != std::string_view::npos;
}

class Cutter {
 public:
  Cutter(const text::Source& source, const std::vector<text::Span>& comments)
      : text_(source.content()), comments_(comments) {}

  std::vector<Piece> run() {
    auto comment = comments_.begin();
    while (true) {
      skip_blanks();
      if (comment != comments_.end() && comment->begin == at_) {
        take_comment(*comment++);
      } else if (at_ < text_.size()) {
        take_piece();
      } else {
        break;
      }
    }
    next_.begin = next_.end = static_cast<std::uint32_t>(at_);
    next_.after_blank = false;
    pieces_.push_back(std::move(next_));
    return std::move(pieces_);
  }

 private:
  void skip_blanks() {
    for (; at_ < text_.size() && is_blank(text_[at_]); ++at_) {
      if (text_[at_] == '\n') {
        ++lines_;
        line_ = at_ + 1;
      }
    }
  }

  /// Whether the blanks before this place hold a blank line; the first line has none before it.
  bool after_blank() const { return lines_ > 1 && started_; }

  void take_comment(const text::Span& span) {
    auto words = text_.substr(span.begin, span.end - span.begin);
    while (is_blank(words.back())) words.remove_suffix(1);
    const bool own_line = lines_ > 0 || !started_;
    const auto column = text::display_width(text_.substr(line_, span.begin - line_));
    const bool goes_on = own_line && lines_ == 1 && column > 0 && column == behind_;
    behind_ = own_line && !goes_on ? 0 : column;
    next_.comments.push_back({words, own_line, goes_on, column > 0, after_blank()});
    at_ = span.end;
    started_ = true;
    lines_ = 0;
  }

  void take_piece() {
    next_.after_blank = after_blank();
    next_.begin = static_cast<std::uint32_t>(at_);
    at_ += size_here();
    next_.end = static_cast<std::uint32_t>(at_);
    next_.text = text_.substr(next_.begin, next_.end - next_.begin);
    pieces_.push_back(std::move(next_));
    next_ = {};
    started_ = true;
    lines_ = 0;
    behind_ = 0;
  }

  std::size_t size_here() const {
    const auto rest = text_.substr(at_);
    if (rest.starts_with('"')) return quoted_size(rest);
    if (rest.starts_with("<=") || rest.starts_with(">=")) return 2;
    if (is_mark(rest.front())) return 1;
    std::size_t size = 0;
    while (size < rest.size() && !is_blank(rest[size]) && !is_mark(rest[size]) &&
           rest[size] != '#') {
      ++size;
    }
    return size;
  }

  static std::size_t quoted_size(std::string_view rest) {
    std::size_t size = 1;
    while (size < rest.size() && rest[size] != '"') size += rest[size] == '\\' ? 2 : 1;
    return std::min(size + 1, rest.size());
  }

  std::string_view text_;
  const std::vector<text::Span>& comments_;
  std::vector<Piece> pieces_;
  Piece next_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;    // where the line begins
  std::size_t lines_ = 0;   // line ends since the last piece or comment
  std::size_t behind_ = 0;  // the column of a comment behind a word, or below such a one
  bool started_ = false;
};

}  // namespace

std::vector<Piece> pieces_of(const text::Source& source, const std::vector<text::Span>& comments) {
  return Cutter(source, comments).run();
}

}  // namespace bedside::format

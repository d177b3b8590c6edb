// Takes a source's text; gives the same text with comments as blanks, and what is odd in it.
#include "lang/syntax/scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/text/utf8.hpp"

namespace bedside::syntax {

namespace {

using text::Code;
using text::Message;
using text::Span;

struct LookAlike {
  char32_t code;
  std::string_view meant;
  bool opens;  // replaced from the right, so that what follows stays beside it
};

// What word processors and web pages put where a plain mark was meant.
constexpr std::array<LookAlike, 16> look_alikes{{{0x201C, "\"", true},
                                                 {0x201D, "\"", false},
                                                 {0x201E, "\"", true},
                                                 {0xAB, "\"", true},
                                                 {0xBB, "\"", false},
                                                 {0x2018, "'", false},
                                                 {0x2019, "'", false},
                                                 {0x2013, "-", false},
                                                 {0x2014, "-", false},
                                                 {0x2212, "-", true},
                                                 {0x2264, "<=", false},
                                                 {0x2265, ">=", false},
                                                 {0xD7, "*", false},
                                                 {0xF7, "/", false},
                                                 {0xB2, "2", false},
                                                 {0xB3, "3", false}}};

const LookAlike* look_alike(char32_t code) {
  const auto* found = std::find_if(look_alikes.begin(), look_alikes.end(),
                                   [&](const LookAlike& each) { return each.code == code; });
  return found == look_alikes.end() ? nullptr : found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  Scanner(const text::Source& source, std::uint32_t file)
      : content_(source.content()), file_(file) {
    result_.text = content_;
  }

  Scanned run() {
    if (content_.size() > largest_file) {
      say(Code::too_large, 0, 0, "This file is larger than 64 MB; Bedside reads no larger one.");
      result_.text.clear();
    } else if (const auto bad = text::first_invalid_byte(content_)) {
      say(Code::unreadable_text, *bad, *bad + 1,
          fmt::format("The byte 0x{:02X} here is not UTF-8; save the file as UTF-8 text.",
                      static_cast<unsigned char>(content_[*bad])));
      result_.text.clear();
    } else {
      while (at_ < content_.size()) step();
    }
    return std::move(result_);
  }

 private:
  void step() {
    const char c = content_[at_];
    if (c == '\n') {
      quoted_ = look_alike_ = false;
      ++at_;
    } else if (c == '#' && !quoted_) {
      comment();
    } else if (c == '"') {
      quoted_ = !quoted_;
      look_alike_ = false;
      ++at_;
    } else if (c == '\\' && quoted_) {
      at_ += at_ + 1 < content_.size() && content_[at_ + 1] == '"' ? 2 : 1;
    } else if (static_cast<unsigned char>(c) >= 0x80 || c == '\0') {
      unusual();
    } else {
      if (c == ',' && !quoted_) decimal_comma();
      ++at_;
    }
  }

  void comment() {
    const std::size_t begin = at_;
    while (at_ < content_.size() && content_[at_] != '\n') {
      const auto c = text::character_at(content_, at_);
      if (text::is_direction_control(c->code)) turned_text(c->size);
      at_ += c->size;
    }
    std::size_t end = at_;
    if (end > begin && content_[end - 1] == '\r') --end;
    blank(begin, end);
    result_.comments.push_back(span(begin, end));
  }

  void unusual() {
    const auto c = text::character_at(content_, at_);
    if (text::is_direction_control(c->code)) {
      turned_text(c->size);
    } else if (c->code == 0) {
      nul_bytes();
      return;
    } else if (!quoted_ || closes_look_alike(c->code)) {
      odd_in_words(*c);
    }
    at_ += c->size;
  }

  // A run of them is one mistake.
  void nul_bytes() {
    std::size_t end = at_;
    while (end < content_.size() && content_[end] == '\0') ++end;
    say_odd(end - at_, "A NUL byte stands here; the file may not be text.", "");
    result_.unusable.push_back(span(at_, end));
    at_ = end;
  }

  void odd_in_words(const text::Character& c) {
    if (text::is_odd_blank(c.code)) {
      say_odd(c.size, "This blank is not a plain blank (a word processor may have put it here).",
              " ");
      blank(at_, at_ + c.size);
    } else if (text::is_invisible(c.code)) {
      say_odd(c.size,
              fmt::format("A character that cannot be seen (U+{:04X}) stands here.",
                          static_cast<unsigned>(c.code)),
              "");
      result_.unusable.push_back(span(at_, at_ + c.size));
    } else if (const LookAlike* like = look_alike(c.code)) {
      say_odd(c.size,
              fmt::format("`{}` only looks like a mark of the language; write `{}`.",
                          content_.substr(at_, c.size), like->meant),
              std::string(like->meant));
      replace(c.size, *like);
    }
  }

  void replace(std::size_t size, const LookAlike& like) {
    blank(at_, at_ + size);
    const std::size_t shift = like.opens ? size - like.meant.size() : 0;
    result_.text.replace(at_ + shift, like.meant.size(), like.meant);
    if (like.meant == "\"") quoted_ = look_alike_ = like.opens;
    if (like.meant == "'") result_.unusable.push_back(span(at_, at_ + size));
  }

  // A text that was opened by “ is closed by ”.
  bool closes_look_alike(char32_t code) const {
    const LookAlike* like = look_alike(code);
    return look_alike_ && like != nullptr && like->meant == "\"" && !like->opens;
  }

  void turned_text(std::size_t size) {
    say_odd(size,
            "An invisible character that turns the direction of text stands here: the rule could "
            "read otherwise than it runs.",
            "");
    result_.unusable.push_back(span(at_, at_ + size));
  }

  // `38,5`: a whole chunk of digits, a comma, and a digit without a blank.
  void decimal_comma() {
    std::size_t begin = at_;
    while (begin > 0 && is_digit(content_[begin - 1])) --begin;
    std::size_t end = at_ + 1;
    while (end < content_.size() && is_digit(content_[end])) ++end;
    const bool starts = begin == 0 || std::string_view(" \t\n-(<>=|:").find(content_[begin - 1]) !=
                                          std::string_view::npos;
    if (begin == at_ || end == at_ + 1 || !starts) return;
    const std::string before = content_.substr(begin, at_ - begin);
    const std::string after = content_.substr(at_ + 1, end - at_ - 1);
    Message message{Code::decimal_comma,
                    fmt::format("`{},{}` has a comma in it; a number is written with a point, and "
                                "two numbers with a blank after the comma.",
                                before, after),
                    span(begin, end),
                    "",
                    {},
                    {},
                    ""};
    if (after.size() == 3) {
      message.fixes.push_back({fmt::format("write `{}{}`, if thousands are meant", before, after),
                               {{span(at_, at_ + 1), ""}},
                               false});
    }
    message.fixes.push_back({fmt::format("write `{}.{}`, if a fraction is meant", before, after),
                             {{span(at_, at_ + 1), "."}},
                             false});
    message.fixes.push_back({fmt::format("write `{}, {}` for two numbers", before, after),
                             {{span(at_, at_ + 1), ", "}},
                             false});
    result_.messages.push_back(std::move(message));
    result_.text[at_] = '.';
  }

  void say_odd(std::size_t size, std::string words, std::string instead) {
    Message message{Code::odd_character, std::move(words), span(at_, at_ + size), "", {}, {}, ""};
    const std::string title = instead.empty()  ? "take it out"
                              : instead == " " ? "write a plain blank"
                                               : fmt::format("write `{}`", instead);
    message.fixes.push_back({title, {{message.span, std::move(instead)}}, true});
    result_.messages.push_back(std::move(message));
  }

  void say(Code code, std::size_t begin, std::size_t end, std::string words) {
    result_.messages.push_back({code, std::move(words), span(begin, end), "", {}, {}, ""});
  }

  void blank(std::size_t begin, std::size_t end) {
    std::fill(result_.text.begin() + static_cast<std::ptrdiff_t>(begin),
              result_.text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }

  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  const std::string& content_;
  std::uint32_t file_;
  std::size_t at_ = 0;
  bool quoted_ = false;
  bool look_alike_ = false;  // the text was opened by a mark that only looks like a quote
  Scanned result_;
};

}  // namespace

Scanned scan(const text::Source& source, std::uint32_t file) { return Scanner(source, file).run(); }

}  // namespace bedside::syntax

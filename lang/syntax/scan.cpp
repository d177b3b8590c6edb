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
    if (is_control_here(at_)) {
      control_character();
    } else if (c == '\n') {
      quoted_ = look_alike_ = false;
      blank_message_.reset();
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
    } else if (!quoted_ && sign_of_programs()) {
      at_ += 2;
    } else {
      if (c == ',' && !quoted_) decimal_comma();
      ++at_;
    }
  }

  // Words for a mark of this size, with blanks where it stands beside something else.
  std::string with_blanks(std::string_view words, std::size_t size) const {
    const auto blank = [&](std::size_t at) { return content_[at] == ' ' || content_[at] == '\t'; };
    const bool before = at_ == 0 || blank(at_ - 1);
    const bool after = at_ + size >= content_.size() || blank(at_ + size);
    return fmt::format("{}{}{}", before ? "" : " ", words, after ? "" : " ");
  }

  // `==`, `!=` and their like, from programs; the language says it once, or in words.
  bool sign_of_programs() {
    struct Sign {
      std::string_view written;
      std::string_view meant;
    };
    static constexpr std::array<Sign, 5> signs{
        {{"==", "="}, {"=>", ">="}, {"=<", "<="}, {"!=", "is not"}, {"<>", "is not"}}};
    const std::string_view here = std::string_view(content_).substr(at_, 2);
    const auto* sign = std::find_if(signs.begin(), signs.end(),
                                    [&](const Sign& each) { return each.written == here; });
    if (sign == signs.end()) return false;
    const bool words = sign->meant.size() > 2;
    say_odd(2, fmt::format("`{}` is no sign of the language; write `{}`.", here, sign->meant),
            words ? with_blanks(sign->meant, 2) : std::string(sign->meant),
            fmt::format("write `{}`", sign->meant));
    // `=>` may be an arrow.
    result_.messages.back().fixes.back().sure = here != "=>";
    if (words) {
      result_.unusable.push_back(span(at_, at_ + 2));
    } else {
      blank(at_, at_ + 2);
      result_.text.replace(at_, sign->meant.size(), sign->meant);
    }
    return true;
  }

  void comment() {
    const std::size_t begin = at_;
    while (at_ < content_.size() && content_[at_] != '\n') {
      const auto c = text::character_at(content_, at_);
      if (is_control_here(at_)) {
        control_character();
        continue;
      }
      if (text::is_direction_control(c->code)) turned_text(c->size);
      at_ += c->size;
    }
    std::size_t end = at_;
    if (end > begin && content_[end - 1] == '\r') --end;
    blank(begin, end);
    result_.comments.push_back(span(begin, end));
  }

  // Tabs and line ends are none; NUL has words of its own.
  bool is_control_here(std::size_t at) const {
    const char c = content_[at];
    if (c == '\n' || c == '\t' || c == '\0') return false;
    if (c == '\r') return at + 1 < content_.size() && content_[at + 1] != '\n';
    if (static_cast<unsigned char>(c) < 0x80) return text::is_control(static_cast<char32_t>(c));
    if (c != '\xC2' && c != '\xE2') return false;  // how C1 and the line ends of Unicode begin
    return text::is_control(text::character_at(content_, at)->code);
  }

  void control_character() {
    const auto c = text::character_at(content_, at_);
    if (c->code == '\r' || c->code == 0x85 || c->code > 0xA0) {
      odd_line_end(*c);
    } else {
      say_odd(c->size,
              fmt::format("A control character (U+{:04X}) stands here: a terminal acts on it in "
                          "place of showing it.",
                          static_cast<unsigned>(c->code)),
              "");
      // Outside of texts, words may have stood on both sides of it.
      result_.messages.back().fixes.back().sure = quoted_;
      result_.unusable.push_back(span(at_, at_ + c->size));
    }
    at_ += c->size;
  }

  // All of a file are one mistake. The fix is never sure: a comment may end where nobody saw it.
  void odd_line_end(const text::Character& c) {
    const text::Edit edit{span(at_, at_ + c.size), "\n"};
    result_.unusable.push_back(edit.span);
    if (line_end_message_) {
      result_.messages[*line_end_message_].fixes.front().edits.push_back(edit);
      return;
    }
    line_end_message_ = result_.messages.size();
    const std::string what =
        c.code == '\r' ? "A carriage return without a line feed" : "An unusual line end";
    say_odd(c.size,
            fmt::format("{} (U+{:04X}) stands here: some programs begin a line there and others "
                        "do not.",
                        what, static_cast<unsigned>(c.code)),
            "\n", "begin a line wherever there is one");
    result_.messages.back().fixes.back().sure = false;
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
      odd_blank(c.size);
    } else if (is_dash(c.code) && begins_line()) {
      return;  // a bullet, which the statements are cut at
    } else if (is_dash(c.code) && between_digits(c.size)) {
      say_odd(c.size,
              fmt::format("`{}` stands between two numbers; a range is said with `to`, as in `10 "
                          "to 30 mm`.",
                          content_.substr(at_, c.size)),
              " to ", "write `to`");
      result_.messages.back().fixes.back().sure = false;
      result_.unusable.push_back(span(at_, at_ + c.size));
    } else if (text::is_invisible(c.code)) {
      say_odd(c.size,
              fmt::format("A character that cannot be seen (U+{:04X}) stands here.",
                          static_cast<unsigned>(c.code)),
              "");
      result_.unusable.push_back(span(at_, at_ + c.size));
    } else if (c.code == 0x2260) {
      say_odd(c.size, "`≠` is no sign of the language; write `is not`.",
              with_blanks("is not", c.size), "write `is not`");
      result_.unusable.push_back(span(at_, at_ + c.size));
    } else if (closes_look_alike(c.code) && quote_message_) {
      close_quote(c.size);
    } else if (const LookAlike* like = look_alike(c.code)) {
      if (like->opens && like->meant == "\"") quote_message_ = result_.messages.size();
      say_odd(c.size,
              fmt::format("`{}` only looks like a mark of the language; write `{}`.",
                          content_.substr(at_, c.size), like->meant),
              std::string(like->meant));
      replace(c.size, *like);
    } else if (text::latin_twin(c.code) != 0 && at_ >= checked_to_) {
      mixed_word();
    }
  }

  // `рain` with a Cyrillic letter: each run of letters is looked at once.
  void mixed_word() {
    std::size_t begin = at_;
    while (begin > 0 && is_letter_at(before(begin))) begin = before(begin);
    std::size_t end = at_;
    while (end < content_.size() && is_letter_at(end)) end = after(end);
    checked_to_ = end;
    const std::string word = content_.substr(begin, end - begin);
    const std::string meant = text::without_twins(word);
    if (meant.empty()) return;
    Message message{
        Code::odd_character, mixed_words(word, meant), span(begin, end), "", {}, {}, ""};
    message.fixes.push_back({fmt::format("write `{}`", meant), {{message.span, meant}}, false});
    result_.messages.push_back(std::move(message));
  }

  std::size_t before(std::size_t at) const {
    do {
      --at;
    } while (at > 0 && (static_cast<unsigned char>(content_[at]) & 0xC0U) == 0x80U);
    return at;
  }
  std::size_t after(std::size_t at) const { return at + text::character_at(content_, at)->size; }
  bool is_letter_at(std::size_t at) const {
    return text::is_letter(text::character_at(content_, at)->code);
  }

  // All of a line are one mistake, which one fix mends.
  void odd_blank(std::size_t size) {
    if (blank_message_) {
      Message& message = result_.messages[*blank_message_];
      message.fixes.front().edits.push_back({span(at_, at_ + size), " "});
      message.text = fmt::format(
          "{} blanks of this line are not plain blanks (a word processor may have put them there).",
          message.fixes.front().edits.size());
      message.fixes.front().title = "write plain blanks";
    } else {
      blank_message_ = result_.messages.size();
      say_odd(size, "This blank is not a plain blank (a word processor may have put it here).", " ",
              "write a plain blank");
    }
    blank(at_, at_ + size);
  }

  // The quotes on both sides of a text are one mistake, which one fix mends.
  void close_quote(std::size_t size) {
    Message& message = result_.messages[*quote_message_];
    message.text =
        "This text stands in quotes of a word processor; plain ones, `\"`, are expected.";
    message.span.end = static_cast<std::uint32_t>(at_ + size);
    message.fixes.front().title = "write plain quotes";
    message.fixes.front().edits.push_back({span(at_, at_ + size), "\""});
    replace(size, *look_alike(text::character_at(content_, at_)->code));
    quote_message_.reset();
  }

  static bool is_dash(char32_t code) { return code == 0x2013 || code == 0x2014; }

  bool begins_line() const {
    const auto last = content_.find_last_not_of(" \t", at_ == 0 ? 0 : at_ - 1);
    return at_ == 0 || last == std::string::npos || content_[last] == '\n';
  }

  bool between_digits(std::size_t size) const {
    return at_ > 0 && is_digit(content_[at_ - 1]) && at_ + size < content_.size() &&
           is_digit(content_[at_ + size]);
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

  void say_odd(std::size_t size, std::string words, std::string instead, std::string title = "") {
    Message message{Code::odd_character, std::move(words), span(at_, at_ + size), "", {}, {}, ""};
    if (title.empty()) {
      title = instead.empty() ? "take it out" : fmt::format("write `{}`", instead);
    }
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
  std::optional<std::size_t> quote_message_;     // which message is about the mark that opened it
  std::optional<std::size_t> line_end_message_;  // which message is about odd line ends
  std::size_t checked_to_ = 0;  // up to here, words were looked at for letters that look alike
  std::optional<std::size_t> blank_message_;  // which message is about the blanks of this line
  Scanned result_;
};

}  // namespace

std::string mixed_words(std::string_view word, std::string_view meant) {
  for (std::size_t i = 0; i < word.size();) {
    const auto c = text::character_at(word, i);
    if (text::latin_twin(c->code) != 0) {
      return fmt::format(
          "`{}` has letters of two alphabets that look alike: `{}` (U+{:04X}) is not the Latin "
          "`{}`.",
          word, word.substr(i, c->size), static_cast<unsigned>(c->code),
          text::encode(text::latin_twin(c->code)));
    }
    i += c->size;
  }
  return fmt::format("`{}` is not `{}`.", word, meant);
}

Scanned scan(const text::Source& source, std::uint32_t file) { return Scanner(source, file).run(); }

}  // namespace bedside::syntax

// Takes a scanned text; gives its statements cut into parts by the words that begin lines.
#include "lang/syntax/split.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::syntax {

namespace {

using text::Code;
using text::Span;

struct HeadWord {
  std::string_view word;
  Part part;
};

constexpr std::array<HeadWord, 14> head_words{{{"guideline", Part::guideline},
                                               {"source", Part::source},
                                               {"use", Part::use},
                                               {"finding", Part::finding},
                                               {"define", Part::define},
                                               {"score", Part::score},
                                               {"assessment", Part::assessment},
                                               {"advice", Part::advice},
                                               {"rule", Part::rule},
                                               {"if", Part::rule},
                                               {"otherwise", Part::otherwise},
                                               {"table", Part::table},
                                               {"example", Part::example},
                                               {"examples", Part::examples}}};

struct PartWord {
  Part head;
  std::string_view word;
  Part part;
};

// Which words begin a part of which statement, when they begin an indented line.
constexpr std::array<PartWord, 23> words_of_parts{{{Part::guideline, "version", Part::version},
                                                   {Part::guideline, "applies", Part::applies},
                                                   {Part::source, "title", Part::field},
                                                   {Part::source, "author", Part::field},
                                                   {Part::source, "publisher", Part::field},
                                                   {Part::source, "date", Part::field},
                                                   {Part::source, "url", Part::field},
                                                   {Part::source, "states", Part::statement},
                                                   {Part::finding, "ask", Part::ask},
                                                   {Part::finding, "also", Part::also},
                                                   {Part::finding, "code", Part::code},
                                                   {Part::score, "by", Part::by_list},
                                                   {Part::score, "add", Part::add},
                                                   {Part::assessment, "by", Part::by_list},
                                                   {Part::advice, "because", Part::closing},
                                                   {Part::advice, "cites", Part::closing},
                                                   {Part::table, "because", Part::closing},
                                                   {Part::table, "cites", Part::closing},
                                                   {Part::table, "overrides", Part::closing},
                                                   {Part::table, "|", Part::row},
                                                   {Part::examples, "|", Part::row},
                                                   {Part::example, "given", Part::given},
                                                   {Part::example, "expect", Part::expect}}};

// Words that go on with a statement and so are never the first column's.
constexpr std::array<std::string_view, 9> continuing_words{
    {"then", "and", "or", "unless", "because", "cites", "overrides", "|", "not"}};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Letters and digits up to the next blank or mark; a mark stands alone.
std::string_view first_word(std::string_view line) {
  const auto end = line.find_first_of(" \t\r,:|<>=()\"");
  if (end == 0) return line.substr(0, 1);
  return line.substr(0, end);
}

struct Line {
  std::uint32_t begin = 0;  // of its first character that is no blank
  std::uint32_t end = 0;    // after its last character that is no blank
  bool indented = false;
};

class Splitter {
 public:
  Splitter(std::string_view text, std::uint32_t file) : text_(text), file_(file) {}

  Split run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      std::size_t end = text_.find('\n', at);
      if (end == std::string_view::npos) end = text_.size();
      if (const auto line = trim(at, end)) take(*line);
      at = end + 1;
    }
    return std::move(result_);
  }

 private:
  std::optional<Line> trim(std::size_t begin, std::size_t end) const {
    std::size_t first = begin;
    while (first < end && is_blank(text_[first])) ++first;
    while (end > first && is_blank(text_[end - 1])) --end;
    if (first == end) return std::nullopt;
    return Line{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end), first > begin};
  }

  void take(const Line& line) {
    const std::string_view word = first_word(text_.substr(line.begin, line.end - line.begin));
    if (!line.indented) {
      begin_statement(line, word);
    } else if (result_.statements.empty()) {
      stray(line);
    } else if (!skipping_) {
      go_on(line, word);
    }
  }

  void begin_statement(const Line& line, std::string_view word) {
    const std::string folded = text::fold_case(word);
    const auto* head = std::find_if(head_words.begin(), head_words.end(),
                                    [&](const HeadWord& each) { return each.word == folded; });
    skipping_ = head == head_words.end();
    if (skipping_) return unknown_statement(line, word, folded);
    head_ = head->part;
    stated_ = false;
    const Span span = span_of(line.begin, word.size());
    // A rule without a name begins with its `if`, which the grammar wants to see.
    const std::uint32_t begin = head->word == "if" ? line.begin : span.end;
    result_.statements.push_back({{file_, line.begin, line.end}, {{head_, span, begin, line.end}}});
  }

  void go_on(const Line& line, std::string_view word) {
    StatementText& statement = result_.statements.back();
    statement.span.end = line.end;
    const auto part = part_of(line, word);
    if (!part && !may_continue(statement.parts.back(), line, word)) {
      return unknown_part(span_of(line.begin, word.size()), word);
    }
    if (!part) {
      statement.parts.back().end = line.end;
      return;
    }
    const Span span = span_of(line.begin, word.size());
    const bool keeps_word = *part == Part::field || *part == Part::row || *part == Part::closing ||
                            *part == Part::points || *part == Part::statement;
    const std::uint32_t begin = keeps_word ? line.begin : span.end;
    if (*part == Part::statement && !stated_) {
      stated_ = true;
      const auto rest = trim(span.end, line.end);
      if (!rest) return;
      statement.parts.push_back({*part, span, rest->begin, line.end});
      return;
    }
    statement.parts.push_back({*part, span, begin, line.end});
  }

  std::optional<Part> part_of(const Line& line, std::string_view word) const {
    const std::string folded = text::fold_case(word);
    for (const PartWord& each : words_of_parts) {
      if (each.head == head_ && each.word == folded) return each.part;
    }
    if (head_ == Part::source && stated_) return Part::statement;
    if (head_ == Part::score && begins_points(line, word)) return Part::points;
    return std::nullopt;
  }

  // `2 points if`, `-1 point if`
  bool begins_points(const Line& line, std::string_view word) const {
    if (word.find_first_of("0123456789") == std::string_view::npos) return false;
    std::string_view rest = text_.substr(line.begin + word.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    const std::string next = text::fold_case(first_word(rest));
    return next == "point" || next == "points";
  }

  // A list of values goes on where a separator ends the line above or begins this one.
  bool may_continue(const PartText& above, const Line& line, std::string_view word) const {
    if (above.part != Part::finding && above.part != Part::assessment) return true;
    static constexpr std::array<std::string_view, 9> going_on{
        {"or", ",", "|", "<", "from", "to", "by", "in", "number"}};
    const std::string folded = text::fold_case(word);
    if (std::find(going_on.begin(), going_on.end(), folded) != going_on.end()) return true;
    const std::string_view before = text_.substr(above.begin, above.end - above.begin);
    const auto last = before.find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos) return true;
    const bool mark = std::string_view(",|<:").find(before[last]) != std::string_view::npos;
    return mark || before.substr(0, last + 1).ends_with(" or") || line.begin == above.end;
  }

  void unknown_part(const Span& span, std::string_view word) {
    result_.messages.push_back(explain_unknown_part(span, word, head_));
  }

  void unknown_statement(const Line& line, std::string_view word, const std::string& folded) {
    text::Message message{
        Code::unknown_statement, "", span_of(line.begin, word.size()), "", {}, {}, ""};
    const bool goes_on = std::find(continuing_words.begin(), continuing_words.end(), folded) !=
                         continuing_words.end();
    if (goes_on && !result_.statements.empty()) {
      message.text = fmt::format(
          "`{}` stands in the first column, where a statement begins; a line that goes on with the "
          "statement above is indented.",
          word);
      message.fixes.push_back({"indent the line", {{{file_, line.begin, line.begin}, "  "}}, true});
    } else {
      std::vector<std::string> all;
      for (const HeadWord& each : head_words) all.emplace_back(each.word);
      const auto near = text::near_names(word, all);
      message.text = fmt::format("No statement begins with `{}`.{}", word,
                                 near.empty() ? " A statement begins with one of `guideline`, "
                                                "`source`, `use`, `finding`, `define`, `score`, "
                                                "`assessment`, `advice`, `rule`, `if`, "
                                                "`otherwise`, `table`, `example`, `examples`."
                                              : text::did_you_mean(near));
      for (const std::string& name : near) {
        message.fixes.push_back({fmt::format("write `{}`", name), {{message.span, name}}, false});
      }
    }
    message.text = text::clipped(std::move(message.text));
    result_.messages.push_back(std::move(message));
  }

  void stray(const Line& line) {
    if (skipping_) return;
    skipping_ = true;
    result_.messages.push_back(
        {Code::unknown_statement,
         "This line is indented, but there is no statement above that it could belong to.",
         {file_, line.begin, line.end},
         "",
         {},
         {},
         ""});
  }

  Span span_of(std::uint32_t begin, std::size_t size) const {
    return {file_, begin, begin + static_cast<std::uint32_t>(size)};
  }

  std::string_view text_;
  std::uint32_t file_;
  Part head_ = Part::rule;
  bool stated_ = false;    // the `states` of a source has begun
  bool skipping_ = false;  // the lines of a statement that could not be begun
  Split result_;
};

}  // namespace

Split split(std::string_view scanned, std::uint32_t file) { return Splitter(scanned, file).run(); }

text::Message explain_unknown_part(const Span& span, std::string_view seen, Part head) {
  const auto words = part_words(head);
  const auto near = text::near_names(seen, words);
  text::Message message{Code::unknown_part, "", span, "", {}, {}, ""};
  message.text = fmt::format("`{}` does not begin a line of `{}`.{}", seen, part_name(head),
                             text::did_you_mean(near));
  if (near.empty()) {
    message.text += fmt::format(" Its lines begin with `{}`.", fmt::join(words, "`, `"));
  }
  message.text = text::clipped(std::move(message.text));
  for (const std::string& name : near) {
    message.fixes.push_back({fmt::format("write `{}`", name), {{span, name}}, false});
  }
  return message;
}

std::vector<std::string> part_words(Part head) {
  std::vector<std::string> words;
  for (const PartWord& each : words_of_parts) {
    if (each.head == head && each.word != "|") words.emplace_back(each.word);
  }
  return words;
}

std::string_view part_name(Part part) {
  for (const HeadWord& each : head_words) {
    if (each.part == part) return each.word;
  }
  for (const PartWord& each : words_of_parts) {
    if (each.part == part && part != Part::field && part != Part::closing) return each.word;
  }
  return part == Part::points ? "points" : "line";
}

}  // namespace bedside::syntax

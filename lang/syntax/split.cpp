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

constexpr std::array<HeadWord, 15> head_words{{{"guideline", Part::guideline},
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
                                               {"claim", Part::claim},
                                               {"table", Part::table},
                                               {"example", Part::example},
                                               {"examples", Part::examples}}};

struct PartWord {
  Part head;
  std::string_view word;
  Part part;
};

// Which words begin a part of which statement, when they begin an indented line.
constexpr std::array<PartWord, 25> words_of_parts{{{Part::guideline, "version", Part::version},
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
                                                   {Part::claim, "because", Part::closing},
                                                   {Part::claim, "cites", Part::closing},
                                                   {Part::table, "because", Part::closing},
                                                   {Part::table, "cites", Part::closing},
                                                   {Part::table, "overrides", Part::closing},
                                                   {Part::table, "|", Part::row},
                                                   {Part::examples, "|", Part::row},
                                                   {Part::example, "given", Part::given},
                                                   {Part::example, "expect", Part::expect}}};

// Words that go on with a statement and so are never the first column's.
constexpr std::array<std::string_view, 10> continuing_words{
    {"then", "and", "or", "unless", "implies", "because", "cites", "overrides", "|", "not"}};

// What a word processor puts before the items of a list, without the numbers.
constexpr std::array<std::string_view, 9> bullets{{"•", "◦", "▪", "‣", "·", "–", "—", "-", "*"}};

// Slips of `if`, and what people say in its place.
constexpr std::array<std::string_view, 8> words_for_if{
    {"fi", "when", "whenever", "iff", "of", "where", "i", "f"}};

const HeadWord* head_named(std::string_view folded) {
  const auto* head = std::find_if(head_words.begin(), head_words.end(),
                                  [&](const HeadWord& each) { return each.word == folded; });
  return head == head_words.end() ? nullptr : head;
}

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

  std::string_view text_of(const Line& line) const {
    return text_.substr(line.begin, line.end - line.begin);
  }

  void take(Line line) {
    take_bullet_off(line);
    const std::string_view word = first_word(text_of(line));
    if (!line.indented) {
      begin_statement(line, word);
    } else if (result_.statements.empty()) {
      stray(line);
    } else if (!skipping_) {
      go_on(line, word);
    }
  }

  // `• if …`, `1. if …`: the statement is read without its bullet.
  void take_bullet_off(Line& line) {
    const std::string_view whole = text_of(line);
    const std::string_view mark =
        whole.substr(0, std::min(whole.find_first_of(" \t"), whole.size()));
    const bool number = mark.size() > 1 && std::string_view(".)").find(mark.back()) != mark.npos &&
                        mark.find_first_not_of("0123456789") == mark.size() - 1;
    if (!number && std::find(bullets.begin(), bullets.end(), mark) == bullets.end()) return;
    const auto rest = whole.find_first_not_of(" \t", mark.size());
    if (rest == std::string_view::npos) return;
    const std::string next = text::fold_case(first_word(whole.substr(rest)));
    const bool goes_on =
        line.indented &&
        std::find(continuing_words.begin(), continuing_words.end(), next) != continuing_words.end();
    if (head_named(next) == nullptr && !goes_on && (line.indented || !mentions_then(whole))) return;
    text::Message message{Code::unknown_statement,
                          fmt::format("`{}` stands before the statement; a statement begins with "
                                      "its own word, without a bullet or number.",
                                      mark),
                          span_of(line.begin, mark.size()),
                          "",
                          {},
                          {},
                          ""};
    message.fixes.push_back({"take it out", {{span_of(line.begin, rest), ""}}, true});
    result_.messages.push_back(std::move(message));
    line.begin += static_cast<std::uint32_t>(rest);
  }

  static bool mentions_then(std::string_view line) {
    while (!line.empty()) {
      const auto end = std::min(line.find_first_of(" \t"), line.size());
      if (text::fold_case(line.substr(0, end)) == "then") return true;
      line.remove_prefix(std::min(end + 1, line.size()));
    }
    return false;
  }

  void begin_statement(const Line& line, std::string_view word) {
    const std::string folded = text::fold_case(word);
    const HeadWord* head = head_named(folded);
    if (head == nullptr) {
      head = unknown_statement(line, word, folded);
      skipping_ = head == nullptr;
      if (skipping_) return;
    }
    skipping_ = false;
    head_ = head->part;
    stated_ = false;
    const Span span = span_of(line.begin, word.size());
    // A rule without a name begins with its `if`, which the grammar wants to see.
    const std::uint32_t begin = head->word == "if" ? line.begin : span.end;
    result_.statements.push_back(
        {{file_, line.begin, line.end}, {{head_, span, begin, line.end}}, head->word != folded});
  }

  void go_on(const Line& line, std::string_view word) {
    if (begins_indented(line, word)) {
      text::Message message{Code::unknown_part,
                            fmt::format("`{}` begins a statement, and a statement starts in the "
                                        "first column; this line is indented.",
                                        word),
                            span_of(line.begin, word.size()),
                            "",
                            {},
                            {},
                            ""};
      const std::size_t start = text_.rfind('\n', line.begin) + 1;
      message.fixes.push_back({"start it in the first column",
                               {{{file_, static_cast<std::uint32_t>(start), line.begin}, ""}},
                               false});
      result_.messages.push_back(std::move(message));
      return begin_statement(line, word);
    }
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

  // Whether an indented line is a statement of its own all the same.
  bool begins_indented(const Line& line, std::string_view word) const {
    const HeadWord* head = head_named(text::fold_case(word));
    if (head == nullptr || head_ == Part::source) return false;
    const std::string_view whole = text_of(line);
    const std::string_view rest = whole.substr(word.size());
    const auto next = rest.find_first_not_of(" \t");
    switch (head->part) {
      case Part::finding:
      case Part::define:
      case Part::assessment:
      case Part::advice:
        return rest.find(':') != std::string_view::npos;
      case Part::rule:
        if (head->word == "if") return has_if();
        if (head_ == Part::example) return false;  // `expect rule "a" fires, rule "b" ruled out`
        [[fallthrough]];
      case Part::guideline:
      case Part::use:
      case Part::claim:
      case Part::table:
      case Part::example:
      case Part::examples:
        return next != std::string_view::npos && rest[next] == '"';
      case Part::otherwise:
        return head_ == Part::rule;
      default:
        return false;
    }
  }

  // Whether the rule above has its `if` already.
  bool has_if() const {
    if (head_ != Part::rule) return false;
    const StatementText& statement = result_.statements.back();
    if (text::fold_case(text_.substr(statement.span.begin, 2)) == "if") return true;
    std::string_view above =
        text_.substr(statement.span.begin, statement.span.end - statement.span.begin);
    while (!above.empty()) {
      const auto line_end = std::min(above.find('\n'), above.size());
      const auto first = above.substr(0, line_end).find_first_not_of(" \t");
      if (first != std::string_view::npos &&
          text::fold_case(first_word(above.substr(first))) == "if") {
        return true;
      }
      above.remove_prefix(std::min(line_end + 1, above.size()));
    }
    return false;
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

  // The statement that was meant, where that is near enough to read on.
  const HeadWord* unknown_statement(const Line& line, std::string_view word,
                                    const std::string& folded) {
    text::Message message{
        Code::unknown_statement, "", span_of(line.begin, word.size()), "", {}, {}, ""};
    const HeadWord* meant = nullptr;
    const bool goes_on = std::find(continuing_words.begin(), continuing_words.end(), folded) !=
                         continuing_words.end();
    if (goes_on && !result_.statements.empty()) {
      message.text = fmt::format(
          "`{}` stands in the first column, where a statement begins; a line that goes on with the "
          "statement above is indented.",
          word);
      message.fixes.push_back({"indent the line", {{{file_, line.begin, line.begin}, "  "}}, true});
    } else if (folded == "else") {
      without_else(line, message);
    } else if (mentions_then(text_of(line))) {
      without_if(line, folded, message);
    } else {
      meant = near_statement(word, message);
    }
    message.text = text::clipped(std::move(message.text));
    result_.messages.push_back(std::move(message));
    return meant;
  }

  // `else benign`, `else if pain then caution`
  void without_else(const Line& line, text::Message& message) {
    const std::string_view whole = text_of(line);
    const auto next = std::min(whole.find_first_not_of(" \t", 4), whole.size());
    message.text =
        "There is no `else`: rules have no order. Write a rule of its own for the other case, or "
        "`otherwise`, which concludes where every rule for the assessment is ruled out.";
    if (mentions_then(whole)) {
      message.fixes.push_back({"take `else` out", {{span_of(line.begin, next), ""}}, false});
    } else {
      message.fixes.push_back({"write `otherwise`", {{message.span, "otherwise"}}, false});
    }
  }

  // `pain then caution`, `when pain then caution`
  void without_if(const Line& line, const std::string& folded, text::Message& message) {
    message.code = Code::missing_if;
    const bool instead =
        std::find(words_for_if.begin(), words_for_if.end(), folded) != words_for_if.end();
    if (instead) {
      message.text = fmt::format("`{}` stands where `if` with a condition is expected.",
                                 text_of(line).substr(0, folded.size()));
      message.fixes.push_back({"write `if`", {{message.span, "if"}}, false});
    } else {
      message.text = "A rule begins with `if`, which is missing here.";
      message.fixes.push_back(
          {"write `if` before it", {{{file_, line.begin, line.begin}, "if "}}, false});
    }
  }

  const HeadWord* near_statement(std::string_view word, text::Message& message) {
    std::vector<std::string> all;
    for (const HeadWord& each : head_words) all.emplace_back(each.word);
    const auto near = text::near_names(word, all);
    message.text = fmt::format("No statement begins with `{}`.{}", word,
                               near.empty() ? " A statement begins with one of `guideline`, "
                                              "`source`, `use`, `finding`, `define`, `score`, "
                                              "`assessment`, `advice`, `rule`, `if`, "
                                              "`otherwise`, `claim`, `table`, `example`, "
                                              "`examples`."
                                            : text::did_you_mean(near));
    for (const std::string& name : near) {
      message.fixes.push_back({fmt::format("write `{}`", name), {{message.span, name}}, false});
    }
    return near.empty() ? nullptr : head_named(near.front());
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

bool begins_statement(std::string_view word) {
  return std::any_of(head_words.begin(), head_words.end(),
                     [&](const HeadWord& head) { return head.word == word; });
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

// Takes the place where the grammar stopped; gives the message for a slip that people often make.
#include "lang/syntax/slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "lang/text/utf8.hpp"

namespace bedside::syntax {

namespace {

using text::Code;
using text::Message;
using text::Span;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

template <std::size_t Count>
bool is_one_of(const std::array<std::string_view, Count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 11> comparatives{{"greater", "more", "less", "smaller",
                                                         "larger", "bigger", "higher", "lower",
                                                         "fewer", "older", "younger"}};
constexpr std::array<std::string_view, 7> openers{
    {"if", "and", "or", "unless", "implies", ":", "("}};
constexpr std::array<std::string_view, 6> closers{
    {"then", "unless", "implies", "because", "cites", "overrides"}};

/// A word or a mark of the text, in small letters.
struct Seen {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string word;
};

// Words and marks in their order; a text in quotes is one.
std::vector<Seen> words_of(std::string_view text, std::size_t from, std::size_t end) {
  std::vector<Seen> all;
  for (std::size_t at = from; at < end;) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    std::size_t stop = std::min(text.find_first_of(" \t\r\n,:|<>=()\"", at), end);
    if (text[at] == '"') stop = std::min({text.find('"', at + 1), text.find('\n', at), end});
    if (stop == at || (stop < end && text[at] == '"' && text[stop] == '"')) ++stop;
    all.push_back({at, stop, text::fold_case(text.substr(at, stop - at))});
    at = stop;
  }
  return all;
}

bool is_number(const Seen& seen) { return seen.word[0] >= '0' && seen.word[0] <= '9'; }

class Slips {
 public:
  Slips(const Stop& stop, const PartText& part, const StatementText& statement,
        std::string_view text)
      : stop_(stop),
        part_(part),
        text_(text),
        file_(statement.span.file),
        words_(words_of(text, part.begin, part.end)) {
    const std::size_t at = part.begin + stop.offset;
    while (at_ < words_.size() && words_[at_].begin < at) ++at_;
  }

  std::optional<Message> find() {
    switch (stop_.code) {
      case Code::missing_text:
        return text_without_quotes();
      case Code::missing_colon:
        return no_colon();
      case Code::missing_if:
        return no_if();
      case Code::missing_bar:
        return row_not_closed();
      case Code::unclosed_quote:
      case Code::too_deep:
        return std::nullopt;
      default:
        break;
    }
    for (const auto& slip :
         {&Slips::then_for_than, &Slips::to_for_and, &Slips::filler, &Slips::joining_word,
          &Slips::early_unless, &Slips::list_without_brackets, &Slips::bracket_not_closed,
          &Slips::bracket_not_opened, &Slips::mark_beside_then, &Slips::commas_for_and,
          &Slips::second_then, &Slips::remark, &Slips::band_without_bar}) {
      if (auto message = (this->*slip)()) return message;
    }
    return std::nullopt;
  }

 private:
  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  Span span(const Seen& seen) const { return span(seen.begin, seen.end); }
  std::string quote(std::size_t begin, std::size_t end) const {
    return std::string(text_.substr(begin, end - begin));
  }

  Message say(Code code, const Span& place, std::string words) const {
    return {code, text::clipped(std::move(words)), place, "", {}, {}, ""};
  }

  static void fix(Message& message, std::string title, std::vector<text::Edit> edits,
                  bool sure = false) {
    message.fixes.push_back({std::move(title), std::move(edits), sure});
  }

  const std::string& word(std::size_t index) const {
    static const std::string none;
    return index < words_.size() ? words_[index].word : none;
  }

  bool is_condition() const {
    return part_.part == Part::rule || part_.part == Part::define || part_.part == Part::points ||
           part_.part == Part::applies || part_.part == Part::claim ||
           part_.part == Part::claim_body;
  }

  // The end of the last word on the line where this place is.
  std::size_t line_end(std::size_t at) const {
    std::size_t end = std::min({text_.find('\n', at), std::size_t{part_.end}});
    while (end > at && is_blank(text_[end - 1])) --end;
    return end;
  }

  // `greater then 30 mm`
  std::optional<Message> then_for_than() {
    for (std::size_t i = 1; i + 1 < words_.size(); ++i) {
      if (word(i) != "then" || !is_number(words_[i + 1])) continue;
      if (!is_one_of(comparatives, word(i - 1))) continue;
      Message message =
          say(Code::unexpected_text, span(words_[i]),
              fmt::format("`{} then`: a comparison is said with `than`.", word(i - 1)));
      fix(message, "write `than`", {{span(words_[i]), "than"}}, true);
      return message;
    }
    return std::nullopt;
  }

  // `between 10 to 30 mm`
  std::optional<Message> to_for_and() {
    if (stop_.code != Code::missing_value) return std::nullopt;
    for (std::size_t i = at_; i-- > 0;) {
      if (word(i) != "to" || i < 2) continue;
      std::size_t first = i;
      while (first > 0 && i - first < 3 && word(first) != "between") --first;
      if (word(first) != "between") return std::nullopt;
      Message message = say(Code::missing_value, span(words_[i]),
                            "`between` goes with `and`; `to` goes with `from`.");
      message.related.push_back({span(words_[first]), "`between` here"});
      fix(message, "write `and`", {{span(words_[i]), "and"}}, true);
      return message;
    }
    return std::nullopt;
  }

  // `there is no pain`, `the patient has no pain`: words that say nothing here.
  std::optional<Message> filler() {
    if (!is_condition() || at_ == words_.size()) return std::nullopt;
    std::size_t first = at_;
    while (first > 0 && !is_one_of(openers, word(first - 1)) && word(first - 1) != "not") --first;
    std::size_t after = first;
    if (word(after) == "the") ++after;
    if (word(after) == "patient" || word(after) == "there" || word(after) == "he" ||
        word(after) == "she") {
      ++after;
    }
    static constexpr std::array<std::string_view, 6> verbs{
        {"is", "are", "has", "had", "with", "have"}};
    if (after > first && is_one_of(verbs, word(after))) ++after;
    if (after == first || after >= words_.size() || after > at_) return std::nullopt;
    return without_filler(first, after);
  }

  Message without_filler(std::size_t first, std::size_t after) const {
    const std::size_t end = words_[after].begin;
    const std::string said = quote(words_[first].begin, words_[after - 1].end);
    Message message =
        say(Code::unexpected_text, span(words_[first].begin, words_[after - 1].end),
            fmt::format("`{}` says nothing here; the name of the finding is enough.", said));
    fix(message, fmt::format("take `{}` out", said), {{span(words_[first].begin, end), ""}});
    return message;
  }

  // `pain but no swelling`
  std::optional<Message> joining_word() {
    static constexpr std::array<std::string_view, 5> words{{"but", "with", "plus", "also", "nor"}};
    const bool negation = word(at_) == "no" || word(at_) == "without";
    if (!is_condition() || !negation || at_ < 2 || !is_one_of(words, word(at_ - 1)))
      return std::nullopt;
    const Seen& seen = words_[at_ - 1];
    Message message = say(Code::missing_and, span(seen),
                          fmt::format("`{}` stands between two conditions, where `and` or `or` is "
                                      "expected.",
                                      seen.word));
    fix(message, "write `and`", {{span(seen), "and"}});
    return message;
  }

  // `if pain unless swelling then caution`
  std::optional<Message> early_unless() {
    if (stop_.code != Code::missing_then || word(at_) != "unless") return std::nullopt;
    std::size_t then = at_;
    while (then < words_.size() && word(then) != "then") ++then;
    if (then + 1 >= words_.size()) return std::nullopt;
    std::size_t last = then + 1;
    while (last < words_.size() && !is_one_of(closers, word(last))) ++last;
    const std::size_t outcome_end = words_[last - 1].end;
    const std::string exception = quote(words_[at_].begin, words_[then - 1].end);
    Message message = say(Code::missing_then, span(words_[at_]),
                          "`unless` stands before `then`; an exception comes after what follows.");
    fix(message, fmt::format("put `{}` after what follows", exception),
        {{span(words_[at_].begin, words_[then].begin), ""},
         {span(outcome_end, outcome_end), " " + exception}});
    return message;
  }

  // `any of pain, swelling then caution`
  std::optional<Message> list_without_brackets() {
    if (stop_.code != Code::missing_parenthesis || at_ == 0 || word(at_ - 1) != "of") {
      return std::nullopt;
    }
    std::size_t last = at_;
    while (last < words_.size() && !is_one_of(closers, word(last)) && word(last) != "and" &&
           word(last) != "or") {
      ++last;
    }
    if (last == at_) return std::nullopt;
    Message message = say(Code::missing_parenthesis, span(words_[at_].begin, words_[last - 1].end),
                          fmt::format("The list after `{} of` stands without parentheses; they say "
                                      "where it ends.",
                                      at_ > 1 ? word(at_ - 2) : "any"));
    fix(message, "put it in parentheses",
        {{span(words_[at_].begin, words_[at_].begin), "("},
         {span(words_[last - 1].end, words_[last - 1].end), ")"}});
    return message;
  }

  // The parenthesis that is open at the place where the grammar stopped.
  std::optional<std::size_t> open_bracket() const {
    std::size_t depth = 0;
    for (std::size_t i = at_; i-- > 0;) {
      if (word(i) == ")") ++depth;
      if (word(i) != "(") continue;
      if (depth == 0) return i;
      --depth;
    }
    return std::nullopt;
  }

  std::optional<Message> bracket_not_closed() {
    if (stop_.code != Code::missing_parenthesis) return std::nullopt;
    const auto open = open_bracket();
    if (!open || at_ == 0 || at_ == *open + 1) return std::nullopt;
    Message message = say(Code::missing_parenthesis, span(words_[*open]),
                          "This parenthesis is opened and not closed.");
    message.label = "opened here";
    if (at_ < words_.size()) {
      message.related.push_back({span(words_[at_]), "`)` is expected before this"});
    }
    // `(a or b and c`: likely it was to close where the other word comes.
    const std::size_t turn = other_join(*open);
    const auto close = [&](std::size_t last) {
      const std::size_t end = words_[last].end;
      fix(message, fmt::format("close it after `{}`", quote(words_[last].begin, end)),
          {{span(end, end), ")"}});
    };
    if (turn < at_) close(turn - 1);
    close(at_ - 1);
    return message;
  }

  // Where `and` follows `or`, or the other way round, inside the parenthesis.
  std::size_t other_join(std::size_t open) const {
    std::string first;
    std::size_t depth = 0;
    for (std::size_t i = open + 1; i < at_; ++i) {
      if (word(i) == "(") ++depth;
      if (word(i) == ")" && depth > 0) --depth;
      if (depth > 0 || (word(i) != "and" && word(i) != "or")) continue;
      if (!first.empty() && word(i) != first) return i;
      first = word(i);
    }
    return at_;
  }

  std::optional<Message> bracket_not_opened() {
    if (word(at_) != ")" || open_bracket()) return std::nullopt;
    Message message =
        say(Code::missing_parenthesis, span(words_[at_]), "This parenthesis closes nothing.");
    fix(message, "take it out", {{span(words_[at_]), ""}});
    return message;
  }

  // `then: caution`, `pain, then caution`
  std::optional<Message> mark_beside_then() {
    const bool colon =
        word(at_) == ":" && at_ > 0 && (word(at_ - 1) == "then" || word(at_ - 1) == "if");
    const bool comma = word(at_) == "," && word(at_ + 1) == "then";
    if (!colon && !comma) return std::nullopt;
    Message message = say(colon ? Code::unexpected_text : Code::comma_for_and, span(words_[at_]),
                          colon ? fmt::format("No colon stands after `{}`.", word(at_ - 1))
                                : "A comma stands before `then`; `then` alone ends the condition.");
    fix(message, fmt::format("take the {} out", colon ? "colon" : "comma"),
        {{span(words_[at_]), ""}}, true);
    return message;
  }

  // `a, b, c` and `a, b and c` as conditions: one mistake, however many commas.
  std::optional<Message> commas_for_and() {
    if (!is_condition() || word(at_) != ",") return std::nullopt;
    std::vector<std::size_t> commas;
    std::string joined;
    std::size_t depth = 0;
    for (std::size_t i = at_; i < words_.size() && !is_one_of(closers, word(i)); ++i) {
      if (word(i) == "(") ++depth;
      if (word(i) == ")" && depth-- == 0) return std::nullopt;
      if (depth > 0) continue;
      if (word(i) == ",") commas.push_back(i);
      if (joined.empty() && (word(i) == "and" || word(i) == "or")) joined = word(i);
    }
    const bool doubled = commas.size() == 1 && (word(at_ + 1) == "and" || word(at_ + 1) == "or");
    if (doubled || (commas.size() == 1 && joined.empty())) return std::nullopt;
    Message message = say(
        Code::comma_for_and, span(words_[at_]),
        commas.size() == 1 ? "A comma stands between conditions, where `and` or `or` is expected."
                           : "Commas stand between conditions, where `and` or `or` is expected.");
    for (std::size_t i = 1; i < commas.size(); ++i) {
      message.related.push_back({span(words_[commas[i]]), "and here"});
    }
    for (const std::string_view join : {"and", "or"}) {
      if (!joined.empty() && join != joined) continue;
      fix(message, fmt::format("write `{}`", join), joined_by(commas, join));
    }
    return message;
  }

  std::vector<text::Edit> joined_by(const std::vector<std::size_t>& commas,
                                    std::string_view join) const {
    std::vector<text::Edit> edits;
    for (const std::size_t comma : commas) {
      const bool said = word(comma + 1) == "and" || word(comma + 1) == "or";
      edits.push_back({span(words_[comma]), said ? "" : fmt::format(" {}", join)});
    }
    return edits;
  }

  // `then caution then urgent`
  std::optional<Message> second_then() {
    if (stop_.code != Code::unexpected_text || part_.part != Part::rule || word(at_) != "then") {
      return std::nullopt;
    }
    Message message = say(Code::unexpected_text, span(words_[at_]),
                          "A second `then` stands here; what follows is joined by `and`.");
    fix(message, "write `and`", {{span(words_[at_]), "and"}});
    return message;
  }

  // `finding fever: yes or no (at home)`
  std::optional<Message> remark() {
    if (is_condition() || stop_.code != Code::unexpected_text || word(at_) != "(" ||
        words_.back().word != ")" || line_end(words_[at_].begin) != words_.back().end) {
      return std::nullopt;
    }
    const Seen& open = words_[at_];
    Message message = say(Code::unexpected_text, span(open.begin, words_.back().end),
                          "A remark stands here as if it were part of the statement.");
    fix(message, "put `#` before it", {{span(open.begin, open.begin), "# "}});
    return message;
  }

  std::optional<Message> band_without_bar() {
    if (part_.part != Part::by_list || at_ == words_.size()) return std::nullopt;
    const auto begins_line = [&](std::size_t i) {
      return text_.substr(0, words_[i].begin).find('\n', words_[i - 1].end) != text_.npos;
    };
    std::size_t first = at_;
    while (first > 1 && !begins_line(first)) --first;
    if (first < 2 || word(first) == "|") return std::nullopt;
    Message message = say(Code::unexpected_text, span(words_[first]),
                          "A band on a line of its own begins with `|`.");
    fix(message, "write `|` before it", {});
    for (std::size_t i = first; i < words_.size(); ++i) {
      const Span before = span(words_[i].begin, words_[i].begin);
      if (begins_line(i) && word(i) != "|") message.fixes[0].edits.push_back({before, "| "});
    }
    return message;
  }

  // `advice follow-up: Watch the extent.`
  std::optional<Message> text_without_quotes() {
    if (at_ == words_.size() || words_[at_].word[0] == '"') return std::nullopt;
    const std::size_t begin = words_[at_].begin;
    std::size_t end = line_end(begin);
    if (part_.part == Part::claim) end = std::min(end, text_.find(':', begin));
    while (end > begin && is_blank(text_[end - 1])) --end;
    if (end == begin) return std::nullopt;
    const std::string said = quote(begin, end);
    if (said.find('"') != std::string::npos || said.find('\\') != std::string::npos)
      return std::nullopt;
    Message message = say(Code::missing_text, span(begin, end),
                          fmt::format("`{}` stands where {} is expected.", said, stop_.expected));
    fix(message, "put it in quotes", {{span(begin, begin), "\""}, {span(end, end), "\""}});
    return message;
  }

  // `erythema yes or no`
  std::optional<Message> no_colon() {
    if (part_.part != Part::finding && part_.part != Part::assessment &&
        part_.part != Part::advice) {
      return std::nullopt;
    }
    const auto end = end_of_name(text_.substr(part_.begin, part_.end - part_.begin));
    if (!end) return std::nullopt;
    const std::size_t at = part_.begin + *end;
    std::size_t next = at;
    while (next < part_.end && is_blank(text_[next])) ++next;
    const std::size_t stop =
        std::min<std::size_t>(text_.find_first_of(" \t\r\n,:|<>\"", next + 1), part_.end);
    Message message = say(Code::missing_colon, span(next, stop),
                          fmt::format("`{}` stands where `:` is expected, after the name `{}`.",
                                      quote(next, stop), quote(part_.begin, at)));
    fix(message, "write `:` before it", {{span(at, at), ":"}});
    return message;
  }

  std::optional<Message> row_not_closed() {
    if (at_ < words_.size() || words_.empty()) return std::nullopt;
    const Seen& last = words_.back();
    Message message = say(Code::missing_bar, span(last), "This row is not closed by `|`.");
    message.label = "`|` is expected after this";
    fix(message, "write `|` at the end", {{span(last.end, last.end), " |"}}, true);
    return message;
  }

  std::optional<Message> no_if() {
    if (at_ == words_.size() || part_.part != Part::rule) return std::nullopt;
    static constexpr std::array<std::string_view, 6> instead{
        {"fi", "when", "whenever", "iff", "of", "where"}};
    const bool other = is_one_of(instead, word(at_));
    const Seen& seen = words_[at_];
    Message message = say(Code::missing_if, span(seen),
                          fmt::format("`{}` stands where {} is expected.",
                                      quote(seen.begin, seen.end), stop_.expected));
    if (word(at_) == ":") {
      fix(message, "write no `:`", {{span(seen), ""}}, word(at_ + 1) == "if");
    } else if (other) {
      fix(message, "write `if`", {{span(seen), "if"}});
    } else {
      fix(message, "write `if` before it", {{span(seen.begin, seen.begin), "if "}});
    }
    return message;
  }

  const Stop& stop_;
  const PartText& part_;
  std::string_view text_;
  std::uint32_t file_;
  std::vector<Seen> words_;
  std::size_t at_ = 0;  // the first word that was not read
};

}  // namespace

std::optional<Message> known_slip(const Stop& stop, const PartText& part,
                                  const StatementText& statement, std::string_view text) {
  return Slips(stop, part, statement, text).find();
}

std::optional<std::size_t> end_of_name(std::string_view head) {
  const std::string folded = text::fold_case(head);
  if (folded.size() != head.size()) return std::nullopt;
  std::size_t end = std::string::npos;
  for (const std::string_view begins : {" yes or no", " number", " whole number", " \""}) {
    end = std::min(end, folded.find(begins));
  }
  if (end == std::string::npos) {
    // `redness none, mild or severe`: the last word before the first mark is the first value.
    const auto mark = folded.find_first_of(",<|");
    if (mark == std::string::npos) return std::nullopt;
    auto last = folded.find_last_not_of(" \t", mark - 1);
    if (mark == 0 || last == std::string::npos) return std::nullopt;
    end = folded.find_last_of(" \t", last);
  }
  if (end == std::string::npos || end == 0) return std::nullopt;
  const auto last = folded.find_last_not_of(" \t", end);
  return last == std::string::npos ? std::nullopt : std::optional(last + 1);
}

}  // namespace bedside::syntax

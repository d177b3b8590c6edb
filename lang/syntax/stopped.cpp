// Takes the place where the grammar stopped; gives the message for a person.
#include "lang/syntax/stopped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lang/syntax/slips.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::syntax {

namespace {

using text::Code;
using text::Message;
using text::Span;

// What a message quotes of the text: never more than fits on a line.
constexpr std::size_t longest_quoted = 40;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The word or mark that stands there; empty at the end of the part.
std::string_view seen_at(std::string_view text, std::size_t at, std::size_t end) {
  if (at >= end) return {};
  if (text[at] == '"') {
    const std::size_t close = std::min(text.find('"', at + 1), text.find('\n', at + 1));
    return text.substr(at, close >= end ? end - at : close - at + (text[close] == '"' ? 1 : 0));
  }
  const std::size_t stop = text.find_first_of(" \t\r\n,:|<>=()\"", at);
  if (stop == at) return text.substr(at, 1);
  return text.substr(at, std::min(stop, end) - at);
}

std::string shortened(std::string_view seen) {
  if (seen.size() <= longest_quoted) return std::string(seen);
  std::size_t cut = longest_quoted;
  while (cut > 0 && (static_cast<unsigned char>(seen[cut]) & 0xC0U) == 0x80U) --cut;
  return fmt::format("{}…", seen.substr(0, cut));
}

bool begins_line(std::string_view text, std::size_t at) {
  while (at > 0 && is_blank(text[at - 1]) && text[at - 1] != '\n') --at;
  return at > 0 && text[at - 1] == '\n';
}

// The end of what was read, for a message about something that is missing at the end.
Span end_of(const PartText& part, std::string_view text, std::uint32_t file) {
  std::uint32_t end = part.end;
  while (end > part.begin && is_blank(text[end - 1])) --end;
  std::uint32_t begin = end;
  while (begin > part.begin && !is_blank(text[begin - 1])) --begin;
  if (begin == end) return part.word;
  return {file, begin, end};
}

Message comma_between(const Span& comma, std::string_view next) {
  if (next == "and" || next == "or") {
    Message message{Code::comma_for_and,
                    fmt::format("A comma stands before `{}`; one of the two is enough.", next),
                    comma,
                    "",
                    {},
                    {},
                    ""};
    message.fixes.push_back({"take the comma out", {{comma, ""}}, true});
    return message;
  }
  Message message{Code::comma_for_and,
                  "A comma stands between conditions, where `and` or `or` is expected.",
                  comma,
                  "",
                  {},
                  {},
                  ""};
  message.fixes.push_back({"write `and`", {{comma, " and"}}, false});
  message.fixes.push_back({"write `or`", {{comma, " or"}}, false});
  return message;
}

Message ends_early(const Stop& stop, const PartText& part, std::string_view text,
                   std::uint32_t file) {
  const Span span = end_of(part, text, file);
  if (stop.code == Code::unclosed_quote) {
    return {stop.code, "This text has no closing quote on its line.", span, "", {}, {}, ""};
  }
  return {stop.code, fmt::format("This ends where {} is expected.", stop.expected),
          span,      fmt::format("{} is expected after this", stop.expected),
          {},        {},
          ""};
}

Message unclosed(const Stop& stop, Span span, std::string_view text) {
  // The quote that was opened last on this line.
  const std::size_t open = text.rfind('"', span.begin);
  if (open != std::string_view::npos) span.begin = static_cast<std::uint32_t>(open);
  span.end = static_cast<std::uint32_t>(std::min(text.find('\n', span.begin), text.size()));
  while (span.end > span.begin && is_blank(text[span.end - 1])) --span.end;
  Message message{stop.code, "This text has no closing quote on its line.", span, "", {}, {}, ""};
  message.fixes.push_back(
      {"close it at the end of the line", {{{span.file, span.end, span.end}, "\""}}, false});
  return message;
}

bool is_claim(Part part) { return part == Part::claim || part == Part::claim_body; }

bool is_condition(Part part) {
  return part == Part::rule || part == Part::define || part == Part::points ||
         part == Part::applies || is_claim(part);
}

// The first place from `at` on where the word stands, in its part.
std::optional<Span> find_word(std::string_view word, std::size_t at, const PartText& part,
                              std::string_view text) {
  while (at < part.end) {
    const std::string_view seen = seen_at(text, at, part.end);
    if (text::fold_case(seen) == word) {
      return Span{part.word.file, static_cast<std::uint32_t>(at),
                  static_cast<std::uint32_t>(at + word.size())};
    }
    at += std::max<std::size_t>(seen.size(), 1);
  }
  return std::nullopt;
}

// `implies` a second time, in parentheses, or outside a claim.
Message misplaced_implies(const Stop& stop, const PartText& part, const Span& span) {
  Message message{Code::unexpected_text, "", span, "", {}, {}, ""};
  if (!is_claim(part.part)) {
    message.text = "`implies` stands between the two sides of a `claim`, and nowhere else.";
  } else if (stop.code == Code::missing_parenthesis) {
    message.text =
        "`implies` stands inside parentheses; it stands between the two sides of a claim, outside "
        "of them.";
  } else {
    message.text =
        "A second `implies` stands here; a claim has one, with a whole condition on each side.";
  }
  return message;
}

// `claim "…": if pain then caution`
Message claim_as_rule(const PartText& part, const Span& span, std::string_view text) {
  const bool has_if = span.end - span.begin == 2;
  const auto then = has_if ? find_word("then", span.end, part, text) : span;
  Message message{Code::unexpected_text,
                  "A claim is said with `implies`, as in `pain implies outlook at least caution`, "
                  "without `if` and `then`.",
                  span,
                  "",
                  {},
                  {},
                  ""};
  if (!then) return message;
  std::vector<text::Edit> edits{{*then, "implies"}};
  const std::uint32_t blank =
      span.end < text.size() && is_blank(text[span.end]) ? 1 : 0;  // `if (pain)` and `if(pain)`
  if (has_if) edits.insert(edits.begin(), {{span.file, span.begin, span.end + blank}, ""});
  message.fixes.push_back({"write `implies`", std::move(edits), false});
  return message;
}

std::optional<Message> slip_of_claim(const Stop& stop, const PartText& part, const Span& span,
                                     std::string_view text) {
  const std::string word = text::fold_case(text.substr(span.begin, span.end - span.begin));
  if (word == "implies" && stop.code != Code::missing_condition) {
    return misplaced_implies(stop, part, span);
  }
  if (is_claim(part.part) && (word == "if" || word == "then")) {
    return claim_as_rule(part, span, text);
  }
  return std::nullopt;
}

}  // namespace

Message explain_stop(const Stop& stop, const PartText& part, const StatementText& statement,
                     std::string_view text) {
  const std::uint32_t file = statement.span.file;
  std::size_t at = part.begin + stop.offset;
  const Part head = statement.parts.front().part;
  if (stop.code == Code::unclosed_quote) {
    return unclosed(stop, {file, static_cast<std::uint32_t>(at), 0}, text);
  }
  while (at < part.end && is_blank(text[at])) ++at;
  const std::string_view seen = seen_at(text, at, part.end);
  const Span span{file, static_cast<std::uint32_t>(at),
                  static_cast<std::uint32_t>(at + seen.size())};
  if (auto slip = slip_of_claim(stop, part, span, text)) return *std::move(slip);
  if (auto slip = known_slip(stop, part, statement, text)) return *std::move(slip);
  if (seen.empty()) return ends_early(stop, part, text, file);
  if (seen == "," && is_condition(part.part)) {
    std::size_t next = at + 1;
    while (next < part.end && is_blank(text[next])) ++next;
    return comma_between(span, seen_at(text, next, part.end));
  }
  if (stop.code == Code::unexpected_text && begins_line(text, at) && !part_words(head).empty()) {
    return explain_unknown_part(span, seen, head);
  }
  if (stop.code == Code::too_deep) {
    return {stop.code,
            "Brackets stand inside each other more than 100 deep here; use `define` to give the "
            "inner ones a name.",
            span,
            "",
            {},
            {},
            ""};
  }
  return {
      stop.code, fmt::format("`{}` stands where {} is expected.", shortened(seen), stop.expected),
      span,      "",
      {},        {},
      ""};
}

}  // namespace bedside::syntax

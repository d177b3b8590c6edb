// Takes messages about text that could not be read; gives them completed by what names tell.
#include "lang/meaning/complete_messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace bedside::meaning {

namespace {

using text::Code;
using text::Span;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Completing {
 public:
  Completing(const Names& names, const text::Sources& sources) : names_(names), sources_(sources) {}

  void complete(text::Message& message) {
    content_ = sources_.of(message.span).content();
    if (message.code == Code::missing_then && message.fixes.empty()) {
      // Where the text ended, the place is its last word; else it is what stands in the way.
      const bool ended = !message.label.empty();
      if (const auto outcome = outcome_before(message.span, ended)) put_then(message, *outcome, "");
    } else if (message.code == Code::comma_for_and && message.fixes.size() == 2) {
      if (const auto outcome = outcome_after(message.span)) put_then(message, *outcome, "comma");
    }
  }

 private:
  // Whether a rule may conclude this: a level, a yes/no assessment, or `advise X`.
  bool is_outcome(std::string_view words) const {
    const std::string key = Names::key(words);
    for (const NamedValue& value : names_.values(key)) {
      if (std::holds_alternative<AssessmentId>(value.of)) return true;
    }
    if (key.starts_with("advise ")) return true;
    const auto named = names_.find(key);
    return named && (std::holds_alternative<AssessmentId>(*named) ||
                     std::holds_alternative<AdviceId>(*named));
  }

  // The longest outcome at the end of the line that ends at the place, or before it.
  std::optional<Span> outcome_before(const Span& place, bool ended) const {
    std::size_t end = ended ? place.end : place.begin;
    while (end > 0 && is_blank(content_[end - 1])) --end;
    std::optional<Span> found;
    std::size_t begin = end;
    for (std::size_t count = 0; count < names_.longest() + 1; ++count) {
      while (begin > 0 && is_blank(content_[begin - 1]) && content_[begin - 1] != '\n') --begin;
      while (begin > 0 && !is_blank(content_[begin - 1])) --begin;
      if (is_outcome(content_.substr(begin, end - begin))) {
        found =
            Span{place.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
      }
      if (begin == 0 || content_[begin - 1] == '\n') break;
    }
    return found;
  }

  // The outcome between a comma and the end of its line.
  std::optional<Span> outcome_after(const Span& comma) const {
    std::size_t begin = comma.end;
    std::size_t end = std::min(content_.find('\n', begin), content_.size());
    while (begin < end && is_blank(content_[begin])) ++begin;
    while (end > begin && is_blank(content_[end - 1])) --end;
    if (!is_outcome(content_.substr(begin, end - begin))) return std::nullopt;
    return Span{comma.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void put_then(text::Message& message, const Span& outcome, std::string_view instead) const {
    const std::string words(sources_.slice(outcome));
    if (instead.empty()) {
      message.text = fmt::format("`{}` stands where `then` with what follows is expected.", words);
      message.span = outcome;
    } else {
      message.code = Code::missing_then;
      message.text = fmt::format("A comma stands before `{}`, where `then` is expected.", words);
    }
    message.label.clear();
    const Span place = instead.empty() ? Span{outcome.file, outcome.begin, outcome.begin}
                                       : Span{outcome.file, message.span.begin, outcome.begin};
    message.fixes = {{fmt::format("write `then {}`", words),
                      {{place, instead.empty() ? "then " : " then "}},
                      false}};
  }

  const Names& names_;
  const text::Sources& sources_;
  std::string_view content_;
};

}  // namespace

void complete_messages(text::Messages& messages, const Names& names, const text::Sources& sources) {
  Completing completing(names, sources);
  for (text::Message& message : messages) completing.complete(message);
}

}  // namespace bedside::meaning

// Takes words that are none of the language, but that people use; gives what was meant, as fixes.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/meaning/lowering.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

struct Saying {
  std::string_view first;
  std::string_view second;  // empty: one word alone
  std::string_view meant;
};

// What people say for a comparison.
constexpr std::array<Saying, 16> sayings{{{"bigger", "than", "more than"},
                                          {"larger", "than", "more than"},
                                          {"higher", "than", "more than"},
                                          {"older", "than", "more than"},
                                          {"longer", "than", "more than"},
                                          {"smaller", "than", "less than"},
                                          {"lower", "than", "less than"},
                                          {"fewer", "than", "less than"},
                                          {"younger", "than", "less than"},
                                          {"shorter", "than", "less than"},
                                          {"equal", "to", "is"},
                                          {"equals", "", "is"},
                                          {"up", "to", "at most"},
                                          {"minimum", "", "at least"},
                                          {"maximum", "", "at most"},
                                          {"exceeds", "", "more than"}}};

constexpr std::array<std::string_view, 19> fillers{
    {"the", "a", "an", "there", "patient", "patients", "with", "has", "had", "have", "shows", "he",
     "she", "any", "some", "signs", "sign", "of", "having"}};

constexpr std::array<std::string_view, 4> joining{{"with", "plus", "but", "also"}};

constexpr std::array<std::string_view, 10> figures{
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string folded(const Word& word) { return word.quoted ? "" : text::fold_case(word.text); }

template <std::size_t Count>
bool is_one_of(const std::array<std::string_view, Count>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

// `&`, `and/or`
bool Lowering::refuse_sign(const Word& word) {
  const bool for_and = word.text == "&" || word.text == "&&";
  const bool for_either = text::fold_case(word.text) == "and/or";
  const bool for_or = word.text == "/" || word.text == "||";
  if (!for_and && !for_either && !for_or) return false;
  text::Message& message = say(
      Code::unknown_name, word.span,
      for_either ? fmt::format("`{}` is no word of the language; `or` holds where both do, too.",
                               word.text)
                 : fmt::format("`{}` is no word of the language; write `and` or `or`.", word.text));
  const auto offer = [&](const char* instead) {
    message.fixes.push_back({fmt::format("write `{}`", instead), {{word.span, instead}}, false});
  };
  offer(for_and ? "and" : "or");
  if (for_either) offer("and");
  return true;
}

// `lesion size bigger than 30 mm`
bool Lowering::refuse_saying(const Words& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    for (const Saying& saying : sayings) {
      const bool pair = !saying.second.empty();
      if (folded(words[i]) != saying.first || (pair && folded(words[i + 1]) != saying.second)) {
        continue;
      }
      if (!find(words, 0, i)) continue;
      const Span span = pair ? text::cover(words[i].span, words[i + 1].span) : words[i].span;
      text::Message& message =
          say(Code::unexpected_text, span,
              fmt::format("`{}` is said `{}` here.", quote(span), saying.meant));
      message.fixes.push_back(
          {fmt::format("write `{}`", saying.meant), {{span, std::string(saying.meant)}}, true});
      return true;
    }
  }
  return false;
}

// `pain with swelling`
bool Lowering::refuse_joining_word(const Words& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (!is_one_of(joining, folded(words[i]))) continue;
    const auto middle = words.begin() + static_cast<std::ptrdiff_t>(i);
    if (readings(Words(words.begin(), middle)).empty()) continue;
    if (readings(Words(middle + 1, words.end())).empty()) continue;
    text::Message& message =
        say(Code::missing_and, words[i].span,
            fmt::format("`{}` stands between two conditions, where `and` or `or` is expected.",
                        words[i].text));
    message.fixes.push_back({"write `and`", {{words[i].span, "and"}}, false});
    return true;
  }
  return false;
}

// Words of other languages, of rules or of people, that have another spelling here.
bool Lowering::refuse_other_words(const Words& words) {
  if (refuse_saying(words) || refuse_joining_word(words)) return true;
  const Span span = syntax::span_of(words);
  const std::string first = words[0].quoted ? "" : text::fold_case(words[0].text);
  if (words.size() == 1 && first == "no") {
    say(Code::missing_condition, span, "`no` stands alone; say what there is none of.");
    return true;
  }
  if (first == "either" || first == "neither" || first == "both") {
    say(Code::unknown_name, words[0].span,
        fmt::format("`{}` is no word of the language. Write {}.", words[0].text,
                    first == "either"    ? "`a or b`"
                    : first == "neither" ? "`no a and no b`, or `none of (a, b)`"
                                         : "`a and b`"));
    return true;
  }
  for (const Word& word : words) {
    if (word.quoted) continue;
    if (refuse_sign(word)) return true;
    const auto sign = word.text.find_first_of("*^");
    if (sign == std::string::npos || sign == 0 || sign + 1 == word.text.size()) continue;
    const std::string spaced = fmt::format("{} {} {}", word.text.substr(0, sign), word.text[sign],
                                           word.text.substr(sign + 1));
    text::Message& message =
        say(Code::unexpected_text, word.span,
            fmt::format("`{}` has no blanks around its `{}`.", word.text, word.text[sign]));
    message.fixes.push_back({fmt::format("write `{}`", spaced), {{word.span, spaced}}, true});
    return true;
  }
  return false;
}

// `patient has pain`, `the calcification localized`: words that say nothing here.
bool Lowering::refuse_filler(const Words& words) {
  std::size_t count = 0;
  while (count < words.size() && is_one_of(fillers, folded(words[count]))) ++count;
  if (count == 0 || count == words.size()) return false;
  const Words rest(words.begin() + static_cast<std::ptrdiff_t>(count), words.end());
  if (readings(rest).empty() && !find(rest, 0, rest.size())) return false;
  const Span said = text::cover(words.front().span, words[count - 1].span);
  text::Message& message =
      say(Code::unexpected_text, said,
          fmt::format("`{}` says nothing here; the name of the finding is enough.", quote(said)));
  message.fixes.push_back({fmt::format("take `{}` out", quote(said)),
                           {{{said.file, said.begin, rest.front().span.begin}, ""}},
                           false});
  return true;
}

// `10-30 mm`, `12 000`, `mm` alone: words that nearly are a number.
bool Lowering::refuse_near_number(const Words& words) {
  const std::size_t dash = words[0].quoted ? std::string::npos : words[0].text.find('-', 1);
  const std::string_view first = words[0].text;
  if (dash != std::string::npos && is_digits(first.substr(0, dash)) &&
      !first.substr(dash + 1).empty() && first[dash + 1] >= '0' && first[dash + 1] <= '9') {
    const Span place{words[0].span.file, words[0].span.begin + static_cast<std::uint32_t>(dash),
                     words[0].span.begin + static_cast<std::uint32_t>(dash) + 1};
    text::Message& message =
        say(Code::bad_range, words[0].span,
            fmt::format("`{}` is no number; a range is said with `to`.", first));
    message.fixes.push_back({"write `to`", {{place, " to "}}, false});
    return true;
  }
  const bool blank = words.size() > 1 && !words[0].quoted && is_digits(first) &&
                     words[1].text.size() >= 3 && is_digits(words[1].text.substr(0, 3));
  if (blank) {
    const Span whole = text::cover(words[0].span, words[1].span);
    const Span gap{whole.file, words[0].span.end, words[1].span.begin};
    text::Message& message =
        say(Code::decimal_comma, whole,
            fmt::format("`{}` has a blank in it; a number is written without any.", quote(whole)));
    message.fixes.push_back(
        {fmt::format("write `{}{}`", first, words[1].text), {{gap, ""}}, false});
    return true;
  }
  if (words.size() == 1 && !words[0].quoted && units::is_unit(first)) {
    say(Code::missing_value, words[0].span,
        fmt::format("`{}` is a unit; the number before it is missing.", first));
    return true;
  }
  return false;
}

// `lesion size from 10 and 30 mm`
bool Lowering::refuse_from_and(NodeId before, NodeId after, const syntax::Join& join) {
  const auto* low = as<syntax::Run>(before);
  const auto* high = as<syntax::Run>(after);
  if (low == nullptr || high == nullptr || join.is_or || low->words.size() < 3) return false;
  const std::size_t count = low->words.size();
  for (std::size_t from = count > 3 ? count - 3 : 1; from + 1 < count; ++from) {
    if (folded(low->words[from]) != "from") continue;
    if (!find(low->words, 0, from) || !is_literal(high->words)) return false;
    text::Message& message =
        say(Code::missing_value, join.span, "`from` goes with `to`; `and` goes with `between`.");
    message.related.push_back({low->words[from].span, "`from` here"});
    message.fixes.push_back({"write `to`", {{join.span, "to"}}, false});
    return true;
  }
  return false;
}

// `at least two of (a, b, c)`
std::string Lowering::figure_of(const Word& word) {
  const auto* found = std::find(figures.begin(), figures.end(), folded(word));
  return found == figures.end() ? "" : std::to_string(found - figures.begin());
}

// Why something was expected: what the finding or assessment was declared as.
void Lowering::show_declaration(text::Message& message, const Subject& subject) const {
  if (of_facts_) return;  // the places of declarations are in other texts than the facts
  if (const auto* list = std::get_if<ListSubject>(&subject)) {
    const Finding& finding = rules_.at(list->finding);
    message.related.push_back({finding.span, finding.kind == FindingKind::yes_no
                                                 ? "declared here as yes or no"
                                                 : "its values are declared here"});
  } else if (const auto* level = std::get_if<LevelSubject>(&subject)) {
    message.related.push_back({rules_.at(level->assessment).span, "its levels are declared here"});
  } else if (const auto* number = std::get_if<NumberSubject>(&subject)) {
    if (!number->finding) return;
    const Finding& finding = rules_.at(*number->finding);
    const std::string unit = finding.unit.text();
    message.related.push_back(
        {finding.span, unit.empty() ? "declared here as a number without a unit"
                                    : fmt::format("declared here as a number in {}", unit)});
  }
}

// A finding that was declared as a `number`, without the unit in which it is measured.
void Lowering::offer_declared_unit(text::Message& message, const Finding& finding,
                                   std::string_view unit) const {
  if (of_facts_) return;
  const std::string_view content = sources_.of(finding.span).content();
  constexpr std::string_view type = "number";
  const std::size_t at = content.find(type, finding.span.end);
  if (at == std::string_view::npos || content.find('\n', finding.span.end) < at) return;
  const auto place = static_cast<std::uint32_t>(at + type.size());
  message.fixes.push_back({fmt::format("declare `{}` as a number in {}", finding.name, unit),
                           {{{finding.span.file, place, place}, fmt::format(" in {}", unit)}},
                           false});
}

// `swelling is localized`: where another finding has that value, it may be what was meant.
void Lowering::show_other_owner(text::Message& message, const Words& words, const Span& said_of) {
  const auto& owners = names_.values(Names::key(words, 0, words.size()));
  for (const NamedValue& owner : owners) {
    const auto* id = std::get_if<FindingId>(&owner.of);
    if (id == nullptr) continue;
    const Finding& finding = rules_.at(*id);
    if (!of_facts_) {
      message.related.push_back(
          {finding.span, fmt::format("`{}` is a value of this", text_of(words))});
    }
    if (said_of.end == 0) continue;
    message.fixes.push_back({fmt::format("write `{}` for `{}`", finding.name, quote(said_of)),
                             {{said_of, finding.name}},
                             false});
  }
}

}  // namespace bedside::meaning

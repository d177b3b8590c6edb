// Takes words that stand beside each other; gives the condition that they are, once all names are
// known.
#include <fmt/format.h>

#include <algorithm>

#include "lang/meaning/lowering.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

// A phrase with more words than its longest names and a range of numbers is none.
constexpr std::size_t longest_range = 8;

bool begins_number(const Word& word) {
  if (word.quoted || word.text.empty()) return false;
  const std::size_t sign = word.text[0] == '-' ? 1 : 0;
  return word.text.size() > sign && word.text[sign] >= '0' && word.text[sign] <= '9';
}

// `pain present`, `pain absent`
bool says_whether(const Words& words, std::size_t begin) {
  if (words.size() - begin != 1 || words[begin].quoted) return false;
  const std::string word = text::fold_case(words[begin].text);
  return word == "present" || word == "absent" || word == "yes";
}

// `stage from I to III`
bool says_range(const Words& words, std::size_t begin) {
  const auto is_to = [](const Word& word) { return syntax::says(word, "to"); };
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(begin) + 1, words.end(), is_to);
}

}  // namespace

std::optional<Named> Lowering::find(const Words& words, std::size_t begin, std::size_t end) const {
  if (end - begin > names_.longest() || begin == end) return std::nullopt;
  return names_.find(Names::key(words, begin, end));
}

// Whether the words from `begin` on are one of the values that the subject was declared with.
bool Lowering::is_named_value(const Named& subject, const Words& words, std::size_t begin) const {
  if (words.size() - begin > names_.longest()) return false;
  const std::string key = Names::key(words, begin, words.size());
  const auto* finding = std::get_if<FindingId>(&subject);
  const auto* assessment = std::get_if<AssessmentId>(&subject);
  return (finding != nullptr && names_.value(*finding, key)) ||
         (assessment != nullptr && names_.level(*assessment, key));
}

// Whether the words from `begin` on can be said of the subject without `is`.
bool Lowering::can_follow(const Named& subject, const Words& words, std::size_t begin) const {
  const auto number = [&] {
    return begins_number(words[begin]) || text::fold_case(words[begin].text) == "from";
  };
  if (const auto* id = std::get_if<FindingId>(&subject)) {
    const Finding& finding = rules_.at(*id);
    if (finding.kind == FindingKind::number) return number();
    if (finding.kind == FindingKind::yes_no) return says_whether(words, begin);
    return is_named_value(subject, words, begin) || (finding.ordered && says_range(words, begin));
  }
  if (const auto* id = std::get_if<AssessmentId>(&subject)) {
    const Assessment& assessment = rules_.at(*id);
    if (is_named_value(subject, words, begin)) return true;
    if (assessment.yes_no) return says_whether(words, begin);
    return assessment.kind == AssessmentKind::scale && says_range(words, begin);
  }
  return !std::holds_alternative<AdviceId>(subject) && number();
}

// Every way to read the words, the longest names first.
std::vector<Lowering::Reading> Lowering::readings(const Words& words) const {
  std::vector<Reading> found;
  const std::size_t count = words.size();
  if (count > 2 * names_.longest() + longest_range) return found;
  if (find(words, 0, count)) found.push_back({count, 0, false, true});
  for (std::size_t split = 1; split < count; ++split) {
    const auto left = find(words, 0, split);
    if (left && can_follow(*left, words, split)) {
      // A number or a range is no name, however many words it has.
      const std::size_t said = is_named_value(*left, words, split) ? count - split : 0;
      found.push_back({std::max(split, said), split, false, false});
    }
    const auto right = find(words, split, count);
    if (!right || split > names_.longest()) continue;
    const std::string value = Names::key(words, 0, split);
    const auto* finding = std::get_if<FindingId>(&*right);
    const auto* assessment = std::get_if<AssessmentId>(&*right);
    if ((finding != nullptr && names_.value(*finding, value)) ||
        (assessment != nullptr && names_.level(*assessment, value))) {
      found.push_back({std::max(split, count - split), split, true, false});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Reading& a, const Reading& b) { return a.longest > b.longest; });
  return found;
}

std::optional<ConditionId> Lowering::phrase(const Words& words) {
  const auto all = readings(words);
  if (all.empty()) {
    const std::size_t before = messages_.size();
    explain_unknown(words);
    // Nothing is ever left out in silence.
    const bool silent = messages_.size() == before && !mentions_broken(words);
    if (silent) unknown_name(syntax::span_of(words), text_of(words));
    return std::nullopt;
  }
  if (all.size() > 1 && all[0].longest == all[1].longest) {
    text::Message& message =
        say(Code::two_readings, syntax::span_of(words),
            fmt::format("`{}` can be read in two ways; put a name in quotes.", text_of(words)));
    for (const Reading& reading : {all[0], all[1]}) {
      const auto middle = words.begin() + static_cast<std::ptrdiff_t>(reading.split);
      const std::string left = text_of(Words(words.begin(), middle));
      const std::string right = text_of(Words(middle, words.end()));
      std::string text = reading.value_first ? fmt::format("\"{}\" is {}", right, left)
                                             : fmt::format("\"{}\" is {}", left, right);
      message.fixes.push_back({fmt::format("`{}`", text), {{syntax::span_of(words), text}}, false});
    }
    return std::nullopt;
  }
  return read_as(all.front(), words);
}

std::optional<ConditionId> Lowering::read_as(const Reading& reading, const Words& words) {
  if (reading.whole) return whole_name(*find(words, 0, words.size()), words);
  const auto middle = words.begin() + static_cast<std::ptrdiff_t>(reading.split);
  const Words left(words.begin(), middle);
  const Words right(middle, words.end());
  const Words& name_words = reading.value_first ? right : left;
  const auto named = find(name_words, 0, name_words.size());
  const auto what = subject_of(*named, syntax::span_of(name_words));
  if (!what) return std::nullopt;
  const auto lowered = equals_words(*what, reading.value_first ? left : right);
  if (lowered) rules_.conditions[lowered->index].span = syntax::span_of(words);
  return lowered;
}

// A name alone, as a condition: `pain`.
std::optional<ConditionId> Lowering::whole_name(const Named& named, const Words& words) {
  const Span span = syntax::span_of(words);
  const std::string text = text_of(words);
  if (const auto* id = std::get_if<FindingId>(&named)) {
    const Finding& finding = rules_.at(*id);
    if (finding.kind == FindingKind::yes_no) return add(IsValue{*id, Values::one(1)}, span);
    if (finding.kind == FindingKind::list) {
      text::Message& message = say(
          Code::not_a_condition, span,
          fmt::format("`{}` is one of {}; say which.", text, values_in_words(ListSubject{*id})));
      for (const std::string& value : finding.values) {
        if (message.fixes.size() == 3) break;
        message.fixes.push_back({fmt::format("write `{} is {}`", text, value),
                                 {{span, fmt::format("{} is {}", text, value)}},
                                 false});
      }
      return std::nullopt;
    }
  } else if (const auto* assessment = std::get_if<AssessmentId>(&named)) {
    if (rules_.at(*assessment).yes_no) return add(IsLevel{*assessment, Values::one(1)}, span);
    text::Message& message = say(Code::not_a_condition, span,
                                 fmt::format("`{}` is one of {}; say which.", text,
                                             values_in_words(LevelSubject{*assessment})));
    offer_levels(message, *assessment, span);
    return std::nullopt;
  } else if (const auto* definition = std::get_if<DefinitionId>(&named)) {
    lower_definition(*definition);
    const Progress progress = definitions[definition->index].progress;
    if (progress != Progress::done) return std::nullopt;
    if (std::holds_alternative<ConditionId>(rules_.at(*definition).body)) {
      return add(Defined{*definition}, span);
    }
  } else if (std::holds_alternative<AdviceId>(named)) {
    say(Code::not_a_condition, span,
        fmt::format("`{}` is an advice; a condition cannot read it.", text));
    return std::nullopt;
  }
  say(Code::not_a_condition, span,
      fmt::format("`{}` is a number; compare it, as in `{} at least 10`.", text, text));
  return std::nullopt;
}

// `outlook` alone, where a level of it is expected.
void Lowering::offer_levels(text::Message& message, AssessmentId id, const Span& span) const {
  for (const std::string& level : rules_.at(id).levels) {
    if (message.fixes.size() == 3) break;
    const std::string whole = fmt::format("{} is {}", quote(span), written(level));
    message.fixes.push_back({fmt::format("write `{}`", whole), {{span, whole}}, false});
  }
}

bool Lowering::mentions_broken(const Words& words) const {
  if (!names_.any_broken()) return false;
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    for (std::size_t end = begin + 1; end <= words.size() && end - begin <= 12; ++end) {
      if (names_.is_broken(Names::key(words, begin, end))) return true;
    }
  }
  return false;
}

std::vector<std::string> Lowering::known_names() const {
  std::vector<std::string> all;
  for (const Finding& finding : rules_.findings) {
    all.push_back(finding.name);
    all.insert(all.end(), finding.other_names.begin(), finding.other_names.end());
  }
  for (const Definition& each : rules_.definitions) all.push_back(each.name);
  for (const Score& each : rules_.scores) all.push_back(each.name);
  for (const Assessment& each : rules_.assessments) all.push_back(each.name);
  return all;
}

bool Lowering::is_aftermath(std::string_view name, const std::vector<std::string>& known) const {
  const auto is_it = [folded = text::fold_case(name)](const std::string& each) {
    return text::fold_case(each) == folded;
  };
  return text::has_errors(messages_) && std::any_of(known.begin(), known.end(), is_it);
}

void Lowering::unknown_name(const Span& span, std::string_view name) {
  // Past so many messages nobody reads on, and each guess looks at every name.
  constexpr std::size_t most_guesses = 5000;
  const bool guesses = messages_.size() < most_guesses;
  const auto known = guesses ? known_names() : std::vector<std::string>();
  if (is_aftermath(name, known)) return;
  const auto near = text::near_names(name, known);
  text::Message& message = say(
      Code::unknown_name, span,
      fmt::format("Nothing is declared under the name `{}`.{}", name, text::did_you_mean(near)));
  for (const std::string& candidate : near) {
    message.fixes.push_back({fmt::format("write `{}`", candidate), {{span, candidate}}, false});
  }
}

// `calcificaton localized`: where one part is a value or a number, the other is the unknown name.
bool Lowering::unknown_beside_value(const Words& words, std::size_t most) {
  const std::size_t count = words.size();
  for (std::size_t split = 1; split < most; ++split) {
    const bool value_right =
        begins_number(words[split]) || (count - split <= names_.longest() &&
                                        !names_.values(Names::key(words, split, count)).empty());
    const bool value_left = !names_.values(Names::key(words, 0, split)).empty();
    if (value_right == value_left) continue;
    const auto middle = words.begin() + static_cast<std::ptrdiff_t>(split);
    const Words name = value_right ? Words(words.begin(), middle) : Words(middle, words.end());
    unknown_name(syntax::span_of(name), text_of(name));
    return true;
  }
  return false;
}

// No reading fits: finds the part that is the trouble.
void Lowering::explain_unknown(const Words& words) {
  if (mentions_broken(words) || refuse_other_words(words) || refuse_filler(words)) return;
  const std::size_t count = words.size();
  const std::size_t most = std::min<std::size_t>(count, 40);
  for (std::size_t split = 1; split < most; ++split) {
    const auto middle = words.begin() + static_cast<std::ptrdiff_t>(split);
    const Words left(words.begin(), middle);
    const Words right(middle, words.end());
    if (readings(left).empty() || readings(right).empty()) continue;
    text::Message& message =
        say(Code::missing_and, syntax::span_of(words),
            fmt::format("`{}` and `{}` stand beside each other; between two conditions stands "
                        "`and` or `or`.",
                        text_of(left), text_of(right)));
    const Span gap{right[0].span.file, left.back().span.end, left.back().span.end};
    message.fixes.push_back({"write `and` between them", {{gap, " and"}}, false});
    message.fixes.push_back({"write `or` between them", {{gap, " or"}}, false});
    return;
  }
  for (std::size_t split = most - 1; split > 0; --split) {
    const auto left = find(words, 0, split);
    const auto right = find(words, split, count);
    const auto& named = left ? left : right;
    if (!named || std::holds_alternative<AdviceId>(*named)) continue;
    const auto middle = words.begin() + static_cast<std::ptrdiff_t>(split);
    const Words value = left ? Words(middle, words.end()) : Words(words.begin(), middle);
    const auto what = subject_of(*named, syntax::span_of(words));
    if (what && !values(*what).empty()) {
      value_of(*what, value);
    } else if (what && left) {
      unknown_name(syntax::span_of(words), text_of(words));
    } else if (what) {
      unknown_name(syntax::span_of(value), text_of(value));
    }
    return;
  }
  if (unknown_beside_value(words, most)) return;
  const auto& as_value = names_.values(Names::key(words, 0, most));
  if (most == count && !as_value.empty()) {
    const auto* finding = std::get_if<FindingId>(&as_value.front().of);
    const std::string of = finding != nullptr
                               ? rules_.at(*finding).name
                               : rules_.at(std::get<AssessmentId>(as_value.front().of)).name;
    text::Message& message =
        say(Code::missing_subject, syntax::span_of(words),
            fmt::format("`{}` is a value of `{}`; say of what it is said.", text_of(words), of));
    message.fixes.push_back(
        {fmt::format("write `{} is {}`", of, text_of(words)),
         {{syntax::span_of(words), fmt::format("{} is {}", of, text_of(words))}},
         false});
    return;
  }
  unknown_name(syntax::span_of(words), text_of(words));
}

}  // namespace bedside::meaning

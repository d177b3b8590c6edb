// Takes parts of a rule set; gives the words in which they are spoken of.
#include "interpreter/explain/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "interpreter/explain/page.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::explain {

using namespace meaning;

namespace {

// A rule without a name is known by its place already.
bool has_name(const Rule& rule, const text::Sources& sources) {
  return text::file_name(rule_place(rule, sources)) != rule.name;
}

}  // namespace

std::string rule_name(const Rule& rule, const text::Sources& sources) {
  if (!has_name(rule, sources)) return fmt::format("the rule at {}", rule_place(rule, sources));
  return fmt::format("rule \"{}\"", rule.name);
}

std::string rule_name_and_place(const Rule& rule, const text::Sources& sources) {
  if (!has_name(rule, sources)) return rule_name(rule, sources);
  return fmt::format("{} ({})", rule_name(rule, sources), rule_place(rule, sources));
}

std::string level_name(const RuleSet& rules, const Outcome& outcome) {
  const Assessment& assessment = rules.at(outcome.assessment);
  if (assessment.yes_no) {
    return fmt::format("{}{}", outcome.level == 0 ? "no " : "", assessment.name);
  }
  return fmt::format("{} {}", assessment.name, assessment.levels.at(outcome.level));
}

std::string conclusions(const RuleSet& rules, const Rule& rule) {
  std::vector<std::string> parts;
  for (const Outcome& each : rule.outcomes) parts.push_back(level_name(rules, each));
  for (const AdviceId id : rule.advice) {
    parts.push_back(fmt::format("advice {}", rules.at(id).name));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string citation_in_full(const RuleSet& rules, const Citation& citation) {
  std::string text = citation_text(rules, citation);
  if (citation.statement) {
    text += ": " + rules.at(citation.source).statements.at(*citation.statement).text;
  }
  return text;
}

std::string_view truth_name(Truth truth) {
  return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}

std::string_view rule_status_name(RuleStatus status) {
  if (status == RuleStatus::undecided) return "is undecided";
  return status == RuleStatus::fires ? "fires" : "is ruled out";
}

std::string as_written(const text::Sources& sources, const text::Span& span) {
  std::string words;
  bool quoted = false;
  bool comment = false;
  for (const char c : sources.slice(span)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (c == '"' && !comment) quoted = !quoted || words.ends_with('\\');
    if (c == '#' && !quoted) comment = true;
    if (c == '\n') comment = quoted = false;
    if (comment) continue;
    if (blank) {
      if (!words.empty() && words.back() != ' ') words += ' ';
    } else {
      words += c;
    }
  }
  while (words.ends_with(' ')) words.pop_back();
  return words;
}

namespace {

bool is_cell(const text::Sources& sources, const text::Span& span) {
  const text::Source& source = sources.of(span);
  const std::string_view line = source.line(source.line_of(span.begin));
  const auto first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line[first] == '|';
}

bool follows_unless(const text::Sources& sources, const text::Span& span) {
  std::string_view before = std::string_view(sources.of(span).content()).substr(0, span.begin);
  const auto end = before.find_last_not_of(" \t\r\n(");
  before = before.substr(0, end == std::string_view::npos ? 0 : end + 1);
  std::string word(before.substr(before.size() - std::min<std::size_t>(6, before.size())));
  std::transform(word.begin(), word.end(), word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return word == "unless";
}

std::string in_language(const RuleSet& rules, const text::Sources& sources, ConditionId id) {
  const Condition& condition = rules.at(id);
  if (const auto* is = std::get_if<IsValue>(&condition.kind)) {
    return in_words(rules.at(is->finding), is->values, {});
  }
  if (const auto* in = std::get_if<Within>(&condition.kind)) {
    const Quantity& quantity = rules.at(in->quantity);
    return fmt::format("{} {}", as_written(sources, quantity.span),
                       in_words(in->range, quantity.unit));
  }
  if (const auto* is = std::get_if<IsLevel>(&condition.kind)) {
    const Assessment& assessment = rules.at(is->assessment);
    return fmt::format("{} is {}", written(assessment.name),
                       in_words(is->levels, assessment.levels));
  }
  return "";
}

}  // namespace

std::string condition_words(const RuleSet& rules, const text::Sources& sources, ConditionId id) {
  const Condition& condition = rules.at(id);
  const std::string written_words = as_written(sources, condition.span);
  const auto* negation = std::get_if<Not>(&condition.kind);
  const bool leaf = negation == nullptr;
  if (is_cell(sources, condition.span)) {
    const std::string words =
        negation ? in_language(rules, sources, negation->operand) : in_language(rules, sources, id);
    if (!words.empty()) return negation ? fmt::format("not ({})", words) : words;
  }
  if (!follows_unless(sources, condition.span)) return written_words;
  if (leaf) {
    // The only kind that a negation turns into its opposite; see Lowering::negate.
    const bool turned = std::holds_alternative<IsValue>(condition.kind);
    return turned ? in_language(rules, sources, id) : written_words;
  }
  if (rules.at(negation->operand).span != condition.span) return written_words;
  return fmt::format("not ({})", written_words);
}

}  // namespace bedside::explain

// Takes conditions as written; gives conditions of the rule set.
#include <fmt/format.h>

#include "lang/meaning/lowering.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

// Conditions inside conditions, also through definitions: deeper than any text that people read,
// and little enough for any stack.
constexpr std::size_t deepest = 400;

}  // namespace

Lowering::Lowering(RuleSet& rules, const Names& names, const text::Sources& sources,
                   text::Messages& messages)
    : rules_(rules),
      names_(names),
      sources_(sources),
      messages_(messages),
      finding_numbers_(rules.findings.size()) {}

text::Message& Lowering::say(Code code, const Span& span, std::string words) {
  messages_.push_back({code, text::clipped(std::move(words)), span, "", {}, {}, ""});
  return messages_.back();
}

std::string Lowering::quote(const Span& span) const { return std::string(sources_.slice(span)); }

std::string Lowering::text_of(const Words& words, std::size_t begin) const {
  if (begin >= words.size()) return "";
  return quote(text::cover(words[begin].span, words.back().span));
}

ConditionId Lowering::add(ConditionKind kind, const Span& span) {
  rules_.conditions.push_back({std::move(kind), span});
  return {static_cast<std::uint32_t>(rules_.conditions.size() - 1)};
}

ConditionId Lowering::negate(ConditionId operand, const Span& span) {
  // A finding always has one of its values, so that "not these" is "one of the others".
  if (const auto* is = std::get_if<IsValue>(&rules_.at(operand).kind)) {
    const std::size_t count = rules_.at(is->finding).values.size();
    return add(IsValue{is->finding, is->values.rest(count)}, span);
  }
  return add(Not{operand}, span);
}

std::optional<ConditionId> Lowering::condition(NodeId node) {
  if (depth_ >= deepest) {
    say(Code::too_deep, at(node).span,
        "Conditions and definitions are nested more than 400 deep here.");
    return std::nullopt;
  }
  ++depth_;
  std::optional<ConditionId> result;
  const Span span = at(node).span;
  if (const auto* clause_node = as<syntax::Clause>(node)) {
    result = clause(*clause_node, span);
  } else if (const auto* chain_node = as<syntax::Chain>(node)) {
    result = chain(*chain_node, span, false);
  } else if (const auto* paren = as<syntax::Paren>(node)) {
    result = condition(paren->inner);
  } else if (const auto* group_node = as<syntax::Group>(node)) {
    result = group(*group_node, span);
  } else if (const auto* run = as<syntax::Run>(node)) {
    result = phrase(run->words);
  } else if (ends_in_range(node)) {
    Words range;
    if (const auto value = number_before_range(node, range)) {
      result = equals_words(NumberSubject{value->id, std::nullopt}, range);
    }
  } else if (const auto* followed = as<syntax::Followed>(node)) {
    say(Code::missing_and, syntax::span_of(followed->words),
        fmt::format("`{}` stands after a bracket; between two conditions stands `and` or `or`.",
                    text_of(followed->words)));
  } else if (as<syntax::OneOf>(node) != nullptr) {
    say(Code::missing_subject, span, "`one of` needs something before it: `sex is one of a, b`.");
  } else if (const auto* call_node = as<syntax::Call>(node)) {
    refuse_call(*call_node, span);
  } else {
    say(Code::not_a_condition, span,
        fmt::format("`{}` is a number, not a condition; compare it with something.", quote(span)));
  }
  --depth_;
  return result;
}

std::optional<ConditionId> Lowering::clause(const syntax::Clause& clause, const Span& span) {
  if (!clause.subject) {
    refuse_missing_subject(clause, span);
    return std::nullopt;
  }
  if (clause.tails.empty()) return negated(clause, span);
  auto result = comparison(clause, span);
  if (!result) return std::nullopt;
  for (std::size_t i = 0; i < clause.negations.size(); ++i) result = negate(*result, span);
  return result;
}

// Whether the number that is said can be one of this finding: its unit, and its range.
bool Lowering::fits(const Finding& finding, const syntax::Tail& tail) const {
  const auto* run = as<syntax::Run>(tail.operands.front());
  if (run == nullptr) return true;
  const auto number = Number::parse(run->words.front().text);
  if (!number) return true;
  if (run->words.size() == 1) return finding.range.has(*number);
  const auto unit = units::parse_unit(run->words.back().text);
  const auto* said = std::get_if<Unit>(&unit);
  return said == nullptr || said->same_dimension(finding.unit);
}

// `>30` alone; also counts in words that the language says otherwise: `at least one of (a, b)`.
void Lowering::refuse_missing_subject(const syntax::Clause& clause, const Span& span) {
  const syntax::Tail& tail = clause.tails.front();
  const NodeId operand = tail.operands.front();
  const auto* call = as<syntax::Call>(operand);
  const bool counts = call != nullptr && call->name.size() == 2 &&
                      Names::key(call->name, 1, 2) == "of" && Number::parse(call->name[0].text);
  if (as<syntax::OneOf>(operand) != nullptr) {
    text::Message& message =
        say(Code::missing_subject, span,
            fmt::format("`{} one of (…)`: a count has a figure, as in `at least 1 of (…)`.",
                        quote(tail.comparator_span)));
    const Span head{span.file, at(operand).span.begin, at(operand).span.begin + 3};
    message.fixes.push_back({"write `1`", {{head, "1"}}, true});
    return;
  }
  if (counts) {
    const Number count = *Number::parse(call->name[0].text);
    const bool more = tail.comparator == syntax::Comparator::more_than;
    const std::string instead =
        fmt::format("{} {}", more ? "at least" : "at most",
                    (more ? count + Number(1) : count - Number(1)).to_string());
    text::Message& message =
        say(Code::missing_subject, span,
            "A count says `at least`, `at most` or `exactly`, as in `at least 2 of (…)`.");
    message.fixes.push_back({fmt::format("write `{} of (…)`", instead),
                             {{text::cover(tail.comparator_span, call->name[0].span), instead}},
                             false});
    return;
  }
  text::Message& message =
      say(Code::missing_subject, span,
          fmt::format("`{}` does not say what is compared; write the name of a finding, a score "
                      "or a number before it.",
                      quote(span)));
  message.label = "what is this said of?";
  // The numbers that it may be said of, where they are few.
  std::vector<std::string> numbers;
  for (const Finding& finding : rules_.findings) {
    if (finding.kind == FindingKind::number && fits(finding, tail)) numbers.push_back(finding.name);
  }
  for (const Score& score : rules_.scores) numbers.push_back(score.name);
  if (numbers.size() > 3) return;
  const Span before{span.file, span.begin, span.begin};
  for (const std::string& name : numbers) {
    message.fixes.push_back(
        {fmt::format("write `{} {}`", name, quote(span)), {{before, name + " "}}, false});
  }
}

// Words before a bracket that are no function: `both of (a, b)`, `pain (swelling)`.
void Lowering::refuse_call(const syntax::Call& call, const Span& span) {
  const std::string head = Names::key(call.name, 0, call.name.size());
  const std::string instead = head == "both of" || head == "each of"        ? "all of"
                              : head == "either of"                         ? "any of"
                              : head == "neither of" || head == "no one of" ? "none of"
                                                                            : "";
  if (!instead.empty()) {
    text::Message& message = say(Code::unknown_name, syntax::span_of(call.name),
                                 fmt::format("`{} (…)` is said `{} (…)` here.", head, instead));
    message.fixes.push_back(
        {fmt::format("write `{}`", instead), {{syntax::span_of(call.name), instead}}, true});
  } else if (find(call.name, 0, call.name.size())) {
    say(Code::missing_and, span,
        fmt::format("A bracket stands after `{}`; between two conditions stands `and` or `or`.",
                    text_of(call.name)));
  } else if (this->call(call, span)) {
    say(Code::not_a_condition, span,
        fmt::format("`{}` is a number, not a condition; compare it with something.", quote(span)));
  }
}

// `no X`, `not X`, `without X` where nothing more is said of X.
std::optional<ConditionId> Lowering::negated(const syntax::Clause& clause, const Span& span) {
  if (refuse_no_for_list(clause, span)) return std::nullopt;
  auto inner = condition(*clause.subject);
  if (!inner) return std::nullopt;
  std::size_t left = clause.negations.size();
  const auto* level = std::get_if<IsLevel>(&rules_.at(*inner).kind);
  const bool bare = as<syntax::Run>(*clause.subject) != nullptr;
  if (level != nullptr && bare && left > 0 && rules_.at(level->assessment).yes_no) {
    // `no x-ray needed` says that it is no; `not x-ray needed` only that it is not yes.
    if (text::fold_case(quote(clause.negations.back().span)) != "not") {
      inner = add(IsLevel{level->assessment, level->levels.rest(2)}, span);
      --left;
    }
  }
  for (; left > 0; --left) inner = negate(*inner, span);
  return inner;
}

bool Lowering::refuse_no_for_list(const syntax::Clause& clause, const Span& span) {
  const auto* run = as<syntax::Run>(*clause.subject);
  if (run == nullptr || clause.negations.empty()) return false;
  const auto named = find(run->words, 0, run->words.size());
  const auto* id = named ? std::get_if<FindingId>(&*named) : nullptr;
  if (id == nullptr || rules_.at(*id).kind == FindingKind::yes_no) return false;
  const Finding& finding = rules_.at(*id);
  const std::string said = text_of(run->words);
  if (finding.kind == FindingKind::number) {
    say(Code::no_for_list, span,
        fmt::format("`{}` is a number; `no` says nothing of it. Compare it, as in `{} at most 10`.",
                    said, said));
    return true;
  }
  text::Message& message = say(Code::no_for_list, span,
                               fmt::format("`{}` is not yes or no: it is one of {}.", said,
                                           values_in_words(ListSubject{*id})));
  show_declaration(message, ListSubject{*id});
  for (const char* none : {"none", "absent"}) {
    if (!names_.value(*id, none)) continue;
    message.fixes.push_back({fmt::format("write `{} is {}`", said, none),
                             {{span, fmt::format("{} is {}", said, none)}},
                             false});
  }
  return true;
}

std::optional<ConditionId> Lowering::group(const syntax::Group& group, const Span& span) {
  std::vector<ConditionId> items;
  bool whole = true;
  for (const NodeId item : group.items) {
    const auto* chain_node = as<syntax::Chain>(item);
    const auto lowered =
        chain_node == nullptr ? condition(item) : chain(*chain_node, at(item).span, true);
    whole = whole && lowered.has_value();
    if (lowered) items.push_back(*lowered);
  }
  std::size_t count = 0;
  if (group.count) {
    const auto number = Number::parse(group.count->text);
    const auto wanted = number ? number->to_int64() : std::nullopt;
    if (!wanted || *wanted < 0 || static_cast<std::size_t>(*wanted) > group.items.size()) {
      const std::string figure = figure_of(*group.count);
      text::Message& message = say(
          Code::bad_range, group.count->span,
          fmt::format("`{}` of {} cannot be counted; a whole number in figures, from 0 to {}, is "
                      "expected.",
                      group.count->text, group.items.size(), group.items.size()));
      if (!figure.empty()) {
        message.fixes.push_back(
            {fmt::format("write `{}`", figure), {{group.count->span, figure}}, true});
      }
      return std::nullopt;
    }
    count = static_cast<std::size_t>(*wanted);
  }
  if (!whole) return std::nullopt;
  const std::size_t all = items.size();
  switch (group.kind) {
    case syntax::GroupKind::any_of:
      return add(Any{std::move(items)}, span);
    case syntax::GroupKind::all_of:
      return add(All{std::move(items)}, span);
    case syntax::GroupKind::none_of:
      return add(Not{add(Any{std::move(items)}, span)}, span);
    case syntax::GroupKind::at_least:
      return add(Count{std::move(items), count, all}, span);
    case syntax::GroupKind::at_most:
      return add(Count{std::move(items), 0, count}, span);
    case syntax::GroupKind::exactly:
      return add(Count{std::move(items), count, count}, span);
  }
  return std::nullopt;
}

}  // namespace bedside::meaning

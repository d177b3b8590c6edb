// Takes a subject and what is said of it; gives the condition.
#include <fmt/format.h>

#include <algorithm>

#include "lang/meaning/lowering.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

using syntax::Comparator;

// ---- Subjects ------------------------------------------------------------------------------

std::optional<Subject> Lowering::subject_of(const Named& named, const Span& span) {
  if (const auto* id = std::get_if<FindingId>(&named)) {
    if (rules_.at(*id).kind != FindingKind::number) return ListSubject{*id};
    return NumberSubject{number_named(named, span)->id, *id};
  }
  if (const auto* id = std::get_if<AssessmentId>(&named)) return LevelSubject{*id};
  if (const auto* id = std::get_if<DefinitionId>(&named)) {
    lower_definition(*id);
    if (definitions[id->index].progress != Progress::done) return std::nullopt;
    if (std::holds_alternative<ConditionId>(rules_.at(*id).body)) {
      return ConditionSubject{add(Defined{*id}, span)};
    }
  }
  if (std::holds_alternative<AdviceId>(named)) {
    say(Code::not_a_condition, span,
        fmt::format("`{}` is an advice; a condition cannot read it.", quote(span)));
    return std::nullopt;
  }
  const auto number = number_named(named, span);
  if (!number) return std::nullopt;
  return NumberSubject{number->id, std::nullopt};
}

std::optional<Subject> Lowering::subject(NodeId node) {
  const auto* run = as<syntax::Run>(node);
  if (run == nullptr) {
    const auto lowered = number(node);
    if (!lowered) return std::nullopt;
    return NumberSubject{lowered->id, std::nullopt};
  }
  const Words& words = run->words;
  if (const auto named = find(words, 0, words.size())) return subject_of(*named, at(node).span);
  // `any item of NEWS2`
  const bool items = words.size() > 3 && text::fold_case(words[0].text) == "any" &&
                     text::fold_case(words[1].text) == "item" &&
                     text::fold_case(words[2].text) == "of";
  if (items) {
    const auto named = find(words, 3, words.size());
    const auto* score = named ? std::get_if<ScoreId>(&*named) : nullptr;
    if (score != nullptr) return ItemsSubject{*score};
    const Span rest = text::cover(words[3].span, words.back().span);
    say(Code::unknown_name, rest, fmt::format("`{}` is no score.", quote(rest)));
    return std::nullopt;
  }
  const auto all = readings(words);
  if (!all.empty() && !all.front().whole) {
    const auto condition_of = read_as(all.front(), words);
    if (!condition_of) return std::nullopt;
    return ConditionSubject{*condition_of};
  }
  std::size_t at_word = 0;
  Literal plain;
  if (literal(words, at_word, plain) != Parse::none || words.size() > 2) {
    const auto lowered = number_words(words);
    if (!lowered) return std::nullopt;
    return NumberSubject{lowered->id, std::nullopt};
  }
  explain_unknown(words);
  return std::nullopt;
}

std::string Lowering::name(const Subject& subject) const {
  if (const auto* list = std::get_if<ListSubject>(&subject)) return rules_.at(list->finding).name;
  if (const auto* level = std::get_if<LevelSubject>(&subject)) {
    return rules_.at(level->assessment).name;
  }
  if (const auto* items = std::get_if<ItemsSubject>(&subject)) {
    return "any item of " + rules_.at(items->score).name;
  }
  if (const auto* number_of = std::get_if<NumberSubject>(&subject)) {
    if (number_of->finding) return rules_.at(*number_of->finding).name;
    return quote(rules_.at(number_of->quantity).span);
  }
  return quote(rules_.at(std::get<ConditionSubject>(subject).condition).span);
}

const std::vector<std::string>& Lowering::values(const Subject& subject) const {
  static const std::vector<std::string> none;
  if (const auto* list = std::get_if<ListSubject>(&subject)) return rules_.at(list->finding).values;
  if (const auto* level = std::get_if<LevelSubject>(&subject)) {
    return rules_.at(level->assessment).levels;
  }
  return none;
}

std::string Lowering::values_in_words(const Subject& subject) const {
  const auto& all = values(subject);
  const auto* list = std::get_if<ListSubject>(&subject);
  const auto* level = std::get_if<LevelSubject>(&subject);
  const bool yes_no = (list != nullptr && rules_.at(list->finding).kind == FindingKind::yes_no) ||
                      (level != nullptr && rules_.at(level->assessment).yes_no);
  if (yes_no) return "`yes` or `no`";
  std::string words;
  const std::size_t shown = std::min<std::size_t>(all.size(), 8);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) words += i + 1 == all.size() ? " or " : ", ";
    words += fmt::format("`{}`", all[i]);
  }
  if (shown < all.size()) words += fmt::format(" and {} more", all.size() - shown);
  return words;
}

bool Lowering::is_ordered(const Subject& subject) const {
  if (const auto* list = std::get_if<ListSubject>(&subject)) {
    return rules_.at(list->finding).ordered;
  }
  const auto* level = std::get_if<LevelSubject>(&subject);
  return level != nullptr && rules_.at(level->assessment).kind == AssessmentKind::scale;
}

bool Lowering::is_value_of(const Subject& subject, const Words& words) const {
  if (words.size() > names_.longest() + 2) return false;
  const std::string key = Names::key(words, 0, words.size());
  if (const auto* list = std::get_if<ListSubject>(&subject)) {
    if (names_.value(list->finding, key)) return true;
    const bool yes_no = rules_.at(list->finding).kind == FindingKind::yes_no;
    return yes_no && (key == "yes" || key == "no" || key == "present" || key == "absent");
  }
  if (const auto* level = std::get_if<LevelSubject>(&subject)) {
    return names_.level(level->assessment, key).has_value();
  }
  return std::holds_alternative<NumberSubject>(subject) && is_literal(words);
}

// ---- Clauses -------------------------------------------------------------------------------

std::optional<ConditionId> Lowering::comparison(const syntax::Clause& clause, const Span& span) {
  const syntax::Tail& tail = clause.tails.front();
  const auto* run = as<syntax::Run>(*clause.subject);
  const bool range_below = tail.comparator == Comparator::less_than && !tail.is && run != nullptr &&
                           syntax::says(run->words.back(), "to");
  if (range_below) {
    // `size from 10 to below 30 mm`: the name ends where `from` begins.
    for (std::size_t i = run->words.size(); i-- > 1;) {
      if (text::fold_case(run->words[i].text) != "from") continue;
      const auto named = find(run->words, 0, i);
      if (!named) break;
      const auto what = subject_of(*named, text::cover(run->words[0].span, run->words[i - 1].span));
      if (!what) return std::nullopt;
      const Words rest(run->words.begin() + static_cast<std::ptrdiff_t>(i), run->words.end());
      return half_open(*what, rest, tail, false, span);
    }
  }
  if (tail.comparator == Comparator::less_than && !tail.is && ends_in_range(*clause.subject)) {
    // `visits * 2 from 3 to below 6`
    Words range;
    const auto value = number_before_range(*clause.subject, range);
    if (!value) return std::nullopt;
    return half_open(NumberSubject{value->id, std::nullopt}, range, tail, false, span);
  }
  const auto what = subject(*clause.subject);
  if (!what) return std::nullopt;
  std::optional<ConditionId> result;
  const Span outer = said_of_;
  said_of_ = at(*clause.subject).span;
  result = said(*what, clause.tails, span);
  said_of_ = outer;
  if (result && tail.negation) result = negate(*result, span);
  if (result) rules_.conditions[result->index].span = span;
  return result;
}

std::optional<ConditionId> Lowering::said(const Subject& subject,
                                          const std::vector<syntax::Tail>& tails,
                                          const Span& span) {
  const syntax::Tail& tail = tails.front();
  if (tails.size() == 1) return said(subject, tail);
  const auto* run = as<syntax::Run>(tail.operands.front());
  const bool above = tail.comparator == Comparator::more_than;
  if (tails.size() == 2 && tails[1].comparator == Comparator::less_than && !tails[1].is &&
      (above || tail.comparator == Comparator::none) && run != nullptr &&
      syntax::says(run->words.back(), "to")) {
    // `size is from 10 to below 30 mm`, `size above 10 to below 30 mm`
    return half_open(subject, run->words, tails[1], above, span);
  }
  say(Code::missing_and, tails[1].span,
      fmt::format("`{}` follows a comparison that is complete; between two conditions stands "
                  "`and` or `or`.",
                  quote(tails[1].span)));
  return std::nullopt;
}

std::optional<ConditionId> Lowering::said(const Subject& subject, const syntax::Tail& tail) {
  if (tail.comparator == Comparator::none) return equals(subject, tail.operands.front());
  return compared(subject, tail);
}

std::optional<ConditionId> Lowering::compared(const Subject& subject, const syntax::Tail& tail) {
  if (std::holds_alternative<NumberSubject>(subject) ||
      std::holds_alternative<ItemsSubject>(subject)) {
    return compare_number(subject, tail.comparator, tail.operands, tail.span);
  }
  if (std::holds_alternative<ConditionSubject>(subject)) {
    say(Code::wrong_kind, tail.span,
        fmt::format("`{}` is a condition; it cannot be compared.", name(subject)));
    return std::nullopt;
  }
  if (tail.comparator == Comparator::exactly) return equals(subject, tail.operands.front());
  if (!is_ordered(subject)) {
    text::Message& message =
        say(Code::wrong_kind, tail.span,
            fmt::format("The values of `{}` have no order, so that `{}` says nothing of them.",
                        name(subject), quote(tail.comparator_span)));
    message.label = "an order is asked for here";
    show_declaration(message, subject);
    if (!message.related.empty()) {
      message.related.back().text += ", without an order; `<` between them would give them one";
    }
    return std::nullopt;
  }
  std::vector<std::size_t> ends;
  for (const NodeId operand : tail.operands) {
    const auto* run = as<syntax::Run>(operand);
    if (run == nullptr) {
      say(Code::unknown_value, at(operand).span,
          fmt::format("`{}` is no value of `{}`.", quote(at(operand).span), name(subject)));
      return std::nullopt;
    }
    // `above I to III`
    const auto middle = std::find_if(run->words.begin(), run->words.end(),
                                     [](const Word& word) { return syntax::says(word, "to"); });
    const bool above_to = tail.comparator == Comparator::more_than && middle != run->words.end() &&
                          !is_value_of(subject, run->words);
    const auto first =
        position(subject, Words(run->words.begin(), above_to ? middle : run->words.end()));
    if (!first) return std::nullopt;
    ends.push_back(*first);
    if (!above_to) continue;
    const auto last = position(subject, Words(middle + 1, run->words.end()));
    if (!last) return std::nullopt;
    return levels(subject, Comparator::between, {*first + 1, *last}, tail.span);
  }
  return levels(subject, tail.comparator, ends, tail.span);
}

std::optional<ConditionId> Lowering::levels(const Subject& subject, Comparator comparator,
                                            const std::vector<std::size_t>& ends,
                                            const Span& span) {
  if (comparator == Comparator::between && ends[0] > ends[1]) {
    say(Code::bad_range, span, fmt::format("`{}` runs backwards.", quote(span)));
    return std::nullopt;
  }
  Values chosen;
  for (std::size_t i = 0; i < values(subject).size(); ++i) {
    const bool inside = comparator == Comparator::at_least    ? i >= ends[0]
                        : comparator == Comparator::at_most   ? i <= ends[0]
                        : comparator == Comparator::more_than ? i > ends[0]
                        : comparator == Comparator::less_than ? i < ends[0]
                                                              : i >= ends[0] && i <= ends[1];
    if (inside) chosen.insert(i);
  }
  if (const auto* list = std::get_if<ListSubject>(&subject)) {
    return add(IsValue{list->finding, chosen}, span);
  }
  return add(IsLevel{std::get<LevelSubject>(subject).assessment, chosen}, span);
}

std::optional<std::size_t> Lowering::position(const Subject& subject, const Words& words) {
  const std::string key = Names::key(words, 0, words.size());
  if (const auto* list = std::get_if<ListSubject>(&subject)) {
    if (const auto found = names_.value(list->finding, key)) return found;
  } else if (const auto* level = std::get_if<LevelSubject>(&subject)) {
    if (const auto found = names_.level(level->assessment, key)) return found;
  }
  // Of what is declared twice nobody knows which values it has.
  const bool twice = names_.is_broken(Names::key(name(subject)));
  if (words.empty() || twice || mentions_broken(words)) return std::nullopt;
  const auto near = text::near_names(text_of(words), values(subject));
  const Span span = syntax::span_of(words);
  text::Message& message =
      say(Code::unknown_value, span,
          fmt::format("`{}` has no value `{}`; it is one of {}.{}", name(subject), text_of(words),
                      values_in_words(subject), text::did_you_mean(near)));
  for (const std::string& value : near) {
    message.fixes.push_back({fmt::format("write `{}`", value), {{span, value}}, false});
  }
  show_declaration(message, subject);
  if (near.empty()) show_other_owner(message, words, said_of_);
  return std::nullopt;
}

// ---- Equality ------------------------------------------------------------------------------

std::optional<ConditionId> Lowering::equals(const Subject& subject, NodeId node) {
  if (const auto* run = as<syntax::Run>(node)) return equals_words(subject, run->words);
  if (const auto* list = as<syntax::OneOf>(node)) return one_of(subject, *list, at(node).span);
  if (std::holds_alternative<NumberSubject>(subject)) {
    return compare_number(subject, Comparator::exactly, {node}, at(node).span);
  }
  say(Code::unknown_value, at(node).span,
      fmt::format("`{}` is no value of `{}`.", quote(at(node).span), name(subject)));
  return std::nullopt;
}

std::optional<ConditionId> Lowering::one_of(const Subject& subject, const syntax::OneOf& list,
                                            const Span& span) {
  std::vector<ConditionId> any;
  for (const NodeId value : list.values) {
    const auto lowered = equals(subject, value);
    if (!lowered) return std::nullopt;
    any.push_back(*lowered);
  }
  if (const auto* of = std::get_if<ListSubject>(&subject)) {
    Values chosen;
    for (const ConditionId each : any) {
      if (const auto* is = std::get_if<IsValue>(&rules_.at(each).kind)) chosen |= is->values;
    }
    return add(IsValue{of->finding, chosen}, span);
  }
  if (const auto* of = std::get_if<LevelSubject>(&subject)) {
    Values chosen;
    for (const ConditionId each : any) chosen |= std::get<IsLevel>(rules_.at(each).kind).levels;
    return add(IsLevel{of->assessment, chosen}, span);
  }
  return add(Any{std::move(any)}, span);
}

std::optional<ConditionId> Lowering::equals_words(const Subject& subject, const Words& words) {
  const Span span = syntax::span_of(words);
  if (!values(subject).empty() && is_value_of(subject, words)) return value_of(subject, words);
  if (syntax::says(words, "recorded")) {
    const auto* list = std::get_if<ListSubject>(&subject);
    const auto* number_of = std::get_if<NumberSubject>(&subject);
    if (list != nullptr) return add(IsRecorded{list->finding}, span);
    if (number_of != nullptr && number_of->finding) {
      return add(IsRecorded{*number_of->finding}, span);
    }
    say(Code::wrong_kind, span,
        fmt::format("Only a finding is recorded; `{}` is not one.", name(subject)));
    return std::nullopt;
  }
  if (const auto answer = yes_or_no(subject, words)) return answer;
  if (std::holds_alternative<ConditionSubject>(subject)) {
    say(Code::wrong_kind, span,
        fmt::format("`{}` holds or it does not; `{}` says nothing of it. Write `is present` or "
                    "`is absent`.",
                    name(subject), text_of(words)));
    return std::nullopt;
  }
  if (!values(subject).empty()) {
    // `stage I to III`, `stage from I to III`
    const auto to = std::find_if(words.begin(), words.end(),
                                 [](const Word& word) { return syntax::says(word, "to"); });
    if (to == words.end() || to == words.begin() || to + 1 == words.end()) {
      return value_of(subject, words);
    }
    const bool from = syntax::says(words.front(), "from") && to != words.begin() + 1;
    const auto first = position(subject, Words(words.begin() + (from ? 1 : 0), to));
    const auto last = first ? position(subject, Words(to + 1, words.end())) : std::nullopt;
    if (!last) return std::nullopt;
    if (is_ordered(subject)) return levels(subject, Comparator::between, {*first, *last}, span);
    say(Code::wrong_kind, span,
        fmt::format("The values of `{}` have no order, so that `to` says nothing of them.",
                    name(subject)));
    return std::nullopt;
  }
  RangeWords range;
  const Parse parsed = range_words(words, range);
  if (parsed == Parse::done) return in_range(subject, range, span);
  if (parsed == Parse::failed) return std::nullopt;
  const auto right = number_words(words);
  const auto* left = std::get_if<NumberSubject>(&subject);
  if (!right) return std::nullopt;
  if (left == nullptr) {
    say(Code::not_a_number, span, fmt::format("`{}` is not a plain number.", quote(span)));
    return std::nullopt;
  }
  return compare_quantities({left->quantity, false}, Comparator::exactly, *right, span);
}

// `present`, `yes`, `absent` and `no`, after `is`.
std::optional<ConditionId> Lowering::yes_or_no(const Subject& subject, const Words& words) {
  const bool yes = syntax::says(words, "yes") || syntax::says(words, "present");
  const bool no = syntax::says(words, "no") || syntax::says(words, "absent");
  if (!yes && !no) return std::nullopt;
  const Span span = syntax::span_of(words);
  const Values answer = Values::one(yes ? 1 : 0);
  if (const auto* list = std::get_if<ListSubject>(&subject)) {
    if (rules_.at(list->finding).kind != FindingKind::yes_no) return std::nullopt;
    return add(IsValue{list->finding, answer}, span);
  }
  if (const auto* level = std::get_if<LevelSubject>(&subject)) {
    if (!rules_.at(level->assessment).yes_no) return std::nullopt;
    return add(IsLevel{level->assessment, answer}, span);
  }
  if (const auto* what = std::get_if<ConditionSubject>(&subject)) {
    return yes ? what->condition : negate(what->condition, span);
  }
  return std::nullopt;
}

std::optional<ConditionId> Lowering::value_of(const Subject& subject, const Words& words) {
  if (const auto* list = std::get_if<ListSubject>(&subject)) {
    if (rules_.at(list->finding).kind == FindingKind::yes_no) {
      if (const auto answer = yes_or_no(subject, words)) return answer;
    }
  }
  const auto found = position(subject, words);
  if (!found) return std::nullopt;
  const Span span = syntax::span_of(words);
  if (const auto* list = std::get_if<ListSubject>(&subject)) {
    return add(IsValue{list->finding, Values::one(*found)}, span);
  }
  return add(IsLevel{std::get<LevelSubject>(subject).assessment, Values::one(*found)}, span);
}

// ---- Without a subject of its own: bands and cells -----------------------------------------

std::optional<ConditionId> Lowering::about(const Subject& subject, NodeId node) {
  const Span span = at(node).span;
  if (const auto* chain_node = as<syntax::Chain>(node)) {
    std::vector<ConditionId> any;
    for (std::size_t i = 0; i < chain_node->operands.size(); ++i) {
      if (i > 0 && !chain_node->joins[i - 1].is_or) {
        say(Code::split_comparison, span,
            fmt::format("`{}` joins two comparisons; write one range, as in `10 to 30`.",
                        quote(span)));
        return std::nullopt;
      }
      const auto each = about(subject, chain_node->operands[i]);
      if (!each) return std::nullopt;
      any.push_back(*each);
    }
    return add(Any{std::move(any)}, span);
  }
  if (const auto* clause_node = as<syntax::Clause>(node)) {
    return about_clause(subject, *clause_node, span);
  }
  if (const auto* paren = as<syntax::Paren>(node)) return about(subject, paren->inner);
  return equals(subject, node);
}

std::optional<ConditionId> Lowering::about_clause(const Subject& subject,
                                                  const syntax::Clause& clause, const Span& span) {
  std::optional<ConditionId> result;
  if (!clause.subject) {
    result = said(subject, clause.tails, span);
    if (result && clause.tails.front().negation) result = negate(*result, span);
  } else if (clause.tails.empty()) {
    result = about(subject, *clause.subject);
  } else if (const auto* run = as<syntax::Run>(*clause.subject)) {
    result = half_open(subject, run->words, clause.tails.front(), false, span);
  } else {
    say(Code::missing_value, span, fmt::format("`{}` is no value or range.", quote(span)));
  }
  for (std::size_t i = 0; result && i < clause.negations.size(); ++i) {
    result = negate(*result, span);
  }
  return result;
}

}  // namespace bedside::meaning

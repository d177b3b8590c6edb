// Takes conditions with `and` and `or` between them; gives what they mean together, or the readings
// between which the text does not choose.
#include <fmt/format.h>

#include "lang/meaning/lowering.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::meaning {

std::optional<ConditionId> Lowering::chain(const syntax::Chain& chain, const Span& span,
                                           bool as_item) {
  std::vector<Joined> parts;
  std::vector<syntax::Join> joins;
  bool whole = true;
  for (std::size_t i = 0; i < chain.operands.size(); ++i) {
    const NodeId node = chain.operands[i];
    if (i > 0) {
      const NodeId before = chain.operands[i - 1];
      const syntax::Join& join = chain.joins[i - 1];
      if (join.is_or && !parts.empty() && extend_list(parts.back(), node)) continue;
      if (refuse_bare_after_no(before, node, join) || refuse_split_comparison(before, node, join)) {
        return std::nullopt;
      }
      joins.push_back(join);
    }
    const bool more = i + 1 < chain.operands.size();
    if (more && refuse_from_and(node, chain.operands[i + 1], chain.joins[i])) return std::nullopt;
    const auto lowered = condition(node);
    whole = whole && lowered.has_value();
    if (lowered) parts.push_back(joined(node, *lowered));
  }
  for (const Joined& part : parts) whole = whole && part.span.end != 0;
  if (!whole) return std::nullopt;
  if (parts.size() == 1) return parts.front().condition;
  if (as_item) {
    refuse_joined_items(chain, span);
    return std::nullopt;
  }
  for (const syntax::Join& join : joins) {
    if (join.is_or != joins.front().is_or) {
      refuse_mixed(chain, parts, joins);
      return std::nullopt;
    }
  }
  std::vector<ConditionId> operands;
  for (const Joined& part : parts) operands.push_back(part.condition);
  if (joins.front().is_or) return add(Any{std::move(operands)}, span);
  return add(All{std::move(operands)}, span);
}

// What follows after `or` may go on with a list of values: `sex is male or female`.
Lowering::Joined Lowering::joined(NodeId node, ConditionId condition) {
  Joined part{condition, at(node).span, std::nullopt, false, at(node).span};
  const auto* clause = as<syntax::Clause>(node);
  const auto* run = as<syntax::Run>(clause != nullptr && clause->subject ? *clause->subject : node);
  if (run == nullptr) return part;
  std::optional<Named> named;
  if (clause != nullptr && !clause->tails.empty()) {
    const syntax::Tail& tail = clause->tails.front();
    const bool is_list = clause->tails.size() == 1 && tail.comparator == syntax::Comparator::none;
    if (is_list) named = find(run->words, 0, run->words.size());
    part.negated_list = tail.negation.has_value();
    part.value = at(tail.operands.front()).span;
    if (const auto* list = as<syntax::OneOf>(tail.operands.front())) {
      part.value = text::cover(at(list->values.front()).span, at(list->values.back()).span);
    }
  } else {
    const auto all = readings(run->words);
    if (!all.empty() && !all.front().whole && !all.front().value_first) {
      named = find(run->words, 0, all.front().split);
      part.value = text::cover(run->words[all.front().split].span, run->words.back().span);
    }
  }
  part.negated_list = part.negated_list || (clause != nullptr && !clause->negations.empty());
  if (named) part.listed = subject_of(*named, part.span);
  return part;
}

// True where the node was a further value (or was refused as one: the span's end is then 0).
bool Lowering::extend_list(Joined& last, NodeId node) {
  const auto* run = as<syntax::Run>(node);
  if (run == nullptr || !last.listed) return false;
  const bool value = is_value_of(*last.listed, run->words);
  // The list was refused already; its further values say nothing new.
  if (last.span.end == 0) return value;
  const Span whole = text::cover(last.span, at(node).span);
  if (!value && !names_again(last, run->words)) return false;
  if (!value) {
    refuse_named_again(last, node, whole);
  } else if (last.negated_list) {
    refuse_not_before_list(last, node, whole);
  } else if (is_bare_yes_no(node)) {
    refuse_value_or_name(last, node);
  } else if (const auto more = equals_words(*last.listed, run->words)) {
    last.condition = either_of(last.condition, *more, whole);
    last.span = whole;
    return true;
  }
  last.span.end = 0;
  return true;
}

// One condition on a list or assessment, with the values of both.
ConditionId Lowering::either_of(ConditionId first, ConditionId second, const Span& span) {
  const auto* values = std::get_if<IsValue>(&rules_.at(first).kind);
  const auto* more_values = std::get_if<IsValue>(&rules_.at(second).kind);
  if (values != nullptr && more_values != nullptr) {
    IsValue both = *values;
    both.values |= more_values->values;
    return add(std::move(both), span);
  }
  const auto* levels = std::get_if<IsLevel>(&rules_.at(first).kind);
  const auto* more_levels = std::get_if<IsLevel>(&rules_.at(second).kind);
  if (levels != nullptr && more_levels != nullptr) {
    IsLevel both = *levels;
    both.levels |= more_levels->levels;
    return add(std::move(both), span);
  }
  return add(Any{{first, second}}, span);
}

// `sex is male or female sex`: a value with the name of the same list behind it.
bool Lowering::names_again(const Joined& last, const Words& words) {
  const auto all = readings(words);
  if (all.empty() || !all.front().value_first) return false;
  const auto named = find(words, all.front().split, words.size());
  const auto again = named ? subject_of(*named, last.span) : std::nullopt;
  return again && name(*again) == name(*last.listed);
}

void Lowering::refuse_named_again(const Joined& last, NodeId node, const Span& whole) {
  const Words& words = as<syntax::Run>(node)->words;
  const std::string of = written(name(*last.listed));
  const auto split = static_cast<std::ptrdiff_t>(readings(words).front().split);
  const std::string value = text_of(Words(words.begin(), words.begin() + split));
  text::Message& message =
      say(Code::value_or_finding, whole,
          fmt::format("`{}` names `{}` again within a list of its values.", quote(whole), of));
  const Span& place = at(node).span;
  message.fixes.push_back({fmt::format("one list: `or {}`", value), {{place, value}}, false});
  message.fixes.push_back({fmt::format("two conditions: `or {} is {}`", of, value),
                           {{place, fmt::format("{} is {}", of, value)}},
                           false});
}

void Lowering::refuse_not_before_list(const Joined& last, NodeId node, const Span& whole) {
  const std::string of = written(name(*last.listed));
  const std::string value = quote(at(node).span);
  const std::string neither =
      fmt::format("{} is not one of ({}, {})", of, quote(last.value), value);
  const std::string second = fmt::format("{} is {}", of, value);
  text::Message& message = say(
      Code::not_before_list, whole,
      fmt::format("`{}`: does `not` go with both values, or only with the first?", quote(whole)));
  message.fixes.push_back(
      {fmt::format("neither of them: `{}`", neither), {{whole, neither}}, false});
  message.fixes.push_back(
      {fmt::format("only not the first: `… or {}`", second), {{at(node).span, second}}, false});
}

void Lowering::refuse_value_or_name(const Joined& last, NodeId node) {
  const Span& place = at(node).span;
  const std::string of = written(name(*last.listed));
  const std::string value = quote(place);
  text::Message& message =
      say(Code::value_or_finding, place,
          fmt::format("`{}` is a value of `{}`, and also a name of its own.", value, of));
  message.fixes.push_back({fmt::format("as a value: `or {} is {}`", of, value),
                           {{place, fmt::format("{} is {}", of, value)}},
                           false});
  message.fixes.push_back({fmt::format("as a condition of its own: `or {} is present`", value),
                           {{place, fmt::format("{} is present", value)}},
                           false});
}

bool Lowering::is_bare_yes_no(NodeId node) {
  const auto* run = as<syntax::Run>(node);
  if (run == nullptr) return false;
  const auto named = find(run->words, 0, run->words.size());
  if (!named) return false;
  if (const auto* finding = std::get_if<FindingId>(&*named)) {
    return rules_.at(*finding).kind == FindingKind::yes_no;
  }
  if (const auto* assessment = std::get_if<AssessmentId>(&*named)) {
    return rules_.at(*assessment).yes_no;
  }
  if (const auto* definition = std::get_if<DefinitionId>(&*named)) {
    lower_definition(*definition);
    return definitions[definition->index].progress == Progress::done &&
           std::holds_alternative<ConditionId>(rules_.at(*definition).body);
  }
  return false;
}

// `no pain or swelling`, `no pain and swelling`
bool Lowering::refuse_bare_after_no(NodeId before, NodeId after, const syntax::Join& join) {
  const auto* clause = as<syntax::Clause>(before);
  if (clause == nullptr || clause->negations.empty() || !clause->tails.empty()) return false;
  if (!clause->subject || !is_bare_yes_no(*clause->subject) || !is_bare_yes_no(after)) return false;
  const std::string no = quote(clause->negations.back().span);
  const std::string first = quote(at(*clause->subject).span);
  const std::string second = quote(at(after).span);
  const std::string word = join.is_or ? "or" : "and";
  const Span both = text::cover(at(before).span, at(after).span);
  text::Message& message =
      say(Code::no_before_two, both,
          fmt::format("`{} {} {} {}` is read in two ways: does `{}` go with `{}` too?", no, first,
                      word, second, no, second));
  message.label = "two readings";
  const Span tail{both.file, join.span.begin, both.end};
  message.fixes.push_back({fmt::format("neither: `{} {} and {} {}`", no, first, no, second),
                           {{tail, fmt::format("and {} {}", no, second)}},
                           false});
  message.fixes.push_back(
      {fmt::format("only the first: `{} {} {} {} is present`", no, first, word, second),
       {{tail, fmt::format("{} {} is present", word, second)}},
       false});
  return true;
}

// `size at least 10 and at most 30 mm`
bool Lowering::refuse_split_comparison(NodeId before, NodeId after, const syntax::Join& join) {
  const auto* second = as<syntax::Clause>(after);
  const auto* first = as<syntax::Clause>(before);
  if (second == nullptr || second->subject || second->tails.empty() || first == nullptr ||
      !first->subject || first->tails.empty()) {
    return false;
  }
  const Span whole = text::cover(at(before).span, at(after).span);
  const std::string subject_text = quote(at(*first->subject).span);
  text::Message& message =
      say(Code::split_comparison, at(after).span,
          fmt::format("`{}` does not say what is compared.", quote(at(after).span)));
  message.label = fmt::format("`{}` again?", subject_text);
  const syntax::Tail& low = first->tails.front();
  const syntax::Tail& high = second->tails.front();
  const bool between = !join.is_or && low.comparator == syntax::Comparator::at_least &&
                       high.comparator == syntax::Comparator::at_most;
  if (between) {
    const std::string ends = fmt::format("between {} and {}", quote(at(low.operands.front()).span),
                                         quote(at(high.operands.front()).span));
    message.fixes.push_back({fmt::format("write `{}`", ends),
                             {{{whole.file, low.comparator_span.begin, whole.end}, ends}},
                             false});
  }
  message.fixes.push_back(
      {fmt::format("write `{} {}`", subject_text, quote(at(after).span)),
       {{{whole.file, at(after).span.begin, at(after).span.begin}, subject_text + " "}},
       false});
  return true;
}

void Lowering::refuse_mixed(const syntax::Chain& chain, const std::vector<Joined>& parts,
                            const std::vector<syntax::Join>& joins) {
  const Span whole = text::cover(at(chain.operands.front()).span, at(chain.operands.back()).span);
  // Brackets around every run of parts that this word joins.
  const auto bracketed = [&](bool around_or) {
    std::vector<text::Edit> edits;
    for (std::size_t i = 0; i < joins.size();) {
      if (joins[i].is_or != around_or) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < joins.size() && joins[end].is_or == around_or) ++end;
      const Span& first = parts[i].span;
      const Span& last = parts[end].span;
      edits.push_back({{whole.file, first.begin, first.begin}, "("});
      edits.push_back({{whole.file, last.end, last.end}, ")"});
      i = end;
    }
    return edits;
  };
  const auto written = [&](const std::vector<text::Edit>& edits) {
    std::string result;
    std::uint32_t from = whole.begin;
    for (const text::Edit& edit : edits) {
      result += quote({whole.file, from, edit.span.begin}) + edit.text;
      from = edit.span.end;
    }
    return result + quote({whole.file, from, whole.end});
  };
  text::Message& message =
      say(Code::mixed_and_or, whole,
          "`and` and `or` stand side by side; people read this in two ways. Put parentheses.");
  std::size_t other = 1;
  while (joins[other].is_or == joins.front().is_or) ++other;
  message.related.push_back({joins.front().span, joins.front().is_or ? "`or` here" : "`and` here"});
  message.related.push_back({joins[other].span, joins[other].is_or ? "`or` here" : "`and` here"});
  // Of many operands the words say less than which word they go with.
  constexpr std::size_t longest_shown = 60;
  for (const bool around_or : {false, true}) {
    auto edits = bracketed(around_or);
    std::string title = fmt::format("`{}`", written(edits));
    if (title.size() > longest_shown) {
      title = fmt::format("parentheses around what `{}` joins", around_or ? "or" : "and");
    }
    message.fixes.push_back({std::move(title), std::move(edits), false});
  }
}

void Lowering::refuse_joined_items(const syntax::Chain& chain, const Span& span) {
  text::Message& message =
      say(Code::joined_items, span,
          fmt::format("`{}` stands in a list; between items of a list stand commas only.",
                      quote(span)));
  std::vector<text::Edit> commas;
  for (const syntax::Join& join : chain.joins) {
    // The blank before the word goes with it, so that the comma stands where a comma stands.
    Span place = join.span;
    if (quote({place.file, place.begin - 1, place.begin}) == " ") --place.begin;
    commas.push_back({place, ","});
  }
  message.fixes.push_back({"items of their own, with commas", std::move(commas), false});
  message.fixes.push_back(
      {"one item, in parentheses",
       {{{span.file, span.begin, span.begin}, "("}, {{span.file, span.end, span.end}, ")"}},
       false});
}

}  // namespace bedside::meaning

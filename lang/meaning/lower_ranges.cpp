// Takes comparisons of numbers as written; gives conditions on ranges in the number's own unit.
#include <fmt/format.h>

#include <algorithm>

#include "lang/meaning/lowering.hpp"

namespace bedside::meaning {

using syntax::Comparator;

namespace {

// How much of the word is a decimal number: "38.5°C" -> 4.
std::size_t number_prefix(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t first = at;
  const auto digits = [&] {
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  };
  digits();
  if (at == first) return 0;
  if (at + 1 < text.size() && text[at] == '.' && text[at + 1] >= '0' && text[at + 1] <= '9') {
    ++at;
    digits();
  }
  return at;
}

Range range_for(Comparator comparator, const Number& first, const Number& second) {
  switch (comparator) {
    case Comparator::at_least:
      return Range::at_least(first);
    case Comparator::at_most:
      return Range::at_most(first);
    case Comparator::more_than:
      return Range::above(first);
    case Comparator::less_than:
      return Range::below(first);
    case Comparator::between:
      return Range::between(first, second);
    case Comparator::exactly:
    case Comparator::none:
      return Range::point(first);
  }
  return Range::nothing();
}

}  // namespace

// A number with or without a unit, from words[at] on; `at` moves behind it.
Lowering::Parse Lowering::literal(const Words& words, std::size_t& at, Literal& literal) {
  if (at >= words.size() || words[at].quoted) return Parse::none;
  const Word& word = words[at];
  const std::size_t size = number_prefix(word.text);
  if (size == 0) return Parse::none;
  const auto number = Number::parse(std::string_view(word.text).substr(0, size));
  if (!number) {
    say(Code::too_large, word.span, "This number has more digits than Bedside takes (1,000).");
    return Parse::failed;
  }
  Literal found{*number, std::nullopt, word.span};
  if (size < word.text.size()) {
    const auto unit = units::parse_unit(std::string_view(word.text).substr(size));
    if (!std::holds_alternative<Unit>(unit)) return Parse::none;
    found.unit = std::get<Unit>(unit);
  } else if (at + 1 < words.size() && !syntax::says(words[at + 1], "to") &&
             !syntax::says(words[at + 1], "in")) {
    if (refuse_near_number({words[at], words[at + 1]})) return Parse::failed;
    found.unit = unit_named(words[at + 1]);
    if (!found.unit) return Parse::failed;
    ++at;
    found.span = text::cover(found.span, words[at].span);
  }
  ++at;
  literal = std::move(found);
  return Parse::done;
}

// `30` and `30 mm`, but not a name that begins with a digit: `3x events`.
bool Lowering::is_literal(const Words& words) const {
  if (words.size() > 2 || words[0].quoted || find(words, 0, words.size())) return false;
  const std::size_t size = number_prefix(words[0].text);
  if (size == 0) return false;
  const bool bare = size == words[0].text.size();
  if (words.size() == 2) return bare && units::is_unit(words[1].text);
  return bare || units::is_unit(std::string_view(words[0].text).substr(size));
}

// `30 mm`, `10 to 30 mm`, `from 10 to 30 mm`
Lowering::Parse Lowering::range_words(const Words& words, RangeWords& range) {
  std::size_t at = syntax::says(words[0], "from") ? 1 : 0;
  const bool from = at == 1;
  Literal first;
  Literal second;
  if (const Parse parsed = literal(words, at, first); parsed != Parse::done) return parsed;
  range.ends = {first};
  if (at == words.size()) return from ? Parse::none : Parse::done;
  if (!syntax::says(words[at], "to")) return Parse::none;
  ++at;
  if (const Parse parsed = literal(words, at, second); parsed != Parse::done) return parsed;
  if (at != words.size()) return Parse::none;
  range.ends.push_back(second);
  return Parse::done;
}

Unit Lowering::unit_of(const Subject& subject) const {
  const auto* number_of = std::get_if<NumberSubject>(&subject);
  return number_of == nullptr ? Unit() : rules_.at(number_of->quantity).unit;
}

// A finding without a unit, from 0 to 100, and `92 %`: as a plain number that is 0.92.
bool Lowering::refuse_percent(const Subject& subject, const Literal& literal, const Unit& said) {
  const auto* number_of = std::get_if<NumberSubject>(&subject);
  if (number_of == nullptr || !number_of->finding || said.text() != "%") return false;
  const Finding& finding = rules_.at(*number_of->finding);
  if (!finding.unit.text().empty()) return false;
  const std::string bare = literal.number.to_string();
  const std::string fraction = units::convert(literal.number, said, finding.unit).to_string();
  text::Message& message = say(
      Code::wrong_unit, literal.span,
      fmt::format("`{}` has no unit, so that `{}` would be {}. Declare it with `in %`, or write "
                  "the plain number that is meant.",
                  finding.name, quote(literal.span), fraction));
  show_declaration(message, subject);
  offer_declared_unit(message, finding, "%");
  for (const std::string& meant : {bare, fraction}) {
    message.fixes.push_back({fmt::format("write `{}`", meant), {{literal.span, meant}}, false});
  }
  return true;
}

// The literal in the subject's unit; a unit said once counts for all numbers beside it.
std::optional<Number> Lowering::in_subject_unit(const Subject& subject, const Literal& literal,
                                                const std::optional<Unit>& said) {
  const Unit unit = unit_of(subject);
  const std::optional<Unit>& from = literal.unit ? literal.unit : said ? said : list_unit_;
  if (!from) return literal.number;
  if (refuse_percent(subject, literal, *from)) return std::nullopt;
  if (from->same_dimension(unit)) return units::convert(literal.number, *from, unit);
  const std::string wanted =
      unit.text().empty() ? "has no unit" : fmt::format("is measured in {}", unit.text());
  text::Message& message =
      say(Code::wrong_unit, literal.span,
          fmt::format("`{}` {}; `{}` measures {}, so that the two cannot be compared.",
                      name(subject), wanted, from->text(), units::dimension_words(*from)));
  show_declaration(message, subject);
  const auto* number_of = std::get_if<NumberSubject>(&subject);
  const bool recorded = number_of != nullptr && number_of->finding;
  if (recorded && unit.text().empty()) {
    offer_declared_unit(message, rules_.at(*number_of->finding), from->text());
  }
  if (unit.text().empty() && literal.unit) {
    message.fixes.push_back({fmt::format("write `{}`", literal.number.to_string()),
                             {{literal.span, literal.number.to_string()}},
                             false});
  }
  return std::nullopt;
}

std::optional<ConditionId> Lowering::within(const Subject& subject, const Range& range,
                                            const Span& span) {
  if (range.empty()) {
    say(Code::bad_range, span, fmt::format("`{}` holds no number.", quote(span)));
    return std::nullopt;
  }
  if (const auto* items = std::get_if<ItemsSubject>(&subject)) {
    return add(AnyItem{items->score, range}, span);
  }
  const auto* number_of = std::get_if<NumberSubject>(&subject);
  if (number_of == nullptr) {
    say(Code::wrong_kind, span,
        fmt::format("`{}` is not a number; it is one of {}.", name(subject),
                    values_in_words(subject)));
    return std::nullopt;
  }
  return add(Within{number_of->quantity, range}, span);
}

std::optional<ConditionId> Lowering::in_range(const Subject& subject, const RangeWords& words,
                                              const Span& span) {
  std::optional<Unit> said;
  for (const Literal& end : words.ends) said = end.unit ? end.unit : said;
  const auto low = in_subject_unit(subject, words.ends.front(), said);
  const auto high = low ? in_subject_unit(subject, words.ends.back(), said) : std::nullopt;
  if (!high) return std::nullopt;
  Range range = Range::between(*low, *high);
  range.low_open = words.above;
  range.high_open = words.below;
  return within(subject, range, span);
}

std::optional<ConditionId> Lowering::compare_number(const Subject& subject, Comparator comparator,
                                                    std::vector<NodeId> operands,
                                                    const Span& span) {
  std::vector<Literal> literals;
  std::optional<Unit> said;
  for (const NodeId operand : operands) {
    const auto* run = as<syntax::Run>(operand);
    RangeWords range;
    const Parse parsed = run == nullptr || find(run->words, 0, run->words.size())
                             ? Parse::none
                             : range_words(run->words, range);
    if (parsed == Parse::failed) return std::nullopt;
    if (parsed == Parse::none) break;
    if (range.ends.size() == 2 && comparator == Comparator::more_than) {
      range.above = true;
      return in_range(subject, range, span);
    }
    if (range.ends.size() == 2) break;
    said = range.ends.front().unit ? range.ends.front().unit : said;
    literals.push_back(range.ends.front());
  }
  if (literals.size() == operands.size()) {
    const auto first = in_subject_unit(subject, literals.front(), said);
    const auto second = first ? in_subject_unit(subject, literals.back(), said) : std::nullopt;
    if (!second) return std::nullopt;
    return within(subject, range_for(comparator, *first, *second), span);
  }
  const auto* left = std::get_if<NumberSubject>(&subject);
  if (left == nullptr) {
    say(Code::not_a_number, span, fmt::format("`{}`: a plain number is expected.", quote(span)));
    return std::nullopt;
  }
  std::vector<Num> rights;
  for (const NodeId operand : operands) {
    const auto right = number(operand);
    if (!right) return std::nullopt;
    rights.push_back(*right);
  }
  const Num left_number{left->quantity, false};
  if (comparator != Comparator::between) {
    return compare_quantities(left_number, comparator, rights.front(), span);
  }
  const auto low = compare_quantities(left_number, Comparator::at_least, rights.front(), span);
  const auto high = compare_quantities(left_number, Comparator::at_most, rights.back(), span);
  if (!low || !high) return std::nullopt;
  return add(All{{*low, *high}}, span);
}

// Two computed numbers are compared through their difference.
std::optional<ConditionId> Lowering::compare_quantities(const Num& left, Comparator comparator,
                                                        const Num& right, const Span& span) {
  Num a = left;
  Num b = right;
  if (!same_unit(a, b, span)) return std::nullopt;
  if (const Number* number_of = constant_of(b.id)) {
    return add(Within{a.id, range_for(comparator, *number_of, *number_of)}, span);
  }
  const auto difference = added(Operator::subtract, a, b, span);
  if (!difference) return std::nullopt;
  return add(Within{difference->id, range_for(comparator, 0, 0)}, span);
}

// `from A to` and then `below B`; with `above` in front, neither end belongs to it
std::optional<ConditionId> Lowering::half_open(const Subject& subject, const Words& words,
                                               const syntax::Tail& tail, bool above,
                                               const Span& span) {
  const auto* upper = as<syntax::Run>(tail.operands.front());
  const std::size_t begin = !above && syntax::says(words[0], "from") ? 1 : 0;
  const bool shape = words.size() > begin + 1 && syntax::says(words.back(), "to") &&
                     upper != nullptr && tail.comparator == Comparator::less_than;
  if (!shape) {
    say(Code::missing_and, span, fmt::format("`{}` is neither a value nor a range.", quote(span)));
    return std::nullopt;
  }
  const Words low_words(words.begin() + static_cast<std::ptrdiff_t>(begin), words.end() - 1);
  if (!values(subject).empty()) {
    const auto low = position(subject, low_words);
    const auto high = low ? position(subject, upper->words) : std::nullopt;
    if (!high) return std::nullopt;
    const std::size_t least = *low + (above ? 1 : 0);
    if (is_ordered(subject) && *high > least) {
      return levels(subject, Comparator::between, {least, *high - 1}, span);
    }
    say(Code::bad_range, span, fmt::format("`{}` holds no value.", quote(span)));
    return std::nullopt;
  }
  RangeWords range;
  range.above = above;
  range.below = true;
  for (const Words* end : {&low_words, &upper->words}) {
    std::size_t at_word = 0;
    Literal number_of;
    const Parse parsed = literal(*end, at_word, number_of);
    if (parsed == Parse::failed) return std::nullopt;
    if (parsed == Parse::none || at_word != end->size()) {
      say(Code::missing_value, syntax::span_of(*end),
          fmt::format("`{}` is no number.", text_of(*end)));
      return std::nullopt;
    }
    range.ends.push_back(number_of);
  }
  return in_range(subject, range, span);
}

}  // namespace bedside::meaning

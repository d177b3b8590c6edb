// Takes numbers as written, with units; gives quantities whose units have been made to fit.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/meaning/lowering.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

Number divided(const Number& a, const Number& b) { return *units::divide(a, b); }

struct NamedFunction {
  std::string_view name;
  FunctionKind kind;
};
constexpr std::array<NamedFunction, 4> functions{{{"ln", FunctionKind::ln},
                                                  {"log10", FunctionKind::log10},
                                                  {"exp", FunctionKind::exp},
                                                  {"sqrt", FunctionKind::sqrt}}};

struct NamedRounding {
  std::string_view name;
  Rounding way;
};
constexpr std::array<NamedRounding, 3> roundings{
    {{"round", Rounding::nearest}, {"floor", Rounding::floor}, {"ceiling", Rounding::ceiling}}};

}  // namespace

// Its grid and domain are found in finish.cpp, when those of all that it reads are known.
QuantityId Lowering::add(QuantityKind kind, Unit unit, const Span& span) {
  rules_.quantities.push_back(
      {std::move(kind), std::move(unit), std::nullopt, Range::everything(), false, span});
  return {static_cast<std::uint32_t>(rules_.quantities.size() - 1)};
}

QuantityId Lowering::constant(const Number& number, const Unit& unit, const Span& span) {
  return add(Constant{number}, unit, span);
}

const Number* Lowering::constant_of(QuantityId id) const {
  const auto* constant_kind = std::get_if<Constant>(&rules_.at(id).kind);
  return constant_kind == nullptr ? nullptr : &constant_kind->number;
}

std::optional<Unit> Lowering::unit_named(const Word& word) {
  auto parsed = units::parse_unit(word.text);
  if (auto* unit = std::get_if<Unit>(&parsed)) return std::move(*unit);
  if (mentions_broken({word})) return std::nullopt;
  const auto& problem = std::get<units::UnitProblem>(parsed);
  text::Message& message = say(Code::unknown_unit, word.span, unit_problem(problem));
  for (const std::string& near : problem.near) {
    message.fixes.push_back({fmt::format("write `{}`", near), {{word.span, near}}, false});
  }
  return std::nullopt;
}

// The same number in another unit of its dimension.
QuantityId Lowering::converted(QuantityId id, const Unit& to) {
  const Quantity from = rules_.at(id);
  if (from.unit.same_scale(to)) return id;
  const Number factor = divided(from.unit.factor(), to.factor());
  const Number shift = divided(from.unit.shift() - to.shift(), to.factor());
  if (const Number* number_of = constant_of(id)) {
    return constant(*number_of * factor + shift, to, from.span);
  }
  return add(Scaled{id, factor, shift}, to, from.span);
}

// Brings both to the unit of the left one (or of the one that has a unit at all).
bool Lowering::same_unit(Num& left, Num& right, const Span& span) {
  const Unit left_unit = rules_.at(left.id).unit;
  const Unit right_unit = rules_.at(right.id).unit;
  if (right.plain || left.plain) {
    Num& bare = right.plain ? right : left;
    const Unit& unit = right.plain ? left_unit : right_unit;
    bare.id = constant(Number(*constant_of(bare.id)), unit, rules_.at(bare.id).span);
    return true;
  }
  if (left_unit.same_dimension(right_unit)) {
    right.id = converted(right.id, left_unit);
    return true;
  }
  const auto in_words = [&](const Unit& unit, const Num& num) {
    return fmt::format("`{}` is {}{}", quote(rules_.at(num.id).span), units::dimension_words(unit),
                       unit.text().empty() ? "" : fmt::format(" in {}", unit.text()));
  };
  say(Code::wrong_unit, span,
      fmt::format("{}, {}; the two do not fit together.", in_words(left_unit, left),
                  in_words(right_unit, right)));
  return false;
}

std::optional<Num> Lowering::number(NodeId node) {
  const Span span = at(node).span;
  if (const auto* run = as<syntax::Run>(node)) return number_words(run->words);
  if (const auto* sum_node = as<syntax::Sum>(node)) return sum(*sum_node, span);
  if (const auto* paren = as<syntax::Paren>(node)) return number(paren->inner);
  if (const auto* call_node = as<syntax::Call>(node)) return call(*call_node, span);
  if (const auto* followed = as<syntax::Followed>(node)) {
    const Words& words = followed->words;
    if (words.size() == 2 && text::fold_case(words[0].text) == "in") {
      const auto inner = number(followed->first);
      return inner ? in_unit(*inner, words[1], span) : std::nullopt;
    }
  }
  say(Code::not_a_number, span,
      fmt::format("`{}` is no number; a number or the name of one is expected.", quote(span)));
  return std::nullopt;
}

std::optional<Num> Lowering::number_words(const Words& words) {
  const Span span = syntax::span_of(words);
  const std::size_t count = words.size();
  if (const auto named = find(words, 0, count)) return number_named(*named, span);
  if (count > 2 && !words[count - 2].quoted && text::fold_case(words[count - 2].text) == "in") {
    const auto inner = number_words(Words(words.begin(), words.end() - 2));
    return inner ? in_unit(*inner, words[count - 1], span) : std::nullopt;
  }
  std::size_t at_word = 0;
  Literal found;
  const Parse parsed = literal(words, at_word, found);
  if (parsed == Parse::failed) return std::nullopt;
  if (parsed == Parse::done && at_word == count) {
    return Num{constant(found.number, found.unit.value_or(Unit()), span), !found.unit};
  }
  if (mentions_broken(words) || refuse_near_number(words) || refuse_other_words(words)) {
    return std::nullopt;
  }
  std::vector<std::string> numbers;
  for (const Finding& finding : rules_.findings) {
    if (finding.kind == FindingKind::number) numbers.push_back(finding.name);
  }
  for (const Definition& definition : rules_.definitions) numbers.push_back(definition.name);
  for (const Score& score : rules_.scores) numbers.push_back(score.name);
  const auto near = text::near_names(text_of(words), numbers);
  text::Message& message = say(Code::unknown_name, span,
                               fmt::format("`{}` is neither a number nor the name of one.{}",
                                           text_of(words), text::did_you_mean(near)));
  for (const std::string& candidate : near) {
    message.fixes.push_back({fmt::format("write `{}`", candidate), {{span, candidate}}, false});
  }
  return std::nullopt;
}

std::optional<Num> Lowering::number_named(const Named& named, const Span& span) {
  if (const auto* id = std::get_if<FindingId>(&named)) {
    const Finding& finding = rules_.at(*id);
    if (finding.kind == FindingKind::number) {
      auto& known = finding_numbers_[id->index];
      if (!known) known = add(FindingNumber{*id}, finding.unit, span);
      return Num{*known, false};
    }
  } else if (const auto* score = std::get_if<ScoreId>(&named)) {
    return Num{add(ScoreNumber{*score}, Unit(), span), false};
  } else if (const auto* definition = std::get_if<DefinitionId>(&named)) {
    lower_definition(*definition);
    if (definitions[definition->index].progress != Progress::done) return std::nullopt;
    if (const auto* body = std::get_if<QuantityId>(&rules_.at(*definition).body)) {
      const Quantity of = rules_.at(*body);
      return Num{add(DefinedNumber{*definition}, of.unit, span), false};
    }
  }
  say(Code::not_a_number, span,
      fmt::format("`{}` is no number; a number or the name of one is expected.", quote(span)));
  return std::nullopt;
}

std::optional<Num> Lowering::sum(const syntax::Sum& sum, const Span& span) {
  std::vector<Num> numbers;
  for (const NodeId operand : sum.operands) {
    const auto lowered = number(operand);
    if (!lowered) return std::nullopt;
    numbers.push_back(*lowered);
  }
  return joined_sum(sum, std::move(numbers), span);
}

// `visits * 2 from 3 to 6`: where the number before `from` stands.
Span Lowering::before_range(NodeId node) const {
  const auto before = [](const Words& words, const Span& first) {
    Span span = first;
    for (const Word& word : words) {
      if (syntax::says(word, "from")) break;
      span = text::cover(first, word.span);
    }
    return span;
  };
  if (const auto* followed = as<syntax::Followed>(node)) {
    return before(followed->words, at(followed->first).span);
  }
  if (const auto* run = as<syntax::Run>(node)) return before(run->words, run->words[0].span);
  const auto& operands = std::get<syntax::Sum>(at(node).kind).operands;
  return text::cover(at(operands.front()).span, before_range(operands.back()));
}

// The number itself; `range` becomes the words after it.
std::optional<Num> Lowering::number_before_range(NodeId node, Words& range) {
  const auto from_in = [](const Words& words) {
    return std::find_if(words.begin(), words.end(),
                        [](const Word& word) { return syntax::says(word, "from"); });
  };
  if (const auto* followed = as<syntax::Followed>(node)) {
    const auto from = from_in(followed->words);
    const auto before = from - followed->words.begin();
    if (from == followed->words.end() || (before != 0 && before != 2)) return std::nullopt;
    range.assign(from, followed->words.end());
    const auto inner = number(followed->first);
    if (!inner || before == 0) return inner;
    return in_unit(*inner, followed->words[1], before_range(node));
  }
  const auto* sum_node = as<syntax::Sum>(node);
  if (sum_node == nullptr) return std::nullopt;
  std::vector<Num> numbers;
  for (std::size_t i = 0; i + 1 < sum_node->operands.size(); ++i) {
    const auto lowered = number(sum_node->operands[i]);
    if (!lowered) return std::nullopt;
    numbers.push_back(*lowered);
  }
  std::optional<Num> last;
  if (const auto* run = as<syntax::Run>(sum_node->operands.back())) {
    const auto from = from_in(run->words);
    if (from == run->words.end() || from == run->words.begin()) return std::nullopt;
    range.assign(from, run->words.end());
    last = number_words(Words(run->words.begin(), from));
  } else {
    last = number_before_range(sum_node->operands.back(), range);
  }
  if (!last) return std::nullopt;
  numbers.push_back(*last);
  return joined_sum(*sum_node, std::move(numbers), before_range(node));
}

// Whether a computed number is followed by `from …`.
bool Lowering::ends_in_range(NodeId node) const {
  const auto has_from = [](const Words& words) {
    return std::any_of(words.begin(), words.end(),
                       [](const Word& word) { return syntax::says(word, "from"); });
  };
  if (const auto* followed = as<syntax::Followed>(node)) return has_from(followed->words);
  const auto* sum_node = as<syntax::Sum>(node);
  if (sum_node == nullptr) return false;
  const auto* run = as<syntax::Run>(sum_node->operands.back());
  if (run == nullptr) return ends_in_range(sum_node->operands.back());
  return has_from(run->words) && !find(run->words, 0, run->words.size());
}

std::optional<Num> Lowering::joined_sum(const syntax::Sum& sum, std::vector<Num> numbers,
                                        const Span& span) {
  std::string signs;
  for (const Word& sign : sum.operators) signs += sign.text[0];
  // Powers first, from the right; then products, then sums, from the left.
  const auto join = [&](std::size_t i, Operator sign) {
    const Span both = text::cover(rules_.at(numbers[i].id).span, rules_.at(numbers[i + 1].id).span);
    const auto joined = arithmetic(sign, numbers[i], numbers[i + 1], both);
    if (!joined) return false;
    numbers[i] = *joined;
    numbers.erase(numbers.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    signs.erase(i, 1);
    return true;
  };
  for (std::size_t i = signs.size(); i-- > 0;) {
    if (signs[i] == '^' && !join(i, Operator::power)) return std::nullopt;
  }
  for (std::size_t i = 0; i < signs.size();) {
    if (signs[i] != '*' && signs[i] != '/') {
      ++i;
    } else if (!join(i, signs[i] == '*' ? Operator::multiply : Operator::divide)) {
      return std::nullopt;
    }
  }
  while (!signs.empty()) {
    if (!join(0, signs[0] == '+' ? Operator::add : Operator::subtract)) return std::nullopt;
  }
  rules_.quantities[numbers[0].id.index].span = span;
  return numbers[0];
}

std::optional<Num> Lowering::arithmetic(Operator sign, Num left, Num right, const Span& span) {
  switch (sign) {
    case Operator::add:
    case Operator::subtract:
      return added(sign, left, right, span);
    case Operator::multiply:
    case Operator::divide:
      return multiplied(sign, left, right, span);
    case Operator::power:
      return raised(left, right, span);
  }
  return std::nullopt;
}

std::optional<Num> Lowering::added(Operator sign, Num left, Num right, const Span& span) {
  const bool plain = left.plain && right.plain;
  if (!same_unit(left, right, span)) return std::nullopt;
  Unit unit = rules_.at(left.id).unit;
  if (unit.is_shifted()) {
    if (sign == Operator::add) {
      say(Code::wrong_unit, span,
          fmt::format("Temperatures in {} cannot be added; only their difference is a number.",
                      unit.text()));
      return std::nullopt;
    }
    unit = units::difference_unit(unit);
  }
  const auto* a = constant_of(left.id);
  const auto* b = constant_of(right.id);
  if (a != nullptr && b != nullptr) {
    return Num{constant(sign == Operator::add ? *a + *b : *a - *b, unit, span), plain};
  }
  return Num{add(Arithmetic{sign, left.id, right.id}, unit, span), false};
}

std::optional<Num> Lowering::multiplied(Operator sign, Num left, Num right, const Span& span) {
  const Unit left_unit = rules_.at(left.id).unit;
  const Unit right_unit = rules_.at(right.id).unit;
  if (left_unit.is_shifted() || right_unit.is_shifted()) {
    say(Code::wrong_unit, span,
        "Temperatures in °C or °F cannot be multiplied or divided: their zero is not nothing. "
        "Write "
        "`(temperature in K)`.");
    return std::nullopt;
  }
  const Unit unit = sign == Operator::multiply ? units::multiply(left_unit, right_unit)
                                               : units::divide(left_unit, right_unit);
  if (unit.too_large()) {
    say(Code::too_large, span, "The unit of this product is beyond all bounds.");
    return std::nullopt;
  }
  const auto* a = constant_of(left.id);
  const auto* b = constant_of(right.id);
  if (a != nullptr && b != nullptr && (sign == Operator::multiply || !b->is_zero())) {
    const Number value = sign == Operator::multiply ? *a * *b : divided(*a, *b);
    return Num{constant(value, unit, span), left.plain && right.plain};
  }
  return Num{add(Arithmetic{sign, left.id, right.id}, unit, span), false};
}

std::optional<Num> Lowering::raised(Num left, Num right, const Span& span) {
  const auto exponent = in_unit(right, Word{span, "", false}, span);
  if (!exponent) return std::nullopt;
  const Unit unit = rules_.at(left.id).unit;
  const Number* fixed = constant_of(exponent->id);
  // A power beyond 9 stands for "no fixed whole power that a unit can be raised to".
  const std::int64_t whole = fixed == nullptr ? 10 : fixed->to_int64().value_or(10);
  Unit result;
  if (!unit.is_dimensionless()) {
    // A unit goes with a fixed whole power: `height ^ 2` is m2.
    if (whole < -9 || whole > 9 || unit.is_shifted()) {
      say(Code::wrong_unit, span,
          fmt::format(
              "`{}` has the unit {}; only a fixed whole power of it has a meaning. Write `X "
              "in {}` for the plain number.",
              quote(rules_.at(left.id).span), unit.text(), unit.text()));
      return std::nullopt;
    }
    result = units::power(unit, static_cast<int>(whole));
  } else {
    left.id = converted(left.id, Unit());
  }
  const Number* base = constant_of(left.id);
  if (base != nullptr && fixed != nullptr) {
    if (const auto value = units::power(*base, *fixed)) {
      return Num{constant(*value, result, span), left.plain && right.plain};
    }
  }
  return Num{add(Arithmetic{Operator::power, left.id, exponent->id}, result, span), false};
}

std::optional<Num> Lowering::call(const syntax::Call& call, const Span& span) {
  const std::string function_name = Names::key(call.name, 0, call.name.size());
  if (function_name == "minimum of") return extreme(false, call, span);
  if (function_name == "maximum of") return extreme(true, call, span);
  for (const NamedRounding& each : roundings) {
    if (each.name == function_name) return rounded(each.way, call, span);
  }
  for (const NamedFunction& each : functions) {
    if (each.name == function_name) return function(each.kind, call, span);
  }
  const std::vector<std::string> all{"minimum of", "maximum of", "round", "floor", "ceiling",
                                     "ln",         "log10",      "exp",   "sqrt"};
  const auto near = text::near_names(function_name, all);
  say(Code::unknown_name, syntax::span_of(call.name),
      fmt::format(
          "`{}` is no function; a bracket may follow {}.{}", text_of(call.name),
          "`minimum of`, `maximum of`, `round`, `floor`, `ceiling`, `ln`, `log10`, `exp` or "
          "`sqrt`",
          text::did_you_mean(near)));
  return std::nullopt;
}

std::optional<Num> Lowering::extreme(bool greatest, const syntax::Call& call, const Span& span) {
  std::vector<Num> numbers;
  for (const NodeId argument : call.arguments) {
    const auto lowered = number(argument);
    if (!lowered) return std::nullopt;
    numbers.push_back(*lowered);
  }
  // The first operand with a unit gives the unit.
  auto first = std::find_if(numbers.begin(), numbers.end(), [](const Num& n) { return !n.plain; });
  if (first == numbers.end()) first = numbers.begin();
  std::vector<QuantityId> operands;
  const bool plain = first->plain;
  Num unit_giver = *first;
  for (Num& each : numbers) {
    if (!plain && !same_unit(unit_giver, each, span)) return std::nullopt;
    operands.push_back(each.id);
  }
  const Unit unit = rules_.at(unit_giver.id).unit;
  return Num{add(Extreme{greatest, std::move(operands)}, unit, span), false};
}

std::optional<Num> Lowering::rounded(Rounding way, const syntax::Call& call, const Span& span) {
  if (call.arguments.size() > 2) {
    say(Code::bad_range, span, "A number is rounded, to a multiple of one other: `round(x, 0.1)`.");
    return std::nullopt;
  }
  auto operand = number(call.arguments.front());
  if (!operand) return std::nullopt;
  Number step = 1;
  if (call.arguments.size() == 2) {
    auto second = number(call.arguments.back());
    if (!second || !same_unit(*operand, *second, span)) return std::nullopt;
    const Number* fixed = constant_of(second->id);
    if (fixed == nullptr || fixed->sign() <= 0) {
      say(Code::bad_range, at(call.arguments.back()).span,
          "A number is rounded to a multiple of a fixed number above zero, as in `round(x, 0.1)`.");
      return std::nullopt;
    }
    step = *fixed;
  }
  const Unit unit = rules_.at(operand->id).unit;
  return Num{add(Rounded{way, operand->id, step}, unit, span), false};
}

std::optional<Num> Lowering::function(FunctionKind kind, const syntax::Call& call,
                                      const Span& span) {
  if (call.arguments.size() != 1) {
    say(Code::bad_range, span, fmt::format("`{}` takes one number.", text_of(call.name)));
    return std::nullopt;
  }
  const auto operand = number(call.arguments.front());
  if (!operand) return std::nullopt;
  const auto plain = in_unit(*operand, Word{at(call.arguments.front()).span, "", false}, span);
  if (!plain) return std::nullopt;
  return Num{add(Function{kind, plain->id}, Unit(), span), false};
}

// `X in UNIT`: the plain number of X in that unit. Without a unit X must be a plain number itself.
std::optional<Num> Lowering::in_unit(Num number, const Word& unit, const Span& span) {
  const Unit from = rules_.at(number.id).unit;
  Unit to;
  if (unit.text.empty()) {
    if (!from.is_dimensionless()) {
      say(Code::wrong_unit, rules_.at(number.id).span,
          fmt::format("`{}` has the unit {}; a plain number is expected here. Write `{} in {}`.",
                      quote(rules_.at(number.id).span), from.text(),
                      quote(rules_.at(number.id).span), from.text()));
      return std::nullopt;
    }
  } else {
    const auto named = unit_named(unit);
    if (!named) return std::nullopt;
    to = *named;
    if (number.plain || !from.same_dimension(to)) {
      say(Code::wrong_unit, span,
          fmt::format("`{}` is {}; it cannot be given in {}.", quote(rules_.at(number.id).span),
                      number.plain ? "a plain number" : units::dimension_words(from), to.text()));
      return std::nullopt;
    }
  }
  const QuantityId in_it = converted(number.id, to);
  const Quantity of = rules_.at(in_it);
  if (of.unit.is_plain()) return Num{in_it, number.plain};
  if (const Number* fixed = constant_of(in_it)) return Num{constant(*fixed, Unit(), span), false};
  return Num{add(Scaled{in_it, 1, 0}, Unit(), span), false};
}

}  // namespace bedside::meaning

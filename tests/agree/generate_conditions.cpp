// Takes a draw and the names so far; gives random conditions, and random records of findings.
#include <algorithm>

#include "tests/agree/brute.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/vocabulary.hpp"

namespace bedside::agree {

namespace {

using Kind = Condition::Kind;

Condition negated(Condition part) {
  Condition result;
  result.kind = Kind::negation;
  result.parts.push_back(std::move(part));
  return result;
}

Number constant(Value value) {
  Number number;
  number.constant = value;
  return number;
}

Value threshold(Draw& draw, const Finding& finding) {
  const auto steps = static_cast<std::size_t>((finding.high - finding.low) / finding.step);
  return finding.low + static_cast<Value>(draw.below(steps + 1)) * finding.step;
}

Number number_finding(std::size_t index) {
  Number number;
  number.kind = Number::Kind::finding;
  number.index = index;
  return number;
}

/// Bounds for the comparison: one number, or two in order (different where the range is half open).
void add_bounds(Condition& condition, Value a, Value b) {
  const Comparison how = condition.comparison;
  if (how == Comparison::half_open && a == b) condition.comparison = Comparison::at_least;
  const bool two = condition.comparison >= Comparison::between;
  condition.numbers.push_back(constant(two ? std::min(a, b) : a));
  if (two) condition.numbers.push_back(constant(std::max(a, b)));
}

Comparison random_comparison(Draw& draw) { return static_cast<Comparison>(draw.below(8)); }

Condition list_condition(Draw& draw, const Finding& finding, std::size_t index) {
  Condition result;
  result.index = index;
  const std::size_t size = finding.values.size();
  if (finding.kind == FindingKind::ordered && draw.chance(60)) {
    result.kind = Kind::ordered;
    result.comparison = static_cast<Comparison>(draw.below(4));
    result.values = {static_cast<Value>(draw.below(size))};
    return result;
  }
  const bool several = size > 2 && draw.chance(35);
  result.kind = !several && draw.chance(25) ? Kind::not_value : Kind::values;
  const std::size_t count = several ? draw.between(2, size - 1) : 1;
  for (const std::size_t value : draw.some(count, size)) {
    result.values.push_back(static_cast<Value>(value));
  }
  return result;
}

Condition finding_condition(Draw& draw, const Model& model, std::size_t index) {
  const Finding& finding = model.findings[index];
  Condition result;
  result.index = index;
  if (finding.kind == FindingKind::yes_no) return draw.chance(40) ? negated(result) : result;
  if (!is_number(finding)) return list_condition(draw, finding, index);
  result.kind = Kind::number;
  result.index = 0;
  result.comparison = random_comparison(draw);
  result.numbers.push_back(number_finding(index));
  add_bounds(result, threshold(draw, finding), threshold(draw, finding));
  return result;
}

Patient anybody(Draw& draw, const Model& model) {
  Patient patient;
  for (const Finding& finding : model.findings) patient.push_back(draw.pick(finding.domain));
  return patient;
}

/// A number compared with what it is for some patient, so that the comparison is seldom empty.
Condition compared(Draw& draw, const Model& model, Number number) {
  Condition result;
  result.kind = Kind::number;
  result.comparison = random_comparison(draw);
  const Value a = value_of(model, anybody(draw, model), number);
  const Value b = value_of(model, anybody(draw, model), number);
  result.numbers.push_back(std::move(number));
  add_bounds(result, a, b);
  return result;
}

std::vector<std::size_t> plain_findings(const Model& model) {
  std::vector<std::size_t> plain;
  for (std::size_t i = 0; i < model.findings.size(); ++i) {
    if (is_plain(model.findings[i])) plain.push_back(i);
  }
  return plain;
}

std::optional<Condition> computed_condition(Draw& draw, const Model& model) {
  const std::vector<std::size_t> plain = plain_findings(model);
  if (!model.numbers.empty() && draw.chance(60)) {
    Number number;
    number.kind = Number::Kind::definition;
    number.index = draw.below(model.numbers.size());
    return compared(draw, model, number);
  }
  if (plain.empty()) return std::nullopt;
  Condition result = compared(draw, model, random_number(draw, model));
  if (plain.size() > 1 && draw.chance(30)) {  // two findings compared with each other
    result.comparison = static_cast<Comparison>(draw.below(6));
    result.numbers = {number_finding(plain[0]), number_finding(plain[1])};
  }
  return result;
}

std::optional<Condition> score_condition(Draw& draw, const Model& model, std::size_t layer) {
  if (model.scores.empty()) return std::nullopt;
  Number number;
  number.kind = Number::Kind::score;
  number.index = draw.below(model.scores.size());
  if (reads(model, number).layer > layer) return std::nullopt;
  Condition result = compared(draw, model, number);
  if (draw.chance(25)) {
    result.kind = Kind::any_item;
    result.index = number.index;
    result.comparison = draw.chance(50) ? Comparison::at_least : Comparison::more;
    result.numbers = {number, constant(static_cast<Value>(draw.between(1, 3)) * one)};
  }
  return result;
}

std::optional<Condition> assessed(Draw& draw, const Model& model, std::size_t layer) {
  if (layer == 0) return std::nullopt;
  Condition result;
  result.index = draw.below(layer);
  const Assessment& assessment = model.assessments[result.index];
  const std::size_t levels = assessment.levels.size();
  const bool scale = assessment.kind == AssessmentKind::scale;
  result.kind =
      static_cast<Kind>(static_cast<std::size_t>(Kind::assessed) + draw.below(scale ? 3 : 2));
  const bool choice = assessment.kind == AssessmentKind::choice;  // `is a or b`: no conflict
  const bool several =
      result.kind == Kind::assessed && (levels > 2 || choice) && draw.chance(choice ? 50 : 25);
  for (const std::size_t level : draw.some(several ? 2 : 1, levels)) {
    result.values.push_back(static_cast<Value>(level));
  }
  return result;
}

std::optional<Condition> defined(Draw& draw, const Model& model, std::size_t layer, bool recorded) {
  if (model.definitions.empty()) return std::nullopt;
  Condition result;
  result.kind = Kind::definition;
  result.index = draw.below(model.definitions.size());
  const Reads read = reads(model, result);
  if (read.layer > layer || (read.recorded && !recorded)) return std::nullopt;
  return draw.chance(35) ? negated(result) : result;
}

std::optional<Condition> special_leaf(Draw& draw, const Model& model, const Taste& taste,
                                      std::size_t layer, bool recorded) {
  switch (draw.below(10)) {
    case 0:
      return taste.computed ? computed_condition(draw, model) : std::nullopt;
    case 1:
      return taste.scores ? score_condition(draw, model, layer) : std::nullopt;
    case 2:
    case 5:
      return assessed(draw, model, layer);
    case 3:
      if (recorded && taste.recorded) {
        Condition result;
        result.kind = draw.chance(60) ? Kind::recorded : Kind::not_recorded;
        result.index = draw.below(model.findings.size());
        return result;
      }
      return std::nullopt;
    case 4:
      return defined(draw, model, layer, recorded);
    default:
      return std::nullopt;
  }
}

}  // namespace

Number random_number(Draw& draw, const Model& model) {
  const std::vector<std::size_t> plain = plain_findings(model);
  Number result;
  result.kind =
      static_cast<Number::Kind>(static_cast<std::size_t>(Number::Kind::sum) + draw.below(9));
  const bool half = result.kind >= Number::Kind::half;
  const bool many = result.kind >= Number::Kind::minimum && !half && draw.chance(40);
  result.operands.push_back(number_finding(draw.pick(plain)));
  for (std::size_t i = 0; i < (many ? 2U : 1U); ++i) {
    Number next = draw.chance(50) ? number_finding(draw.pick(plain))
                                  : constant(static_cast<Value>(draw.between(1, 3)) * one);
    if (draw.chance(20)) {
      Number inner;
      inner.kind = draw.chance(50) ? Number::Kind::sum : Number::Kind::difference;
      inner.operands = {number_finding(draw.pick(plain)), next};
      next = inner;
    }
    result.operands.push_back(next);
  }
  if (draw.chance(50)) std::swap(result.operands.front(), result.operands.back());
  if (half) result.operands.pop_back();
  return result;
}

Condition random_condition(Draw& draw, const Model& model, const Taste& taste, std::size_t layer,
                           std::size_t depth, bool recorded) {
  if (depth == 0 || draw.chance(35)) {
    const auto leaf = special_leaf(draw, model, taste, layer, recorded);
    return leaf ? *leaf : finding_condition(draw, model, draw.below(model.findings.size()));
  }
  const auto part = [&] {
    return random_condition(draw, model, taste, layer, depth - 1, recorded);
  };
  if (draw.chance(8)) return negated(part());
  static const std::vector<Kind> kinds = {Kind::all,
                                          Kind::all,
                                          Kind::all,
                                          Kind::any,
                                          Kind::any,
                                          Kind::none,
                                          Kind::count_at_least,
                                          Kind::count_at_most,
                                          Kind::count_exactly};
  Condition result;
  result.kind = draw.pick(kinds);
  const std::size_t size = draw.between(2, result.kind >= Kind::count_at_least ? 4 : 3);
  for (std::size_t i = 0; i < size; ++i) result.parts.push_back(part());
  result.count = draw.between(result.kind == Kind::count_at_most ? 0 : 1, size - 1);
  result.group = draw.chance(30);
  return result;
}

namespace {

bool said_of(const Model& model, const Condition& said, std::size_t index, Value value) {
  Patient patient;
  for (const Finding& finding : model.findings) patient.push_back(finding.domain.front());
  patient[index] = value;
  return holds(model, patient, said);
}

/// What remains of `before` after the words; the words must be of finding `index` alone.
Known known(const Model& model, std::size_t index, Condition said) {
  Known result;
  result.recorded = true;
  for (const Value value : model.findings[index].domain) {
    if (said_of(model, said, index, value)) result.remaining.push_back(value);
  }
  result.said = std::move(said);
  return result;
}

Known settled(const Model& model, std::size_t index, Value value) {
  Condition said;
  said.index = index;
  if (is_number(model.findings[index])) {
    said.kind = Kind::number;
    said.index = 0;
    said.comparison = Comparison::equal;
    said.numbers = {number_finding(index), constant(value)};
  } else if (model.findings[index].kind != FindingKind::yes_no) {
    said.kind = Kind::values;
    said.values = {value};
  } else if (value == 0) {
    said = negated(said);
  }
  return known(model, index, said);
}

Known open(const Model& model, std::size_t index) {
  Known result;
  result.remaining = model.findings[index].domain;
  return result;
}

/// Words that leave some values but not all; nothing where a few tries find none.
std::optional<Known> narrowed(Draw& draw, const Model& model, std::size_t index) {
  if (model.findings[index].domain.size() < 3) return std::nullopt;
  for (int tries = 0; tries < 10; ++tries) {
    const Condition said = finding_condition(draw, model, index);
    if (said.kind == Kind::number && said.comparison == Comparison::unequal) continue;
    Known result = known(model, index, said);
    const std::size_t left = result.remaining.size();
    if (left > 0 && left < model.findings[index].domain.size()) return result;
  }
  return std::nullopt;
}

}  // namespace

Record open_record(const Model& model) {
  Record record;
  for (std::size_t i = 0; i < model.findings.size(); ++i) record.push_back(open(model, i));
  return record;
}

Record complete_record(const Model& model, const Patient& patient) {
  Record record;
  for (std::size_t i = 0; i < patient.size(); ++i) record.push_back(settled(model, i, patient[i]));
  return record;
}

Record random_record(Draw& draw, const Model& model) {
  Record record = open_record(model);
  const unsigned share = static_cast<unsigned>(draw.between(15, 90));
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (draw.chance(35)) {
      if (const auto found = narrowed(draw, model, i)) record[i] = *found;
    } else if (draw.chance(share)) {
      record[i] = settled(model, i, draw.pick(model.findings[i].domain));
    }
  }
  return record;
}

std::optional<Record> one_more(Draw& draw, const Model& model, const Record& record,
                               const Patient& of) {
  std::vector<std::size_t> unsettled;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (record[i].remaining.size() > 1) unsettled.push_back(i);
  }
  if (unsettled.empty()) return std::nullopt;
  const std::size_t index = draw.pick(unsettled);
  Record next = record;
  next[index] = settled(model, index, of[index]);
  const std::vector<Value>& before = record[index].remaining;
  const auto within = [&](const Known& found) {
    return std::includes(before.begin(), before.end(), found.remaining.begin(),
                         found.remaining.end()) &&
           std::find(found.remaining.begin(), found.remaining.end(), of[index]) !=
               found.remaining.end();
  };
  for (int tries = draw.chance(40) ? 5 : 0; tries > 0; --tries) {
    const auto found = narrowed(draw, model, index);
    if (found && within(*found) && found->remaining.size() < before.size()) next[index] = *found;
  }
  return next;
}

}  // namespace bedside::agree

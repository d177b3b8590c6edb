// Takes a small model and one complete patient; gives fired rules, ends, scores and advice, as
// naively as language.md, section 5, can be read: everything is computed anew where it is needed.
#include "tests/agree/brute.hpp"

#include <algorithm>

namespace bedside::agree {

bool compare(Value value, Comparison comparison, Value a, Value b) {
  switch (comparison) {
    case Comparison::at_least:
      return value >= a;
    case Comparison::at_most:
      return value <= a;
    case Comparison::more:
      return value > a;
    case Comparison::less:
      return value < a;
    case Comparison::equal:
      return value == a;
    case Comparison::unequal:
      return value != a;
    case Comparison::between:
      return a <= value && value <= b;
    case Comparison::half_open:
      return a <= value && value < b;
  }
  return false;
}

bool in_band(const Band& band, Value value) {
  if (!band.values.empty()) {
    return std::find(band.values.begin(), band.values.end(), value) != band.values.end();
  }
  if (band.low && (band.low_open ? value <= *band.low : value < *band.low)) return false;
  return !(band.high && (band.high_open ? value >= *band.high : value > *band.high));
}

std::vector<bool> recorded_in(const Record& record) {
  std::vector<bool> result;
  for (const Known& known : record) result.push_back(known.recorded);
  return result;
}

namespace {

using Kind = Condition::Kind;

class Reader {
 public:
  /// `layer`: how many assessments will be read.
  Reader(const Model& model, const Patient& patient, const std::vector<bool>& recorded,
         std::size_t layer)
      : model_(model), patient_(patient), recorded_(recorded) {
    if (model.applies) applies_ = holds(*model.applies);
    ends_.resize(layer);
    for (std::size_t i = 0; i < layer; ++i) ends_[i] = end(i);
  }

  bool holds(const Condition& condition) const;
  Value number(const Number& number) const;
  Facts facts() const;

 private:
  Value points(const ScoreItem& item) const;
  Value score(std::size_t index) const;
  Value band(const ByList& by) const;
  bool counts(std::size_t rule) const;
  bool concludes(const Otherwise& otherwise) const;
  bool assessed(const Condition& condition) const;
  bool any_item(const Condition& condition) const;
  bool found(const Condition& condition) const;
  std::size_t how_many(const std::vector<Condition>& parts) const;
  std::set<std::size_t> established(std::size_t assessment) const;
  End end(std::size_t assessment) const;

  const Model& model_;
  const Patient& patient_;
  const std::vector<bool>& recorded_;
  bool applies_ = true;
  std::vector<End> ends_;
};

/// To whole numbers; halves away from zero.
Value rounded(Value value) {
  const Value size = value < 0 ? -value : value;
  const Value whole = (size + one / 2) / one * one;
  return value < 0 ? -whole : whole;
}

Value floor_of(Value value) {
  const Value whole = value / one * one;
  return whole > value ? whole - one : whole;
}

Value Reader::number(const Number& number) const {
  std::vector<Value> at;
  for (const Number& operand : number.operands) at.push_back(this->number(operand));
  switch (number.kind) {
    case Number::Kind::constant:
      return number.constant;
    case Number::Kind::finding:
      return patient_[number.index];
    case Number::Kind::definition:
      return this->number(model_.numbers[number.index].number);
    case Number::Kind::score:
      return score(number.index);
    case Number::Kind::sum:
      return at[0] + at[1];
    case Number::Kind::difference:
      return at[0] - at[1];
    case Number::Kind::product:
      return at[0] * at[1] / one;  // exact: one of the two is whole
    case Number::Kind::minimum:
      return *std::min_element(at.begin(), at.end());
    case Number::Kind::maximum:
      return *std::max_element(at.begin(), at.end());
    case Number::Kind::half:
      return at[0] / 2;
    case Number::Kind::rounded_half:
      return rounded(at[0] / 2);
    case Number::Kind::floor_of_half:
      return floor_of(at[0] / 2);
    case Number::Kind::ceiling_of_half:
      return -floor_of(-at[0] / 2);
  }
  return 0;
}

Value Reader::band(const ByList& by) const {
  const Value value = number(by.quantity);
  Value rest = 0;
  for (const Band& band : by.bands) {
    if (band.other) {
      rest = band.result;
    } else if (in_band(band, value)) {
      return band.result;
    }
  }
  return rest;
}

Value Reader::points(const ScoreItem& item) const {
  if (item.kind == ScoreItem::Kind::points) return holds(item.condition) ? item.points : 0;
  if (item.kind == ScoreItem::Kind::by) return band(item.by);
  return score(item.score);
}

Value Reader::score(std::size_t index) const {
  Value sum = 0;
  for (const ScoreItem& item : model_.scores[index].items) {
    if (!item.dropped) sum += points(item);
  }
  return sum;
}

bool Reader::any_item(const Condition& condition) const {
  for (const ScoreItem& item : model_.scores[condition.index].items) {
    const Value bound = number(condition.numbers[1]);
    if (!item.dropped && compare(points(item), condition.comparison, bound, 0)) return true;
  }
  return false;
}

// "A condition on an assessment with no value, or in conflict: `is x` no, `is not x` yes,
// `at least x` no."
bool Reader::assessed(const Condition& condition) const {
  const End& end = ends_[condition.index];
  const bool level = end.kind == End::Kind::level;
  const Value is = static_cast<Value>(end.level);
  if (condition.kind == Kind::assessed_at_least) return level && is >= condition.values[0];
  const auto& values = condition.values;
  const bool found = level && std::find(values.begin(), values.end(), is) != values.end();
  return condition.kind == Kind::not_assessed ? !found : found;
}

std::size_t Reader::how_many(const std::vector<Condition>& parts) const {
  std::size_t count = 0;
  for (const Condition& part : parts) count += holds(part) ? 1U : 0U;
  return count;
}

bool Reader::found(const Condition& condition) const {
  const Value value = patient_[condition.index];
  const std::vector<Value>& values = condition.values;
  const bool listed = std::find(values.begin(), values.end(), value) != values.end();
  if (condition.kind == Kind::finding) return value != 0;
  if (condition.kind == Kind::values) return listed;
  if (condition.kind == Kind::not_value) return !listed;
  return compare(value, condition.comparison, values[0], 0);
}

bool Reader::holds(const Condition& condition) const {
  const auto bound = [&](std::size_t i) {
    return i < condition.numbers.size() ? number(condition.numbers[i]) : 0;
  };
  switch (condition.kind) {
    case Kind::finding:
    case Kind::values:
    case Kind::not_value:
    case Kind::ordered:
      return found(condition);
    case Kind::definition:
      return holds(model_.definitions[condition.index].condition);
    case Kind::number:
      return compare(bound(0), condition.comparison, bound(1), bound(2));
    case Kind::assessed:
    case Kind::not_assessed:
    case Kind::assessed_at_least:
      return assessed(condition);
    case Kind::any_item:
      return any_item(condition);
    case Kind::recorded:
    case Kind::not_recorded:
      return recorded_[condition.index] == (condition.kind == Kind::recorded);
    case Kind::all:
      return how_many(condition.parts) == condition.parts.size();
    case Kind::any:
      return how_many(condition.parts) > 0;
    case Kind::none:
      return how_many(condition.parts) == 0;
    case Kind::negation:
      return !holds(condition.parts[0]);
    case Kind::count_at_least:
      return how_many(condition.parts) >= condition.count;
    case Kind::count_at_most:
      return how_many(condition.parts) <= condition.count;
    case Kind::count_exactly:
      return how_many(condition.parts) == condition.count;
  }
  return false;
}

// "A rule counts if its condition holds and no rule that counts overrides it."
bool Reader::counts(std::size_t index) const {
  const Rule& rule = model_.rules[index];
  if (rule.dropped || !applies_ || !holds(whole_condition(rule))) return false;
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    const std::vector<std::size_t>& over = model_.rules[i].overrides;
    if (std::find(over.begin(), over.end(), index) != over.end() && counts(i)) return false;
  }
  return true;
}

std::set<std::size_t> Reader::established(std::size_t assessment) const {
  std::set<std::size_t> levels;
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    for (const Outcome& outcome : model_.rules[i].outcomes) {
      if (outcome.assessment == assessment && counts(i)) levels.insert(outcome.level);
    }
  }
  for (const ByList& by : model_.assessments[assessment].by) {
    if (!by.dropped) levels.insert(static_cast<std::size_t>(band(by)));
  }
  return levels;
}

bool Reader::concludes(const Otherwise& otherwise) const {
  return applies_ && !otherwise.dropped && established(otherwise.outcome.assessment).empty();
}

End Reader::end(std::size_t assessment) const {
  if (!applies_) return {End::Kind::not_applicable, 0, {}};
  const std::set<std::size_t> levels = established(assessment);
  if (levels.empty()) {
    for (const Otherwise& otherwise : model_.otherwise) {
      if (!otherwise.dropped && otherwise.outcome.assessment == assessment)
        return {End::Kind::level, otherwise.outcome.level, {otherwise.outcome.level}};
    }
    return {End::Kind::null, 0, {}};
  }
  const bool choice = model_.assessments[assessment].kind == AssessmentKind::choice;
  if (choice && levels.size() > 1) return {End::Kind::conflict, 0, levels};
  return {End::Kind::level, *levels.rbegin(), levels};
}

Facts Reader::facts() const {
  Facts facts;
  facts.applies = applies_;
  facts.ends = ends_;
  facts.advice.resize(model_.advice.size());
  for (std::size_t i = 0; i < model_.scores.size(); ++i) facts.scores.push_back(score(i));
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    facts.counts.push_back(counts(i));
    if (!facts.counts.back()) continue;
    for (const std::size_t advice : model_.rules[i].advice) facts.advice[advice] = true;
    for (const std::size_t over : model_.rules[i].overrides) {
      const Rule& loser = model_.rules[over];
      if (!loser.dropped && holds(whole_condition(loser))) facts.overridden.emplace_back(over, i);
    }
  }
  for (const Otherwise& otherwise : model_.otherwise) {
    facts.concludes.push_back(concludes(otherwise));
    if (!facts.concludes.back()) continue;
    for (const std::size_t advice : otherwise.advice) facts.advice[advice] = true;
  }
  return facts;
}

}  // namespace

Facts facts_of(const Model& model, const Patient& patient, const std::vector<bool>& recorded) {
  return Reader(model, patient, recorded, model.assessments.size()).facts();
}

bool holds(const Model& model, const Patient& patient, const Condition& condition) {
  const std::vector<bool> recorded(patient.size(), true);
  return Reader(model, patient, recorded, reads(model, condition).layer).holds(condition);
}

Value value_of(const Model& model, const Patient& patient, const Number& number) {
  const std::vector<bool> recorded(patient.size(), true);
  return Reader(model, patient, recorded, reads(model, number).layer).number(number);
}

}  // namespace bedside::agree

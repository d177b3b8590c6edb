// Takes a small model; gives what its parts read, which parts are unused, and a record's patients.
#include "tests/agree/model.hpp"

namespace bedside::agree {

namespace {

using Kind = Condition::Kind;

Reads nothing(const Model& model) {
  Reads result;
  result.findings.resize(model.findings.size());
  return result;
}

Reads read_assessment(const Model& model, std::size_t index) {
  Reads result = nothing(model);
  result.layer = index + 1;
  return result;
}

Reads reads_score(const Model& model, std::size_t index) {
  Reads result = nothing(model);
  for (const ScoreItem& item : model.scores[index].items) {
    if (!item.dropped) add(result, reads(model, item));
  }
  return result;
}

bool is_computed(const Condition& condition) {
  if (condition.kind != Kind::number) return false;
  for (std::size_t i = 1; i < condition.numbers.size(); ++i) {
    if (condition.numbers[i].kind != Number::Kind::constant) return true;
  }
  return false;
}

}  // namespace

void add(Reads& to, const Reads& more) {
  for (std::size_t i = 0; i < more.findings.size(); ++i) {
    if (more.findings[i]) to.findings[i] = true;
  }
  if (more.layer > to.layer) to.layer = more.layer;
  to.recorded = to.recorded || more.recorded;
  to.computed = to.computed || more.computed;
  to.scores = to.scores || more.scores;
}

Reads reads(const Model& model, const Number& number) {
  Reads result = nothing(model);
  if (number.kind == Number::Kind::finding) result.findings[number.index] = true;
  if (number.kind == Number::Kind::definition) {
    result = reads(model, model.numbers[number.index].number);
    result.computed = true;
  }
  if (number.kind == Number::Kind::score) {
    result = reads_score(model, number.index);
    result.scores = true;
  }
  for (const Number& operand : number.operands) {
    add(result, reads(model, operand));
    result.computed = true;
  }
  return result;
}

Reads reads(const Model& model, const Condition& condition) {
  Reads result = nothing(model);
  switch (condition.kind) {
    case Kind::finding:
    case Kind::values:
    case Kind::not_value:
    case Kind::ordered:
      result.findings[condition.index] = true;
      break;
    case Kind::recorded:
    case Kind::not_recorded:
      result.findings[condition.index] = true;
      result.recorded = true;
      break;
    case Kind::definition:
      result = reads(model, model.definitions[condition.index].condition);
      break;
    case Kind::assessed:
    case Kind::not_assessed:
    case Kind::assessed_at_least:
      result = read_assessment(model, condition.index);
      break;
    case Kind::any_item:
      result = reads_score(model, condition.index);
      result.scores = true;
      break;
    default:
      break;
  }
  for (const Number& number : condition.numbers) add(result, reads(model, number));
  result.computed = result.computed || is_computed(condition);
  for (const Condition& part : condition.parts) add(result, reads(model, part));
  return result;
}

Reads reads(const Model& model, const ScoreItem& item) {
  if (item.kind == ScoreItem::Kind::points) return reads(model, item.condition);
  if (item.kind == ScoreItem::Kind::by) return reads(model, item.by.quantity);
  Reads result = reads_score(model, item.score);
  result.scores = true;
  return result;
}

Condition whole_condition(const Rule& rule) {
  if (!rule.unless) return rule.condition;
  Condition exception;
  exception.kind = Kind::negation;
  exception.parts.push_back(*rule.unless);
  Condition whole;
  whole.kind = Kind::all;
  whole.parts = {rule.condition, exception};
  return whole;
}

bool any_recorded(const Model& model, const Rule& rule) {
  return reads(model, whole_condition(rule)).recorded;
}

namespace {

/// Marks what is mentioned, once each, through everything that is itself mentioned.
class Marker {
 public:
  explicit Marker(const Model& model) : model_(model) {
    left_.findings.assign(model.findings.size(), true);
    left_.definitions.assign(model.definitions.size(), true);
    left_.numbers.assign(model.numbers.size(), true);
    left_.scores.assign(model.scores.size(), true);
    left_.assessments.assign(model.assessments.size(), true);
    left_.advice.assign(model.advice.size(), true);
  }

  Unused left() const { return left_; }

  void rule(const Rule& rule) {
    condition(whole_condition(rule));
    for (const Outcome& outcome : rule.outcomes) assessment(outcome.assessment);
    for (const std::size_t advice : rule.advice) left_.advice[advice] = false;
  }

  void otherwise(const Otherwise& otherwise) {
    assessment(otherwise.outcome.assessment);
    for (const std::size_t advice : otherwise.advice) left_.advice[advice] = false;
  }

  void assessment(std::size_t index) {
    if (!left_.assessments[index]) return;
    left_.assessments[index] = false;
    for (const ByList& by : model_.assessments[index].by) {
      if (!by.dropped) number(by.quantity);
    }
  }

  void score(std::size_t index) {
    if (!left_.scores[index]) return;
    left_.scores[index] = false;
    for (const ScoreItem& item : model_.scores[index].items) {
      if (item.dropped) continue;
      if (item.kind == ScoreItem::Kind::points) condition(item.condition);
      if (item.kind == ScoreItem::Kind::by) number(item.by.quantity);
      if (item.kind == ScoreItem::Kind::add) score(item.score);
    }
  }

  void condition(const Condition& condition);

 private:
  void number(const Number& number) {
    if (number.kind == Number::Kind::finding) left_.findings[number.index] = false;
    if (number.kind == Number::Kind::score) score(number.index);
    if (number.kind == Number::Kind::definition && left_.numbers[number.index]) {
      left_.numbers[number.index] = false;
      this->number(model_.numbers[number.index].number);
    }
    for (const Number& operand : number.operands) this->number(operand);
  }

  const Model& model_;
  Unused left_;
};

void Marker::condition(const Condition& condition) {
  switch (condition.kind) {
    case Kind::finding:
    case Kind::values:
    case Kind::not_value:
    case Kind::ordered:
    case Kind::recorded:
    case Kind::not_recorded:
      left_.findings[condition.index] = false;
      break;
    case Kind::definition:
      if (left_.definitions[condition.index]) {
        left_.definitions[condition.index] = false;
        this->condition(model_.definitions[condition.index].condition);
      }
      break;
    case Kind::assessed:
    case Kind::not_assessed:
    case Kind::assessed_at_least:
      assessment(condition.index);
      break;
    case Kind::any_item:
      score(condition.index);
      break;
    default:
      break;
  }
  for (const Number& one_number : condition.numbers) number(one_number);
  for (const Condition& part : condition.parts) this->condition(part);
}

}  // namespace

Unused unused(const Model& model) {
  Marker marker(model);
  for (const Rule& rule : model.rules) {
    if (!rule.dropped) marker.rule(rule);
  }
  for (const Otherwise& otherwise : model.otherwise) {
    if (!otherwise.dropped) marker.otherwise(otherwise);
  }
  if (model.applies) marker.condition(*model.applies);
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    for (const ByList& by : model.assessments[i].by) {
      if (!by.dropped) marker.assessment(i);
    }
  }
  return marker.left();
}

std::vector<Condition*> conditions_of(Model& model) {
  std::vector<Condition*> all;
  for (Rule& rule : model.rules) {
    if (rule.dropped) continue;
    all.push_back(&rule.condition);
    if (rule.unless) all.push_back(&*rule.unless);
  }
  for (Definition& definition : model.definitions) all.push_back(&definition.condition);
  for (Score& score : model.scores) {
    for (ScoreItem& item : score.items) {
      if (!item.dropped && item.kind == ScoreItem::Kind::points) all.push_back(&item.condition);
    }
  }
  if (model.applies) all.push_back(&*model.applies);
  for (std::size_t i = 0; i < all.size(); ++i) {  // grows while it is read
    for (Condition& part : all[i]->parts) all.push_back(&part);
  }
  return all;
}

std::size_t completions(const Record& record, std::size_t limit) {
  std::size_t product = 1;
  for (const Known& known : record) {
    product *= known.remaining.size();
    if (product > limit) return 0;
  }
  return product;
}

Patient first_patient(const Record& record, std::vector<std::size_t>& places) {
  places.assign(record.size(), 0);
  Patient patient;
  for (const Known& known : record) patient.push_back(known.remaining.front());
  return patient;
}

bool next_patient(const Record& record, std::vector<std::size_t>& places, Patient& patient) {
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (++places[i] < record[i].remaining.size()) {
      patient[i] = record[i].remaining[places[i]];
      return true;
    }
    places[i] = 0;
    patient[i] = record[i].remaining.front();
  }
  return false;
}

}  // namespace bedside::agree

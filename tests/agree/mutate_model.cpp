// Takes a small model and a draw; gives the model with one slip in it, as people make them, with
// another vocabulary, or said otherwise.
#include "tests/agree/mutate_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tests/agree/vocabulary.hpp"

namespace bedside::agree {

namespace {

using Kind = Condition::Kind;

/// The things for which something is true, to draw one of.
template <class Thing, class Is>
std::vector<Thing*> those(std::vector<Thing>& things, const Is& is) {
  std::vector<Thing*> found;
  for (Thing& thing : things) {
    if (is(thing)) found.push_back(&thing);
  }
  return found;
}

template <class Is>
std::vector<Condition*> conditions_that(Model& model, const Is& is) {
  std::vector<Condition*> found = conditions_of(model);
  std::erase_if(found, [&](const Condition* condition) { return !is(*condition); });
  return found;
}

std::vector<Rule*> rules_of(Model& model) {
  return those(model.rules, [](const Rule& rule) { return !rule.dropped; });
}

std::vector<ByList*> lists_of(Model& model) {
  std::vector<ByList*> lists;
  for (Assessment& assessment : model.assessments) {
    for (ByList& by : assessment.by) {
      if (!by.dropped) lists.push_back(&by);
    }
  }
  for (Score& score : model.scores) {
    for (ScoreItem& item : score.items) {
      if (item.kind == ScoreItem::Kind::by && !item.dropped) lists.push_back(&item.by);
    }
  }
  return lists;
}

Value stride_of(const Model& model, const Number& number) {
  return number.kind == Number::Kind::finding ? model.findings[number.index].step : one;
}

Value other(Draw& draw, Value than, std::size_t count) {
  const auto next = static_cast<Value>(draw.below(count - 1));
  return next < than ? next : next + 1;
}

// ---- Slips in conditions -----------------------------------------------------------------------

bool moves_a_limit(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto found = conditions_that(model, [](const Condition& condition) {
    return condition.numbers.size() > 1 && condition.numbers[1].kind == Number::Kind::constant;
  });
  if (found.empty()) return false;
  Condition& condition = *draw.pick(found);
  Number& bound = condition.numbers[draw.between(1, condition.numbers.size() - 1)];
  bound.constant += (draw.chance(50) ? 1 : -1) * stride_of(model, condition.numbers[0]);
  return true;
}

bool moves_a_band(Draw& draw, const Taste& /*taste*/, Model& model) {
  std::vector<ByList*> lists = lists_of(model);
  std::erase_if(lists, [](const ByList* by) {
    return std::none_of(by->bands.begin(), by->bands.end(),
                        [](const Band& band) { return band.low.has_value(); });
  });
  if (lists.empty()) return false;
  ByList& by = *draw.pick(lists);
  const Value stride = stride_of(model, by.quantity);
  const auto lower = those(by.bands, [](const Band& band) { return band.low.has_value(); });
  const Value cut = *draw.pick(lower)->low;
  const Value move = draw.chance(50) ? stride : -stride;
  for (Band& band : by.bands) {
    // `at most 2 | 3 to 4` has no limit in common.
    const bool ends = band.high && (*band.high == cut || *band.high == cut - stride);
    if (ends && band.low != cut) *band.high += move;
    if (band.low == cut) *band.low += move;
  }
  return true;
}

bool compares_otherwise(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto found = conditions_that(model, [](const Condition& condition) {
    const bool compares = condition.kind == Kind::number || condition.kind == Kind::ordered;
    return compares && condition.comparison <= Comparison::less;
  });
  if (found.empty()) return false;
  Condition& condition = *draw.pick(found);
  condition.comparison =
      static_cast<Comparison>(other(draw, static_cast<Value>(condition.comparison), 4));
  return true;
}

bool joins_otherwise(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto found =
      conditions_that(model, [](const Condition& each) { return each.parts.size() > 1; });
  if (found.empty()) return false;
  Condition& condition = *draw.pick(found);
  if (condition.kind >= Kind::count_at_least && draw.chance(50)) {
    condition.count = draw.between(1, condition.parts.size() - 1);
  } else {
    condition.kind = condition.kind == Kind::all ? Kind::any : Kind::all;
  }
  return true;
}

bool negates_otherwise(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto found = conditions_that(model, [](const Condition& condition) {
    return condition.kind == Kind::negation || condition.kind == Kind::not_value ||
           condition.kind == Kind::recorded || condition.kind == Kind::finding;
  });
  if (found.empty()) return false;
  Condition& condition = *draw.pick(found);
  if (condition.kind == Kind::negation) {
    const Condition part = condition.parts[0];
    condition = part;
  } else if (condition.kind == Kind::not_value) {
    condition.kind = Kind::values;
  } else if (condition.kind == Kind::recorded) {
    condition.kind = Kind::not_recorded;
  } else {
    Condition part = condition;
    condition = {};
    condition.kind = Kind::negation;
    condition.parts.push_back(std::move(part));
  }
  return true;
}

bool names_another_value(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto found =
      conditions_that(model, [](const Condition& each) { return each.values.size() == 1; });
  if (found.empty()) return false;
  Condition& condition = *draw.pick(found);
  const bool assessed =
      condition.kind >= Kind::assessed && condition.kind <= Kind::assessed_at_least;
  const std::size_t size = assessed ? model.assessments[condition.index].levels.size()
                                    : model.findings[condition.index].values.size();
  condition.values = {other(draw, condition.values[0], size)};
  return true;
}

bool loses_a_part(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto found = conditions_that(model, [](const Condition& condition) {
    const bool joins = condition.kind == Kind::all || condition.kind == Kind::any;
    return condition.parts.size() > 2 || (joins && condition.parts.size() == 2);
  });
  if (found.empty()) return false;
  Condition& condition = *draw.pick(found);
  const auto place = static_cast<std::ptrdiff_t>(draw.below(condition.parts.size()));
  condition.parts.erase(condition.parts.begin() + place);
  condition.count = std::min(condition.count, condition.parts.size() - 1);
  if (condition.parts.size() > 1) return true;
  const Condition only = condition.parts[0];
  condition = only;
  return true;
}

bool asks_something_else(Draw& draw, const Taste& taste, Model& model) {
  const auto found = conditions_that(model, [](const Condition&) { return true; });
  if (found.empty()) return false;
  const Condition next = random_condition(draw, model, taste, 0, 1, false);
  *draw.pick(found) = next;
  return true;
}

// ---- Slips in rules ----------------------------------------------------------------------------

bool loses_a_rule(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto rules = rules_of(model);
  if (rules.empty()) return false;
  draw.pick(rules)->dropped = true;
  return true;
}

bool gives_another_level(Draw& draw, const Taste& /*taste*/, Model& model) {
  std::vector<Outcome*> outcomes;
  for (Rule* rule : rules_of(model)) {
    for (Outcome& outcome : rule->outcomes) outcomes.push_back(&outcome);
  }
  for (Otherwise& each : model.otherwise) {
    if (!each.dropped) outcomes.push_back(&each.outcome);
  }
  if (outcomes.empty()) return false;
  Outcome& outcome = *draw.pick(outcomes);
  const std::size_t size = model.assessments[outcome.assessment].levels.size();
  outcome.level = static_cast<std::size_t>(other(draw, static_cast<Value>(outcome.level), size));
  return true;
}

bool bands_give_another(Draw& draw, const Taste& /*taste*/, Model& model) {
  std::vector<std::pair<Band*, std::size_t>> bands;
  for (Assessment& assessment : model.assessments) {
    for (ByList& by : assessment.by) {
      for (Band& band : by.bands) bands.emplace_back(&band, assessment.levels.size());
    }
  }
  for (Score& score : model.scores) {
    for (ScoreItem& item : score.items) {
      for (Band& band : item.by.bands) bands.emplace_back(&band, 0);
    }
  }
  if (bands.empty()) return false;
  const auto& [band, levels] = draw.pick(bands);
  band->result = levels > 1 ? other(draw, band->result, levels) : band->result + one;
  return true;
}

bool scores_otherwise(Draw& draw, const Taste& /*taste*/, Model& model) {
  if (model.scores.empty()) return false;
  Score& score = model.scores[draw.below(model.scores.size())];
  ScoreItem& item = score.items[draw.below(score.items.size())];
  const auto left = those(score.items, [](const ScoreItem& each) { return !each.dropped; });
  if (draw.chance(40) && left.size() > 1) {
    draw.pick(left)->dropped = true;
    return true;
  }
  if (item.kind != ScoreItem::Kind::points) return false;
  item.points += item.points == -one ? 2 * one : one;
  return true;
}

bool moves_advice(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto rules = rules_of(model);
  if (rules.empty() || model.advice.empty()) return false;
  Rule& from = *draw.pick(rules);
  Rule& to = *draw.pick(rules);
  const std::size_t advice =
      from.advice.empty() ? draw.below(model.advice.size()) : from.advice.back();
  const bool more = !from.outcomes.empty() || from.advice.size() > 1;
  if (!from.advice.empty() && more) from.advice.pop_back();
  const bool has = std::find(to.advice.begin(), to.advice.end(), advice) != to.advice.end();
  if (!has && draw.chance(70)) to.advice.push_back(advice);
  return true;
}

bool overrides_otherwise(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto rules = rules_of(model);
  if (rules.size() < 2) return false;
  Rule& rule = *draw.pick(rules);
  if (!rule.overrides.empty() && draw.chance(70)) {
    rule.overrides.pop_back();
    return true;
  }
  const std::size_t loser = draw.below(model.rules.size());
  const bool twice =
      std::find(rule.overrides.begin(), rule.overrides.end(), loser) != rule.overrides.end();
  if (twice || model.rules[loser].name.empty() || &model.rules[loser] == &rule) return false;
  rule.overrides.push_back(loser);
  return true;
}

bool drops_unless(Draw& draw, const Taste& /*taste*/, Model& model) {
  const auto rules =
      those(model.rules, [](const Rule& rule) { return !rule.dropped && rule.unless; });
  if (rules.empty()) return false;
  draw.pick(rules)->unless.reset();
  return true;
}

bool ends_otherwise(Draw& draw, const Taste& /*taste*/, Model& model) {
  const std::size_t assessment = draw.below(model.assessments.size());
  for (Otherwise& each : model.otherwise) {
    if (each.dropped || each.outcome.assessment != assessment) continue;
    each.dropped = true;
    return true;
  }
  if (!model.assessments[assessment].by.empty()) return false;
  Otherwise added;
  added.outcome = {assessment, draw.below(model.assessments[assessment].levels.size())};
  model.otherwise.push_back(added);
  return true;
}

bool applies_otherwise(Draw& draw, const Taste& taste, Model& model) {
  if (model.applies && draw.chance(40)) {
    model.applies.reset();
  } else {
    model.applies = random_condition(draw, model, taste, 0, 1, false);
  }
  return true;
}

using Slip = bool (*)(Draw&, const Taste&, Model&);

constexpr std::array slips{
    &moves_a_limit,       &moves_a_limit,      &moves_a_band,        &compares_otherwise,
    &joins_otherwise,     &joins_otherwise,    &negates_otherwise,   &names_another_value,
    &loses_a_part,        &loses_a_part,       &asks_something_else, &loses_a_rule,
    &gives_another_level, &bands_give_another, &scores_otherwise,    &moves_advice,
    &overrides_otherwise, &drops_unless,       &ends_otherwise,      &applies_otherwise};

}  // namespace

std::optional<Model> with_slip(Draw& draw, const Taste& taste, const Model& model) {
  Model next = model;
  const Slip slip = slips.at(draw.below(slips.size()));
  if (!slip(draw, taste, next)) return std::nullopt;
  return next;
}

// ---- Vocabulary --------------------------------------------------------------------------------

std::optional<Model> with_other_values(Draw& draw, const Model& model) {
  Model next = model;
  Finding& finding = next.findings[draw.below(next.findings.size())];
  if (finding.kind == FindingKind::yes_no) return std::nullopt;
  if (!is_number(finding)) {
    if (draw.chance(40)) {
      const std::size_t place = draw.below(finding.values.size());
      finding.values[place] = fmt::format("\"called {}\"", place);
      return next;
    }
    finding.domain.push_back(static_cast<Value>(finding.values.size()));
    finding.values.emplace_back("\"not known to most\"");
    return next;
  }
  const Value steps = (finding.high - finding.low) / finding.step;
  const std::size_t how = draw.below(3);
  if (how < 2 && steps > 2) {
    (how == 0 ? finding.low : finding.high) += how == 0 ? finding.step : -finding.step;
  } else if (finding.kind == FindingKind::real) {
    finding.kind = FindingKind::stepped;
  } else if (finding.kind == FindingKind::stepped && steps > 3) {
    finding.step *= draw.chance(50) ? 2 : 3;
  } else {
    return std::nullopt;
  }
  std::erase_if(finding.domain, [&](Value value) {
    const bool between =
        finding.kind != FindingKind::real && (value - finding.low) % finding.step != 0;
    return value < finding.low || value > finding.high || between;
  });
  return next;
}

namespace {

/// Each unit of the vocabulary, another one of the same kind, and how values change.
struct OtherUnit {
  const char* from;
  const char* to;
  Value times;
  Value by;
  Value plus;
};

constexpr std::array other_units{OtherUnit{"mm", "cm", 1, 10, 0},
                                 OtherUnit{"mg", "mcg", 1000, 1, 0},
                                 OtherUnit{"°C", "°F", 9, 5, 32 * one}};

Value changed(const OtherUnit& unit, Value value) {
  return value * unit.times / unit.by + unit.plus;
}

const OtherUnit* other_unit(const std::string& from) {
  const auto found = std::find_if(other_units.begin(), other_units.end(),
                                  [&](const OtherUnit& unit) { return unit.from == from; });
  return found == other_units.end() ? nullptr : &*found;
}

bool is_of(const Number& number, std::size_t finding) {
  return number.kind == Number::Kind::finding && number.index == finding;
}

void change_all(Model& model, std::size_t index, const OtherUnit& unit) {
  for (Condition* condition : conditions_of(model)) {
    if (condition->numbers.empty() || !is_of(condition->numbers[0], index)) continue;
    for (Number& number : condition->numbers) {
      if (number.kind == Number::Kind::constant) number.constant = changed(unit, number.constant);
    }
  }
  for (ByList* by : lists_of(model)) {
    if (!is_of(by->quantity, index)) continue;
    for (Band& band : by->bands) {
      if (band.low) band.low = changed(unit, *band.low);
      if (band.high) band.high = changed(unit, *band.high);
    }
  }
}

}  // namespace

std::optional<Model> in_other_unit(Draw& draw, const Model& model) {
  Model next = model;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < model.findings.size(); ++i) {
    if (other_unit(model.findings[i].unit) != nullptr) found.push_back(i);
  }
  if (found.empty()) return std::nullopt;
  const std::size_t index = draw.pick(found);
  Finding& finding = next.findings[index];
  const OtherUnit& unit = *other_unit(finding.unit);
  change_all(next, index, unit);
  finding.unit = unit.to;
  finding.step = finding.step * unit.times / unit.by;
  finding.low = changed(unit, finding.low);
  finding.high = changed(unit, finding.high);
  for (Value& value : finding.domain) value = changed(unit, value);
  return next;
}

Value in_unit_of(const Finding& to, const Finding& from, Value value) {
  return to.unit == from.unit ? value : changed(*other_unit(from.unit), value);
}

// ---- The same, said otherwise ------------------------------------------------------------------

Model renamed(Draw& draw, Model model) {
  for (std::size_t i = 0; i < model.rules.size(); ++i) {
    Rule& rule = model.rules[i];
    if (!rule.name.empty() && draw.chance(70)) rule.name = "no " + std::to_string(i);
    if (!draw.chance(30)) continue;
    rule.condition = whole_condition(rule);
    rule.unless.reset();
  }
  for (Condition* condition : conditions_of(model)) {
    // It has no parts, so that no pointer is left behind.
    if (condition->kind != Kind::definition || !draw.chance(40)) continue;
    const Condition meant = model.definitions[condition->index].condition;
    *condition = meant;
  }
  for (Definition& definition : model.definitions) {
    if (draw.chance(50)) definition.name += " here";
  }
  return model;
}

}  // namespace bedside::agree

// Takes a draw; gives a random small model: definitions, scores, band lists, rules, overrides.
#include "tests/agree/generate.hpp"

#include <algorithm>
#include <limits>

#include "tests/agree/brute.hpp"
#include "tests/agree/vocabulary.hpp"

namespace bedside::agree {

namespace {

/// Where the quantity of a band list can be cut, and by how much its values differ at least.
struct Cuts {
  std::vector<Value> at;
  Value stride = 0;  ///< 0 for a real number
};

bool all_whole(const Model& model, std::size_t score) {
  for (const ScoreItem& item : model.scores[score].items) {
    if (item.kind == ScoreItem::Kind::add && !all_whole(model, item.score)) return false;
    if (item.points % one != 0) return false;
    for (const Band& band : item.by.bands) {
      if (band.result % one != 0) return false;
    }
  }
  return true;
}

Cuts cuts_of(Draw& draw, const Model& model, const Number& quantity) {
  Cuts cuts;
  cuts.stride = one;
  if (quantity.kind == Number::Kind::finding) {
    const Finding& finding = model.findings[quantity.index];
    cuts.stride = finding.kind == FindingKind::real ? 0 : finding.step;
    for (Value at = finding.low + finding.step; at <= finding.high; at += finding.step) {
      cuts.at.push_back(at);
    }
  } else {
    const bool score = quantity.kind == Number::Kind::score;
    const bool whole = score ? all_whole(model, quantity.index)
                             : model.numbers[quantity.index].number.kind != Number::Kind::half;
    if (!whole) cuts.stride = 0;
    for (int i = 0; i < 6; ++i) {
      Patient patient;
      for (const Finding& finding : model.findings) patient.push_back(draw.pick(finding.domain));
      cuts.at.push_back(value_of(model, patient, quantity));
    }
  }
  draw.shuffle(cuts.at);
  cuts.at.resize(std::min<std::size_t>(cuts.at.size(), draw.between(1, 3)));
  std::sort(cuts.at.begin(), cuts.at.end());
  cuts.at.erase(std::unique(cuts.at.begin(), cuts.at.end()), cuts.at.end());
  return cuts;
}

std::vector<Band> number_bands(Draw& draw, const Cuts& cuts) {
  // One style a list: `below 2 | from 2 to below 4`, `at most 2 | above 2 to 4`,
  // `at most 2 | 3 to 4`.
  const std::size_t style = draw.below(cuts.stride != 0 ? 3 : 2);
  std::vector<Band> bands(1);
  for (const Value cut : cuts.at) {
    bands.back().high = style == 2 ? cut - cuts.stride : cut;
    bands.back().high_open = style == 0;
    bands.emplace_back();
    bands.back().low = cut;
    bands.back().low_open = style == 1;
  }
  return bands;
}

std::vector<Band> value_bands(Draw& draw, const Finding& finding) {
  const std::size_t size = finding.domain.size();
  std::vector<Band> bands(draw.between(2, std::min<std::size_t>(size, 3)));
  const std::vector<std::size_t> order = draw.some(size, size);
  for (std::size_t i = 0; i < size; ++i) {
    Band& band = bands[i < bands.size() ? i : draw.below(bands.size())];
    band.values.push_back(static_cast<Value>(order[i]));
  }
  for (Band& band : bands) std::sort(band.values.begin(), band.values.end());
  return bands;
}

/// Bands that take each value of the quantity once, in any order, `other` last.
std::vector<Band> random_bands(Draw& draw, const Model& model, const Number& quantity) {
  const bool finding = quantity.kind == Number::Kind::finding;
  const bool list = finding && !is_number(model.findings[quantity.index]);
  std::vector<Band> bands = list ? value_bands(draw, model.findings[quantity.index])
                                 : number_bands(draw, cuts_of(draw, model, quantity));
  draw.shuffle(bands);
  if (draw.chance(30)) {
    bands.back() = Band();
    bands.back().other = true;
  }
  return bands;
}

Number random_quantity(Draw& draw, const Model& model, const Taste& taste, std::size_t layer) {
  Number quantity;
  quantity.kind = Number::Kind::finding;
  if (taste.scores && !model.scores.empty() && draw.chance(45)) {
    quantity.kind = Number::Kind::score;
    quantity.index = draw.below(model.scores.size());
    if (reads(model, quantity).layer <= layer) return quantity;
  }
  if (taste.computed && !model.numbers.empty() && draw.chance(40)) {
    quantity.kind = Number::Kind::definition;
    quantity.index = draw.below(model.numbers.size());
    return quantity;
  }
  quantity.kind = Number::Kind::finding;
  quantity.index = draw.below(model.findings.size());
  return quantity;
}

Value random_points(Draw& draw) {
  static const std::vector<Value> points = {one, 2 * one, one, 3 * one, -one, one / 2, 2 * one};
  return draw.pick(points);
}

ByList points_list(Draw& draw, const Model& model, const Taste& taste, std::size_t layer) {
  ByList by;
  by.quantity = random_quantity(draw, model, taste, layer);
  by.bands = random_bands(draw, model, by.quantity);
  const bool decimal = draw.chance(15);
  for (Band& band : by.bands) {
    band.result = decimal ? random_points(draw) : static_cast<Value>(draw.below(4)) * one;
  }
  return by;
}

Score random_score(Draw& draw, const Model& model, const Taste& taste, std::size_t layer) {
  Score score;
  score.name = score_name(model.scores.size());
  const std::size_t size = draw.between(1, 4);
  for (std::size_t i = 0; i < size; ++i) {
    ScoreItem item;
    if (draw.chance(45)) {
      item.kind = ScoreItem::Kind::by;
      item.by = points_list(draw, model, taste, layer);
    } else if (!model.scores.empty() && draw.chance(40)) {
      item.kind = ScoreItem::Kind::add;
      item.score = draw.below(model.scores.size());
      if (reads(model, item).layer > layer) continue;
    } else {
      item.points = random_points(draw);
      item.condition = random_condition(draw, model, taste, layer, 1, false);
    }
    score.items.push_back(item);
  }
  if (score.items.empty()) {
    score.items.emplace_back();
    score.items.back().points = one;
    score.items.back().condition = random_condition(draw, model, taste, 0, 0, false);
  }
  return score;
}

/// A definition, a computed number or a score; up to `layer` assessments may be read.
void add_reading(Draw& draw, Model& model, const Taste& taste, std::size_t layer) {
  const std::size_t kind = draw.below(5);
  const bool plain = std::any_of(model.findings.begin(), model.findings.end(), is_plain);
  if (kind < 2 && model.definitions.size() < 6) {
    const bool recorded = draw.chance(15);
    const std::string name = definition_name(model.definitions.size());
    model.definitions.push_back({name, random_condition(draw, model, taste, layer, 2, recorded)});
  } else if (kind == 2 && taste.computed && plain && model.numbers.size() < 3) {
    const std::string name = number_name(model.numbers.size());
    model.numbers.push_back({name, random_number(draw, model)});
  } else if (kind > 2 && taste.scores && model.scores.size() < 4) {
    model.scores.push_back(random_score(draw, model, taste, layer));
  }
}

/// From the lowest to the highest band the levels rise, as guidelines have them.
void raise_levels(std::vector<Band>& bands) {
  std::vector<Value> levels;
  for (const Band& band : bands) levels.push_back(band.result);
  std::sort(levels.begin(), levels.end());
  const auto place = [](const Band& band) {
    return band.other ? Value{-1} : band.low.value_or(std::numeric_limits<Value>::min());
  };
  std::vector<Band*> order;
  for (Band& band : bands) order.push_back(&band);
  std::stable_sort(order.begin(), order.end(),
                   [&](const Band* a, const Band* b) { return place(*a) < place(*b); });
  for (std::size_t i = 0; i < order.size(); ++i) order[i]->result = levels[i];
}

void add_band_lists(Draw& draw, Model& model, const Taste& taste) {
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    Assessment& assessment = model.assessments[i];
    while (draw.chance(35) && assessment.by.size() < 2) {
      ByList by;
      by.quantity = random_quantity(draw, model, taste, taste.chained ? i : 0);
      by.bands = random_bands(draw, model, by.quantity);
      for (Band& band : by.bands) {
        band.result = static_cast<Value>(draw.below(assessment.levels.size()));
      }
      if (draw.chance(50)) raise_levels(by.bands);
      assessment.by.push_back(by);
    }
  }
}

/// The first assessment that the rule concludes: it may read those before it.
std::size_t first_target(const Model& model, const Rule& rule) {
  std::size_t first = model.assessments.size();
  for (const Outcome& outcome : rule.outcomes) first = std::min(first, outcome.assessment);
  return first;
}

Rule random_rule(Draw& draw, const Model& model, const Taste& taste, std::size_t place) {
  Rule rule;
  if (draw.chance(85)) {
    rule.name = "rule " + std::string(1, static_cast<char>('A' + place % 26));
    if (place >= 26) rule.name += std::to_string(place / 26);
  }
  const std::size_t targets = draw.chance(12) ? 0 : draw.chance(20) ? 2 : 1;
  for (const std::size_t target : draw.some(targets, model.assessments.size())) {
    rule.outcomes.push_back({target, draw.below(model.assessments[target].levels.size())});
  }
  if (targets == 0 || draw.chance(25)) {
    rule.advice = draw.some(draw.chance(15) ? 2 : 1, model.advice.size());
  }
  const std::size_t layer = taste.chained ? first_target(model, rule) : 0;
  const bool recorded = targets == 0;
  rule.condition = random_condition(draw, model, taste, layer, 2, recorded);
  if (draw.chance(15)) rule.unless = random_condition(draw, model, taste, layer, 1, recorded);
  return rule;
}

/// What a rule reads with all that may override it; more than `depth` steps are a circle.
std::size_t layer_with_overrides(const Model& model, std::size_t index, std::size_t depth) {
  std::size_t layer = reads(model, whole_condition(model.rules[index])).layer;
  if (depth == 0) return model.assessments.size() + 1;
  for (std::size_t i = 0; i < model.rules.size(); ++i) {
    const std::vector<std::size_t>& over = model.rules[i].overrides;
    if (std::find(over.begin(), over.end(), index) != over.end()) {
      layer = std::max(layer, layer_with_overrides(model, i, depth - 1));
    }
  }
  return layer;
}

bool in_order(const Model& model) {
  for (std::size_t i = 0; i < model.rules.size(); ++i) {
    const std::size_t layer = layer_with_overrides(model, i, model.rules.size());
    if (layer > first_target(model, model.rules[i])) return false;
  }
  return true;
}

void add_overrides(Draw& draw, Model& model) {
  const std::size_t size = model.rules.size();
  for (std::size_t tries = draw.below(4); tries > 0 && size > 1; --tries) {
    const std::vector<std::size_t> pair = draw.some(2, size);
    Rule& winner = model.rules[pair[0]];
    const Rule& loser = model.rules[pair[1]];
    const bool twice = std::find(winner.overrides.begin(), winner.overrides.end(), pair[1]) !=
                       winner.overrides.end();
    if (twice || winner.name.empty() || loser.name.empty()) continue;
    if (any_recorded(model, winner) || any_recorded(model, loser)) continue;
    winner.overrides.push_back(pair[1]);
    if (!in_order(model)) winner.overrides.pop_back();
  }
}

void add_otherwise(Draw& draw, Model& model) {
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    if (!model.assessments[i].by.empty() || draw.chance(50)) continue;
    Otherwise otherwise;
    otherwise.outcome = {i, draw.below(model.assessments[i].levels.size())};
    if (draw.chance(20)) otherwise.advice = draw.some(1, model.advice.size());
    model.otherwise.push_back(otherwise);
  }
}

}  // namespace

Model random_model(Draw& draw, const Taste& taste) {
  Model model;
  model.findings = random_findings(draw, taste.max_patients);
  model.assessments = random_assessments(draw);
  model.advice = random_advice(draw);
  return random_rules(draw, taste, std::move(model));
}

Model random_rules(Draw& draw, const Taste& taste, Model model) {
  for (std::size_t i = draw.below(6); i > 0; --i) {
    const bool chained = taste.chained && draw.chance(30);
    add_reading(draw, model, taste, chained ? draw.below(model.assessments.size() + 1) : 0);
  }
  add_band_lists(draw, model, taste);
  for (std::size_t i = 0, size = draw.between(1, taste.max_rules); i < size; ++i) {
    model.rules.push_back(random_rule(draw, model, taste, i));
  }
  if (taste.overrides) add_overrides(draw, model);
  add_otherwise(draw, model);
  if (taste.applies && draw.chance(25)) {
    model.applies = random_condition(draw, model, taste, 0, 1, false);
  }
  return model;
}

}  // namespace bedside::agree

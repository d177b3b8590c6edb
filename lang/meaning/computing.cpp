// Takes what is possible for the findings; gives the truth of conditions and the ends of numbers
// and scores.
#include "lang/meaning/computing.hpp"

#include <algorithm>

namespace bedside::meaning {

/// Findings of its own and what follows from them, to try one combination of cells after the other.
struct Computing::Scratch {
  Scratch(const RuleSet& rules, const PossibleFindings& from)
      : findings(from), tried(rules, findings) {}
  PossibleFindings findings;
  Computing tried;
};

Computing::Computing(const RuleSet& rules, const PossibleFindings& findings)
    : rules_(rules), findings_(findings) {
  now.conditions.resize(rules.conditions.size(), Truth::unknown);
  now.quantities.resize(rules.quantities.size());
  now.scores.resize(rules.scores.size());
  for (const Assessment& assessment : rules.assessments) {
    now.assessments.push_back({Values::all(assessment.levels.size()), true, true});
  }
}

void Computing::run(const std::vector<Step>& program) {
  for (const Step& step : program) {
    if (const auto* condition = std::get_if<ConditionId>(&step)) compute(*condition);
    if (const auto* quantity = std::get_if<QuantityId>(&step)) compute(*quantity);
  }
}

namespace {

struct Known {
  const RuleSet& rules;
  const PossibleFindings& findings;
  const Computed& now;

  Truth truth(ConditionId id) const { return now.conditions.at(id.index); }
  const Possibly& number(QuantityId id) const { return now.quantities.at(id.index); }
};

// ---- Conditions ----------------------------------------------------------------------------

// On a grid the ends of what is possible belong to it, so what juts out of `range` holds a number.
Truth lies_within(const Possibly& number, const Range& range, const std::optional<Grid>& grid) {
  if (number.undefined) return Truth::unknown;
  return of_possible(!none_in(intersect(number.range, range), grid), !within(number.range, range));
}

struct TruthOf : Known {
  Truth operator()(const IsValue& is) const {
    const Values& values = findings.at(is.finding.index).values;
    return of_possible(values.meets(is.values), !values.within(is.values));
  }
  Truth operator()(const Within& is) const {
    return lies_within(number(is.quantity), is.range, rules.at(is.quantity).grid);
  }
  Truth operator()(const IsLevel& is) const {
    const Ends& ends = now.assessments.at(is.assessment.index);
    return of_possible(ends.levels.meets(is.levels),
                       ends.nothing || ends.conflict || !ends.levels.within(is.levels));
  }
  Truth operator()(const AnyItem& any) const {
    const std::vector<ItemPoints>& items = now.scores.at(any.score.index).items;
    Truth found = Truth::no;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto* add = std::get_if<Add>(&rules.at(any.score).items.at(i).kind);
      found =
          either(found, add ? lies_within(items[i].added, any.range, rules.at(add->quantity).grid)
                            : lie_within(items[i].points, any.range));
    }
    return found;
  }
  static Truth lie_within(const std::vector<Number>& points, const Range& range) {
    const auto has = [&](const Number& number) { return range.has(number); };
    return of_possible(std::any_of(points.begin(), points.end(), has),
                       !std::all_of(points.begin(), points.end(), has));
  }
  Truth operator()(const IsRecorded& is) const {
    return findings.at(is.finding.index).recorded ? Truth::yes : Truth::no;
  }
  Truth operator()(const Defined& defined) const {
    return truth(std::get<ConditionId>(rules.at(defined.definition).body));
  }
  Truth operator()(const Not& negation) const { return !truth(negation.operand); }
  Truth operator()(const All& all) const {
    Truth found = Truth::yes;
    for (const ConditionId operand : all.operands) found = both(found, truth(operand));
    return found;
  }
  Truth operator()(const Any& any) const {
    Truth found = Truth::no;
    for (const ConditionId operand : any.operands) found = either(found, truth(operand));
    return found;
  }
  Truth operator()(const Count& count) const {
    std::size_t least = 0;
    std::size_t most = 0;
    for (const ConditionId operand : count.operands) {
      least += truth(operand) == Truth::yes ? 1U : 0U;
      most += truth(operand) == Truth::no ? 0U : 1U;
    }
    return of_possible(most >= count.least && least <= count.most,
                       least < count.least || most > count.most);
  }
};

// ---- Numbers -------------------------------------------------------------------------------

struct NumberOf : Known {
  Possibly operator()(const FindingNumber& number_of) const {
    return {findings.at(number_of.finding.index).range, false};
  }
  Possibly operator()(const Constant& constant) const {
    return {Range::point(constant.number), false};
  }
  Possibly operator()(const ScoreNumber& number_of) const {
    return now.scores.at(number_of.score.index).total;
  }
  Possibly operator()(const DefinedNumber& defined) const {
    return number(std::get<QuantityId>(rules.at(defined.definition).body));
  }
  Possibly operator()(const Arithmetic& arithmetic) const {
    return computed(arithmetic.sign, number(arithmetic.left), number(arithmetic.right),
                    rules.at(arithmetic.right).grid);
  }
  Possibly operator()(const Extreme& of) const {
    std::vector<Possibly> operands;
    for (const QuantityId operand : of.operands) operands.push_back(number(operand));
    return extreme(of.greatest, operands);
  }
  Possibly operator()(const Rounded& of) const {
    return rounded(of.way, number(of.operand), of.step);
  }
  Possibly operator()(const Function& of) const { return applied(of.function, number(of.operand)); }
  Possibly operator()(const Scaled& of) const {
    return scaled(number(of.operand), of.factor, of.shift);
  }
};

}  // namespace

void Computing::compute(ConditionId id) {
  now.conditions.at(id.index) = std::visit(TruthOf{{rules_, findings_, now}}, rules_.at(id).kind);
}

void Computing::compute(QuantityId id) {
  const Quantity& quantity = rules_.at(id);
  Possibly found = std::visit(NumberOf{{rules_, findings_, now}}, quantity.kind);
  if (!found.undefined) found.range = snap(found.range, quantity.grid);
  now.quantities.at(id.index) = found;
}

// ---- Bands and scores ----------------------------------------------------------------------

std::vector<const Band*> Computing::possible_bands(const ByList& by) const {
  std::vector<const Band*> bands;
  const auto* finding = std::get_if<FindingId>(&by.subject);
  const auto* quantity = std::get_if<QuantityId>(&by.subject);
  for (const Band& band : by.bands) {
    bool possible = finding && findings_.at(finding->index).values.meets(band.values);
    if (quantity) {
      const Possibly& value = now.quantities.at(quantity->index);
      const auto meets = [&](const Range& range) {
        return !none_in(intersect(value.range, range), rules_.at(*quantity).grid);
      };
      possible = value.undefined || std::any_of(band.ranges.begin(), band.ranges.end(), meets);
    }
    if (possible) bands.push_back(&band);
  }
  return bands;
}

ItemPoints Computing::points(const ScoreItem& item) const {
  if (const auto* add = std::get_if<Add>(&item.kind)) {
    return {{}, now.quantities.at(add->quantity.index)};
  }
  std::vector<Number> found;
  if (const auto* points = std::get_if<Points>(&item.kind)) {
    const Truth holds = now.conditions.at(points->condition.index);
    if (holds != Truth::yes) found.emplace_back(0);
    if (holds != Truth::no) found.push_back(points->points);
  }
  if (const auto* by = std::get_if<ByList>(&item.kind)) {
    for (const Band* band : possible_bands(*by)) found.push_back(band->points);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return {found, {}};
}

namespace {

/// For each finding that the group reads what is left of each of its cells.
std::vector<std::vector<Possible>> open_cells(const RuleSet& rules,
                                              const PossibleFindings& findings,
                                              const ItemGroup& group) {
  std::vector<std::vector<Possible>> open;
  for (const CellList& list : group.cells) {
    const std::optional<Grid>& grid = rules.at(list.finding).grid;
    const Possible& possible = findings.at(list.finding.index);
    std::vector<Possible>& cells = open.emplace_back();
    for (const Cell& cell : list.cells) {
      Possible left = possible;
      left.values &= cell.values;
      bool any = !left.values.empty();
      for (auto range = cell.ranges.begin(); !any && range != cell.ranges.end(); ++range) {
        left.range = snap(intersect(possible.range, *range), grid);
        any = !left.range.empty();
      }
      if (any) cells.push_back(left);
    }
  }
  return open;
}

/// Goes to the next combination of places, like the digits of a counter; false after the last.
bool advance(std::vector<std::size_t>& places, const std::vector<std::vector<Possible>>& choices) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (++places[i] < choices[i].size()) return true;
    places[i] = 0;
  }
  return false;
}

void add_ends(Range& sum, const ItemPoints& item) {
  // A band list with a hole, which is an error on its own, may leave an item without any points.
  if (item.points.empty()) return;
  sum = Range::between(sum.low + item.points.front(), sum.high + item.points.back());
}

}  // namespace

/// The least and the most that the items may give together.
Range Computing::group_ends(const Score& score, const ItemGroup& group,
                            const std::vector<ItemPoints>& items) {
  Range apart = Range::point(0);
  for (const std::size_t i : group.items) add_ends(apart, items.at(i));
  if (!group.exact || group.cells.empty() || apart.is_point()) return apart;
  if (!scratch_) scratch_ = std::make_shared<Scratch>(rules_, findings_);
  auto& [findings, tried] = *scratch_;
  const std::vector<std::vector<Possible>> choices = open_cells(rules_, findings_, group);
  std::vector<std::size_t> places(choices.size(), 0);
  std::optional<Range> ends;
  do {
    for (std::size_t i = 0; i < places.size(); ++i) {
      findings.at(group.cells[i].finding.index) = choices[i].at(places[i]);
    }
    tried.run(group.program);
    Range together = Range::point(0);
    for (const std::size_t i : group.items) add_ends(together, tried.points(score.items.at(i)));
    ends = ends ? hull(*ends, together) : together;
  } while (advance(places, choices));
  for (const CellList& list : group.cells) {
    findings.at(list.finding.index) = findings_.at(list.finding.index);
  }
  return *ends;
}

Range Computing::ends(const Score& score, const ItemGroup& group) {
  std::vector<ItemPoints> items(score.items.size());
  for (const std::size_t i : group.items) items[i] = points(score.items[i]);
  return group_ends(score, group, items);
}

void Computing::compute(ScoreId id) {
  const Score& score = rules_.at(id);
  ScoreResult result;
  for (const ScoreItem& item : score.items) result.items.push_back(points(item));
  result.total.range = Range::point(0);
  for (const ItemGroup& group : score.groups) {
    const Range ends = group_ends(score, group, result.items);
    result.total = computed(Operator::add, result.total, {ends, false});
  }
  for (std::size_t i = 0; i < score.items.size(); ++i) {
    if (!std::holds_alternative<Add>(score.items[i].kind)) continue;
    result.total = computed(Operator::add, result.total, result.items[i].added);
  }
  if (!result.total.undefined) result.total.range = snap(result.total.range, score.grid);
  now.scores.at(id.index) = std::move(result);
}

}  // namespace bedside::meaning

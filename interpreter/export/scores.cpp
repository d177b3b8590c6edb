// Takes scores; gives their least and most points, as columns.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/export/completions.hpp"
#include "interpreter/export/steps.hpp"
#include "lang/meaning/cells.hpp"

namespace bedside::export_to {

using namespace meaning;

namespace {

/// Whether each finding is read by one condition alone: then the parts of the whole are
/// independent, and SQL's logic is exact by itself.
class ReadOnce {
 public:
  explicit ReadOnce(const RuleSet& rules) : rules_(rules) {}
  bool holds(ConditionId id) { return std::visit(*this, rules_.at(id).kind); }

  bool operator()(const IsValue& is) { return seen_.insert(is.finding).second; }
  bool operator()(const Within& within) {
    const auto finding = as_finding(rules_, within.quantity);
    return finding && seen_.insert(*finding).second;
  }
  bool operator()(const IsLevel& /*is*/) { return false; }
  bool operator()(const AnyItem& /*any*/) { return false; }
  bool operator()(const IsRecorded& /*is*/) { return false; }
  bool operator()(const Defined& defined) {
    return holds(std::get<ConditionId>(rules_.at(defined.definition).body));
  }
  bool operator()(const Not& negated) { return holds(negated.operand); }
  bool operator()(const All& all) { return all_hold(all.operands); }
  bool operator()(const Any& any) { return all_hold(any.operands); }
  bool operator()(const Count& count) { return all_hold(count.operands); }

 private:
  bool all_hold(const std::vector<ConditionId>& ids) {
    return std::all_of(ids.begin(), ids.end(), [this](ConditionId id) { return holds(id); });
  }

  const RuleSet& rules_;
  std::set<FindingId> seen_;
};

bool exact_by_itself(const RuleSet& rules, const Score& score, const ItemGroup& group) {
  if (!group.exact || group.cells.empty()) return true;  // the evaluator bounds it so, too
  if (group.items.size() > 1) return false;
  const auto* points = std::get_if<Points>(&score.items[group.items.front()].kind);
  return points == nullptr || ReadOnce(rules).holds(points->condition);
}

}  // namespace

Number Steps::unit_of_points(const Score& score) const {
  Number unit;
  for (const ScoreItem& item : score.items) {
    if (const auto* points = std::get_if<Points>(&item.kind)) {
      unit = units::gcd(unit, points->points);
    }
    const auto* by = std::get_if<ByList>(&item.kind);
    if (by == nullptr) continue;
    for (const Band& band : by->bands) unit = units::gcd(unit, band.points);
  }
  return unit.is_zero() ? Number(1) : unit;
}

Interval Steps::band_ends(const ByList& by, const Number& unit) const {
  std::vector<Number> points;
  for (const Band& band : by.bands) points.push_back(band.points);
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  std::vector<Branch> from_least;
  for (const Number& each : points) {
    Bands bands;
    for (const Band& band : by.bands) {
      if (band.points == each) bands.push_back(&band);
    }
    const Expression may = context_.layers.column("band#", possible(by, bands));
    from_least.push_back({may, constant(*units::divide(each, unit))});
  }
  std::vector<Branch> from_most(from_least.rbegin(), from_least.rend());
  Interval all;
  all.unit = unit;
  all.least = *from_least.front().then.number;
  all.greatest = *from_most.front().then.number;
  // One of the bands is always possible: the last needs no look.
  const auto first_of = [](std::vector<Branch> branches) {
    const Expression last = branches.back().then;
    branches.pop_back();
    return cases(branches, last);
  };
  all.low.over = first_of(std::move(from_least));
  all.high.over = first_of(std::move(from_most));
  return all;
}

Interval Steps::item_ends(const ScoreItem& item, const Number& unit) const {
  if (const auto* by = std::get_if<ByList>(&item.kind)) return band_ends(*by, unit);
  const auto& points = std::get<Points>(item.kind);
  const Expression holds = shared(truth(points.condition));
  const Expression given = constant(*units::divide(points.points, unit));
  const Expression nothing = constant(Number(0));
  // Where it is unknown, the lesser and the greater of both.
  const bool positive = points.points.sign() > 0;
  const Expression if_certain = cases({{holds, given}}, nothing);
  const Expression if_possible = cases({{negation(holds), nothing}}, given);
  Interval all;
  all.unit = unit;
  all.low.over = positive ? if_certain : if_possible;
  all.high.over = positive ? if_possible : if_certain;
  all.least = std::min(*given.number, Number(0));
  all.greatest = std::max(*given.number, Number(0));
  return all;
}

Interval Steps::group_ends(ScoreId id, const ItemGroup& group, const Number& unit) {
  const Score& score = context_.rules.at(id);
  Intervals intervals(context_, score.span);
  Interval all = fixed(0);
  for (const std::size_t item : group.items) {
    all = intervals.sum(all, item_ends(score.items[item], unit));
  }
  if (exact_by_itself(context_.rules, score, group)) return all;
  Completions completions(context_, findings_, score, group);
  all.unit = unit;
  all.low.over = completions.low(unit);
  all.high.over = completions.high(unit);
  return all;
}

void Steps::compute(ScoreId id) {
  const Score& score = context_.rules.at(id);
  Intervals intervals(context_, score.span);
  const Number unit = unit_of_points(score);
  Interval total = fixed(0);
  for (const ItemGroup& group : score.groups) {
    total = intervals.sum(total, group_ends(id, group, unit));
  }
  for (const ScoreItem& item : score.items) {
    if (const auto* add = std::get_if<Add>(&item.kind)) {
      total = intervals.sum(total, number(add->quantity));
    }
  }
  // Sums of small numbers are of a small type in some dialects.
  const Number most = std::max(total.least.abs(), total.greatest.abs());
  if (most > Number(1000000000)) {
    const auto large = [&](Expression& over) {
      over = raw(context_.dialect.whole(over.text), {over});
    };
    large(total.low.over);
    large(total.high.over);
  }
  scores_.at(id.index) = intervals.in_columns(total, "s#", "score " + score.name);
}

// ---- Its items -------------------------------------------------------------------------------

Expression Steps::item_lies_in(const ScoreItem& item, const Range& range) const {
  if (const auto* add = std::get_if<Add>(&item.kind)) {
    const Quantity& quantity = context_.rules.at(add->quantity);
    return lies_in(number(add->quantity), quantity, range);
  }
  if (const auto* points = std::get_if<Points>(&item.kind)) {
    const bool given = range.has(points->points);
    const bool nothing = range.has(0);
    if (given == nothing) return constant(given ? Truth::yes : Truth::no);
    const Expression& holds = truth(points->condition);
    return given ? holds : negation(holds);
  }
  const auto& by = std::get<ByList>(item.kind);
  Bands inside;
  Bands outside;
  for (const Band& band : by.bands) (range.has(band.points) ? inside : outside).push_back(&band);
  const bool some = possible(by, inside).truth != Truth::no;
  const bool others = possible(by, outside).truth != Truth::no;
  if (!some || !others) return constant(some ? Truth::yes : Truth::no);
  if (const auto recorded = in_recorded(by, inside)) return *recorded;
  return cases({{negation(possible(by, inside)), constant(Truth::no)},
                {negation(possible(by, outside)), constant(Truth::yes)}},
               null());
}

Expression Steps::any_item(ScoreId id, const Range& range) const {
  std::vector<Expression> each;
  for (const ScoreItem& item : context_.rules.at(id).items) {
    each.push_back(item_lies_in(item, range));
  }
  return either(each);
}

}  // namespace bedside::export_to

// Takes a rule set; gives the values of each finding that are worth trying.
#include "interpreter/testing/cells.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "lang/meaning/groups.hpp"

namespace bedside::testing {

using namespace meaning;

namespace {

constexpr std::size_t most_cuts = 12;    // 78 stretches
constexpr std::size_t most_classes = 5;  // 31 sets

Possible only(const Values& values) { return {values, {}, true}; }
Possible only(const Range& range) { return {{}, range, true}; }

// ---- Findings that are read ------------------------------------------------------------------

void add_subject(const ByList& list, std::set<FindingId>& found) {
  if (const auto* finding = std::get_if<FindingId>(&list.subject)) found.insert(*finding);
}

struct DirectlyRead {
  const RuleSet& rules;
  std::set<FindingId>& found;

  void operator()(ConditionId id) const {
    const ConditionKind& kind = rules.at(id).kind;
    if (const auto* is = std::get_if<IsValue>(&kind)) found.insert(is->finding);
    if (const auto* is = std::get_if<IsRecorded>(&kind)) found.insert(is->finding);
  }
  void operator()(QuantityId id) const {
    const auto* number = std::get_if<FindingNumber>(&rules.at(id).kind);
    if (number != nullptr) found.insert(number->finding);
  }
  void operator()(DefinitionId) const {}
  void operator()(ScoreId id) const {
    for (const ScoreItem& item : rules.at(id).items) {
      if (const auto* list = std::get_if<ByList>(&item.kind)) add_subject(*list, found);
    }
  }
  void operator()(RuleId) const {}
  void operator()(AssessmentId id) const {
    for (const ByList& list : rules.at(id).by) add_subject(list, found);
  }
};

// ---- Numbers ---------------------------------------------------------------------------------

/// What is no decimal cannot be written in a record.
bool is_decimal(const Number& number) { return Number::parse(number.to_string()) == number; }

bool is_sayable(const Range& range) {
  if (range.has_low && !is_decimal(range.low)) return false;
  if (range.has_high && !is_decimal(range.high)) return false;
  return !(range.has_low && range.has_high && range.low_open && range.high_open);
}

/// Somewhere inside a range, at a number that is easy to read where there is one.
std::optional<Number> inside(const Range& range, const std::optional<Grid>& grid) {
  const Range on_grid = snap(range, grid);
  if (on_grid.empty()) return std::nullopt;
  Number number;
  if (on_grid.has_low && on_grid.has_high) {
    number = (on_grid.low + on_grid.high) * Number::ratio(1, 2);
    if (on_grid.has(number.round())) number = number.round();
  } else if (on_grid.has_low) {
    number = on_grid.low_open ? on_grid.low + 1 : on_grid.low;
  } else if (on_grid.has_high) {
    number = on_grid.high_open ? on_grid.high - 1 : on_grid.high;
  }
  if (!grid) return number;
  const Number up = grid->next_up(number, false);
  return on_grid.has(up) ? up : grid->next_down(number, false);
}

class NumberCells {
 public:
  NumberCells(const Finding& finding, std::vector<const Threshold*> thresholds)
      : finding_(finding), thresholds_(std::move(thresholds)) {}

  Cells make(bool exact) {
    for (const Threshold* threshold : thresholds_) {
      side(threshold->below, *threshold);
      side(threshold->above, *threshold);
    }
    const auto stretches = pieces();
    for (const Range& piece : stretches) {
      const bool met = std::any_of(numbers_.begin(), numbers_.end(),
                                   [&](const Number& number) { return piece.has(number); });
      if (!met) add(inside(piece, finding_.grid));
    }
    if (!exact) spread();
    Cells cells;
    for (const Number& number : numbers_) cells.settled.push_back(only(Range::point(number)));
    cells.all_settled = exact && !left_out_;
    unite(stretches, cells);
    return cells;
  }

 private:
  void add(const std::optional<Number>& number) {
    if (!number || !finding_.range.has(*number)) return;
    if (finding_.grid && !finding_.grid->has(*number)) return;
    if (!is_decimal(*number)) {
      left_out_ = true;
      return;
    }
    if (std::find(numbers_.begin(), numbers_.end(), *number) == numbers_.end()) {
      numbers_.push_back(*number);
    }
  }

  void side(const Range& side, const Threshold& threshold) {
    if (side.is_point()) {
      add(side.low);
      return;
    }
    // A tenth of the last place beyond: 65 years and 64.9 years.
    const Number& at = threshold.at;
    const bool below = side.high == at;
    const Number near = (below ? at - side.low : side.high - at) * Number::ratio(1, 10);
    const Number beyond = below ? at - near : at + near;
    const Grid hundredths{0, Number::ratio(1, 100)};
    add(is_decimal(beyond) ? beyond
        : below            ? hundredths.next_down(beyond, true)
                           : hundredths.next_up(beyond, true));
  }

  // The stretches that no threshold cuts through.
  std::vector<Range> pieces() const {
    std::vector<Range> all;
    Range rest = finding_.range;
    for (const Threshold* threshold : thresholds_) {
      const bool above = threshold->at_is_above;
      const Number& at = threshold->at;
      const Range piece =
          snap(intersect(rest, above ? Range::below(at) : Range::at_most(at)), finding_.grid);
      if (!piece.empty()) all.push_back(piece);
      rest = intersect(rest, above ? Range::at_least(at) : Range::above(at));
    }
    const Range last = snap(rest, finding_.grid);
    if (!last.empty()) all.push_back(last);
    return all;
  }

  // For numbers that others are computed from: the ends and what lies between, too.
  void spread() {
    const Range& range = finding_.range;
    if (!range.has_low || !range.has_high) {
      for (const std::int64_t each : {0, 1, 2, 10, 100, -1}) add(Number(each));
      if (range.has_low) add(range.low);
      if (range.has_high) add(range.high);
      return;
    }
    for (std::int64_t eighths = 0; eighths <= 8; ++eighths) {
      const Number number = range.low + (range.high - range.low) * Number::ratio(eighths, 8);
      add(finding_.grid ? finding_.grid->next_down(number, false) : number);
    }
  }

  void unite(const std::vector<Range>& stretches, Cells& cells) const {
    const std::size_t count = stretches.size();
    cells.all_narrowed = cells.all_settled && count <= most_cuts + 1;
    for (std::size_t first = 0; first < count; ++first) {
      for (std::size_t last = first; last < count; ++last) {
        const bool whole = first == 0 && last + 1 == count;
        const bool end = first == 0 || last + 1 == count;
        if (whole || (count > most_cuts + 1 && !end)) continue;
        const Range range = hull(stretches[first], stretches[last]);
        if (!is_sayable(range)) {
          cells.all_narrowed = false;
        } else if (!range.is_point()) {
          cells.narrowed.push_back(only(range));
        }
      }
    }
  }

  const Finding& finding_;
  std::vector<const Threshold*> thresholds_;  // from low to high
  std::vector<Number> numbers_;
  bool left_out_ = false;
};

// ---- Lists -----------------------------------------------------------------------------------

/// Values that nothing in the rules tells apart.
std::vector<Values> classes_of(const Finding& finding, const std::vector<Values>& dividers) {
  std::map<std::vector<bool>, Values> by_signature;
  std::vector<std::vector<bool>> order;
  for (std::size_t value = 0; value < finding.values.size(); ++value) {
    std::vector<bool> signature;
    for (const Values& divider : dividers) signature.push_back(divider.has(value));
    if (by_signature.find(signature) == by_signature.end()) order.push_back(signature);
    by_signature[signature].insert(value);
  }
  std::vector<Values> classes;
  for (const auto& signature : order) classes.push_back(by_signature.at(signature));
  return classes;
}

Cells list_cells(const Finding& finding, const std::vector<Values>& dividers) {
  Cells cells;
  const std::vector<Values> classes = classes_of(finding, dividers);
  for (const Values& each : classes) {
    cells.settled.push_back(only(Values::one(each.first())));
  }
  cells.all_narrowed = classes.size() <= most_classes;
  const std::size_t sets = std::size_t{1} << std::min(classes.size(), most_classes);
  for (std::size_t bits = 1; cells.all_narrowed && bits + 1 < sets; ++bits) {
    Values values;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if ((bits >> i & 1U) != 0) values |= classes[i];
    }
    if (values.size() > 1) cells.narrowed.push_back(only(values));
  }
  for (std::size_t i = 0; !cells.all_narrowed && i < classes.size(); ++i) {
    cells.narrowed.push_back(only(classes[i].rest(finding.values.size())));
  }
  return cells;
}

// ---- All -------------------------------------------------------------------------------------

class Divide {
 public:
  explicit Divide(const Plan& plan) : rules_(plan.rules) {
    dividers_.resize(rules_.findings.size());
    thresholds_.resize(rules_.findings.size());
    for (const Threshold& threshold : plan.thresholds) {
      const auto* finding = std::get_if<FindingId>(&threshold.of);
      if (finding != nullptr) thresholds_[finding->index].push_back(&threshold);
    }
    for (const Decision& decision : plan.decisions) {
      for (const Part& part : decision.parts) {
        const ConditionKind& kind = rules_.at(part.condition).kind;
        if (const auto* is = std::get_if<IsValue>(&kind)) {
          dividers_[is->finding.index].push_back(is->values);
        }
        if (const auto* in = std::get_if<Within>(&kind)) computed(in->quantity);
      }
    }
    for (const ListOf& each : plan.lists) by_list(*each.list);
    for (const Score& score : rules_.scores) {
      for (const ScoreItem& item : score.items) {
        if (const auto* add = std::get_if<Add>(&item.kind)) added(add->quantity);
      }
    }
  }

  std::vector<Cells> cells() const {
    std::vector<Cells> all;
    for (std::size_t i = 0; i < rules_.findings.size(); ++i) {
      const Finding& finding = rules_.findings[i];
      const bool exact = inexact_.find({static_cast<std::uint32_t>(i)}) == inexact_.end();
      all.push_back(finding.kind == FindingKind::number
                        ? NumberCells(finding, thresholds_[i]).make(exact)
                        : list_cells(finding, dividers_[i]));
    }
    return all;
  }

 private:
  void by_list(const ByList& list) {
    if (const auto* quantity = std::get_if<QuantityId>(&list.subject)) computed(*quantity);
    const auto* finding = std::get_if<FindingId>(&list.subject);
    if (finding == nullptr) return;
    for (const Band& band : list.bands) dividers_[finding->index].push_back(band.values);
  }

  // Where numbers are computed, no few values of a finding stand for all others.
  void computed(QuantityId id) {
    if (!plain(rules_, id)) all_inexact(id);
  }
  void added(QuantityId id) {
    const auto what = plain(rules_, id);
    if (!what || what->of.index() == 0) all_inexact(id);
  }
  void all_inexact(QuantityId id) {
    for (const FindingId finding : findings_read(rules_, {id})) inexact_.insert(finding);
  }

  const RuleSet& rules_;
  std::vector<std::vector<Values>> dividers_;
  std::vector<std::vector<const Threshold*>> thresholds_;
  std::set<FindingId> inexact_;
};

}  // namespace

std::vector<FindingId> findings_read(const RuleSet& rules, const std::vector<Step>& steps) {
  std::set<FindingId> found;
  for (const Step& step : reached(rules, steps)) std::visit(DirectlyRead{rules, found}, step);
  return {found.begin(), found.end()};
}

std::vector<Cells> cells_of(const Plan& plan) { return Divide(plan).cells(); }

}  // namespace bedside::testing

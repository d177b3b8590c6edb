// Takes rule sets; gives all their patients as a product of variables with a few cells each.
#include "lang/proofs/space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lang/meaning/groups.hpp"
#include "lang/meaning/names.hpp"
#include "lang/proofs/computed_numbers.hpp"
#include "lang/proofs/variable_order.hpp"

namespace bedside::proofs {

using namespace meaning;

Possible Variable::possible(std::size_t rule_set, std::size_t cell) const {
  if (is_number) return {{}, in_unit_of(rule_set, ranges.at(cell)), true};
  return {values.at(rule_set).at(cell), {}, true};
}

namespace {

Range converted(Range range, const Unit& from, const Unit& to) {
  if (from.same_scale(to)) return range;
  if (range.has_low) range.low = units::convert(range.low, from, to);
  if (range.has_high) range.high = units::convert(range.high, from, to);
  return range;
}

}  // namespace

const Unit& Variable::unit() const {
  std::size_t set = 0;
  while (!finding[set]) ++set;
  return units[set];
}

Range Variable::in_unit_of(std::size_t rule_set, const Range& range) const {
  return is_finding() ? converted(range, unit(), units[rule_set]) : range;
}

Number Variable::in_unit_of(std::size_t rule_set, const Number& number) const {
  return in_unit_of(rule_set, Range::point(number)).low;
}

Range Variable::from_unit_of(std::size_t rule_set, const Range& range) const {
  return converted(range, units[rule_set], unit());
}

std::vector<std::uint32_t> Space::widths() const {
  std::vector<std::uint32_t> widths;
  for (const Variable& variable : variables) widths.push_back(variable.width());
  return widths;
}

namespace {

/// Neighbours that no divider tells apart become one cell.
std::vector<Range> merged(const std::vector<Range>& pieces, const std::vector<Divider>& dividers) {
  std::vector<Range> cells;
  const auto told_apart = [&](const Range& a, const Range& b) {
    for (const Divider& divider : dividers) {
      for (const Range& range : divider.ranges) {
        if (within(a, range) != within(b, range)) return true;
      }
    }
    return false;
  };
  for (const Range& piece : pieces) {
    if (cells.empty() || told_apart(cells.back(), piece)) {
      cells.push_back(piece);
    } else {
      cells.back() = hull(cells.back(), piece);
    }
  }
  return cells;
}

std::vector<Range> cells_of_number(const Range& domain, const std::optional<Grid>& grid,
                                   const std::vector<Divider>& dividers) {
  Finding finding;
  finding.kind = FindingKind::number;
  finding.range = domain;
  finding.grid = grid;
  return merged(pieces(finding, dividers), dividers);
}

class Maker {
 public:
  Maker(const std::vector<const RuleSet*>& rule_sets, Missing missing) : missing_(missing) {
    space_.rule_sets = rule_sets;
    space_.of_finding.resize(rule_sets.size());
    space_.of_quantity.resize(rule_sets.size());
  }

  Space make() {
    for (std::size_t set = 0; set < space_.rule_sets.size(); ++set) add_findings(set);
    const ComputedNumbers computed = computed_numbers(space_.rule_sets);
    for (std::size_t set = 0; set < space_.rule_sets.size(); ++set) {
      add_dividers(set, computed.one_by_one[set]);
    }
    for (std::size_t i = 0; i < space_.variables.size(); ++i) cut(i);
    if (missing_ == Missing::all) keep_counted();
    for (const ComputedNumber& number : computed.free) add(number);
    reorder(space_);
    return std::move(space_);
  }

 private:
  std::size_t sets() const { return space_.rule_sets.size(); }

  static std::string key_of(const Finding& finding) {
    std::string key = Names::key(finding.name);
    if (finding.kind != FindingKind::number) return key + "\nlist";
    key += "\nnumber";
    for (const auto exponent : finding.unit.dimension()) key += fmt::format(" {}", exponent);
    return key;
  }

  void add_findings(std::size_t set) {
    const RuleSet& rules = *space_.rule_sets[set];
    for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
      const Finding& finding = rules.findings[i];
      const bool number = finding.kind == FindingKind::number;
      const std::string key = key_of(finding);
      const auto [known, is_new] =
          by_key_.try_emplace(key, static_cast<std::uint32_t>(space_.variables.size()));
      if (is_new) {
        Variable& variable = space_.variables.emplace_back();
        variable.finding.resize(sets());
        variable.units.resize(sets());
        variable.is_number = number;
        variable.may_lack = missing_ == Missing::all;
        dividers_.emplace_back();
      }
      space_.variables[known->second].finding[set] = FindingId{i};
      space_.variables[known->second].units[set] = finding.unit;
      space_.of_finding[set].push_back(known->second);
    }
    for (const Condition& condition : rules.conditions) {
      const auto* recorded = std::get_if<IsRecorded>(&condition.kind);
      if (recorded == nullptr) continue;
      space_.variables[space_.of_finding[set].at(recorded->finding.index)].may_lack = true;
    }
  }

  void add_dividers(std::size_t set, const std::set<FindingId>& one_by_one) {
    const RuleSet& rules = *space_.rule_sets[set];
    for (auto& [finding, dividers] : dividers_of(rules, rules.program)) {
      const std::uint32_t index = space_.of_finding[set].at(finding.index);
      const Variable& variable = space_.variables[index];
      for (Divider& divider : dividers) {
        for (Range& range : divider.ranges) range = variable.from_unit_of(set, range);
        dividers_[index].emplace_back(set, std::move(divider));
      }
    }
    for (const FindingId id : one_by_one) {
      const Finding& finding = rules.at(id);
      const Range domain = snap(finding.range, finding.grid);
      Divider each;
      for (Number at = domain.low; at <= domain.high; at += finding.grid->step) {
        each.ranges.push_back(space_.variables[space_.of_finding[set].at(id.index)].from_unit_of(
            set, Range::point(at)));
      }
      dividers_[space_.of_finding[set].at(id.index)].emplace_back(set, std::move(each));
    }
  }

  void cut(std::size_t index) {
    if (space_.variables[index].is_number) {
      cut_number(index);
    } else {
      cut_list(index);
    }
  }

  const Finding& finding_in(std::size_t set, const Variable& variable) const {
    return space_.rule_sets[set]->at(*variable.finding[set]);
  }

  /// The steps of a rule set, in the variable's unit.
  std::optional<Grid> grid_in(std::size_t set, const Variable& variable) const {
    const std::optional<Grid>& grid = finding_in(set, variable).grid;
    if (!grid) return std::nullopt;
    const Number origin = variable.from_unit_of(set, Range::point(grid->origin)).low;
    const Number next = variable.from_unit_of(set, Range::point(grid->origin + grid->step)).low;
    return Grid{origin, next - origin};
  }

  void cut_number(std::size_t index) {
    Variable& variable = space_.variables[index];
    Range domain = Range::everything();
    for (std::size_t set = 0; set < sets(); ++set) {
      if (!variable.finding[set]) continue;
      const Range own = variable.from_unit_of(set, finding_in(set, variable).range);
      domain = intersect(domain, own);
      const auto grid = grid_in(set, variable);
      if (!grid) continue;
      const auto common = variable.grid ? intersect(*variable.grid, *grid) : grid;
      if (!common) domain = Range::nothing();
      if (common) variable.grid = common;
    }
    for (std::size_t set = 0; set < sets(); ++set) {
      if (!variable.finding[set]) continue;
      const auto grid = grid_in(set, variable);
      const Range own = variable.from_unit_of(set, finding_in(set, variable).range);
      const bool same_steps = grid.has_value() == variable.grid.has_value() &&
                              (!grid || grid->step == variable.grid->step);
      variable.same_values =
          variable.same_values && same_steps && snap(own, grid) == snap(domain, variable.grid);
    }
    std::vector<Divider> dividers;
    for (auto& [set, divider] : dividers_[index]) dividers.push_back(divider);
    variable.ranges = cells_of_number(domain, variable.grid, dividers);
  }

  void cut_list(std::size_t index) {
    Variable& variable = space_.variables[index];
    variable.values.resize(sets());
    variable.firsts.resize(sets());
    const auto knows = [&](const auto& id) { return id.has_value(); };
    const auto first = std::find_if(variable.finding.begin(), variable.finding.end(), knows);
    const auto first_set = static_cast<std::size_t>(first - variable.finding.begin());
    const Finding& finding = space_.rule_sets[first_set]->at(**first);
    std::map<std::vector<bool>, std::size_t> cells;
    std::vector<std::vector<std::optional<std::size_t>>> places_of(sets());
    for (std::size_t set = 0; set < sets(); ++set) {
      if (!variable.finding[set]) continue;
      const Finding& its = finding_in(set, variable);
      places_of[set] = places_in(its, finding);
      variable.same_values = variable.same_values && its.values.size() == finding.values.size();
    }
    for (std::size_t value = 0; value < finding.values.size(); ++value) {
      std::vector<std::optional<std::size_t>> places(sets());
      bool everywhere = true;
      for (std::size_t set = 0; set < sets(); ++set) {
        if (!variable.finding[set]) continue;
        places[set] = places_of[set][value];
        everywhere = everywhere && places[set].has_value();
      }
      variable.same_values = variable.same_values && everywhere;
      if (!everywhere) continue;
      std::vector<bool> signature;
      for (const auto& [set, divider] : dividers_[index]) {
        signature.push_back(divider.values.has(*places[set]));
      }
      const auto [cell, is_new] = cells.try_emplace(signature, variable.values[first_set].size());
      for (std::size_t set = 0; set < sets(); ++set) {
        if (is_new) {
          variable.values[set].emplace_back();
          variable.firsts[set].push_back(places[set].value_or(0));
        }
        if (places[set]) variable.values[set][cell->second].insert(*places[set]);
      }
    }
  }

  /// The ends of a score with a finding missing are those over all values that its own rule set
  /// knows. Where these are not the common ones, no cell says so: the finding is always recorded.
  void keep_counted() {
    for (std::size_t set = 0; set < sets(); ++set) {
      for (const Score& score : space_.rule_sets[set]->scores) {
        for (const ItemGroup& group : score.groups) {
          for (const CellList& list : group.cells) {
            Variable& variable = space_.variables[space_.of_finding[set].at(list.finding.index)];
            variable.may_lack = variable.may_lack && variable.same_values;
          }
        }
      }
    }
  }

  void add(const ComputedNumber& number) {
    const auto index = static_cast<std::uint32_t>(space_.variables.size());
    Variable& variable = space_.variables.emplace_back();
    variable.is_number = true;
    variable.computed.resize(sets());
    variable.may_lack = number.may_be_undefined;
    variable.grid = number.grid;
    variable.ranges = cells_of_number(number.domain, number.grid, {{{}, number.thresholds}});
    for (const auto& [set, quantity] : number.read_as) {
      variable.computed[set] = quantity;
      space_.of_quantity[set].emplace(quantity, index);
    }
  }

  Missing missing_;
  Space space_;
  std::map<std::string, std::uint32_t> by_key_;
  std::vector<std::vector<std::pair<std::size_t, Divider>>> dividers_;  // with their rule set
};

}  // namespace

std::vector<std::optional<std::size_t>> places_in(const Finding& other, const Finding& finding) {
  const auto by_name = [](const Finding& its) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < its.values.size(); ++i) {
      places.emplace(Names::key(its.values[i]), i);
    }
    return places;
  };
  const auto here = by_name(finding);
  const auto there = by_name(other);
  const bool as_long = finding.values.size() == other.values.size();
  std::vector<std::optional<std::size_t>> places;
  for (std::size_t i = 0; i < finding.values.size(); ++i) {
    const auto known = there.find(Names::key(finding.values[i]));
    const bool renamed =
        known == there.end() && as_long && !here.contains(Names::key(other.values[i]));
    auto& place = places.emplace_back();
    if (known != there.end()) place = known->second;
    if (renamed) place = i;
  }
  return places;
}

Space space_of(const std::vector<const RuleSet*>& rule_sets, Missing missing) {
  return Maker(rule_sets, missing).make();
}

}  // namespace bedside::proofs

// Takes a set of patients; gives it in the words of the language.
#include "interpreter/proving/regions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/naming.hpp"
#include "interpreter/proving/score_regions.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::proving {

using namespace meaning;
using proofs::Box;
using proofs::Variable;

namespace {

/// An end that is the domain's own says nothing.
Range without_ends(Range range, const Range& domain) {
  if (range.is_point()) return range;
  if (range.has_low && domain.has_low && range.low == domain.low && !range.low_open) {
    range.has_low = false;
  }
  if (range.has_high && domain.has_high && range.high == domain.high && !range.high_open) {
    range.has_high = false;
  }
  return range;
}

/// Cells of a number as ranges that do not touch.
std::vector<Range> runs(const Variable& variable, const std::vector<bool>& cells) {
  std::vector<Range> runs;
  bool open = false;
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    if (cells[cell]) {
      const Range& range = variable.ranges[cell];
      if (open) runs.back() = hull(runs.back(), range);
      if (!open) runs.push_back(range);
    }
    open = cells[cell];
  }
  return runs;
}

std::string name_of_number(const RuleSet& rules, const text::Sources& sources, QuantityId id) {
  const QuantityKind& kind = rules.at(id).kind;
  if (const auto* defined = std::get_if<DefinedNumber>(&kind)) {
    return written(rules.at(defined->definition).name);
  }
  if (const auto* score = std::get_if<ScoreNumber>(&kind)) {
    return written(rules.at(score->score).name);
  }
  return explain::as_written(sources, rules.at(id).span);
}

/// Says one variable in the words of a rule set that knows it.
struct Speaker {
  const World& world;
  const SourcesByRuleSet& sources;
  std::size_t preferred;

  std::size_t knowing(const Variable& variable) const {
    const auto knows = [&](std::size_t set) {
      return variable.is_finding() ? variable.finding[set].has_value()
                                   : variable.computed[set].has_value();
    };
    if (knows(preferred)) return preferred;
    std::size_t set = 0;
    while (!knows(set)) ++set;
    return set;
  }

  std::string operator()(const Variable& variable, const std::vector<bool>& cells) const {
    return variable.is_number ? number(variable, cells) : list(variable, cells);
  }

  std::string number(const Variable& variable, const std::vector<bool>& cells) const {
    const std::size_t set = knowing(variable);
    const RuleSet& rules = *world.space.rule_sets[set];
    std::string name;
    Unit unit;
    if (variable.is_finding()) {
      const Finding& finding = rules.at(*variable.finding[set]);
      name = written(finding.name);
      unit = finding.unit;
    } else {
      const QuantityId id = *variable.computed[set];
      name = name_of_number(rules, *sources[set], id);
      unit = rules.at(id).unit;
    }
    const Range domain = hull(variable.ranges.front(), variable.ranges.back());
    std::string words;
    for (const Range& run : runs(variable, cells)) {
      const Range here = variable.in_unit_of(set, without_ends(run, domain));
      words +=
          fmt::format("{}{} {}", words.empty() ? "" : " or ", name, meaning::in_words(here, unit));
    }
    return words + lacking(variable, cells, name, words.empty());
  }

  std::string list(const Variable& variable, const std::vector<bool>& cells) const {
    const std::size_t set = knowing(variable);
    const Finding& finding = world.space.rule_sets[set]->at(*variable.finding[set]);
    Values values;
    for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
      if (cells[cell]) values |= variable.values[set][cell];
    }
    const std::string name = written(finding.name);
    std::string words;
    if (values.size() == 1) {
      words = meaning::in_words(finding, values, {});
    } else if (!values.empty() && values.size() < finding.values.size()) {
      words = fmt::format("{} {}", name, meaning::in_words(values, finding.values));
    } else if (!values.empty()) {
      words = fmt::format("{} recorded", name);
    }
    return words + lacking(variable, cells, name, words.empty());
  }

  static std::string lacking(const Variable& variable, const std::vector<bool>& cells,
                             const std::string& name, bool first) {
    if (!variable.may_lack || !cells.back()) return "";
    return fmt::format("{}{} {}", first ? "" : " or ", name,
                       variable.is_finding() ? "not recorded" : "not defined");
  }
};

}  // namespace

std::string in_words(Symbolic& symbolic, const SourcesByRuleSet& sources, const Box& box) {
  const proofs::Space& space = symbolic.world().space;
  const Speaker speaker{symbolic.world(), sources, symbolic.rule_set()};
  std::string words;
  std::vector<bool> said(space.variables.size(), false);
  const auto add = [&](std::uint32_t index) {
    const std::vector<bool>& cells = box[index];
    if (said[index] || std::find(cells.begin(), cells.end(), false) == cells.end()) return;
    said[index] = true;
    words += fmt::format("{}{}", words.empty() ? "" : ", ", speaker(space.variables[index], cells));
  };
  // In the order in which the findings are declared, computed numbers after them.
  for (const std::uint32_t index : space.of_finding[symbolic.rule_set()]) add(index);
  for (std::uint32_t index = 0; index < space.variables.size(); ++index) add(index);
  return words.empty() ? "any patient" : words;
}

std::string in_words(const Regions& regions) {
  if (regions.list.empty() && regions.more) return "where exactly took too long to find";
  std::string words;
  for (const Region& region : regions.list) {
    if (!words.empty()) words += "; or ";
    words += region.words;
  }
  if (regions.more) words += "; or others";
  return words;
}

namespace {

/// The box without the cells of its bounded variables in which nobody of the set can be.
Box narrowed(World& world, Patients& patients, Node set, Box box) {
  for (std::uint32_t index = 0; index < box.size(); ++index) {
    const std::vector<bool> cells = box[index];
    if (std::find(cells.begin(), cells.end(), false) == cells.end()) continue;
    const bool computed = !world.space.variables[index].is_finding();
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (!cells[cell] || std::count(box[index].begin(), box[index].end(), true) == 1) continue;
      Box one = box;
      one[index].assign(cells.size(), false);
      one[index][cell] = true;
      const bool nobody = !world.logic.meets(set, one) || (computed && patients.in(one).none());
      if (nobody) box[index][cell] = false;
    }
  }
  return box;
}

}  // namespace

Region region_of(Symbolic& symbolic, Patients& patients, const SourcesByRuleSet& sources, Node set,
                 const Box& box) {
  const Box said = narrowed(symbolic.world(), patients, set, box);
  return {in_words(symbolic, sources, said), said, symbolic.world().logic.of(said)};
}

Regions regions_of(Symbolic& symbolic, Patients& patients, const text::Sources& sources, Node set,
                   Node within, std::size_t most) {
  return regions_of(symbolic, patients, SourcesByRuleSet{&sources}, set, within, most);
}

Regions regions_of(Symbolic& symbolic, Patients& patients, const SourcesByRuleSet& sources,
                   Node set, Node within, std::size_t most) {
  proofs::Logic& logic = symbolic.world().logic;
  const proofs::Diagrams& diagrams = symbolic.world().diagrams;
  Regions regions;
  Node rest = logic.without(set, patients.impossible());
  while (!diagrams.spent() && !logic.is_empty(rest)) {
    if (regions.list.size() == most) {
      regions.more = true;
      break;
    }
    // A region may reach into what is not meant, and into what cannot be.
    const Node allowed =
        logic.either(logic.either(set, logic.negation(within)), patients.impossible());
    const Box box = logic.widened(allowed, logic.some(rest), symbolic.world().linear);
    const bool possible = !patients.in(box).none();
    rest = logic.without(rest, logic.of(box));
    if (possible) regions.list.push_back(region_of(symbolic, patients, sources, set, box));
    if (!possible) rest = logic.without(rest, patients.impossible());
  }
  regions.more = regions.more || diagrams.spent();
  // Two regions of findings are still read more easily than one of a score.
  if (regions.list.size() < 3) return regions;
  const auto by_score = score_regions(symbolic, set, within);
  return by_score && by_score->list.size() < regions.list.size() ? *by_score : regions;
}

}  // namespace bedside::proving

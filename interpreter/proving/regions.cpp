// Takes a set of patients; gives it in the words of the language.
#include "interpreter/proving/regions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/naming.hpp"
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

std::string number_words(Symbolic& symbolic, const text::Sources& sources, const Variable& variable,
                         const std::vector<bool>& cells) {
  const RuleSet& rules = symbolic.rules();
  std::string name;
  Unit unit;
  if (variable.is_finding()) {
    const Finding& finding = rules.at(*variable.finding[symbolic.rule_set()]);
    name = written(finding.name);
    unit = finding.unit;
  } else {
    const QuantityId id = *variable.computed[symbolic.rule_set()];
    name = name_of_number(rules, sources, id);
    unit = rules.at(id).unit;
  }
  const Range domain = hull(variable.ranges.front(), variable.ranges.back());
  std::string words;
  for (const Range& run : runs(variable, cells)) {
    words += fmt::format("{}{} {}", words.empty() ? "" : " or ", name,
                         meaning::in_words(without_ends(run, domain), unit));
  }
  if (variable.may_lack && cells.back()) {
    words += fmt::format("{}{} {}", words.empty() ? "" : " or ", name,
                         variable.is_finding() ? "not recorded" : "not defined");
  }
  return words;
}

std::string list_words(Symbolic& symbolic, const Variable& variable,
                       const std::vector<bool>& cells) {
  const Finding& finding = symbolic.rules().at(*variable.finding[symbolic.rule_set()]);
  Values values;
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    if (cells[cell]) values |= variable.values[symbolic.rule_set()][cell];
  }
  std::string words;
  if (!values.empty() && values.size() < finding.values.size()) {
    words = values.size() == 1 ? meaning::in_words(finding, values, {})
                               : fmt::format("{} {}", written(finding.name),
                                             meaning::in_words(values, finding.values));
  } else if (!values.empty()) {
    words = fmt::format("{} recorded", written(finding.name));
  }
  if (variable.may_lack && cells.back()) {
    words += fmt::format("{}{} not recorded", words.empty() ? "" : " or ", written(finding.name));
  }
  return words;
}

}  // namespace

std::string in_words(Symbolic& symbolic, const text::Sources& sources, const Box& box) {
  const proofs::Space& space = symbolic.world().space;
  std::string words;
  const auto add = [&](std::uint32_t index) {
    const Variable& variable = space.variables[index];
    const std::vector<bool>& cells = box[index];
    if (std::find(cells.begin(), cells.end(), false) == cells.end()) return;
    if (!words.empty()) words += ", ";
    words += variable.is_number ? number_words(symbolic, sources, variable, cells)
                                : list_words(symbolic, variable, cells);
  };
  // In the order in which the findings are declared, computed numbers after them.
  for (const std::uint32_t index : space.of_finding[symbolic.rule_set()]) add(index);
  for (std::uint32_t index = 0; index < space.variables.size(); ++index) {
    const Variable& variable = space.variables[index];
    if (!variable.is_finding() && variable.computed[symbolic.rule_set()]) add(index);
  }
  return words.empty() ? "any patient" : words;
}

std::string in_words(const Regions& regions) {
  std::string words;
  for (const Region& region : regions.list) {
    if (!words.empty()) words += "; or ";
    words += region.words;
  }
  if (regions.more) words += "; or others";
  return words;
}

Regions regions_of(Symbolic& symbolic, Patients& patients, const text::Sources& sources, Node set,
                   Node within, std::size_t most) {
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
    if (possible) regions.list.push_back({in_words(symbolic, sources, box), box});
    if (!possible) rest = logic.without(rest, patients.impossible());
  }
  regions.more = regions.more || diagrams.spent();
  return regions;
}

}  // namespace bedside::proving

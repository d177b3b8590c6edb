// Takes a set of patients as a diagram or a box; gives one of them as a record, or that there is
// none.
#include "interpreter/proving/patients.hpp"

#include <algorithm>
#include <set>

#include "interpreter/proving/plain_numbers.hpp"
#include "interpreter/proving/solver.hpp"
#include "lang/meaning/groups.hpp"
#include "lang/proofs/computed_numbers.hpp"

namespace bedside::proving {

using namespace meaning;
using proofs::Variable;

namespace {

/// How many boxes without a patient are put aside before the search gives up.
constexpr int most_boxes = 200;
/// How many records are tried for one box.
constexpr std::size_t most_tries = 400;
/// How long Z3 thinks about one box.
constexpr unsigned milliseconds_per_box = 1000;

std::optional<std::size_t> first_cell(const Variable& variable, const std::vector<bool>& cells) {
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    if (cells[cell]) return cell;
  }
  return std::nullopt;  // only the lacking one
}

bool is_partial(const std::vector<bool>& cells) {
  return std::find(cells.begin(), cells.end(), false) != cells.end();
}

}  // namespace

Record Patients::record_of(const Box& box) const {
  const RuleSet& rules = symbolic_.rules();
  const proofs::Space& space = symbolic_.world().space;
  Record record = evaluate::empty_record(rules);
  for (std::size_t i = 0; i < rules.findings.size(); ++i) {
    const std::uint32_t index = space.of_finding[symbolic_.rule_set()][i];
    const Variable& variable = space.variables[index];
    const auto cell = first_cell(variable, box[index]);
    if (!cell) continue;
    Possible& possible = record.findings[i];
    possible.recorded = true;
    if (variable.is_number) {
      possible.range = Range::point(plain_number(variable.ranges[*cell], variable.grid));
    } else {
      possible.values = Values::one(variable.values[symbolic_.rule_set()][*cell].first());
    }
  }
  return record;
}

// The computed numbers that the box says something of.
std::vector<std::uint32_t> Patients::bound_numbers(const Box& box) const {
  std::vector<std::uint32_t> bound;
  const auto& variables = symbolic_.world().space.variables;
  for (std::uint32_t i = 0; i < variables.size(); ++i) {
    if (!variables[i].is_finding() && is_partial(box[i])) bound.push_back(i);
  }
  return bound;
}

bool Patients::lies_in(const Record& record, const std::vector<std::uint32_t>& numbers,
                       const Box& box) const {
  const RuleSet& rules = symbolic_.rules();
  Computing computing(rules, record.findings);
  std::vector<Step> steps;
  for (const std::uint32_t index : numbers) {
    steps.emplace_back(
        *symbolic_.world().space.variables[index].computed[symbolic_.rule_set()]);
  }
  steps = reached(rules, steps);
  const Positions positions(rules);
  std::sort(steps.begin(), steps.end(),
            [&](const Step& a, const Step& b) { return positions.of(a) < positions.of(b); });
  for (const Step& step : steps) {
    if (const auto* id = std::get_if<ConditionId>(&step)) computing.compute(*id);
    if (const auto* id = std::get_if<QuantityId>(&step)) computing.compute(*id);
    if (const auto* id = std::get_if<ScoreId>(&step)) computing.compute(*id);
  }
  return std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t index) {
    const Variable& variable = symbolic_.world().space.variables[index];
    const QuantityId id = *variable.computed[symbolic_.rule_set()];
    const Possibly& value = computing.now.quantities.at(id.index);
    if (value.undefined) return variable.may_lack && box[index].back();
    for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
      if (box[index][cell] && meaning::within(value.range, variable.ranges[cell])) return true;
    }
    return false;
  });
}

// Records with plain numbers for the findings that the computed numbers are made of.
std::optional<Record> Patients::tried(const Box& box,
                                      const std::vector<std::uint32_t>& numbers) const {
  const RuleSet& rules = symbolic_.rules();
  const proofs::Space& space = symbolic_.world().space;
  std::set<FindingId> findings;
  for (const std::uint32_t index : numbers) {
    const auto& id = space.variables[index].computed[symbolic_.rule_set()];
    if (!id) return std::nullopt;
    findings.merge(proofs::computed_from(rules, *id));
  }
  std::vector<std::pair<FindingId, std::vector<Number>>> choices;
  for (const FindingId finding : findings) {
    const std::uint32_t index = space.of_finding[symbolic_.rule_set()][finding.index];
    const Variable& variable = space.variables[index];
    if (!first_cell(variable, box[index])) continue;
    if (variable.is_number) choices.emplace_back(finding, plain_numbers(variable, box[index]));
  }
  Record record = record_of(box);
  Mixer mixer(choices);
  for (std::size_t i = 0; i < most_tries && mixer.next(record); ++i) {
    if (lies_in(record, numbers, box)) return record;
  }
  return std::nullopt;
}

// A patient that Z3 proposes, or its proof that there is none.
Existence Patients::solved(const Box& box, const std::vector<std::uint32_t>& numbers) const {
  const RuleSet& rules = symbolic_.rules();
  const proofs::Space& space = symbolic_.world().space;
  const auto ranges = [&](std::uint32_t index) {
    std::vector<Range> in;
    for (std::size_t cell = 0; cell < space.variables[index].cells(); ++cell) {
      if (box[index][cell]) in.push_back(space.variables[index].ranges[cell]);
    }
    return in;
  };
  std::map<FindingId, std::vector<Range>> findings;
  std::vector<Wanted> wanted;
  for (const std::uint32_t index : numbers) {
    const Variable& variable = space.variables[index];
    const auto& id = variable.computed[symbolic_.rule_set()];
    if (!id) return {std::nullopt, true};
    wanted.push_back({*id, ranges(index), variable.may_lack && box[index].back()});
    for (const FindingId finding : proofs::computed_from(rules, *id)) {
      findings[finding] = ranges(space.of_finding[symbolic_.rule_set()][finding.index]);
    }
  }
  const Solved answer = solve(rules, findings, wanted, milliseconds_per_box);
  if (answer.answer == Solved::Answer::none) return {};
  if (answer.answer == Solved::Answer::unknown) return {std::nullopt, true};
  Record record = record_of(box);
  for (const auto& [finding, number] : answer.numbers) {
    record.findings[finding.index] = {{}, Range::point(number), true};
  }
  if (!lies_in(record, numbers, box)) return {std::nullopt, true};
  return {std::move(record), false};
}

Existence Patients::in(const Box& box) {
  const std::vector<std::uint32_t> numbers = bound_numbers(box);
  if (numbers.empty()) return {record_of(box), false};
  if (auto record = tried(box, numbers)) return {std::move(record), false};
  return solved(box, numbers);
}

// What the box says of the numbers that are computed, and of the findings they are computed from.
Box Patients::projected(const Box& box, const std::vector<std::uint32_t>& numbers) const {
  const proofs::Space& space = symbolic_.world().space;
  Box part = symbolic_.world().logic.whole();
  for (const std::uint32_t index : numbers) {
    part[index] = box[index];
    const auto& id = space.variables[index].computed[symbolic_.rule_set()];
    if (!id) continue;
    for (const FindingId finding : proofs::computed_from(symbolic_.rules(), *id)) {
      const std::uint32_t of = space.of_finding[symbolic_.rule_set()][finding.index];
      part[of] = box[of];
    }
  }
  return part;
}

Existence Patients::some(Node set) {
  World& world = symbolic_.world();
  Existence answer;
  for (int i = 0; i < most_boxes && !world.logic.is_empty(set); ++i) {
    if (world.diagrams.spent()) break;
    const Box box = world.logic.widened(set, world.logic.some(set), world.linear);
    Existence here = in(box);
    if (here.patient) return here;
    answer.undecided = answer.undecided || here.undecided;
    set = world.logic.without(set, world.logic.of(projected(box, bound_numbers(box))));
  }
  answer.undecided = answer.undecided || world.diagrams.spent() || !world.logic.is_empty(set);
  return answer;
}

Record shortened(const RuleSet& rules, Record record,
                 const std::function<bool(const Record&)>& shows) {
  const Record nothing = evaluate::empty_record(rules);
  for (std::size_t i = record.findings.size(); i-- > 0;) {
    if (!record.findings[i].recorded) continue;
    const Possible before = std::exchange(record.findings[i], nothing.findings[i]);
    if (!shows(record)) record.findings[i] = before;
  }
  return record;
}

}  // namespace bedside::proving

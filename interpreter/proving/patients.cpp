// Takes a set of patients as a diagram or a box; gives one of them as a record, or that there is
// none.
#include "interpreter/proving/patients.hpp"

#include <algorithm>
#include <set>

#include "interpreter/proving/plain_numbers.hpp"
#include "interpreter/proving/solver.hpp"
#include "interpreter/testing/cells.hpp"
#include "lang/meaning/groups.hpp"
#include "lang/proofs/computed_numbers.hpp"

namespace bedside::proving {

using namespace meaning;
using proofs::Variable;

namespace {

/// How many boxes without a patient are put aside before the search gives up.
constexpr int most_boxes = 200;
/// How many records are tried for one box.
constexpr std::size_t most_tries = 1000;
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

Records Patients::records_of(const Box& box, const Numbers& numbers) const {
  const proofs::Space& space = world_.space;
  Records records;
  for (std::size_t set = 0; set < space.rule_sets.size(); ++set) {
    Record& record = records.emplace_back(evaluate::empty_record(*space.rule_sets[set]));
    for (std::size_t i = 0; i < record.findings.size(); ++i) {
      const std::uint32_t index = space.of_finding[set][i];
      const Variable& variable = space.variables[index];
      const auto cell = first_cell(variable, box[index]);
      if (!cell) continue;
      Possible& possible = record.findings[i];
      possible.recorded = true;
      if (!variable.is_number) {
        possible.values = Values::one(variable.first_value(set, *cell));
        continue;
      }
      const auto number = numbers.find(index);
      const Number value = number != numbers.end()
                               ? number->second
                               : plain_number(variable.ranges[*cell], variable.grid);
      possible.range = Range::point(variable.in_unit_of(set, value));
    }
  }
  return records;
}

// The computed numbers that the box says something of; of one that is computed from what is not
// recorded it says nothing.
std::vector<std::uint32_t> Patients::bound_numbers(const Box& box) const {
  const proofs::Space& space = world_.space;
  const auto is_known = [&](const Variable& variable) {
    for (std::size_t set = 0; set < space.rule_sets.size(); ++set) {
      const auto& id = variable.computed[set];
      if (!id) continue;
      for (const FindingId finding : proofs::read_by(*space.rule_sets[set], *id)) {
        const std::uint32_t index = space.of_finding[set][finding.index];
        if (!first_cell(space.variables[index], box[index])) return false;
      }
    }
    return true;
  };
  std::vector<std::uint32_t> bound;
  for (std::uint32_t i = 0; i < space.variables.size(); ++i) {
    const Variable& variable = space.variables[i];
    if (!variable.is_finding() && is_partial(box[i]) && is_known(variable)) bound.push_back(i);
  }
  return bound;
}

std::set<std::uint32_t> Patients::findings_behind(const std::vector<std::uint32_t>& numbers) const {
  const proofs::Space& space = world_.space;
  std::set<std::uint32_t> behind;
  for (const std::uint32_t index : numbers) {
    for (std::size_t set = 0; set < space.rule_sets.size(); ++set) {
      const auto& id = space.variables[index].computed[set];
      if (!id) continue;
      for (const FindingId finding : proofs::computed_from(*space.rule_sets[set], *id)) {
        behind.insert(space.of_finding[set][finding.index]);
      }
    }
  }
  return behind;
}

namespace {

/// Computes one number of records, by the evaluator's own arithmetic.
class NumberOf {
 public:
  NumberOf(const RuleSet& rules, QuantityId id) : rules_(rules), id_(id) {
    steps_ = reached(rules, {id});
    const Positions positions(rules);
    std::sort(steps_.begin(), steps_.end(),
              [&](const Step& a, const Step& b) { return positions.of(a) < positions.of(b); });
  }

  Possibly operator()(const Record& record) const {
    Computing computing(rules_, record.findings);
    for (const Step& step : steps_) {
      if (const auto* condition = std::get_if<ConditionId>(&step)) computing.compute(*condition);
      if (const auto* quantity = std::get_if<QuantityId>(&step)) computing.compute(*quantity);
      if (const auto* score = std::get_if<ScoreId>(&step)) computing.compute(*score);
    }
    return computing.now.quantities.at(id_.index);
  }

 private:
  const RuleSet& rules_;
  QuantityId id_;
  std::vector<Step> steps_;
};

bool is_in(const Variable& variable, const std::vector<bool>& cells, const Possibly& value) {
  if (value.undefined) return variable.may_lack && cells.back();
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    if (cells[cell] && meaning::within(value.range, variable.ranges[cell])) return true;
  }
  return false;
}

/// Whether records have computed numbers as a box wants them.
class LiesIn {
 public:
  LiesIn(const World& world, const std::vector<std::uint32_t>& numbers, const Box& box)
      : world_(world), box_(box) {
    for (const std::uint32_t index : numbers) {
      for (std::size_t set = 0; set < world.space.rule_sets.size(); ++set) {
        const auto& id = world.space.variables[index].computed[set];
        if (id) wanted_.push_back({index, set, NumberOf(*world.space.rule_sets[set], *id)});
      }
    }
  }

  bool operator()(const Records& records) const {
    return std::all_of(wanted_.begin(), wanted_.end(), [&](const WantedNumber& wanted) {
      return is_in(world_.space.variables[wanted.variable], box_[wanted.variable],
                   wanted.number(records[wanted.rule_set]));
    });
  }

 private:
  struct WantedNumber {
    std::uint32_t variable;
    std::size_t rule_set;
    NumberOf number;
  };

  const World& world_;
  const Box& box_;
  std::vector<WantedNumber> wanted_;
};

}  // namespace

// Records with plain numbers for the findings that the computed numbers are made of.
std::optional<Records> Patients::tried(const Box& box,
                                       const std::vector<std::uint32_t>& numbers) const {
  Mixer::Choices choices;
  for (const std::uint32_t index : findings_behind(numbers)) {
    const Variable& variable = world_.space.variables[index];
    if (!variable.is_number || !first_cell(variable, box[index])) continue;
    choices.emplace_back(index, plain_numbers(variable, box[index]));
  }
  const LiesIn lies_in(world_, numbers, box);
  // First the numbers of few digits, which people remember.
  for (const std::size_t digits : {2U, 3U, 100U}) {
    Mixer mixer(of_few_digits(choices, digits));
    Numbers mixed;
    for (std::size_t i = 0; i < most_tries && mixer.next(mixed); ++i) {
      Records records = records_of(box, mixed);
      if (lies_in(records)) return records;
    }
  }
  return std::nullopt;
}

// A patient that Z3 proposes, or its proof that there is none.
Existence Patients::solved(const Box& box, const std::vector<std::uint32_t>& numbers) const {
  const proofs::Space& space = world_.space;
  const auto ranges_of = [&](std::uint32_t index) {
    std::vector<Range> in;
    for (std::size_t cell = 0; cell < space.variables[index].cells(); ++cell) {
      if (box[index][cell]) in.push_back(space.variables[index].ranges[cell]);
    }
    return in;
  };
  std::map<std::uint32_t, std::vector<Range>> ranges;
  for (const std::uint32_t index : findings_behind(numbers)) {
    if (space.variables[index].is_number) ranges[index] = ranges_of(index);
  }
  std::vector<Wanted> wanted;
  for (std::size_t set = 0; set < space.rule_sets.size(); ++set) {
    for (const std::uint32_t index : numbers) {
      const Variable& variable = space.variables[index];
      const auto& id = variable.computed[set];
      const bool undefined = variable.may_lack && box[index].back();
      if (id) wanted.push_back({set, *id, ranges_of(index), undefined});
    }
  }
  const Solved answer = solve(space, ranges, wanted, milliseconds_per_box);
  if (answer.answer == Solved::Answer::none) return {};
  if (answer.answer == Solved::Answer::unknown) return {std::nullopt, true};
  // A witness is written down and read again: its decimals have to be enough.
  Numbers written;
  for (const auto& [variable, number] : answer.numbers) {
    written.emplace(variable, as_written(number));
  }
  Records records = records_of(box, written);
  if (!LiesIn(world_, numbers, box)(records)) return {std::nullopt, true};
  return {std::move(records), false};
}

Existence Patients::in(const Box& box) {
  const std::vector<std::uint32_t> numbers = bound_numbers(box);
  if (numbers.empty()) return {records_of(box, {}), false};
  if (auto records = tried(box, numbers)) return {std::move(records), false};
  Existence answer = solved(box, numbers);
  if (answer.none()) {
    impossible_ = world_.logic.either(impossible_, world_.logic.of(projected(box, numbers)));
  }
  return answer;
}

// What the box says of the numbers that are computed, and of the findings they are computed from.
Box Patients::projected(const Box& box, const std::vector<std::uint32_t>& numbers) const {
  Box part = world_.logic.whole();
  for (const std::uint32_t index : numbers) part[index] = box[index];
  for (const std::uint32_t index : findings_behind(numbers)) part[index] = box[index];
  return part;
}

Existence Patients::some(Node set) {
  proofs::Logic& logic = world_.logic;
  bool undecided = false;
  set = logic.without(set, impossible_);
  for (int i = 0; i < most_boxes && !logic.is_empty(set); ++i) {
    if (world_.diagrams.spent()) break;
    const Box box = logic.widened(set, logic.some(set), world_.linear);
    Existence here = in(box);
    if (here.patient) return here;
    undecided = undecided || here.undecided;
    set = logic.without(set, logic.of(projected(box)));
  }
  return {std::nullopt, undecided || world_.diagrams.spent() || !logic.is_empty(set)};
}

Record as_far_as_read(const RuleSet& rules, const std::vector<Step>& steps, Record record) {
  const auto read = testing::findings_read(rules, reached(rules, steps));
  const Record nothing = evaluate::empty_record(rules);
  for (std::uint32_t i = 0; i < record.findings.size(); ++i) {
    if (std::find(read.begin(), read.end(), FindingId{i}) == read.end()) {
      record.findings[i] = nothing.findings[i];
    }
  }
  return record;
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

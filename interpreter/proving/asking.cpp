// Takes what is known of a patient; gives the findings that still make a difference to where he
// ends, exactly, and the one to ask for next.
#include "interpreter/proving/asking.hpp"

#include <algorithm>

namespace bedside::proving {

using namespace meaning;
using evaluate::Record;
using proofs::Variable;

namespace {

/// Nodes for the outcome of all patients; beyond, the rule set is not small.
constexpr std::size_t most_nodes = 100'000;
/// Situations that the order of questions is worked out for.
constexpr std::size_t most_situations = 20'000;

/// How likely each cell is, if each value is as likely as any other.
std::vector<double> likely(const Variable& variable) {
  std::vector<double> all(variable.width(), 0);
  double sum = 0;
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    all[cell] = variable.is_number ? 1 : static_cast<double>(variable.values[0][cell].size());
    sum += all[cell];
  }
  for (double& weight : all) weight /= sum;
  return all;
}

/// What a person acts on: how an end came about, and between which levels a conflict is, makes no
/// difference.
End as_seen(const End& end, Truth applies) {
  End seen;
  seen.status = applies == Truth::no ? Status::not_applicable : end.status;
  if (applies == Truth::no) return seen;
  seen.value = end.value;
  return seen;
}

}  // namespace

ExactQuestions::ExactQuestions(const RuleSet& rules)
    : world_(std::make_unique<World>(std::vector{&rules}, proofs::Missing::where_read)),
      symbolic_(*world_, 0) {
  const auto& variables = world_->space.variables;
  const auto is_finding = [](const Variable& variable) { return variable.is_finding(); };
  if (!std::all_of(variables.begin(), variables.end(), is_finding)) return;
  for (const Variable& variable : variables) weights_.push_back(likely(variable));
  world_->diagrams.allow(most_nodes);
  const Node outcome = whole_outcome();
  if (!world_->diagrams.spent()) outcome_ = outcome;
}

Node ExactQuestions::with(Node outcome, Node more) {
  if (world_->diagrams.spent()) return outcome;
  return world_->diagrams.combine(world_->diagrams.operation(), outcome, more,
                                  [&](Leaf before, Leaf leaf) {
                                    return pairs_.of({before, leaf});
                                  });
}

Node ExactQuestions::whole_outcome() {
  Node outcome = world_->diagrams.leaf(0);
  const Node applies = symbolic_.applies();
  for (std::uint32_t i = 0; i < symbolic_.rules().assessments.size(); ++i) {
    const Node end = symbolic_.end(AssessmentId{i});
    if (world_->diagrams.spent()) return outcome;
    const Node seen = world_->diagrams.combine(
        world_->diagrams.operation(), applies, end, [&](Leaf applying, Leaf leaf) {
          return world_->ends.of(as_seen(world_->ends.at(leaf), static_cast<Truth>(applying)));
        });
    outcome = with(outcome, seen);
  }
  return with_advice(outcome);
}

Node ExactQuestions::with_advice(Node outcome) {
  const RuleSet& rules = symbolic_.rules();
  std::vector<Node> given(rules.advice.size(), world_->logic.constant(Truth::no));
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    if (rules.rules[i].reads_recorded) continue;
    for (const AdviceId advice : rules.rules[i].advice) {
      Node& of = given[advice.index];
      of = world_->logic.either(of, symbolic_.counts(RuleId{i}));
    }
  }
  for (const Node of : given) outcome = with(outcome, world_->logic.both(of, symbolic_.applies()));
  return outcome;
}

// ---- What is known -------------------------------------------------------------------------

std::vector<bool> ExactQuestions::possible_cells(const Record& record, std::uint32_t index) const {
  const Variable& variable = world_->space.variables[index];
  const FindingId id = *variable.finding[0];
  const Possible& possible = record.at(id);
  const std::optional<Grid>& grid = symbolic_.rules().at(id).grid;
  std::vector<bool> cells(variable.width(), false);
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    cells[cell] = variable.is_number
                      ? !none_in(intersect(possible.range, variable.ranges[cell]), grid)
                      : possible.values.meets(variable.values[0][cell]);
  }
  return cells;
}

// The function among the cells that are possible: the others are taken to be like the first.
Node ExactQuestions::restricted(Node top, std::uint32_t variable, const std::vector<bool>& cells) {
  proofs::Diagrams& diagrams = world_->diagrams;
  const auto first =
      static_cast<std::uint32_t>(std::find(cells.begin(), cells.end(), true) - cells.begin());
  std::unordered_map<Node, Node> done;
  const auto cut = [&](const auto& self, Node node) -> Node {
    if (diagrams.is_leaf(node) || diagrams.variable(node) > variable) return node;
    if (const auto before = done.find(node); before != done.end()) return before->second;
    const std::uint32_t at = diagrams.variable(node);
    std::vector<Node> children;
    for (std::uint32_t cell = 0; cell < diagrams.width(at); ++cell) {
      const bool left_out = at == variable && !cells[cell];
      children.push_back(self(self, diagrams.child(node, at, left_out ? first : cell)));
    }
    return done[node] = diagrams.node(at, children);
  };
  return cut(cut, top);
}

Node ExactQuestions::known(const Record& record) {
  Node node = *outcome_;
  for (std::uint32_t index = 0; index < world_->space.variables.size(); ++index) {
    const std::vector<bool> cells = possible_cells(record, index);
    if (std::find(cells.begin(), cells.end(), false) != cells.end()) {
      node = restricted(node, index, cells);
    }
  }
  return node;
}

const std::vector<std::uint32_t>& ExactQuestions::read_by(Node top) {
  const auto before = read_by_.find(top);
  if (before != read_by_.end()) return before->second;
  return read_by_.emplace(top, world_->diagrams.read_by(top)).first->second;
}

std::vector<FindingId> ExactQuestions::mattering(const Record& record) {
  std::vector<FindingId> findings;
  world_->diagrams.allow(most_nodes);
  for (const std::uint32_t variable : read_by(known(record))) {
    findings.push_back(*world_->space.variables[variable].finding[0]);
  }
  std::sort(findings.begin(), findings.end());
  return findings;
}

// ---- The order of questions ----------------------------------------------------------------

double ExactQuestions::expected_after(Node node, std::uint32_t variable) {
  double sum = 0;
  double all = 0;
  for (std::uint32_t cell = 0; cell < world_->space.variables[variable].cells(); ++cell) {
    std::vector<bool> cells(world_->diagrams.width(variable), false);
    cells[cell] = true;
    const double weight = weights_[variable][cell];
    sum += weight * expected(restricted(node, variable, cells));
    all += weight;
  }
  return 1 + sum / all;
}

// How many questions are still to be expected, if the best one is asked each time.
double ExactQuestions::expected(Node node) {
  if (world_->diagrams.is_leaf(node)) return 0;
  const auto before = expected_.find(node);
  if (before != expected_.end()) return before->second;
  if (expected_.size() > most_situations) return 0;
  const std::vector<std::uint32_t> variables = read_by(node);
  std::optional<double> least;
  for (const std::uint32_t variable : variables) {
    if (skipped_.contains(variable)) continue;
    const double here = expected_after(node, variable);
    if (!least || here < *least) least = here;
  }
  return expected_[node] = least.value_or(0);
}

std::optional<FindingId> ExactQuestions::best(const Record& record,
                                              const std::set<FindingId>& skipped,
                                              const std::vector<FindingId>& candidates) {
  std::set<std::uint32_t> without;
  for (const FindingId id : skipped) without.insert(world_->space.of_finding[0][id.index]);
  if (without != skipped_) expected_.clear();
  skipped_ = std::move(without);
  world_->diagrams.allow(most_nodes);
  const Node node = known(record);
  std::optional<FindingId> best;
  double least = 0;
  for (const FindingId id : candidates) {
    const double here = expected_after(node, world_->space.of_finding[0][id.index]);
    // Sums of the same numbers in another order may differ in their last digits.
    if (best && here >= least - 1e-9) continue;
    best = id;
    least = here;
  }
  if (expected_.size() > most_situations || world_->diagrams.spent()) return std::nullopt;
  return best;
}

}  // namespace bedside::proving

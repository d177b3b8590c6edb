// Takes what is asked of a patient over many sets; gives one of them, or all in few regions.
#include "interpreter/proving/patient_search.hpp"

#include <algorithm>

#include "lang/text/invariant.hpp"

namespace bedside::proving {

namespace {

/// How many boxes without a patient are put aside before the search gives up.
constexpr int most_boxes = 200;

}  // namespace

CellSolver& PatientSearch::solver() {
  if (!solver_) solver_ = std::make_unique<CellSolver>(world_.diagrams);
  return *solver_;
}

std::function<bool()> PatientSearch::over_in(double seconds) const {
  const double end = std::max(0.0, seconds_left() - seconds);
  return [this, end] { return seconds_left() <= end || (limits_.is_spent && limits_.is_spent()); };
}

bool PatientSearch::holds(const Formula& formula, const Cells& cells, Reasons& reasons) const {
  const auto part_holds = [&](const Formula& part) { return holds(part, cells, reasons); };
  switch (formula.kind) {
    case Formula::Kind::all:
      return std::all_of(formula.parts.begin(), formula.parts.end(), part_holds);
    case Formula::Kind::any:
      for (const Formula& part : formula.parts) {
        const auto [in, out] = std::pair(reasons.in.size(), reasons.out.size());
        if (part_holds(part)) return true;
        reasons.in.resize(in);
        reasons.out.resize(out);
      }
      return false;
    case Formula::Kind::inside:
    case Formula::Kind::outside:
      break;
  }
  const bool wanted = formula.kind == Formula::Kind::inside;
  (wanted ? reasons.in : reasons.out).push_back(formula.set);
  const bool is_in = world_.diagrams.at(formula.set, cells) == static_cast<Leaf>(Truth::yes);
  return is_in == wanted;
}

// The sets that a box around the patient must not meet, so that all in it are as he is.
std::vector<Node> PatientSearch::forbidden(const Formula& wanted, const Cells& cells,
                                           Node within) const {
  Reasons reasons;
  const bool shown = holds(wanted, cells, reasons);
  text::invariant(shown, "what the solver finds is what it was asked for");
  proofs::Logic& logic = world_.logic;
  std::vector<Node> sets;
  for (const Node set : reasons.in) sets.push_back(logic.without(within, set));
  for (const Node set : reasons.out) sets.push_back(logic.both(within, set));
  const auto is_empty = [&](Node set) { return logic.is_empty(set); };
  sets.erase(std::remove_if(sets.begin(), sets.end(), is_empty), sets.end());
  return sets;
}

Box PatientSearch::around(const Cells& cells, const std::vector<Node>& forbidden) const {
  std::vector<std::vector<Node>> reading(world_.diagrams.variables());
  for (const Node set : forbidden) {
    for (const std::uint32_t variable : world_.diagrams.read_by(set)) {
      reading[variable].push_back(set);
    }
  }
  const auto fits = [&](const Box& box, std::uint32_t variable) {
    const auto meets = [&](Node set) { return world_.logic.meets(set, box); };
    return std::none_of(reading[variable].begin(), reading[variable].end(), meets);
  };
  return world_.logic.widened(world_.logic.single(cells), world_.linear, fits);
}

Existence PatientSearch::some(const Formula& wanted, double seconds) {
  const auto is_over = over_in(seconds);
  Formula rest = Formula::all({wanted, Formula::outside(patients_.impossible())});
  bool undecided = false;
  for (int i = 0; i < most_boxes && !world_.diagrams.spent(); ++i) {
    const CellSolver::Found found = solver().find(rest, is_over);
    if (found.answer == CellSolver::Answer::none) return {std::nullopt, undecided};
    if (found.answer == CellSolver::Answer::unknown) break;
    const Node everybody = world_.logic.constant(Truth::yes);
    const Box box = around(found.cells, forbidden(rest, found.cells, everybody));
    if (world_.diagrams.spent()) break;  // the box may be none
    Existence here = patients_.in(box);
    if (here.patient) return here;
    undecided = undecided || here.undecided;
    rest.parts.push_back(Formula::outside(world_.logic.of(patients_.projected(box))));
  }
  return {std::nullopt, true};
}

Boxes PatientSearch::boxes(const Formula& wanted, Node within, double seconds, std::size_t most) {
  const auto is_over = over_in(seconds);
  Formula rest = Formula::all({wanted, Formula::outside(patients_.impossible())});
  Boxes boxes;
  for (int i = 0; i < most_boxes && !world_.diagrams.spent(); ++i) {
    const CellSolver::Found found = solver().find(rest, is_over);
    if (found.answer == CellSolver::Answer::none) return boxes;
    if (found.answer == CellSolver::Answer::unknown || boxes.list.size() == most) break;
    const Box box = around(found.cells, forbidden(wanted, found.cells, within));
    if (world_.diagrams.spent()) break;
    if (!patients_.in(box).none()) boxes.list.push_back(box);
    rest.parts.push_back(Formula::outside(world_.logic.of(box)));
  }
  boxes.more = true;
  return boxes;
}

}  // namespace bedside::proving

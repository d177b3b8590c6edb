// Takes diagrams of sets of patients; gives one cell for each variable that lies in some of them
// and outside others, or that there is none.
#include "interpreter/proving/cell_solver.hpp"

#include <z3_late.hpp>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "lang/meaning/truth.hpp"

namespace bedside::proving {

using meaning::Truth;
using proofs::Diagrams;
using proofs::Node;

namespace {

/// How many dead ends of its search go by before the time is looked at. Z3's own time limit will
/// not do: now and then it does not stop (4.8.12, many short limits), and it needs a thread.
/// First few, for the many questions that are soon answered or have little time.
constexpr unsigned first_dead_ends = 250;
constexpr unsigned most_dead_ends = 4000;

}  // namespace

Formula Formula::operator!() const {
  constexpr Kind opposite[] = {Kind::outside, Kind::inside, Kind::any, Kind::all};
  Formula negation{opposite[static_cast<std::size_t>(kind)], set, {}};
  for (const Formula& part : parts) negation.parts.push_back(!part);
  return negation;
}

// A variable of n cells is n - 1 literals, of which the k-th says that its cell is the k-th or a
// later one; a node of a diagram is one literal, bound to those of its children.
class CellSolver::Sentences {
 public:
  explicit Sentences(const Diagrams& diagrams)
      : diagrams_(diagrams), solver_(context_, "QF_FD"), reached_(diagrams.variables()) {}

  Found find(const Formula& wanted, const std::function<bool()>& is_over) {
    z3::expr_vector assumed(context_);
    assume(wanted, assumed);
    // What was learned is kept from one round to the next.
    for (unsigned dead_ends = first_dead_ends; !is_over();
         dead_ends = std::min(2 * dead_ends, most_dead_ends)) {
      z3::params params(context_);
      params.set("max_conflicts", dead_ends);
      solver_.set(params);
      switch (solver_.check(assumed)) {
        case z3::unsat:
          return {Answer::none, {}};
        case z3::sat:
          return {Answer::exists, cells_of(solver_.get_model())};
        case z3::unknown:
          break;
      }
    }
    return {};
  }

 private:
  z3::expr fresh() { return context_.bool_const(("c" + std::to_string(++names_)).c_str()); }

  /// That the variable lies in the cell or a later one.
  z3::expr reaches(std::uint32_t variable, std::uint32_t cell) {
    std::vector<z3::expr>& literals = reached_[variable];
    if (literals.empty()) {
      for (std::uint32_t i = 1; i < diagrams_.width(variable); ++i) {
        literals.push_back(fresh());
        if (i > 1) solver_.add(z3::implies(literals[i - 1], literals[i - 2]));
      }
    }
    return literals.at(cell - 1);
  }

  z3::expr of(Node node) {
    if (diagrams_.is_leaf(node)) {
      return context_.bool_val(diagrams_.value(node) == static_cast<proofs::Leaf>(Truth::yes));
    }
    if (const auto known = known_.find(node); known != known_.end()) return known->second;
    const z3::expr literal = fresh();
    const std::uint32_t variable = diagrams_.variable(node);
    const std::uint32_t width = diagrams_.width(variable);
    for (std::uint32_t first = 0, last = 0; first < width; first = last) {
      const Node child = diagrams_.child(node, variable, first);
      while (last < width && diagrams_.child(node, variable, last) == child) ++last;
      z3::expr_vector elsewhere(context_);
      if (first > 0) elsewhere.push_back(!reaches(variable, first));
      if (last < width) elsewhere.push_back(reaches(variable, last));
      const z3::expr below = of(child);
      solver_.add(z3::mk_or(elsewhere) || !literal || below);
      solver_.add(z3::mk_or(elsewhere) || literal || !below);
    }
    known_.emplace(node, literal);
    return literal;
  }

  z3::expr of(const Formula& formula) {
    if (formula.kind == Formula::Kind::inside) return of(formula.set);
    if (formula.kind == Formula::Kind::outside) return !of(formula.set);
    z3::expr_vector parts(context_);
    for (const Formula& part : formula.parts) parts.push_back(of(part));
    return formula.kind == Formula::Kind::all ? z3::mk_and(parts) : z3::mk_or(parts);
  }

  /// What holds for one question alone is assumed; assumptions are literals.
  void assume(const Formula& wanted, z3::expr_vector& assumed) {
    if (wanted.kind == Formula::Kind::all) {
      for (const Formula& part : wanted.parts) assume(part, assumed);
      return;
    }
    const z3::expr meant = of(wanted);
    if (wanted.kind != Formula::Kind::any && !diagrams_.is_leaf(wanted.set)) {
      return assumed.push_back(meant);
    }
    const z3::expr literal = fresh();
    solver_.add(z3::implies(literal, meant));
    assumed.push_back(literal);
  }

  Cells cells_of(const z3::model& model) const {
    Cells cells;
    for (const std::vector<z3::expr>& literals : reached_) {
      const auto holds = [&](const z3::expr& literal) {
        return model.eval(literal, true).is_true();
      };
      const auto end = std::partition_point(literals.begin(), literals.end(), holds);
      cells.push_back(static_cast<std::uint32_t>(end - literals.begin()));
    }
    return cells;
  }

  const Diagrams& diagrams_;
  z3::context context_;
  z3::solver solver_;
  std::vector<std::vector<z3::expr>> reached_;  ///< by variable; empty until it is read
  std::unordered_map<Node, z3::expr> known_;
  std::size_t names_ = 0;
};

CellSolver::CellSolver(const Diagrams& diagrams)
    : sentences_(std::make_unique<Sentences>(diagrams)) {}

CellSolver::~CellSolver() = default;

CellSolver::Found CellSolver::find(const Formula& wanted, const std::function<bool()>& is_over) {
  try {
    return sentences_->find(wanted, is_over);
  } catch (const z3::exception&) {
    return {};  // out of memory: nothing is proved
  }
}

}  // namespace bedside::proving

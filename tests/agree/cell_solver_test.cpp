// Takes random small diagrams; holds the solver over many sets to what one diagram of them all
// says.
#include <algorithm>
#include <vector>

#include "interpreter/proving/cell_solver.hpp"
#include "lang/proofs/logic.hpp"
#include "tests/agree/draw.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/catch.hpp"

using namespace bedside;
using namespace bedside::proving;
using agree::Draw;
using meaning::Truth;
using proofs::Diagrams;
using proofs::Leaf;
using proofs::Logic;
using proofs::Node;

namespace {

std::vector<std::uint32_t> some_widths(Draw& draw) {
  std::vector<std::uint32_t> widths(draw.between(1, 6));
  for (std::uint32_t& width : widths) width = static_cast<std::uint32_t>(draw.between(1, 5));
  return widths;
}

/// A set of some boxes; or a truth that is unknown in some.
Node some_diagram(Draw& draw, Logic& logic) {
  Node node = logic.constant(draw.chance(90) ? Truth::no : Truth::yes);
  for (std::size_t i = draw.between(0, 3); i > 0; --i) {
    Node box = logic.constant(draw.chance(85) ? Truth::yes : Truth::unknown);
    for (std::uint32_t variable = 0; variable < logic.diagrams().variables(); ++variable) {
      if (draw.chance(50)) continue;
      std::vector<bool> cells(logic.diagrams().width(variable));
      for (std::size_t cell = 0; cell < cells.size(); ++cell) cells[cell] = draw.chance(50);
      box = logic.both(box, logic.cells(variable, cells));
    }
    node = draw.chance(70) ? logic.either(node, box) : logic.both(node, logic.negation(box));
  }
  return node;
}

Formula some_formula(Draw& draw, Logic& logic, int depth) {
  if (depth == 0 || draw.chance(40)) {
    const Node set = some_diagram(draw, logic);
    return draw.chance(50) ? Formula::inside(set) : Formula::outside(set);
  }
  std::vector<Formula> parts(draw.between(0, 4));
  for (Formula& part : parts) part = some_formula(draw, logic, depth - 1);
  return draw.chance(60) ? Formula::all(parts) : Formula::any(parts);
}

/// The formula as one diagram: those patients of whom it holds.
Node as_set(Logic& logic, const Formula& formula) {
  const bool all = formula.kind == Formula::Kind::all;
  if (!all && formula.kind != Formula::Kind::any) {
    const Node set = logic.where(formula.set, Truth::yes);
    return formula.kind == Formula::Kind::inside ? set : logic.negation(set);
  }
  Node set = logic.constant(all ? Truth::yes : Truth::no);
  for (const Formula& part : formula.parts) {
    const Node other = as_set(logic, part);
    set = all ? logic.both(set, other) : logic.either(set, other);
  }
  return set;
}

}  // namespace

TEST_CASE("the solver over many sets agrees with the diagrams", "[agree]") {
  std::size_t exist = 0;
  const auto first = bedside::agree::wanted_seed();
  const auto cases = bedside::agree::wanted_cases(300);
  for (std::uint64_t seed = first; seed < first + cases; ++seed) {
    Draw draw(seed);
    Diagrams diagrams(some_widths(draw));
    Logic logic(diagrams);
    CellSolver solver(diagrams);
    // One solver answers question after question: nothing of the one may stay for the next.
    for (int question = 0; question < 4; ++question) {
      const Formula formula = some_formula(draw, logic, 3);
      const Node set = as_set(logic, formula);
      const CellSolver::Found found = solver.find(formula, [] { return false; });
      INFO("seed " << seed << ", question " << question);
      REQUIRE(found.answer != CellSolver::Answer::unknown);
      REQUIRE((found.answer == CellSolver::Answer::none) == logic.is_empty(set));
      const Node opposite = as_set(logic, !formula);
      REQUIRE(opposite == logic.negation(set));
      if (found.answer == CellSolver::Answer::none) continue;
      ++exist;
      REQUIRE(found.cells.size() == diagrams.variables());
      REQUIRE(diagrams.at(set, found.cells) == static_cast<Leaf>(Truth::yes));
    }
  }
  CHECK((cases < 100 || (exist > cases / 2 && exist < 4 * cases - cases / 2)));
}

TEST_CASE("a solver without time proves nothing") {
  Diagrams diagrams({2, 2});
  Logic logic(diagrams);
  CellSolver solver(diagrams);
  const Formula somebody = Formula::inside(logic.constant(Truth::yes));
  CHECK(solver.find(somebody, [] { return true; }).answer == CellSolver::Answer::unknown);
  CHECK(solver.find(somebody, [] { return false; }).answer == CellSolver::Answer::exists);
}

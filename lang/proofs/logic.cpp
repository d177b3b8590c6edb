// Takes diagrams whose leaves are truths; gives Kleene logic over them, and sets of patients.
#include "lang/proofs/logic.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace bedside::proofs {

namespace {

Truth truth(Leaf leaf) { return static_cast<Truth>(leaf); }

}  // namespace

Logic::Logic(Diagrams& diagrams)
    : diagrams_(diagrams),
      both_(diagrams.operation()),
      either_(diagrams.operation()),
      negation_(diagrams.operation()),
      where_{diagrams.operation(), diagrams.operation(), diagrams.operation()} {}

Node Logic::both(Node a, Node b) {
  const auto known = [this](Node left, Node right) -> std::optional<Node> {
    if (left == right || is(left, Truth::no) || is(right, Truth::yes)) return left;
    if (is(right, Truth::no) || is(left, Truth::yes)) return right;
    return std::nullopt;
  };
  const auto least = [](Leaf left, Leaf right) { return std::min(left, right); };
  return diagrams_.combine(both_, a, b, least, known);
}

Node Logic::either(Node a, Node b) {
  const auto known = [this](Node left, Node right) -> std::optional<Node> {
    if (left == right || is(left, Truth::yes) || is(right, Truth::no)) return left;
    if (is(right, Truth::yes) || is(left, Truth::no)) return right;
    return std::nullopt;
  };
  const auto greatest = [](Leaf left, Leaf right) { return std::max(left, right); };
  return diagrams_.combine(either_, a, b, greatest, known);
}

Node Logic::negation(Node a) {
  return diagrams_.map(negation_, a, [](Leaf leaf) { return static_cast<Leaf>(!truth(leaf)); });
}

Node Logic::where(Node a, Truth wanted) {
  return diagrams_.map(where_[static_cast<std::size_t>(wanted)], a, [&](Leaf leaf) {
    return static_cast<Leaf>(truth(leaf) == wanted ? Truth::yes : Truth::no);
  });
}

Node Logic::cells(std::uint32_t variable, const std::vector<bool>& cells) {
  std::vector<Node> children;
  for (const bool in : cells) children.push_back(constant(in ? Truth::yes : Truth::no));
  return diagrams_.node(variable, children);
}

Node Logic::of(const Box& box) { return within(constant(Truth::yes), box); }

Node Logic::within(Node set, const Box& box) {
  Node inside = constant(Truth::yes);
  for (std::uint32_t variable = diagrams_.variables(); variable-- > 0;) {
    inside = both(cells(variable, box[variable]), inside);
  }
  return both(set, inside);
}

Box Logic::whole() const {
  Box box;
  for (std::uint32_t variable = 0; variable < diagrams_.variables(); ++variable) {
    box.emplace_back(diagrams_.width(variable), true);
  }
  return box;
}

Box Logic::single(const std::vector<std::uint32_t>& cells) const {
  Box box = whole();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    box[i].assign(box[i].size(), false);
    box[i][cells[i]] = true;
  }
  return box;
}

bool Logic::reaches(Node top, const Box& box, bool yes) const {
  std::unordered_set<Node> seen;
  const auto found = [&](const auto& self, Node node) -> bool {
    if (diagrams_.is_leaf(node)) return is(node, Truth::yes) == yes;
    if (!seen.insert(node).second) return false;
    const std::uint32_t variable = diagrams_.variable(node);
    Node before = node;  // neighbours mostly go on alike
    for (std::uint32_t cell = 0; cell < box[variable].size(); ++cell) {
      const Node child = diagrams_.child(node, variable, cell);
      if (!box[variable][cell] || child == before) continue;
      if (self(self, child)) return true;
      before = child;
    }
    return false;
  };
  return found(found, top);
}

Box Logic::some(Node set) const {
  Box box = whole();
  while (!diagrams_.is_leaf(set)) {
    const std::uint32_t variable = diagrams_.variable(set);
    std::uint32_t cell = 0;
    // A node that is not the empty set has a patient below it.
    while (is_empty(diagrams_.child(set, variable, cell))) ++cell;
    box[variable].assign(box[variable].size(), false);
    box[variable][cell] = true;
    set = diagrams_.child(set, variable, cell);
  }
  return box;
}

Box Logic::widened(Node set, Box from, const std::vector<bool>& linear) const {
  return widened(std::move(from), linear,
                 [&](const Box& box, std::uint32_t) { return covers(set, box); });
}

Box Logic::widened(Box box, const std::vector<bool>& linear, const Fits& fits) const {
  const auto is_partial = [&](std::uint32_t variable) {
    const auto& cells = box[variable];
    return std::find(cells.begin(), cells.end(), false) != cells.end();
  };
  for (std::uint32_t variable = diagrams_.variables(); variable-- > 0;) {
    if (!is_partial(variable)) continue;
    const std::vector<bool> before = box[variable];
    box[variable].assign(before.size(), true);
    if (!fits(box, variable)) box[variable] = before;
  }
  for (std::uint32_t variable = 0; variable < diagrams_.variables(); ++variable) {
    if (!is_partial(variable)) continue;
    std::vector<bool>& cells = box[variable];
    const auto has = [&](std::size_t cell) { return cell < cells.size() && cells[cell]; };
    const auto grow = [&](std::size_t cell) {
      if (cells[cell] || (linear[variable] && !has(cell + 1) && (cell == 0 || !has(cell - 1)))) {
        return;
      }
      cells[cell] = true;
      if (!fits(box, variable)) cells[cell] = false;
    };
    for (std::size_t cell = 0; cell < cells.size(); ++cell) grow(cell);
    for (std::size_t cell = cells.size(); cell-- > 0;) grow(cell);
  }
  return box;
}

}  // namespace bedside::proofs

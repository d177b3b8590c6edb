// Takes variables with a few cells each; gives decision diagrams over them: functions of all
// patients at once, each stored once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace bedside::proofs {

/// A diagram, by the place of its top node. Two diagrams are the same function exactly where they
/// are the same node (ordered, reduced, each node stored once: Bryant 1986, with as many branches
/// as the variable has cells).
using Node = std::uint32_t;

/// What a path ends at; what it means is the caller's.
using Leaf = std::uint32_t;

/// A function on leaves, so that its results are remembered. Made by Diagrams::operation.
using Operation = std::uint32_t;

/// Diagrams over variables 0, 1, … in this order from the top.
///
/// Work is bounded: once `is_spent` answers yes, or there are more nodes than allowed, every call
/// gives some node at once and `spent` stays true until the next `allow`. What was made since that
/// `allow` must then be thrown away.
class Diagrams {
 public:
  /// `widths`: how many cells each variable has, at least one.
  explicit Diagrams(std::vector<std::uint32_t> widths);

  /// Bounds what comes next: so many new nodes, and until `is_spent` (asked now and then) says so.
  void allow(std::size_t nodes, std::function<bool()> is_spent = {});
  bool spent() const { return spent_; }
  /// How many new nodes the last `allow` granted.
  std::size_t allowed() const { return allowed_; }
  /// For what is known to need more than is allowed: as if it were spent.
  void give_up() { spent_ = true; }

  std::uint32_t variables() const { return static_cast<std::uint32_t>(widths_.size()); }
  std::uint32_t width(std::uint32_t variable) const { return widths_[variable]; }
  std::size_t size() const { return nodes_.size(); }

  Node leaf(Leaf value);
  /// One child for each cell of the variable; all of them below it.
  Node node(std::uint32_t variable, std::span<const Node> children);

  bool is_leaf(Node node) const { return nodes_[node].variable == leaf_level; }
  Leaf value(Node node) const { return nodes_[node].first; }
  /// That of the top node; of a leaf, more than any variable.
  std::uint32_t variable(Node node) const { return nodes_[node].variable; }
  /// What is left where the variable lies in the cell; the node itself where it is not on top.
  Node child(Node node, std::uint32_t variable, std::uint32_t cell) const {
    const Entry& entry = nodes_[node];
    return entry.variable == variable ? children_[entry.first + cell] : node;
  }

  /// What a patient's path ends at; `cells` has one for each variable.
  Leaf at(Node node, std::span<const std::uint32_t> cells) const {
    while (!is_leaf(node)) node = child(node, variable(node), cells[variable(node)]);
    return value(node);
  }
  /// What its paths end at, and the variables that it reads; each once, ascending.
  std::vector<Leaf> leaves(Node top) const;
  std::vector<std::uint32_t> read_by(Node top) const;

  Operation operation() { return ++operations_; }

  /// The function `f(leaf of a, leaf of b)`. `f` must be the same for the same operation.
  /// `known(a, b)`: the result where it can be told at once (`and` with no), as an optional.
  template <class F, class Known>
  Node combine(Operation operation, Node a, Node b, const F& f, const Known& known);
  template <class F>
  Node combine(Operation operation, Node a, Node b, const F& f) {
    return combine(operation, a, b, f, [](Node, Node) { return std::optional<Node>(); });
  }
  /// The function `f(leaf of a)`.
  template <class F>
  Node map(Operation operation, Node a, const F& f);

 private:
  static constexpr std::uint32_t leaf_level = 0xFFFFFFFF;

  struct Entry {
    std::uint32_t variable = leaf_level;
    std::uint32_t first = 0;  ///< of a leaf its value, else where its children begin
  };
  struct Remembered {
    Operation operation = 0;
    Node a = 0;
    Node b = 0;
    Node result = 0;
  };

  template <class Visit>
  void each_node(Node top, const Visit& visit) const;
  Node stored(std::uint32_t variable, std::span<const Node> children);
  bool same(Node node, std::uint32_t variable, std::span<const Node> children) const;
  void grow();
  void count_work();
  Remembered& place_of(Operation operation, Node a, Node b);

  std::vector<std::uint32_t> widths_;
  std::vector<Entry> nodes_;
  std::vector<Node> children_;
  std::vector<std::uint32_t> buckets_;  ///< places of nodes plus one, by hash; open addressing
  std::vector<Remembered> remembered_;  ///< the last result for each hash
  Operation operations_ = 0;
  std::size_t allowed_ = SIZE_MAX;
  std::size_t most_nodes_ = SIZE_MAX;
  std::function<bool()> is_spent_;
  std::uint32_t work_ = 0;
  bool spent_ = false;
};

template <class F, class Known>
Node Diagrams::combine(Operation operation, Node a, Node b, const F& f, const Known& known) {
  if (spent_) return a;
  if (const std::optional<Node> result = known(a, b)) return *result;
  if (is_leaf(a) && is_leaf(b)) return leaf(f(value(a), value(b)));
  if (const Remembered& before = place_of(operation, a, b);
      before.operation == operation && before.a == a && before.b == b) {
    return before.result;
  }
  count_work();
  const std::uint32_t top = std::min(variable(a), variable(b));
  std::vector<Node> children(width(top));
  for (std::uint32_t cell = 0; cell < children.size(); ++cell) {
    children[cell] = combine(operation, child(a, top, cell), child(b, top, cell), f, known);
  }
  const Node result = node(top, children);
  if (!spent_) place_of(operation, a, b) = {operation, a, b, result};
  return result;
}

template <class F>
Node Diagrams::map(Operation operation, Node a, const F& f) {
  return combine(operation, a, a, [&](Leaf leaf, Leaf) { return f(leaf); });
}

}  // namespace bedside::proofs

// Takes variables with a few cells each; gives decision diagrams over them.
#include "lang/proofs/diagrams.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>
#include <utility>

namespace bedside::proofs {

namespace {

constexpr std::size_t first_buckets = 1U << 12U;
constexpr std::size_t most_remembered = 1U << 22U;
/// How often `is_spent` is asked: once in so many steps.
constexpr std::uint32_t steps_between = 1024;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15U;  // the golden ratio's bits, as in Knuth 6.4
  return hash ^ (hash >> 29U);
}

std::uint64_t hash_of(std::uint32_t variable, std::span<const Node> children) {
  std::uint64_t hash = mixed(0x51ED27, variable);
  for (const Node child : children) hash = mixed(hash, child);
  return hash;
}

}  // namespace

Diagrams::Diagrams(std::vector<std::uint32_t> widths)
    : widths_(std::move(widths)), buckets_(first_buckets, 0), remembered_(first_buckets) {}

void Diagrams::allow(std::size_t nodes, std::function<bool()> is_spent) {
  allowed_ = nodes;
  most_nodes_ = nodes > SIZE_MAX - nodes_.size() ? SIZE_MAX : nodes_.size() + nodes;
  is_spent_ = std::move(is_spent);
  spent_ = is_spent_ && is_spent_();
  work_ = 0;
}

void Diagrams::count_work() {
  if (++work_ % steps_between == 0 && is_spent_ && is_spent_()) spent_ = true;
  if (nodes_.size() > most_nodes_) spent_ = true;
}

template <class Visit>
void Diagrams::each_node(Node top, const Visit& visit) const {
  std::unordered_set<Node> seen{top};
  std::vector<Node> open{top};
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    visit(node);
    if (is_leaf(node)) continue;
    for (std::uint32_t cell = 0; cell < width(variable(node)); ++cell) {
      const Node below = child(node, variable(node), cell);
      if (seen.insert(below).second) open.push_back(below);
    }
  }
}

std::vector<Leaf> Diagrams::leaves(Node top) const {
  std::set<Leaf> found;
  each_node(top, [&](Node node) {
    if (is_leaf(node)) found.insert(value(node));
  });
  return {found.begin(), found.end()};
}

std::vector<std::uint32_t> Diagrams::read_by(Node top) const {
  std::set<std::uint32_t> found;
  each_node(top, [&](Node node) {
    if (!is_leaf(node)) found.insert(variable(node));
  });
  return {found.begin(), found.end()};
}

Node Diagrams::leaf(Leaf value) {
  const std::array<Node, 1> content{value};
  return stored(leaf_level, content);
}

Node Diagrams::node(std::uint32_t variable, std::span<const Node> children) {
  const auto differs = [&](Node child) { return child != children.front(); };
  if (std::none_of(children.begin(), children.end(), differs)) return children.front();
  return stored(variable, children);
}

bool Diagrams::same(Node node, std::uint32_t variable, std::span<const Node> children) const {
  const Entry& entry = nodes_[node];
  if (entry.variable != variable) return false;
  if (variable == leaf_level) return entry.first == children.front();
  return std::equal(children.begin(), children.end(), children_.begin() + entry.first);
}

Node Diagrams::stored(std::uint32_t variable, std::span<const Node> children) {
  if (nodes_.size() * 2 > buckets_.size()) grow();
  const std::size_t mask = buckets_.size() - 1;
  std::size_t place = hash_of(variable, children) & mask;
  for (; buckets_[place] != 0; place = (place + 1) & mask) {
    if (same(buckets_[place] - 1, variable, children)) return buckets_[place] - 1;
  }
  Entry entry{variable, children.front()};
  if (variable != leaf_level) {
    entry.first = static_cast<std::uint32_t>(children_.size());
    children_.insert(children_.end(), children.begin(), children.end());
  }
  nodes_.push_back(entry);
  buckets_[place] = static_cast<std::uint32_t>(nodes_.size());
  return buckets_[place] - 1;
}

void Diagrams::grow() {
  const std::size_t size = buckets_.size() * 2;
  buckets_.assign(size, 0);
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    const Entry& entry = nodes_[i];
    const bool ends = entry.variable == leaf_level;
    const std::span<const Node> content =
        ends ? std::span<const Node>(&entry.first, 1)
             : std::span<const Node>(children_).subspan(entry.first, widths_[entry.variable]);
    std::size_t place = hash_of(entry.variable, content) & (size - 1);
    while (buckets_[place] != 0) place = (place + 1) & (size - 1);
    buckets_[place] = i + 1;
  }
  if (remembered_.size() < most_remembered) {
    const std::vector<Remembered> before = std::exchange(remembered_, {});
    remembered_.resize(size);
    for (const Remembered& known : before) {
      if (known.operation != 0) place_of(known.operation, known.a, known.b) = known;
    }
  }
}

Diagrams::Remembered& Diagrams::place_of(Operation operation, Node a, Node b) {
  const std::uint64_t hash = mixed(mixed(mixed(0xC0FFEE, operation), a), b);
  return remembered_[hash & (remembered_.size() - 1)];
}

}  // namespace bedside::proofs

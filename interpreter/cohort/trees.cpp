// Takes a condition that reads findings alone; gives it as a small tree over atoms, and as an `or`
// of `and`s of atoms.
#include "interpreter/cohort/trees.hpp"

#include <algorithm>

namespace bedside::cohort {

using namespace meaning;

namespace {

constexpr std::size_t most_nodes = 64;
constexpr std::size_t most_terms = 64;
constexpr std::size_t deepest = 100;

class TreeMaker {
 public:
  TreeMaker(const RuleSet& rules, const Atoms& atoms) : rules_(rules), atoms_(atoms) {}

  bool add(ConditionId id, std::size_t depth) {
    if (depth > deepest || tree.nodes.size() >= most_nodes) return false;
    const AtomId atom = atoms_.of(id);
    if (atom != no_atom) {
      tree.nodes.push_back({Tree::Kind::atom, atom, {}, {}});
      return true;
    }
    const ConditionKind& kind = rules_.at(id).kind;
    if (const auto* defined = std::get_if<Defined>(&kind)) {
      return add(std::get<ConditionId>(rules_.at(defined->definition).body), depth + 1);
    }
    if (const auto* negated = std::get_if<Not>(&kind)) {
      return add(Tree::Kind::negation, {negated->operand}, {}, depth);
    }
    if (const auto* all = std::get_if<All>(&kind)) {
      return add(Tree::Kind::all, all->operands, {}, depth);
    }
    if (const auto* any = std::get_if<Any>(&kind)) {
      return add(Tree::Kind::any, any->operands, {}, depth);
    }
    if (const auto* count = std::get_if<Count>(&kind)) {
      return add(Tree::Kind::count, count->operands, {{}, count->least, count->most}, depth);
    }
    return false;
  }

  Tree tree;

 private:
  bool add(Tree::Kind kind, const std::vector<ConditionId>& operands, const Count& count,
           std::size_t depth) {
    Tree::Node node{kind, no_atom, {}, count};
    for (const ConditionId operand : operands) {
      if (!add(operand, depth + 1)) return false;
      node.operands.push_back(static_cast<std::uint32_t>(tree.nodes.size() - 1));
    }
    tree.nodes.push_back(std::move(node));
    return tree.nodes.size() <= most_nodes;
  }

  const RuleSet& rules_;
  const Atoms& atoms_;
};

using Terms = std::vector<Term>;
using MaybeTerms = std::optional<Terms>;

/// Multiplies trees out; `negated` is what stands around the node.
class Multiplying {
 public:
  Multiplying(const Tree& tree, Atoms& atoms) : tree_(tree), atoms_(atoms) {}

  MaybeTerms of(std::uint32_t index, bool negated) {
    const Tree::Node& node = tree_.nodes[index];
    switch (node.kind) {
      case Tree::Kind::atom:
        return Terms{{negated ? atoms_.negation(node.atom) : node.atom}};
      case Tree::Kind::negation:
        return of(node.operands.front(), !negated);
      case Tree::Kind::all:
        return negated ? sum(node, true) : product(node, false);
      case Tree::Kind::any:
        return negated ? product(node, true) : sum(node, false);
      case Tree::Kind::count:
        return counted(node, negated);
    }
    return std::nullopt;
  }

 private:
  MaybeTerms sum(const Tree::Node& node, bool negated) {
    Terms all;
    for (const std::uint32_t operand : node.operands) {
      const MaybeTerms more = of(operand, negated);
      if (!more || all.size() + more->size() > most_terms) return std::nullopt;
      all.insert(all.end(), more->begin(), more->end());
    }
    return all;
  }

  MaybeTerms product(const Tree::Node& node, bool negated) {
    MaybeTerms all = Terms{{}};
    for (const std::uint32_t operand : node.operands) {
      all = times(all, of(operand, negated));
      if (!all) return std::nullopt;
    }
    return all;
  }

  static MaybeTerms times(const MaybeTerms& left, const MaybeTerms& right) {
    if (!left || !right || left->size() * right->size() > most_terms) return std::nullopt;
    Terms all;
    for (const Term& a : *left) {
      for (const Term& b : *right) {
        Term& term = all.emplace_back(a);
        term.insert(term.end(), b.begin(), b.end());
      }
    }
    return all;
  }

  static MaybeTerms plus(MaybeTerms left, const MaybeTerms& right) {
    if (!left || !right || left->size() + right->size() > most_terms) return std::nullopt;
    left->insert(left->end(), right->begin(), right->end());
    return left;
  }

  /// At least `least` of the operands from `from` on; of negated ones: so many do not hold.
  MaybeTerms at_least(const Tree::Node& node, bool negated, std::size_t from, std::size_t least) {
    if (least == 0) return Terms{{}};
    if (node.operands.size() - from < least) return Terms{};
    const MaybeTerms with =
        times(of(node.operands[from], negated), at_least(node, negated, from + 1, least - 1));
    if (!with) return std::nullopt;
    return plus(with, at_least(node, negated, from + 1, least));
  }

  MaybeTerms counted(const Tree::Node& node, bool negated) {
    const std::size_t size = node.operands.size();
    const std::size_t least = node.count.least;
    const std::size_t most = std::min(node.count.most, size);
    if (!negated) {
      return times(at_least(node, false, 0, least), at_least(node, true, 0, size - most));
    }
    MaybeTerms few = least == 0 ? MaybeTerms(Terms{}) : at_least(node, true, 0, size + 1 - least);
    return plus(std::move(few), at_least(node, false, 0, most + 1));
  }

  const Tree& tree_;
  Atoms& atoms_;
};

}  // namespace

std::optional<Tree> tree_of(const RuleSet& rules, const Atoms& atoms, ConditionId id) {
  TreeMaker maker(rules, atoms);
  if (!maker.add(id, 0)) return std::nullopt;
  return std::move(maker.tree);
}

std::optional<std::vector<Term>> terms_of(const Tree& tree, Atoms& atoms) {
  MaybeTerms terms =
      Multiplying(tree, atoms).of(static_cast<std::uint32_t>(tree.nodes.size() - 1), false);
  if (!terms) return std::nullopt;
  for (Term& term : *terms) {
    std::sort(term.begin(), term.end());
    term.erase(std::unique(term.begin(), term.end()), term.end());
  }
  std::sort(terms->begin(), terms->end());
  terms->erase(std::unique(terms->begin(), terms->end()), terms->end());
  return terms;
}

}  // namespace bedside::cohort

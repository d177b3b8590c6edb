// Takes a condition as a tree; gives a table of the findings that it still waits for.
#include "interpreter/cohort/needs.hpp"

#include <algorithm>

namespace bedside::cohort {

using meaning::Truth;

namespace {

constexpr std::size_t most_findings = 32;
constexpr std::size_t most_atoms = 8;  // 3 to the 8th: 6,561 sets

/// Whether the tree is one `and` or one `or` of atoms, each on another finding.
bool is_flat(const Tree& tree, const Atoms& atoms) {
  const Tree::Node& whole = tree.nodes.back();
  if (whole.kind == Tree::Kind::atom) return true;
  if (whole.kind != Tree::Kind::all && whole.kind != Tree::Kind::any) return false;
  std::vector<std::uint32_t> findings;
  for (const Tree::Node& node : tree.nodes) {
    if (&node == &whole) continue;
    if (node.kind != Tree::Kind::atom) return false;
    const std::uint32_t finding = atoms.at(node.atom).finding.index;
    if (std::find(findings.begin(), findings.end(), finding) != findings.end()) return false;
    findings.push_back(finding);
  }
  return findings.size() <= most_findings;
}

/// The different atoms of a tree, and their findings.
struct Leaves {
  Leaves(const Tree& tree, const Atoms& all) {
    for (const Tree::Node& node : tree.nodes) {
      if (node.kind != Tree::Kind::atom) continue;
      if (std::find(atoms.begin(), atoms.end(), node.atom) == atoms.end()) {
        atoms.push_back(node.atom);
      }
    }
    for (const AtomId atom : atoms) {
      const std::uint32_t finding = all.at(atom).finding.index;
      const auto found = std::find(findings.begin(), findings.end(), finding);
      finding_of.push_back(static_cast<std::uint32_t>(found - findings.begin()));
      if (found == findings.end()) findings.push_back(finding);
    }
  }
  std::uint32_t place(AtomId atom) const {
    return static_cast<std::uint32_t>(std::find(atoms.begin(), atoms.end(), atom) - atoms.begin());
  }

  std::vector<AtomId> atoms;
  std::vector<std::uint32_t> findings;
  std::vector<std::uint32_t> finding_of;  // by atom: its place in `findings`
};

Truth truth_of(const Tree::Node& node, const std::vector<Truth>& truths) {
  Truth found = node.kind == Tree::Kind::any ? Truth::no : Truth::yes;
  std::size_t least = 0;
  std::size_t most = 0;
  for (const std::uint32_t operand : node.operands) {
    const Truth truth = truths[operand];
    least += truth == Truth::yes ? 1U : 0U;
    most += truth == Truth::no ? 0U : 1U;
    if (node.kind == Tree::Kind::negation) found = !truth;
    if (node.kind == Tree::Kind::all) found = both(found, truth);
    if (node.kind == Tree::Kind::any) found = either(found, truth);
  }
  return node.kind == Tree::Kind::count ? truth_of_count(least, most, node.count) : found;
}

/// The findings that are reached from the whole through what is unknown.
std::uint32_t waits(const Tree& tree, const Leaves& leaves, const std::vector<Truth>& of_atoms) {
  std::vector<Truth> truths;
  for (const Tree::Node& node : tree.nodes) {
    const bool atom = node.kind == Tree::Kind::atom;
    truths.push_back(atom ? of_atoms[leaves.place(node.atom)] : truth_of(node, truths));
  }
  std::vector<bool> reached(tree.nodes.size(), false);
  reached.back() = true;
  std::uint32_t set = 0;
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    if (!reached[i] || truths[i] != Truth::unknown) continue;
    const Tree::Node& node = tree.nodes[i];
    for (const std::uint32_t operand : node.operands) reached[operand] = true;
    if (node.kind == Tree::Kind::atom) {
      set |= std::uint32_t{1} << leaves.finding_of[leaves.place(node.atom)];
    }
  }
  return set;
}

/// Two trees with the same shape have the same sets.
std::vector<std::uint32_t> shape(const Tree& tree, const Leaves& leaves) {
  std::vector<std::uint32_t> key = leaves.finding_of;
  for (const Tree::Node& node : tree.nodes) {
    key.push_back(1'000'000 + static_cast<std::uint32_t>(node.kind));
    if (node.kind == Tree::Kind::atom) key.push_back(leaves.place(node.atom));
    key.insert(key.end(), node.operands.begin(), node.operands.end());
    key.push_back(static_cast<std::uint32_t>(node.count.least));
    key.push_back(static_cast<std::uint32_t>(std::min<std::size_t>(node.count.most, 1000)));
  }
  return key;
}

}  // namespace

std::optional<Needs> NeedMaker::add(const Tree& tree) {
  return is_flat(tree, atoms_) ? flat(tree) : tabled(tree);
}

std::uint32_t NeedMaker::weights(std::uint32_t finding, std::vector<std::uint32_t> by_code) {
  const auto next = static_cast<std::uint32_t>(tables.weights.size());
  const auto [known, is_new] = known_weights_.try_emplace({finding, std::move(by_code)}, next);
  if (is_new) {
    const auto& all = known->first.second;
    tables.weights.insert(tables.weights.end(), all.begin(), all.end());
  }
  return known->second;
}

std::optional<Needs> NeedMaker::flat(const Tree& tree) {
  Needs needs;
  needs.first = static_cast<std::uint32_t>(tables.items.size());
  for (const Tree::Node& node : tree.nodes) {
    if (node.kind != Tree::Kind::atom) continue;
    const Atom& atom = atoms_.at(node.atom);
    const auto known = known_bits_.find({node.atom, needs.size});
    std::uint32_t place = 0;
    if (known != known_bits_.end()) {
      place = known->second;
    } else {
      std::vector<std::uint32_t> by_code;
      for (const Truth truth : atom.truths) {
        by_code.push_back(truth == Truth::unknown ? std::uint32_t{1} << needs.size : 0);
      }
      place = weights(atom.finding.index, std::move(by_code));
      known_bits_.emplace(std::pair(node.atom, needs.size), place);
    }
    tables.items.push_back({atom.finding.index, place});
    ++needs.size;
  }
  return needs;
}

std::optional<Needs> NeedMaker::tabled(const Tree& tree) {
  const Leaves leaves(tree, atoms_);
  if (leaves.atoms.size() > most_atoms) return std::nullopt;
  Needs needs{static_cast<std::uint32_t>(tables.items.size()),
              static_cast<std::uint32_t>(leaves.findings.size()), false, 0};
  for (std::uint32_t f = 0; f < leaves.findings.size(); ++f) {
    std::vector<std::uint32_t> by_code;
    std::uint32_t power = 1;
    for (std::size_t a = 0; a < leaves.atoms.size(); ++a, power *= 3) {
      if (leaves.finding_of[a] != f) continue;
      const std::vector<Truth>& truths = atoms_.at(leaves.atoms[a]).truths;
      by_code.resize(truths.size(), 0);
      for (std::size_t code = 0; code < truths.size(); ++code) {
        by_code[code] += power * static_cast<std::uint32_t>(truths[code]);
      }
    }
    tables.items.push_back({leaves.findings[f], weights(leaves.findings[f], std::move(by_code))});
  }
  const auto next = static_cast<std::uint32_t>(tables.sets.size());
  const auto [known, is_new] = known_shapes_.try_emplace(shape(tree, leaves), next);
  needs.table = known->second;
  if (!is_new) return needs;
  std::vector<Truth> truths(leaves.atoms.size(), Truth::no);
  for (;;) {
    tables.sets.push_back(waits(tree, leaves, truths));
    std::size_t digit = 0;
    while (digit < truths.size() && truths[digit] == Truth::yes) truths[digit++] = Truth::no;
    if (digit == truths.size()) return needs;
    truths[digit] = truths[digit] == Truth::no ? Truth::unknown : Truth::yes;
  }
}

}  // namespace bedside::cohort

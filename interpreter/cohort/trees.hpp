// Takes a condition that reads findings alone; gives it as a small tree over atoms, and as an `or`
// of `and`s of atoms.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "interpreter/cohort/atoms.hpp"

namespace bedside::cohort {

/// A condition as a tree: operands before what combines them, the whole last.
struct Tree {
  enum class Kind : std::uint8_t { atom, negation, all, any, count };
  struct Node {
    Kind kind = Kind::atom;
    AtomId atom = no_atom;
    std::vector<std::uint32_t> operands;
    meaning::Count count;  ///< its `least` and `most` alone
  };
  std::vector<Node> nodes;
};

/// None where the condition reads more than findings, or is too large.
std::optional<Tree> tree_of(const meaning::RuleSet& rules, const Atoms& atoms,
                            meaning::ConditionId id);

/// Holds where all of its atoms do.
using Term = std::vector<AtomId>;

/// The terms of which one must hold. Kleene's logic is a De Morgan lattice: multiplying out and
/// pushing `not` inwards keep its third value too, so contradictory terms stay. None where there
/// would be too many.
std::optional<std::vector<Term>> terms_of(const Tree& tree, Atoms& atoms);

}  // namespace bedside::cohort

// Takes diagrams whose leaves are truths; gives Kleene logic over them, and sets of patients.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "lang/meaning/truth.hpp"
#include "lang/proofs/diagrams.hpp"

namespace bedside::proofs {

using meaning::Truth;

/// For each variable, the cells that belong; a product of sets of cells.
using Box = std::vector<std::vector<bool>>;

/// Diagrams with leaves no, unknown, yes. One without `unknown` is a set of patients.
class Logic {
 public:
  explicit Logic(Diagrams& diagrams);

  Node constant(Truth truth) const { return diagrams_.leaf(static_cast<Leaf>(truth)); }
  Node both(Node a, Node b);
  Node either(Node a, Node b);
  Node negation(Node a);
  /// Those in `a` and not in `b`; both are sets.
  Node without(Node a, Node b) { return both(a, negation(b)); }
  /// The patients of whom the truth is this one.
  Node where(Node a, Truth truth);
  /// Of the set's patients those in the box.
  Node within(Node set, const Box& box);
  Node of(const Box& box);
  /// Where the variable is in one of the cells.
  Node cells(std::uint32_t variable, const std::vector<bool>& cells);

  bool is(Node a, Truth truth) const {
    return diagrams_.is_leaf(a) && diagrams_.value(a) == static_cast<Leaf>(truth);
  }
  bool is_empty(Node set) const { return is(set, Truth::no); }

  /// Whether every patient of the box is in the set.
  bool covers(Node set, const Box& box) const { return !reaches(set, box, false); }
  /// Whether some patient of the box is in the set.
  bool meets(Node set, const Box& box) const { return reaches(set, box, true); }
  /// Everything.
  Box whole() const;
  /// One cell of each variable.
  Box single(const std::vector<std::uint32_t>& cells) const;
  /// One patient of the set, as a box of single cells where the set reads the variable, and whole
  /// elsewhere; the set must not be empty. The first cells come first.
  Box some(Node set) const;
  /// A box around `from` that is as large as it can be inside the set: first whole variables are
  /// freed, then cells are added; `linear` variables keep cells that follow each other.
  Box widened(Node set, Box from, const std::vector<bool>& linear) const;
  /// Whether a box is still inside, now that it was widened in one variable.
  using Fits = std::function<bool(const Box&, std::uint32_t variable)>;
  /// The same for what is given by `fits`; `from` is inside.
  Box widened(Box from, const std::vector<bool>& linear, const Fits& fits) const;

  Diagrams& diagrams() { return diagrams_; }

 private:
  /// Whether some path of the box ends at yes, or some at anything else.
  bool reaches(Node node, const Box& box, bool yes) const;

  Diagrams& diagrams_;
  Operation both_;
  Operation either_;
  Operation negation_;
  Operation where_[3];
};

}  // namespace bedside::proofs

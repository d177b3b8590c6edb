// Takes diagrams of sets of patients; gives one cell for each variable that lies in some of them
// and outside others, or that there is none.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "lang/proofs/diagrams.hpp"

namespace bedside::proving {

/// One cell for each variable.
using Cells = std::vector<std::uint32_t>;

/// What is asked of a patient: that he is in a set (the diagram's leaf is yes), that he is not, or
/// all or any of such parts. All of none holds always, any of none never.
struct Formula {
  enum class Kind : std::uint8_t { inside, outside, all, any };
  Kind kind = Kind::all;
  proofs::Node set = 0;
  std::vector<Formula> parts;

  static Formula inside(proofs::Node set) { return {Kind::inside, set, {}}; }
  static Formula outside(proofs::Node set) { return {Kind::outside, set, {}}; }
  static Formula all(std::vector<Formula> parts) { return {Kind::all, 0, std::move(parts)}; }
  static Formula any(std::vector<Formula> parts) { return {Kind::any, 0, std::move(parts)}; }
  Formula operator!() const;
};

/// Answers questions over many sets at once whose one diagram would be too large. A diagram is
/// told to the solver once; later questions build on what it has learned.
class CellSolver {
 public:
  /// The diagrams may grow; they must outlive it.
  explicit CellSolver(const proofs::Diagrams& diagrams);
  ~CellSolver();
  CellSolver(const CellSolver&) = delete;
  CellSolver& operator=(const CellSolver&) = delete;

  enum class Answer : std::uint8_t { exists, none, unknown };
  struct Found {
    Answer answer = Answer::unknown;
    Cells cells;  ///< where one exists
  };
  /// `none` is a proof; `unknown` once `is_over`, which is asked now and then, says so.
  Found find(const Formula& wanted, const std::function<bool()>& is_over);

 private:
  class Sentences;
  std::unique_ptr<Sentences> sentences_;
};

}  // namespace bedside::proving

// Takes what is asked of a patient over many sets; gives one of them, or all in few regions. For
// what would be too large as one diagram of all the sets.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "interpreter/proving/all_patients.hpp"
#include "interpreter/proving/cell_solver.hpp"
#include "interpreter/proving/patients.hpp"

namespace bedside::proving {

/// Boxes that cover what is asked for, each as large as it can be.
struct Boxes {
  std::vector<Box> list;
  bool more = false;  ///< there are patients outside these, or there may be
};

/// While it searches the world's diagrams must not be spent.
class PatientSearch {
 public:
  /// All must outlive it.
  PatientSearch(World& world, Patients& patients, const Limits& limits)
      : world_(world), patients_(patients), limits_(limits) {}

  /// Gives up after so many seconds, and when the time of all checks is over.
  Existence some(const Formula& wanted, double seconds);
  /// `within`: only these patients are meant, so that a box may say nothing of what they all have;
  /// `wanted` asks for one of them.
  Boxes boxes(const Formula& wanted, Node within, double seconds, std::size_t most);

  double seconds_left() const { return limits_.seconds_left(); }

 private:
  /// Sets that prove a formula for a patient: he is in these, and outside those.
  struct Reasons {
    std::vector<Node> in;
    std::vector<Node> out;
  };

  CellSolver& solver();
  std::function<bool()> over_in(double seconds) const;
  bool holds(const Formula& formula, const Cells& cells, Reasons& reasons) const;
  Box around(const Cells& cells, const std::vector<Node>& forbidden) const;
  std::vector<Node> forbidden(const Formula& wanted, const Cells& cells, Node within) const;

  World& world_;
  Patients& patients_;
  const Limits& limits_;
  std::unique_ptr<CellSolver> solver_;  ///< from the first question on
};

}  // namespace bedside::proving

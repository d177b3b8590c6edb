// Takes findings that may be touched; gives the values of them that bring a goal. Inside this room
// only.
#pragma once

#include <vector>

#include "interpreter/explain/fewest.hpp"
#include "interpreter/explain/question.hpp"

namespace bedside::explain {

/// Guesses of how open findings turn out, each made to stand against the goal.
inline constexpr std::size_t ways_of_fate = 6;

/// Evaluates records, and counts them.
class Trier {
 public:
  Trier(const Question& question, std::size_t budget) : question_(question), budget_(budget) {}

  evaluate::Evaluation of(const evaluate::Record& record);
  /// Settles every open finding but those of `except`; false where none is open.
  bool set_fates(evaluate::Record& record, const std::vector<std::size_t>& except,
                 std::size_t way) const;
  std::size_t tries() const { return tries_; }
  bool spent() const { return tries_ >= budget_; }

 private:
  const Question& question_;
  std::size_t budget_;
  std::size_t tries_ = 0;
};

/// Collects the ways of one length that differ least from the record.
class Boxes {
 public:
  Boxes(const Question& question, Trier& trier) : question_(question), trier_(trier) {}

  /// All ways that touch exactly these subjects.
  void solve(const std::vector<std::size_t>& subjects);
  /// One way that need not be among the shortest, quickly; may find none.
  void find_some_way();

  const std::vector<Way>& ways() const { return ways_; }
  std::size_t different() const { return different_; }
  bool more() const { return more_; }
  /// Whether some values could be neither excluded nor confirmed.
  bool unresolved() const { return unresolved_; }

 private:
  struct Axis {
    std::size_t subject = 0;
    const Touch* touch = nullptr;
  };
  using Axes = std::vector<Axis>;
  /// For each axis, places of classes; of a number they follow each other.
  using Box = std::vector<std::vector<std::size_t>>;

  void solve_axes(const Axes& axes);
  /// Leaves a finding as it is or gives it a value, so that the goal stays in reach.
  void settle(std::size_t index, evaluate::Record& record, Axes& axes, Box& box) const;
  /// Parts of an undecided box; none where it has one value on each axis.
  std::vector<Box> halves(const Axes& axes, const Box& box) const;
  meaning::Number distance(const Axis& axis, const std::vector<std::size_t>& places) const;
  bool can_come(const Axes& axes, const Box& box);
  /// Whether a box of single classes lies in the other, or right beside it.
  bool touches(const Axes& axes, const Box& box, const Box& other) const;
  void add(const Axes& axes, Box box);
  void widen(const Axes& axes, Box& box);
  bool brings(const Axes& axes, const Box& box);
  /// Whether the box, of which this is the evaluation, brings the goal with all of its values.
  bool each_brings(const Axes& axes, const Box& box, const evaluate::Evaluation& evaluation);
  void sharpen(const Axes& axes, Way& way);
  evaluate::Record record_of(const Axes& axes, const Box& box) const;
  evaluate::Record record_of(const Axes& axes, const Way& way) const;
  bool is_number(const Axis& axis) const;
  Way way_of(const Axes& axes, const Box& box) const;

  const Question& question_;
  Trier& trier_;
  std::vector<Way> ways_;
  std::vector<Box> seen_;  // of the axes that are being solved
  std::size_t different_ = 0;
  bool more_ = false;
  bool unresolved_ = false;
};

}  // namespace bedside::explain

// Takes a set of patients as a diagram or a box; gives one of them as a record, or that there is
// none.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "interpreter/evaluate/record.hpp"
#include "interpreter/proving/symbolic.hpp"

namespace bedside::proving {

using evaluate::Record;
using proofs::Box;

/// A patient as each rule set of the world would record him.
using Records = std::vector<Record>;

/// Whether a set has a patient. Where numbers are computed from findings with many values, that can
/// stay undecided.
struct Existence {
  std::optional<Records> patient;
  bool undecided = false;

  bool none() const { return !patient && !undecided; }
};

/// Finds patients; all of them are complete but for the findings that the set wants not recorded.
class Patients {
 public:
  /// Must outlive it.
  explicit Patients(World& world) : world_(world), impossible_(world.logic.constant(Truth::no)) {}

  /// A patient of the set.
  Existence some(Node set);
  /// A patient of the box; one with the first cells and the roundest numbers.
  Existence in(const Box& box);
  /// What the box says of the numbers that are computed, and of what they are computed from.
  Box projected(const Box& box) const { return projected(box, bound_numbers(box)); }
  /// Combinations of computed numbers of which it was proved that no patient has them.
  Node impossible() const { return impossible_; }

 private:
  /// A number for each variable that is not to have the plain one of its cell.
  using Numbers = std::map<std::uint32_t, meaning::Number>;

  Records records_of(const Box& box, const Numbers& numbers) const;
  std::vector<std::uint32_t> bound_numbers(const Box& box) const;
  std::set<std::uint32_t> findings_behind(const std::vector<std::uint32_t>& numbers) const;
  std::optional<Records> tried(const Box& box, const std::vector<std::uint32_t>& numbers) const;
  Existence solved(const Box& box, const std::vector<std::uint32_t>& numbers) const;
  Box projected(const Box& box, const std::vector<std::uint32_t>& numbers) const;

  World& world_;
  Node impossible_;
};

/// The record without the findings that none of the steps reads, nor what they read.
Record as_far_as_read(const meaning::RuleSet& rules, const std::vector<meaning::Step>& steps,
                      Record record);

/// The record without the findings that `shows` does not need; findings that were not recorded may
/// stay so.
Record shortened(const meaning::RuleSet& rules, Record record,
                 const std::function<bool(const Record&)>& shows);

/// A number of the range (on the grid) that is quickly said: few digits, near its closed end.
meaning::Number plain_number(const meaning::Range& range, const std::optional<meaning::Grid>& grid);

}  // namespace bedside::proving

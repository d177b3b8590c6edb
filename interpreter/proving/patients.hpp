// Takes a set of patients as a diagram or a box; gives one of them as a record, or that there is
// none.
#pragma once

#include <functional>
#include <optional>

#include "interpreter/evaluate/record.hpp"
#include "interpreter/proving/symbolic.hpp"

namespace bedside::proving {

using evaluate::Record;
using proofs::Box;

/// Whether a set has a patient. Where numbers are computed from findings with many values, that can
/// stay undecided.
struct Existence {
  std::optional<Record> patient;
  bool undecided = false;

  bool none() const { return !patient && !undecided; }
};

/// Finds patients; all of them are complete but for the findings that the set wants not recorded.
class Patients {
 public:
  /// `symbolic`: in the words of its rule set the records are. Must outlive it.
  explicit Patients(Symbolic& symbolic) : symbolic_(symbolic) {}

  /// A patient of the set.
  Existence some(Node set);
  /// A patient of the box; one with the first cells and the roundest numbers.
  Existence in(const Box& box);

 private:
  Record record_of(const Box& box) const;
  std::vector<std::uint32_t> bound_numbers(const Box& box) const;
  bool lies_in(const Record& record, const std::vector<std::uint32_t>& numbers,
               const Box& box) const;
  std::optional<Record> tried(const Box& box, const std::vector<std::uint32_t>& numbers) const;
  Existence solved(const Box& box, const std::vector<std::uint32_t>& numbers) const;
  Box projected(const Box& box, const std::vector<std::uint32_t>& numbers) const;

  Symbolic& symbolic_;
};

/// The record without the findings that `shows` does not need; findings that were not recorded may
/// stay so.
Record shortened(const meaning::RuleSet& rules, Record record,
                 const std::function<bool(const Record&)>& shows);

/// A number of the range (on the grid) that is quickly said: few digits, near its closed end.
meaning::Number plain_number(const meaning::Range& range, const std::optional<meaning::Grid>& grid);

}  // namespace bedside::proving

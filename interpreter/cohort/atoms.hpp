// Takes the conditions of a rule set; gives those that read one finding alone, as truths by code.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "interpreter/cohort/codes.hpp"
#include "lang/meaning/truth.hpp"

namespace bedside::cohort {

/// A condition on one finding; two that mean the same are one atom.
struct Atom {
  meaning::FindingId finding;
  std::vector<meaning::Truth> truths;  ///< by code
};

using AtomId = std::uint32_t;
inline constexpr AtomId no_atom = ~AtomId{0};

class Atoms {
 public:
  /// Both must outlive it. All conditions but those that only claims read.
  Atoms(const meaning::RuleSet& rules, const Codes& codes);

  const std::vector<Atom>& all() const { return all_; }
  const Atom& at(AtomId id) const { return all_[id]; }
  /// The atom that a condition is; `no_atom` where it reads more than one finding, or anything
  /// else.
  AtomId of(meaning::ConditionId id) const { return of_condition_[id.index]; }
  AtomId negation(AtomId id);

 private:
  AtomId intern(meaning::FindingId finding, std::vector<meaning::Truth> truths);
  AtomId taking(meaning::FindingId finding, const meaning::Values& cells);
  AtomId combined(const std::vector<meaning::ConditionId>& operands,
                  meaning::Truth (*combine)(meaning::Truth, meaning::Truth));
  AtomId counted(const meaning::Count& count);
  AtomId atom_of(const meaning::Condition& condition);

  const meaning::RuleSet& rules_;
  const Codes& codes_;
  std::vector<Atom> all_;
  std::vector<AtomId> of_condition_;
  std::vector<AtomId> negations_;
  std::map<std::pair<std::uint32_t, std::vector<meaning::Truth>>, AtomId> known_;
  /// Cells from the first to the last: most comparisons are known by them.
  std::map<std::tuple<std::uint32_t, std::size_t, std::size_t>, AtomId> stretches_;
};

/// The truth of a count, as the meaning has it: from so many that hold to so many that may.
meaning::Truth truth_of_count(std::size_t least, std::size_t most, const meaning::Count& count);

}  // namespace bedside::cohort

// Takes one rule set, or several that are compared; gives all their patients as a product of
// variables with a few cells each.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lang/meaning/possible.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/proofs/diagrams.hpp"

namespace bedside::proofs {

using meaning::RuleSet;

/// What tells patients apart: a finding, or a number that is computed from findings with more
/// values than can be tried one by one. No comparison of any of the rule sets cuts through a cell.
struct Variable {
  /// What it is in each rule set; none where a rule set does not know it.
  std::vector<std::optional<meaning::FindingId>> finding;
  std::vector<std::optional<meaning::QuantityId>> computed;
  bool is_number = false;
  /// Of a number, by rule set: the unit that it has there. Ranges and grid are in `unit()`.
  std::vector<units::Unit> units;
  std::optional<meaning::Grid> grid;  ///< of a number
  /// Of a number: its cells from low to high. `values[rule set][cell]` of a list.
  std::vector<meaning::Range> ranges;
  std::vector<std::vector<meaning::Values>> values;
  bool same_values = true;  ///< all rule sets that know the finding know the same values
  /// One more cell, the last: the finding is not recorded, or the number is not defined.
  bool may_lack = false;

  /// Of a list: the value that stands for the cell; the same one in every rule set.
  std::vector<std::vector<std::size_t>> firsts;
  std::size_t first_value(std::size_t rule_set, std::size_t cell) const {
    return firsts.at(rule_set).at(cell);
  }

  /// The unit of the first rule set that knows it.
  const units::Unit& unit() const;
  /// A range of it, or one number, in the unit of a rule set; and back.
  meaning::Range in_unit_of(std::size_t rule_set, const meaning::Range& range) const;
  meaning::Number in_unit_of(std::size_t rule_set, const meaning::Number& number) const;
  meaning::Range from_unit_of(std::size_t rule_set, const meaning::Range& range) const;

  bool is_finding() const { return !finding.empty(); }
  std::size_t cells() const { return is_number ? ranges.size() : values.front().size(); }
  std::uint32_t width() const { return static_cast<std::uint32_t>(cells() + (may_lack ? 1U : 0U)); }
  /// What a record says of it in that cell, in the words of one rule set.
  meaning::Possible possible(std::size_t rule_set, std::size_t cell) const;
};

/// Which findings may be not recorded.
enum class Missing : std::uint8_t {
  where_read,  ///< only those of which some condition reads whether they are recorded
  all,         ///< but not one that a score counts and that has other values in one rule set
};

/// The variables, in an order that keeps diagrams small: those that are read together stand near
/// each other (the FORCE heuristic: Aloul, Markov, Sakallah 2003).
struct Space {
  std::vector<const RuleSet*> rule_sets;
  std::vector<Variable> variables;
  /// By rule set and FindingId / QuantityId: its variable. A computed number that has none is
  /// computed cell by cell.
  std::vector<std::vector<std::uint32_t>> of_finding;
  std::vector<std::map<meaning::QuantityId, std::uint32_t>> of_quantity;

  std::vector<std::uint32_t> widths() const;
};

/// Where the values of a list stand among those of another: by their names. Of two lists as long as
/// each other, a value that only one has and one that only the other has, at the same place, are
/// one value under two names.
std::vector<std::optional<std::size_t>> places_in(const meaning::Finding& other,
                                                  const meaning::Finding& finding);

/// Findings of several rule sets are the same where the name is, both are numbers (of one
/// dimension) or both lists; then only the values that all of them know are told apart. The rule
/// sets must outlive it.
Space space_of(const std::vector<const RuleSet*>& rule_sets, Missing missing);

}  // namespace bedside::proofs

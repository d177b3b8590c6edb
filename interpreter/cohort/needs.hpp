// Takes a condition as a tree; gives a table of the findings that it still waits for.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/cohort/trees.hpp"

namespace bedside::cohort {

/// What one condition waits for. Each of its findings has a weight by code. `flat`: the sum is the
/// set of findings, a bit each; else it is the place in a table of such sets.
struct Needs {
  struct Item {
    std::uint32_t finding = 0;
    std::uint32_t weights = 0;  ///< weights[this + code]
  };
  std::uint32_t first = 0;  ///< items[first …]
  std::uint32_t size = 0;
  bool flat = true;
  /// Of a flat one: sets count only where the whole is unknown, which the caller knows.
  std::uint32_t table = 0;  ///< sets[table + sum]
};

struct NeedTables {
  std::vector<Needs::Item> items;
  std::vector<std::uint32_t> weights;
  std::vector<std::uint32_t> sets;

  /// The findings that a condition waits for which is unknown, as bits of its items.
  template <class Codes>
  std::uint32_t set(const Needs& needs, const Codes& codes) const {
    std::uint32_t sum = 0;
    for (std::uint32_t i = needs.first; i < needs.first + needs.size; ++i) {
      sum += weights[items[i].weights + codes[items[i].finding]];
    }
    return needs.flat ? sum : sets[needs.table + sum];
  }
};

/// Makes the tables of one rule set; trees of the same shape share theirs.
class NeedMaker {
 public:
  explicit NeedMaker(const Atoms& atoms) : atoms_(atoms) {}

  /// None where the table would be too large.
  std::optional<Needs> add(const Tree& tree);

  NeedTables tables;

 private:
  std::uint32_t weights(std::uint32_t finding, std::vector<std::uint32_t> by_code);
  std::optional<Needs> flat(const Tree& tree);
  std::optional<Needs> tabled(const Tree& tree);

  const Atoms& atoms_;
  std::map<std::pair<std::uint32_t, std::vector<std::uint32_t>>, std::uint32_t> known_weights_;
  std::map<std::pair<AtomId, std::uint32_t>, std::uint32_t> known_bits_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known_shapes_;
};

}  // namespace bedside::cohort

// Takes values of one kind; gives each a number, the same for the same value.
#pragma once

#include <map>
#include <vector>

#include "lang/proofs/diagrams.hpp"

namespace bedside::proofs {

/// What the leaves of a diagram stand for. `Less`: a strict order of all values.
template <class Value, class Less = std::less<Value>>
class Interned {
 public:
  Leaf of(const Value& value) {
    const auto [known, is_new] = known_.try_emplace(value, static_cast<Leaf>(values_.size()));
    if (is_new) values_.push_back(&known->first);
    return known->second;
  }
  const Value& at(Leaf leaf) const { return *values_.at(leaf); }

 private:
  std::map<Value, Leaf, Less> known_;
  std::vector<const Value*> values_;  // a map's keys stay where they are
};

}  // namespace bedside::proofs

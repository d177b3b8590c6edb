// Takes positions of values in their list; gives sets of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bedside::meaning {

/// A set of values of one list (of a finding's values, or of an assessment's levels), by their
/// position. Lists of up to 64 values need no memory of their own.
class Values {
 public:
  Values() = default;
  static Values all(std::size_t count);
  static Values one(std::size_t value);

  void insert(std::size_t value);
  bool has(std::size_t value) const;
  bool empty() const;
  std::size_t size() const;
  /// The least value; the set must not be empty.
  std::size_t first() const;
  /// The greatest value; the set must not be empty.
  std::size_t last() const;
  std::vector<std::size_t> list() const;

  bool meets(const Values& other) const;
  bool within(const Values& other) const;
  Values& operator&=(const Values& other);
  Values& operator|=(const Values& other);
  /// Those of the first `count` values that are not in the set.
  Values rest(std::size_t count) const;
  friend bool operator==(const Values& a, const Values& b);

 private:
  std::uint64_t word(std::size_t index) const;
  std::size_t words() const { return more_.size() + 1; }
  void trim();

  std::uint64_t first_ = 0;
  std::vector<std::uint64_t> more_;  // values from 64 on; its last word is never zero
};

}  // namespace bedside::meaning

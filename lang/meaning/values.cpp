// Takes positions of values in their list; gives sets of them.
#include "lang/meaning/values.hpp"

#include <algorithm>
#include <bit>

namespace bedside::meaning {

Values Values::all(std::size_t count) {
  Values values;
  for (std::size_t i = 0; i < count; ++i) values.insert(i);
  return values;
}

Values Values::one(std::size_t value) {
  Values values;
  values.insert(value);
  return values;
}

std::uint64_t Values::word(std::size_t index) const {
  if (index == 0) return first_;
  return index <= more_.size() ? more_[index - 1] : 0;
}

void Values::insert(std::size_t value) {
  const std::size_t index = value / 64;
  const std::uint64_t bit = std::uint64_t{1} << (value % 64);
  if (index == 0) {
    first_ |= bit;
    return;
  }
  if (more_.size() < index) more_.resize(index);
  more_[index - 1] |= bit;
}

bool Values::has(std::size_t value) const { return (word(value / 64) >> (value % 64) & 1U) != 0; }

bool Values::empty() const { return first_ == 0 && more_.empty(); }

std::size_t Values::size() const {
  auto count = static_cast<std::size_t>(std::popcount(first_));
  for (const std::uint64_t bits : more_) count += static_cast<std::size_t>(std::popcount(bits));
  return count;
}

std::size_t Values::first() const {
  std::size_t index = 0;
  while (index < more_.size() && word(index) == 0) ++index;
  return index * 64 + static_cast<std::size_t>(std::countr_zero(word(index)));
}

std::size_t Values::last() const {
  const std::size_t index = more_.size();
  return index * 64 + 63 - static_cast<std::size_t>(std::countl_zero(word(index)));
}

std::vector<std::size_t> Values::list() const {
  std::vector<std::size_t> values;
  for (std::size_t index = 0; index < words(); ++index) {
    for (std::uint64_t bits = word(index); bits != 0; bits &= bits - 1) {
      values.push_back(index * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
    }
  }
  return values;
}

bool Values::meets(const Values& other) const {
  for (std::size_t i = 0; i < std::min(words(), other.words()); ++i) {
    if ((word(i) & other.word(i)) != 0) return true;
  }
  return false;
}

bool Values::within(const Values& other) const {
  for (std::size_t i = 0; i < words(); ++i) {
    if ((word(i) & ~other.word(i)) != 0) return false;
  }
  return true;
}

Values& Values::operator&=(const Values& other) {
  first_ &= other.first_;
  for (std::size_t i = 0; i < more_.size(); ++i) more_[i] &= other.word(i + 1);
  trim();
  return *this;
}

Values& Values::operator|=(const Values& other) {
  first_ |= other.first_;
  if (more_.size() < other.more_.size()) more_.resize(other.more_.size());
  for (std::size_t i = 0; i < other.more_.size(); ++i) more_[i] |= other.more_[i];
  return *this;
}

Values Values::rest(std::size_t count) const {
  Values values;
  for (std::size_t i = 0; i < count; ++i) {
    if (!has(i)) values.insert(i);
  }
  return values;
}

bool operator==(const Values& a, const Values& b) {
  return a.first_ == b.first_ && a.more_ == b.more_;
}

void Values::trim() {
  while (!more_.empty() && more_.back() == 0) more_.pop_back();
}

}  // namespace bedside::meaning

// Takes a seed; gives bounded draws that are the same on every machine and standard library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace bedside::agree {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}

  /// 0 to bound - 1. The bias of `%` is far below what a test could see.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  bool chance(unsigned percent) { return engine_() % 100 < percent; }

  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

  /// `count` different numbers below `bound`, in random order.
  std::vector<std::size_t> some(std::size_t count, std::size_t bound) {
    std::vector<std::size_t> all(bound);
    for (std::size_t i = 0; i < bound; ++i) all[i] = i;
    shuffle(all);
    all.resize(count < bound ? count : bound);
    return all;
  }

  std::uint64_t seed() { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace bedside::agree

// Takes words of bits; gives questions about them that need no instruction which an old processor
// lacks.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace bedside::cohort {

using Word = std::uint64_t;

inline constexpr std::size_t bits_of_word = 64;

/// The place of the least bit; the word must not be 0.
inline std::size_t first_bit(Word word) { return static_cast<std::size_t>(std::countr_zero(word)); }
/// The place of the greatest bit; -1 of none.
inline std::int32_t last_bit(Word word) {
  return static_cast<std::int32_t>(std::bit_width(word)) - 1;
}
/// std::popcount is a call of a function where the processor is not known.
inline bool has_several(Word word) { return (word & (word - 1)) != 0; }
inline bool has_one(Word word) { return word != 0 && !has_several(word); }

/// Calls `each` with the place of every bit, the least first.
template <class Each>
void for_each_bit(Word word, const Each& each) {
  for (; word != 0; word &= word - 1) each(first_bit(word));
}

}  // namespace bedside::cohort

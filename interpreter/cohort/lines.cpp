// Takes planes of conditions and lines of word operations; gives planes of results.
#include <algorithm>
#include <utility>

#include "interpreter/cohort/planes.hpp"
#include "interpreter/cohort/wide.hpp"

namespace bedside::cohort {

namespace {

constexpr std::size_t most_literals = 6;

/// The and of planes, for each word of a chunk. The planes are different memory.
template <bool More, bool Last, std::size_t... At>
inline __attribute__((always_inline)) void line(const Word* const* planes, Word* __restrict out,
                                                Word* __restrict hit, std::index_sequence<At...>) {
  const Word* const plane[] = {planes[At]...};
  for (std::size_t i = 0; i < plane_words; ++i) {
    Word all = (plane[At][i] & ...);
    if (More) all |= out[i];
    out[i] = all;
    if (Last) hit[i] |= all;
  }
}

template <std::size_t Size>
inline __attribute__((always_inline)) void line(const Planes::Line& of, const Word* const* planes,
                                                Word* out, Word* hit) {
  constexpr auto at = std::make_index_sequence<Size>();
  if (!of.more && of.last) return line<false, true>(planes, out, hit, at);
  if (!of.more) return line<false, false>(planes, out, hit, at);
  if (of.last) return line<true, true>(planes, out, hit, at);
  line<true, false>(planes, out, hit, at);
}

/// A line of any length.
inline void long_line(const Planes::Line& of, const std::uint32_t* literals, const Word* in,
                      Word* out, Word* hit) {
  for (std::size_t i = 0; i < plane_words; ++i) {
    Word all = ~Word{0};
    for (std::uint32_t k = 0; k < of.size; ++k) all &= in[literals[k] * plane_words + i];
    if (of.more) all |= out[i];
    out[i] = all;
    if (of.last) hit[i] |= all;
  }
}

}  // namespace

BEDSIDE_WIDE void run_lines(std::span<const Planes::Line> lines, const std::uint32_t* literals,
                            const Word* in, Word* out, Word* work) {
  for (const Planes::Line& of : lines) {
    const std::uint32_t* const first = literals + of.literals;
    Word* const to = out + std::size_t{of.out} * plane_words;
    Word* const hit = work + std::size_t{of.hit} * plane_words;
    const Word* planes[most_literals] = {};
    for (std::uint32_t k = 0; k < of.size && k < most_literals; ++k) {
      planes[k] = in + std::size_t{first[k]} * plane_words;
    }
    switch (of.size) {
      case 1:
        line<1>(of, planes, to, hit);
        break;
      case 2:
        line<2>(of, planes, to, hit);
        break;
      case 3:
        line<3>(of, planes, to, hit);
        break;
      case 4:
        line<4>(of, planes, to, hit);
        break;
      case 5:
        line<5>(of, planes, to, hit);
        break;
      case 6:
        line<6>(of, planes, to, hit);
        break;
      default:
        long_line(of, first, in, to, hit);
    }
  }
}

BEDSIDE_WIDE void value_planes(std::size_t levels, std::size_t bits, bool scale,
                               const Word* __restrict hits, Word* __restrict out) {
  constexpr std::size_t step = 8;  // words that stay in registers
  for (std::size_t from = 0; from < plane_words; from += step) {
    Word several[step] = {};
    Word before[step] = {};
    for (std::size_t level = 0; level < levels && !scale; ++level) {
      const Word* const hit = hits + level * plane_words + from;
      for (std::size_t i = 0; i < step; ++i) {
        several[i] |= before[i] & hit[i];
        before[i] |= hit[i];
      }
    }
    for (std::size_t bit = 0; bit < bits; ++bit) {
      Word value[step] = {};
      for (std::size_t level = 0; level < levels; ++level) {
        const Word* const hit = hits + level * plane_words + from;
        const Word has_bit = Word{0} - ((level + 1) >> bit & 1U);
        for (std::size_t i = 0; i < step; ++i) value[i] ^= (value[i] ^ has_bit) & hit[i];
      }
      Word* const to = out + bit * plane_words + from;
      for (std::size_t i = 0; i < step; ++i) to[i] = value[i] & ~several[i];
    }
  }
}

void transpose(std::array<Word, 64>& words) {
  Word mask = 0x00000000FFFFFFFF;
  for (std::size_t width = 32; width != 0; width >>= 1U, mask ^= mask << width) {
    for (std::size_t i = 0; i < 64; i = (i + width + 1) & ~width) {
      const Word swapped = ((words[i] >> width) ^ words[i + width]) & mask;
      words[i] ^= swapped << width;
      words[i + width] ^= swapped;
    }
  }
}

}  // namespace bedside::cohort

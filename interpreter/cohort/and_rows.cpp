// Takes rows of bits; gives the bits that all of them have.
#include "interpreter/cohort/terms.hpp"
#include "interpreter/cohort/wide.hpp"

namespace bedside::cohort {

BEDSIDE_WIDE void and_rows(const Word* const* rows, std::size_t count, const Word* start,
                           std::size_t words, Word* out) {
  constexpr std::size_t step = 8;  // words that stay in registers
  for (std::size_t from = 0; from < words; from += step) {
    Word both[step];
    for (std::size_t i = 0; i < step; ++i) both[i] = start[from + i];
    for (std::size_t row = 0; row < count; ++row) {
      for (std::size_t i = 0; i < step; ++i) both[i] &= rows[row][from + i];
    }
    for (std::size_t i = 0; i < step; ++i) out[from + i] = both[i];
  }
}

}  // namespace bedside::cohort

// Takes the terms of conditions; gives them as rows of bits, one row for each code of each finding.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "interpreter/cohort/bits.hpp"
#include "interpreter/cohort/trees.hpp"

namespace bedside::cohort {

/// What is asked of many conditions at once, each a slot: a rule's own condition, or `applies if`.
/// One bit for each term; the and of one row for each finding leaves the terms that hold.
///
/// Where all fits into one word (`layers` > 0) the k-th term of slot s is bit k * slots + s. Else
/// the first term of slot s is bit s, further terms follow from word `slot_words` on.
struct Terms {
  std::size_t slots = 0;
  std::size_t slot_words = 0;  ///< words for one bit of each slot
  std::size_t layers = 0;
  std::size_t words = 0;  ///< words for one bit of each term; a multiple of 8 but where it is one
  std::vector<std::uint32_t> extra_slot;  ///< of the bits from `slot_words` on: whose they are
  std::vector<std::uint32_t> findings;    ///< those that are read, ascending
  std::vector<std::uint32_t> first_row;   ///< by finding: its row for code 0
  /// rows[(row * 2) * words]: the terms that this finding lets be sure (it says yes to all they ask
  /// of it); from rows[(row * 2 + 1) * words] on those that it lets be possible (it says no to
  /// nothing).
  std::vector<Word> rows;
  std::vector<Word> start;  ///< the bits that are terms

  const Word* row(std::uint32_t finding, Code code) const {
    return rows.data() + std::size_t{first_row[finding] + code} * 2 * words;
  }
};

/// `of_slots`: the terms of each slot; of one that is not computed here, none.
Terms terms_as_rows(const std::vector<std::vector<Term>>& of_slots, const Atoms& atoms,
                    const Codes& codes);

/// out[i] = start[i] & rows[0][i] & rows[1][i] … for `words` words, a multiple of 8.
void and_rows(const Word* const* rows, std::size_t count, const Word* start, std::size_t words,
              Word* out);

}  // namespace bedside::cohort

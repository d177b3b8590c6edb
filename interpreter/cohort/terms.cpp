// Takes the terms of conditions; gives them as rows of bits, one row for each code of each finding.
#include "interpreter/cohort/terms.hpp"

#include <algorithm>

namespace bedside::cohort {

using meaning::Truth;

namespace {

std::size_t words_for(std::size_t bits) { return (bits + bits_of_word - 1) / bits_of_word; }

class RowMaker {
 public:
  RowMaker(const std::vector<std::vector<Term>>& of_slots, const Atoms& atoms, const Codes& codes)
      : of_slots_(of_slots), atoms_(atoms), codes_(codes) {}

  Terms make() {
    lay_out();
    lay_rows();
    for (std::size_t slot = 0; slot < terms_.slots; ++slot) {
      for (std::size_t i = 0; i < of_slots_[slot].size(); ++i) {
        write(place(slot, i), of_slots_[slot][i]);
      }
    }
    return std::move(terms_);
  }

 private:
  void lay_out() {
    terms_.slots = of_slots_.size();
    terms_.slot_words = words_for(terms_.slots);
    std::size_t most = 1;
    std::size_t extras = 0;
    for (const auto& terms : of_slots_) {
      most = std::max(most, terms.size());
      extras += terms.empty() ? 0 : terms.size() - 1;
    }
    if (terms_.slots * most <= bits_of_word) {
      terms_.layers = most;
      terms_.words = 1;
    } else {
      const std::size_t words = terms_.slot_words + words_for(extras);
      terms_.words = (words + 7) / 8 * 8;
    }
    terms_.start.resize(terms_.words, 0);
  }

  void lay_rows() {
    std::uint32_t rows = 0;
    for (std::uint32_t i = 0; i < codes_.findings(); ++i) {
      terms_.first_row.push_back(rows);
      rows += static_cast<std::uint32_t>(codes_.at({i}).codes());
    }
    terms_.rows.resize(std::size_t{rows} * 2 * terms_.words, ~Word{0});
    std::vector<bool> read(codes_.findings(), false);
    for (const auto& terms : of_slots_) {
      for (const Term& term : terms) {
        for (const AtomId atom : term) read[atoms_.at(atom).finding.index] = true;
      }
    }
    for (std::uint32_t i = 0; i < read.size(); ++i) {
      if (read[i]) terms_.findings.push_back(i);
    }
  }

  std::size_t place(std::size_t slot, std::size_t term) {
    if (terms_.layers > 0) return term * terms_.slots + slot;
    if (term == 0) return slot;
    terms_.extra_slot.push_back(static_cast<std::uint32_t>(slot));
    return terms_.slot_words * bits_of_word + terms_.extra_slot.size() - 1;
  }

  void write(std::size_t place, const Term& term) {
    const std::size_t word = place / bits_of_word;
    const Word bit = Word{1} << (place % bits_of_word);
    terms_.start[word] |= bit;
    for (const AtomId id : term) {
      const Atom& atom = atoms_.at(id);
      Word* row = terms_.rows.data() +
                  std::size_t{terms_.first_row[atom.finding.index]} * 2 * terms_.words + word;
      for (const Truth truth : atom.truths) {
        if (truth != Truth::yes) row[0] &= ~bit;
        if (truth == Truth::no) row[terms_.words] &= ~bit;
        row += 2 * terms_.words;
      }
    }
  }

  const std::vector<std::vector<Term>>& of_slots_;
  const Atoms& atoms_;
  const Codes& codes_;
  Terms terms_;
};

}  // namespace

Terms terms_as_rows(const std::vector<std::vector<Term>>& of_slots, const Atoms& atoms,
                    const Codes& codes) {
  return RowMaker(of_slots, atoms, codes).make();
}

}  // namespace bedside::cohort

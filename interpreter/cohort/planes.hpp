// Takes the codes of many patients; gives their outcomes, a bit of each for 64 patients in a word.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "interpreter/cohort/bits.hpp"
#include "interpreter/cohort/session.hpp"

namespace bedside::cohort {

/// Words of a plane that are computed together: they stay in registers and the nearest cache.
inline constexpr std::size_t plane_words = 32;
/// So many patients are computed together, a chunk: patient i is bit i % 64 of word i / 64.
inline constexpr std::size_t chunk_patients = plane_words * bits_of_word;

/// A rule set as straight lines of word operations. Each different condition on one finding is a
/// plane (a bit for each patient: it surely holds) that all rules share; rules are ands and ors of
/// planes. One chunk after the other, each in memory of its own: any number of threads may run
/// them.
///
///     std::vector<Word> in(planes.in_words()), out(planes.out_words()), work(planes.work_words());
///     planes.load(columns, patients, in.data());
///     planes.run(in.data(), out.data(), work.data());
class Planes {
 public:
  /// The session and its rule set must outlive it.
  explicit Planes(const Session& session);

  /// Whether rules and values follow from conditions on single findings, without `overrides`,
  /// `otherwise`, band lists or `applies if`. All else is the session's, one record at a time.
  bool usable() const { return usable_; }

  /// Words for one chunk: of conditions, of results, of memory to work in.
  std::size_t in_words() const { return atoms_.size() * plane_words; }
  std::size_t out_words() const { return out_planes_ * plane_words; }
  std::size_t work_words() const { return work_planes_ * plane_words; }

  /// Fills the conditions of at most `chunk_patients` patients: `columns[finding][patient]`.
  void load(std::span<const Code* const> columns, std::size_t patients, Word* in) const;
  /// From conditions to results.
  void run(const Word* in, Word* out, Word* work) const;

  /// Of results: the patients for whom a rule fires.
  const Word* fired(const Word* out, std::uint32_t rule) const {
    return out + std::size_t{rule} * plane_words;
  }
  /// The value of an assessment for one patient; -1: none.
  std::int32_t value(const Word* out, std::uint32_t assessment, std::size_t patient) const;
  /// For each patient the rules that fire, 64 a word: rows[patient * rule words …].
  void rows(const Word* out, std::size_t patients, Word* rows) const;
  std::size_t rule_words() const { return rule_words_; }

  /// One line: of a rule's terms, an and of planes.
  struct Line {
    std::uint32_t literals = 0;  ///< literals_[this …]
    std::uint32_t size = 0;
    std::uint32_t out = 0;  ///< plane of the results
    std::uint32_t hit = 0;  ///< plane to work in, of a level; only of a rule's last line
    bool more = false;      ///< or-ed to what the lines before gave
    bool last = false;
  };

 private:
  struct Values {
    std::size_t levels = 0;
    std::size_t first_hit = 0;  ///< plane to work in
    std::size_t first_out = 0;  ///< planes of the value plus one, its least bit first
    std::size_t bits = 0;
    bool scale = true;
  };
  /// The atoms of a finding, 64 at a time: by code, which of them surely hold.
  struct Group {
    std::uint32_t finding = 0;
    std::size_t first = 0;  ///< plane
    std::size_t size = 0;
    std::vector<Word> by_code;
  };

  void add_atoms(const Plan& plan);
  void add_values(const Plan& plan);
  void add_lines(const Plan& plan);
  void find_values(Word* out, Word* work) const;

  bool usable_ = false;
  std::vector<std::uint32_t> atoms_;  // by plane: AtomId
  std::vector<Group> groups_;
  std::vector<std::uint32_t> literals_;
  std::vector<Line> lines_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> more_hits_;  // plane of results, to work in
  std::vector<Values> values_;
  std::size_t rules_ = 0;
  std::size_t rule_words_ = 0;
  std::size_t out_planes_ = 0;
  std::size_t work_planes_ = 0;
};

/// Each line in turn, on one chunk.
void run_lines(std::span<const Planes::Line> lines, const std::uint32_t* literals, const Word* in,
               Word* out, Word* work);

/// From the patients whom each level is concluded of to the value plus one, in binary: of a scale
/// the greatest level, of a choice the only one.
void value_planes(std::size_t levels, std::size_t bits, bool scale, const Word* hits, Word* out);

/// Bit i of word k becomes bit k of word i.
void transpose(std::array<Word, 64>& words);

}  // namespace bedside::cohort

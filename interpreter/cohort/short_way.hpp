// Takes the codes of one patient; gives what follows, of rule sets that fit into one word. For this
// folder alone.
#pragma once

#include "interpreter/cohort/asking.hpp"

namespace bedside::cohort {

/// The way of most rule sets that are small: one word of terms, and one scale of at most four
/// levels that follows from the rules alone. It gives what the machine would, sooner: where the
/// scale ends is looked up, and what rules wait for is found for all of them at once.
class ShortWay {
 public:
  /// Whether it can be taken.
  static bool suits(const Plan& plan);

  /// Results go into the machine. Both must outlive it.
  ShortWay(const Plan& plan, Machine& machine);

  /// The rules that fire and the value; nothing else.
  void outcome(const Code* codes) {
    const Word fired = folded(left(sure_, codes)) & rules_;
    machine_.fired[0] = fired;
    machine_.assessments[0].value = ends_[levels_of(fired)].row.value;
  }
  /// Everything but advice; what it gives is what to record next, good until the next call.
  std::span<const meaning::FindingId> everything(const Code* codes);

 private:
  /// What follows from the levels of rules that fire (the low four bits) and are undecided.
  struct End {
    AssessmentRow row;
    Word mattering = 0;  ///< rules that would change it
  };

  /// The terms that no finding takes away.
  Word left(const Word* row, const Code* codes) const {
    const std::size_t stride = stride_;
    Word left = start_;
    std::size_t i = findings_;
    for (; i >= 4; i -= 4, row += 4 * stride, codes += 4) {
      const Word* const second = row + 2 * stride;
      left &=
          (row[codes[0]] & row[stride + codes[1]]) & (second[codes[2]] & second[stride + codes[3]]);
    }
    for (; i > 0; --i, row += stride, ++codes) left &= row[*codes];
    return left;
  }
  /// Rules of which some term is left.
  Word folded(Word left) const {
    Word any = left;
    for (std::size_t layer = 1; layer < layers_; ++layer) any |= left >> layer * slots_;
    return any;
  }
  /// Without a branch on them.
  std::size_t levels_of(Word rules) const {
    return static_cast<std::size_t>((rules & levels_[0]) != 0) |
           static_cast<std::size_t>((rules & levels_[1]) != 0) << 1U |
           static_cast<std::size_t>((rules & levels_[2]) != 0) << 2U |
           static_cast<std::size_t>((rules & levels_[3]) != 0) << 3U;
  }
  void lay_unknown();
  void ask(Word mattering, const Code* codes);
  void sort();

  const Plan& plan_;
  Machine& machine_;
  std::size_t findings_;
  std::size_t stride_;
  std::size_t layers_;
  std::size_t slots_;
  const Word* sure_;  // [finding * stride + code], and so are these
  const Word* possible_;
  Word start_;
  Word rules_;
  Word levels_[4] = {};
  std::vector<End> ends_;
  /// Rules that are one `and` or one `or` of at most seven findings: what they wait for is the
  /// findings of which they read something unknown. [finding * stride + code]: these rules.
  std::vector<Word> unknown_;
  Word flat_ = 0;
  std::vector<Word> waiting_;  // by finding: the rules that wait for it
  std::uint64_t shares_[33] = {};
  std::vector<std::uint64_t> usefulness_;  // by finding
  std::vector<meaning::FindingId> wanted_;
};

}  // namespace bedside::cohort

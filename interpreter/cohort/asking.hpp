// Takes what a machine found where the guideline applies; gives what to record next. For this
// folder alone.
#pragma once

#include "interpreter/cohort/waiting.hpp"

namespace bedside::cohort {

/// The same order as interpreter/evaluate/ask.cpp, of the same sums.
class Asking {
 public:
  explicit Asking(const Plan& plan);
  /// Good until the next call. `waiting` must be of the machine.
  std::span<const meaning::FindingId> ask(const Machine& machine, Waiting& waiting);

 private:
  void find_mattering(const Machine& machine, std::uint32_t assessment, Waiting& waiting);
  void add_advising(const Machine& machine);
  bool gives_advice(const Machine& machine) const;
  void want_set(const Needs& needs, const Code* codes);
  void want(std::span<const meaning::FindingId> findings, bool decides);
  std::span<const meaning::FindingId> sorted();

  const Plan& plan_;
  std::vector<Word> mattering_;            // rules
  std::vector<Word> advising_;             // rules that give any advice
  std::vector<std::uint64_t> usefulness_;  // by finding; 0: not wanted
  std::array<std::uint64_t, 33> shares_{};
  std::vector<std::uint8_t> decides_;  // by finding: whether the guideline applies
  std::vector<meaning::FindingId> wanted_;
};

/// The levels that would change where an assessment ends, if an undecided rule concluded them.
Word mattering_levels(const AssessmentPlan& plan, const AssessmentRow& row,
                      std::span<const Word> by);

/// What one part shares among the findings that it waits for; see interpreter/evaluate/ask.cpp.
inline constexpr std::uint64_t whole_share = 5354228880;

/// Fills a machine's result from the evaluator's.
void enter(const evaluate::Evaluation& evaluation, const Plan& plan, Machine& machine);

}  // namespace bedside::cohort

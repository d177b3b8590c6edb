// Takes patients' results; gives how often each outcome came, which rules fired, what was missing.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "interpreter/cohort/row.hpp"
#include "interpreter/evaluate/evaluation.hpp"
#include "lang/meaning/rule_set.hpp"

namespace bedside::cohort {

/// Counts of patients; those of several parts of a cohort can be added up.
class Summary {
 public:
  using Count = std::uint64_t;
  static constexpr std::size_t statuses = 6;
  /// By Status.
  using Counts = std::array<Count, statuses>;

  explicit Summary(const meaning::RuleSet& rules);

  void add(const evaluate::Evaluation& evaluation);
  /// Of a session, where everything was wanted.
  void add(const Row& row);
  void add(const Summary& other);

  Count patients = 0;
  std::vector<std::vector<Counts>> assessments;  ///< by AssessmentId and level, last: no value
  std::vector<Count> fired;                      ///< by RuleId
  /// By FindingId: the patients in whom an answer could still have changed the result.
  std::vector<Count> missing;
};

}  // namespace bedside::cohort

// Takes nothing; gives the shape of what is known of one patient, without memory of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "interpreter/cohort/bits.hpp"
#include "interpreter/evaluate/evaluation.hpp"

namespace bedside::cohort {

/// Where one assessment ends. Sets of levels are bits, the least serious the lowest; assessments
/// have at most 63 levels here.
struct AssessmentRow {
  meaning::Status status = meaning::Status::open;
  bool nothing = false;     ///< may end without a value
  bool conflict = false;    ///< may end in conflict
  std::int32_t value = -1;  ///< the level now; -1: none
  Word levels = 0;          ///< that it may end at
  Word established = 0;
  Word undecided = 0;  ///< of rules that are undecided
  Word fired = 0;      ///< of rules that fire
};

/// The ends of a score, in units of 1 / `Session::scale()` points.
struct ScoreRow {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

/// `by` counts over `rule`, whose own condition holds.
struct Overridden {
  meaning::RuleId rule;
  meaning::RuleId by;
};

/// What follows for one patient, as views that are good until the next one is assessed. Sets of
/// rules are bits by RuleId, 64 a word.
struct Row {
  std::span<const Word> fired;
  std::span<const AssessmentRow> assessments;  ///< of an outcome: only their values

  // The rest only where everything was wanted.
  meaning::Truth applies = meaning::Truth::yes;
  std::span<const Word> undecided;
  std::span<const Word> holds;    ///< rules whose own condition is sure
  std::span<const Word> may;      ///< and possible
  std::span<const Word> by_list;  ///< levels still possible, of the band lists of all assessments
  std::span<const Overridden> overridden;
  std::span<const ScoreRow> scores;
  std::span<const evaluate::AdviceStatus> advice;
  std::span<const meaning::FindingId> ask;  ///< the most useful first

  /// Not null where the evaluator was asked (see `Session`): all of it, scores above all, which are
  /// then not among `scores`. Without `ask` where only the outcome was wanted.
  const evaluate::Evaluation* evaluation = nullptr;
};

}  // namespace bedside::cohort

// Takes nothing; gives the shape of what is known of one patient under one rule set.
#pragma once

#include <optional>
#include <vector>

#include "interpreter/evaluate/record.hpp"
#include "lang/meaning/computing.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/meaning/truth.hpp"

namespace bedside::evaluate {

using meaning::Ends;
using meaning::ItemPoints;
using meaning::Possibly;
using meaning::RuleStatus;
using meaning::ScoreResult;
using meaning::Status;
using meaning::Truth;
using meaning::Values;

struct RuleResult {
  Truth condition = Truth::unknown;  ///< its own condition; of `otherwise`: that all others are out
  RuleStatus status = RuleStatus::undecided;
  /// The rules that count over it, where its own condition holds.
  std::vector<meaning::RuleId> overridden_by;
};

struct AssessmentResult {
  Status status = Status::open;
  std::optional<std::size_t> value;
  Ends ends;
  Values established;           ///< levels that are concluded already
  Values undecided;             ///< levels of undecided rules, `otherwise` apart
  std::vector<Values> by_list;  ///< for each `by` list, its levels that are still possible
};

enum class AdviceStatus : std::uint8_t { not_given, possible, given };

struct AdviceResult {
  AdviceStatus status = AdviceStatus::not_given;
  std::vector<meaning::RuleId> by;  ///< the rules that give it, or may
};

/// The result, with the trace that explains it: the truth of every condition, the ends of every
/// number. Where `applies if` is unknown, the trace is that of a guideline which applies; rules,
/// assessments, advice and the ends of scores allow for both.
struct Evaluation {
  Truth applies = Truth::yes;
  std::vector<Truth> conditions;              ///< by ConditionId
  std::vector<Possibly> quantities;           ///< by QuantityId
  std::vector<ScoreResult> scores;            ///< by ScoreId
  std::vector<RuleResult> rules;              ///< by RuleId
  std::vector<AssessmentResult> assessments;  ///< by AssessmentId
  std::vector<AdviceResult> advice;           ///< by AdviceId
  std::vector<meaning::FindingId> ask;        ///< what to record next, the most useful first
};

/// What follows for this patient. Total: it ends for every record, without I/O.
Evaluation evaluate(const meaning::RuleSet& rules, const Record& record);

/// The same without `ask`, for those who try many records.
Evaluation conclude(const meaning::RuleSet& rules, const Record& record);

/// The findings that a condition still waits for, by name: those it reads and that could change its
/// truth. None where it is decided.
std::vector<meaning::FindingId> open_findings(const meaning::RuleSet& rules, const Record& record,
                                              const Evaluation& evaluation,
                                              meaning::ConditionId condition);

/// The same of a number that is not yet one number.
std::vector<meaning::FindingId> open_findings(const meaning::RuleSet& rules, const Record& record,
                                              const Evaluation& evaluation,
                                              meaning::QuantityId quantity);

/// The same of an undecided rule: also what the rules that override it, and `applies if`, wait for.
std::vector<meaning::FindingId> open_findings(const meaning::RuleSet& rules, const Record& record,
                                              const Evaluation& evaluation, meaning::RuleId rule);

}  // namespace bedside::evaluate

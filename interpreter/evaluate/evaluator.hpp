// Takes a rule set and a record; gives the machine that computes one step after the other. For this
// folder alone.
#pragma once

#include <vector>

#include "interpreter/evaluate/concluding.hpp"
#include "interpreter/evaluate/evaluation.hpp"

namespace bedside::evaluate {

using meaning::RuleSet;

Said said_of(const RuleSet& rules, const Evaluation& evaluation, meaning::AssessmentId id);

/// The most serious levels that a scale may reach, each plus one; 0 is no level at all.
Values maxima(const Said& said, const std::vector<Values>& by_lists);

/// What to record next, from an evaluation in which `applies if` is taken to hold.
std::vector<meaning::FindingId> what_to_ask(const RuleSet& rules, const Record& record,
                                            const Evaluation& evaluation);

/// Goes through the rule set's program, each result where later steps find it.
class Evaluator {
 public:
  /// `applies`: whether the guideline is taken to apply to this patient.
  Evaluator(const RuleSet& rules, const Record& record, bool applies);
  Evaluation run();

 private:
  void compute(meaning::ConditionId id) { computing_.compute(id); }
  void compute(meaning::QuantityId id) { computing_.compute(id); }
  void compute(meaning::DefinitionId /*id*/) {}  // its body is a step of its own
  void compute(meaning::ScoreId id) { computing_.compute(id); }
  void compute(meaning::RuleId id);
  void compute(meaning::AssessmentId id);
  AssessmentResult conclude(meaning::AssessmentId id) const;
  Truth others_are_out(meaning::AssessmentId id) const;

  const RuleSet& rules_;
  bool applies_;
  meaning::Computing computing_;
  Evaluation evaluation_;
};

}  // namespace bedside::evaluate

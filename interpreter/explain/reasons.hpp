// Takes an evaluation; gives the recorded findings that a condition rests on.
#pragma once

#include <string>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "lang/meaning/rule_set.hpp"

namespace bedside::explain {

/// Everything that is needed to talk about one patient's result.
struct Case {
  const meaning::RuleSet& rules;
  const evaluate::Record& record;
  const evaluate::Evaluation& evaluation;
};

/// What makes the condition what it is (yes or no): findings as recorded, scores and assessments as
/// they stand, each once, in the order of the condition. Empty where it is unknown.
std::vector<std::string> reasons(const Case& of, meaning::ConditionId condition);

/// "12 mm", "from 10 to 20 mm", "unknown": what a number may still be.
std::string amount(const evaluate::Possibly& possibly, const meaning::Unit& unit);

/// The ends of a score: "3", "2 to 5", "at least 2".
std::string score_text(const evaluate::Possibly& total);

}  // namespace bedside::explain

// Takes a name that a person gives; gives the rule, level or advice that it stands for.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::explain {

/// What may be asked for: that a rule fires, that an assessment is at a level, that an advice is
/// given.
using Goal = std::variant<meaning::RuleId, meaning::Outcome, meaning::AdviceId>;

/// Why a name stands for no goal, or for several: a sentence, and what can be written instead.
struct NoGoal {
  std::string words;
  std::vector<std::string> instead;
};

/// A rule (`quiet and localized`, `rule "…"`, `x.bedside:12`), a level (`caution`, `outlook
/// caution`, `outlook is caution`, `x-ray needed`, `no x-ray needed`) or an advice (`imaging`,
/// `advise imaging`), whatever the case and the white space.
std::variant<Goal, NoGoal> goal_named(const meaning::Loaded& loaded, std::string_view name);

/// `rule "quiet and localized"`, `outlook caution`, `advice imaging`
std::string goal_words(const meaning::Loaded& loaded, const Goal& goal);

/// Whether it came: the rule fires, the level is the value now, the advice is given.
bool has_come(const evaluate::Evaluation& evaluation, const Goal& goal);

}  // namespace bedside::explain

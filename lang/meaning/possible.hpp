// Takes facts about a patient; gives the values that each finding may still have.
#pragma once

#include <vector>

#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// What one finding may still be: values of a list (or of yes/no), or a range of numbers.
struct Possible {
  Values values;
  Range range;
  bool recorded = false;  ///< settled or narrowed by something that was recorded
};

/// By FindingId.
using PossibleFindings = std::vector<Possible>;

/// Of a patient of whom nothing is recorded: every value of every domain.
PossibleFindings everything_possible(const RuleSet& rules);

/// What happened when a fact was added.
enum class Narrowed : std::uint8_t { done, contradiction, outside_domain };

/// Adds a fact. It is left out where it contradicts what is known, or where none of its values lies
/// in the finding's domain (or on its step).
Narrowed narrow(PossibleFindings& findings, const RuleSet& rules, const Fact& fact);

/// Whether only one value is left.
bool is_settled(const Possible& possible, const Finding& finding);

/// Why a fact was left out, in a sentence.
std::string why_left_out(Narrowed how, const PossibleFindings& findings, const RuleSet& rules,
                         const Fact& fact);

}  // namespace bedside::meaning

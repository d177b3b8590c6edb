// Takes a rule set; gives its decisions with their parts, and what one part means for the whole.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/meaning/rule_set.hpp"
#include "lang/meaning/truth.hpp"

namespace bedside::testing {

/// A part of a condition that is not made of others, and the way down to it.
struct Part {
  struct Turn {
    meaning::ConditionId of;
    std::size_t operand = 0;
  };
  meaning::ConditionId condition;
  std::vector<Turn> way;       ///< from the whole; empty where the part is all of it
  bool may_be_unknown = true;  ///< `pain is recorded` never is
};

/// A condition on which something hangs: a rule, a definition, an item of a score, or whether the
/// guideline applies. A definition is a decision of its own, and one part where others read it.
struct Decision {
  enum class Kind : std::uint8_t { applies, definition, points, rule };
  Kind kind = Kind::rule;
  std::uint32_t owner = 0;  ///< index of the rule, definition or score
  meaning::ConditionId whole;
  std::vector<Part> parts;  ///< in the order of the text
};

/// All decisions, in the order of the enumeration above.
std::vector<Decision> decisions_of(const meaning::RuleSet& rules);

/// What the whole would be if this part alone were no or yes, all others being as they are.
struct Influence {
  meaning::Truth if_no = meaning::Truth::no;
  meaning::Truth if_yes = meaning::Truth::yes;

  /// The part is not masked: it alone decides between yes and no.
  bool decides() const {
    return if_no != meaning::Truth::unknown && if_yes != meaning::Truth::unknown && if_no != if_yes;
  }
};

/// `truths`: of every condition, by ConditionId.
Influence influence(const meaning::RuleSet& rules, const std::vector<meaning::Truth>& truths,
                    const Part& part);

/// The conditions that a condition is made of; none of a part.
std::vector<meaning::ConditionId> operands(const meaning::Condition& condition);

}  // namespace bedside::testing

// Takes a small model and the rule set of its text; gives records drawn at random.
#pragma once

#include "tests/agree/all_patients.hpp"

namespace bedside::agree {

/// Each finding recorded, missing or narrowed.
evaluate::Record random_patient(Draw& draw, const Model& model, const meaning::RuleSet& rules);

}  // namespace bedside::agree

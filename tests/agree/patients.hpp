// Takes a small model and the rule set of its text; gives records drawn at random.
#pragma once

#include "tests/agree/all_patients.hpp"

namespace bedside::agree {

/// A random model, with its text, and that as a rule set.
struct Rules {
  Model model;
  std::string text;
  meaning::Loaded loaded;
};

/// `wide`: with a number that has more values than are taken one by one.
Rules random_rules(Draw& draw, const Taste& taste, bool wide);

/// Each finding recorded, missing or narrowed.
evaluate::Record random_patient(Draw& draw, const Model& model, const meaning::RuleSet& rules);

}  // namespace bedside::agree

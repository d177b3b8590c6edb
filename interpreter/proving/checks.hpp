// Takes a rule set; gives what is wrong with it for some patient, proved over all patients.
#pragma once

#include <functional>

#include "lang/meaning/load.hpp"
#include "lang/text/message.hpp"

namespace bedside::proving {

/// How much work a proof may take.
struct Limits {
  /// Asked now and then; once it says yes, what is not proved yet is undecided.
  std::function<bool()> is_spent;
  /// Nodes of diagrams that one check may make.
  std::size_t nodes = 1'000'000;
};

/// The checks over all patients: gap, conflict, never-fires, always-fires, never-matters, duplicate,
/// empty-part, outside-range, undefined-number. Each with all regions where it holds, and a patient
/// whom the evaluator confirms. What could not be decided is an `undecided-check`. The rule set must
/// have no errors.
text::Messages check_all_patients(const meaning::Loaded& loaded, const Limits& limits);

}  // namespace bedside::proving

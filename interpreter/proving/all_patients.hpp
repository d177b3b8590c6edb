// Takes a rule set; gives what is wrong with it for some patient, proved over all patients.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lang/meaning/load.hpp"
#include "lang/text/message.hpp"

namespace bedside::proving {

/// How much work a proof may take.
struct Limits {
  /// Asked now and then; once it says yes, what is not proved yet is undecided.
  std::function<bool()> is_spent;
  /// Nodes of diagrams that one check may make.
  std::size_t nodes = 1'000'000;
  /// Nodes for the one diagram of a question about all rules; beyond, it is asked set by set.
  std::size_t nodes_at_once = 100'000;
  /// How much time is left until `is_spent`, for what has to be told beforehand.
  std::function<double()> seconds_left = [] { return 1e6; };
};

/// The checks over all patients: gap, conflict, never-fires, always-fires, never-matters,
/// duplicate, empty-part, outside-range, undefined-number. Each with all regions where it holds,
/// and a patient whom the evaluator confirms. What could not be decided is an `undecided-check`.
/// The rule set must have no errors.
text::Messages check_all_patients(const meaning::Loaded& loaded, const Limits& limits);

/// What was found of a claim.
struct Proof {
  enum class Answer : std::uint8_t { proved, refuted, undecided };
  Answer answer = Answer::undecided;
  std::vector<std::string> regions;  ///< where it fails, in the words of the language
  bool more_regions = false;
  std::string witness;  ///< a patient of whom it fails, as a `given` line
  /// Proved, because there is no patient whom the claim speaks of: the guideline applies to nobody
  /// who has what stands before `implies`.
  bool about_nobody = false;
};

/// Whether one of the rule set's claims (by its place) holds for every complete patient to whom the
/// guideline applies.
Proof prove(const meaning::Loaded& loaded, std::size_t claim, const Limits& limits);

}  // namespace bedside::proving

// Takes what was found of a claim; gives it as lines that a person reads.
#pragma once

#include <cstddef>
#include <string>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/proving/checks.hpp"
#include "lang/text/render.hpp"

namespace bedside::proving {

/// A patient, and what the rules make of what is recorded.
struct Assessed {
  evaluate::Record record;
  evaluate::Evaluation evaluation;
};

/// The patient of whom a refuted claim fails, read again from the words of the proof.
Assessed witness_of(const meaning::Loaded& loaded, const Proof& proof);

/// The answer, and of a refuted claim where it fails, with a patient and what the rules conclude
/// for that patient. `claim`: its place in the rule set. Ends with a line end.
std::string claim_text(const meaning::Loaded& loaded, std::size_t claim, const Proof& proof,
                       const text::Style& style, std::size_t width);

/// Why a claim stays undecided where time was not what was lacking.
inline constexpr const char* too_much =
    "It is neither proved nor refuted: there is too much to go through, or a number that is "
    "computed from findings could not be decided.";

}  // namespace bedside::proving

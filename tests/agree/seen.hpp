// Takes what the evaluator says of a record; gives what a person sees of one thing in it.
#pragma once

#include <string>

#include "interpreter/evaluate/evaluation.hpp"
#include "tests/agree/pairs.hpp"

namespace bedside::agree {

/// In the words that `diff` has for it: `benign so far`, `2 or 3`, `given`, `does not fire`.
std::string seen(const Side& side, const evaluate::Evaluation& result, const Subject& subject);

}  // namespace bedside::agree

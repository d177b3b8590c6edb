// Takes a small model and a record; gives what Bedside itself says of them, through its rule text.
#pragma once

#include "interpreter/evaluate/record.hpp"
#include "tests/agree/answer.hpp"

namespace bedside::agree {

/// Bedside's evaluator: the model is written as rule text, read, checked for meaning, and evaluated
/// with the record, which is written as the text of a `given` and read as well.
Engine bedside_engine();

/// What the evaluator says of a record, by names.
Answer answer_from(const meaning::RuleSet& rules, const evaluate::Record& record);

}  // namespace bedside::agree

// Takes a small model and a record; gives what language.md, section 5, says of it: sets of possible
// values and three truths, read word for word. The enumeration of all patients holds a result to be
// sound; this one holds it to be no vaguer than the text allows.
#pragma once

#include <optional>

#include "tests/agree/answer.hpp"
#include "tests/agree/model.hpp"

namespace bedside::agree {

enum class Three : std::uint8_t { no, unknown, yes };

/// Whether the text fixes everything about this model: no computed numbers, no `any item of`, no
/// `applies if`, and only scores whose groups are exact and that add no other score.
bool in_words_exact(const Model& model);

/// Whether the score's ends are those over all completions: no `add`, and no group of items that
/// reads computed numbers, scores or assessments, or has more than 4,096 combinations.
bool exact_score(const Model& model, std::size_t score);

/// The answer, but for `ask`. The model must be `in_words_exact`.
Answer answer_in_words(const Model& model, const Record& record);

/// The truth of a condition that reads findings and definitions alone.
Three truth_of(const Model& model, const Record& record, const Condition& condition);

/// Least and greatest value of an exact score over all completions of the record.
std::pair<Value, Value> score_ends(const Model& model, const Record& record, std::size_t score);

}  // namespace bedside::agree

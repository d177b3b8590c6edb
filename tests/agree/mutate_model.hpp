// Takes a small model and a draw; gives the model with one slip in it, as people make them, with
// another vocabulary, or said otherwise.
#pragma once

#include <optional>

#include "tests/agree/generate.hpp"

namespace bedside::agree {

/// A limit moved, `and` for `or`, a negation lost, another level, a rule or a part of one lost,
/// `otherwise`, an override or `applies if` added or lost … None where the model has no place for
/// what was drawn. Whether it can still be loaded is for the caller to see.
std::optional<Model> with_slip(Draw& draw, const Taste& taste, const Model& model);

/// A finding with another range, other steps, or one more value.
std::optional<Model> with_other_values(Draw& draw, const Model& model);

/// A number in another unit, and so all that is said of it.
std::optional<Model> in_other_unit(Draw& draw, const Model& model);

/// Other names of rules and definitions, definitions in place of what they stand for, `unless` as
/// part of the condition: the same for every patient.
Model renamed(Draw& draw, Model model);

/// A value of a finding in the other model's words; they differ in nothing but the unit.
Value in_unit_of(const Finding& to, const Finding& from, Value value);

}  // namespace bedside::agree

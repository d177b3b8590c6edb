// Takes a small model or record; gives it as Bedside text, in one of the many ways to write it.
#pragma once

#include <string>

#include "tests/agree/draw.hpp"
#include "tests/agree/model.hpp"

namespace bedside::agree {

/// The whole rule set. `style` chooses the order of statements and of what stands in lists, and
/// the spelling of every condition; it never changes what is said.
std::string write_model(Draw& style, const Model& model);

/// Claims made of the conditions and levels of its rules, true or not, to stand anywhere in the
/// text of the model. None reads what was recorded; there are none where nothing else can be said.
std::string write_claims(Draw& style, const Model& model);

/// The text of a `given`, entries in any order.
std::string write_record(Draw& style, const Model& model, const Record& record);

std::string write_condition(Draw& style, const Model& model, const Condition& condition);

/// The conditions joined by `and` or by commas, fit for `given`.
std::string write_facts(Draw& style, const Model& model, const std::vector<Condition>& facts);

std::string write_number(Draw& style, const Model& model, const Number& number);

/// "38.5" for 38500.
std::string decimal(Value value);

}  // namespace bedside::agree

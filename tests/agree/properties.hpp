// Takes an engine and a case; gives what is wrong with the engine's answers, or nothing. What each
// function holds is a line of the table in README.md.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "tests/agree/answer.hpp"
#include "tests/agree/generate.hpp"

namespace bedside::agree {

struct Case {
  std::uint64_t seed = 0;
  Model model;
  Record record;
};

using Complaint = std::optional<std::string>;
using Property = std::function<Complaint(const Engine&, const Case&)>;

/// No patient who completes the record contradicts the answer.
Complaint sound(const Engine& engine, const Case& given);
/// With every finding recorded, the answer is that of plain booleans and numbers.
Complaint complete(const Engine& engine, const Case& given);
/// Where language.md fixes the answer on a partial record, it is that answer.
Complaint as_worded(const Engine& engine, const Case& given);
/// One more finding never changes what is settled, nor brings back what is ruled out.
Complaint monotone(const Engine& engine, const Case& given);
/// The order of statements, operands and facts, and the spelling, change nothing.
Complaint order_free(const Engine& engine, const Case& given);
/// What is not asked for cannot matter once what is asked for is recorded.
Complaint asks_enough(const Engine& engine, const Case& given);

/// The answer that a complete patient has.
Answer answer_of(const Model& model, const Patient& patient);

/// Whether some rule on `recorded` gives this advice; such advice may come and go.
bool advice_on_recorded(const Model& model, std::size_t advice);

}  // namespace bedside::agree

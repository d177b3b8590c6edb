// Takes ranges, values and facts; gives them in the words of the language.
#pragma once

#include <string>
#include <string_view>

#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// "30 mm", "12 /min", "3"; without a unit the number alone.
std::string in_words(const Number& number, const Unit& unit);

/// Why a text is no unit, as a sentence with the spellings that may have been meant.
std::string unit_problem(const units::UnitProblem& problem);

/// As it can be said of a number: "at least 30 mm", "from 10 to below 20 mm", "exactly" left out.
std::string in_words(const Range& range, const Unit& unit);

/// The values of a list with `or` between them.
std::string in_words(const Values& values, const std::vector<std::string>& names);

/// A name as it has to be written: in quotes where it has a reserved word or a mark in it.
std::string written(const std::string& name);

/// What is known of a finding, as a `given` line has it: `no pain`, `lesion size 12 mm`, `sex is a
/// or b`.
std::string in_words(const Finding& finding, const Values& values, const Range& range);

/// "settled", "provisional", "open", "none", "conflict", "not applicable"
std::string_view status_name(Status status);

/// "article A3"
std::string citation_text(const RuleSet& rules, const Citation& citation);

}  // namespace bedside::meaning

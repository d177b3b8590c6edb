// Takes what examples should show; gives it in words.
#pragma once

#include <string>

#include "interpreter/testing/goals.hpp"
#include "lang/text/source.hpp"

namespace bedside::testing {

/// What a goal or a thing to be shown is about: a rule, a definition, a score, an assessment …
struct Subject {
  std::string name;  ///< `rule "quiet"`, `assessment outlook`
  meaning::Span span;
};
Subject subject_of(const Plan& plan, const Shown& shown, const text::Sources& sources);

/// Of the subject: "fires", "`no pain` alone decides that it holds", "at 30 mm".
std::string in_words(const Plan& plan, const Shown& shown, const text::Sources& sources);

/// The same of a goal: "`no pain` alone makes the difference".
std::string in_words(const Plan& plan, const Goal& goal, const text::Sources& sources);

/// A record as a `given` line has it: "calcification localized, no pain"; empty where nothing is
/// recorded.
std::string given_line(const meaning::RuleSet& rules, const evaluate::Record& record);

}  // namespace bedside::testing

// Takes a record and other facts; gives the difference that they make.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/evaluate/record.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::explain {

/// What is said of one thing before and after.
struct Difference {
  std::string of;  ///< its name
  std::string before;
  std::string after;
};

struct WhatIf {
  std::vector<std::string> facts;    ///< what is supposed, as a `given` line has it
  std::vector<Difference> findings;  ///< what the record says of them, and what is supposed
  std::vector<Difference> applies;   ///< one, where it changes whether the guideline applies
  std::vector<Difference> assessments;
  std::vector<Difference> scores;
  std::vector<Difference> advice;
  std::vector<Difference> rules;
  std::vector<std::string> ask;    ///< what to record then
  std::vector<std::string> asked;  ///< asked before and no longer
  std::vector<std::string> newly_asked;

  bool nothing() const {
    return applies.empty() && assessments.empty() && scores.empty() && advice.empty() &&
           rules.empty() && asked.empty() && newly_asked.empty();
  }
};

/// The record with the facts in place of what it says of their findings; none where the facts
/// contradict each other or lie outside a finding's domain (then `why` says so).
std::optional<evaluate::Record> supposed(const meaning::RuleSet& rules,
                                         const evaluate::Record& record,
                                         const std::vector<meaning::Fact>& facts, std::string& why);

/// `then`: the record that is supposed, from `supposed`.
WhatIf what_if(const meaning::Loaded& loaded, const evaluate::Record& record,
               const std::vector<meaning::Fact>& facts, const evaluate::Record& then);

/// Lines for a person; ends with a line end.
std::string what_if_text(const WhatIf& what_if, std::size_t width);

}  // namespace bedside::explain

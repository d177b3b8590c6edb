// Takes one patient's result; gives it by names, as lists that any format can write.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/explain/reasons.hpp"
#include "lang/text/source.hpp"

namespace bedside::explain {

struct NamedAssessment {
  std::string name;
  std::string_view status;
  std::optional<std::string> value;
  std::vector<std::string> possible;
  bool possible_nothing = false;
};

/// An end without bound, or of a score that may be undefined, is none.
struct NamedScore {
  std::string name;
  std::optional<meaning::Number> low;
  std::optional<meaning::Number> high;
};

struct NamedAdvice {
  std::string name;
  bool given = false;
  std::vector<std::string> by;
};

struct FiredRule {
  std::string name;
  std::string file;
  std::uint32_t line = 0;
  std::string because;
  std::vector<std::string> cites;
};

struct UndecidedRule {
  std::string name;
  std::vector<std::string> needs;
};

struct OverriddenRule {
  std::string name;
  std::string by;
};

struct Result {
  std::string id;
  std::string guideline;
  std::string_view applies;
  std::vector<NamedAssessment> assessments;
  std::vector<NamedScore> scores;
  std::vector<NamedAdvice> advice;  ///< given or possible
  std::vector<FiredRule> fired;
  std::vector<UndecidedRule> undecided;
  std::vector<OverriddenRule> overridden;
  std::vector<std::string> ask;
};

/// "benign, settled"; "open: may become benign or no value"
std::string standing(const NamedAssessment& assessment);

Result by_name(const Case& of, const text::Sources& sources, const std::string& guideline);

}  // namespace bedside::explain

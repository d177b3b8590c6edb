// Takes one side of a comparison as people write it; gives the rule sets that it names.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/rule_sets.hpp"

namespace bedside::commands {

/// OLD or NEW.
struct Side {
  std::string word;        ///< as it was written; "standard input" for `-`
  bool folder = false;     ///< then it may hold any number of guidelines
  std::string git_prefix;  ///< `git:REV:`, which the paths of its files begin with; or nothing
  std::vector<RuleSetInput> inputs;
};

/// A file, a folder, a shipped name, `-`, or `git:REV:PATH`. Files that a rule file uses are read
/// from where it is read from.
Result<Side> load_side(const std::string& word, Outside outside);

/// The two rule sets of one guideline; null where one side does not have it.
struct Pair {
  const RuleSetInput* before = nullptr;
  const RuleSetInput* after = nullptr;
};

/// Guidelines of one name belong together; where neither side is a folder, the two do whatever
/// their names. A problem where a name stands for two guidelines of one side.
Result<std::vector<Pair>> paired(const Side& before, const Side& after);

}  // namespace bedside::commands

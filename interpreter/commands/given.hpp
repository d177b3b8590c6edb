// Takes facts that stand on a command line; gives what they say in the words of each rule set.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/command.hpp"
#include "interpreter/evaluate/record.hpp"

namespace bedside::commands {

/// What a flag says in the words of one rule set.
struct Given {
  evaluate::Record record;            ///< with all of its facts
  std::vector<meaning::Facts> texts;  ///< one for each text
};

/// `flag` is what messages call the texts.
Given read_given(const RuleSetInput& input, const std::string& flag,
                 const std::vector<std::string>& texts);

/// Says on standard error what is wrong with the texts; whether anything is. One Given for each
/// rule set: of several guidelines one need not know the findings of another, but somebody has to
/// know each.
bool report_given(const std::vector<Given>& all, const Common& common);

}  // namespace bedside::commands

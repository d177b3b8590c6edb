// Takes the RULES of a command line; gives the rule sets that they name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "interpreter/commands/files.hpp"
#include "interpreter/commands/shipped.hpp"
#include "interpreter/commands/used_files.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::commands {

/// One rule set, and how people call it: its file, its files, or its shipped name.
struct RuleSetInput {
  std::string name;
  meaning::Loaded loaded;
  std::vector<std::string> words;  ///< the RULES that stand for it alone
};

/// Files are read together as one rule set; below each folder every guideline is one of its own; a
/// shipped name is one. Nothing at all: the shipped `hand-hemangioma`.
Result<std::vector<RuleSetInput>> load_rule_sets(const std::vector<std::string>& rules,
                                                 Outside outside);

/// The same, each with one more claim, the last of its claims: what stands behind the colon of
/// `claim "…":`. Messages call that text `claim`.
Result<std::vector<RuleSetInput>> load_with_claim(const std::vector<std::string>& rules,
                                                  Outside outside, const std::string& claim);

/// What files would hold after a change that is not written yet, by their real paths.
using Changed = std::map<std::string, std::string>;

/// The rule files below a folder that no guideline there uses are rule sets too (for `check`).
Result<std::vector<RuleSetInput>> load_all_below(const std::vector<std::string>& rules,
                                                 Outside outside, const Changed& changed = {});

/// The shipped guideline of this name, or null.
const ShippedFile* shipped_named(const std::string& name);

/// What to say of a word in RULES that names nothing.
Problem no_such_rules(const std::string& word);

/// The files of one rule set by its name: a file, a folder with one guideline, a shipped name.
Result<std::vector<meaning::InputFile>> files_of_one(const std::string& name);

/// The guideline's name, or what the rule set is called where it has none.
std::string guideline_name(const RuleSetInput& input);

/// The rule set that is meant where none is named.
inline constexpr const char* default_rules = "hand-hemangioma";

}  // namespace bedside::commands

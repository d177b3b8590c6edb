// Takes what both halves of `assess` share: one patient from the command line, patients from files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/commands/commands.hpp"

namespace bedside::commands {

/// The exit code where the flags ask for what the format has no room for, said on standard error.
std::optional<int> refused_format(const AssessFlags& flags, const std::string& format);

/// Assesses the patients of `--findings`.
int assess_findings(const std::vector<RuleSetInput>& inputs, const Common& common,
                    const AssessFlags& flags);

}  // namespace bedside::commands

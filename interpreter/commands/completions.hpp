// Takes the outline of a command line; gives the script that completes it in a shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/commands/outline.hpp"

namespace bedside::commands {

/// What the value of a flag, or an argument, is completed to.
enum class Completes { nothing, words, files, folders, rules };

struct Completion {
  Completes kind = Completes::nothing;
  std::vector<std::string> words;  ///< where the kind is `words`; with `rules`, the shipped names
};

Completion completion_of(const FlagOutline& flag, const Outline& outline);

/// The scripts, ready to be read by the shell at its start.
std::string bash_completions(const Outline& outline);
std::string zsh_completions(const Outline& outline);
std::string fish_completions(const Outline& outline);

/// The words of a text in single quotes, as bash, zsh and fish read them.
std::string quoted(std::string_view words);

}  // namespace bedside::commands

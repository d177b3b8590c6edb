// Takes what CLI11 was told about the command line; gives its outline.
#pragma once

#include "interpreter/commands/outline.hpp"

namespace CLI {
class App;
}

namespace bedside::commands {

/// Everything that help, completions and the manual page say of the command line. In a footer,
/// a line `Example: …` is an example, `Exit 1: …` says what that code means; the rest are notes.
Outline outline_of(const CLI::App& app);

}  // namespace bedside::commands

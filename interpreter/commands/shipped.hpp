// Takes nothing; gives the texts that are part of the program: the guidelines of stdlib_rules/ and
// the pages of docs/messages/.
#pragma once

#include <span>
#include <string_view>

namespace bedside::commands {

/// A file that is built in: its name without folder and ending, and its bytes as they are there.
struct ShippedFile {
  std::string_view name;
  std::string_view text;
};

// The sources of these functions are written by interpreter/commands/embed.cmake when the program
// is built. The files are sorted by name and live as long as the program.

/// The guidelines of stdlib_rules/.
std::span<const ShippedFile> shipped_guidelines();

/// The pages of docs/messages/, each named by its message's code.
std::span<const ShippedFile> message_pages();

}  // namespace bedside::commands

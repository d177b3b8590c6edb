// Takes a rule text before and after formatting; gives what would be lost, if anything is.
#pragma once

#include <optional>
#include <string>

#include "lang/meaning/load.hpp"

namespace bedside::format {

/// Why a formatted text must not take the place of the one before.
struct Fault {
  std::string text;      ///< finishes "it was left as it is: …"
  bool of_file = false;  ///< the file's own doing; else ours
};

/// Holds the text after against the one before: every comment and word in its place, the same
/// statements and parts, the same rule set and messages, and a second time changes nothing.
/// What names of other files mean is known only where they are used; a library that is checked
/// alone is held to everything else.
std::optional<Fault> verify(const meaning::InputFile& before, const std::string& after,
                            const meaning::ReadFile& read);

}  // namespace bedside::format

// Takes nothing; gives the guidelines that are part of the program (stdlib_rules/, built in).
#pragma once

#include <span>
#include <string_view>

namespace bedside::commands {

/// A guideline of stdlib_rules/: its file name without `.bedside`, and its bytes as they are there.
struct ShippedGuideline {
  std::string_view name;
  std::string_view text;
};

/// All shipped guidelines, sorted by name. They live as long as the program.
/// The source of this function is written by stdlib_rules/CMakeLists.txt when the program is built.
std::span<const ShippedGuideline> shipped_guidelines();

}  // namespace bedside::commands

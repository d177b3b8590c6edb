// Takes RULES; gives their files with all fixes made that are sure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/commands/rule_sets.hpp"

namespace bedside::commands {

/// A file before and after its fixes.
struct FixedFile {
  std::string path;
  std::string before;
  std::string after;
  std::vector<std::string> fixes;  ///< each with its place
};

struct Fixed {
  std::vector<FixedFile> files;  ///< those that change
};

/// Makes the sure fixes in the given files and in those below given folders, and again in what
/// comes of it, until none is left; nothing is written yet. No two fixes change one place at once.
Result<Fixed> make_sure_fixes(const std::vector<std::string>& rules, Outside outside);

/// Writes the files; a problem where one cannot be written.
std::optional<Problem> write(const Fixed& fixed);

/// "fixed x.bedside:3:5: write `than`", a line each, and how many in all; `verb` is "fixed" or
/// "would fix".
std::string fixed_in_words(const Fixed& fixed, std::string_view verb);

}  // namespace bedside::commands

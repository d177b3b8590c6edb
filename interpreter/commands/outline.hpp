// Takes nothing; gives the shape of a command line as data: commands, their flags, what these take.
// Help, completions, the manual page and "did you mean" are all made from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bedside::commands {

/// The heading of the flags that every command has.
inline constexpr const char* common_group = "Common flags";

inline constexpr const char* not_a_device =
    "Bedside is not a medical device; what it says is information, not medical advice.";

/// A flag, or (with one name without dashes) an argument such as RULES.
struct FlagOutline {
  std::vector<std::string> names;   ///< the long one first: `--help`, `-h`
  std::string value;                ///< what it takes, `FILE`; empty where it takes nothing
  std::vector<std::string> values;  ///< the only ones it takes; empty where any will do
  std::string about;
  std::string group;      ///< the heading in the help
  bool many = false;      ///< may be given several times
  bool required = false;  ///< the command does nothing without it

  const std::string& name() const { return names.front(); }
};

struct CommandOutline {
  std::string name;
  std::string about;
  std::string group;
  std::vector<FlagOutline> arguments;
  std::vector<FlagOutline> flags;
  std::vector<std::string> examples;  ///< lines that work when they are pasted into a shell
  std::string wrong;                  ///< what exit code 1 means; empty where it never comes
  std::string notes;

  /// The flag of this name, or null.
  const FlagOutline* flag(std::string_view name) const;
};

/// The whole program: its own flags, and its commands.
struct Outline {
  CommandOutline program;
  std::vector<CommandOutline> commands;
  std::string version;

  /// The command of this name, or null.
  const CommandOutline* command(std::string_view name) const;
};

/// What `bedside --help` prints, in lines of at most `width` columns.
std::string help_text(const Outline& outline, std::size_t width);

/// What `bedside COMMAND --help` prints.
std::string help_text(const CommandOutline& command, std::size_t width);

/// The words of a command line, gone through once.
struct Usage {
  std::string problem;  ///< what is wrong with them, as a sentence; empty where nothing is
  /// The same words in one plain order: the command, its flags each with its value in a word of its
  /// own, `--`, the arguments.
  std::vector<std::string> words;
};

Usage read_usage(const Outline& outline, const std::vector<std::string>& words);

/// "`chek` is no command. Did you mean `check`?"
std::string no_such_command(const Outline& outline, const std::string& word);

}  // namespace bedside::commands

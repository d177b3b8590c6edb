// Takes what every command shares: streams' colours, flags, messages to people.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/commands/rule_sets.hpp"
#include "lang/text/render.hpp"

namespace bedside::commands {

/// Exit codes that scripts rely on.
inline constexpr int done = 0;        ///< done and nothing wrong
inline constexpr int wrong = 1;       ///< done, and something is wrong in what was examined
inline constexpr int given_up = 130;  ///< a person gave up an interview with Ctrl-C
inline constexpr int failed = 2;      ///< not done: bad usage, a file that cannot be read

/// Flags that every command has.
struct Common {
  std::vector<std::string> rules;
  std::string format;
  std::string output;
  std::string color = "auto";
  Outside outside = Outside::refused;  ///< what files may use
  bool quiet = false;
  bool plain = false;  ///< no colours and no drawing, for screen readers
};

/// The style for a stream: colours on a terminal, unless told otherwise.
text::Style style_for(const Common& common, int descriptor);

/// The columns of the terminal, or 100 where there is none.
std::size_t columns(int descriptor);

/// Text on standard error.
void tell_text(std::string_view text);
/// A line on standard error.
void tell(std::string_view line);
/// Words from outside as they can be shown: nothing that a terminal would act on, no stray bytes,
/// and the middle left out where there are more than `limit` characters.
std::string shown(std::string_view words, std::size_t limit = 60);
/// "bedside: …" on standard error (nothing where the problem has no words); the exit code for "not
/// done".
int fail(const Problem& problem);

/// Writes all messages of rule sets that cannot be used to standard error; whether there were any.
bool report_errors(const std::vector<RuleSetInput>& inputs, const Common& common);

/// "2 errors, 1 warning"
std::string counted(std::size_t count, std::string_view thing);

/// "1,234,567"
std::string grouped(std::uint64_t count);

/// Ends an output; the exit code.
int finish(Output& output, int code);

}  // namespace bedside::commands

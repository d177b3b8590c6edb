// Takes a shell command; gives what it printed and its exit code.
#pragma once

#include <filesystem>
#include <string>

namespace bedside::transcripts {

struct Outcome {
  std::string output;  ///< Standard output and standard error, in the order in which they came.
  int exit_code = 0;   ///< 128 + N where signal N ended the command.
  std::string fault;   ///< Why there is no proper outcome: it took too long, printed too much, …
};

/// Runs `bash -c COMMAND` in `folder`, with `program_folder` first on PATH, LC_ALL=C.UTF-8, no
/// NO_COLOR, and nothing on standard input. What it left running in its process group is ended.
Outcome run_shell(const std::string& command, const std::filesystem::path& folder,
                  const std::filesystem::path& program_folder);

}  // namespace bedside::transcripts

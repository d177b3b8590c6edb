// Takes the words of another program's command line; gives what it wrote and how it ended.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/files.hpp"

namespace bedside::commands {

/// How a program ended, and what it wrote.
struct Ended {
  int code = 0;  ///< its exit code; 128 and more where a signal ended it
  std::string output;
  std::string errors;
};

/// Runs a program that is found along PATH, with nothing to read and with `environment` (each
/// `NAME=value`) beside ours. No shell comes between: each word arrives as it is. A problem where
/// the program could not be started.
Result<Ended> run_program(const std::vector<std::string>& words,
                          const std::vector<std::string>& environment);

}  // namespace bedside::commands

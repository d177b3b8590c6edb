// Takes how far a run over many patients came before a signal; gives the words for a person.
#pragma once

#include <cstddef>
#include <string>

namespace bedside::commands {

/// A run that was stopped at the end of a row.
struct Stopped {
  std::string rules;   ///< which ones, where there are several rule sets
  std::string source;  ///< what people call the file of patients
  std::size_t patients = 0;
  std::size_t rejected = 0;
  std::size_t next_line = 1;  ///< where the first row stands that is not done
  bool has_heading = false;   ///< of CSV
  bool summary = false;       ///< nothing was written
  std::string rows;           ///< the file with the rows that are done; empty: standard output
  std::string rejects;        ///< the file with the rows that were rejected, where there is one
};

/// How much is done, where it is, and how to go on.
std::string stopped_in_words(const Stopped& stopped);

}  // namespace bedside::commands

// Takes the part of a line that stands before the cursor; gives what may be meant by its last
// words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bedside::repl {

/// What can stand in place of the last words of a line, sorted.
struct Completion {
  std::size_t replaced = 0;  ///< how many bytes before the cursor the candidates stand for
  std::vector<std::string> candidates;
};

/// The candidates that begin with the last words of the line: of all ends of the line that begin a
/// candidate, the longest one counts, so that names of several words are found from any of their
/// words on. Case and white space do not matter.
Completion complete(std::string_view line, const std::vector<std::string>& names);

/// What all candidates begin with, case aside; the spelling is that of the first.
std::string common_beginning(const std::vector<std::string>& candidates);

}  // namespace bedside::repl

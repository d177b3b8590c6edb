// Takes a list of accepted changes; gives which of the changes found it accepts, and such a list of
// those found.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/comparison.hpp"

namespace bedside::commands {

/// One change a line: `outlook: benign -> caution`, with `(while findings are missing)` behind it
/// where it only shows then, and `when REGION` where only these patients are meant; `vocabulary:
/// WORDS`; `added: GUIDELINE`, `removed: GUIDELINE`. Lines behind `guideline "NAME"` are about that
/// one, those before about all. `#` begins a comment.
class ExpectedChanges {
 public:
  /// A problem where it cannot be read, or a line can be none of these.
  static Result<ExpectedChanges> read(const std::string& path);

  /// Marks what is accepted. A change is, if a line names it without `when`, or lines name each of
  /// its regions.
  void judge(Comparison& comparison);
  /// Lines that are about nothing that was found: "changes.txt:3: …".
  std::vector<std::string> stale() const;

 private:
  struct Line {
    std::string words;
    std::string guideline;  ///< empty: any
    std::size_t number = 0;
    bool used = false;
  };

  bool has(const std::string& words, const std::string& guideline);
  bool accepts(const proving::Change& change, const std::string& guideline);

  std::string path_;
  std::vector<Line> lines_;
};

/// The list that accepts all that was found, but for what is not decided.
std::string expected_list(const Comparison& comparison);

}  // namespace bedside::commands

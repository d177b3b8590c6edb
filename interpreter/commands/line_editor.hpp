// Takes a terminal, or any other standard input; gives what a person types there, line by line.
// libedit lives here alone.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "interpreter/repl/completion.hpp"

namespace bedside::commands {

struct InputLine {
  enum class Kind { text, interrupted, end };
  Kind kind = Kind::end;
  std::string text;  ///< without its line end
};

/// Reads standard input. Where both it and standard output are a terminal: with a prompt, editing,
/// history and completion, and Ctrl-C gives up the line alone. Otherwise lines as they come,
/// without any prompt.
///
/// The history stands in memory: what is typed here are findings of patients. Only where the
/// environment variable BEDSIDE_HISTORY names a file is it kept there, readable by its owner alone.
class LineEditor {
 public:
  using Complete = std::function<repl::Completion(std::string_view before_cursor)>;

  explicit LineEditor(Complete complete);
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;
  ~LineEditor();

  bool in_terminal() const { return terminal_ != nullptr; }
  InputLine read(const std::string& prompt);
  /// Why the history could not be kept; empty where it could, or was not asked for.
  std::string save_history();

 private:
  struct Terminal;
  std::unique_ptr<Terminal> terminal_;
};

}  // namespace bedside::commands

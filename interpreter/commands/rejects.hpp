// Takes rows that could not be read; gives them, with their place and the reason, to a file or to
// standard error.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "interpreter/commands/files.hpp"
#include "interpreter/commands/progress.hpp"
#include "interpreter/records/read.hpp"

namespace bedside::commands {

class Rejects {
 public:
  /// An empty path is standard error; `progress` makes room there.
  Rejects(const std::string& path, Progress& progress);

  /// `source` is what people call the text in which the row stands.
  void add(const std::string& source, const records::Reject& reject);
  /// The exit code, where it would be `code` for all else.
  int finish(int code);
  /// Ends after some of the rows; gives where the rejected ones are, where that is a file.
  Result<std::string> finish_part() {
    return output_ ? output_->finish_part() : Result<std::string>("");
  }
  std::size_t count() const { return count_; }

 private:
  std::optional<Output> output_;
  Progress& progress_;
  std::size_t count_ = 0;
};

}  // namespace bedside::commands

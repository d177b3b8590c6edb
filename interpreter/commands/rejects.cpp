// Takes rows that could not be read; gives them, with their place and the reason, to a file or to
// standard error.
#include "interpreter/commands/rejects.hpp"

#include <fmt/format.h>

#include "interpreter/commands/command.hpp"

namespace bedside::commands {

Rejects::Rejects(const std::string& path, Progress& progress) : progress_(progress) {
  if (!path.empty()) output_.emplace(path);
}

void Rejects::add(const std::string& source, const records::Reject& reject) {
  ++count_;
  const std::string who = reject.id.empty() ? "" : fmt::format(" (id {})", shown(reject.id));
  const std::string line = fmt::format("{}:{}:{}: rejected{}: {}", source, reject.line,
                                       reject.column, who, reject.reason);
  if (output_) {
    output_->write(line + "\n");
    if (!reject.row.empty()) output_->write(fmt::format("  {}\n", reject.row));
  } else {
    progress_.clear();
    tell(line);
  }
}

int Rejects::finish(int code) { return output_ ? commands::finish(*output_, code) : code; }

}  // namespace bedside::commands

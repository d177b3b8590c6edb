// Takes `--findings`; gives its bytes, what people call them and how patients are written in them.
#pragma once

#include <string>
#include <variant>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/input.hpp"
#include "interpreter/records/read.hpp"

namespace bedside::commands {

/// Patients in a file or on standard input.
class FindingsSource {
 public:
  /// `loaded` knows the names by which a text without a name is told.
  FindingsSource(const AssessFlags& flags, const meaning::Loaded& loaded);

  const std::string& name() const { return name_; }
  records::Format format() const { return format_; }
  /// Whether there is one patient after the other, in rows.
  bool has_rows() const;
  Input& input() { return input_; }
  /// All of its bytes, for what has no rows.
  Result<std::string> text();

 private:
  records::Format guessed(const meaning::Loaded& loaded);

  std::string name_;
  Input input_;
  records::Format format_ = records::Format::patient;
};

}  // namespace bedside::commands

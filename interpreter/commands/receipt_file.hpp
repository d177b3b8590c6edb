// Takes what is asked and answered; gives the receipt of it, in the file of `--receipt`.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cohort/results.hpp"
#include "interpreter/cohort/row_writer.hpp"
#include "interpreter/cohort/stream.hpp"
#include "interpreter/commands/command.hpp"
#include "interpreter/receipts/receipt.hpp"

namespace bedside::commands {

/// The version of this program.
std::string_view program_version();

/// "2026-11-27T07:10:52Z"
std::string time_now();

class ReceiptFile {
 public:
  /// No path: there is no receipt, and nothing here does anything. `inputs` must outlive it.
  ReceiptFile(const std::string& path, const std::vector<RuleSetInput>& inputs);

  bool wanted() const { return output_ != nullptr; }
  /// Nothing can be written any more.
  bool is_broken() const { return wanted() && output_->is_broken(); }
  /// Adds the line of one patient. Nothing of this changes, so that several threads may.
  void add(std::size_t rule_set, const evaluate::Record& record, std::string& to) const;
  /// What adds the same for one patient after the other, in one thread; by the tables of a session
  /// where there is one.
  cohort::AssessOne rows(std::size_t rule_set, const std::optional<cohort::Session>& session) const;
  /// Writes some of these lines.
  void take(std::string_view lines, std::size_t answers);
  /// Seals it; the exit code.
  int finish(std::size_t rejected, int code);

 private:
  void add_answer(std::size_t rule_set, const evaluate::Record& record, std::string& result,
                  std::string& to) const;
  void write(std::string_view lines);

  const std::vector<RuleSetInput>& inputs_;
  std::unique_ptr<Output> output_;
  std::vector<cohort::Prepared> prepared_;  // by rule set
  receipts::Sha256 before_;
  std::uint64_t answers_ = 0;
};

}  // namespace bedside::commands

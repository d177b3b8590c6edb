// Takes what is asked and answered; gives the receipt of it, in the file of `--receipt`.
#include "interpreter/commands/receipt_file.hpp"

#include <fmt/chrono.h>

#include <chrono>

namespace bedside::commands {

std::string_view program_version() { return BEDSIDE_VERSION; }

std::string time_now() {
  const auto now = std::chrono::system_clock::now();
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

ReceiptFile::ReceiptFile(const std::string& path, const std::vector<RuleSetInput>& inputs)
    : inputs_(inputs) {
  if (path.empty()) return;
  output_ = std::make_unique<Output>(path);
  receipts::Head head{std::string(program_version()), {}};
  for (const RuleSetInput& each : inputs) {
    prepared_.emplace_back(each.loaded, guideline_name(each), cohort::Form::ndjson);
    head.rules.push_back(receipts::kept(each.loaded, each.name));
  }
  write(receipts::head_line(head));
}

void ReceiptFile::add(std::size_t rule_set, const evaluate::Record& record, std::string& to) const {
  std::string result;
  cohort::assess_one(prepared_[rule_set], record, result);
  add_answer(rule_set, record, result, to);
}

cohort::AssessOne ReceiptFile::rows(std::size_t rule_set,
                                    const std::optional<cohort::Session>& session) const {
  std::shared_ptr<cohort::RowWriter> writer;
  if (session) writer = std::make_shared<cohort::RowWriter>(prepared_[rule_set], *session);
  const auto nothing = evaluate::empty_record(inputs_[rule_set].loaded.rules);
  return [=, this, record = nothing](const records::SaidRow& said, std::string& to) mutable {
    records::to_record(said, nothing, record);
    if (!writer) return add(rule_set, record, to);
    std::string result;
    writer->add(said, result);
    add_answer(rule_set, record, result, to);
  };
}

void ReceiptFile::add_answer(std::size_t rule_set, const evaluate::Record& record,
                             std::string& result, std::string& to) const {
  result.pop_back();  // its line end
  receipts::add_answer_line(rule_set, inputs_[rule_set].loaded.rules, record, result, to);
}

void ReceiptFile::write(std::string_view lines) {
  before_.add(lines);
  output_->write(lines);
}

void ReceiptFile::take(std::string_view lines, std::size_t answers) {
  if (!wanted()) return;
  write(lines);
  answers_ += answers;
}

int ReceiptFile::finish(std::size_t rejected, int code) {
  if (!wanted() || code == failed) return code;
  output_->write(receipts::end_line({answers_, rejected, time_now()}, before_));
  return commands::finish(*output_, code);
}

}  // namespace bedside::commands

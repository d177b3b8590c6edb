// Takes the lines of a receipt one after the other; gives whether each answer comes out the same
// when it is computed again.
#include "interpreter/receipts/replay.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "interpreter/receipts/json.hpp"

namespace bedside::receipts {

namespace {

const char* const source = "the receipt";

}  // namespace

Replay::Replay(const meaning::Loaded& loaded, const std::string& name, bool other_rules)
    : loaded_(loaded),
      other_rules_(other_rules),
      prepared_(loaded, name, cohort::Form::ndjson),
      reader_(loaded, source, records::Layout{records::Format::ndjson, {}}) {}

Replayed Replay::answer(const AnswerLine& line) {
  Replayed result{id_of(line), unfitting(line), "", {}};
  if (!result.damage.empty()) return result;
  if (!line.left_out.empty()) {
    result.undone = fmt::format("the record has no exact words for {}", line.left_out);
    return result;
  }
  piece_.text = line.record;
  piece_.text += '\n';
  piece_.size = piece_.text.size();
  reader_.open(piece_);
  if (!reader_.next(row_, reject_)) {
    result.damage = "the record is empty";
    return result;
  }
  if (reject_) {
    if (other_rules_) {
      result.differences = {{{"record"}, "could be read", reject_->reason}};
    } else {
      result.damage = fmt::format("the record cannot be read: {}", reject_->reason);
    }
    return result;
  }
  evaluate::Record record;
  records::to_record(row_, evaluate::empty_record(loaded_.rules), record);
  if (!other_rules_) result.damage = damage_of(line, record);
  if (!result.damage.empty()) return result;
  std::string now;
  cohort::assess_one(prepared_, record, now);
  now.pop_back();  // its line end
  result.differences = differences(line.result, now, other_rules_);
  return result;
}

// Of a record there is one text; another one may mean otherwise to another reader.
std::string Replay::damage_of(const AnswerLine& line, const evaluate::Record& record) const {
  std::vector<std::string> left_out;
  if (record_text(loaded_.rules, record, left_out) == line.record) return "";
  return "the record is not written as bedside writes it";
}

std::string unfitting(const AnswerLine& line) {
  if (sha256(line.record) != line.record_sha256) return "the record does not fit its SHA-256";
  if (sha256(line.result) != line.result_sha256) return "the result does not fit its SHA-256";
  return "";
}

std::string id_of(const AnswerLine& line) {
  if (value_end(line.record, 0) != line.record.size()) return "";
  const auto json = nlohmann::json::parse(line.record, nullptr, false);
  if (!json.is_object() || !json.contains("id") || !json["id"].is_string()) return "";
  return json["id"].get<std::string>();
}

}  // namespace bedside::receipts

// Takes a letter (c CSV, n NDJSON, j JSON, p facts; capitals in portions of one byte), then
// patients of any kind; reads them under rules with findings of every kind, and writes back what
// was read.
#include <fmt/format.h>

#include "interpreter/cohort/results.hpp"
#include "interpreter/cohort/session.hpp"
#include "interpreter/records/stream.hpp"
#include "interpreter/records/write.hpp"
#include "lang/text/utf8.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/fuzz/try.hpp"

namespace bedside::fuzz {

namespace {

using records::Format;

const char* const trial_rules = R"(
finding calcification: none, localized or extensive
finding pain: yes or no
  also hand pain, tenderness
finding stage: I < II < III < IV
finding seen: yes, "no" or unsure
finding lesion size: number in mm from 0 to 300
finding temperature: number in °C from 25 to 45 by 0.1
finding visits: whole number from 0 to 1000
finding age: number in years
finding amount: number
score S
  2 points if pain
  by temperature: at most 35 °C: 3 | above 35 to 38: 0 | above 38: 1
assessment outlook: benign < caution < urgent
if calcification is localized and no pain then benign
if lesion size at least 3 cm or stage at least III then caution
if S at least 3 and amount / 3 is more than visits then urgent
)";

const meaning::Loaded& trial() {
  static const meaning::Loaded rules = loaded(trial_rules);
  return rules;
}

std::string in_words(const records::Row& row) {
  if (const auto* reject = std::get_if<records::Reject>(&row)) {
    return fmt::format("{}:{} {} {} {}", reject->line, reject->column, reject->id, reject->reason,
                       reject->row);
  }
  const auto& record = std::get<evaluate::Record>(row);
  return record.id + ": " + records::patient_json(trial().rules, record).text;
}

void hold_reject(const records::Reject& reject) {
  hold(!reject.reason.empty(), "a reject has a reason");
  hold(reject.line > 0 && reject.column > 0, "a reject has a place");
  hold(!text::first_invalid_byte(reject.row), "the row of a reject is UTF-8");
  hold(!text::first_invalid_byte(reject.reason), "the reason of a reject is UTF-8");
}

std::string read_back(Format format, const std::string& text) {
  records::RecordReader reader(trial(), format, "again", text);
  const auto row = reader.next();
  hold(row && std::holds_alternative<evaluate::Record>(*row),
       "what was written can be read: " + text);
  return records::patient_json(trial().rules, std::get<evaluate::Record>(*row)).text;
}

void hold_record(const evaluate::Record& record) {
  const auto json = records::patient_json(trial().rules, record);
  hold(read_back(Format::json, json.text) == json.text, "JSON says the same when read again");
  auto without_id = record;
  without_id.id.clear();
  const auto facts = records::patient_text(trial().rules, without_id);
  if (!facts.text.empty()) {
    hold(read_back(Format::patient, facts.text) ==
             records::patient_json(trial().rules, without_id).text,
         "facts say the same when read again");
  }
  static const cohort::Prepared prepared(trial(), "trial", cohort::Form::csv);
  static cohort::Session session(trial().rules);
  engines_agree(prepared, session, record);
}

std::string read_whole(Format format, std::string_view text) {
  records::RecordReader reader(trial(), format, "trial", text);
  std::string words;
  if (reader.failure()) hold_reject(*reader.failure());
  if (reader.failure()) words = in_words(*reader.failure());
  while (const auto row = reader.next()) {
    if (const auto* reject = std::get_if<records::Reject>(&*row)) hold_reject(*reject);
    if (const auto* record = std::get_if<evaluate::Record>(&*row)) hold_record(*record);
    words += in_words(*row) + "\n";
  }
  return words;
}

std::string read_in_portions(Format format, std::string_view text, std::size_t portion) {
  records::StreamReader reader(trial(), format, "trial");
  std::string words;
  records::Row row;
  const auto take = [&] {
    while (reader.next(row)) words += in_words(row) + "\n";
  };
  for (std::size_t at = 0; at < text.size(); at += portion) {
    reader.feed(text.substr(at, portion));
    take();
  }
  reader.finish();
  take();
  if (reader.failure()) words = in_words(*reader.failure()) + words;
  return words;
}

}  // namespace

void records(std::string_view bytes) {
  if (bytes.empty()) return;
  constexpr std::string_view letters = "pjncNC";
  const auto which = std::min(letters.find(bytes.front()), letters.size() - 1);
  const auto text = bytes.substr(1);
  records::guess_format(trial(), text);
  records::guess_from_begin(trial(), text.substr(0, text.size() / 2));
  if (which < 2) {
    read_whole(which == 0 ? Format::patient : Format::json, text);
    return;
  }
  const auto format = which == 2 || which == 4 ? Format::ndjson : Format::csv;
  const auto whole = read_whole(format, text);
  const auto portions = read_in_portions(format, text, which < 4 ? 7 : 1);
  hold(whole == portions, "the same in portions:\n" + whole + "\n" + portions);
}

}  // namespace bedside::fuzz

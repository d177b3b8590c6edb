// Takes rules and the text of patients; gives what the readers made of it, for the tests of
// records.
#pragma once

#include <string>
#include <vector>

#include "interpreter/records/read.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::records {

/// Findings of every kind, and names that are near each other.
inline const char* const trial_rules = R"(
finding calcification: none, localized or extensive
finding pain: yes or no
  also hand pain, tenderness
finding hand swelling: yes or no
finding stage: I < II < III < IV
finding ECOG: "0" < "1" < "2" < "3"
finding seen: yes, "no" or unsure
finding lesion size: number in mm from 0 to 300
finding temperature: number in °C from 25 to 45 by 0.1
finding visits: whole number from 0 to 1000
finding age: number in years
finding amount: number
)";

inline const meaning::Loaded& trial() {
  static const meaning::Loaded loaded = meaning::load(
      {{"trial.bedside", trial_rules}}, [](const std::string&) { return meaning::UsedFile{}; });
  return loaded;
}

/// What a text turned out to be, in words that a test can compare.
struct Tried {
  std::vector<std::string> records;  ///< "p1: pain, lesion size 12 mm"
  std::vector<Reject> rejects;
  std::optional<Reject> failure;
};

inline std::string in_words(const evaluate::Record& record) {
  std::string words = record.id + ":";
  for (std::size_t i = 0; i < record.findings.size(); ++i) {
    const auto& possible = record.findings[i];
    if (!possible.recorded) continue;
    words += words.ends_with(':') ? " " : ", ";
    words += meaning::in_words(trial().rules.findings[i], possible.values, possible.range);
  }
  return words;
}

inline Tried attempt(Format format, const std::string& text) {
  RecordReader reader(trial(), format, "trial", text);
  Tried tried;
  tried.failure = reader.failure();
  while (auto row = reader.next()) {
    if (const auto* reject = std::get_if<Reject>(&*row)) {
      tried.rejects.push_back(*reject);
    } else {
      tried.records.push_back(in_words(std::get<evaluate::Record>(*row)));
    }
  }
  return tried;
}

/// "line:column id reason" of the one row, which must be a reject.
inline std::string why(const Tried& tried) {
  if (tried.failure || !tried.records.empty() || tried.rejects.size() != 1) return "not one reject";
  const Reject& reject = tried.rejects.front();
  return std::to_string(reject.line) + ":" + std::to_string(reject.column) + " " + reject.id +
         (reject.id.empty() ? "" : " ") + reject.reason;
}

inline std::string failure(const Tried& tried) {
  if (!tried.failure || !tried.records.empty() || !tried.rejects.empty()) return "no failure";
  return std::to_string(tried.failure->line) + ":" + std::to_string(tried.failure->column) + " " +
         tried.failure->reason;
}

using Lines = std::vector<std::string>;

}  // namespace bedside::records

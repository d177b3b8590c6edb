// Takes a record; gives it as text that reads back as the very same record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/evaluate/record.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::records {

/// What is recorded of a finding, in words that are read back exactly: `no pain`, `lesion size from
/// 10 to below 30 mm`. A number that has no end in the finding's own unit (4 months in years) is
/// said in another one. Nothing where there are no such words in a unit that is common.
std::optional<std::string> exact_words(const meaning::Finding& finding,
                                       const evaluate::Possible& possible);

/// A record as text. `unsaid`: the findings for which there are no exact words; they are not in it.
struct Written {
  std::string text;
  std::vector<meaning::FindingId> unsaid;
};

/// As a `.patient` file: one fact a line. Empty where nothing is recorded.
Written patient_text(const meaning::RuleSet& rules, const evaluate::Record& record);

/// As a `.json` file: `{"id": "p1", "findings": {"pain": false, "lesion size": 12}}`.
Written patient_json(const meaning::RuleSet& rules, const evaluate::Record& record);

/// The same on one line, without its end: as a line of NDJSON.
Written patient_line(const meaning::RuleSet& rules, const evaluate::Record& record);

}  // namespace bedside::records

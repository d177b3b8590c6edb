// Takes results; gives them as JSON, NDJSON or CSV.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/why.hpp"
#include "interpreter/explain/result.hpp"
#include "lang/meaning/rule_set.hpp"

namespace bedside::commands {

/// One object, with what is explained of it besides. `pretty`: with line breaks, ending in one;
/// else on one line, without its end.
std::string result_json(const explain::Result& result, const Explained& explained, bool pretty);

/// The heading of the CSV output, with its line end.
std::string csv_heading(const meaning::RuleSet& rules, bool with_guideline);
std::string csv_row(const explain::Result& result, bool with_guideline);

}  // namespace bedside::commands

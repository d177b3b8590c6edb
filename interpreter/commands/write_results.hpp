// Takes results; gives them as JSON, NDJSON or CSV.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "interpreter/commands/why.hpp"
#include "interpreter/explain/result.hpp"
#include "lang/meaning/rule_set.hpp"

namespace bedside::commands {

/// One result as an object, with what is explained of it besides.
nlohmann::ordered_json result_object(const explain::Result& result, const Explained& explained);

/// One object, with what is explained of it besides. `pretty`: with line breaks, ending in one;
/// else on one line, without its end.
std::string result_json(const explain::Result& result, const Explained& explained, bool pretty);

/// The heading of the CSV output, with its line end.
std::string csv_heading(const meaning::RuleSet& rules, bool with_guideline);
std::string csv_row(const explain::Result& result, bool with_guideline);

}  // namespace bedside::commands

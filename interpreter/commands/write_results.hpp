// Takes a result and what is explained of it; gives both as one JSON object.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "interpreter/cohort/results.hpp"
#include "interpreter/commands/why.hpp"

namespace bedside::commands {

/// One result, with what is explained of it besides. `prepared` is made for NDJSON.
nlohmann::ordered_json result_object(const cohort::Prepared& prepared, const explain::Case& of,
                                     const Explained& explained);

/// The same as text. `pretty`: with line breaks, ending in one; else on one line, without its end.
std::string result_json(const cohort::Prepared& prepared, const explain::Case& of,
                        const Explained& explained, bool pretty);

}  // namespace bedside::commands

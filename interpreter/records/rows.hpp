// Takes the text of a source; gives its rows, one reader for each format. Inside this room only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "interpreter/records/read.hpp"

namespace bedside::records {

/// The rows, or what is wrong with the whole.
using Opened = std::variant<std::unique_ptr<Rows>, Reject>;

/// The facts of one patient.
Opened open_patient(const meaning::Loaded& loaded, const std::string& name, std::string_view text);
/// One object.
Opened open_json(const meaning::Loaded& loaded, const std::string& name, std::string_view text);
/// One object a line.
Opened open_ndjson(const meaning::Loaded& loaded, const std::string& name, std::string_view text);
/// A header of findings, then one patient a row.
Opened open_csv(const meaning::Loaded& loaded, const std::string& name, std::string_view text);

/// Bytes that no text has: invalid UTF-8 or NUL. `first_line` is the number of its first line.
std::optional<Reject> unreadable(std::string_view text, std::size_t first_line = 1);

}  // namespace bedside::records

// Takes the header of a CSV; gives what each column holds. Inside this room only.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "interpreter/records/csv_text.hpp"
#include "interpreter/records/stream.hpp"

namespace bedside::records {

/// The columns, or what is wrong with the header and so with the whole.
std::variant<std::vector<Column>, Reject> read_header(const meaning::Loaded& loaded,
                                                      const std::string& name, const CsvRow& row);

/// What is wrong at a byte of a row; it is shown whole.
Reject reject_in(const CsvRow& row, std::size_t offset, std::string reason);

}  // namespace bedside::records

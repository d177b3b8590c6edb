// Takes the text of a source; gives its rows, one reader for each format. Inside this room only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "interpreter/records/read.hpp"
#include "interpreter/records/stream.hpp"

namespace bedside::records {

/// The rows, or what is wrong with the whole.
using Opened = std::variant<std::unique_ptr<Rows>, Reject>;

/// The facts of one patient.
Opened open_patient(const meaning::Loaded& loaded, const std::string& name, std::string_view text);
/// One object.
Opened open_json(const meaning::Loaded& loaded, const std::string& name, std::string_view text);

class PieceRows {
 public:
  virtual ~PieceRows() = default;
  virtual void open(const Piece& piece) = 0;
  /// See PieceReader::next.
  virtual bool next(SaidRow& row, std::optional<Reject>& reject) = 0;
};

/// One patient a row.
std::unique_ptr<PieceRows> csv_rows(const meaning::Loaded& loaded, const std::string& name,
                                    std::vector<Column> columns);
/// One object a line.
std::unique_ptr<PieceRows> ndjson_rows(const meaning::Loaded& loaded, const std::string& name);

/// Takes the byte order mark away. What is wrong with a text in which there can be no patients;
/// `whole`: there is no more of it.
std::optional<Reject> no_text(std::string_view& text, bool whole);

/// Bytes that no text has: invalid UTF-8 or NUL. `first_line` is the number of its first line.
std::optional<Reject> unreadable(std::string_view text, std::size_t first_line = 1);

/// What is wrong with a patient's id: characters that a terminal or a page acts on in place of
/// showing them, so that it reads as another one; empty where nothing is.
std::string odd_id(std::string_view id);

/// A row that is longer than `longest_row`.
Reject too_long(std::string_view row, std::size_t line);

}  // namespace bedside::records

// Takes CSV text (RFC 4180); gives rows of cells with their places. Inside this room only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bedside::records {

/// One cell, without its outer quotes.
struct CsvCell {
  std::string_view raw;
  std::size_t offset = 0;  ///< where it begins in the row's text, its opening quote included
  bool is_quoted = false;
  bool has_doubled = false;  ///< has doubled quotes, each of which stands for one

  /// What the cell says; `buffer` holds it where it is not in the text as it stands.
  std::string_view text(std::string& buffer) const;
};

struct CsvProblem {
  std::size_t offset = 0;  ///< in the row's text
  std::string reason;
};

struct CsvRow {
  std::string_view text;  ///< with its end
  std::size_t line = 1;   ///< of its first character
  std::vector<CsvCell> cells;
  std::optional<CsvProblem> problem;  ///< its quotes do not fit; then its text is one line

  /// One cell with nothing in it, not even quotes.
  bool blank() const;
};

/// Reads one row after the other. Lines end with LF, CRLF or a CR alone.
class CsvText {
 public:
  explicit CsvText(std::string_view text) : text_(text) {}

  /// False at the end; the last row needs no line end.
  bool next(CsvRow& row);
  /// Goes back to the line after the row's first one: what a stray quote has joined is read apart.
  void read_apart(const CsvRow& row);

 private:
  void quoted_cell(CsvRow& row);
  void plain_cell(CsvRow& row);
  void finish(CsvRow& row);

  std::string_view text_;
  std::size_t row_ = 0;  // where the row begins that is being read
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace bedside::records

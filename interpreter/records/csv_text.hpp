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
  /// Quotes join it from several lines, and it has not as many cells as all others: the lines after
  /// its first one are rows of their own too.
  bool is_apart = false;

  /// One cell with nothing in it, not even quotes.
  bool blank() const;
};

/// What is known of a text before its rows are read.
struct CsvPlan {
  std::size_t line = 1;     ///< of its first character
  std::size_t columns = 0;  ///< how many cells a row has; 0 where that is not known yet
  bool goes_on = false;     ///< more will follow: a row that touches the end is not whole
};

/// Reads one row after the other. Lines end with LF, CRLF or a CR alone.
class CsvText {
 public:
  explicit CsvText(std::string_view text, const CsvPlan& plan = {})
      : text_(text), plan_(plan), line_(plan.line) {}

  /// False where there is no more row that is whole; the last row of all needs no line end.
  bool next(CsvRow& row);
  /// Where the next row begins.
  std::size_t at() const { return at_; }
  std::size_t line() const { return line_; }
  /// So many bytes were looked at, to find out how the rows so far end.
  std::size_t reach() const { return reach_; }

 private:
  void quoted_cell(CsvRow& row);
  void plain_cell(CsvRow& row);
  bool finish(CsvRow& row);
  void read_apart(CsvRow& row);

  std::string_view text_;
  CsvPlan plan_;
  std::size_t row_ = 0;  // where the row begins that is being read
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t reach_ = 0;
};

}  // namespace bedside::records

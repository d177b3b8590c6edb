// Takes CSV text (RFC 4180); gives rows of cells with their places. Inside this room only.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/records/stream.hpp"

namespace bedside::records {

/// One cell, without its outer quotes.
struct CsvCell {
  CsvCell() = default;
  CsvCell(std::string_view said, std::size_t begin, bool quoted)
      : raw(said), offset(begin), is_quoted(quoted) {}

  std::string_view raw;
  std::size_t offset = 0;  ///< where it begins in the row's text, its opening quote included
  bool is_quoted = false;
  bool has_doubled = false;  ///< has doubled quotes, each of which stands for one

  /// What the cell says; `buffer` holds it where it is not in the text as it stands.
  std::string_view text(std::string& buffer) const { return has_doubled ? undoubled(buffer) : raw; }

 private:
  std::string_view undoubled(std::string& buffer) const;
};

struct CsvProblem {
  std::size_t offset = 0;  ///< in the row's text
  std::string reason;
};

struct CsvRow {
  std::string_view text;  ///< with its end
  std::size_t line = 1;   ///< of its first character
  std::vector<CsvCell> cells;
  bool has_quotes = false;            ///< around some cell
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
  /// The quick way through a row of so many cells without quotes: `take` is called with the place
  /// and the text of each. False where the row is otherwise, or `take` says so; then nothing was
  /// read, and it is for `next`.
  template <class Take>
  bool next_plain(std::size_t columns, const Take& take);
  /// The end of the text.
  const char* end() const { return text_.data() + text_.size(); }
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

/// Where a plain cell ends that begins here: at the first comma, quote or line end.
inline std::size_t end_of_plain(std::string_view text, std::size_t at) {
  const auto ends = [&] {
    const char c = text[at];
    return c == ',' || c == '\n' || c == '\r' || c == '"';
  };
  // Nobody can foresee how long a cell is; so eight bytes at a time are looked through for those
  // that may end one, of which the comma is the greatest.
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    for (std::uint64_t bytes = 0; at + sizeof bytes <= text.size();) {
      std::memcpy(&bytes, text.data() + at, sizeof bytes);
      // The high bit of the first byte below it, and perhaps of later ones.
      const std::uint64_t below = (bytes - ones * (',' + 1)) & ~bytes & (ones << 7U);
      if (below == 0) {
        at += sizeof bytes;
        continue;
      }
      at += static_cast<std::size_t>(std::countr_zero(below)) / 8;
      if (ends()) return at;
      ++at;
    }
  }
  while (at < text.size() && !ends()) ++at;
  return at;
}

template <class Take>
bool CsvText::next_plain(std::size_t columns, const Take& take) {
  std::size_t at = at_;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::size_t end = end_of_plain(text_, at);
    if (end + 1 >= text_.size()) return false;
    const bool pair = i + 1 == columns && text_[end] == '\r';
    if (text_[pair ? end + 1 : end] != (i + 1 == columns ? '\n' : ',')) return false;
    if (!take(i, std::string_view(text_.data() + at, end - at))) return false;
    at = end + (pair ? 2 : 1);
  }
  if (at - at_ > longest_row) return false;
  at_ = at;
  ++line_;
  return true;
}

}  // namespace bedside::records

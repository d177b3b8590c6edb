// Takes CSV text (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180); gives rows of cells with their
// places.
#include "interpreter/records/csv_text.hpp"

#include "interpreter/records/place.hpp"

namespace bedside::records {

namespace {

// A cell is an id or what is said of one finding. Quotes that hold more are a slip, and without
// this limit each of many slips would be looked for to the end of the file.
constexpr std::size_t most_lines_in_quotes = 100;

std::size_t count_lines(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.ends_with('\n') || line.ends_with('\r')) ++count;
  }
  return count;
}

}  // namespace

std::string_view CsvCell::text(std::string& buffer) const {
  if (!has_doubled) return raw;
  buffer.clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    buffer += raw[i];
    if (raw[i] == '"') ++i;
  }
  return buffer;
}

bool CsvRow::blank() const {
  return !problem && cells.size() == 1 && !cells.front().is_quoted && is_blank(cells.front().raw);
}

void CsvText::quoted_cell(CsvRow& row) {
  CsvCell cell{{}, at_ - row_, true, false};
  const std::size_t begin = ++at_;
  std::size_t lines = 0;
  while (true) {
    at_ = text_.find_first_of("\"\n", at_);
    if (at_ == std::string_view::npos || lines > most_lines_in_quotes) {
      row.problem = CsvProblem{cell.offset, "The quotation marks that open here are not closed."};
      return;
    }
    if (text_[at_] == '\n') {
      ++lines;
    } else if (text_.substr(at_ + 1, 1) == "\"") {
      cell.has_doubled = true;
      ++at_;
    } else {
      break;
    }
    ++at_;
  }
  cell.raw = text_.substr(begin, at_ - begin);
  row.cells.push_back(cell);
  ++at_;
  if (at_ < text_.size() && std::string_view(",\r\n").find(text_[at_]) == std::string_view::npos) {
    row.problem = CsvProblem{cell.offset,
                             "Text follows the closing quotation mark of this cell; a "
                             "quotation mark inside a cell is written twice."};
  }
}

void CsvText::plain_cell(CsvRow& row) {
  const std::size_t begin = at_;
  at_ = std::min(text_.find_first_of(",\r\n\"", at_), text_.size());
  if (at_ < text_.size() && text_[at_] == '"') {
    row.problem = CsvProblem{at_ - row_,
                             "A quotation mark stands inside a cell that does not begin with one. "
                             "Put the whole cell in quotation marks, and write this one twice."};
    return;
  }
  row.cells.push_back({text_.substr(begin, at_ - begin), begin - row_, false, false});
}

// Goes past the row's end, or, where it has a problem, past its first line.
void CsvText::finish(CsvRow& row) {
  if (row.problem) {
    std::string_view rest = text_.substr(row_);
    at_ = row_ + take_line(rest).size();
  } else if (at_ < text_.size()) {
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
  }
  row.text = text_.substr(row_, at_ - row_);
  line_ += count_lines(row.text);
}

bool CsvText::next(CsvRow& row) {
  row_ = at_;
  row.cells.clear();
  row.problem.reset();
  row.line = line_;
  if (at_ >= text_.size()) return false;
  while (true) {
    if (text_.substr(at_, 1) == "\"") {
      quoted_cell(row);
    } else {
      plain_cell(row);
    }
    if (row.problem || at_ >= text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  finish(row);
  return true;
}

void CsvText::read_apart(const CsvRow& row) {
  std::string_view rest = row.text;
  at_ = row_ + take_line(rest).size();
  line_ = row.line + 1;
}

}  // namespace bedside::records

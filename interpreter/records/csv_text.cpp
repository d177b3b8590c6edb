// Takes CSV text (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180); gives rows of cells with their
// places.
#include "interpreter/records/csv_text.hpp"

#include <algorithm>

#include "interpreter/records/place.hpp"

namespace bedside::records {

namespace {

// A cell is an id or what is said of one finding. Quotes that hold more are a slip, and without
// this limit each of many slips would be looked for to the end of the file.
constexpr std::size_t most_lines_in_quotes = 100;

}  // namespace

std::string_view CsvCell::undoubled(std::string& buffer) const {
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
  CsvCell cell({}, at_ - row_, true);
  row.has_quotes = true;
  const std::size_t begin = ++at_;
  std::size_t lines = 0;
  while (true) {
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n') ++at_;
    const bool too_far = lines > most_lines_in_quotes || at_ - row_ > longest_row;
    if (at_ == text_.size() || too_far) {
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
  at_ = end_of_plain(text_, at_);
  if (at_ < text_.size() && text_[at_] == '"') {
    row.problem = CsvProblem{at_ - row_,
                             "A quotation mark stands inside a cell that does not begin with one. "
                             "Put the whole cell in quotation marks, and write this one twice."};
    return;
  }
  row.cells.emplace_back(text_.substr(begin, at_ - begin), begin - row_, false);
}

// Goes past the row's end, or, where it has a problem, past its first line. False where more text
// could make another row of it.
bool CsvText::finish(CsvRow& row) {
  const bool touches = at_ >= text_.size();
  reach_ = std::max(reach_, std::min(at_ + 2, text_.size()));
  if (row.problem) {
    std::string_view rest = text_.substr(row_);
    at_ = row_ + take_line(rest).size();
  } else if (!touches) {
    const bool pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    at_ += pair ? 2 : 1;
  }
  row.text = text_.substr(row_, at_ - row_);
  reach_ = std::max(reach_, at_);
  if (plan_.goes_on && (touches || (at_ == text_.size() && !row.text.ends_with('\n')))) {
    at_ = row_;
    return false;
  }
  const bool joined = !row.problem && row.has_quotes;
  const bool ends = row.text.ends_with('\n') || row.text.ends_with('\r');
  line_ += joined ? count_line_ends(row.text) : ends ? 1 : 0;
  if (joined && plan_.columns != 0 && row.cells.size() != plan_.columns) read_apart(row);
  return true;
}

// What a stray quote has joined is read apart: goes back to the line after the row's first one.
void CsvText::read_apart(CsvRow& row) {
  if (without_end(row.text).find_first_of("\r\n") == std::string_view::npos) return;
  row.is_apart = true;
  std::string_view rest = row.text;
  at_ = row_ + take_line(rest).size();
  line_ = row.line + 1;
}

bool CsvText::next(CsvRow& row) {
  row_ = at_;
  row.cells.clear();
  row.problem.reset();
  row.is_apart = false;
  row.has_quotes = false;
  row.line = line_;
  if (at_ >= text_.size()) return false;
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      quoted_cell(row);
    } else {
      plain_cell(row);
    }
    if (row.problem || at_ >= text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  return finish(row);
}

}  // namespace bedside::records

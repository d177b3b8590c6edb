// Takes the pieces of a table's rows; gives each row as a line, its columns under each other.
#include "lang/format/table.hpp"

#include <algorithm>

#include "lang/text/render.hpp"

namespace bedside::format {

namespace {

using Cells = std::vector<std::string>;

/// The cells of a row: what stands between its bars.
Cells cells_of(const RowPlace& row, const Marks& marks, std::span<const Piece> pieces) {
  Cells cells;
  std::string cell;
  for (auto at = row.first + 1; at <= row.last; ++at) {
    if (pieces[at].text == "|") {
      cells.push_back(std::move(cell));
      cell.clear();
      continue;
    }
    const auto gap = gap_between(pieces[at - 1], pieces[at], marks.of[at]);
    if (!cell.empty() && gap != Gap::none) cell += ' ';
    cell += pieces[at].text;
  }
  return cells;
}

std::string line_of(const Cells& cells, const std::vector<std::size_t>& widths) {
  std::string line = "|";
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const auto missing = widths[column] - text::display_width(cells[column]);
    line += ' ' + cells[column] + std::string(missing, ' ') + " |";
  }
  return line;
}

}  // namespace

Gap gap_between(const Piece& before, const Piece& piece, const Mark& mark) {
  if (mark.gap) return *mark.gap;
  const bool closes = piece.text == "," || piece.text == ":" || piece.text == ")";
  return closes || before.text == "(" ? Gap::none : Gap::blank;
}

std::vector<std::string> table_lines(const Marks& marks, std::span<const Piece> pieces) {
  std::vector<Cells> rows;
  std::vector<std::size_t> widths;
  for (const auto& row : marks.rows) {
    rows.push_back(cells_of(row, marks, pieces));
    widths.resize(std::max(widths.size(), rows.back().size()), 0);
    for (std::size_t column = 0; column < rows.back().size(); ++column) {
      widths[column] = std::max(widths[column], text::display_width(rows.back()[column]));
    }
  }
  std::vector<std::string> lines;
  for (const auto& row : rows) lines.push_back(line_of(row, widths));
  return lines;
}

}  // namespace bedside::format

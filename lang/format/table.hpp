// Takes the pieces of a table's rows; gives each row as a line, its columns under each other.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lang/format/marks.hpp"
#include "lang/format/pieces.hpp"

namespace bedside::format {

/// What stands before a piece, by the piece on each side and by what is known of it.
Gap gap_between(const Piece& before, const Piece& piece, const Mark& mark);

/// One line for each row.
std::vector<std::string> table_lines(const Marks& marks, std::span<const Piece> pieces);

}  // namespace bedside::format

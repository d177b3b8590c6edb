// Takes a statement and its pieces; gives what its structure says of the places between them:
// where lines begin, and where they may.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "lang/format/flow.hpp"
#include "lang/format/pieces.hpp"
#include "lang/syntax/tree.hpp"

namespace bedside::format {

/// A group that opens in front of a piece.
struct Opening {
  Indent indent = Indent::here;
  std::size_t column = 0;
};

/// What is known of one piece beside its text.
struct Mark {
  std::optional<Gap> gap;           ///< before it; none: by what stands on both sides
  std::optional<std::size_t> line;  ///< begins a line, in this column
  std::vector<Opening> opens;       ///< after the gap, the outermost first
  std::size_t closes = 0;           ///< behind it
  bool bar_if_broken = false;       ///< `|` stands before it where its group is broken
  bool left_out = false;            ///< a `|` that stands only where its group is broken
};

/// The pieces of one row of a table.
struct RowPlace {
  std::size_t first = 0;
  std::size_t last = 0;
};

struct Marks {
  std::vector<Mark> of;        ///< by piece
  std::vector<RowPlace> rows;  ///< heading first
};

/// `pieces` are those of the statement alone.
Marks marks_of(const syntax::Statement& statement, const syntax::Tree& tree,
               std::span<const Piece> pieces);

}  // namespace bedside::format

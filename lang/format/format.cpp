// Takes a rule text; gives it in the one layout: pieces with marks become a flow, a flow lines.
#include "lang/format/format.hpp"

#include <algorithm>
#include <iterator>

#include "lang/format/flow.hpp"
#include "lang/format/marks.hpp"
#include "lang/format/pieces.hpp"
#include "lang/format/table.hpp"
#include "lang/text/render.hpp"

namespace bedside::format {

namespace {

using syntax::Statement;

/// Comments behind longer lines are not brought under each other.
constexpr std::size_t widest_beside_comment = 80;
/// Where a comment stands that belongs to a statement and follows its last word.
constexpr std::size_t last_comment_column = 2;

Break break_of(const Piece& piece) {
  Break here;
  for (const auto& comment : piece.comments) {
    here.comments.push_back(
        {comment.text, comment.own_line, comment.goes_on, std::nullopt, comment.after_blank});
  }
  here.after_blank = piece.after_blank;
  return here;
}

/// Before a statement, comments that are indented still belong to the one above.
Break break_above(const Piece& piece, bool first) {
  auto here = break_of(piece);
  here.column = 0;
  bool above = !first;
  for (std::size_t at = 0; at < here.comments.size(); ++at) {
    above = above && piece.comments[at].indented;
    if (above) here.comments[at].column = last_comment_column;
  }
  return here;
}

/// Inside a condition no blank line stays; what is in brackets stands further in.
Break break_inside(const Piece& piece, const Piece& before) {
  auto here = break_of(piece);
  here.further = before.text == "(" ? 2 : 0;
  here.after_blank = false;
  for (auto& comment : here.comments) comment.after_blank = false;
  return here;
}

/// A row is one line: comments inside it stand above it.
void lift_comments(Break& here, std::span<const Piece> row) {
  const auto own = here.comments.size();
  for (const auto& piece : row.subspan(1)) {
    for (const auto& comment : piece.comments) {
      here.comments.push_back({comment.text, true, false, std::nullopt, false});
    }
  }
  if (here.comments.size() == own) return;
  here.comments[own].after_blank = here.after_blank;
  here.after_blank = false;
}

/// A bar that may be left out gives its comments to what follows it.
void hand_on_comments(std::span<Piece> pieces, const Marks& marks) {
  for (std::size_t at = 0; at + 1 < pieces.size(); ++at) {
    if (!marks.of[at].left_out) continue;
    auto& comments = pieces[at + 1].comments;
    if (!pieces[at].comments.empty()) {
      for (auto& comment : comments) comment.own_line = true;
    }
    comments.insert(comments.begin(), pieces[at].comments.begin(), pieces[at].comments.end());
  }
}

class StatementFlow {
 public:
  StatementFlow(const Marks& marks, std::span<const Piece> pieces)
      : marks_(marks), pieces_(pieces), rows_(table_lines(marks, pieces)) {}

  Flow run(Break above) {
    flow_.end_line(std::move(above));
    write(0);
    for (std::size_t at = 1; at < pieces_.size(); ++at) {
      if (marks_.of[at].left_out) continue;
      if (row_ < marks_.rows.size() && marks_.rows[row_].first == at) {
        write_row(at);
        at = marks_.rows[row_++].last;
        continue;
      }
      separate(at);
      write(at);
    }
    return std::move(flow_);
  }

 private:
  void separate(std::size_t at) {
    const auto& mark = marks_.of[at];
    if (mark.line) {
      auto here = break_of(pieces_[at]);
      here.column = mark.line;
      flow_.end_line(std::move(here));
    } else if (!pieces_[at].comments.empty()) {
      flow_.end_line(break_inside(pieces_[at], pieces_[at - 1]));
    } else {
      flow_.gap(gap_between(pieces_[at - 1], pieces_[at], mark));
    }
  }

  void write(std::size_t at) {
    const auto& mark = marks_.of[at];
    if (mark.bar_if_broken) flow_.text_if_broken("| ");
    for (const auto& opening : mark.opens) flow_.open(opening.indent, opening.column);
    flow_.text(std::string(pieces_[at].text));
    for (std::size_t count = 0; count < mark.closes; ++count) flow_.close();
  }

  void write_row(std::size_t at) {
    const auto& row = marks_.rows[row_];
    auto here = break_of(pieces_[at]);
    here.column = marks_.of[at].line;
    lift_comments(here, pieces_.subspan(row.first, row.last - row.first + 1));
    flow_.end_line(std::move(here));
    flow_.text(rows_[row_]);
  }

  const Marks& marks_;
  std::span<const Piece> pieces_;
  std::vector<std::string> rows_;
  std::size_t row_ = 0;
  Flow flow_;
};

/// Where words go on that a comment tears apart outside any group.
std::size_t torn_column(const Statement& statement) {
  if (std::holds_alternative<syntax::SourceWork>(statement.kind)) return 6;
  const auto* rule = std::get_if<syntax::Rule>(&statement.kind);
  return rule != nullptr && !rule->name ? 3 : 4;
}

/// Brings comments behind words on lines that follow each other into one column.
void align_comments(std::vector<Line>& lines) {
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t width = 0;
    auto last = first;
    bool alone = false;
    for (; last < lines.size() && !lines[last].comment.empty(); ++last) {
      const auto& line = lines[last];
      if (line.goes_on) continue;
      const auto here = text::display_width(line.text);
      if (last > first && (alone || here > widest_beside_comment)) break;
      alone = here > widest_beside_comment;
      width = std::max(width, here);
    }
    for (auto at = first; at < last; ++at) {
      auto& line = lines[at];
      line.text += std::string(width + 2 - text::display_width(line.text), ' ') + line.comment;
    }
    first = std::max(last, first + 1);
  }
}

std::string joined(const std::vector<Line>& lines) {
  std::string text;
  for (const auto& line : lines) {
    text += line.text;
    text += '\n';
  }
  return text;
}

}  // namespace

std::string format(const syntax::Parsed& parsed, const text::Source& source) {
  auto pieces = pieces_of(source, parsed.comments);
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (const auto& statement : parsed.tree.statements) {
    auto end = begin;
    while (pieces[end].begin < statement.span.end && end + 1 < pieces.size()) ++end;
    const auto own = std::span(pieces).subspan(begin, end - begin);
    const auto marks = marks_of(statement, parsed.tree, own);
    auto above = break_above(own.front(), lines.empty());
    hand_on_comments(own, marks);
    StatementFlow(marks, own).run(std::move(above)).write_to(lines, torn_column(statement));
    begin = end;
  }
  Flow rest;
  rest.end_line(break_above(pieces.back(), lines.empty()));
  rest.write_to(lines, 0);
  lines.pop_back();
  align_comments(lines);
  return joined(lines);
}

}  // namespace bedside::format

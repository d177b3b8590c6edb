// Takes places in a statement; keeps the marks of its pieces. Shared by the files that go through
// statements and through conditions.
#pragma once

#include <span>

#include "lang/format/marks.hpp"
#include "lang/syntax/tree.hpp"

namespace bedside::format {

class Marker {
 public:
  Marker(const syntax::Tree& tree, std::span<const Piece> pieces)
      : tree_(tree), pieces_(pieces), marks_{std::vector<Mark>(pieces.size()), {}} {}

  Marks take() { return std::move(marks_); }
  const syntax::Node& at(syntax::NodeId id) const { return tree_.at(id); }

  // ---- Pieces ------------------------------------------------------------------------------

  std::size_t count() const { return pieces_.size(); }
  std::string_view text(std::size_t piece) const { return pieces_[piece].text; }
  /// The first piece at this place or behind it.
  std::size_t piece_at(std::uint32_t offset) const;
  std::size_t first_of(const text::Span& span) const { return piece_at(span.begin); }
  std::size_t last_of(const text::Span& span) const { return piece_at(span.end) - 1; }
  std::size_t first_of(syntax::NodeId id) const { return first_of(at(id).span); }
  std::size_t last_of(syntax::NodeId id) const { return last_of(at(id).span); }

  // ---- Marks -------------------------------------------------------------------------------

  void begin_line(std::size_t piece, std::size_t column) { marks_.of[piece].line = column; }
  void gap(std::size_t piece, Gap gap);
  void group(std::size_t first, std::size_t last, Opening opening = {});
  void bar_before(std::size_t piece) { marks_.of[piece].bar_if_broken = true; }
  void leave_out(std::size_t piece) { marks_.of[piece].left_out = true; }
  void row(const text::Span& span) { marks_.rows.push_back({first_of(span), last_of(span)}); }

  // ---- Conditions --------------------------------------------------------------------------

  /// A condition or a number: breaks at its outermost `and` and `or` first.
  void condition(syntax::NodeId id);
  /// Conditions with commas between them: a line takes as many as fit.
  void list(const syntax::ChainList& chains);

  void visit(const syntax::Run& run, const syntax::Node& node);
  void visit(const syntax::Call& call, const syntax::Node& node);
  void visit(const syntax::OneOf& list, const syntax::Node& node);
  void visit(const syntax::Group& group, const syntax::Node& node);
  void visit(const syntax::Paren& paren, const syntax::Node& node);
  void visit(const syntax::Sum& sum, const syntax::Node& node);
  void visit(const syntax::Followed& followed, const syntax::Node& node);
  void visit(const syntax::Clause& clause, const syntax::Node& node);
  void visit(const syntax::Chain& chain, const syntax::Node& node);

 private:
  bool may_begin_line(std::size_t piece) const;

  const syntax::Tree& tree_;
  std::span<const Piece> pieces_;
  Marks marks_;
};

}  // namespace bedside::format

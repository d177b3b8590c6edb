// Takes the grammar's own nodes; gives the nodes of the tree for words and conditions.
#pragma once

#include "lang/syntax/raw.hpp"
#include "lang/syntax/tree.hpp"

namespace bedside::syntax {

/// Builds into one tree, from nodes whose text lies in `text`.
class Nodes {
 public:
  Nodes(Tree& tree, std::string_view text, std::uint32_t file)
      : tree_(tree), text_(text), file_(file) {}

  NodeId chain(const RawNode& raw);
  NodeId sum(const RawNode& raw);
  ChainList list(const RawNode& raw);
  /// The sides of a claim, without its name.
  Claim claim(const RawNode& raw);
  Words words(const RawNode& raw) const;
  Word word(const RawNode& raw) const;
  Span span(const RawNode& raw) const;

 private:
  NodeId clause(const RawNode& raw);
  NodeId primary(const RawNode& raw);
  NodeId group(const RawNode& raw);
  NodeId one_of(const RawNode& raw);
  NodeId run(const RawNode& raw);
  NodeId followed(NodeId first, const RawNode& raw);
  Tail tail(const RawNode& raw);
  std::vector<NodeId> arguments(const RawNode& raw);
  NodeId add(const Span& span, NodeKind kind);

  Tree& tree_;
  std::string_view text_;
  std::uint32_t file_;
};

}  // namespace bedside::syntax

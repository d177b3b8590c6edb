// Takes the grammar's own nodes; gives the nodes of the tree for words and conditions.
#include "lang/syntax/nodes.hpp"

#include <optional>

namespace bedside::syntax {

namespace {

std::string unescape(std::string_view quoted) {
  quoted = quoted.substr(1, quoted.size() - 2);
  std::string text;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    if (quoted[i] == '\\') ++i;
    text += quoted[i];
  }
  return text;
}

std::optional<Comparator> comparator(Raw kind) {
  switch (kind) {
    case Raw::at_least:
      return Comparator::at_least;
    case Raw::at_most:
      return Comparator::at_most;
    case Raw::more_than:
      return Comparator::more_than;
    case Raw::less_than:
      return Comparator::less_than;
    case Raw::exactly:
      return Comparator::exactly;
    case Raw::between:
      return Comparator::between;
    default:
      return std::nullopt;
  }
}

GroupKind group_kind(Raw kind) {
  switch (kind) {
    case Raw::all_of:
      return GroupKind::all_of;
    case Raw::none_of:
      return GroupKind::none_of;
    case Raw::counted_least:
      return GroupKind::at_least;
    case Raw::counted_most:
      return GroupKind::at_most;
    case Raw::counted_exactly:
      return GroupKind::exactly;
    default:
      return GroupKind::any_of;
  }
}

}  // namespace

Span Nodes::span(const RawNode& raw) const {
  return {file_, static_cast<std::uint32_t>(raw.begin - text_.data()),
          static_cast<std::uint32_t>(raw.end - text_.data())};
}

Word Nodes::word(const RawNode& raw) const {
  if (raw.is(Raw::quoted)) return {span(raw), unescape(raw.text()), true};
  return {span(raw), std::string(raw.text()), false};
}

Words Nodes::words(const RawNode& raw) const {
  Words words;
  for (const auto& child : raw.children) words.push_back(word(child));
  return words;
}

NodeId Nodes::add(const Span& span, NodeKind kind) {
  tree_.nodes.push_back({span, std::move(kind)});
  return {static_cast<std::uint32_t>(tree_.nodes.size() - 1)};
}

ChainList Nodes::list(const RawNode& raw) {
  ChainList chains;
  for (const auto& child : raw.children) chains.push_back(chain(child));
  return chains;
}

Claim Nodes::claim(const RawNode& raw) {
  Claim claim;
  for (const auto& child : raw.children) {
    if (child.is(Raw::chain)) claim.conclusion = chain(child);
    if (!child.is(Raw::implies)) continue;
    claim.premise = claim.conclusion;
    claim.conclusion = chain(child.children.front());
  }
  return claim;
}

NodeId Nodes::chain(const RawNode& raw) {
  if (raw.children.size() == 1) return clause(raw.children.front());
  Chain chain;
  for (const auto& child : raw.children) {
    if (child.is(Raw::clause)) {
      chain.operands.push_back(clause(child));
    } else {
      chain.joins.push_back({span(child), child.is(Raw::word_or)});
    }
  }
  return add(span(raw), std::move(chain));
}

NodeId Nodes::clause(const RawNode& raw) {
  Clause clause;
  for (const auto& child : raw.children) {
    if (child.is(Raw::negation)) clause.negations.push_back({span(child)});
    if (child.is(Raw::sum)) clause.subject = sum(child);
    if (child.is(Raw::run)) clause.subject = run(child);
    if (child.is(Raw::tail)) clause.tails.push_back(tail(child));
  }
  const bool bare = clause.negations.empty() && clause.tails.empty();
  if (bare) return *clause.subject;
  return add(span(raw), std::move(clause));
}

Tail Nodes::tail(const RawNode& raw) {
  Tail tail;
  tail.span = span(raw);
  for (const auto& child : raw.children) {
    if (child.is(Raw::word_is)) tail.is = span(child);
    if (child.is(Raw::word_not)) tail.negation = span(child);
    if (child.is(Raw::sum)) tail.operands.push_back(sum(child));
    if (child.is(Raw::run)) tail.operands.push_back(run(child));
    if (const auto comparison = comparator(child.kind)) {
      tail.comparator = *comparison;
      tail.comparator_span = span(child);
    }
  }
  return tail;
}

NodeId Nodes::sum(const RawNode& raw) {
  if (raw.children.size() == 1) return primary(raw.children.front());
  Sum sum;
  for (const auto& child : raw.children) {
    if (child.is(Raw::primary)) {
      sum.operands.push_back(primary(child));
    } else {
      sum.operators.push_back(word(child));
    }
  }
  return add(span(raw), std::move(sum));
}

NodeId Nodes::followed(NodeId first, const RawNode& raw) {
  const Span whole = text::cover(tree_.at(first).span, span(raw));
  return add(whole, Followed{first, words(raw)});
}

NodeId Nodes::primary(const RawNode& raw) {
  const RawNode& first = raw.children.front();
  if (first.is(Raw::one_of)) return one_of(first);
  if (first.is(Raw::bracket)) {
    const NodeId inner = chain(first.children.front());
    if (first.children.size() == 1) return add(span(first), Paren{inner});
    Span inside = span(first);
    inside.end = tree_.at(inner).span.end;
    return followed(add(inside, Paren{inner}), first.children.back());
  }
  if (!first.is(Raw::run)) {
    const NodeId list = group(first);
    return raw.children.size() == 1 ? list : followed(list, raw.children.back());
  }
  if (raw.children.size() == 1) return run(first);
  Call call{words(first), {}};
  Span whole = span(first);
  for (const auto& child : raw.children) {
    if (!child.is(Raw::arguments)) continue;
    call.arguments = arguments(child);
    whole.end = span(child).end;
  }
  const NodeId called = add(whole, std::move(call));
  return raw.children.back().is(Raw::run) ? followed(called, raw.children.back()) : called;
}

NodeId Nodes::run(const RawNode& raw) { return add(span(raw), Run{words(raw)}); }

std::vector<NodeId> Nodes::arguments(const RawNode& raw) {
  std::vector<NodeId> items;
  for (const auto& child : raw.children) items.push_back(chain(child));
  return items;
}

NodeId Nodes::group(const RawNode& raw) {
  Group group;
  group.kind = group_kind(raw.kind);
  for (const auto& child : raw.children) {
    if (child.is(Raw::arguments)) {
      group.items = arguments(child);
    } else {
      group.count = word(child);
    }
  }
  return add(span(raw), std::move(group));
}

NodeId Nodes::one_of(const RawNode& raw) {
  OneOf list;
  const RawNode& first = raw.children.front();
  if (first.is(Raw::arguments)) {
    list.values = arguments(first);
    list.parentheses = true;
  } else {
    for (const auto& child : raw.children) list.values.push_back(run(child));
  }
  return add(span(raw), std::move(list));
}

}  // namespace bedside::syntax

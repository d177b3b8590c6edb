// Takes conditions; marks where their lines may end: one short function for each kind of node.
#include "lang/format/marker.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "lang/syntax/split.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::format {

namespace {

using syntax::Part;

/// Words that would begin a part of some statement, were they the first of a line.
const std::set<std::string>& words_of_parts() {
  static const std::set<std::string> words = [] {
    std::set<std::string> all;
    for (const auto head :
         {Part::guideline, Part::source, Part::finding, Part::score, Part::assessment, Part::advice,
          Part::claim, Part::table, Part::example}) {
      for (auto& word : syntax::part_words(head)) all.insert(std::move(word));
    }
    return all;
  }();
  return words;
}

/// Words that begin a statement of their own in an indented line, where a text follows them.
bool would_begin(std::string_view word, std::string_view next, bool in_example) {
  if (word == "if" || word == "otherwise") return true;
  for (const auto* const head : {"guideline", "use", "claim", "table", "example", "examples"}) {
    if (word == head) return next.starts_with('"');
  }
  // `expect rule "a" fires, rule "b" ruled out`
  return word == "rule" && next.starts_with('"') && !in_example;
}

}  // namespace

std::size_t Marker::piece_at(std::uint32_t offset) const {
  const auto found =
      std::lower_bound(pieces_.begin(), pieces_.end(), offset,
                       [](const Piece& piece, std::uint32_t at) { return piece.begin < at; });
  return static_cast<std::size_t>(found - pieces_.begin());
}

bool Marker::may_begin_line(std::size_t piece) const {
  const auto word = text::fold_case(text(piece));
  if (words_of_parts().contains(word) || word == "|") return false;
  const auto next = piece + 1 < count() ? text(piece + 1) : std::string_view();
  if (would_begin(word, next, text::fold_case(text(0)) == "example")) return false;
  if (piece + 1 == count() || word.find_first_of("0123456789") == std::string::npos) return true;
  return !text::fold_case(text(piece + 1)).starts_with("point");
}

void Marker::gap(std::size_t piece, Gap gap) {
  const bool harmless = gap != Gap::fill || may_begin_line(piece);
  marks_.of[piece].gap = harmless ? gap : Gap::blank;
}

void Marker::group(std::size_t first, std::size_t last, Opening opening) {
  marks_.of[first].opens.push_back(opening);
  ++marks_.of[last].closes;
}

void Marker::condition(syntax::NodeId id) {
  const auto& node = at(id);
  std::visit([&](const auto& kind) { visit(kind, node); }, node.kind);
}

void Marker::list(const syntax::ChainList& chains) {
  if (chains.empty()) return;
  group(first_of(chains.front()), last_of(chains.back()));
  for (const auto each : chains) {
    if (each != chains.front()) gap(first_of(each), Gap::fill);
    condition(each);
  }
}

void Marker::visit(const syntax::Run& /*run*/, const syntax::Node& /*node*/) {}

void Marker::visit(const syntax::Call& call, const syntax::Node& /*node*/) {
  // `round(x)` as in mathematics, `minimum of (a, b)` as in a sentence
  const auto bracket = piece_at(call.name.back().span.end);
  if (text::fold_case(call.name.back().text) != "of") gap(bracket, Gap::none);
  list(call.arguments);
}

void Marker::visit(const syntax::OneOf& one_of, const syntax::Node& /*node*/) {
  list(one_of.values);
}

void Marker::visit(const syntax::Group& group, const syntax::Node& /*node*/) { list(group.items); }

void Marker::visit(const syntax::Paren& paren, const syntax::Node& /*node*/) {
  condition(paren.inner);
}

void Marker::visit(const syntax::Sum& sum, const syntax::Node& node) {
  const auto adds = [](const syntax::Word& sign) { return sign.text == "+" || sign.text == "-"; };
  const bool added = std::any_of(sum.operators.begin(), sum.operators.end(), adds);
  group(first_of(node.span), last_of(node.span));
  for (const auto& sign : sum.operators) {
    if (!added || adds(sign)) gap(first_of(sign.span), Gap::line);
  }
  for (const auto operand : sum.operands) condition(operand);
}

void Marker::visit(const syntax::Followed& followed, const syntax::Node& /*node*/) {
  condition(followed.first);
}

void Marker::visit(const syntax::Clause& clause, const syntax::Node& /*node*/) {
  if (clause.subject) condition(*clause.subject);
  for (const auto& tail : clause.tails) {
    for (const auto operand : tail.operands) condition(operand);
  }
}

void Marker::visit(const syntax::Chain& chain, const syntax::Node& node) {
  const auto is_or = [](const syntax::Join& join) { return join.is_or; };
  // beside an `and`, an `or` stands between values of one finding, which are kept together
  const bool all_or = std::all_of(chain.joins.begin(), chain.joins.end(), is_or);
  group(first_of(node.span), last_of(node.span));
  for (const auto& join : chain.joins) {
    gap(first_of(join.span), join.is_or && !all_or ? Gap::fill : Gap::line);
  }
  for (const auto operand : chain.operands) condition(operand);
}

}  // namespace bedside::format

// Takes what is given of a patient; gives facts, each about one finding.
#include <fmt/format.h>

#include <algorithm>

#include "lang/meaning/lowering.hpp"

namespace bedside::meaning {

std::vector<Fact> Lowering::lower_facts(const syntax::Tree& tree, const syntax::ChainList& chains) {
  tree_ = &tree;
  of_facts_ = true;
  std::vector<Fact> facts;
  for (const NodeId node : chains) {
    const std::size_t before = messages_.size();
    // What is given is recorded, or refused with a message; never left out in silence.
    if (!fact(node, facts) && messages_.size() == before) not_a_fact(at(node).span);
  }
  return facts;
}

std::optional<Fact> Lowering::lower_cell_fact(const syntax::Tree& tree, FindingId finding,
                                              const syntax::ChainList& chains, const Span& span) {
  tree_ = &tree;
  of_facts_ = true;
  if (chains.size() != 1) {
    say(Code::not_a_fact, span,
        "Several values with commas between them are not one fact; write `or` between them.");
    return std::nullopt;
  }
  const auto what = subject_of(finding, span);
  const auto lowered = about(*what, chains.front());
  if (!lowered) return std::nullopt;
  auto found = as_fact(rules_.at(*lowered));
  if (found) {
    found->span = span;
  } else {
    not_a_fact(span);
  }
  return found;
}

bool Lowering::not_a_fact(const Span& span) {
  say(Code::not_a_fact, span,
      fmt::format("`{}` does not settle one finding, or narrow it to values or one range.",
                  quote(span)));
  return false;
}

bool Lowering::fact(NodeId node, std::vector<Fact>& facts) {
  // `calcification is one of none, localized, pain`: the list ends at the first word that is no
  // value.
  const auto* clause_node = as<syntax::Clause>(node);
  const bool one_tail =
      clause_node != nullptr && clause_node->subject && clause_node->tails.size() == 1;
  const auto* list =
      one_tail ? as<syntax::OneOf>(clause_node->tails.front().operands.front()) : nullptr;
  if (list != nullptr && !list->parentheses) {
    const auto what = subject(*clause_node->subject);
    if (!what) return false;
    std::size_t taken = 1;
    while (taken < list->values.size() &&
           is_value_of(*what, as<syntax::Run>(list->values[taken])->words)) {
      ++taken;
    }
    syntax::OneOf front{
        {list->values.begin(), list->values.begin() + static_cast<std::ptrdiff_t>(taken)}, false};
    const std::vector<NodeId> rest(list->values.begin() + static_cast<std::ptrdiff_t>(taken),
                                   list->values.end());
    const Span span = at(node).span;
    auto lowered = one_of(*what, front, span);
    if (lowered && clause_node->tails.front().negation) lowered = negate(*lowered, span);
    bool good = lowered.has_value() && fact_of(*lowered, span, facts);
    for (const NodeId each : rest) good = fact(each, facts) && good;
    return good;
  }
  const auto lowered = condition(node);
  return lowered.has_value() && fact_of(*lowered, at(node).span, facts);
}

bool Lowering::fact_of(ConditionId id, const Span& span, std::vector<Fact>& facts) {
  const Condition condition_of = rules_.at(id);
  if (const auto* all = std::get_if<All>(&condition_of.kind)) {
    bool good = true;
    for (const ConditionId each : all->operands) {
      good = fact_of(each, rules_.at(each).span, facts) && good;
    }
    return good;
  }
  auto found = as_fact(condition_of);
  if (const auto* defined = std::get_if<Defined>(&condition_of.kind)) {
    say(Code::not_a_fact, span,
        fmt::format("`{}` is defined by other findings; give those.",
                    rules_.at(defined->definition).name));
    return false;
  }
  if (!found) return not_a_fact(span);
  found->span = span;
  facts.push_back(std::move(*found));
  return true;
}

// Values of one list, or one range of one number.
std::optional<Fact> Lowering::as_fact(const Condition& condition) {
  if (const auto* is = std::get_if<IsValue>(&condition.kind)) {
    return Fact{is->finding, is->values, Range::everything(), condition.span};
  }
  if (const auto* in = std::get_if<Within>(&condition.kind)) {
    const auto* number_of = std::get_if<FindingNumber>(&rules_.at(in->quantity).kind);
    if (number_of == nullptr) return std::nullopt;
    return Fact{number_of->finding, {}, in->range, condition.span};
  }
  if (const auto* none = std::get_if<Not>(&condition.kind)) {
    auto inner = as_fact(rules_.at(none->operand));
    if (!inner || !inner->values.empty()) return std::nullopt;
    const Finding& finding = rules_.at(inner->finding);
    const auto rest = subtract(finding.range, {inner->range}, finding.grid);
    if (rest.size() != 1) return std::nullopt;
    inner->range = rest.front();
    return inner;
  }
  const auto* any = std::get_if<Any>(&condition.kind);
  if (any == nullptr) return std::nullopt;
  // A cell `drowsy or alert`: the values together. `visits is 1 or 2`: one range, if nothing of the
  // finding's steps lies between.
  std::optional<Fact> whole;
  std::vector<Range> parts;
  for (const ConditionId each : any->operands) {
    const auto part = as_fact(rules_.at(each));
    if (!part || (whole && whole->finding != part->finding)) return std::nullopt;
    parts.push_back(part->range);
    if (whole) {
      whole->values |= part->values;
      whole->range = hull(whole->range, part->range);
    } else {
      whole = part;
    }
  }
  const Finding& finding = rules_.at(whole->finding);
  if (finding.kind != FindingKind::number) return whole;
  if (!subtract(whole->range, parts, finding.grid).empty()) return std::nullopt;
  return whole;
}

}  // namespace bedside::meaning

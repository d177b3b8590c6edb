// Takes a rule set; gives the parts of conditions that can be left out without any difference.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/naming.hpp"
#include "interpreter/proving/checker.hpp"

namespace bedside::proving {

using namespace meaning;

void Checker::parts() {
  std::set<ConditionId> wholes;
  for (const Rule& rule : set().rules) {
    if (rule.condition) wholes.insert(*rule.condition);
  }
  for (const Definition& definition : set().definitions) {
    if (const auto* id = std::get_if<ConditionId>(&definition.body)) wholes.insert(*id);
  }
  for (const Score& score : set().scores) {
    for (const ScoreItem& item : score.items) {
      if (const auto* points = std::get_if<Points>(&item.kind)) wholes.insert(points->condition);
    }
  }
  if (set().guideline && set().guideline->applies) wholes.insert(*set().guideline->applies);
  for (const ConditionId whole : wholes) {
    attempt(Code::empty_part, set().at(whole).span, "the parts of a condition", [&] {
      const Node all = logic().constant(Truth::yes);
      descend(whole, {all, all});
    });
  }
}

// Names what can be left out of the condition; gives what is left. What is left out must make no
// difference alone, nor together with all else that was named.
Node Checker::descend(ConditionId id, const Care& care) {
  const ConditionKind& kind = set().at(id).kind;
  if (const auto* negation = std::get_if<Not>(&kind)) {
    return logic().negation(descend(negation->operand, care));
  }
  if (const auto* all = std::get_if<All>(&kind)) return operands(all->operands, true, care);
  if (const auto* any = std::get_if<Any>(&kind)) return operands(any->operands, false, care);
  if (const auto* count = std::get_if<Count>(&kind)) {
    // What is counted must stay the same for everybody, so that the count does.
    const Node all = logic().constant(Truth::yes);
    for (const ConditionId operand : count->operands) descend(operand, {all, all});
  }
  return symbolic_.truth(id);
}

// The operands of `and` (or, upside down, of `or`), from the last to the first: a part is empty
// where the others decide as much without it, both all of them and what is left of them.
Node Checker::operands(const std::vector<ConditionId>& parts, bool all, const Care& care) {
  const auto join = [&](Node a, Node b) { return all ? logic().both(a, b) : logic().either(a, b); };
  // A comparison that the range decides has a message of its own, which explains the rest.
  const auto decided = [&](ConditionId part) { return is_decided(part); };
  const bool silent = std::any_of(parts.begin(), parts.end(), decided);
  const Node neutral = logic().constant(all ? Truth::yes : Truth::no);
  std::vector<Node> before{neutral};
  for (const ConditionId part : parts) before.push_back(join(before.back(), symbolic_.truth(part)));
  std::vector<ConditionId> empty;
  Node after = neutral;
  Node left = neutral;
  for (std::size_t i = parts.size(); i-- > 0;) {
    if (world_.diagrams.spent()) return neutral;
    const Node part = symbolic_.truth(parts[i]);
    const Node others = join(before[i], after);
    const Node others_left = join(before[i], left);
    after = join(part, after);
    const Node seen = logic().either(
        logic().both(care.alone, differing(others, join(others, part))),
        logic().both(care.together, differing(others_left, join(others_left, part))));
    if (!silent &&
        nobody(seen, Code::empty_part, set().at(parts[i]).span, "a part of a condition")) {
      empty.push_back(parts[i]);
      continue;
    }
    // It decides where the others leave it to it.
    const auto undecided_by = [&](Node by) {
      return logic().negation(logic().where(by, all ? Truth::no : Truth::yes));
    };
    const Care inside{logic().both(care.alone, undecided_by(others)),
                      logic().both(care.together, undecided_by(others_left))};
    left = join(descend(parts[i], inside), left);
  }
  if (!empty.empty()) say_empty({empty.rbegin(), empty.rend()}, all);
  return left;
}

Node Checker::differing(Node a, Node b) {
  return world_.diagrams.combine(world_.diagrams.operation(), a, b, [](Leaf left, Leaf right) {
    return static_cast<Leaf>(left == right ? Truth::no : Truth::yes);
  });
}

bool Checker::is_decided(ConditionId part) const {
  const auto* negation = std::get_if<Not>(&set().at(part).kind);
  return decided_.contains(part.index) ||
         (negation != nullptr && decided_.contains(negation->operand.index));
}

void Checker::say_empty(const std::vector<ConditionId>& parts, bool all) {
  const std::string words =
      text::clipped(explain::condition_words(set(), loaded_.sources, parts.front()));
  const std::string others =
      parts.size() == 1 ? "" : fmt::format(" and {} more of its kind", parts.size() - 1);
  Message message{
      Code::empty_part,
      fmt::format("`{}`{} can be left out: {}, so the condition holds for the same patients "
                  "without it.",
                  words, others,
                  all ? "where the other parts hold, it holds too"
                      : "where it holds, the other parts hold too"),
      set().at(parts.front()).span,
      "",
      {},
      {},
      ""};
  for (std::size_t i = 1; i < parts.size() && i <= 4; ++i) {
    message.related.push_back({set().at(parts[i]).span, "this too"});
  }
  messages_.push_back(std::move(message));
}

}  // namespace bedside::proving

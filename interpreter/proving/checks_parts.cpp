// Takes a rule set; gives the parts of conditions that can be left out without any difference.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "interpreter/explain/naming.hpp"
#include "interpreter/proving/checker.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::proving {

using namespace meaning;

void Checker::parts() {
  std::map<ConditionId, bool> wholes;  // and whether they read what was recorded
  for (const Rule& rule : set().rules) {
    if (rule.condition) wholes.emplace(*rule.condition, rule.reads_recorded);
  }
  for (const Definition& definition : set().definitions) {
    // A rule may read it beside what was recorded.
    if (const auto* id = std::get_if<ConditionId>(&definition.body)) wholes.emplace(*id, true);
  }
  for (const Score& score : set().scores) {
    for (const ScoreItem& item : score.items) {
      const auto* points = std::get_if<Points>(&item.kind);
      if (points != nullptr) wholes.emplace(points->condition, false);
    }
  }
  if (set().guideline && set().guideline->applies) {
    wholes.emplace(*set().guideline->applies, false);
  }
  for (const auto& each : wholes) {
    const ConditionId whole = each.first;
    const bool reads_recorded = each.second;
    attempt(Code::empty_part, set().at(whole).span, "the parts of a condition", [&] {
      const Node all = logic().constant(Truth::yes);
      // All that is computed has to be asked for, before it is known how much is known of it.
      if (reads_recorded) symbolic_.truth(whole);
      descend(whole, {all, all, !reads_recorded || !symbolic_.knows_less()});
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
    for (const ConditionId operand : count->operands) descend(operand, {all, all, care.exact});
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
      // What is unknown here may be decided in truth, and then make a difference.
      if (care.exact) {
        empty.push_back(parts[i]);
        continue;
      }
      undecided(Code::empty_part, set().at(parts[i]).span, "a part of a condition");
    }
    // It decides where the others leave it to it.
    const auto undecided_by = [&](Node by) {
      return logic().negation(logic().where(by, all ? Truth::no : Truth::yes));
    };
    const Care inside{logic().both(care.alone, undecided_by(others)),
                      logic().both(care.together, undecided_by(others_left)), care.exact};
    left = join(descend(parts[i], inside), left);
  }
  if (!empty.empty()) say_empty({empty.rbegin(), empty.rend()}, parts, all);
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

namespace {

/// Whether these words stand between two parts, and nothing else.
bool joins(std::string_view words) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!words.empty() && is_blank(words.front())) words.remove_prefix(1);
  while (!words.empty() && is_blank(words.back())) words.remove_suffix(1);
  const std::string word = text::fold_case(words);
  return word == "and" || word == "or" || word == ",";
}

/// Takes a part out of the text, with the word or comma that joins it; nothing where that cannot be
/// done in one place (cells of a table).
std::optional<text::Fix> left_out(const Loaded& loaded, const std::vector<ConditionId>& operands,
                                  ConditionId part) {
  const auto place = std::find(operands.begin(), operands.end(), part);
  const bool first = place == operands.begin();
  const text::Span& own = loaded.rules.at(part).span;
  const text::Span& other = loaded.rules.at(first ? *(place + 1) : *(place - 1)).span;
  if (own.file != other.file) return std::nullopt;
  text::Span cut = first ? text::Span{own.file, own.begin, other.begin}
                         : text::Span{own.file, other.end, own.end};
  if (cut.begin >= cut.end) return std::nullopt;
  const std::string_view content = loaded.sources.of(own).content();
  const std::uint32_t begin = first ? own.end : other.end;
  const std::uint32_t end = first ? other.begin : own.begin;
  if (begin > end || !joins(content.substr(begin, end - begin))) return std::nullopt;
  return text::Fix{"leave it out", {{cut, ""}}, false};
}

}  // namespace

void Checker::say_empty(const std::vector<ConditionId>& parts,
                        const std::vector<ConditionId>& operands, bool all) {
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
  if (parts.size() == 1) {
    if (auto fix = left_out(loaded_, operands, parts.front())) message.fixes.push_back(*fix);
  }
  messages_.push_back(std::move(message));
}

}  // namespace bedside::proving

// Takes conditions that read the levels of assessments; gives them as formulas over the rules that
// conclude these, whose one diagram may be too large.
#include <algorithm>

#include "interpreter/proving/checker.hpp"

namespace bedside::proving {

using namespace meaning;

// A formula knows only yes and no, so it stands for a truth only where nobody's is unknown.
bool Checker::is_exact(Node truth) {
  const Node unknown = logic().where(truth, Truth::unknown);
  return logic().is_empty(logic().both(unknown, world_.complete));
}

// Whether it gives one level to each patient of whom everything is known.
bool Checker::always_sure(const ByList& by) {
  Node open = world_.complete;
  for (const Band& band : by.bands) {
    const auto is_its = [&](std::size_t level) { return level == band.level; };
    open = logic().without(open, surely(by, is_its));
  }
  return logic().is_empty(open);
}

/// The rules, and band lists, that conclude a level; not `exact` where that is unknown for some
/// patient of whom everything is known.
std::vector<Formula> Checker::concluding(AssessmentId id, std::size_t level, bool& exact) {
  const Assessment& assessment = set().at(id);
  std::vector<Formula> sets;
  for (const RuleId rule : assessment.rules) {
    const auto& outcomes = set().at(rule).outcomes;
    const bool concludes = std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& its) {
      return its.assessment == id && its.level == level;
    });
    if (!concludes) continue;
    const Node counts = symbolic_.counts(rule);
    exact = exact && is_exact(counts);
    sets.push_back(Formula::inside(logic().where(counts, Truth::yes)));
  }
  for (const ByList& by : assessment.by) {
    sets.push_back(Formula::inside(surely(by, [&](std::size_t its) { return its == level; })));
  }
  return sets;
}

// Of a scale the most serious level that is concluded, of a choice the only one.
std::optional<Formula> Checker::as_formula(const IsLevel& is) {
  const Assessment& assessment = set().at(is.assessment);
  const bool scale = assessment.kind == AssessmentKind::scale;
  bool exact = true;
  std::vector<Formula> by_level;
  for (std::size_t level = 0; level < assessment.levels.size(); ++level) {
    by_level.push_back(Formula::any(concluding(is.assessment, level, exact)));
  }
  for (const ByList& by : assessment.by) exact = exact && always_sure(by);
  if (!exact || world_.diagrams.spent()) return std::nullopt;
  std::vector<Formula> ways;
  for (const std::size_t level : is.levels.list()) {
    std::vector<Formula> parts{by_level.at(level)};
    for (std::size_t other = 0; other < by_level.size(); ++other) {
      if (scale ? other > level : other != level) parts.push_back(!by_level[other]);
    }
    ways.push_back(Formula::all(std::move(parts)));
  }
  if (assessment.otherwise) {
    const std::size_t last_resort = set().at(*assessment.otherwise).outcomes.at(0).level;
    if (is.levels.has(last_resort)) ways.push_back(!Formula::any(by_level));
  }
  return Formula::any(std::move(ways));
}

std::optional<Formula> Checker::as_formula(ConditionId id) {
  const ConditionKind& kind = set().at(id).kind;
  if (const auto* is = std::get_if<IsLevel>(&kind)) return as_formula(*is);
  if (const auto* defined = std::get_if<Defined>(&kind)) {
    return as_formula(std::get<ConditionId>(set().at(defined->definition).body));
  }
  if (const auto* negation = std::get_if<Not>(&kind)) {
    const auto operand = as_formula(negation->operand);
    return operand ? std::optional(!*operand) : std::nullopt;
  }
  const auto* all = std::get_if<All>(&kind);
  const auto* any = std::get_if<Any>(&kind);
  if (all == nullptr && any == nullptr) {
    const Node truth = symbolic_.truth(id);
    if (!is_exact(truth) || world_.diagrams.spent()) return std::nullopt;
    return Formula::inside(logic().where(truth, Truth::yes));
  }
  std::vector<Formula> parts;
  for (const ConditionId operand : all != nullptr ? all->operands : any->operands) {
    auto part = as_formula(operand);
    if (!part) return std::nullopt;
    parts.push_back(std::move(*part));
  }
  return all != nullptr ? Formula::all(std::move(parts)) : Formula::any(std::move(parts));
}

// Nothing where a number may be undefined: then there are patients of whom a formula says nothing.
std::optional<Checker::Where> Checker::claim_fails_by_search(const Claim& claim, Node meant,
                                                             double share) {
  if (world_.complete != world_.recorded) return std::nullopt;
  const auto conclusion = as_formula(claim.conclusion);
  if (!conclusion) return std::nullopt;
  std::vector<Formula> parts{Formula::inside(meant), !*conclusion};
  if (claim.premise) {
    const auto premise = as_formula(*claim.premise);
    if (!premise) return std::nullopt;
    parts.push_back(*premise);
  }
  return searched(Formula::all(std::move(parts)), meant, share);
}

}  // namespace bedside::proving

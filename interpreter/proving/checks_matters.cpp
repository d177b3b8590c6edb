// Takes a rule set; gives the rules without which every patient would get the same.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/proving/checker.hpp"

namespace bedside::proving {

using namespace meaning;

namespace {

/// How many single patients are tried before others are excluded as sets.
constexpr int probes = 64;
/// Nodes for one rule's question whether it matters; there are as many questions as rules.
constexpr std::size_t nodes_per_rule = 200'000;
/// Up to so many others are taken away as sets.
constexpr std::size_t few = 50;
/// A rule's question may take so many times the time that would be its share: most take less.
constexpr double shares = 4;

/// The same choices each time.
class Chance {
 public:
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX
    return static_cast<std::uint32_t>((state_ >> 33U) % bound);
  }

 private:
  std::uint64_t state_ = 0x2545F4914F6CDD1DU;
};

/// One patient of the set as one cell for each variable; cells that it does not read by chance.
Cells some_patient(const proofs::Diagrams& diagrams, proofs::Logic& logic, Node set,
                   Chance& chance) {
  Cells cells;
  for (std::uint32_t variable = 0; variable < diagrams.variables(); ++variable) {
    const std::uint32_t width = diagrams.width(variable);
    std::uint32_t cell = chance.below(width);
    while (logic.is_empty(diagrams.child(set, variable, cell))) cell = (cell + 1) % width;
    set = diagrams.child(set, variable, cell);
    cells.push_back(cell);
  }
  return cells;
}

bool has(const proofs::Diagrams& diagrams, const Formula& formula, const Cells& cells) {
  const auto part_has = [&](const Formula& part) { return has(diagrams, part, cells); };
  const auto& parts = formula.parts;
  if (formula.kind == Formula::Kind::all) return std::all_of(parts.begin(), parts.end(), part_has);
  if (formula.kind == Formula::Kind::any) return std::any_of(parts.begin(), parts.end(), part_has);
  const bool is_in = diagrams.at(formula.set, cells) == static_cast<Leaf>(Truth::yes);
  return is_in == (formula.kind == Formula::Kind::inside);
}

}  // namespace

void Checker::all_matter() {
  std::vector<RuleId> asked;
  for (std::uint32_t i = 0; i < set().rules.size(); ++i) {
    if (set().rules[i].otherwise || never_.count(i) > 0 || twin_.count(i) > 0) continue;
    asked.push_back(RuleId{i});
  }
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Rule& rule = set().at(asked[i]);
    const double share = std::min(1.0, shares / static_cast<double>(asked.size() - i));
    world_.diagrams.allow(std::min(nodes_per_rule, limits_.nodes), limits_.is_spent);
    if (!world_.diagrams.spent()) never_matters(asked[i], search_.seconds_left() * share);
    if (world_.diagrams.spent()) undecided(Code::never_matters, rule.span, rule_name(asked[i]));
  }
}

/// Where other rules, or band lists, establish as much as the outcome does.
std::vector<Formula> Checker::as_serious(RuleId id, const Outcome& outcome) {
  const Assessment& assessment = set().at(outcome.assessment);
  const bool scale = assessment.kind == AssessmentKind::scale;
  const auto as_much = [&](std::size_t level) {
    return scale ? level >= outcome.level : level == outcome.level;
  };
  std::vector<Formula> others;
  for (const RuleId other : assessment.rules) {
    const auto& outcomes = set().at(other).outcomes;
    const bool serious = std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& its) {
      return its.assessment == outcome.assessment && as_much(its.level);
    });
    if (other != id && serious) others.push_back(Formula::inside(fires(other)));
  }
  for (const ByList& by : assessment.by) {
    others.push_back(Formula::inside(surely(by, as_much)));
  }
  return others;
}

std::vector<Formula> Checker::giving(RuleId id, AdviceId advice) {
  std::vector<Formula> others;
  for (std::uint32_t i = 0; i < set().rules.size(); ++i) {
    const auto& gives = set().rules[i].advice;
    const bool same = std::find(gives.begin(), gives.end(), advice) != gives.end();
    if (i != id.index && same) others.push_back(fires_as_formula(RuleId{i}));
  }
  return others;
}

// The others taken away as sets; nothing where that is too much.
std::optional<Existence> Checker::without(Node from, const std::vector<Formula>& others) {
  const auto is_set = [](const Formula& other) { return other.kind == Formula::Kind::inside; };
  if (others.size() > few || !std::all_of(others.begin(), others.end(), is_set)) return {};
  const std::size_t nodes = std::min(nodes_per_rule, limits_.nodes);
  world_.diagrams.allow(std::min(limits_.nodes_at_once / 4, nodes), limits_.is_spent);
  Node rest = from;
  for (const Formula& other : others) rest = logic().without(rest, other.set);
  const bool too_much = world_.diagrams.spent();
  world_.diagrams.allow(nodes, limits_.is_spent);
  if (too_much) return {};
  return patients_.some(rest);
}

// Some patient where it fires and none of the others holds: first single patients are tried, which
// nearly always finds one; then the others are excluded.
Existence Checker::outside(Node from, const std::vector<Formula>& others, double seconds) {
  if (world_.diagrams.spent()) return {std::nullopt, true};
  Chance chance;
  for (int i = 0; i < probes && !logic().is_empty(from); ++i) {
    const auto cells = some_patient(world_.diagrams, logic(), from, chance);
    const auto holds = [&](const Formula& other) { return has(world_.diagrams, other, cells); };
    if (std::any_of(others.begin(), others.end(), holds)) continue;
    Existence found = patients_.in(logic().single(cells));
    if (found.patient) return found;
  }
  if (const auto found = without(from, others)) return *found;
  if (world_.diagrams.spent()) return {std::nullopt, true};
  const Formula none = !Formula::any(others);
  return search_.some(Formula::all({Formula::inside(from), none}), seconds);
}

bool Checker::matters(RuleId id, double seconds, Existence& where) {
  const Node from = fires(id);
  const Rule& rule = set().at(id);
  const auto found = [&](const Existence& here) {
    if (here.patient) where = here;
    where.undecided = where.undecided || here.undecided;
    return here.patient.has_value();
  };
  if (world_.diagrams.spent()) return false;
  for (const Outcome& outcome : rule.outcomes) {
    if (found(outside(from, as_serious(id, outcome), seconds))) return true;
  }
  for (const AdviceId advice : rule.advice) {
    if (found(outside(from, giving(id, advice), seconds))) return true;
  }
  // A rule that it overrides might count without it.
  for (const RuleId other : rule.overrides) {
    const Node holds = logic().where(symbolic_.condition(other), Truth::yes);
    if (found(patients_.some(logic().both(from, holds)))) return true;
  }
  return false;
}

namespace {

/// Whether the other rule establishes as much as one of the outcomes, or gives the same advice.
bool serves(const RuleSet& rules, const Rule& rule, const Rule& other) {
  for (const Outcome& outcome : rule.outcomes) {
    const bool scale = rules.at(outcome.assessment).kind == AssessmentKind::scale;
    for (const Outcome& its : other.outcomes) {
      if (its.assessment != outcome.assessment) continue;
      if (scale ? its.level >= outcome.level : its.level == outcome.level) return true;
    }
  }
  return std::any_of(rule.advice.begin(), rule.advice.end(), [&](AdviceId advice) {
    return std::find(other.advice.begin(), other.advice.end(), advice) != other.advice.end();
  });
}

}  // namespace

void Checker::never_matters(RuleId id, double seconds) {
  const Rule& rule = set().at(id);
  Existence where;
  if (matters(id, seconds, where) || world_.diagrams.spent()) return;
  if (where.undecided) return undecided(Code::never_matters, rule.span, rule_name(id));
  const Existence some = patients_.some(fires(id));
  if (!some.patient) return undecided(Code::never_matters, rule.span, rule_name(id));
  Message message{Code::never_matters,
                  fmt::format("{} never matters: wherever it fires, other rules establish as much.",
                              the_rule(id)),
                  rule.span,
                  "",
                  {},
                  {},
                  witness(some.patient->front(), std::vector<RuleId>{id})};
  const Evaluation there = evaluate::conclude(set(), some.patient->front());
  for (std::uint32_t i = 0; i < set().rules.size() && message.related.size() < 4; ++i) {
    const bool fires_there = there.rules[i].status == RuleStatus::fires;
    if (i == id.index || !fires_there || !serves(set(), rule, set().rules[i])) continue;
    message.related.push_back({set().rules[i].span, "this rule fires for the patient too"});
  }
  messages_.push_back(std::move(message));
}

}  // namespace bedside::proving

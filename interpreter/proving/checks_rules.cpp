// Takes a rule set; gives the rules that never fire, always fire, never matter, or stand twice.
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
std::vector<std::uint32_t> some_patient(const proofs::Diagrams& diagrams, proofs::Logic& logic,
                                        Node set, Chance& chance) {
  std::vector<std::uint32_t> cells;
  for (std::uint32_t variable = 0; variable < diagrams.variables(); ++variable) {
    const std::uint32_t width = diagrams.width(variable);
    std::uint32_t cell = chance.below(width);
    while (logic.is_empty(diagrams.child(set, variable, cell))) cell = (cell + 1) % width;
    set = diagrams.child(set, variable, cell);
    cells.push_back(cell);
  }
  return cells;
}

bool has(const proofs::Diagrams& diagrams, Node set, const std::vector<std::uint32_t>& cells) {
  while (!diagrams.is_leaf(set)) {
    const std::uint32_t variable = diagrams.variable(set);
    set = diagrams.child(set, variable, cells[variable]);
  }
  return diagrams.value(set) == static_cast<Leaf>(Truth::yes);
}

Box box_of(proofs::Logic& logic, const std::vector<std::uint32_t>& cells) {
  Box box = logic.whole();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    box[i].assign(box[i].size(), false);
    box[i][cells[i]] = true;
  }
  return box;
}

}  // namespace

void Checker::rules() {
  for (std::uint32_t i = 0; i < set().rules.size(); ++i) {
    const RuleId id{i};
    attempt(Code::never_fires, set().at(id).span, rule_name(id), [&] { never_or_always(id); });
  }
  duplicates();
  for (std::uint32_t i = 0; i < set().rules.size(); ++i) {
    const RuleId id{i};
    if (set().at(id).otherwise || never_.count(i) > 0 || twin_.count(i) > 0) continue;
    world_.diagrams.allow(std::min(nodes_per_rule, limits_.nodes), limits_.is_spent);
    never_matters(id);
    if (world_.diagrams.spent()) undecided(Code::never_matters, set().at(id).span, rule_name(id));
  }
}

void Checker::never_or_always(RuleId id) {
  const Rule& rule = set().at(id);
  if (nobody(fires(id), Code::never_fires, rule.span, rule_name(id))) {
    never_.insert(id.index);
    if (rule.reads_recorded && symbolic_.knows_less()) {
      return undecided(Code::never_fires, rule.span, rule_name(id));
    }
    say_never(id);
    return;
  }
  if (rule.otherwise || world_.diagrams.spent()) return;
  // Whether something was recorded is no property of the patient: such a rule may lack findings.
  const Node meant = rule.reads_recorded ? logic().constant(Truth::yes) : world_.recorded;
  const Node holds = logic().where(symbolic_.condition(id), Truth::yes);
  if (!nobody(logic().without(meant, holds), Code::always_fires, rule.span, rule_name(id))) return;
  messages_.push_back(
      {Code::always_fires,
       fmt::format("The condition of {} holds for every patient: it says nothing.", rule_name(id)),
       rule.span,
       "",
       {},
       {},
       ""});
}

void Checker::say_never(RuleId id) {
  const Rule& rule = set().at(id);
  const Node holds = logic().where(symbolic_.condition(id), Truth::yes);
  const Node applies = logic().where(symbolic_.applies(), Truth::yes);
  std::string why = "its condition holds for no patient";
  Message message{Code::never_fires, "", rule.span, "", {}, {}, ""};
  if (rule.otherwise) {
    why = "for every patient some other rule concludes";
  } else if (!patients_.some(holds).none()) {
    why = "its condition holds for no patient to whom the guideline applies";
    if (!patients_.some(logic().both(holds, applies)).none()) {
      why = "wherever its condition holds, another rule overrides it";
      for (const RuleId other : rule.overridden_by) {
        message.related.push_back({set().at(other).span, "this rule overrides it"});
      }
    }
  }
  message.text =
      fmt::format("{} never fires: {}.", rule.otherwise ? "This `otherwise`" : the_rule(id), why);
  messages_.push_back(std::move(message));
}

// ---- Duplicates ----------------------------------------------------------------------------

void Checker::duplicates() {
  using Meaning = std::tuple<Node, std::vector<std::pair<std::uint32_t, std::size_t>>,
                             std::vector<AdviceId>, std::vector<RuleId>, std::vector<RuleId>, bool>;
  std::map<Meaning, RuleId> first;
  for (std::uint32_t i = 0; i < set().rules.size(); ++i) {
    const RuleId id{i};
    const Rule& rule = set().at(id);
    if (rule.otherwise || never_.count(i) > 0) continue;
    attempt(Code::duplicate, rule.span, rule_name(id), [&] {
      const Node holds = logic().where(symbolic_.condition(id), Truth::yes);
      const Node meant = rule.reads_recorded ? holds : logic().both(holds, world_.recorded);
      if (world_.diagrams.spent()) return;
      Meaning means{
          meant, {}, rule.advice, rule.overrides, rule.overridden_by, rule.reads_recorded};
      for (const Outcome& outcome : rule.outcomes) {
        std::get<1>(means).emplace_back(outcome.assessment.index, outcome.level);
      }
      std::sort(std::get<1>(means).begin(), std::get<1>(means).end());
      std::sort(std::get<2>(means).begin(), std::get<2>(means).end());
      std::sort(std::get<3>(means).begin(), std::get<3>(means).end());
      std::sort(std::get<4>(means).begin(), std::get<4>(means).end());
      const auto [known, is_new] = first.try_emplace(std::move(means), id);
      if (is_new) return;
      twin_.insert(i);
      twin_.insert(known->second.index);
      const Existence found = patients_.some(logic().both(fires(id), fires(known->second)));
      std::string patient;
      if (found.patient) {
        patient = witness(found.patient->front(), [&](const Evaluation& evaluation) {
          return evaluation.rules[i].status == RuleStatus::fires &&
                 evaluation.rules[known->second.index].status == RuleStatus::fires;
        });
      }
      messages_.push_back({Code::duplicate,
                           fmt::format("{} says the same as {}: their conditions hold for the same "
                                       "patients, and the same follows.",
                                       the_rule(id), rule_name(known->second)),
                           rule.span,
                           "",
                           {{set().at(known->second).span, "the same"}},
                           {},
                           patient});
    });
  }
}

// ---- Never matters -------------------------------------------------------------------------

/// Where other rules, or band lists, establish as much as the outcome does.
std::vector<Node> Checker::as_serious(RuleId id, const Outcome& outcome) {
  const Assessment& assessment = set().at(outcome.assessment);
  const bool scale = assessment.kind == AssessmentKind::scale;
  const auto as_much = [&](std::size_t level) {
    return scale ? level >= outcome.level : level == outcome.level;
  };
  std::vector<Node> others;
  for (const RuleId other : assessment.rules) {
    const auto& outcomes = set().at(other).outcomes;
    const bool serious = std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& its) {
      return its.assessment == outcome.assessment && as_much(its.level);
    });
    if (other != id && serious) others.push_back(fires(other));
  }
  for (const ByList& by : assessment.by) {
    const Node bands = symbolic_.possible_bands(by);
    if (world_.diagrams.spent()) return others;
    others.push_back(world_.diagrams.map(world_.diagrams.operation(), bands, [&](Leaf leaf) {
      const auto& possible = world_.bands.at(leaf);
      const bool sure = std::all_of(possible.begin(), possible.end(), [&](std::size_t band) {
        return as_much(by.bands[band].level);
      });
      return static_cast<Leaf>(sure ? Truth::yes : Truth::no);
    }));
  }
  return others;
}

std::vector<Node> Checker::giving(RuleId id, AdviceId advice) {
  std::vector<Node> others;
  for (std::uint32_t i = 0; i < set().rules.size(); ++i) {
    const auto& gives = set().rules[i].advice;
    const bool same = std::find(gives.begin(), gives.end(), advice) != gives.end();
    if (i != id.index && same) others.push_back(fires(RuleId{i}));
  }
  return others;
}

// Some patient where it fires and none of the others holds: first single patients are tried, which
// nearly always finds one; then the others are taken away as sets.
Existence Checker::outside(Node from, const std::vector<Node>& others) {
  if (world_.diagrams.spent()) return {std::nullopt, true};
  Chance chance;
  for (int i = 0; i < probes && !logic().is_empty(from); ++i) {
    const auto cells = some_patient(world_.diagrams, logic(), from, chance);
    const auto holds = [&](Node other) { return has(world_.diagrams, other, cells); };
    if (std::any_of(others.begin(), others.end(), holds)) continue;
    Existence found = patients_.in(box_of(logic(), cells));
    if (found.patient) return found;
  }
  Node rest = from;
  for (const Node other : others) rest = logic().without(rest, other);
  if (world_.diagrams.spent()) return {std::nullopt, true};
  return patients_.some(rest);
}

bool Checker::matters(RuleId id, Node where_fires, Existence& where) {
  const Rule& rule = set().at(id);
  const auto found = [&](const Existence& here) {
    if (here.patient) where = here;
    where.undecided = where.undecided || here.undecided;
    return here.patient.has_value();
  };
  for (const Outcome& outcome : rule.outcomes) {
    if (found(outside(where_fires, as_serious(id, outcome)))) return true;
  }
  for (const AdviceId advice : rule.advice) {
    if (found(outside(where_fires, giving(id, advice)))) return true;
  }
  // A rule that it overrides might count without it.
  for (const RuleId other : rule.overrides) {
    const Node holds = logic().where(symbolic_.condition(other), Truth::yes);
    if (found(patients_.some(logic().both(where_fires, holds)))) return true;
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

void Checker::never_matters(RuleId id) {
  const Rule& rule = set().at(id);
  const Node where_fires = fires(id);
  Existence where;
  if (matters(id, where_fires, where) || world_.diagrams.spent()) return;
  if (where.undecided) return undecided(Code::never_matters, rule.span, rule_name(id));
  const Existence some = patients_.some(where_fires);
  if (!some.patient) return undecided(Code::never_matters, rule.span, rule_name(id));
  Message message{Code::never_matters,
                  fmt::format("{} never matters: wherever it fires, other rules establish as much.",
                              the_rule(id)),
                  rule.span,
                  "",
                  {},
                  {},
                  witness(some.patient->front(), [&](const Evaluation& evaluation) {
                    return evaluation.rules[id.index].status == RuleStatus::fires;
                  })};
  const Evaluation there = evaluate::conclude(set(), some.patient->front());
  for (std::uint32_t i = 0; i < set().rules.size() && message.related.size() < 4; ++i) {
    const bool fires_there = there.rules[i].status == RuleStatus::fires;
    if (i == id.index || !fires_there || !serves(set(), rule, set().rules[i])) continue;
    message.related.push_back({set().rules[i].span, "this rule fires for the patient too"});
  }
  messages_.push_back(std::move(message));
}

}  // namespace bedside::proving

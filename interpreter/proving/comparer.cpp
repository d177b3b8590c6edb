// Takes two rule sets; gives the groups of patients for whom the same thing changes.
#include "interpreter/proving/comparer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "interpreter/testing/describe.hpp"
#include "interpreter/testing/wording.hpp"
#include "lang/text/invariant.hpp"

namespace bedside::proving {

using namespace meaning;
using evaluate::Evaluation;
using proofs::Variable;

namespace {

/// More kinds of change of one thing than these are told as one.
constexpr std::size_t most_groups = 12;

}  // namespace

Comparer::Comparer(const Loaded& before, const Loaded& after, proofs::Missing missing,
                   const Limits& limits)
    : loaded_before_(before),
      loaded_after_(after),
      limits_(limits),
      world_({&before.rules, &after.rules}, missing),
      before_(world_, 0),
      after_(world_, 1),
      patients_(world_) {}

bool Comparer::within_limits(const std::string& what, Differences& into,
                             const std::function<void()>& work) {
  world_.diagrams.allow(limits_.nodes, limits_.is_spent);
  work();
  if (world_.diagrams.spent()) into.undecided.push_back(what);
  return !world_.diagrams.spent();
}

bool Comparer::can_lack() const {
  const auto& variables = world_.space.variables;
  return std::all_of(variables.begin(), variables.end(),
                     [](const Variable& variable) { return variable.is_finding(); });
}

Node Comparer::differ(const Observed& observed) {
  return world_.diagrams.combine(
      world_.diagrams.operation(), observed.before, observed.after, [](Leaf before, Leaf after) {
        return static_cast<Leaf>(before == after ? Truth::no : Truth::yes);
      });
}

void Comparer::compare_complete(Differences& into) {
  Node any = world_.logic.constant(Truth::no);
  for (const Observed& observed : all_observed(false, into)) {
    within_limits(fmt::format("`{}`", observed.subject), into, [&] {
      groups(observed, world_.recorded, false, into);
      const Node here = world_.logic.either(any, differ(observed));
      if (!world_.diagrams.spent()) any = here;
    });
  }
  within_limits("which rules fire", into, [&] { compare_rules(any, into); });
}

void Comparer::compare_partial(Differences& into) {
  for (const Observed& observed : all_observed(true, into)) {
    const std::string what = fmt::format("`{}` while findings are missing", observed.subject);
    const bool done = within_limits(what, into, [&] {
      const Node complete = world_.logic.both(differ(observed), world_.recorded);
      const Node explained = some_completion(complete);
      const Node meant = world_.logic.negation(world_.logic.either(explained, world_.recorded));
      if (!world_.diagrams.spent()) groups(observed, meant, true, into);
    });
    into.partial_compared = into.partial_compared && done;
  }
}

// The records that some patient of the set completes.
Node Comparer::some_completion(Node set) {
  std::unordered_map<Node, Node> done;
  const auto widened = [&](const auto& self, Node node) -> Node {
    if (world_.diagrams.is_leaf(node) || world_.diagrams.spent()) return node;
    if (const auto known = done.find(node); known != done.end()) return known->second;
    const std::uint32_t variable = world_.diagrams.variable(node);
    std::vector<Node> children;
    for (std::uint32_t cell = 0; cell < world_.diagrams.width(variable); ++cell) {
      children.push_back(self(self, world_.diagrams.child(node, variable, cell)));
    }
    if (world_.space.variables[variable].may_lack) {
      for (std::size_t cell = 0; cell + 1 < children.size(); ++cell) {
        children.back() = world_.logic.either(children.back(), children[cell]);
      }
    }
    return done[node] = world_.diagrams.node(variable, children);
  };
  // A set of complete patients reads every variable that may lack.
  return widened(widened, set);
}

// ---- Groups --------------------------------------------------------------------------------

void Comparer::groups(const Observed& observed, Node meant, bool partial, Differences& into) {
  if (observed.before == observed.after || world_.diagrams.spent()) return;
  const Node pairs = world_.diagrams.combine(
      world_.diagrams.operation(), observed.before, observed.after, [&](Leaf before, Leaf after) {
        if (before == after) return words_.of("");
        return words_.of(words_.at(before) + "\n" + words_.at(after));
      });
  const std::vector<Leaf> kinds = world_.diagrams.leaves(pairs);
  if (world_.diagrams.spent()) return;
  const auto where = [&](const auto& is) {
    return world_.logic.both(
        meant, world_.diagrams.map(world_.diagrams.operation(), pairs, [&](Leaf leaf) {
          return static_cast<Leaf>(is(leaf) ? Truth::yes : Truth::no);
        }));
  };
  if (kinds.size() > most_groups) {
    group(observed, "some value\nanother value",
          where([&](Leaf leaf) { return !words_.at(leaf).empty(); }), partial, into);
    return;
  }
  for (const Leaf kind : kinds) {
    if (words_.at(kind).empty()) continue;
    const std::string words = words_.at(kind);
    group(observed, words, where([&](Leaf leaf) { return leaf == kind; }), partial, into);
  }
}

void Comparer::group(const Observed& observed, const std::string& pair, Node where, bool partial,
                     Differences& into) {
  if (world_.diagrams.spent() || world_.logic.is_empty(where)) return;
  const std::size_t end = pair.find('\n');
  Change change;
  change.of = observed.of;
  change.subject = observed.subject;
  change.before = pair.substr(0, end);
  change.after = pair.substr(end + 1);
  change.partial = partial;
  if (observed.rule_after) change.rule = loaded_after_.rules.at(*observed.rule_after).span;
  if (!witness(observed, where, change)) {
    const Existence some = patients_.some(where);
    if (some.undecided) {
      into.undecided.push_back(fmt::format("whether `{}` changes from {} to {} for some patient",
                                           observed.subject, change.before, change.after));
    }
    return;
  }
  const Node meant = partial ? world_.logic.constant(Truth::yes) : world_.recorded;
  const Regions regions =
      regions_of(after_, patients_,
                 SourcesByRuleSet{&loaded_before_.sources, &loaded_after_.sources}, where, meant);
  for (const Region& region : regions.list) change.regions.push_back(region.words);
  change.more_regions = regions.more;
  if (!partial) change.share = share(where);
  into.changes.push_back(std::move(change));
}

// A record of the set in which as little is recorded as can be.
Box Comparer::with_least(Node where) const {
  Box box = world_.logic.whole();
  for (std::uint32_t index = 0; index < box.size(); ++index) {
    std::vector<bool>& cells = box[index];
    auto cell = static_cast<std::uint32_t>(cells.size() - 1);
    while (world_.logic.is_empty(world_.diagrams.child(where, index, cell))) --cell;
    where = world_.diagrams.child(where, index, cell);
    cells.assign(cells.size(), false);
    cells[cell] = true;
  }
  return box;
}

bool Comparer::witness(const Observed& observed, Node where, Change& change) {
  Existence found;
  if (change.partial) {
    found = patients_.in(with_least(where));
  } else {
    found = patients_.some(where);
  }
  if (!found.patient) return false;
  const Records records = change.partial ? *found.patient : shown(observed, *found.patient);
  const Evaluation before = evaluate::conclude(loaded_before_.rules, records[0]);
  const Evaluation after = evaluate::conclude(loaded_after_.rules, records[1]);
  const bool shows = observed.see_before(before) != observed.see_after(after);
  text::invariant(shows, "a witness of a change shows it");
  change.witness = testing::given_line(loaded_after_.rules, records[1]);
  const std::string line = testing::given_line(loaded_before_.rules, records[0]);
  if (line != change.witness) change.witness_before = line;
  name_rules(observed, records, change);
  return true;
}

// The records without the findings that the change does not need.
Records Comparer::shown(const Observed& observed, Records records) const {
  const auto& rule_sets = world_.space.rule_sets;
  const auto seen = [&](const Records& tried) {
    const Evaluation before = evaluate::conclude(*rule_sets[0], tried[0]);
    const Evaluation after = evaluate::conclude(*rule_sets[1], tried[1]);
    return std::pair(observed.see_before(before), observed.see_after(after));
  };
  const auto wanted = seen(records);
  // Where only the rules differ, fewer findings might open something else; and what is not settled
  // with everything recorded, because a number is not defined, looks alike with less.
  const bool settled = wanted.first != unsettled && wanted.second != unsettled &&
                       !wanted.first.ends_with(so_far) && !wanted.second.ends_with(so_far);
  if (observed.of == Change::Of::rules || !settled) return records;
  for (const Variable& variable : world_.space.variables) {
    if (!variable.is_finding()) continue;
    Records fewer = records;
    for (std::size_t set = 0; set < rule_sets.size(); ++set) {
      if (!variable.finding[set]) continue;
      const std::uint32_t index = variable.finding[set]->index;
      fewer[set].findings[index] = evaluate::empty_record(*rule_sets[set]).findings[index];
    }
    if (seen(fewer) == wanted) records = std::move(fewer);
  }
  return records;
}

namespace {

/// Whether a rule bears on what is observed.
bool bears_on(const RuleSet& rules, const Rule& rule, const Observed& observed) {
  switch (observed.of) {
    case Change::Of::assessment:
      return std::any_of(rule.outcomes.begin(), rule.outcomes.end(), [&](const Outcome& outcome) {
        return rules.at(outcome.assessment).name == observed.subject;
      });
    case Change::Of::advice:
      return std::any_of(rule.advice.begin(), rule.advice.end(), [&](AdviceId advice) {
        return rules.at(advice).name == observed.subject;
      });
    case Change::Of::score:
    case Change::Of::rules:
      break;
  }
  return false;
}

std::vector<RuleThere> firing(const Loaded& loaded, const Evaluation& evaluation,
                              const Observed& observed, std::optional<RuleId> observed_rule) {
  std::vector<RuleThere> there;
  for (std::uint32_t i = 0; i < loaded.rules.rules.size(); ++i) {
    const Rule& rule = loaded.rules.rules[i];
    if (evaluation.rules[i].status != RuleStatus::fires) continue;
    if (!bears_on(loaded.rules, rule, observed) && RuleId{i} != observed_rule) continue;
    there.push_back({testing::rule_in_words(loaded.rules, RuleId{i}, loaded.sources), rule.span});
  }
  return there;
}

}  // namespace

void Comparer::name_rules(const Observed& observed, const Records& records, Change& change) const {
  const Evaluation before = evaluate::conclude(loaded_before_.rules, records[0]);
  const Evaluation after = evaluate::conclude(loaded_after_.rules, records[1]);
  change.fired_before = firing(loaded_before_, before, observed, observed.rule_before);
  change.fired_after = firing(loaded_after_, after, observed, observed.rule_after);
}

// ---- Share ---------------------------------------------------------------------------------

namespace {

/// What each cell weighs: its values where they can be counted, its width where it has one, else
/// one.
std::vector<double> weights(const Variable& variable) {
  std::vector<double> all;
  const bool bounded = variable.is_number && variable.ranges.front().has_low &&
                       variable.ranges.back().has_high &&
                       variable.ranges.front().low < variable.ranges.back().high;
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    double weight = 1;
    if (!variable.is_number) {
      std::size_t set = 0;
      while (!variable.finding[set]) ++set;
      weight = static_cast<double>(variable.values[set][cell].size());
    } else if (bounded && !variable.grid) {
      const Range& range = variable.ranges[cell];
      weight = (range.high - range.low).to_double();
    } else if (variable.grid && !variable.grid->step.is_zero()) {
      const Range range = snap(variable.ranges[cell], variable.grid);
      if (range.has_low && range.has_high) {
        weight = units::divide(range.high - range.low, variable.grid->step)->to_double() + 1;
      }
    }
    all.push_back(weight);
  }
  double sum = 0;
  for (const double weight : all) sum += weight;
  for (double& weight : all) weight /= sum;
  if (variable.may_lack) all.push_back(0);
  return all;
}

}  // namespace

std::optional<double> Comparer::share(Node where) const {
  std::unordered_map<Node, double> known;
  bool computed = false;
  const auto part = [&](const auto& self, Node node) -> double {
    if (world_.diagrams.is_leaf(node)) return world_.logic.is(node, Truth::yes) ? 1 : 0;
    if (const auto before = known.find(node); before != known.end()) return before->second;
    const std::uint32_t index = world_.diagrams.variable(node);
    const Variable& variable = world_.space.variables[index];
    // Numbers that are computed do not fall into their cells by chance.
    computed = computed || !variable.is_finding();
    const std::vector<double> weight = weights(variable);
    double sum = 0;
    for (std::uint32_t cell = 0; cell < weight.size(); ++cell) {
      if (weight[cell] > 0) {
        sum += weight[cell] * self(self, world_.diagrams.child(node, index, cell));
      }
    }
    return known[node] = sum;
  };
  const double sum = part(part, where);
  if (computed) return std::nullopt;
  return sum;
}

}  // namespace bedside::proving

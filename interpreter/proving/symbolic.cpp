// Takes a rule set and all its patients; gives the truth of conditions and rules for each of them,
// as decision diagrams.
#include "interpreter/proving/symbolic.hpp"

#include <algorithm>

#include "lang/meaning/cells.hpp"

namespace bedside::proving {

using namespace meaning;

bool RangeLess::operator()(const Range& a, const Range& b) const {
  const auto key = [](const Range& r) {
    return std::tuple(r.has_low, r.has_high, r.low_open, r.high_open, r.low, r.high);
  };
  return key(a) < key(b);
}

bool PossiblyLess::operator()(const Possibly& a, const Possibly& b) const {
  if (a.undefined != b.undefined) return a.undefined < b.undefined;
  return RangeLess()(a.range, b.range);
}

World::World(const std::vector<const RuleSet*>& rule_sets, proofs::Missing missing)
    : space(proofs::space_of(rule_sets, missing)), diagrams(space.widths()), logic(diagrams) {
  complete = recorded = logic.constant(Truth::yes);
  for (std::uint32_t i = diagrams.variables(); i-- > 0;) {
    const proofs::Variable& variable = space.variables[i];
    std::vector<bool> cells(variable.width(), true);
    if (variable.may_lack) cells.back() = false;
    complete = logic.both(logic.cells(i, cells), complete);
    if (variable.is_finding()) recorded = logic.both(logic.cells(i, cells), recorded);
  }
  for (const proofs::Variable& variable : space.variables) linear.push_back(variable.is_number);
}

Symbolic::Symbolic(World& world, std::size_t rule_set)
    : world_(world),
      rule_set_(rule_set),
      rules_(*world.space.rule_sets.at(rule_set)),
      conditions_(rules_.conditions.size()),
      quantities_(rules_.quantities.size()),
      scores_(rules_.scores.size()),
      rule_conditions_(rules_.rules.size()),
      rules_counting_(rules_.rules.size()),
      ends_(rules_.assessments.size()),
      add_(world.diagrams.operation()) {}

namespace {

Values values_of(const std::vector<std::size_t>& list) {
  Values values;
  for (const std::size_t value : list) values.insert(value);
  return values;
}

std::vector<std::size_t> with(std::vector<std::size_t> list, std::size_t value) {
  const auto place = std::lower_bound(list.begin(), list.end(), value);
  if (place == list.end() || *place != value) list.insert(place, value);
  return list;
}

}  // namespace

// ---- Conditions ----------------------------------------------------------------------------

struct Symbolic::TruthOf {
  Symbolic& all;

  proofs::Logic& logic() const { return all.world_.logic; }

  Node operator()(const IsValue& is) const { return all.of_finding(is.finding, is.values); }
  Node operator()(const Within& is) const {
    return all.within(all.number(is.quantity), is.range, all.rules_.at(is.quantity).grid);
  }
  Node operator()(const IsLevel& is) const { return all.level(is); }
  Node operator()(const AnyItem& any) const { return all.any_item(any); }
  Node operator()(const IsRecorded& is) const {
    const std::uint32_t variable = all.world_.space.of_finding[all.rule_set_][is.finding.index];
    std::vector<bool> cells(all.world_.diagrams.width(variable), true);
    cells.back() = false;  // such a finding may always lack
    return logic().cells(variable, cells);
  }
  Node operator()(const Defined& defined) const {
    return all.truth(std::get<ConditionId>(all.rules_.at(defined.definition).body));
  }
  Node operator()(const Not& negation) const {
    return logic().negation(all.truth(negation.operand));
  }
  Node operator()(const All& of) const {
    Node node = logic().constant(Truth::yes);
    for (const ConditionId operand : of.operands) node = logic().both(node, all.truth(operand));
    return node;
  }
  Node operator()(const Any& of) const {
    Node node = logic().constant(Truth::no);
    for (const ConditionId operand : of.operands) node = logic().either(node, all.truth(operand));
    return node;
  }
  Node operator()(const Count& count) const { return all.counted(count); }
};

Node Symbolic::truth(ConditionId id) {
  return remembered(conditions_, id.index,
                    [&] { return std::visit(TruthOf{*this}, rules_.at(id).kind); });
}

Node Symbolic::of_finding(FindingId id, const Values& values) {
  const std::uint32_t index = world_.space.of_finding[rule_set_][id.index];
  const proofs::Variable& variable = world_.space.variables[index];
  std::vector<Node> children;
  for (const Values& cell : variable.values[rule_set_]) {
    children.push_back(
        world_.logic.constant(of_possible(cell.meets(values), !cell.within(values))));
  }
  if (variable.may_lack) {
    const Values all = Values::all(rules_.at(id).values.size());
    children.push_back(world_.logic.constant(of_possible(all.meets(values), !all.within(values))));
  }
  return world_.diagrams.node(index, children);
}

// Goes through the operands with two counts: how many hold surely, and how many may.
Node Symbolic::counted(const Count& count) {
  proofs::Diagrams& diagrams = world_.diagrams;
  const auto width = static_cast<Leaf>(count.operands.size() + 1);
  Node counts = diagrams.leaf(0);
  const proofs::Operation operation = diagrams.operation();
  for (const ConditionId operand : count.operands) {
    counts = diagrams.combine(operation, counts, truth(operand), [&](Leaf so_far, Leaf truth) {
      const Leaf surely = truth == static_cast<Leaf>(Truth::yes) ? 1U : 0U;
      const Leaf maybe = truth == static_cast<Leaf>(Truth::no) ? 0U : 1U;
      return so_far + surely * width + maybe;
    });
  }
  return diagrams.map(diagrams.operation(), counts, [&](Leaf leaf) {
    const std::size_t least = leaf / width;
    const std::size_t most = leaf % width;
    return static_cast<Leaf>(of_possible(most >= count.least && least <= count.most,
                                         least < count.least || most > count.most));
  });
}

Node Symbolic::any_item(const AnyItem& any) {
  const Score& score = rules_.at(any.score);
  Node found = world_.logic.constant(Truth::no);
  for (std::size_t i = 0; i < score.items.size(); ++i) {
    if (const auto* add = std::get_if<Add>(&score.items[i].kind)) {
      found = world_.logic.either(
          found, within(number(add->quantity), any.range, rules_.at(add->quantity).grid));
      continue;
    }
    const Node here =
        world_.diagrams.map(world_.diagrams.operation(), item_points(any.score, i), [&](Leaf leaf) {
          const std::vector<Number>& points = world_.points.at(leaf);
          const auto has = [&](const Number& number) { return any.range.has(number); };
          return static_cast<Leaf>(of_possible(std::any_of(points.begin(), points.end(), has),
                                               !std::all_of(points.begin(), points.end(), has)));
        });
    found = world_.logic.either(found, here);
  }
  return found;
}

Node Symbolic::level(const IsLevel& is) {
  const Node ends = end(is.assessment);
  if (world_.diagrams.spent()) return ends;
  return world_.diagrams.map(world_.diagrams.operation(), ends, [&](Leaf leaf) {
    const End& end = world_.ends.at(leaf);
    if (end.status == Status::conflict) return static_cast<Leaf>(Truth::no);
    const Values levels = values_of(end.possible);
    return static_cast<Leaf>(of_possible(levels.meets(is.levels),
                                         end.nothing || end.conflict || !levels.within(is.levels)));
  });
}

Node Symbolic::within(Node number, const Range& range, const std::optional<Grid>& grid) {
  if (world_.diagrams.spent()) return number;
  return world_.diagrams.map(world_.diagrams.operation(), number, [&](Leaf leaf) {
    const Possibly& value = world_.numbers.at(leaf);
    const Truth truth = value.undefined ? Truth::unknown
                                        : of_possible(!none_in(intersect(value.range, range), grid),
                                                      !meaning::within(value.range, range));
    return static_cast<Leaf>(truth);
  });
}

// ---- Rules and assessments -----------------------------------------------------------------

Node Symbolic::condition(RuleId id) {
  return remembered(rule_conditions_, id.index, [&] {
    const Rule& rule = rules_.at(id);
    if (rule.condition) return truth(*rule.condition);
    Node others = world_.logic.constant(Truth::no);
    for (const RuleId other : rules_.at(rule.outcomes.at(0).assessment).rules) {
      others = world_.logic.either(others, counts(other));
    }
    return world_.logic.negation(others);
  });
}

Node Symbolic::counts(RuleId id) {
  return remembered(rules_counting_, id.index, [&] {
    Node overridden = world_.logic.constant(Truth::no);
    for (const RuleId other : rules_.at(id).overridden_by) {
      overridden = world_.logic.either(overridden, counts(other));
    }
    return world_.logic.both(condition(id), world_.logic.negation(overridden));
  });
}

Node Symbolic::said_on(AssessmentId id) {
  proofs::Diagrams& diagrams = world_.diagrams;
  const Assessment& assessment = rules_.at(id);
  Node said = diagrams.leaf(world_.said.of({{}, {}}));
  for (const RuleId rule : assessment.rules) {
    for (const Outcome& outcome : rules_.at(rule).outcomes) {
      if (outcome.assessment != id) continue;
      said =
          diagrams.combine(diagrams.operation(), said, counts(rule), [&](Leaf before, Leaf counts) {
            SaidSoFar so_far = world_.said.at(before);
            if (counts == static_cast<Leaf>(Truth::no)) return before;
            std::vector<std::size_t>& into =
                so_far[counts == static_cast<Leaf>(Truth::yes) ? 0 : 1];
            into = with(into, outcome.level);
            return world_.said.of(so_far);
          });
    }
  }
  for (const ByList& by : assessment.by) {
    said = diagrams.combine(diagrams.operation(), said, possible_bands(by),
                            [&](Leaf before, Leaf bands) {
                              SaidSoFar so_far = world_.said.at(before);
                              std::vector<std::size_t> levels;
                              for (const std::size_t band : world_.bands.at(bands)) {
                                levels = with(levels, by.bands[band].level);
                              }
                              so_far.push_back(levels);
                              return world_.said.of(so_far);
                            });
  }
  return said;
}

End end_of(const evaluate::AssessmentResult& result) {
  return {result.status,       result.value,         result.ends.levels.list(),
          result.ends.nothing, result.ends.conflict, result.established.list()};
}

Node Symbolic::end(AssessmentId id) {
  proofs::Diagrams& diagrams = world_.diagrams;
  return remembered(ends_, id.index, [&] {
    const auto before = too_few_.find(id);
    if (before != too_few_.end() && diagrams.allowed() <= before->second) diagrams.give_up();
    const Node node = concluded(id);
    if (diagrams.spent()) too_few_[id] = std::max(too_few_[id], diagrams.allowed());
    return node;
  });
}

Node Symbolic::concluded(AssessmentId id) {
  const Node said = said_on(id);
  if (world_.diagrams.spent()) return said;
  return world_.diagrams.map(world_.diagrams.operation(), said, [&](Leaf leaf) {
    const SaidSoFar& so_far = world_.said.at(leaf);
    const evaluate::Said heard{values_of(so_far[0]), values_of(so_far[1])};
    std::vector<Values> by_list;
    for (std::size_t i = 2; i < so_far.size(); ++i) by_list.push_back(values_of(so_far[i]));
    const Truth otherwise = !heard.fired.empty()       ? Truth::no
                            : !heard.undecided.empty() ? Truth::unknown
                                                       : Truth::yes;
    return world_.ends.of(
        end_of(evaluate::concluded(rules_, id, heard, std::move(by_list), otherwise)));
  });
}

Node Symbolic::applies() {
  if (!rules_.guideline || !rules_.guideline->applies) return world_.logic.constant(Truth::yes);
  return truth(*rules_.guideline->applies);
}

}  // namespace bedside::proving

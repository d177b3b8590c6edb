// Takes a rule set and all its patients; gives its numbers, bands and scores for each of them, as
// decision diagrams.
#include <algorithm>
#include <set>

#include "interpreter/proving/symbolic.hpp"
#include "lang/proofs/computed_numbers.hpp"

namespace bedside::proving {

using namespace meaning;

// ---- Numbers -------------------------------------------------------------------------------

struct Symbolic::NumberOf {
  Symbolic& all;
  QuantityId id;

  proofs::Diagrams& diagrams() const { return all.world_.diagrams; }
  const Possibly& at(Leaf leaf) const { return all.world_.numbers.at(leaf); }
  Leaf of(const Possibly& number) const { return all.world_.numbers.of(number); }

  template <class F>
  Node map(Node node, const F& f) const {
    if (diagrams().spent()) return node;
    return diagrams().map(diagrams().operation(), node, [&](Leaf leaf) { return of(f(at(leaf))); });
  }

  Node operator()(const FindingNumber& number) const {
    const std::uint32_t variable = all.world_.space.of_finding[all.rule_set_][number.finding.index];
    const Finding& finding = all.rules_.at(number.finding);
    return all.number_variable(variable, snap(finding.range, finding.grid), false);
  }
  Node operator()(const Constant& constant) const {
    return diagrams().leaf(of({Range::point(constant.number), false}));
  }
  Node operator()(const ScoreNumber& number) const { return all.total(number.score); }
  Node operator()(const DefinedNumber& number) const {
    return all.number(std::get<QuantityId>(all.rules_.at(number.definition).body));
  }
  Node operator()(const Arithmetic& of_two) const {
    const Node left = all.number(of_two.left);
    const Node right = all.number(of_two.right);
    if (diagrams().spent()) return left;
    const std::optional<Grid>& grid = all.rules_.at(of_two.right).grid;
    return diagrams().combine(diagrams().operation(), left, right, [&](Leaf a, Leaf b) {
      return of(computed(of_two.sign, at(a), at(b), grid));
    });
  }
  Node operator()(const Extreme& of_all) const {
    Node node = all.number(of_all.operands.front());
    for (std::size_t i = 1; i < of_all.operands.size(); ++i) {
      const Node next = all.number(of_all.operands[i]);
      if (diagrams().spent()) return node;
      node = diagrams().combine(diagrams().operation(), node, next, [&](Leaf a, Leaf b) {
        return of(extreme(of_all.greatest, {at(a), at(b)}));
      });
    }
    return node;
  }
  Node operator()(const Rounded& of_one) const {
    return map(all.number(of_one.operand),
               [&](const Possibly& operand) { return rounded(of_one.way, operand, of_one.step); });
  }
  Node operator()(const Function& of_one) const {
    return map(all.number(of_one.operand),
               [&](const Possibly& operand) { return applied(of_one.function, operand); });
  }
  Node operator()(const Scaled& of_one) const {
    return map(all.number(of_one.operand), [&](const Possibly& operand) {
      return scaled(operand, of_one.factor, of_one.shift);
    });
  }
};

Node Symbolic::number_variable(std::uint32_t index, const Range& lacking, bool undefined) {
  const proofs::Variable& variable = world_.space.variables[index];
  std::vector<Node> children;
  for (const Range& range : variable.ranges) {
    children.push_back(
        world_.diagrams.leaf(world_.numbers.of({variable.in_unit_of(rule_set_, range), false})));
  }
  if (variable.may_lack) {
    children.push_back(world_.diagrams.leaf(
        world_.numbers.of({undefined ? Range::everything() : lacking, undefined})));
  }
  return world_.diagrams.node(index, children);
}

Node Symbolic::number(QuantityId id) {
  return remembered(quantities_, id.index, [&] { return computed_number(id); });
}

// Where something that it is computed from is not recorded, the number may be anything. Of a number
// that is computed from something else, too, the evaluator may know more.
Node Symbolic::open_where_lacking(QuantityId id, Node number) {
  Node lacking = world_.logic.constant(Truth::no);
  const std::set<FindingId> findings = proofs::read_by(rules_, id);
  for (const FindingId finding : findings) {
    const std::uint32_t variable = world_.space.of_finding[rule_set_][finding.index];
    if (!world_.space.variables[variable].may_lack) continue;
    std::vector<bool> cells(world_.diagrams.width(variable), false);
    cells.back() = true;
    knows_less_ = knows_less_ || findings.size() > 1;
    lacking = world_.logic.either(lacking, world_.logic.cells(variable, cells));
  }
  const Quantity& quantity = rules_.at(id);
  const Leaf open = world_.numbers.of({quantity.domain, quantity.may_be_undefined});
  return world_.diagrams.combine(
      world_.diagrams.operation(), number, lacking,
      [&](Leaf here, Leaf lacks) { return lacks == static_cast<Leaf>(Truth::yes) ? open : here; });
}

Node Symbolic::computed_number(QuantityId id) {
  const auto& of_quantity = world_.space.of_quantity[rule_set_];
  const auto variable = of_quantity.find(id);
  if (variable != of_quantity.end()) {
    return open_where_lacking(id, number_variable(variable->second, Range::everything(), true));
  }
  const Node node = std::visit(NumberOf{*this, id}, rules_.at(id).kind);
  const std::optional<Grid>& grid = rules_.at(id).grid;
  if (world_.diagrams.spent() || !grid) return node;
  return NumberOf{*this, id}.map(node, [&](Possibly number) {
    if (!number.undefined) number.range = snap(number.range, grid);
    return number;
  });
}

// ---- Bands and scores ----------------------------------------------------------------------

Node Symbolic::possible_bands(const ByList& by) {
  proofs::Diagrams& diagrams = world_.diagrams;
  if (const auto* finding = std::get_if<FindingId>(&by.subject)) {
    const std::uint32_t index = world_.space.of_finding[rule_set_][finding->index];
    const proofs::Variable& variable = world_.space.variables[index];
    std::vector<Node> children;
    const auto add = [&](const Values& values) {
      std::vector<std::size_t> bands;
      for (std::size_t i = 0; i < by.bands.size(); ++i) {
        if (values.meets(by.bands[i].values)) bands.push_back(i);
      }
      children.push_back(diagrams.leaf(world_.bands.of(bands)));
    };
    for (const Values& values : variable.values[rule_set_]) add(values);
    if (variable.may_lack) add(Values::all(rules_.at(*finding).values.size()));
    return diagrams.node(index, children);
  }
  const QuantityId subject = std::get<QuantityId>(by.subject);
  const std::optional<Grid>& grid = rules_.at(subject).grid;
  const Node node = number(subject);
  if (diagrams.spent()) return node;
  return diagrams.map(diagrams.operation(), node, [&](Leaf leaf) {
    const Possibly& value = world_.numbers.at(leaf);
    std::vector<std::size_t> bands;
    for (std::size_t i = 0; i < by.bands.size(); ++i) {
      const auto meets = [&](const Range& range) {
        return !none_in(intersect(value.range, range), grid);
      };
      const std::vector<Range>& ranges = by.bands[i].ranges;
      if (value.undefined || std::any_of(ranges.begin(), ranges.end(), meets)) bands.push_back(i);
    }
    return world_.bands.of(bands);
  });
}

Node Symbolic::item_points(ScoreId id, std::size_t item) {
  const Score& score = rules_.at(id);
  Known& known = items_[id];
  known.resize(score.items.size());
  return remembered(known, item, [&] {
    proofs::Diagrams& diagrams = world_.diagrams;
    const auto sorted = [&](std::vector<Number> points) {
      std::sort(points.begin(), points.end());
      points.erase(std::unique(points.begin(), points.end()), points.end());
      return world_.points.of(points);
    };
    if (const auto* points = std::get_if<Points>(&score.items[item].kind)) {
      const Node holds = truth(points->condition);
      if (diagrams.spent()) return holds;
      return diagrams.map(diagrams.operation(), holds, [&](Leaf leaf) {
        std::vector<Number> found;
        if (leaf != static_cast<Leaf>(Truth::yes)) found.emplace_back(0);
        if (leaf != static_cast<Leaf>(Truth::no)) found.push_back(points->points);
        return sorted(found);
      });
    }
    const auto& by = std::get<ByList>(score.items[item].kind);
    const Node bands = possible_bands(by);
    if (diagrams.spent()) return bands;
    return diagrams.map(diagrams.operation(), bands, [&](Leaf leaf) {
      std::vector<Number> found;
      for (const std::size_t band : world_.bands.at(leaf)) found.push_back(by.bands[band].points);
      return sorted(found);
    });
  });
}

Node Symbolic::added(Node a, Node b) {
  if (world_.diagrams.spent()) return a;
  return world_.diagrams.combine(add_, a, b, [&](Leaf left, Leaf right) {
    return world_.numbers.of(
        computed(Operator::add, world_.numbers.at(left), world_.numbers.at(right)));
  });
}

// Where a finding is missing, the group may give what it gives for any of its values: the ends are
// exact over all completions, as the evaluator's are.
Node Symbolic::hull_where_missing(Node top) {
  proofs::Diagrams& diagrams = world_.diagrams;
  const proofs::Operation operation = diagrams.operation();
  std::map<Node, Node> done;
  const auto widened = [&](const auto& self, Node node) -> Node {
    if (diagrams.is_leaf(node) || diagrams.spent()) return node;
    if (const auto known = done.find(node); known != done.end()) return known->second;
    const std::uint32_t variable = diagrams.variable(node);
    std::vector<Node> children;
    for (std::uint32_t cell = 0; cell < diagrams.width(variable); ++cell) {
      children.push_back(self(self, diagrams.child(node, variable, cell)));
    }
    if (world_.space.variables[variable].may_lack) {
      children.back() = children.front();
      for (std::size_t cell = 1; cell + 1 < children.size(); ++cell) {
        children.back() =
            diagrams.combine(operation, children.back(), children[cell], [&](Leaf a, Leaf b) {
              return world_.numbers.of(
                  {hull(world_.numbers.at(a).range, world_.numbers.at(b).range), false});
            });
      }
    }
    return done[node] = diagrams.node(variable, children);
  };
  return widened(widened, top);
}

Node Symbolic::group(ScoreId id, const ItemGroup& group) {
  proofs::Diagrams& diagrams = world_.diagrams;
  Node ends = diagrams.leaf(world_.numbers.of({Range::point(0), false}));
  for (const std::size_t item : group.items) {
    const Node points = item_points(id, item);
    if (diagrams.spent()) return ends;
    const Node here = diagrams.map(diagrams.operation(), points, [&](Leaf leaf) {
      const std::vector<Number>& may = world_.points.at(leaf);
      const Range range = may.empty() ? Range::point(0) : Range::between(may.front(), may.back());
      return world_.numbers.of({range, false});
    });
    ends = added(ends, here);
  }
  return group.exact && !group.cells.empty() ? hull_where_missing(ends) : ends;
}

Node Symbolic::sum(const Score& score, ScoreId id) {
  Node total = world_.diagrams.leaf(world_.numbers.of({Range::point(0), false}));
  for (const ItemGroup& of_group : score.groups) total = added(total, group(id, of_group));
  for (const ScoreItem& item : score.items) {
    if (const auto* add = std::get_if<Add>(&item.kind)) total = added(total, number(add->quantity));
  }
  return total;
}

Node Symbolic::total(ScoreId id) {
  return remembered(scores_, id.index, [&] {
    const Score& score = rules_.at(id);
    const Node total = sum(score, id);
    if (world_.diagrams.spent() || !score.grid) return total;
    return world_.diagrams.map(world_.diagrams.operation(), total, [&](Leaf leaf) {
      Possibly number = world_.numbers.at(leaf);
      if (!number.undefined) number.range = snap(number.range, score.grid);
      return world_.numbers.of(number);
    });
  });
}

}  // namespace bedside::proving

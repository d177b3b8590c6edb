// Takes a rule set; gives its decisions with their parts, and what one part means for the whole.
#include "interpreter/testing/decisions.hpp"

namespace bedside::testing {

using namespace meaning;

namespace {

struct OperandsOf {
  using List = std::vector<ConditionId>;
  List operator()(const IsValue&) const { return {}; }
  List operator()(const Within&) const { return {}; }
  List operator()(const IsLevel&) const { return {}; }
  List operator()(const AnyItem&) const { return {}; }
  List operator()(const IsRecorded&) const { return {}; }
  List operator()(const Defined&) const { return {}; }
  List operator()(const Not& negation) const { return {negation.operand}; }
  List operator()(const All& all) const { return all.operands; }
  List operator()(const Any& any) const { return any.operands; }
  List operator()(const Count& count) const { return count.operands; }
};

void add_parts(const RuleSet& rules, ConditionId id, std::vector<Part::Turn>& way,
               Decision& decision) {
  const Condition& condition = rules.at(id);
  const auto below = operands(condition);
  if (below.empty()) {
    const bool unknown = !std::holds_alternative<IsRecorded>(condition.kind);
    decision.parts.push_back({id, way, unknown});
    return;
  }
  for (std::size_t i = 0; i < below.size(); ++i) {
    way.push_back({id, i});
    add_parts(rules, below[i], way, decision);
    way.pop_back();
  }
}

Decision decision_of(const RuleSet& rules, Decision::Kind kind, std::size_t owner,
                     ConditionId whole) {
  Decision decision{kind, static_cast<std::uint32_t>(owner), whole, {}};
  std::vector<Part::Turn> way;
  add_parts(rules, whole, way, decision);
  return decision;
}

/// What a condition is for each truth of one of its operands, given the others.
struct Above {
  const std::vector<Truth>& truths;
  std::size_t operand;
  Truth truth;  ///< of that operand

  Truth of(const std::vector<ConditionId>& all, std::size_t i) const {
    return i == operand ? truth : truths.at(all[i].index);
  }

  // Parts are never above anything.
  Truth operator()(const IsValue&) const { return truth; }
  Truth operator()(const Within&) const { return truth; }
  Truth operator()(const IsLevel&) const { return truth; }
  Truth operator()(const AnyItem&) const { return truth; }
  Truth operator()(const IsRecorded&) const { return truth; }
  Truth operator()(const Defined&) const { return truth; }

  Truth operator()(const Not&) const { return !truth; }
  Truth operator()(const All& all) const {
    Truth found = Truth::yes;
    for (std::size_t i = 0; i < all.operands.size(); ++i) found = both(found, of(all.operands, i));
    return found;
  }
  Truth operator()(const Any& any) const {
    Truth found = Truth::no;
    for (std::size_t i = 0; i < any.operands.size(); ++i) {
      found = either(found, of(any.operands, i));
    }
    return found;
  }
  Truth operator()(const Count& count) const {
    std::size_t least = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < count.operands.size(); ++i) {
      least += of(count.operands, i) == Truth::yes ? 1U : 0U;
      most += of(count.operands, i) == Truth::no ? 0U : 1U;
    }
    return of_possible(most >= count.least && least <= count.most,
                       least < count.least || most > count.most);
  }
};

}  // namespace

std::vector<ConditionId> operands(const Condition& condition) {
  return std::visit(OperandsOf{}, condition.kind);
}

std::vector<Decision> decisions_of(const RuleSet& rules) {
  using Kind = Decision::Kind;
  std::vector<Decision> all;
  if (rules.guideline && rules.guideline->applies) {
    all.push_back(decision_of(rules, Kind::applies, 0, *rules.guideline->applies));
  }
  for (std::size_t i = 0; i < rules.definitions.size(); ++i) {
    const auto* body = std::get_if<ConditionId>(&rules.definitions[i].body);
    if (body != nullptr) all.push_back(decision_of(rules, Kind::definition, i, *body));
  }
  for (std::size_t i = 0; i < rules.scores.size(); ++i) {
    for (const ScoreItem& item : rules.scores[i].items) {
      const auto* points = std::get_if<Points>(&item.kind);
      if (points != nullptr) all.push_back(decision_of(rules, Kind::points, i, points->condition));
    }
  }
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const auto& condition = rules.rules[i].condition;
    if (condition) all.push_back(decision_of(rules, Kind::rule, i, *condition));
  }
  return all;
}

Influence influence(const RuleSet& rules, const std::vector<Truth>& truths, const Part& part) {
  Influence found;
  for (auto turn = part.way.rbegin(); turn != part.way.rend(); ++turn) {
    const ConditionKind& kind = rules.at(turn->of).kind;
    found.if_no = std::visit(Above{truths, turn->operand, found.if_no}, kind);
    found.if_yes = std::visit(Above{truths, turn->operand, found.if_yes}, kind);
  }
  return found;
}

}  // namespace bedside::testing

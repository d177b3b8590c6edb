// Takes the rules, conditions and assessments of a rule set; gives their part of the plan.
#include <algorithm>
#include <bit>
#include <numeric>

#include "interpreter/cohort/plan_maker.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::cohort {

using namespace meaning;

namespace {

constexpr std::uint32_t no_node = ~std::uint32_t{0};

void set_bit(std::vector<Word>& words, std::size_t bit) {
  words[bit / 64] |= Word{1} << (bit % 64);
}

}  // namespace

// ---- Rules ---------------------------------------------------------------------------------

bool PlanMaker::add_rules() {
  NeedMaker needs(*plan_.atoms);
  plan_.rule_words = (rules_.rules.size() + 63) / 64;
  plan_.plain.resize(plan_.rule_words, 0);
  plan_.askable.resize(plan_.rule_words, 0);
  for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
    const Rule& rule = rules_.rules[i];
    add_slot(rule.condition, needs);
    RulePlan& plan = plan_.rule_plans.emplace_back();
    plan.in_terms = rule.condition && !plan_.terms_of_slots.back().empty();
    plan.plain = plan.in_terms && rule.overridden_by.empty();
    if (plan.plain) set_bit(plan_.plain, i);
    if (!rule.reads_recorded) set_bit(plan_.askable, i);
  }
  if (rules_.guideline && rules_.guideline->applies) {
    plan_.may_not_apply = true;
    add_slot(rules_.guideline->applies, needs);
    if (!plan_.terms_of_slots.back().empty()) {
      plan_.applies_slot = static_cast<std::uint32_t>(rules_.rules.size());
    }
  }
  plan_.need_tables = std::move(needs.tables);
  plan_.terms = terms_as_rows(plan_.terms_of_slots, *plan_.atoms, *plan_.codes);
  return true;
}

/// Where the condition is not for the terms it becomes a node; its slot stays without terms.
void PlanMaker::add_slot(std::optional<ConditionId> condition, NeedMaker& needs) {
  std::vector<Term>& terms = plan_.terms_of_slots.emplace_back();
  Needs& need = plan_.needs.emplace_back();
  if (!condition) return;
  const auto tree = tree_of(rules_, *plan_.atoms, *condition);
  auto found = tree ? terms_of(*tree, *plan_.atoms) : std::nullopt;
  const auto waits = found && !found->empty() ? needs.add(*tree) : std::nullopt;
  if (!waits) {
    needed_[condition->index] = true;
    return;
  }
  terms = std::move(*found);
  need = *waits;
}

// ---- Conditions ----------------------------------------------------------------------------

void PlanMaker::add_nodes() {
  const auto program = rules_.program_without_claims();
  for (auto step = program.rbegin(); step != program.rend(); ++step) {
    const auto* id = std::get_if<ConditionId>(&*step);
    if (id == nullptr || !needed_[id->index] || plan_.atoms->of(*id) != no_atom) continue;
    const ConditionKind& kind = rules_.at(*id).kind;
    const auto need = [&](const std::vector<ConditionId>& operands) {
      for (const ConditionId operand : operands) needed_[operand.index] = true;
    };
    if (const auto* of = std::get_if<Defined>(&kind)) {
      need({std::get<ConditionId>(rules_.at(of->definition).body)});
    }
    if (const auto* of = std::get_if<Not>(&kind)) need({of->operand});
    if (const auto* of = std::get_if<All>(&kind)) need(of->operands);
    if (const auto* of = std::get_if<Any>(&kind)) need(of->operands);
    if (const auto* of = std::get_if<Count>(&kind)) need(of->operands);
  }
  node_of_.resize(rules_.conditions.size(), no_node);
  for (const Step& step : program) {
    const auto* id = std::get_if<ConditionId>(&step);
    if (id != nullptr && needed_[id->index]) add_node(*id);
  }
  for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
    const auto& condition = rules_.rules[i].condition;
    RulePlan& plan = plan_.rule_plans[i];
    if (condition && !plan.in_terms) plan.node = node_of_[condition->index];
  }
  if (plan_.may_not_apply && !plan_.applies_slot) {
    plan_.applies_node = node_of_[rules_.guideline->applies->index];
  }
  for (std::size_t s = 0; s < rules_.scores.size(); ++s) {
    for (std::size_t i = 0; i < rules_.scores[s].items.size(); ++i) {
      const auto* points = std::get_if<meaning::Points>(&rules_.scores[s].items[i].kind);
      if (points != nullptr) plan_.scores[s].items[i].index = node_of_[points->condition.index];
    }
  }
}

void PlanMaker::add_node(ConditionId id) {
  const auto* defined = std::get_if<Defined>(&rules_.at(id).kind);
  if (defined != nullptr && plan_.atoms->of(id) == no_atom) {
    node_of_[id.index] = node_of_[std::get<ConditionId>(rules_.at(defined->definition).body).index];
    return;
  }
  node_of_[id.index] = static_cast<std::uint32_t>(plan_.nodes.size());
  plan_.nodes.push_back(node_of(id));
}

void PlanMaker::add_operands(Node& node, const std::vector<ConditionId>& operands) {
  node.first = static_cast<std::uint32_t>(plan_.operands.size());
  node.size = static_cast<std::uint32_t>(operands.size());
  for (const ConditionId operand : operands) plan_.operands.push_back(node_of_[operand.index]);
}

Node PlanMaker::node_of_atom(AtomId atom) {
  const auto& truths = plan_.atoms->at(atom).truths;
  const auto next = static_cast<std::uint32_t>(plan_.truths.size());
  const auto [known, is_new] = atom_truths_.try_emplace(atom, next);
  if (is_new) plan_.truths.insert(plan_.truths.end(), truths.begin(), truths.end());
  Node node;
  node.subject = plan_.atoms->at(atom).finding.index;
  node.first = known->second;
  return node;
}

Node PlanMaker::node_of_number(ConditionId id, const Within& within) {
  const Subject subject = subject_of(rules_, within.quantity);
  Node node;
  if (subject.score) {
    node.kind = Node::Kind::score;
    node.subject = subject.score->index;
    std::tie(node.low, node.high) = scaled(within.range, rules_.at(within.quantity).grid);
  } else if (numbers_.by_root.at(subject.root).fresh) {
    node.kind = Node::Kind::fresh;
    node.subject = subject.root.index;
    node.first = id.index;
  } else {
    node.kind = Node::Kind::computed;
    node.subject = computed_.at(subject.root);
    node.first = truths_.at(id);
  }
  return node;
}

Node PlanMaker::node_of(ConditionId id) {
  const AtomId atom = plan_.atoms->of(id);
  if (atom != no_atom) return node_of_atom(atom);
  Node node;
  const ConditionKind& kind = rules_.at(id).kind;
  if (const auto* of = std::get_if<Within>(&kind)) {
    node = node_of_number(id, *of);
  } else if (const auto* level = std::get_if<IsLevel>(&kind)) {
    node.kind = Node::Kind::level;
    node.subject = level->assessment.index;
    node.levels = word_of(level->levels);
  } else if (const auto* any_item = std::get_if<AnyItem>(&kind)) {
    node.kind = Node::Kind::any_item;
    node.subject = any_item->score.index;
    node.first = static_cast<std::uint32_t>(plan_.any_items.size());
    add_any_item(*any_item);
  } else if (const auto* negated = std::get_if<Not>(&kind)) {
    node.kind = Node::Kind::negation;
    add_operands(node, {negated->operand});
  } else if (const auto* all = std::get_if<All>(&kind)) {
    node.kind = Node::Kind::all;
    add_operands(node, all->operands);
  } else if (const auto* any = std::get_if<Any>(&kind)) {
    node.kind = Node::Kind::any;
    add_operands(node, any->operands);
  } else if (const auto* count = std::get_if<Count>(&kind)) {
    node.kind = Node::Kind::count;
    add_operands(node, count->operands);
    node.low = static_cast<Points>(std::min<std::size_t>(count->least, 1'000'000));
    node.high = static_cast<Points>(std::min<std::size_t>(count->most, 1'000'000));
  }
  return node;
}

// ---- Assessments, advice -------------------------------------------------------------------

bool PlanMaker::add_assessments() {
  for (const Assessment& assessment : rules_.assessments) {
    if (!done(assessment.levels.size() < 64, "an assessment has more than 63 levels")) return false;
    AssessmentPlan& plan = plan_.assessments.emplace_back();
    plan.scale = assessment.kind == AssessmentKind::scale;
    plan.levels = assessment.levels.size();
    if (!assessment.rules.empty()) {
      const auto [least, most] =
          std::minmax_element(assessment.rules.begin(), assessment.rules.end());
      plan.first_word = least->index / 64;
      plan.words = most->index / 64 + 1 - plan.first_word;
    }
    plan.rules.resize(plan.words, 0);
    plan.of_level.resize(plan.words * plan.levels, 0);
    const auto id = static_cast<std::uint32_t>(plan_.assessments.size() - 1);
    for (const RuleId rule : assessment.rules) {
      const std::size_t word = rule.index / 64 - plan.first_word;
      plan.rules[word] |= Word{1} << (rule.index % 64);
      for (const Outcome& outcome : rules_.at(rule).outcomes) {
        if (outcome.assessment.index != id) continue;
        plan.of_level[outcome.level * plan.words + word] |= Word{1} << (rule.index % 64);
      }
    }
    plan.small = plan.words == 1 && plan.levels <= 4;
    if (plan.small) plan.of_level.resize(4, 0);
    plan.first_by = plan_.by_lists;
    for (const ByList& list : assessment.by) {
      if (!add_band_list(list)) return false;
      plan.by.push_back(bands_.at(&list));
      ++plan_.by_lists;
    }
    if (assessment.otherwise) {
      plan.otherwise = assessment.otherwise->index;
      plan.otherwise_level =
          static_cast<std::uint32_t>(rules_.at(*assessment.otherwise).outcomes.at(0).level);
    }
  }
  return true;
}

void PlanMaker::add_advice() {
  plan_.any_advice = !rules_.advice.empty();
  plan_.of_advice.resize(rules_.advice.size(), std::vector<Word>(plan_.rule_words, 0));
  for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
    for (const AdviceId advice : rules_.rules[i].advice) {
      set_bit(plan_.of_advice[advice.index], i);
    }
  }
}

// ---- The order -----------------------------------------------------------------------------

void PlanMaker::add_steps() {
  using Kind = PlanStep::Kind;
  std::vector<bool> computed(plan_.nodes.size(), false);
  for (const Step& step : rules_.program_without_claims()) {
    if (const auto* condition = std::get_if<ConditionId>(&step)) {
      const std::uint32_t node = node_of_[condition->index];
      if (node == no_node || computed[node]) continue;
      computed[node] = true;
      plan_.steps.push_back({Kind::node, node});
    } else if (const auto* score = std::get_if<ScoreId>(&step)) {
      plan_.steps.push_back({Kind::score, score->index});
    } else if (const auto* rule = std::get_if<RuleId>(&step)) {
      if (!plan_.rule_plans[rule->index].plain) plan_.steps.push_back({Kind::rule, rule->index});
    } else if (const auto* assessment = std::get_if<AssessmentId>(&step)) {
      plan_.steps.push_back({Kind::assessment, assessment->index});
    }
  }
  const auto from_fired = [](const AssessmentPlan& plan) {
    return plan.by.empty() && !plan.otherwise;
  };
  plan_.from_fired = !plan_.may_not_apply && plan_.steps.size() == plan_.assessments.size() &&
                     std::all_of(plan_.assessments.begin(), plan_.assessments.end(), from_fired);
}

void PlanMaker::add_one_word() {
  const Terms& terms = plan_.terms;
  if (terms.layers == 0) return;
  std::size_t most = 1;
  for (std::uint32_t i = 0; i < plan_.codes->findings(); ++i) {
    most = std::max(most, plan_.codes->at({i}).codes());
  }
  OneWord& table = plan_.one_word;
  table.stride = std::bit_ceil(most);
  table.findings = plan_.codes->findings();
  for (auto* rows : {&table.sure, &table.possible}) {
    rows->resize(table.stride * plan_.codes->findings(), ~Word{0});
  }
  for (const std::uint32_t finding : terms.findings) {
    for (Code code = 0; code < plan_.codes->at({finding}).codes(); ++code) {
      table.sure[finding * table.stride + code] = terms.row(finding, code)[0];
      table.possible[finding * table.stride + code] = terms.row(finding, code)[1];
    }
  }
}

void PlanMaker::add_names() {
  std::vector<std::string> names;
  for (const Finding& finding : rules_.findings) names.push_back(text::fold_case(finding.name));
  std::vector<std::uint32_t> sorted(names.size());
  std::iota(sorted.begin(), sorted.end(), 0U);
  std::sort(sorted.begin(), sorted.end(),
            [&](std::uint32_t a, std::uint32_t b) { return names[a] < names[b]; });
  plan_.name_order.resize(sorted.size());
  for (std::uint32_t i = 0; i < sorted.size(); ++i) plan_.name_order[sorted[i]] = i;
}

}  // namespace bedside::cohort

// Takes what a machine found; gives the findings that a rule, score or condition still waits for.
#include "interpreter/cohort/waiting.hpp"

namespace bedside::cohort {

using namespace meaning;

Waiting::Waiting(const Plan& plan, const Machine& machine) : plan_(plan), machine_(machine) {
  const std::array<std::size_t, 4> sizes = {plan.nodes.size(), plan.scores.size(),
                                            plan.rule_plans.size(), plan.assessments.size()};
  std::size_t total = 0;
  for (std::size_t kind = 0; kind < sizes.size(); ++kind) {
    seen_[kind].resize(sizes[kind], 0);
    total += sizes[kind];
  }
  seen_findings_.resize(plan.rules.findings.size(), 0);
  open_.reserve(total);
  found_.reserve(plan.rules.findings.size());
}

// ---- Going down ----------------------------------------------------------------------------

void Waiting::begin() {
  ++round_;
  found_.clear();
  open_.clear();
}

std::span<const FindingId> Waiting::end() {
  while (!open_.empty()) {
    const Part part = open_.back();
    open_.pop_back();
    switch (part.kind) {
      case Kind::node:
        follow_node(plan_.nodes[part.index]);
        break;
      case Kind::score:
        follow_score(plan_.scores[part.index]);
        break;
      case Kind::rule:
        follow_rule(part.index);
        break;
      case Kind::assessment:
        follow_assessment(part.index);
        break;
    }
  }
  return found_;
}

void Waiting::find(std::uint32_t finding) {
  if (seen_findings_[finding] == round_) return;
  seen_findings_[finding] = round_;
  found_.push_back({finding});
}

void Waiting::find_set(const Needs& needs) {
  for (std::uint32_t set = plan_.need_tables.set(needs, machine_.codes); set != 0; set &= set - 1) {
    const auto item = static_cast<std::uint32_t>(first_bit(set));
    find(plan_.need_tables.items[needs.first + item].finding);
  }
}

void Waiting::find_of_computed(std::uint32_t computed) {
  const ComputedTable& table = plan_.computed[computed];
  for (std::uint32_t set = table.waits[machine_.entry(computed)]; set != 0; set &= set - 1) {
    find(table.findings[first_bit((set))]);
  }
}

void Waiting::find_of_fresh(QuantityId number) {
  fresh_.clear();
  machine_.findings->add_waited_for(number, fresh_);
  for (const FindingId finding : fresh_) find(finding.index);
}

void Waiting::push(Kind kind, std::uint32_t index) {
  std::uint32_t& seen = seen_[static_cast<std::size_t>(kind)][index];
  if (seen == round_) return;
  seen = round_;
  open_.push_back({kind, index});
}

void Waiting::push_score(std::uint32_t score) {
  if (machine_.scores[score].low != machine_.scores[score].high) push(Kind::score, score);
}

void Waiting::push_subject(const BandTable& table) {
  switch (table.subject) {
    case BandTable::Subject::finding:
      return find(table.index);
    case BandTable::Subject::score:
      return push_score(table.index);
    case BandTable::Subject::computed:
      return find_of_computed(table.index);
    case BandTable::Subject::fresh:
      return find_of_fresh({table.index});
  }
}

void Waiting::push_applies() {
  if (plan_.applies_slot) find_set(plan_.needs[*plan_.applies_slot]);
  if (plan_.applies_node) push(Kind::node, *plan_.applies_node);
}

void Waiting::follow_node(const Node& node) {
  const auto index = static_cast<std::size_t>(&node - plan_.nodes.data());
  if (machine_.truths[index] != Truth::unknown) return;
  switch (node.kind) {
    case Node::Kind::finding:
      return find(node.subject);
    case Node::Kind::computed:
      return find_of_computed(node.subject);
    case Node::Kind::fresh:
      return find_of_fresh({node.subject});
    case Node::Kind::level:
      return push(Kind::assessment, node.subject);
    case Node::Kind::score:
      return push_score(node.subject);
    case Node::Kind::any_item:
      return push(Kind::score, node.subject);
    default:
      for (std::uint32_t i = 0; i < node.size; ++i) {
        push(Kind::node, plan_.operands[node.first + i]);
      }
  }
}

void Waiting::follow_score(const ScorePlan& score) {
  for (const ItemPlan& item : score.items) {
    switch (item.kind) {
      case ItemPlan::Kind::points:
        if (item.points != 0) push(Kind::node, item.index);  // which stops where it is known
        break;
      case ItemPlan::Kind::bands: {
        const BandTable& table = plan_.bands[item.index];
        Word mask = machine_.possible(table);
        const auto points = [&] { return table.points[first_bit((mask))]; };
        const Points one = mask == 0 ? 0 : points();
        bool several = false;
        for (; mask != 0; mask &= mask - 1) several = several || points() != one;
        if (several) push_subject(table);
        break;
      }
      case ItemPlan::Kind::score:
        push_score(item.index);
        break;
      case ItemPlan::Kind::computed:
        find_of_computed(item.index);
        break;
    }
  }
}

void Waiting::follow_rule(std::uint32_t index) {
  if (!machine_.is_undecided(index)) return;
  const Rule& rule = plan_.rules.rules[index];
  const RulePlan& plan = plan_.rule_plans[index];
  if (plan.in_terms) {
    if (machine_.truth_of_slot(index) == Truth::unknown) find_set(plan_.needs[index]);
  } else if (rule.condition) {
    push(Kind::node, plan.node);
  }
  if (rule.otherwise) {
    for (const RuleId other : plan_.rules.at(rule.outcomes.at(0).assessment).rules) {
      push(Kind::rule, other.index);
    }
  }
  for (const RuleId other : rule.overridden_by) push(Kind::rule, other.index);
}

void Waiting::follow_assessment(std::uint32_t index) {
  const AssessmentPlan& plan = plan_.assessments[index];
  for (std::size_t i = 0; i < plan.words; ++i) {
    const std::size_t word = plan.first_word + i;
    for (Word open = machine_.undecided[word] & plan.rules[i]; open != 0; open &= open - 1) {
      push(Kind::rule,
           static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(first_bit(open)));
    }
  }
  for (std::size_t i = 0; i < plan.by.size(); ++i) {
    if (has_several(machine_.by_list[plan.first_by + i])) {
      push_subject(plan_.bands[plan.by[i]]);
    }
  }
  if (machine_.applies() == Truth::unknown) push_applies();
}

// ---- What is asked -------------------------------------------------------------------------

std::span<const FindingId> Waiting::of_rule(std::uint32_t rule) {
  begin();
  push(Kind::rule, rule);
  return end();
}

std::span<const FindingId> Waiting::of_applies() {
  begin();
  push_applies();
  return end();
}

std::span<const FindingId> Waiting::of_bands(const BandTable& table) {
  begin();
  push_subject(table);
  return end();
}

}  // namespace bedside::cohort

// Takes two rule sets; gives the rules that fire for other patients, where nothing else changes.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "interpreter/proving/comparer.hpp"
#include "interpreter/testing/wording.hpp"
#include "lang/meaning/names.hpp"

namespace bedside::proving {

using namespace meaning;
using evaluate::Evaluation;

namespace {

/// What follows from a rule, by names, so that rules of two rule sets can be compared.
std::vector<std::string> consequences(const RuleSet& rules, const Rule& rule) {
  std::vector<std::string> all;
  for (const Outcome& outcome : rule.outcomes) {
    const Assessment& assessment = rules.at(outcome.assessment);
    all.push_back(fmt::format("{}: {}", Names::key(assessment.name),
                              Names::key(assessment.levels[outcome.level])));
  }
  for (const AdviceId advice : rule.advice) all.push_back(Names::key(rules.at(advice).name));
  std::sort(all.begin(), all.end());
  return all;
}

bool is_named(const Rule& rule) { return rule.named && !rule.otherwise; }

}  // namespace

std::vector<Comparer::RulePair> Comparer::paired_rules() {
  const RuleSet& before = loaded_before_.rules;
  const RuleSet& after = loaded_after_.rules;
  std::vector<RulePair> pairs;
  std::map<std::string, RuleId> by_name;
  for (std::uint32_t i = 0; i < before.rules.size(); ++i) {
    if (is_named(before.rules[i])) by_name.emplace(Names::key(before.rules[i].name), RuleId{i});
  }
  std::set<std::uint32_t> taken;
  for (std::uint32_t i = 0; i < after.rules.size(); ++i) {
    const auto same =
        is_named(after.rules[i]) ? by_name.find(Names::key(after.rules[i].name)) : by_name.end();
    if (same == by_name.end()) {
      pairs.emplace_back(std::nullopt, RuleId{i});
      continue;
    }
    taken.insert(same->second.index);
    pairs.emplace_back(same->second, RuleId{i});
  }
  for (std::uint32_t i = 0; i < before.rules.size(); ++i) {
    if (!taken.contains(i)) pairs.emplace_back(RuleId{i}, std::nullopt);
  }
  pair_by_meaning(pairs);
  return pairs;
}

// Of the rules that are left: first those that count for the same patients with the same
// consequences, then those without a name that have the same consequences, in their order.
void Comparer::pair_by_meaning(std::vector<RulePair>& pairs) {
  const auto match = [&](const auto& same) {
    for (RulePair& of_after : pairs) {
      if (of_after.first || !of_after.second) continue;
      for (RulePair& of_before : pairs) {
        if (of_before.second || !of_before.first) continue;
        if (!same(*of_before.first, *of_after.second)) continue;
        of_after.first = of_before.first;
        of_before = {std::nullopt, std::nullopt};
        break;
      }
    }
  };
  const RuleSet& before = loaded_before_.rules;
  const RuleSet& after = loaded_after_.rules;
  const auto same_consequences = [&](RuleId a, RuleId b) {
    return consequences(before, before.at(a)) == consequences(after, after.at(b));
  };
  match([&](RuleId a, RuleId b) {
    return same_consequences(a, b) && rule_words(before_, a) == rule_words(after_, b) &&
           !world_.diagrams.spent();
  });
  match([&](RuleId a, RuleId b) {
    return !is_named(before.at(a)) && !is_named(after.at(b)) && same_consequences(a, b);
  });
  std::erase_if(pairs, [](const RulePair& pair) { return !pair.first && !pair.second; });
}

Node Comparer::rule_words(Symbolic& symbolic, std::optional<RuleId> id) {
  const Node fires = id ? world_.logic.both(symbolic.counts(*id), symbolic.applies())
                        : world_.logic.constant(Truth::no);
  if (world_.diagrams.spent()) return fires;
  return world_.diagrams.map(world_.diagrams.operation(), fires, [&](Leaf leaf) {
    return words_.of(leaf == static_cast<Leaf>(Truth::yes) ? "fires" : "does not fire");
  });
}

Observed Comparer::observed_rule(const RulePair& pair) {
  const auto seen = [](std::optional<RuleId> id) {
    return [id](const Evaluation& evaluation) -> std::string {
      const bool fires = id && evaluation.rules[id->index].status == RuleStatus::fires;
      return fires ? "fires" : "does not fire";
    };
  };
  const Loaded& knowing = pair.second ? loaded_after_ : loaded_before_;
  const RuleId id = pair.second ? *pair.second : *pair.first;
  const std::string name = testing::rule_in_words(knowing.rules, id, knowing.sources);
  return {Change::Of::rules,
          name,
          rule_words(before_, pair.first),
          rule_words(after_, pair.second),
          seen(pair.first),
          seen(pair.second)};
}

// `others`: the patients for whom something else changes; there the rules are named with it.
void Comparer::compare_rules(Node others, Differences& into) {
  const Node meant = world_.logic.without(world_.recorded, others);
  for (const RulePair& pair : paired_rules()) {
    if (world_.diagrams.spent()) return;
    groups(observed_rule(pair), meant, false, into);
  }
}

}  // namespace bedside::proving

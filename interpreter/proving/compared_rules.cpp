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
std::vector<std::string> consequences(const RuleSet& rules, const Rule& rule,
                                      const RuleSet& other) {
  std::vector<std::string> all;
  for (const Outcome& outcome : rule.outcomes) {
    const Assessment& assessment = rules.at(outcome.assessment);
    const auto same = [&](const Assessment& its) {
      return Names::key(its.name) == Names::key(assessment.name);
    };
    // An assessment that only one side has is told of as such.
    if (std::none_of(other.assessments.begin(), other.assessments.end(), same)) continue;
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
    return consequences(before, before.at(a), after) == consequences(after, after.at(b), before);
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

std::string Comparer::pair_name(const RulePair& pair) const {
  const auto name = [](const Loaded& loaded, RuleId id) {
    return testing::rule_in_words(loaded.rules, id, loaded.sources);
  };
  if (!pair.second) return name(loaded_before_, *pair.first);
  const std::string now = name(loaded_after_, *pair.second);
  if (!pair.first || is_named(loaded_after_.rules.at(*pair.second))) return now;
  const std::string was = name(loaded_before_, *pair.first);
  return was == now ? now : fmt::format("{} (was {})", now, was);
}

Observed Comparer::observed_rule(const RulePair& pair) {
  const auto seen = [](std::optional<RuleId> id) {
    return [id](const Evaluation& evaluation) -> std::string {
      const bool fires = id && evaluation.rules[id->index].status == RuleStatus::fires;
      return fires ? "fires" : "does not fire";
    };
  };
  return {Change::Of::rules,
          pair_name(pair),
          rule_words(before_, pair.first),
          rule_words(after_, pair.second),
          seen(pair.first),
          seen(pair.second),
          pair.first,
          pair.second};
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

// Takes a name that a person gives; gives the rule, level or advice that it stands for.
#include "interpreter/explain/goal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/naming.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/near.hpp"

namespace bedside::explain {

using namespace meaning;

namespace {

using Goals = std::vector<Goal>;

bool take(std::string& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.erase(0, beginning.size());
  return true;
}

void take_quotes(std::string& text) {
  const bool quoted = text.size() > 2 && text.front() == '"' && text.back() == '"';
  if (quoted) text = text.substr(1, text.size() - 2);
}

void add_rule(const Loaded& loaded, const std::string& key, Goals& goals) {
  for (std::uint32_t i = 0; i < loaded.rules.rules.size(); ++i) {
    if (Names::key(loaded.rules.rules[i].name) == key) goals.emplace_back(RuleId{i});
  }
}

void add_advice(const Loaded& loaded, const std::string& key, Goals& goals) {
  const auto named = loaded.names.find(key);
  const auto* advice = named ? std::get_if<AdviceId>(&*named) : nullptr;
  if (advice != nullptr) goals.emplace_back(*advice);
}

void add_levels(const Loaded& loaded, const std::string& key, Goals& goals) {
  for (std::uint32_t i = 0; i < loaded.rules.assessments.size(); ++i) {
    const Assessment& assessment = loaded.rules.assessments[i];
    const std::string name = Names::key(assessment.name);
    for (std::size_t level = 0; level < assessment.levels.size(); ++level) {
      const std::string word = Names::key(assessment.levels[level]);
      const bool yes_no = assessment.yes_no && key == (level == 0 ? "no " : "") + name;
      const bool alone = key == word && !assessment.yes_no;
      if (yes_no || alone || key == name + " " + word || key == name + " is " + word) {
        goals.emplace_back(Outcome{{i}, level});
      }
    }
  }
}

/// Everything that could have been written.
std::vector<std::string> all_names(const Loaded& loaded) {
  std::vector<std::string> names;
  for (const Rule& rule : loaded.rules.rules) names.push_back(rule.name);
  for (const Advice& advice : loaded.rules.advice) names.push_back(advice.name);
  for (std::uint32_t i = 0; i < loaded.rules.assessments.size(); ++i) {
    const Assessment& assessment = loaded.rules.assessments[i];
    for (std::size_t level = 0; level < assessment.levels.size(); ++level) {
      names.push_back(level_name(loaded.rules, {{i}, level}));
      if (!assessment.yes_no) names.push_back(assessment.levels[level]);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

NoGoal unknown(const Loaded& loaded, const std::string& name) {
  const auto near = text::near_names(name, all_names(loaded));
  return {fmt::format("`{}` is no rule, level or advice.{}", name, text::did_you_mean(near)), near};
}

/// As it can be written to mean this goal alone.
std::string in_full(const Loaded& loaded, const Goal& goal) {
  if (const auto* rule = std::get_if<RuleId>(&goal)) {
    return fmt::format("rule \"{}\"", loaded.rules.at(*rule).name);
  }
  if (const auto* advice = std::get_if<AdviceId>(&goal)) {
    return fmt::format("advice {}", loaded.rules.at(*advice).name);
  }
  return level_name(loaded.rules, std::get<Outcome>(goal));
}

}  // namespace

std::variant<Goal, NoGoal> goal_named(const Loaded& loaded, std::string_view name) {
  std::string key = Names::key(name);
  if (key.empty()) return NoGoal{"Write the name of a rule, a level or an advice.", {}};
  Goals goals;
  const std::string whole = key;
  if (take(key, "rule ")) {
    take_quotes(key);
    add_rule(loaded, key, goals);
  } else if (take(key, "advice ") || take(key, "advise ")) {
    take_quotes(key);
    add_advice(loaded, key, goals);
  }
  if (goals.empty()) {
    key = whole;
    take_quotes(key);
    add_rule(loaded, key, goals);
    add_advice(loaded, key, goals);
    add_levels(loaded, key, goals);
  }
  if (goals.empty()) return unknown(loaded, std::string(name));
  if (goals.size() == 1) return goals.front();
  NoGoal several{"", {}};
  for (const Goal& goal : goals) several.instead.push_back(in_full(loaded, goal));
  several.words = fmt::format("`{}` stands for {} things; write `{}`.", name, goals.size(),
                              fmt::join(several.instead, "` or `"));
  return several;
}

std::string goal_words(const Loaded& loaded, const Goal& goal) {
  if (const auto* rule = std::get_if<RuleId>(&goal)) {
    return rule_name(loaded.rules.at(*rule), loaded.sources);
  }
  return in_full(loaded, goal);
}

bool has_come(const evaluate::Evaluation& evaluation, const Goal& goal) {
  if (const auto* rule = std::get_if<RuleId>(&goal)) {
    return evaluation.rules.at(rule->index).status == RuleStatus::fires;
  }
  if (const auto* advice = std::get_if<AdviceId>(&goal)) {
    return evaluation.advice.at(advice->index).status == evaluate::AdviceStatus::given;
  }
  const Outcome& outcome = std::get<Outcome>(goal);
  return evaluation.assessments.at(outcome.assessment.index).value == outcome.level;
}

}  // namespace bedside::explain

// Takes what the evaluator says of a record; gives the words that `diff` has for one thing in it.
#include "tests/agree/seen.hpp"

#include <algorithm>

#include "lang/meaning/words.hpp"

namespace bedside::agree {

namespace {

using evaluate::Evaluation;

std::string end_in_words(const meaning::Assessment& assessment,
                         const evaluate::AssessmentResult& end) {
  if (end.status == meaning::Status::not_applicable) return "not applicable";
  if (end.status == meaning::Status::none) return "no value";
  if (end.status == meaning::Status::open) return "open";
  std::vector<std::string> names;
  for (const std::size_t level : end.established.list()) names.push_back(assessment.levels[level]);
  std::sort(names.begin(), names.end());
  if (end.status == meaning::Status::conflict) return "conflict of " + listed(names);
  const bool may_change = end.status == meaning::Status::provisional;
  return assessment.levels.at(*end.value) + (may_change ? " so far" : "");
}

template <class Things>
std::size_t named(const Things& things, const std::string& name) {
  const auto same = [&](const auto& thing) { return thing.name == name; };
  return static_cast<std::size_t>(std::find_if(things.begin(), things.end(), same) -
                                  things.begin());
}

std::string rule_in_words(const meaning::RuleSet& rules, const Evaluation& result,
                          const std::string& subject) {
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const bool fires = result.rules[i].status == meaning::RuleStatus::fires;
    if ("rule \"" + rules.rules[i].name + "\"" == subject) return fires ? "fires" : "does not fire";
  }
  return "does not fire";
}

}  // namespace

std::string seen(const Side& side, const Evaluation& result, const Subject& subject) {
  const meaning::RuleSet& rules = side.rules();
  switch (subject.of) {
    case Of::assessment: {
      const std::size_t id = named(rules.assessments, subject.name);
      return end_in_words(rules.assessments[id], result.assessments[id]);
    }
    case Of::score:
      return meaning::in_words(result.scores.at(named(rules.scores, subject.name)).total.range, {});
    case Of::advice: {
      const std::size_t id = named(rules.advice, subject.name);
      if (id == rules.advice.size()) return "not given";
      const evaluate::AdviceStatus status = result.advice[id].status;
      if (status == evaluate::AdviceStatus::possible) return "possible";
      return status == evaluate::AdviceStatus::given ? "given" : "not given";
    }
    case Of::rules:
      break;
  }
  return rule_in_words(rules, result, subject.name);
}

}  // namespace bedside::agree

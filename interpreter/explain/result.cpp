// Takes one patient's result; gives it by names, as lists that any format can write.
#include "interpreter/explain/result.hpp"

#include "interpreter/explain/page.hpp"

namespace bedside::explain {

using namespace meaning;
using evaluate::AdviceStatus;

namespace {

std::string_view truth_name(Truth truth) {
  return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}

NamedAssessment named(const Assessment& assessment, const evaluate::AssessmentResult& result) {
  NamedAssessment named{
      assessment.name, status_name(result.status), std::nullopt, {}, result.ends.nothing};
  if (result.value) named.value = assessment.levels.at(*result.value);
  for (const std::size_t level : result.ends.levels.list()) {
    named.possible.push_back(assessment.levels.at(level));
  }
  return named;
}

NamedScore named(const Score& score, const evaluate::ScoreResult& result) {
  NamedScore named{score.name, std::nullopt, std::nullopt};
  const Range& range = result.total.range;
  if (result.total.undefined) return named;
  if (range.has_low) named.low = range.low;
  if (range.has_high) named.high = range.high;
  return named;
}

FiredRule fired(const RuleSet& rules, const Rule& rule, const text::Sources& sources) {
  const text::Source& source = sources.of(rule.span);
  FiredRule named{rule.name, source.path(), source.place(rule.span).line, rule.because, {}};
  for (const Citation& citation : rule.cites) named.cites.push_back(citation_text(rules, citation));
  return named;
}

void add_rules(const Case& of, const text::Sources& sources, Result& result) {
  for (std::uint32_t i = 0; i < of.rules.rules.size(); ++i) {
    const Rule& rule = of.rules.rules[i];
    const evaluate::RuleResult& found = of.evaluation.rules[i];
    if (found.status == RuleStatus::fires) result.fired.push_back(fired(of.rules, rule, sources));
    if (found.status == RuleStatus::undecided) {
      result.undecided.push_back({rule.name, needs(of, {i})});
    }
    for (const RuleId by : found.overridden_by) {
      result.overridden.push_back({rule.name, of.rules.at(by).name});
    }
  }
}

std::string joined_or(const std::vector<std::string>& names) {
  if (names.size() < 2) return names.empty() ? "" : names.front();
  const std::vector<std::string> front(names.begin(), names.end() - 1);
  return fmt::format("{} or {}", fmt::join(front, ", "), names.back());
}

}  // namespace

std::string standing(const NamedAssessment& assessment) {
  std::vector<std::string> others;
  for (const std::string& level : assessment.possible) {
    if (level != assessment.value) others.push_back(level);
  }
  if (assessment.possible_nothing) others.emplace_back("no value");
  if (assessment.status == "open") return fmt::format("open: may become {}", joined_or(others));
  if (assessment.status == "conflict") return fmt::format("conflict: {}", joined_or(others));
  if (!assessment.value) return std::string(assessment.status);
  if (assessment.status != "provisional") {
    return fmt::format("{}, {}", *assessment.value, assessment.status);
  }
  return fmt::format("{}, provisional: may still become {}", *assessment.value, joined_or(others));
}

Result by_name(const Case& of, const text::Sources& sources, const std::string& guideline) {
  Result result;
  result.id = of.record.id;
  result.guideline = guideline;
  result.applies = truth_name(of.evaluation.applies);
  for (std::size_t i = 0; i < of.rules.assessments.size(); ++i) {
    result.assessments.push_back(named(of.rules.assessments[i], of.evaluation.assessments[i]));
  }
  for (std::size_t i = 0; i < of.rules.scores.size(); ++i) {
    result.scores.push_back(named(of.rules.scores[i], of.evaluation.scores[i]));
  }
  for (std::size_t i = 0; i < of.rules.advice.size(); ++i) {
    const evaluate::AdviceResult& found = of.evaluation.advice[i];
    if (found.status == AdviceStatus::not_given) continue;
    NamedAdvice advice{of.rules.advice[i].name, found.status == AdviceStatus::given, {}};
    for (const RuleId by : found.by) advice.by.push_back(of.rules.at(by).name);
    result.advice.push_back(std::move(advice));
  }
  add_rules(of, sources, result);
  for (const FindingId id : of.evaluation.ask) result.ask.push_back(of.rules.at(id).name);
  return result;
}

}  // namespace bedside::explain

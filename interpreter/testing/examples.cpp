// Takes a rule set with examples; gives which of them hold, and what came instead.
#include "interpreter/testing/examples.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/page.hpp"
#include "interpreter/testing/wording.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::testing {

using namespace meaning;
using evaluate::AdviceStatus;
using evaluate::AssessmentResult;

namespace {

std::string level_names(const Values& levels, const Assessment& assessment) {
  return levels.empty() ? "nothing" : in_words(levels, assessment.levels);
}

std::string assessment_text(const Assessment& assessment, const AssessmentResult& result) {
  std::string text = assessment.name;
  if (result.value) text += fmt::format(" {}", assessment.levels.at(*result.value));
  text += fmt::format(", {}", explain::status_name(result.status));
  if (result.status == Status::settled || result.ends.levels.empty()) return text;
  return text + fmt::format(" (possible: {}{})", level_names(result.ends.levels, assessment),
                            result.ends.nothing ? " or no value" : "");
}

std::string_view status_text(RuleStatus status) {
  return status == RuleStatus::fires       ? "fires"
         : status == RuleStatus::undecided ? "is undecided"
                                           : "is ruled out";
}

/// What came instead of the expectation; empty where it holds.
struct Got {
  const explain::Case& of;

  const RuleSet& rules() const { return of.rules; }

  std::string operator()(const ExpectLevel& expect) const {
    const Assessment& assessment = rules().at(expect.assessment);
    const AssessmentResult& result = of.evaluation.assessments.at(expect.assessment.index);
    const bool value = result.value && expect.levels.has(*result.value);
    if (value && (!expect.settled || result.status == Status::settled)) return "";
    return assessment_text(assessment, result);
  }
  std::string operator()(const ExpectStatus& expect) const {
    const AssessmentResult& result = of.evaluation.assessments.at(expect.assessment.index);
    if (result.status == expect.status) return "";
    return assessment_text(rules().at(expect.assessment), result);
  }
  std::string operator()(const ExpectAdvice& expect) const {
    const AdviceStatus status = of.evaluation.advice.at(expect.advice.index).status;
    if (status == (expect.given ? AdviceStatus::given : AdviceStatus::not_given)) return "";
    return fmt::format("advice {} is {}", rules().at(expect.advice).name,
                       status == AdviceStatus::given      ? "given"
                       : status == AdviceStatus::possible ? "possible"
                                                          : "not given");
  }
  std::string operator()(const ExpectRule& expect) const {
    const RuleStatus status = of.evaluation.rules.at(expect.rule.index).status;
    if (status == expect.status) return "";
    return fmt::format("rule \"{}\" {}", rules().at(expect.rule).name, status_text(status));
  }
  std::string operator()(const ExpectAsk& expect) const {
    const auto& ask = of.evaluation.ask;
    if (std::find(ask.begin(), ask.end(), expect.finding) != ask.end()) return "";
    return asked();
  }
  std::string operator()(const ExpectNothingToAsk& /*expect*/) const {
    return of.evaluation.ask.empty() ? "" : asked();
  }
  std::string operator()(const ExpectScore& expect) const {
    const evaluate::Possibly& total = of.evaluation.scores.at(expect.score.index).total;
    if (!total.undefined && within(total.range, expect.range)) return "";
    return fmt::format("{} {}", rules().at(expect.score).name, explain::score_text(total));
  }

  std::string asked() const {
    std::vector<std::string> names;
    for (const FindingId id : of.evaluation.ask) names.push_back(rules().at(id).name);
    return names.empty() ? "nothing to ask" : fmt::format("ask {}", fmt::join(names, ", "));
  }
};

}  // namespace

std::vector<ExampleResult> run_examples(const RuleSet& rules, const text::Sources& sources) {
  std::vector<ExampleResult> results;
  for (const Example& example : rules.examples) {
    evaluate::Record record = evaluate::empty_record(rules);
    // Facts that contradict each other were refused when the rules were read.
    for (const Fact& fact : example.given) evaluate::narrow(record, rules, fact);
    const evaluate::Evaluation evaluation = evaluate::evaluate(rules, record);
    const explain::Case of{rules, record, evaluation};
    ExampleResult result{example.name, example.span, {}};
    for (const Expectation& expectation : example.expect) {
      std::string got = std::visit(Got{of}, expectation.kind);
      if (got.empty()) continue;
      result.failures.push_back({expectation.span, explain::as_written(sources, expectation.span),
                                 std::move(got),
                                 why_not_as_expected(of, sources, expectation.kind)});
    }
    results.push_back(std::move(result));
  }
  return results;
}

text::Messages failing_examples(const std::vector<ExampleResult>& results) {
  text::Messages messages;
  for (const ExampleResult& result : results) {
    for (const Failure& failure : result.failures) {
      text::Message message;
      message.code = text::Code::example_fails;
      message.text = fmt::format("Example \"{}\" expects `{}`, but got: {}.", result.name,
                                 failure.expected, failure.got);
      message.span = failure.span;
      message.label = "expected here";
      for (const Reason& reason : failure.why) {
        if (reason.place) {
          message.related.push_back({*reason.place, reason.text});
        } else {
          message.text += fmt::format(" Why: {}.", reason.text);
        }
      }
      messages.push_back(std::move(message));
    }
  }
  return messages;
}

}  // namespace bedside::testing

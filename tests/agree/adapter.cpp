// Takes a small model and a record; gives the evaluator's result as names, from text to answer.
#include "tests/agree/adapter.hpp"

#include <limits>
#include <memory>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/evaluate/record.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/write.hpp"

namespace bedside::agree {

namespace {

using evaluate::Evaluation;
using meaning::RuleSet;
using meaning::RuleStatus;
using meaning::Status;
using meaning::Truth;

constexpr const char* file_name = "rules.bedside";

/// Stands for an end that is missing or no thousandth: no model has such a score.
constexpr Value no_thousandth = std::numeric_limits<Value>::min();

Value thousandths(const units::Number& number, bool exists) {
  const auto value = (number * units::Number(one)).to_int64();
  return exists && value ? *value : no_thousandth;
}

std::string name_of(Status status) {
  switch (status) {
    case Status::settled:
      return "settled";
    case Status::provisional:
      return "provisional";
    case Status::open:
      return "open";
    case Status::none:
      return "none";
    case Status::conflict:
      return "conflict";
    case Status::not_applicable:
      return "not applicable";
  }
  return "?";
}

std::string name_of(RuleStatus status) {
  return status == RuleStatus::fires       ? "fires"
         : status == RuleStatus::undecided ? "undecided"
                                           : "ruled out";
}

std::string name_of(evaluate::AdviceStatus status) {
  if (status == evaluate::AdviceStatus::given) return "given";
  return status == evaluate::AdviceStatus::possible ? "possible" : "not given";
}

std::string name_of(Truth truth) {
  return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}

/// A rule without a name is known by its file and line.
bool has_name(const meaning::Rule& rule) {
  return !rule.otherwise && rule.name.find(".bedside:") == std::string::npos;
}

void add_assessments(Answer& answer, const RuleSet& rules, const Evaluation& result) {
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    const meaning::Assessment& assessment = rules.assessments[i];
    const evaluate::AssessmentResult& is = result.assessments.at(i);
    AssessmentAnswer& end = answer.assessments[assessment.name];
    end.status = name_of(is.status);
    if (is.value) end.value = assessment.levels.at(*is.value);
    for (const std::size_t level : is.ends.levels.list()) {
      end.possible.insert(assessment.levels.at(level));
    }
    if (is.ends.nothing) end.possible.insert("");
  }
}

void add_rules(Answer& answer, const RuleSet& rules, const Evaluation& result) {
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const meaning::Rule& rule = rules.rules[i];
    const evaluate::RuleResult& is = result.rules.at(i);
    if (rule.otherwise) {
      answer.otherwise[rules.at(rule.outcomes.at(0).assessment).name] = name_of(is.status);
    }
    if (!has_name(rule)) continue;
    answer.rules[rule.name] = name_of(is.status);
    for (const meaning::RuleId by : is.overridden_by) {
      answer.overridden.emplace(rule.name, rules.at(by).name);
    }
  }
}

std::string in_words(const text::Messages& messages, const std::string& text) {
  std::string words = "refused:\n";
  for (const text::Message& message : messages) words += "  " + message.text + "\n";
  return words + text;
}

meaning::Loaded loaded_from(const std::string& text) {
  const auto no_other_file = [](const std::string&) { return meaning::UsedFile{}; };
  return meaning::load({{file_name, text}}, no_other_file);
}

/// The last rule set, since most properties try several records with each.
struct LastRead {
  explicit LastRead(const std::string& from)
      : text(from), loaded(loaded_from(from)), reader(loaded) {}

  std::string text;
  meaning::Loaded loaded;
  meaning::FactReader reader;
};

Reply reply_to(const Model& model, const Record& known, std::uint64_t seed,
               std::unique_ptr<LastRead>& last) {
  Draw style(seed);
  const std::string text = write_model(style, model);
  if (!last || last->text != text) last = std::make_unique<LastRead>(text);
  const meaning::Loaded& loaded = last->loaded;
  if (!loaded.usable()) return {std::nullopt, in_words(loaded.messages, text)};
  const std::string given = write_record(style, model, known);
  const meaning::Facts facts = last->reader.facts("given", given);
  if (!facts.messages.empty()) return {std::nullopt, in_words(facts.messages, given)};
  evaluate::Record record = evaluate::empty_record(loaded.rules);
  for (const meaning::Fact& fact : facts.facts) {
    if (evaluate::narrow(record, loaded.rules, fact) != evaluate::Narrowed::done) {
      return {std::nullopt, "left out of the record: " + given};
    }
  }
  return {answer_from(loaded.rules, record), ""};
}

}  // namespace

Answer answer_from(const RuleSet& rules, const evaluate::Record& record) {
  const Evaluation result = evaluate::evaluate(rules, record);
  Answer answer;
  answer.applies = name_of(result.applies);
  add_assessments(answer, rules, result);
  add_rules(answer, rules, result);
  for (std::size_t i = 0; i < rules.scores.size(); ++i) {
    const meaning::Range& ends = result.scores.at(i).total.range;
    answer.scores[rules.scores[i].name] = {thousandths(ends.low, ends.has_low),
                                           thousandths(ends.high, ends.has_high)};
  }
  for (std::size_t i = 0; i < rules.advice.size(); ++i) {
    answer.advice[rules.advice[i].name] = name_of(result.advice.at(i).status);
  }
  for (const meaning::FindingId finding : result.ask) answer.ask.push_back(rules.at(finding).name);
  return answer;
}

Engine bedside_engine() {
  const auto last = std::make_shared<std::unique_ptr<LastRead>>();
  return [last](const Model& model, const Record& record, std::uint64_t style) {
    return reply_to(model, record, style, *last);
  };
}

}  // namespace bedside::agree

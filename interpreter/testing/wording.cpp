// Takes parts of a rule set; gives them in the words of the language.
#include "interpreter/testing/wording.hpp"

#include <fmt/format.h>

#include "interpreter/explain/naming.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::testing {

using namespace meaning;

namespace {

/// What a number is called: by its name, or as it was written.
struct NumberName {
  const RuleSet& rules;
  const text::Sources& sources;
  const Quantity& quantity;

  std::string operator()(const FindingNumber& of) const {
    return written(rules.at(of.finding).name);
  }
  std::string operator()(const ScoreNumber& of) const { return written(rules.at(of.score).name); }
  std::string operator()(const DefinedNumber& of) const {
    return written(rules.at(of.definition).name);
  }
  std::string operator()(const Constant&) const { return as_written(); }
  std::string operator()(const Arithmetic&) const { return as_written(); }
  std::string operator()(const Extreme&) const { return as_written(); }
  std::string operator()(const Rounded&) const { return as_written(); }
  std::string operator()(const Function&) const { return as_written(); }
  std::string operator()(const Scaled&) const { return as_written(); }

  std::string as_written() const { return explain::as_written(sources, quantity.span); }
};

struct PartWords {
  const RuleSet& rules;
  const text::Sources& sources;
  const Condition& condition;

  std::string operator()(const IsValue& is) const {
    return in_words(rules.at(is.finding), is.values, {});
  }
  std::string operator()(const Within& in) const {
    const Quantity& quantity = rules.at(in.quantity);
    return fmt::format("{} {}", std::visit(NumberName{rules, sources, quantity}, quantity.kind),
                       in_words(in.range, quantity.unit));
  }
  std::string operator()(const IsLevel& is) const {
    const Assessment& assessment = rules.at(is.assessment);
    if (assessment.yes_no && is.levels.size() == 1) {
      return fmt::format("{}{}", is.levels.has(0) ? "no " : "", written(assessment.name));
    }
    return fmt::format("{} {}", written(assessment.name), in_words(is.levels, assessment.levels));
  }
  std::string operator()(const AnyItem& any) const {
    return fmt::format("any item of {} {}", written(rules.at(any.score).name),
                       in_words(any.range, Unit()));
  }
  std::string operator()(const IsRecorded& is) const {
    return fmt::format("{} is recorded", written(rules.at(is.finding).name));
  }
  std::string operator()(const Defined& defined) const {
    return written(rules.at(defined.definition).name);
  }
  std::string operator()(const Not&) const { return as_written(); }
  std::string operator()(const All&) const { return as_written(); }
  std::string operator()(const Any&) const { return as_written(); }
  std::string operator()(const Count&) const { return as_written(); }

  std::string as_written() const { return explain::as_written(sources, condition.span); }
};

}  // namespace

std::string part_in_words(const RuleSet& rules, ConditionId part, const text::Sources& sources) {
  const Condition& condition = rules.at(part);
  return std::visit(PartWords{rules, sources, condition}, condition.kind);
}

std::string rule_in_words(const RuleSet& rules, RuleId id, const text::Sources& sources) {
  const Rule& rule = rules.at(id);
  if (rule.otherwise) {
    return fmt::format("`otherwise` of {}", rules.at(rule.outcomes.at(0).assessment).name);
  }
  return explain::rule_name(rule, sources);
}

}  // namespace bedside::testing

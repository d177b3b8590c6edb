// Takes what was recorded of a patient; gives the values that each finding may still have.
#include "interpreter/evaluate/record.hpp"

namespace bedside::evaluate {

Record empty_record(const meaning::RuleSet& rules) {
  return {"", meaning::everything_possible(rules)};
}

Narrowed narrow(Record& record, const meaning::RuleSet& rules, const meaning::Fact& fact) {
  return meaning::narrow(record.findings, rules, fact);
}

}  // namespace bedside::evaluate

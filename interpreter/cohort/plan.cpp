// Takes a rule set; gives all that can be computed of it before any patient comes, as tables over
// codes.
#include "interpreter/cohort/plan.hpp"

#include <limits>

#include "interpreter/cohort/plan_maker.hpp"

namespace bedside::cohort {

using namespace meaning;

Plan::Plan(const RuleSet& of) : rules(of) { PlanMaker(*this).make(); }

bool PlanMaker::done(bool holds, const char* why) {
  if (!holds && plan_.undone.empty()) plan_.undone = why;
  return holds;
}

void PlanMaker::make() {
  needed_.resize(rules_.conditions.size(), false);
  if (!find_computed()) return;
  plan_.codes.emplace(rules_, numbers_.one_by_one);
  for (std::uint32_t i = 0; i < rules_.findings.size(); ++i) {
    const std::size_t codes = plan_.codes->at({i}).codes();
    if (!done(codes < std::numeric_limits<Code>::max(), "a finding has too many ranges")) return;
  }
  plan_.atoms.emplace(rules_, *plan_.codes);
  trial_.emplace(rules_);
  if (!tabulate() || !find_scale() || !scale_added() || !add_scores()) return;
  if (!add_rules() || !add_assessments()) return;
  add_nodes();
  add_advice();
  add_names();
  add_steps();
  add_one_word();
}

}  // namespace bedside::cohort

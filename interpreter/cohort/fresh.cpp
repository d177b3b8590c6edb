// Takes one patient's findings; gives the numbers that are computed from them and that have no
// table.
#include "interpreter/cohort/fresh.hpp"

namespace bedside::cohort {

using namespace meaning;

Findings::Findings(const RuleSet& rules)
    : rules_(rules),
      nothing_known_(everything_possible(rules)),
      findings_(nothing_known_),
      computing(rules, findings_) {}

void Findings::compute(const PossibleFindings& findings, const FreshNumbers& numbers) {
  findings_ = findings;
  for (const QuantityId number : numbers.numbers) computing.compute(number);
  for (const ConditionId condition : numbers.conditions) computing.compute(condition);
}

Word Findings::bands(const ByList& list) const {
  Word mask = 0;
  for (const Band* band : computing.possible_bands(list)) {
    mask |= Word{1} << (band - list.bands.data());
  }
  return mask;
}

void Findings::add_waited_for(QuantityId id, std::vector<FindingId>& to) const {
  if (computing.now.quantities[id.index].is_point()) return;
  const QuantityKind& kind = rules_.at(id).kind;
  if (const auto* number = std::get_if<FindingNumber>(&kind)) {
    const Possible& possible = findings_[number->finding.index];
    if (!is_settled(possible, rules_.at(number->finding))) to.push_back(number->finding);
  }
  if (const auto* of = std::get_if<DefinedNumber>(&kind)) {
    add_waited_for(std::get<QuantityId>(rules_.at(of->definition).body), to);
  }
  if (const auto* of = std::get_if<Arithmetic>(&kind)) {
    add_waited_for(of->left, to);
    add_waited_for(of->right, to);
  }
  if (const auto* of = std::get_if<Extreme>(&kind)) {
    for (const QuantityId operand : of->operands) add_waited_for(operand, to);
  }
  if (const auto* of = std::get_if<Rounded>(&kind)) add_waited_for(of->operand, to);
  if (const auto* of = std::get_if<Function>(&kind)) add_waited_for(of->operand, to);
  if (const auto* of = std::get_if<Scaled>(&kind)) add_waited_for(of->operand, to);
}

}  // namespace bedside::cohort

// Takes the conditions of a rule set; gives those that read one finding alone, as truths by code.
#include "interpreter/cohort/atoms.hpp"

#include <algorithm>

#include "lang/meaning/cells.hpp"

namespace bedside::cohort {

using namespace meaning;

Truth truth_of_count(std::size_t least, std::size_t most, const Count& count) {
  return of_possible(most >= count.least && least <= count.most,
                     least < count.least || most > count.most);
}

Atoms::Atoms(const RuleSet& rules, const Codes& codes) : rules_(rules), codes_(codes) {
  of_condition_.resize(rules.conditions.size(), no_atom);
  for (const Step& step : rules.program_without_claims()) {
    const auto* id = std::get_if<ConditionId>(&step);
    if (id != nullptr) of_condition_[id->index] = atom_of(rules.at(*id));
  }
}

AtomId Atoms::intern(FindingId finding, std::vector<Truth> truths) {
  const auto next = static_cast<AtomId>(all_.size());
  const auto [known, is_new] = known_.try_emplace({finding.index, truths}, next);
  if (is_new) {
    all_.push_back({finding, std::move(truths)});
    negations_.push_back(no_atom);
  }
  return known->second;
}

AtomId Atoms::taking(FindingId finding, const Values& cells) {
  const FindingCodes& codes = codes_.at(finding);
  const bool stretch = !cells.empty() && cells.last() - cells.first() + 1 == cells.size();
  const auto key = stretch ? std::tuple(finding.index, cells.first(), cells.last())
                           : std::tuple(finding.index, std::size_t{1}, std::size_t{0});
  if (stretch || cells.empty()) {
    const auto known = stretches_.find(key);
    if (known != stretches_.end()) return known->second;
  }
  std::vector<Truth> truths;
  for (std::size_t code = 0; code < codes.codes(); ++code) {
    const Values& lies_in = codes.lies_in[code];
    truths.push_back(code < codes.cells()
                         ? (cells.has(code) ? Truth::yes : Truth::no)
                         : of_possible(lies_in.meets(cells), !lies_in.within(cells)));
  }
  const AtomId atom = intern(finding, std::move(truths));
  if (stretch || cells.empty()) stretches_.emplace(key, atom);
  return atom;
}

AtomId Atoms::negation(AtomId id) {
  if (negations_[id] == no_atom) {
    std::vector<Truth> truths = all_[id].truths;
    for (Truth& truth : truths) truth = !truth;
    const AtomId negation = intern(all_[id].finding, std::move(truths));
    negations_[id] = negation;
    negations_[negation] = id;
  }
  return negations_[id];
}

namespace {

/// The one finding of all operands; none where one is no atom or reads another finding.
std::optional<FindingId> common_finding(const Atoms& atoms,
                                        const std::vector<ConditionId>& operands) {
  std::optional<FindingId> common;
  for (const ConditionId operand : operands) {
    const AtomId atom = atoms.of(operand);
    if (atom == no_atom) return std::nullopt;
    if (common && *common != atoms.at(atom).finding) return std::nullopt;
    common = atoms.at(atom).finding;
  }
  return common;
}

}  // namespace

AtomId Atoms::combined(const std::vector<ConditionId>& operands, Truth (*combine)(Truth, Truth)) {
  const auto finding = common_finding(*this, operands);
  if (!finding) return no_atom;
  std::vector<Truth> truths = all_[of(operands.front())].truths;
  for (const ConditionId operand : operands) {
    const std::vector<Truth>& more = all_[of(operand)].truths;
    for (std::size_t code = 0; code < truths.size(); ++code) {
      truths[code] = combine(truths[code], more[code]);
    }
  }
  return intern(*finding, std::move(truths));
}

AtomId Atoms::counted(const Count& count) {
  const auto finding = common_finding(*this, count.operands);
  if (!finding) return no_atom;
  std::vector<Truth> truths;
  for (std::size_t code = 0; code < codes_.at(*finding).codes(); ++code) {
    std::size_t least = 0;
    std::size_t most = 0;
    for (const ConditionId operand : count.operands) {
      const Truth truth = all_[of(operand)].truths[code];
      least += truth == Truth::yes ? 1U : 0U;
      most += truth == Truth::no ? 0U : 1U;
    }
    truths.push_back(truth_of_count(least, most, count));
  }
  return intern(*finding, std::move(truths));
}

AtomId Atoms::atom_of(const Condition& condition) {
  const ConditionKind& kind = condition.kind;
  if (const auto* is = std::get_if<IsValue>(&kind)) {
    return taking(is->finding, codes_.taken_by(is->finding, is->values));
  }
  if (const auto* within = std::get_if<Within>(&kind)) {
    const auto finding = as_finding(rules_, within->quantity);
    return finding ? taking(*finding, codes_.taken_by(*finding, within->range)) : no_atom;
  }
  if (const auto* is = std::get_if<IsRecorded>(&kind)) {
    std::vector<Truth> truths(codes_.at(is->finding).codes(), Truth::yes);
    truths[codes_.at(is->finding).missing] = Truth::no;
    return intern(is->finding, std::move(truths));
  }
  if (const auto* defined = std::get_if<Defined>(&kind)) {
    return of(std::get<ConditionId>(rules_.at(defined->definition).body));
  }
  if (const auto* negated = std::get_if<Not>(&kind)) {
    const AtomId operand = of(negated->operand);
    return operand == no_atom ? no_atom : negation(operand);
  }
  if (const auto* all = std::get_if<All>(&kind)) return combined(all->operands, both);
  if (const auto* any = std::get_if<Any>(&kind)) return combined(any->operands, either);
  if (const auto* count = std::get_if<Count>(&kind)) return counted(*count);
  return no_atom;
}

}  // namespace bedside::cohort

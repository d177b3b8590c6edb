// Takes facts about a patient; gives the values that each finding may still have.
#include "lang/meaning/possible.hpp"

#include <fmt/format.h>

#include "lang/meaning/words.hpp"

namespace bedside::meaning {

PossibleFindings everything_possible(const RuleSet& rules) {
  PossibleFindings findings;
  findings.reserve(rules.findings.size());
  for (const Finding& finding : rules.findings) {
    findings.push_back(
        {Values::all(finding.values.size()), snap(finding.range, finding.grid), false});
  }
  return findings;
}

Narrowed narrow(PossibleFindings& findings, const RuleSet& rules, const Fact& fact) {
  const Finding& finding = rules.at(fact.finding);
  Possible& possible = findings.at(fact.finding.index);
  if (finding.kind == FindingKind::number) {
    const Range said = intersect(fact.range, finding.range);
    if (none_in(said, finding.grid)) return Narrowed::outside_domain;
    const Range remaining = snap(intersect(said, possible.range), finding.grid);
    if (remaining.empty()) return Narrowed::contradiction;
    possible.range = remaining;
  } else {
    Values remaining = fact.values;
    remaining &= Values::all(finding.values.size());
    if (remaining.empty()) return Narrowed::outside_domain;
    remaining &= possible.values;
    if (remaining.empty()) return Narrowed::contradiction;
    possible.values = remaining;
  }
  possible.recorded = true;
  return Narrowed::done;
}

bool is_settled(const Possible& possible, const Finding& finding) {
  if (finding.kind == FindingKind::number) return possible.range.is_point();
  return possible.values.size() == 1;
}

std::string why_left_out(Narrowed how, const PossibleFindings& findings, const RuleSet& rules,
                         const Fact& fact) {
  const Finding& finding = rules.at(fact.finding);
  const std::string said = in_words(finding, fact.values, fact.range);
  if (how == Narrowed::contradiction) {
    const Possible& known = findings.at(fact.finding.index);
    return fmt::format("`{}` contradicts `{}`, which is recorded too.", said,
                       in_words(finding, known.values, known.range));
  }
  const bool in_range = !intersect(fact.range, finding.range).empty();
  if (in_range && finding.grid) {
    return fmt::format("`{}` is between two steps: `{}` is measured in steps of {}.", said,
                       finding.name, in_words(finding.grid->step, finding.unit));
  }
  return fmt::format("`{}` is outside its range: `{}` runs {}.", said, finding.name,
                     in_words(finding.range, finding.unit));
}

}  // namespace bedside::meaning

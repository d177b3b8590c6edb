// Takes what was recorded of a patient; gives the values that each finding may still have.
#pragma once

#include <string>

#include "lang/meaning/possible.hpp"

namespace bedside::evaluate {

using meaning::is_settled;
using meaning::Narrowed;
using meaning::Possible;

/// One patient. A finding that was not recorded may have every value of its domain.
struct Record {
  std::string id;
  meaning::PossibleFindings findings;  ///< by FindingId

  const Possible& at(meaning::FindingId finding) const { return findings.at(finding.index); }
};

/// A patient of whom nothing is recorded.
Record empty_record(const meaning::RuleSet& rules);

/// Adds a fact; see meaning::narrow.
Narrowed narrow(Record& record, const meaning::RuleSet& rules, const meaning::Fact& fact);

}  // namespace bedside::evaluate

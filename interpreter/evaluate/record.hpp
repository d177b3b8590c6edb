// Takes what was recorded of a patient; gives the values that each finding may still have.
#pragma once

#include <string>
#include <vector>

#include "lang/meaning/rule_set.hpp"

namespace bedside::evaluate {

/// What one finding may still be: values of a list (or of yes/no), or a range of numbers.
struct Possible {
  meaning::Values values;
  meaning::Range range;
  bool recorded = false;  ///< settled or narrowed by something that was recorded
};

/// One patient. A finding that was not recorded may have every value of its domain.
struct Record {
  std::string id;
  std::vector<Possible> findings;  ///< by FindingId

  const Possible& at(meaning::FindingId id_of) const { return findings.at(id_of.index); }
};

/// A patient of whom nothing is recorded.
Record empty_record(const meaning::RuleSet& rules);

/// What happened when a fact was added.
enum class Narrowed : std::uint8_t { done, contradiction, outside_domain };

/// Adds a fact. It is left out where it contradicts the record, or its value lies outside the finding's
/// domain (or off its step).
Narrowed narrow(Record& record, const meaning::RuleSet& rules, const meaning::Fact& fact);

/// Whether only one value is left.
bool is_settled(const Possible& possible, const meaning::Finding& finding);

}  // namespace bedside::evaluate

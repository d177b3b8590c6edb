// Takes what is known of a patient; gives the finding to ask for next: the one that is expected to
// settle most.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"

namespace bedside::repl {

/// Chooses questions for one rule set, which must outlive it.
///
/// What is still worth asking is the evaluator's to say (`Evaluation::ask`); this only chooses
/// among it, by looking one answer ahead: each answer that makes a difference is tried, and the
/// finding wins after which, on average over its answers, the fewest findings are left to ask. So
/// the order of questions may be better or worse, but none is asked in vain, and none that matters
/// is left out.
class Questions {
 public:
  explicit Questions(const meaning::RuleSet& rules);

  /// Nothing where no question is left. `skipped`: findings that are not known and not asked again.
  /// Whether the guideline applies at all is found out first.
  std::optional<meaning::FindingId> next(const evaluate::Record& record,
                                         const evaluate::Evaluation& evaluation,
                                         const std::set<meaning::FindingId>& skipped) const;

 private:
  const meaning::RuleSet& rules_;
  std::vector<meaning::CellList> cells_;  // by FindingId
};

}  // namespace bedside::repl

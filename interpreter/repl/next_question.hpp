// Takes what is known of a patient; gives the finding to ask for next: the one that is expected to
// settle most.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/proving/asking.hpp"

namespace bedside::repl {

/// Chooses questions for one rule set, which must outlive it.
///
/// Where the rule set is small enough, exactly: a finding is asked for if and only if two
/// completions of the record that differ in it end differently, and the order is the one in which
/// the fewest questions are to be expected (`proving::ExactQuestions`).
///
/// Elsewhere what is worth asking is the evaluator's to say (`Evaluation::ask`), and this chooses
/// among it by looking one answer ahead: the finding wins after which, on average over its answers,
/// the fewest findings are left to ask. So the order of questions may be better or worse, but none
/// that matters is left out.
class Questions {
 public:
  explicit Questions(const meaning::RuleSet& rules);

  /// Nothing where no question is left. `skipped`: findings that are not known and not asked again.
  /// Whether the guideline applies at all is found out first.
  std::optional<meaning::FindingId> next(const evaluate::Record& record,
                                         const evaluate::Evaluation& evaluation,
                                         const std::set<meaning::FindingId>& skipped);

  /// The findings that can still make a difference, skipped ones too, in the evaluator's order.
  std::vector<meaning::FindingId> mattering(const evaluate::Record& record,
                                            const evaluate::Evaluation& evaluation);

 private:
  proving::ExactQuestions& exact();
  std::optional<meaning::FindingId> ahead(const evaluate::Record& record,
                                          const std::set<meaning::FindingId>& skipped,
                                          const std::vector<meaning::FindingId>& open) const;

  const meaning::RuleSet& rules_;
  std::unique_ptr<proving::ExactQuestions> exact_;  // made where it is first needed
  std::vector<meaning::CellList> cells_;            // by FindingId
};

}  // namespace bedside::repl

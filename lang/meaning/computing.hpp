// Takes what is possible for the findings; gives the truth of conditions and the ends of numbers
// and scores. The part of the meaning that both the checks of a rule set and the evaluator stand
// on.
#pragma once

#include <memory>
#include <vector>

#include "lang/meaning/interval.hpp"
#include "lang/meaning/possible.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/meaning/truth.hpp"

namespace bedside::meaning {

/// The points that one item of a score may still give, from least to greatest; of `add`, its ends.
struct ItemPoints {
  std::vector<Number> points;
  Possibly added;
};

struct ScoreResult {
  Possibly total;
  std::vector<ItemPoints> items;
};

/// Where an assessment can still end.
struct Ends {
  Values levels;
  bool nothing = false;   ///< may end without a value
  bool conflict = false;  ///< may end in conflict; of a conflict now, the only end that is read
};

/// What earlier steps have found.
struct Computed {
  std::vector<Truth> conditions;     ///< by ConditionId
  std::vector<Possibly> quantities;  ///< by QuantityId
  std::vector<ScoreResult> scores;   ///< by ScoreId
  std::vector<Ends> assessments;     ///< by AssessmentId; the caller's to fill
};

/// Computes step by step; what a step reads must have been computed before, so take the steps in
/// the order of the rule set's program.
class Computing {
 public:
  /// Both must outlive it. Every assessment may at first end anywhere.
  Computing(const RuleSet& rules, const PossibleFindings& findings);

  void compute(ConditionId id);
  void compute(QuantityId id);
  void compute(DefinitionId) {}  // its body is a step of its own
  void compute(ScoreId id);

  /// The least and the most that the items of one group may give together.
  Range ends(const Score& score, const ItemGroup& group);

  /// The bands in which the list's subject may still lie; all where its number may be undefined.
  std::vector<const Band*> possible_bands(const ByList& by) const;

  Computed now;

 private:
  struct Scratch;

  void run(const std::vector<Step>& program);
  ItemPoints points(const ScoreItem& item) const;
  Range group_ends(const Score& score, const ItemGroup& group,
                   const std::vector<ItemPoints>& items);

  const RuleSet& rules_;
  const PossibleFindings& findings_;
  std::shared_ptr<Scratch> scratch_;  // to try cells; made where it is first needed
};

}  // namespace bedside::meaning

// Takes a rule set's program and the columns of its findings; gives each step as an expression, as
// the evaluator computes it. For this folder alone.
#pragma once

#include <vector>

#include "interpreter/export/findings.hpp"
#include "interpreter/export/intervals.hpp"

namespace bedside::export_to {

using meaning::AssessmentId;
using meaning::ConditionId;
using meaning::QuantityId;
using meaning::RuleId;
using meaning::ScoreId;

/// Where an assessment may end, in a guideline that is taken to apply.
struct AssessmentColumns {
  std::vector<Expression> may_end;  ///< at each level; never NULL
  Expression nothing;               ///< may end without a value
  Expression conflict;              ///< may end in conflict
  Expression conflicted;            ///< is in conflict
  Expression value;
  Expression status;
};

class Steps {
 public:
  /// `applies`: whether the guideline is taken to apply; else no assessment ends anywhere.
  Steps(Context& context, const FindingColumns& findings, bool applies);
  void run();

  const Expression& truth(ConditionId id) const { return conditions_.at(id.index); }
  const Interval& number(QuantityId id) const { return quantities_.at(id.index); }
  const Interval& score(ScoreId id) const { return scores_.at(id.index); }
  const Expression& rule(RuleId id) const { return rules_.at(id.index); }
  const AssessmentColumns& assessment(AssessmentId id) const { return assessments_.at(id.index); }

  // ---- For what visits the kinds ----
  Expression lies_in(QuantityId id, const Range& range) const;
  Expression lies_in(const Interval& number, const meaning::Quantity& quantity,
                     const Range& range) const;
  Expression any_item(ScoreId id, const Range& range) const;
  Expression counted(const meaning::Count& count) const;
  Interval arithmetic(const meaning::Quantity& quantity, const meaning::Arithmetic& of) const;
  Interval extreme(const meaning::Quantity& quantity, const meaning::Extreme& of) const;
  const Context& context() const { return context_; }
  Context& context() { return context_; }
  const FindingColumns& findings() const { return findings_; }
  bool applies() const { return applies_; }

 private:
  using Bands = std::vector<const meaning::Band*>;

  void compute(ConditionId id);
  void compute(QuantityId id);
  void compute(meaning::DefinitionId) {}  // its body is a step of its own
  void compute(ScoreId id);
  void compute(RuleId id);
  void compute(AssessmentId id);
  void count_readers();
  Expression shared(const Expression& condition) const;
  std::string name_of_definition(const meaning::Step& body) const;

  Expression overlaps(QuantityId id, const Range& range) const;
  /// Of a finding: whether it was recorded in one of these bands; NULL where it was not recorded.
  std::optional<Expression> in_recorded(const meaning::ByList& by, const Bands& bands) const;
  /// Whether one of these bands is still possible.
  Expression possible(const meaning::ByList& by, const Bands& bands) const;
  Expression possible_level(const meaning::ByList& by, std::size_t level) const;
  Expression only_level(const meaning::ByList& by, std::size_t level, std::size_t levels) const;
  Expression item_lies_in(const meaning::ScoreItem& item, const Range& range) const;

  Number unit_of_points(const meaning::Score& score) const;
  Interval group_ends(ScoreId id, const meaning::ItemGroup& group, const Number& unit);
  Interval item_ends(const meaning::ScoreItem& item, const Number& unit) const;
  Interval band_ends(const meaning::ByList& by, const Number& unit) const;

  void conclude(AssessmentId id, AssessmentColumns& columns);
  std::vector<Expression> levels_of_rules(AssessmentId id) const;
  std::vector<Expression> established_by(const meaning::ByList& by, std::size_t levels) const;
  void end_scale(AssessmentId id, const std::vector<Expression>& said, AssessmentColumns& columns);
  void end_choice(AssessmentId id, const std::vector<Expression>& said, AssessmentColumns& columns);
  void settle(AssessmentId id, const Expression& established, AssessmentColumns& columns);

  Context& context_;
  const FindingColumns& findings_;
  bool applies_;
  std::vector<unsigned> readers_;  // of each condition
  std::vector<Expression> conditions_;
  std::vector<Interval> quantities_;
  std::vector<Interval> scores_;
  std::vector<Expression> rules_;
  std::vector<AssessmentColumns> assessments_;
};

}  // namespace bedside::export_to

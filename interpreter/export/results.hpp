// Takes the steps of a rule set as columns; gives what the view shows of them. For this folder
// alone.
#pragma once

#include <vector>

#include "interpreter/export/steps.hpp"

namespace bedside::export_to {

class Results {
 public:
  /// `steps` in a guideline that is taken to apply; `without`: where it does not, if that matters.
  Results(Context& context, const FindingColumns& findings, const Steps& steps,
          const Steps* without);

  /// The columns that the CSV output of `assess` has, and which cells were rejected.
  std::vector<Shown> shown() &&;

 private:
  void show_assessments();
  void show_scores();
  Interval whether_it_applies(ScoreId id);
  void show_score(const meaning::Score& score, const char* which, const Interval& of,
                  const End& end);
  Expression as_decimal(const Expression& over, const Interval& of, unsigned places) const;
  void show_advice();
  void show_fired();
  void show_list(const char* name, std::vector<Expression> texts);

  Context& context_;
  const Steps& steps_;
  const Steps* without_;
  Expression rejected_;
  Expression applies_ = constant(Truth::yes);
  std::vector<Shown> shown_;
};

}  // namespace bedside::export_to

// Takes the truth of conditions; gives which rules fire and where each assessment may end.
#include <algorithm>

#include "interpreter/evaluate/evaluator.hpp"

namespace bedside::evaluate {

using meaning::Assessment;
using meaning::AssessmentId;
using meaning::AssessmentKind;
using meaning::Rule;
using meaning::RuleId;

// ---- Rules ---------------------------------------------------------------------------------

namespace {

/// Whether a rule counts is its status, read as a truth.
Truth counts(const RuleResult& rule) {
  if (rule.status == RuleStatus::undecided) return Truth::unknown;
  return rule.status == RuleStatus::fires ? Truth::yes : Truth::no;
}

RuleStatus status_of(Truth counts) {
  if (counts == Truth::unknown) return RuleStatus::undecided;
  return counts == Truth::yes ? RuleStatus::fires : RuleStatus::ruled_out;
}

}  // namespace

Truth Evaluator::others_are_out(AssessmentId id) const {
  Truth out = Truth::yes;
  for (const RuleId other : rules_.at(id).rules) {
    out = both(out, !counts(evaluation_.rules.at(other.index)));
  }
  return out;
}

void Evaluator::compute(RuleId id) {
  const Rule& rule = rules_.at(id);
  RuleResult& result = evaluation_.rules.at(id.index);
  result = {};
  result.condition = rule.condition ? computing_.now.conditions.at(rule.condition->index)
                     : applies_     ? others_are_out(rule.outcomes.at(0).assessment)
                                    : Truth::no;
  Truth overridden = applies_ ? Truth::no : Truth::yes;
  for (const RuleId other : rule.overridden_by) {
    const Truth over = counts(evaluation_.rules.at(other.index));
    overridden = either(overridden, over);
    if (over == Truth::yes && result.condition == Truth::yes) result.overridden_by.push_back(other);
  }
  result.status = status_of(both(result.condition, !overridden));
}

// ---- Assessments ---------------------------------------------------------------------------

Said said_of(const meaning::RuleSet& rules, const Evaluation& evaluation, AssessmentId id) {
  Said said;
  for (const RuleId rule : rules.at(id).rules) {
    const RuleStatus status = evaluation.rules.at(rule.index).status;
    if (status == RuleStatus::ruled_out) continue;
    for (const meaning::Outcome& outcome : rules.at(rule).outcomes) {
      if (outcome.assessment != id) continue;
      (status == RuleStatus::fires ? said.fired : said.undecided).insert(outcome.level);
    }
  }
  return said;
}

namespace {

/// The greater of one of `a` and one of `b`, for all pairs.
Values greater_of(const Values& a, const Values& b) {
  const std::size_t least = std::max(a.first(), b.first());
  Values all = a;
  all |= b;
  Values greater;
  for (const std::size_t value : all.list()) {
    if (value >= least) greater.insert(value);
  }
  return greater;
}

Values plus_one(const Values& levels) {
  Values raised;
  for (const std::size_t level : levels.list()) raised.insert(level + 1);
  return raised;
}

/// The least serious possible level, but the lowest that the list names only where it is certain.
Values established_by(const meaning::ByList& by, const Values& possible) {
  std::size_t lowest = possible.first();
  for (const meaning::Band& band : by.bands) lowest = std::min(lowest, band.level);
  const bool certain = possible.size() == 1 || possible.first() != lowest;
  return certain ? Values::one(possible.first()) : Values();
}

}  // namespace

Values maxima(const Said& said, const std::vector<Values>& by_lists) {
  Values ends = Values::one(said.fired.empty() ? 0 : said.fired.last() + 1);
  for (const Values& levels : by_lists) ends = greater_of(ends, plus_one(levels));
  Values or_none = plus_one(said.undecided);
  or_none.insert(0);
  return greater_of(ends, or_none);
}

namespace {

void conclude_scale(const Assessment& assessment, const Said& said, AssessmentResult& result) {
  result.established = said.fired;
  for (std::size_t i = 0; i < assessment.by.size(); ++i) {
    result.established |= established_by(assessment.by[i], result.by_list[i]);
  }
  for (const std::size_t end : maxima(said, result.by_list).list()) {
    if (end == 0) {
      result.ends.nothing = true;
    } else {
      result.ends.levels.insert(end - 1);
    }
  }
  // Where another list has no end as low, the least serious end is as certain as what is
  // established.
  if (!result.established.empty()) result.value = result.ends.levels.first();
}

void conclude_choice(const Assessment& assessment, const Said& said, AssessmentResult& result) {
  Values rules = said.fired;
  rules |= said.undecided;
  Ends& ends = result.ends;
  ends.levels = rules;
  result.established = said.fired;
  for (const Values& levels : result.by_list) {
    if (levels.size() == 1) result.established |= levels;
    ends.levels |= levels;
  }
  // One band list alone gives one level; any other two sources with two levels may differ.
  ends.conflict = ends.levels.size() > 1 && !(rules.empty() && assessment.by.size() == 1);
  ends.nothing = result.established.empty() && assessment.by.empty();
  if (result.established.size() == 1) result.value = result.established.first();
  if (result.established.size() > 1) result.status = Status::conflict;
}

}  // namespace

AssessmentResult concluded(const RuleSet& rules, AssessmentId id, const Said& said,
                           std::vector<Values> by_list, Truth otherwise) {
  const Assessment& assessment = rules.at(id);
  AssessmentResult result;
  result.status = Status::not_applicable;
  result.by_list = std::move(by_list);
  result.undecided = said.undecided;
  if (assessment.kind == AssessmentKind::scale) conclude_scale(assessment, said, result);
  if (assessment.kind == AssessmentKind::choice) conclude_choice(assessment, said, result);
  Ends& ends = result.ends;
  if (ends.nothing && assessment.otherwise) {
    const std::size_t level = rules.at(*assessment.otherwise).outcomes.at(0).level;
    ends.nothing = false;
    ends.levels.insert(level);
    if (otherwise == Truth::yes) result.established.insert(level);
  }
  if (result.status == Status::conflict) return result;
  const bool settled = !ends.nothing && ends.levels.size() == 1;
  if (settled) result.value = ends.levels.first();
  result.status = settled               ? Status::settled
                  : result.value        ? Status::provisional
                  : ends.levels.empty() ? Status::none
                                        : Status::open;
  return result;
}

// Of a conflict now, the levels are named; but the conflict is the only end that conditions read.
Ends read_ends(const AssessmentResult& result) {
  return result.status == Status::conflict ? Ends{{}, false, true} : result.ends;
}

void Evaluator::compute(AssessmentId id) {
  AssessmentResult& result = evaluation_.assessments.at(id.index);
  result = conclude(id);
  computing_.now.assessments.at(id.index) = read_ends(result);
}

AssessmentResult Evaluator::conclude(AssessmentId id) const {
  const Assessment& assessment = rules_.at(id);
  std::vector<Values> by_list(assessment.by.size());
  if (!applies_) {
    AssessmentResult result;
    result.status = Status::not_applicable;
    result.by_list = std::move(by_list);
    return result;
  }
  for (std::size_t i = 0; i < assessment.by.size(); ++i) {
    for (const meaning::Band* band : computing_.possible_bands(assessment.by[i])) {
      by_list[i].insert(band->level);
    }
  }
  const Truth otherwise =
      assessment.otherwise ? counts(evaluation_.rules.at(assessment.otherwise->index)) : Truth::no;
  return concluded(rules_, id, said_of(rules_, evaluation_, id), std::move(by_list), otherwise);
}

}  // namespace bedside::evaluate

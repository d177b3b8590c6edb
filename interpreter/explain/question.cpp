// Takes a record and a goal; gives what a search for changes needs: which findings matter, in which
// values they can be told apart, and what would still allow the goal.
#include "interpreter/explain/question.hpp"

#include <algorithm>

#include "interpreter/explain/dividers.hpp"
#include "interpreter/explain/lattice.hpp"
#include "lang/meaning/order.hpp"

namespace bedside::explain {

using namespace meaning;
using evaluate::Evaluation;
using evaluate::Possible;
using evaluate::Record;

Question::Question(const Case& of, const Goal& goal) : goal_(goal), rules_(of.rules) {
  now_.findings = of.record.findings;
  slice(of);
  make_flags(of);
  make_subjects(of);
  completes_ = completes_ && flags_.empty();
}

void Question::slice(const Case& of) {
  std::vector<Step> steps = steps_of(of.rules, goal_);
  std::set<Step> needed(steps.begin(), steps.end());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (const Step& step : reads(of.rules, steps[i])) {
      if (needed.insert(step).second) steps.push_back(step);
    }
  }
  std::erase_if(rules_.program, [&](const Step& step) { return !needed.contains(step); });
  rules_.claim_steps = 0;  // no goal needs them
  for (std::uint32_t i = 0; i < rules_.rules.size(); ++i) {
    if (!needed.contains(RuleId{i})) rules_.rules[i].advice.clear();
  }
  completes_ = !std::holds_alternative<Outcome>(goal_);
}

void Question::make_flags(const Case& of) {
  for (const Step& step : rules_.program) {
    const auto* id = std::get_if<ConditionId>(&step);
    if (id == nullptr) continue;
    const auto* is = std::get_if<IsRecorded>(&rules_.at(*id).kind);
    if (is == nullptr) continue;
    const FindingId finding = is->finding;
    const FindingId next{static_cast<std::uint32_t>(rules_.findings.size())};
    const auto [flag, added] = flags_.try_emplace(finding, next);
    if (added) {
      Finding& made = rules_.findings.emplace_back();
      made.values = {"no", "yes"};
      const bool recorded = of.record.at(finding).recorded;
      now_.findings.push_back({Values::one(recorded ? 1 : 0), {}, true});
    }
    rules_.conditions.at(id->index).kind = IsValue{flag->second, Values::one(1)};
  }
}

namespace {

std::vector<Divider> plain(const std::vector<Weighed>& weighed) {
  std::vector<Divider> dividers;
  for (const Weighed& each : weighed) dividers.push_back(each.divider);
  return dividers;
}

/// The classes into which a finding's domain falls.
std::vector<Possible> classes_of(const RuleSet& rules, FindingId id,
                                 const std::vector<Divider>& dividers) {
  const Finding& finding = rules.at(id);
  std::vector<Possible> classes;
  if (finding.kind == FindingKind::number) {
    for (const Range& piece : pieces(finding, dividers)) classes.push_back({{}, piece, true});
    return classes;
  }
  for (const Cell& cell : cells_of(rules, id, dividers).cells) {
    classes.push_back({cell.values, {}, true});
  }
  return classes;
}

bool is_in(const Possible& part, const Possible& whole, const Finding& finding) {
  if (finding.kind == FindingKind::number) return within(part.range, whole.range);
  return part.values.within(whole.values);
}

int helping(const Possible& part, const std::vector<Weighed>& dividers, const Finding& finding) {
  int sum = 0;
  for (const Weighed& each : dividers) {
    if (finding.kind != FindingKind::number) {
      if (part.values.within(each.divider.values)) sum += each.helps;
      continue;
    }
    for (const Range& range : each.divider.ranges) {
      if (within(part.range, range)) sum += each.helps;
    }
  }
  return sum;
}

}  // namespace

void Question::make_subjects(const Case& of) {
  for (auto& [finding, read_by] : what_reads(rules_, goal_)) {
    if (finding.index >= of.rules.findings.size()) continue;  // a flag
    Subject subject;
    subject.finding = finding;
    if (const auto flag = flags_.find(finding); flag != flags_.end()) subject.flag = flag->second;
    std::vector<Divider> dividers = plain(read_by.dividers);
    const Possible& recorded = of.record.at(finding);
    if (recorded.recorded) dividers.push_back({recorded.values, {recorded.range}});
    subject.classes = classes_of(rules_, finding, dividers);
    const bool exact = !read_by.computed || divide_further(rules_.at(finding), subject.classes);
    for (const Possible& part : subject.classes) {
      subject.helps.push_back(helping(part, read_by.dividers, rules_.at(finding)));
    }
    make_touches(of, subject, exact);
    if (!subject.touches.empty()) subjects_.push_back(std::move(subject));
  }
  for (const auto& [flagged, flag] : flags_) {
    const FindingId finding = flagged;
    const auto has = [&](const Subject& each) { return each.finding == finding; };
    if (std::any_of(subjects_.begin(), subjects_.end(), has)) continue;
    Subject subject{finding, {}, flag, classes_of(rules_, finding, {}), {}};
    subject.helps.resize(subject.classes.size(), 0);
    make_touches(of, subject, true);
    subjects_.push_back(std::move(subject));
  }
}

void Question::make_touches(const Case& of, Subject& subject, bool exact) {
  const Finding& finding = rules_.at(subject.finding);
  const Possible& recorded = of.record.at(subject.finding);
  Touch agreeing{subject.finding, false, false, {}, exact};
  Touch different{subject.finding, true, false, {}, exact};
  Touch above = different;  // of a number: what lies above the record, so that none has a gap
  for (const Possible& part : subject.classes) {
    const bool agrees = !recorded.recorded || is_in(part, recorded, finding);
    const bool beyond = finding.kind == FindingKind::number && !agreeing.classes.empty();
    (agrees ? agreeing : beyond ? above : different).classes.push_back(part);
  }
  const bool settled = recorded.recorded && evaluate::is_settled(recorded, finding);
  for (Touch* touch : {&agreeing, &different, &above}) {
    if (touch->classes.empty() || (settled && !touch->different)) continue;
    subject.touches.push_back(std::move(*touch));
  }
  if (subject.flag && recorded.recorded) {
    const Possible anything{Values::all(finding.values.size()), snap(finding.range, finding.grid),
                            false};
    subject.touches.push_back({subject.finding, true, true, {anything}, true});
  }
}

// ---- Records to try ------------------------------------------------------------------------

void Question::set_free(Record& record, std::size_t index) const {
  const Subject& subject = subjects_.at(index);
  const Finding& finding = rules_.at(subject.finding);
  record.findings.at(subject.finding.index) = {Values::all(finding.values.size()),
                                               snap(finding.range, finding.grid), true};
  if (subject.flag) record.findings.at(subject.flag->index).values = Values::all(2);
}

void Question::set_now(Record& record, std::size_t index) const {
  const Subject& subject = subjects_.at(index);
  record.findings.at(subject.finding.index) = now_.at(subject.finding);
  if (subject.flag) record.findings.at(subject.flag->index) = now_.at(*subject.flag);
}

void Question::set_fate(Record& record, std::size_t index, const Possible& value) const {
  set_now(record, index);
  const Subject& subject = subjects_.at(index);
  record.findings.at(subject.finding.index) = value;
}

void Question::set_touched(Record& record, std::size_t index, const Touch& touch,
                           const Possible& value) const {
  const Subject& subject = subjects_.at(index);
  record.findings.at(subject.finding.index) = value;
  if (subject.flag) {
    record.findings.at(subject.flag->index).values = Values::one(touch.forget ? 0 : 1);
  }
}

// ---- What would do -------------------------------------------------------------------------

bool Question::brings(const Evaluation& evaluation) const { return has_come(evaluation, goal_); }

bool Question::stays(const Evaluation& evaluation) const {
  const auto* outcome = std::get_if<Outcome>(&goal_);
  if (outcome == nullptr) return true;
  return evaluation.assessments.at(outcome->assessment.index).status == Status::settled;
}

bool Question::allows(const Evaluation& evaluation) const {
  if (evaluation.applies == Truth::no) return false;
  const auto* outcome = std::get_if<Outcome>(&goal_);
  if (outcome == nullptr) return may_conclude(evaluation);
  const Assessment& assessment = rules_.at(outcome->assessment);
  const auto& result = evaluation.assessments.at(outcome->assessment.index);
  if (result.status == Status::conflict || !may_conclude(evaluation)) return false;
  const bool scale = assessment.kind == AssessmentKind::scale;
  if (scale && !result.established.empty() && result.established.last() > outcome->level) {
    return false;
  }
  // Several band lists may make a level the value so far at which the assessment cannot end.
  return !assessment.by.empty() || result.ends.levels.has(outcome->level);
}

bool Question::may_conclude(const Evaluation& evaluation) const {
  if (evaluation.applies == Truth::no) return false;
  const auto out = [&](RuleId rule) {
    return evaluation.rules.at(rule.index).status == RuleStatus::ruled_out;
  };
  if (const auto* rule = std::get_if<RuleId>(&goal_)) return !out(*rule);
  if (const auto* advice = std::get_if<AdviceId>(&goal_)) {
    return evaluation.advice.at(advice->index).status != evaluate::AdviceStatus::not_given;
  }
  const Outcome& outcome = std::get<Outcome>(goal_);
  const Assessment& assessment = rules_.at(outcome.assessment);
  const auto concludes = [&](RuleId rule) {
    const auto& outcomes = rules_.at(rule).outcomes;
    return !out(rule) && std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& each) {
      return each.assessment == outcome.assessment && each.level == outcome.level;
    });
  };
  // A list on a scale establishes the least of its levels that is left, which may rise.
  const auto reaches = [&](const Values& levels) {
    if (levels.empty()) return false;
    return assessment.kind == AssessmentKind::scale ? levels.last() >= outcome.level
                                                    : levels.has(outcome.level);
  };
  const auto& lists = evaluation.assessments.at(outcome.assessment.index).by_list;
  return std::any_of(assessment.rules.begin(), assessment.rules.end(), concludes) ||
         (assessment.otherwise && concludes(*assessment.otherwise)) ||
         std::any_of(lists.begin(), lists.end(), reaches);
}

}  // namespace bedside::explain

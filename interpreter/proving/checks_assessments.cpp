// Takes a rule set; gives the patients who get no value for an assessment, or two of a choice.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/proving/checker.hpp"
#include "interpreter/proving/gap_fixes.hpp"
#include "interpreter/testing/cells.hpp"
#include "interpreter/testing/describe.hpp"
#include "lang/meaning/groups.hpp"

namespace bedside::proving {

using namespace meaning;

void Checker::assessments() {
  for (std::uint32_t i = 0; i < set().assessments.size(); ++i) {
    const AssessmentId id{i};
    const Assessment& assessment = set().at(id);
    const std::string what = fmt::format("`{}`", assessment.name);
    attempt(Code::gap, assessment.span, what, [&] { gap(id); });
    if (assessment.kind == AssessmentKind::choice) {
      attempt(Code::conflict, assessment.span, what, [&] { conflict(id); });
    }
  }
}

namespace {

/// The record without what this assessment does not read.
Record as_far_as_read(const RuleSet& rules, AssessmentId id, Record record) {
  const auto read = testing::findings_read(rules, meaning::reached(rules, {id}));
  const Record nothing = evaluate::empty_record(rules);
  for (std::uint32_t i = 0; i < record.findings.size(); ++i) {
    if (std::find(read.begin(), read.end(), FindingId{i}) == read.end()) {
      record.findings[i] = nothing.findings[i];
    }
  }
  return record;
}

/// The cells and those right beside them, where cells follow each other; else all.
std::vector<bool> with_neighbours(const std::vector<bool>& cells, bool linear) {
  if (!linear) return std::vector<bool>(cells.size(), true);
  std::vector<bool> wider = cells;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool beside = (i > 0 && cells[i - 1]) || (i + 1 < cells.size() && cells[i + 1]);
    if (beside) wider[i] = true;
  }
  return wider;
}

/// Rules that conclude this assessment and fire for patients right beside the region.
std::vector<RuleId> neighbours(Symbolic& symbolic, AssessmentId id, const Region& region) {
  const Box& box = region.box;
  std::vector<RuleId> beside;
  const RuleSet& rules = symbolic.rules();
  proofs::Logic& logic = symbolic.world().logic;
  for (const RuleId rule : rules.at(id).rules) {
    if (beside.size() == 4) break;
    const Node fires = logic.where(symbolic.counts(rule), Truth::yes);
    if (region.beside && !logic.is_empty(logic.both(fires, *region.beside))) beside.push_back(rule);
    for (std::size_t i = 0; i < box.size(); ++i) {
      if (std::find(box[i].begin(), box[i].end(), false) == box[i].end()) continue;
      Box wider = box;
      wider[i] = with_neighbours(box[i], symbolic.world().linear[i]);
      if (logic.is_empty(logic.within(fires, wider))) continue;
      beside.push_back(rule);
      break;
    }
  }
  return beside;
}

}  // namespace

void Checker::gap(AssessmentId id) {
  const Assessment& assessment = set().at(id);
  const Node none = symbolic_.where_end(id, [](const End& end) {
    return !end.value && end.status != Status::conflict && end.status != Status::not_applicable;
  });
  const Node applies = logic().where(symbolic_.applies(), Truth::yes);
  const Node meant = logic().both(world_.recorded, applies);
  const Node found = logic().both(none, meant);
  if (nobody(found, Code::gap, assessment.span, fmt::format("`{}`", assessment.name))) return;
  if (world_.diagrams.spent()) return;
  // Of patients with a number that is not defined `undefined-number` tells; the others come first.
  const Node defined = logic().both(found, world_.complete);
  const Existence with_all = patients_.some(defined);
  const Existence some = with_all.patient ? with_all : patients_.some(found);
  if (!some.patient) return;
  const Regions regions =
      regions_of(symbolic_, patients_, loaded_.sources, with_all.patient ? defined : found, meant);
  const Evaluation there = evaluate::conclude(set(), some.patient->front());
  // A number that is not defined leaves it open rather than without a value.
  const Status status = there.assessments[id.index].status;
  const auto shows = [&](const Evaluation& evaluation) {
    return evaluation.assessments[id.index].status == Status::none &&
           evaluation.applies == Truth::yes;
  };
  Message message{
      Code::gap,
      fmt::format("Some patients get no value for `{}`: {}.", assessment.name, in_words(regions)),
      assessment.span,
      "",
      {},
      {},
      status == Status::none
          ? witness(some.patient->front(), shows)
          : testing::given_line(set(), as_far_as_read(set(), id, some.patient->front()))};
  if (!regions.list.empty()) {
    const Region& first = regions.list.front();
    const std::vector<RuleId> beside = neighbours(symbolic_, id, first);
    for (const RuleId rule : beside) {
      message.related.push_back({set().at(rule).span, "this rule comes near"});
    }
    const bool only = regions.list.size() == 1 && !regions.more;
    if (only && !first.beside) {
      message.fixes = gap_fixes(symbolic_, loaded_, id, first.box, beside);
    }
  }
  messages_.push_back(std::move(message));
}

void Checker::conflict(AssessmentId id) {
  const Assessment& assessment = set().at(id);
  const Node two =
      symbolic_.where_end(id, [](const End& end) { return end.status == Status::conflict; });
  const Node applies = logic().where(symbolic_.applies(), Truth::yes);
  const Node meant = logic().both(world_.recorded, applies);
  const Node found = logic().both(two, meant);
  if (nobody(found, Code::conflict, assessment.span, fmt::format("`{}`", assessment.name))) return;
  if (world_.diagrams.spent()) return;
  const Existence some = patients_.some(found);
  if (!some.patient) return;
  const Regions regions = regions_of(symbolic_, patients_, loaded_.sources, found, meant);
  const Evaluation there = evaluate::conclude(set(), some.patient->front());
  Message message{
      Code::conflict,
      fmt::format("Some patients get two values of `{}`: {}.", assessment.name, in_words(regions)),
      assessment.span,
      "",
      {},
      {},
      witness(some.patient->front(), [&](const Evaluation& evaluation) {
        return evaluation.assessments[id.index].status == Status::conflict;
      })};
  for (const RuleId rule : assessment.rules) {
    if (there.rules[rule.index].status != RuleStatus::fires) continue;
    for (const Outcome& outcome : set().at(rule).outcomes) {
      if (outcome.assessment != id) continue;
      message.related.push_back(
          {set().at(rule).span, fmt::format("concludes {}", assessment.levels[outcome.level])});
    }
  }
  for (std::size_t i = 0; i < assessment.by.size(); ++i) {
    const std::size_t level = there.assessments[id.index].by_list[i].first();
    message.related.push_back(
        {assessment.by[i].span, fmt::format("concludes {}", assessment.levels[level])});
  }
  messages_.push_back(std::move(message));
}

}  // namespace bedside::proving

// Takes a rule set; gives the comparisons that a finding's own range decides, and the numbers that
// are not defined for some patient.
#include <fmt/format.h>

#include "interpreter/explain/naming.hpp"
#include "interpreter/proving/checker.hpp"
#include "interpreter/testing/describe.hpp"
#include "lang/meaning/cells.hpp"
#include "lang/meaning/words.hpp"
#include "lang/proofs/computed_numbers.hpp"
#include "lang/text/invariant.hpp"

namespace bedside::proving {

using namespace meaning;

namespace {

/// What is compared, and the words for what it may be.
std::string subject_words(const Loaded& loaded, QuantityId id) {
  const RuleSet& rules = loaded.rules;
  if (const auto finding = as_finding(rules, id)) return rules.at(*finding).name;
  if (const auto* score = std::get_if<ScoreNumber>(&rules.at(id).kind)) {
    return rules.at(score->score).name;
  }
  return explain::as_written(loaded.sources, rules.at(id).span);
}

}  // namespace

void Checker::comparisons() {
  // Conditions that no step computes are left from reading the text.
  for (const Step& step : set().program) {
    const auto* id = std::get_if<ConditionId>(&step);
    if (id == nullptr) continue;
    const std::uint32_t i = id->index;
    const Condition& condition = set().conditions[i];
    const auto* is = std::get_if<Within>(&condition.kind);
    if (is == nullptr) continue;
    const Quantity& quantity = set().at(is->quantity);
    if (quantity.may_be_undefined) continue;
    const bool some = !none_in(intersect(quantity.domain, is->range), quantity.grid);
    const bool all = meaning::within(snap(quantity.domain, quantity.grid), is->range);
    if (some && !all) continue;
    decided_.insert(i);
    const std::string what = explain::condition_words(set(), loaded_.sources, ConditionId{i});
    messages_.push_back(
        {Code::outside_range,
         fmt::format("`{}` holds for {} patient: {} runs {}{}.", what, all ? "every" : "no",
                     subject_words(loaded_, is->quantity),
                     meaning::in_words(quantity.domain, quantity.unit),
                     !some && quantity.grid && !intersect(quantity.domain, is->range).empty()
                         ? fmt::format(" in steps of {}",
                                       meaning::in_words(quantity.grid->step, quantity.unit))
                         : ""),
         condition.span,
         "",
         {},
         {},
         ""});
  }
}

void Checker::undefined_numbers() {
  std::set<QuantityId> subjects;
  for (const Condition& condition : set().conditions) {
    if (const auto* is = std::get_if<Within>(&condition.kind)) subjects.insert(is->quantity);
  }
  const auto add = [&](const ByList& list) {
    if (const auto* id = std::get_if<QuantityId>(&list.subject)) subjects.insert(*id);
  };
  for (const Assessment& assessment : set().assessments) {
    for (const ByList& list : assessment.by) add(list);
  }
  for (const Score& score : set().scores) {
    for (const ScoreItem& item : score.items) {
      if (const auto* list = std::get_if<ByList>(&item.kind)) add(*list);
      if (const auto* more = std::get_if<Add>(&item.kind)) subjects.insert(more->quantity);
    }
  }
  // A definition is reported once, where it is defined.
  std::set<QuantityId> bodies;
  for (QuantityId id : subjects) {
    while (const auto* defined = std::get_if<DefinedNumber>(&set().at(id).kind)) {
      id = std::get<QuantityId>(set().at(defined->definition).body);
    }
    if (set().at(id).may_be_undefined && bodies.insert(id).second) undefined_number(id);
  }
}

void Checker::undefined_number(QuantityId id) {
  const Quantity& quantity = set().at(id);
  const std::string what = explain::as_written(loaded_.sources, quantity.span);
  attempt(Code::undefined_number, quantity.span, fmt::format("`{}`", what), [&] {
    const Node number = symbolic_.number(id);
    if (world_.diagrams.spent()) return;
    const Node undefined = world_.diagrams.map(world_.diagrams.operation(), number, [&](Leaf leaf) {
      return static_cast<Leaf>(world_.numbers.at(leaf).undefined ? Truth::yes : Truth::no);
    });
    const Existence found = patients_.some(logic().both(undefined, world_.recorded));
    if (found.undecided && !found.patient) {
      undecided(Code::undefined_number, quantity.span, fmt::format("`{}`", what));
    }
    if (!found.patient) return;
    // Of a number that may be undefined the evaluator says no more: keep all that it is made of.
    Record record = evaluate::empty_record(set());
    for (const FindingId finding : proofs::computed_from(set(), id)) {
      record.findings[finding.index] = found.patient->front().findings[finding.index];
    }
    text::invariant(evaluate::conclude(set(), record).quantities.at(id.index).undefined,
                    "a witness shows its fault");
    messages_.push_back(
        {Code::undefined_number,
         fmt::format("`{}` is not defined for some patient; what depends on it stays "
                     "open for them.",
                     what),
         quantity.span,
         "",
         {},
         {},
         testing::given_line(set(), record)});
  });
}

}  // namespace bedside::proving

// Takes a rule set; gives the patients who get no value for an assessment, or two of a choice.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/proving/checker.hpp"
#include "interpreter/proving/gap_fixes.hpp"
#include "interpreter/testing/cells.hpp"
#include "interpreter/testing/describe.hpp"
#include "lang/meaning/groups.hpp"

namespace bedside::proving {

using namespace meaning;

void Checker::assessments() {
  constexpr double first_share = 0.25;
  for (std::uint32_t i = 0; i < set().assessments.size(); ++i) {
    ask({Code::gap, {i}, first_share, false});
    if (set().assessments[i].kind == AssessmentKind::choice) {
      ask({Code::conflict, {i}, first_share, false});
    }
  }
}

// Other checks come first, so that none of them goes short.
void Checker::assessments_again() {
  const std::vector<Asked> again = std::exchange(again_, {});
  for (std::size_t i = 0; i < again.size(); ++i) {
    ask({again[i].code, again[i].id, 1 / static_cast<double>(again.size() - i), true});
  }
}

void Checker::ask(const Asked& asked) {
  const Assessment& assessment = set().at(asked.id);
  attempt(asked.code, assessment.span, fmt::format("`{}`", assessment.name),
          [&] { asked.code == Code::gap ? gap(asked) : conflict(asked); });
}

bool Checker::nobody(const Where& where, const Asked& asked) {
  const Assessment& assessment = set().at(asked.id);
  const bool open = where.some.undecided && !where.some.patient && !world_.diagrams.spent();
  if (open && where.searched && !asked.again) {
    again_.push_back(asked);
    return false;
  }
  return nobody(where.some, asked.code, assessment.span, fmt::format("`{}`", assessment.name));
}

namespace {

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
      if (!logic.meets(fires, wider)) continue;
      beside.push_back(rule);
      break;
    }
  }
  return beside;
}

}  // namespace

Checker::Where Checker::gap_at_once(AssessmentId id, Node meant) {
  const Node none = symbolic_.where_end(id, [](const End& end) {
    return !end.value && end.status != Status::conflict && end.status != Status::not_applicable;
  });
  const Node found = logic().both(none, meant);
  // Of patients with a number that is not defined `undefined-number` tells; the others come first.
  const Node defined = logic().both(found, world_.complete);
  if (world_.diagrams.spent()) return {{std::nullopt, true}, {}, false};
  const Existence with_all = patients_.some(defined);
  const Existence some = with_all.patient ? with_all : patients_.some(found);
  if (!some.patient) return {some, {}, false};
  const Node shown = with_all.patient ? defined : found;
  return {some, regions_of(symbolic_, patients_, loaded_.sources, shown, meant), false};
}

// No value: no rule fires, no band list gives one, and the last resort is not sure.
std::optional<Checker::Where> Checker::gap_by_search(const Asked& asked, Node meant) {
  const AssessmentId id = asked.id;
  const Assessment& assessment = set().at(id);
  // With all numbers defined a band list, or an `otherwise`, always gives a value.
  const bool always = !assessment.by.empty() || assessment.otherwise;
  if (always && world_.complete == world_.recorded) return Where{};
  if (!assessment.by.empty()) return std::nullopt;
  std::vector<Formula> parts{Formula::inside(meant)};
  std::vector<Formula> open;
  for (const RuleId rule : assessment.rules) {
    parts.push_back(Formula::outside(logic().where(symbolic_.counts(rule), Truth::yes)));
    if (!assessment.otherwise) continue;
    // The level of the last resort is the end, unless another one is open.
    const std::size_t last_resort = set().at(*assessment.otherwise).outcomes.at(0).level;
    const auto& outcomes = set().at(rule).outcomes;
    const bool differs = std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& its) {
      return its.assessment == id && its.level != last_resort;
    });
    if (!differs) continue;
    open.push_back(Formula::inside(logic().where(symbolic_.counts(rule), Truth::unknown)));
  }
  if (assessment.otherwise) parts.push_back(Formula::any(std::move(open)));
  const Formula none = Formula::all(std::move(parts));
  const Where defined =
      searched(Formula::all({none, Formula::inside(world_.complete)}), meant, asked.share);
  if (defined.some.patient || world_.complete == world_.recorded) return defined;
  return searched(none, meant, asked.share);
}

Checker::Where Checker::searched(const Formula& wanted, Node meant, double share) {
  constexpr std::size_t most = 12;
  if (world_.diagrams.spent()) return {{std::nullopt, true}, {}, false};
  Where where{search_.some(wanted, search_.seconds_left() * share), {}, true};
  if (!where.some.patient) return where;
  const Boxes boxes = search_.boxes(wanted, meant, search_.seconds_left() * share, most);
  for (const Box& box : boxes.list) {
    where.regions.list.push_back(region_of(symbolic_, patients_, {&loaded_.sources}, meant, box));
  }
  where.regions.more = boxes.more;
  return where;
}

void Checker::gap(const Asked& asked) {
  const AssessmentId id = asked.id;
  const Assessment& assessment = set().at(id);
  const Node meant = logic().both(world_.recorded, logic().where(symbolic_.applies(), Truth::yes));
  if (world_.diagrams.spent()) return;
  const Where where = at_once_or<Where>([&] { return gap_at_once(id, meant); },
                                        [&] { return gap_by_search(asked, meant); });
  if (nobody(where, asked) || !where.some.patient) return;
  const Record& patient = where.some.patient->front();
  const Evaluation there = evaluate::conclude(set(), patient);
  // A number that is not defined leaves it open rather than without a value.
  const Status status = there.assessments[id.index].status;
  const auto shows = [&](const Evaluation& evaluation) {
    return evaluation.assessments[id.index].status == Status::none &&
           evaluation.applies == Truth::yes;
  };
  Message message{Code::gap,
                  fmt::format("Some patients get no value for `{}`: {}.", assessment.name,
                              in_words(where.regions)),
                  assessment.span,
                  "",
                  {},
                  {},
                  status == Status::none
                      ? witness(patient, shows)
                      : testing::given_line(set(), as_far_as_read(set(), {id}, patient))};
  if (!where.regions.list.empty()) {
    const Region& first = where.regions.list.front();
    const std::vector<RuleId> beside = neighbours(symbolic_, id, first);
    for (const RuleId rule : beside) {
      message.related.push_back({set().at(rule).span, "this rule comes near"});
    }
    const bool only = where.regions.list.size() == 1 && !where.regions.more;
    if (only && !first.beside) {
      message.fixes = gap_fixes(symbolic_, loaded_, id, first.box, beside);
    }
  }
  messages_.push_back(std::move(message));
}

Checker::Where Checker::conflict_at_once(AssessmentId id, Node meant) {
  const Node two =
      symbolic_.where_end(id, [](const End& end) { return end.status == Status::conflict; });
  const Node found = logic().both(two, meant);
  if (world_.diagrams.spent()) return {{std::nullopt, true}, {}, false};
  const Existence some = patients_.some(found);
  if (!some.patient) return {some, {}, false};
  return {some, regions_of(symbolic_, patients_, loaded_.sources, found, meant), false};
}

Checker::Where Checker::conflict_by_search(const Asked& asked, Node meant) {
  const AssessmentId id = asked.id;
  bool exact = true;  // what is unknown makes no conflict
  std::vector<Formula> lower;
  std::vector<Formula> pairs;
  for (std::size_t level = 0; level < set().at(id).levels.size(); ++level) {
    std::vector<Formula> here = concluding(id, level, exact);
    pairs.push_back(Formula::all({Formula::any(here), Formula::any(lower)}));
    lower.insert(lower.end(), here.begin(), here.end());
  }
  return searched(Formula::all({Formula::inside(meant), Formula::any(std::move(pairs))}), meant,
                  asked.share);
}

void Checker::conflict(const Asked& asked) {
  const AssessmentId id = asked.id;
  const Assessment& assessment = set().at(id);
  const Node meant = logic().both(world_.recorded, logic().where(symbolic_.applies(), Truth::yes));
  if (world_.diagrams.spent()) return;
  const Where where = at_once_or<Where>([&] { return conflict_at_once(id, meant); },
                                        [&] { return conflict_by_search(asked, meant); });
  if (nobody(where, asked) || !where.some.patient) return;
  const Record& patient = where.some.patient->front();
  const Evaluation there = evaluate::conclude(set(), patient);
  Message message{Code::conflict,
                  fmt::format("Some patients get two values of `{}`: {}.", assessment.name,
                              in_words(where.regions)),
                  assessment.span,
                  "",
                  {},
                  {},
                  witness(patient, [&](const Evaluation& evaluation) {
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

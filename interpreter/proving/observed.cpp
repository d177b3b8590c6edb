// Takes two rule sets; gives what people see of each assessment, advice and score, for all
// patients.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/proving/comparer.hpp"
#include "lang/meaning/names.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::proving {

using namespace meaning;
using evaluate::AdviceStatus;
using evaluate::Evaluation;

namespace {

template <class Thing>
std::optional<Id<Thing>> named(const std::vector<Thing>& things, const std::string& name) {
  for (std::uint32_t i = 0; i < things.size(); ++i) {
    if (Names::key(things[i].name) == Names::key(name)) return Id<Thing>{i};
  }
  return std::nullopt;
}

std::string listed(const std::vector<std::string>& names, const char* joint) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    list += i == 0 ? "" : i + 1 == names.size() ? fmt::format(" {} ", joint) : ", ";
    list += names[i];
  }
  return list;
}

std::vector<std::string> level_names(const Assessment& assessment,
                                     const std::vector<std::size_t>& levels) {
  std::vector<std::string> names;
  for (const std::size_t level : levels) names.push_back(assessment.levels.at(level));
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string end_in_words(const Assessment& assessment, const End& end, bool partial) {
  switch (end.status) {
    case Status::not_applicable:
      return "not applicable";
    case Status::conflict:
      return fmt::format("conflict of {}", listed(level_names(assessment, end.established), "and"));
    case Status::none:
      return "no value";
    case Status::open:
      return partial ? std::string(unsettled) : "open, because a number is not defined";
    case Status::settled:
    case Status::provisional:
      break;
  }
  const std::string& level = assessment.levels.at(*end.value);
  return partial && end.status == Status::provisional ? fmt::format("{}{}", level, so_far) : level;
}

// ---- Assessments ---------------------------------------------------------------------------

Node Comparer::assessment_words(Symbolic& symbolic, AssessmentId id, bool partial) {
  const Assessment& assessment = symbolic.rules().at(id);
  const Node applies = symbolic.applies();
  const Node ends = symbolic.end(id);
  if (world_.diagrams.spent()) return ends;
  return world_.diagrams.combine(world_.diagrams.operation(), applies, ends,
                                 [&](Leaf applying, Leaf leaf) {
                                   End end = world_.ends.at(leaf);
                                   if (applying == static_cast<Leaf>(Truth::no))
                                     end.status = Status::not_applicable;
                                   // It may apply or not: nothing is settled then.
                                   if (applying == static_cast<Leaf>(Truth::unknown))
                                     end.status = Status::open;
                                   return words_.of(end_in_words(assessment, end, partial));
                                 });
}

void Comparer::observe_assessments(bool partial, std::vector<Observed>& all) {
  const RuleSet& before = loaded_before_.rules;
  const RuleSet& after = loaded_after_.rules;
  for (std::uint32_t i = 0; i < after.assessments.size(); ++i) {
    const AssessmentId id{i};
    const auto same = named(before.assessments, after.at(id).name);
    if (!same) continue;
    // A record that is shortened must still settle what it shows.
    const auto seen = [](const RuleSet& rules, AssessmentId which) {
      return [&rules, which](const Evaluation& evaluation) {
        return end_in_words(rules.at(which), end_of(evaluation.assessments[which.index]), true);
      };
    };
    all.push_back({Change::Of::assessment, after.at(id).name,
                   assessment_words(before_, *same, partial), assessment_words(after_, id, partial),
                   seen(before, *same), seen(after, id)});
  }
}

// ---- Advice --------------------------------------------------------------------------------

Node Comparer::advice_words(Symbolic& symbolic, std::optional<AdviceId> id) {
  Node given = world_.logic.constant(Truth::no);
  const std::vector<Rule>& rules = symbolic.rules().rules;
  for (std::uint32_t i = 0; id && i < rules.size(); ++i) {
    const auto& gives = rules[i].advice;
    if (std::find(gives.begin(), gives.end(), *id) == gives.end()) continue;
    given = world_.logic.either(given, symbolic.counts(RuleId{i}));
  }
  given = world_.logic.both(given, symbolic.applies());
  if (world_.diagrams.spent()) return given;
  return world_.diagrams.map(world_.diagrams.operation(), given, [&](Leaf leaf) {
    if (leaf == static_cast<Leaf>(Truth::unknown)) return words_.of("possible");
    return words_.of(leaf == static_cast<Leaf>(Truth::yes) ? "given" : "not given");
  });
}

void Comparer::observe_advice(std::vector<Observed>& all) {
  const auto seen = [](std::optional<AdviceId> id) {
    return [id](const Evaluation& evaluation) -> std::string {
      if (!id || evaluation.applies == Truth::no) return "not given";
      const AdviceStatus status = evaluation.advice[id->index].status;
      if (status == AdviceStatus::possible) return "possible";
      return status == AdviceStatus::given ? "given" : "not given";
    };
  };
  const auto add = [&](const std::string& name, std::optional<AdviceId> before,
                       std::optional<AdviceId> after) {
    all.push_back({Change::Of::advice, name, advice_words(before_, before),
                   advice_words(after_, after), seen(before), seen(after)});
  };
  const RuleSet& before = loaded_before_.rules;
  const RuleSet& after = loaded_after_.rules;
  for (std::uint32_t i = 0; i < after.advice.size(); ++i) {
    add(after.advice[i].name, named(before.advice, after.advice[i].name), AdviceId{i});
  }
  for (std::uint32_t i = 0; i < before.advice.size(); ++i) {
    if (named(after.advice, before.advice[i].name)) continue;
    add(before.advice[i].name, AdviceId{i}, std::nullopt);
  }
}

// ---- Scores --------------------------------------------------------------------------------

namespace {

std::string points_in_words(const Possibly& total) {
  if (total.undefined) return "not defined";
  return in_words(total.range, {});
}

}  // namespace

// `exact`: whether the totals of complete patients are told apart; a score that adds numbers as
// they are has more of them than cells.
Node Comparer::score_words(Symbolic& symbolic, ScoreId id, bool& exact) {
  const Node total = symbolic.total(id);
  if (world_.diagrams.spent()) return total;
  for (const ScoreItem& item : symbolic.rules().at(id).items) {
    const auto* add = std::get_if<Add>(&item.kind);
    if (add == nullptr) continue;
    const Node added = symbolic.number(add->quantity);
    if (world_.diagrams.spent()) return total;
    const Node point = world_.diagrams.map(world_.diagrams.operation(), added, [&](Leaf leaf) {
      return static_cast<Leaf>(world_.numbers.at(leaf).is_point() ? Truth::yes : Truth::no);
    });
    exact = exact && world_.logic.is_empty(world_.logic.without(world_.recorded, point));
  }
  return world_.diagrams.map(world_.diagrams.operation(), total, [&](Leaf leaf) {
    return words_.of(points_in_words(world_.numbers.at(leaf)));
  });
}

void Comparer::observe_scores(std::vector<Observed>& all, Differences& into) {
  const RuleSet& before = loaded_before_.rules;
  const RuleSet& after = loaded_after_.rules;
  for (std::uint32_t i = 0; i < after.scores.size(); ++i) {
    const ScoreId id{i};
    const auto same = named(before.scores, after.at(id).name);
    if (!same) continue;
    const auto seen = [](ScoreId which) {
      return [which](const Evaluation& evaluation) {
        return points_in_words(evaluation.scores[which.index].total);
      };
    };
    bool exact = true;
    const Node points_before = score_words(before_, *same, exact);
    const Node points_after = score_words(after_, id, exact);
    if (!exact) {
      into.undecided.push_back(
          fmt::format("the score `{}`: it adds a number with more values than can be tried",
                      after.at(id).name));
      continue;
    }
    // Where the guideline does not apply, a score that reads assessments has another trace.
    if (after.at(id).reads_assessments || before.at(*same).reads_assessments) {
      into.undecided.push_back(
          fmt::format("the score `{}`: it reads assessments", after.at(id).name));
      continue;
    }
    all.push_back(
        {Change::Of::score, after.at(id).name, points_before, points_after, seen(*same), seen(id)});
  }
}

std::vector<Observed> Comparer::all_observed(bool partial, Differences& into) {
  std::vector<Observed> all;
  within_limits(partial ? "records with missing findings" : "where any patient ends", into, [&] {
    observe_assessments(partial, all);
    observe_advice(all);
    observe_scores(all, into);
  });
  if (world_.diagrams.spent()) all.clear();
  if (partial && world_.diagrams.spent()) into.partial_compared = false;
  return all;
}

}  // namespace bedside::proving

// Takes the scores of a rule set; gives what each group of their items adds, by code.
#include <algorithm>
#include <array>

#include "interpreter/cohort/plan_maker.hpp"

namespace bedside::cohort {

using namespace meaning;

// ---- The scale -----------------------------------------------------------------------------

bool PlanMaker::find_scale() {
  std::vector<Number> numbers;
  const auto add_grid = [&](const std::optional<Grid>& grid) {
    if (grid) numbers.insert(numbers.end(), {grid->origin, grid->step});
  };
  for (const Score& score : rules_.scores) {
    if (!done(score.grid.has_value(), "a score adds a number without steps")) return false;
    add_grid(score.grid);
    for (const ScoreItem& item : score.items) {
      if (const auto* points = std::get_if<meaning::Points>(&item.kind)) {
        numbers.push_back(points->points);
      }
      if (const auto* add = std::get_if<Add>(&item.kind)) add_grid(rules_.at(add->quantity).grid);
      const auto* list = std::get_if<ByList>(&item.kind);
      if (list == nullptr) continue;
      for (const Band& band : list->bands) numbers.push_back(band.points);
    }
  }
  for (const auto& [index, ends] : added_) {
    for (const Possibly& end : ends) {
      const bool bounded = !end.undefined && end.range.has_low && end.range.has_high;
      if (!done(bounded, "a score adds a number without ends")) return false;
      numbers.insert(numbers.end(), {end.range.low, end.range.high});
    }
  }
  constexpr std::array<Points, 14> scales = {1,  2,  4,  5,   8,   10,   20,
                                             25, 40, 50, 100, 200, 1000, 1'000'000};
  for (const Points scale : scales) {
    const auto fits = [&](const Number& number) {
      const auto whole = (number * scale).to_int64();
      return whole && *whole < far / 1'000'000 && *whole > -far / 1'000'000;
    };
    plan_.scale = scale;
    if (std::all_of(numbers.begin(), numbers.end(), fits)) return true;
  }
  return done(false, "a score has points with too many decimals");
}

std::pair<Points, Points> PlanMaker::scaled(const Range& range,
                                            const std::optional<Grid>& grid) const {
  if (none_in(range, grid)) return {1, 0};
  const Range on_grid = snap(range, grid);
  const auto low = on_grid.has_low ? (on_grid.low * plan_.scale).ceiling().to_int64() : -far;
  const auto high = on_grid.has_high ? (on_grid.high * plan_.scale).floor().to_int64() : far;
  return {low.value_or(on_grid.low.sign() < 0 ? -far : far),
          high.value_or(on_grid.high.sign() < 0 ? -far : far)};
}

bool PlanMaker::scale_added() {
  for (const auto& [index, ends] : added_) {
    for (const Possibly& end : ends) {
      plan_.computed[index].low.push_back((end.range.low * plan_.scale).to_int64().value_or(0));
      plan_.computed[index].high.push_back((end.range.high * plan_.scale).to_int64().value_or(0));
    }
  }
  return true;
}

// ---- Scores --------------------------------------------------------------------------------

bool PlanMaker::add_scores() {
  for (const Score& score : rules_.scores) {
    ScorePlan plan;
    plan.reads_assessments = score.reads_assessments;
    for (std::uint32_t i = 0; i < score.items.size(); ++i) {
      ItemPlan& item = plan.items.emplace_back();
      const auto& kind = score.items[i].kind;
      if (const auto* points = std::get_if<meaning::Points>(&kind)) {
        // The node is entered when the nodes are there.
        item.points = (points->points * plan_.scale).to_int64().value_or(0);
        needed_[points->condition.index] = true;
      }
      if (const auto* list = std::get_if<ByList>(&kind)) {
        if (!add_band_list(*list)) return false;
        item.kind = ItemPlan::Kind::bands;
        item.index = bands_.at(list);
      }
      if (const auto* add = std::get_if<Add>(&kind)) {
        const Subject subject = subject_of(rules_, add->quantity);
        item.kind = subject.score ? ItemPlan::Kind::score : ItemPlan::Kind::computed;
        item.index = subject.score ? subject.score->index : computed_.at(subject.root);
        plan.added.push_back(i);
      }
    }
    for (const ItemGroup& group : score.groups) {
      if (!add_group(score, group, plan)) return false;
    }
    plan_.scores.push_back(std::move(plan));
  }
  return true;
}

namespace {

/// Which of the group's cells a code may lie in.
Word cells_met(const Possible& possible, const CellList& list, const std::optional<Grid>& grid) {
  Word met = 0;
  for (std::size_t i = 0; i < list.cells.size(); ++i) {
    bool any = possible.values.meets(list.cells[i].values);
    for (const Range& range : list.cells[i].ranges) {
      any = any || !snap(intersect(possible.range, range), grid).empty();
    }
    if (any) met |= Word{1} << i;
  }
  return met;
}

constexpr std::size_t most_entries = 4096;
constexpr std::size_t most_work = 200'000;  // combinations of cells tried for one table

}  // namespace

bool PlanMaker::add_group(const Score& score, const ItemGroup& group, ScorePlan& plan) {
  GroupPlan& made = plan.groups.emplace_back();
  for (const std::size_t item : group.items) made.items.push_back(static_cast<std::uint32_t>(item));
  if (!group.exact || group.cells.empty()) return true;
  std::size_t entries = 1;
  std::size_t combinations = 1;
  std::vector<std::vector<Code>> examples;  // by finding: a code of each class
  for (const CellList& list : group.cells) {
    const FindingCodes& codes = plan_.codes->at(list.finding);
    if (!done(list.cells.size() <= 64, "a score reads more than 64 ranges of one finding")) {
      return false;
    }
    std::map<Word, std::uint32_t> classes;
    std::vector<std::uint32_t> offsets;
    std::vector<Code>& example = examples.emplace_back();
    for (Code code = 0; code < codes.codes(); ++code) {
      const Word met = cells_met(codes.possible[code], list, rules_.at(list.finding).grid);
      const auto next = static_cast<std::uint32_t>(classes.size());
      const auto [known, is_new] = classes.try_emplace(met, next);
      if (is_new) example.push_back(code);
      offsets.push_back(known->second * static_cast<std::uint32_t>(entries));
    }
    made.findings.push_back(list.finding.index);
    made.offsets.push_back(std::move(offsets));
    entries *= classes.size();
    combinations *= list.cells.size();
    if (!done(entries <= most_entries && entries * combinations <= most_work,
              "items of a score share too many findings")) {
      return false;
    }
  }
  fill_group(score, group, examples, made);
  return true;
}

void PlanMaker::fill_group(const Score& score, const ItemGroup& group,
                           const std::vector<std::vector<Code>>& examples, GroupPlan& plan) {
  std::vector<std::size_t> digits(examples.size(), 0);
  for (;;) {
    for (std::size_t i = 0; i < digits.size(); ++i) {
      const FindingId finding = group.cells[i].finding;
      trial_->know(finding, plan_.codes->at(finding).possible[examples[i][digits[i]]]);
    }
    for (const Step& step : group.program) {
      if (const auto* condition = std::get_if<ConditionId>(&step))
        trial_->computing.compute(*condition);
      if (const auto* quantity = std::get_if<QuantityId>(&step))
        trial_->computing.compute(*quantity);
    }
    const Range ends = trial_->computing.ends(score, group);
    plan.low.push_back((ends.low * plan_.scale).to_int64().value_or(0));
    plan.high.push_back((ends.high * plan_.scale).to_int64().value_or(0));
    std::size_t digit = 0;
    while (digit < digits.size() && ++digits[digit] == examples[digit].size()) digits[digit++] = 0;
    if (digit == digits.size()) break;
  }
  for (const CellList& list : group.cells) trial_->forget(list.finding);
}

void PlanMaker::add_any_item(const AnyItem& any) {
  const Score& score = rules_.at(any.score);
  for (const ScoreItem& item : score.items) {
    ItemRange& range = plan_.any_items.emplace_back();
    if (const auto* points = std::get_if<meaning::Points>(&item.kind)) {
      range.nothing_is_in = any.range.has(0);
      range.points_are_in = any.range.has(points->points);
    }
    if (const auto* list = std::get_if<ByList>(&item.kind)) {
      for (std::size_t i = 0; i < list->bands.size(); ++i) {
        if (any.range.has(list->bands[i].points)) range.bands_in |= Word{1} << i;
      }
    }
    if (const auto* add = std::get_if<Add>(&item.kind)) {
      std::tie(range.low, range.high) = scaled(any.range, rules_.at(add->quantity).grid);
    }
  }
}

}  // namespace bedside::cohort

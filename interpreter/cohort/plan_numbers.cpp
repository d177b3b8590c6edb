// Takes the computed numbers and band lists of a rule set; gives tables of them over codes.
#include <algorithm>

#include "interpreter/cohort/plan_maker.hpp"
#include "lang/meaning/cells.hpp"

namespace bedside::cohort {

using namespace meaning;

namespace {

constexpr std::size_t most_values = 64;     // of a number that is cut into its values
constexpr std::size_t most_entries = 4096;  // of one table

}  // namespace

Word word_of(const Values& values) {
  Word word = 0;
  for (const std::size_t value : values.list()) {
    if (value < 64) word |= Word{1} << value;
  }
  return word;
}

Subject subject_of(const RuleSet& rules, QuantityId id) {
  for (;;) {
    const QuantityKind& kind = rules.at(id).kind;
    if (const auto* finding = std::get_if<FindingNumber>(&kind)) return {finding->finding, {}, id};
    if (const auto* score = std::get_if<ScoreNumber>(&kind)) return {{}, score->score, id};
    const auto* defined = std::get_if<DefinedNumber>(&kind);
    if (defined == nullptr) return {{}, {}, id};
    id = std::get<QuantityId>(rules.at(defined->definition).body);
  }
}

// ---- Who reads which number ----------------------------------------------------------------

bool PlanMaker::find_computed() {
  bool found = true;
  const auto lists = [&](const std::vector<ByList>& by) {
    for (const ByList& list : by) {
      const auto* quantity = std::get_if<QuantityId>(&list.subject);
      found = found && (quantity == nullptr || add_reader(*quantity, false, {}, &list));
    }
  };
  for (const Step& step : rules_.program_without_claims()) {
    if (const auto* id = std::get_if<ConditionId>(&step)) {
      const auto* within = std::get_if<Within>(&rules_.at(*id).kind);
      found = found && (within == nullptr || add_reader(within->quantity, false, *id, nullptr));
    } else if (const auto* score = std::get_if<ScoreId>(&step)) {
      for (const ScoreItem& item : rules_.at(*score).items) {
        if (const auto* list = std::get_if<ByList>(&item.kind)) {
          const auto* quantity = std::get_if<QuantityId>(&list->subject);
          found = found && (quantity == nullptr || add_reader(*quantity, false, {}, list));
        }
        const auto* add = std::get_if<Add>(&item.kind);
        found = found && (add == nullptr || add_reader(add->quantity, true, {}, nullptr));
      }
    } else if (const auto* assessment = std::get_if<AssessmentId>(&step)) {
      lists(rules_.at(*assessment).by);
    }
  }
  return found;
}

bool PlanMaker::add_reader(QuantityId id, bool added, ConditionId condition, const ByList* list) {
  const Subject subject = subject_of(rules_, id);
  // Of a finding that is added, the value matters, not only where it lies.
  if (subject.score || (subject.finding && !added)) return true;
  const bool known = numbers_.by_root.contains(subject.root);
  ComputedNumbers::Reader& reader = numbers_.by_root[subject.root];
  reader.subjects.insert(id);
  reader.added = reader.added || added;
  if (list != nullptr) reader.lists.push_back(list);
  if (list == nullptr && !added) reader.conditions.push_back(condition);
  return known || find_findings(subject.root);
}

bool PlanMaker::find_findings(QuantityId root) {
  for (const Step& step : reached(rules_, {root})) {
    if (std::holds_alternative<DefinitionId>(step)) continue;
    const auto* quantity = std::get_if<QuantityId>(&step);
    if (!done(quantity != nullptr, "a number is computed from a score")) return false;
    const auto* number = std::get_if<FindingNumber>(&rules_.at(*quantity).kind);
    if (number == nullptr) continue;
    const Finding& finding = rules_.at(number->finding);
    const Range domain = snap(finding.range, finding.grid);
    const bool few = finding.grid && domain.has_low && domain.has_high &&
                     domain.high - domain.low <
                         finding.grid->step * Number(static_cast<std::int64_t>(most_values));
    if (!done(few, "a number is computed from findings with many values")) return false;
    numbers_.one_by_one.insert(number->finding);
  }
  return true;
}

// ---- Tables of computed numbers ------------------------------------------------------------

namespace {

/// The findings that a number waits for, as far as `trial` knows them.
void wait(const RuleSet& rules, const Trial& trial, QuantityId id, std::vector<FindingId>& on) {
  if (trial.computing.now.quantities[id.index].is_point()) return;
  const QuantityKind& kind = rules.at(id).kind;
  const auto each = [&](const std::vector<QuantityId>& operands) {
    for (const QuantityId operand : operands) wait(rules, trial, operand, on);
  };
  if (const auto* number = std::get_if<FindingNumber>(&kind)) {
    const Possible& possible = trial.findings[number->finding.index];
    if (!is_settled(possible, rules.at(number->finding))) on.push_back(number->finding);
  }
  if (const auto* of = std::get_if<DefinedNumber>(&kind)) {
    each({std::get<QuantityId>(rules.at(of->definition).body)});
  }
  if (const auto* of = std::get_if<Arithmetic>(&kind)) each({of->left, of->right});
  if (const auto* of = std::get_if<Extreme>(&kind)) each(of->operands);
  if (const auto* of = std::get_if<Rounded>(&kind)) each({of->operand});
  if (const auto* of = std::get_if<Function>(&kind)) each({of->operand});
  if (const auto* of = std::get_if<Scaled>(&kind)) each({of->operand});
}

std::vector<QuantityId> numbers_in_order(const RuleSet& rules, std::vector<Step> steps) {
  std::set<Step> wanted;
  for (const Step& step : reached(rules, std::move(steps))) wanted.insert(step);
  std::vector<QuantityId> numbers;
  for (const Step& step : rules.program_without_claims()) {
    const auto* quantity = std::get_if<QuantityId>(&step);
    if (quantity != nullptr && wanted.contains(step)) numbers.push_back(*quantity);
  }
  return numbers;
}

Word mask_of(const std::vector<const Band*>& possible, const ByList& list) {
  Word mask = 0;
  for (const Band* band : possible) mask |= Word{1} << (band - list.bands.data());
  return mask;
}

}  // namespace

bool PlanMaker::tabulate() {
  for (const auto& [root, reader] : numbers_.by_root) {
    if (!tabulate(root, reader)) return false;
  }
  return true;
}

bool PlanMaker::tabulate(QuantityId root, const ComputedNumbers::Reader& reader) {
  const std::vector<QuantityId> numbers =
      numbers_in_order(rules_, {reader.subjects.begin(), reader.subjects.end()});
  ComputedTable table;
  std::size_t entries = 1;
  for (const QuantityId number : numbers) {
    const auto* of = std::get_if<FindingNumber>(&rules_.at(number).kind);
    const auto& known = table.findings;
    if (of == nullptr || std::find(known.begin(), known.end(), of->finding.index) != known.end()) {
      continue;
    }
    table.findings.push_back(of->finding.index);
    table.strides.push_back(static_cast<std::uint32_t>(entries));
    entries *= plan_.codes->at(of->finding).codes();
    const bool few = entries <= most_entries && table.findings.size() <= 32;
    if (!done(few, "a number is computed from too many values")) return false;
  }
  for (const ByList* list : reader.lists) {
    if (!done(list->bands.size() <= 64, "a band list has more than 64 bands")) return false;
  }
  auto truths = static_cast<std::uint32_t>(plan_.truths.size());
  for (const ConditionId condition : reader.conditions) {
    truths_[condition] = truths;
    truths += static_cast<std::uint32_t>(entries);
  }
  plan_.truths.resize(truths);
  for (std::size_t entry = 0; entry < entries; ++entry) {
    for (std::size_t f = 0; f < table.findings.size(); ++f) {
      const FindingId finding{table.findings[f]};
      const FindingCodes& codes = plan_.codes->at(finding);
      trial_->findings[finding.index] = codes.possible[entry / table.strides[f] % codes.codes()];
    }
    for (const QuantityId number : numbers) trial_->computing.compute(number);
    add_entry(root, reader, table);
  }
  for (const std::uint32_t finding : table.findings) trial_->forget({finding});
  computed_[root] = static_cast<std::uint32_t>(plan_.computed.size());
  plan_.computed.push_back(std::move(table));
  return true;
}

/// What the trial makes of one combination of codes.
void PlanMaker::add_entry(QuantityId root, const ComputedNumbers::Reader& reader,
                          ComputedTable& table) {
  const std::size_t entry = table.waits.size();
  for (const ConditionId condition : reader.conditions) {
    trial_->computing.compute(condition);
    plan_.truths[truths_[condition] + entry] = trial_->computing.now.conditions[condition.index];
  }
  for (const ByList* list : reader.lists) {
    masks_[list].push_back(mask_of(trial_->computing.possible_bands(*list), *list));
  }
  std::vector<FindingId> on;
  wait(rules_, *trial_, root, on);
  std::uint32_t& waits = table.waits.emplace_back(0);
  for (const FindingId finding : on) {
    const auto at = std::find(table.findings.begin(), table.findings.end(), finding.index);
    waits |= std::uint32_t{1} << (at - table.findings.begin());
  }
  const auto index = static_cast<std::uint32_t>(plan_.computed.size());
  if (reader.added) added_[index].push_back(trial_->computing.now.quantities[root.index]);
}

// ---- Band lists ----------------------------------------------------------------------------

namespace {

std::vector<Word> masks_over_list(const FindingCodes& codes, const ByList& list) {
  std::vector<Word> masks;
  for (const Possible& possible : codes.possible) {
    Word& mask = masks.emplace_back(0);
    for (std::size_t i = 0; i < list.bands.size(); ++i) {
      if (possible.values.meets(list.bands[i].values)) mask |= Word{1} << i;
    }
  }
  return masks;
}

std::vector<Word> masks_over_number(const FindingCodes& codes, const std::optional<Grid>& grid,
                                    const ByList& list) {
  std::vector<Word> masks;
  for (const Possible& possible : codes.possible) {
    Word& mask = masks.emplace_back(0);
    for (std::size_t i = 0; i < list.bands.size(); ++i) {
      for (const Range& range : list.bands[i].ranges) {
        if (!none_in(intersect(possible.range, range), grid)) mask |= Word{1} << i;
      }
    }
  }
  return masks;
}

}  // namespace

bool PlanMaker::add_band_list(const ByList& list) {
  if (!done(list.bands.size() <= 64, "a band list has more than 64 bands")) return false;
  BandTable table;
  const auto* of_list = std::get_if<FindingId>(&list.subject);
  if (of_list != nullptr) {
    table.index = of_list->index;
    table.possible = masks_over_list(plan_.codes->at(*of_list), list);
  } else {
    const QuantityId quantity = std::get<QuantityId>(list.subject);
    const std::optional<Grid>& grid = rules_.at(quantity).grid;
    const Subject subject = subject_of(rules_, quantity);
    if (subject.finding) {
      table.index = subject.finding->index;
      table.possible = masks_over_number(plan_.codes->at(*subject.finding), grid, list);
    } else if (subject.score) {
      table.subject = BandTable::Subject::score;
      table.index = subject.score->index;
      for (std::uint32_t i = 0; i < list.bands.size(); ++i) {
        for (const Range& range : list.bands[i].ranges) {
          const auto [low, high] = scaled(range, grid);
          table.pieces.push_back({low, high, i});
        }
      }
    } else {
      table.subject = BandTable::Subject::computed;
      table.index = computed_.at(subject.root);
      table.possible = masks_.at(&list);
    }
  }
  table.lowest = static_cast<std::uint32_t>(list.bands.front().level);
  for (const Band& band : list.bands) {
    table.points.push_back((band.points * plan_.scale).to_int64().value_or(0));
    table.levels.push_back(static_cast<std::uint32_t>(band.level));
    table.lowest = std::min(table.lowest, table.levels.back());
  }
  bands_[&list] = static_cast<std::uint32_t>(plan_.bands.size());
  plan_.bands.push_back(std::move(table));
  return true;
}

}  // namespace bedside::cohort

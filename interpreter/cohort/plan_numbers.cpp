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
  if (!known && !find_findings(subject.root, reader)) return false;
  return done(!reader.added || !reader.fresh, "a score adds a number with many values");
}

bool PlanMaker::find_findings(QuantityId root, ComputedNumbers::Reader& reader) {
  std::set<FindingId> read;
  for (const Step& step : reached(rules_, {root})) {
    if (std::holds_alternative<DefinitionId>(step)) continue;
    const auto* quantity = std::get_if<QuantityId>(&step);
    if (!done(quantity != nullptr, "a number is computed from a score")) return false;
    const auto* number = std::get_if<FindingNumber>(&rules_.at(*quantity).kind);
    if (number != nullptr) read.insert(number->finding);
  }
  std::size_t entries = 1;
  for (const FindingId id : read) {
    const Finding& finding = rules_.at(id);
    const Range domain = snap(finding.range, finding.grid);
    const bool bounded = finding.grid && domain.has_low && domain.has_high;
    const auto steps =
        bounded ? units::divide(domain.high - domain.low, finding.grid->step) : std::nullopt;
    const auto last = steps ? steps->to_int64() : std::nullopt;
    // Its values, and that it was not recorded.
    const bool few = last && *last < static_cast<std::int64_t>(most_values);
    entries *= few ? static_cast<std::size_t>(*last) + 2 : most_entries + 1;
    reader.fresh = reader.fresh || entries > most_entries;
    if (reader.fresh) return true;
  }
  reader.fresh = read.size() > 32;
  if (!reader.fresh) numbers_.one_by_one.insert(read.begin(), read.end());
  return true;
}

// ---- Tables of computed numbers ------------------------------------------------------------

namespace {

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

}  // namespace

bool PlanMaker::tabulate() {
  for (const auto& [root, reader] : numbers_.by_root) {
    for (const ByList* list : reader.lists) {
      if (!done(list->bands.size() <= 64, "a band list has more than 64 bands")) return false;
    }
    if (!reader.fresh) tabulate(root, reader);
  }
  add_fresh();
  return true;
}

void PlanMaker::add_fresh() {
  std::vector<Step> subjects;
  for (const auto& [root, reader] : numbers_.by_root) {
    if (!reader.fresh) continue;
    subjects.insert(subjects.end(), reader.subjects.begin(), reader.subjects.end());
    auto& conditions = plan_.fresh.conditions;
    conditions.insert(conditions.end(), reader.conditions.begin(), reader.conditions.end());
  }
  if (!subjects.empty()) plan_.fresh.numbers = numbers_in_order(rules_, std::move(subjects));
}

void PlanMaker::tabulate(QuantityId root, const ComputedNumbers::Reader& reader) {
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
      trial_->know(finding, codes.possible[entry / table.strides[f] % codes.codes()]);
    }
    for (const QuantityId number : numbers) trial_->computing.compute(number);
    add_entry(root, reader, table);
  }
  for (const std::uint32_t finding : table.findings) trial_->forget({finding});
  computed_[root] = static_cast<std::uint32_t>(plan_.computed.size());
  plan_.computed.push_back(std::move(table));
}

/// What the trial makes of one combination of codes.
void PlanMaker::add_entry(QuantityId root, const ComputedNumbers::Reader& reader,
                          ComputedTable& table) {
  const std::size_t entry = table.waits.size();
  for (const ConditionId condition : reader.conditions) {
    trial_->computing.compute(condition);
    plan_.truths[truths_[condition] + entry] = trial_->truth(condition);
  }
  for (const ByList* list : reader.lists) {
    masks_[list].push_back(trial_->bands(*list));
  }
  std::vector<FindingId> on;
  trial_->add_waited_for(root, on);
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
    } else if (numbers_.by_root.at(subject.root).fresh) {
      table.subject = BandTable::Subject::fresh;
      table.index = subject.root.index;
      table.fresh = &list;
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

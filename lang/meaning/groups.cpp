// Takes a score's items; gives the groups that share findings, with the cells of each finding.
#include "lang/meaning/groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "lang/meaning/cells.hpp"
#include "lang/meaning/order.hpp"

namespace bedside::meaning {

namespace {

/// What an item, or a group of items, reads.
struct Reading {
  std::vector<Step> steps;
  DividersByFinding dividers;
  bool only_findings = true;  ///< no computed numbers, scores or assessments
};

void divide(const RuleSet& rules, const ByList& list, Reading& reading) {
  std::optional<FindingId> finding;
  if (const auto* of = std::get_if<FindingId>(&list.subject)) {
    finding = *of;
  } else {
    finding = as_finding(rules, std::get<QuantityId>(list.subject));
  }
  if (!finding) {
    reading.only_findings = false;
    return;
  }
  for (const Band& band : list.bands) {
    reading.dividers[*finding].push_back({band.values, band.ranges});
  }
}

// What one condition does to its finding's values; what its parts do, is said by its parts.
struct Divide {
  const RuleSet& rules;
  Reading& reading;

  void operator()(const IsValue& is) { reading.dividers[is.finding].push_back({is.values, {}}); }
  void operator()(const Within& within) {
    const auto finding = as_finding(rules, within.quantity);
    if (finding) reading.dividers[*finding].push_back({{}, {within.range}});
    if (!finding) reading.only_findings = false;
  }
  void operator()(const IsLevel& /*is*/) {}     // reads an assessment, which says it
  void operator()(const AnyItem& /*any*/) {}    // reads a score, which says it
  void operator()(const IsRecorded& /*is*/) {}  // is refused in a score
  void operator()(const Defined& /*defined*/) {}
  void operator()(const Not& /*negation*/) {}
  void operator()(const All& /*all*/) {}
  void operator()(const Any& /*any*/) {}
  void operator()(const Count& /*count*/) {}
};

void divide(const RuleSet& rules, const Step& step, Reading& reading) {
  if (const auto* quantity = std::get_if<QuantityId>(&step)) {
    // Findings that only a computed number reads tie items together all the same.
    if (const auto* of = std::get_if<FindingNumber>(&rules.at(*quantity).kind)) {
      reading.dividers[of->finding];
    }
  } else if (const auto* condition = std::get_if<ConditionId>(&step)) {
    std::visit(Divide{rules, reading}, rules.at(*condition).kind);
  } else if (!std::holds_alternative<DefinitionId>(step)) {
    reading.only_findings = false;
  }
}

std::vector<Step> read_by(const ScoreItem& item) {
  if (const auto* points = std::get_if<Points>(&item.kind)) return {points->condition};
  const auto* list = std::get_if<ByList>(&item.kind);
  const auto* number = list == nullptr ? nullptr : std::get_if<QuantityId>(&list->subject);
  return number == nullptr ? std::vector<Step>{} : std::vector<Step>{*number};
}

Reading read(const RuleSet& rules, const ScoreItem& item) {
  Reading reading;
  reading.steps = reached(rules, read_by(item));
  for (const Step& step : reading.steps) divide(rules, step, reading);
  if (const auto* list = std::get_if<ByList>(&item.kind)) divide(rules, *list, reading);
  return reading;
}

// ---- Cells ---------------------------------------------------------------------------------

// The cells of every finding; none where there are too many combinations.
std::optional<std::vector<CellList>> all_cells(const RuleSet& rules, const Reading& reading) {
  std::vector<CellList> lists;
  std::size_t combinations = 1;
  for (const auto& [finding, dividers] : reading.dividers) {
    lists.push_back(cells_of(rules, finding, dividers));
    combinations *= lists.back().cells.size();
    if (combinations > most_combinations) return std::nullopt;
  }
  return lists;
}

// ---- Groups --------------------------------------------------------------------------------

// Items that share a finding find the same root.
class Union {
 public:
  explicit Union(std::size_t count) : parents_(count) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t item) {
    while (parents_[item] != item) {
      parents_[item] = parents_[parents_[item]];
      item = parents_[item];
    }
    return item;
  }
  void join(std::size_t a, std::size_t b) {
    parents_[std::max(root(a), root(b))] = std::min(root(a), root(b));
  }

 private:
  std::vector<std::size_t> parents_;
};

void say_wide(const Score& score, const ItemGroup& group, bool many, text::Messages& messages) {
  text::Message message{
      text::Code::wide_score,
      fmt::format("Several items of `{}` share findings, and {}: its least and greatest points are "
                  "bounded item by item and may be wider than they need to be.",
                  score.name,
                  many ? "there are more than 4,096 combinations of their values"
                       : "they read computed numbers, scores or assessments"),
      score.span,
      "",
      {},
      {},
      ""};
  for (const std::size_t item : group.items) {
    if (message.related.size() == 4) break;
    message.related.push_back({score.items[item].span, "one of these items"});
  }
  messages.push_back(std::move(message));
}

}  // namespace

Positions::Positions(const RuleSet& rules) {
  by_kind_ = {std::vector<std::size_t>(rules.conditions.size()),
              std::vector<std::size_t>(rules.quantities.size()),
              std::vector<std::size_t>(rules.definitions.size()),
              std::vector<std::size_t>(rules.scores.size()),
              std::vector<std::size_t>(rules.rules.size()),
              std::vector<std::size_t>(rules.assessments.size())};
  for (std::size_t i = 0; i < rules.program.size(); ++i) {
    const Step& step = rules.program[i];
    by_kind_[step.index()][std::visit([](auto id) { return id.index; }, step)] = i;
  }
}

std::size_t Positions::of(const Step& step) const {
  return by_kind_[step.index()][std::visit([](auto id) { return id.index; }, step)];
}

std::vector<Step> reached(const RuleSet& rules, std::vector<Step> steps) {
  std::set<Step> seen(steps.begin(), steps.end());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (const Step& step : reads(rules, steps[i])) {
      if (seen.insert(step).second) steps.push_back(step);
    }
  }
  return steps;
}

DividersByFinding dividers_of(const RuleSet& rules, std::span<const Step> program) {
  Reading reading;
  for (const Step& step : program) divide(rules, step, reading);
  for (const Score& score : rules.scores) {
    for (const ScoreItem& item : score.items) {
      if (const auto* list = std::get_if<ByList>(&item.kind)) divide(rules, *list, reading);
    }
  }
  for (const Assessment& assessment : rules.assessments) {
    for (const ByList& list : assessment.by) divide(rules, list, reading);
  }
  return std::move(reading.dividers);
}

std::vector<CellList> cells_of_all(const RuleSet& rules) {
  DividersByFinding dividers = dividers_of(rules, rules.program_without_claims());
  std::vector<CellList> all;
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    all.push_back(cells_of(rules, FindingId{i}, dividers[FindingId{i}]));
  }
  return all;
}

std::vector<ItemGroup> group_items(const RuleSet& rules, const Score& score,
                                   const Positions& positions, text::Messages& messages) {
  std::vector<Reading> readings;
  Union joined(score.items.size());
  std::map<FindingId, std::size_t> first_reader;
  for (std::size_t i = 0; i < score.items.size(); ++i) {
    readings.push_back(read(rules, score.items[i]));
    for (const auto& [finding, dividers] : readings.back().dividers) {
      joined.join(first_reader.try_emplace(finding, i).first->second, i);
    }
  }
  std::map<std::size_t, ItemGroup> groups;
  for (std::size_t i = 0; i < score.items.size(); ++i) {
    if (std::holds_alternative<Add>(score.items[i].kind)) continue;
    groups[joined.root(i)].items.push_back(i);
  }
  std::vector<ItemGroup> result;
  for (auto& [root, group] : groups) {
    Reading all;
    for (const std::size_t item : group.items) {
      const Reading& reading = readings[item];
      all.only_findings = all.only_findings && reading.only_findings;
      all.steps.insert(all.steps.end(), reading.steps.begin(), reading.steps.end());
      for (const auto& [finding, dividers] : reading.dividers) {
        auto& into = all.dividers[finding];
        into.insert(into.end(), dividers.begin(), dividers.end());
      }
    }
    auto cells = all.only_findings ? all_cells(rules, all) : std::nullopt;
    group.exact = cells.has_value();
    if (cells) {
      const auto before = [&](const Step& a, const Step& b) {
        return positions.of(a) < positions.of(b);
      };
      std::sort(all.steps.begin(), all.steps.end(), before);
      all.steps.erase(std::unique(all.steps.begin(), all.steps.end()), all.steps.end());
      group.cells = std::move(*cells);
      group.program = std::move(all.steps);
    } else if (group.items.size() > 1) {
      say_wide(score, group, all.only_findings, messages);
    }
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace bedside::meaning

// Takes a group of a score's items that share findings; gives its least or most points for every
// record, as an expression of those findings.
#include "interpreter/export/completions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/meaning/computing.hpp"

namespace bedside::export_to {

using namespace meaning;

namespace {

/// So many decisions may stand inside each other in one expression; more become columns.
constexpr std::size_t most_leaves = 60;
/// So many decisions of a group are written at all.
constexpr std::size_t most_nodes = 5000;

void run(Computing& computing, const ItemGroup& group) {
  for (const Step& step : group.program) {
    if (const auto* condition = std::get_if<ConditionId>(&step)) computing.compute(*condition);
    if (const auto* quantity = std::get_if<QuantityId>(&step)) computing.compute(*quantity);
  }
}

/// What an item may give, when what it reads was computed.
Range points_of(const Computing& computing, const ScoreItem& item) {
  std::vector<Number> all;
  if (const auto* points = std::get_if<Points>(&item.kind)) {
    const Truth holds = computing.now.conditions.at(points->condition.index);
    if (holds != Truth::yes) all.emplace_back(0);
    if (holds != Truth::no) all.push_back(points->points);
  }
  if (const auto* by = std::get_if<ByList>(&item.kind)) {
    for (const Band* band : computing.possible_bands(*by)) all.push_back(band->points);
  }
  if (all.empty()) return Range::point(0);
  const auto [least, most] = std::minmax_element(all.begin(), all.end());
  return Range::between(*least, *most);
}

/// The same numbers in as few ranges; none of them overlap.
std::vector<Range> merged(std::vector<Range> ranges, const std::optional<Grid>& grid) {
  const auto before = [](const Range& a, const Range& b) {
    if (a.has_low != b.has_low) return !a.has_low;
    return a.has_low && (a.low < b.low || (a.low == b.low && !a.low_open && b.low_open));
  };
  std::sort(ranges.begin(), ranges.end(), before);
  std::vector<Range> all;
  for (const Range& next : ranges) {
    const bool first = all.empty() || !all.back().has_high || !next.has_low;
    const Range between = first ? Range() : Range{all.back().high,       next.low,      true, true,
                                                  !all.back().high_open, !next.low_open};
    const bool meets =
        !first && (grid ? none_in(between, grid)
                        : between.low == between.high && (between.low_open || between.high_open));
    if (meets) {
      all.back() = hull(all.back(), next);
    } else {
      all.push_back(next);
    }
  }
  return all;
}

}  // namespace

Completions::Completions(Context& context, const FindingColumns& findings, const Score& score,
                         const ItemGroup& group)
    : context_(context), findings_(findings), score_(score), group_(group) {
  fill();
}

void Completions::fill() {
  PossibleFindings possible = everything_possible(context_.rules);
  Computing computing(context_.rules, possible);
  std::vector<std::size_t> places(group_.cells.size(), 0);
  const auto take = [&](std::size_t i) {
    const CellList& list = group_.cells[i];
    Possible& finding = possible.at(list.finding.index);
    const Cell& cell = list.cells.at(places[i]);
    finding.values = cell.values;
    if (!cell.ranges.empty()) finding.range = cell.ranges.front();
  };
  for (std::size_t i = 0; i < places.size(); ++i) take(i);
  for (;;) {
    run(computing, group_);
    Number low;
    Number high;
    for (const std::size_t item : group_.items) {
      const Range ends = points_of(computing, score_.items.at(item));
      low += ends.low;
      high += ends.high;
    }
    lows_.push_back(low);
    highs_.push_back(high);
    std::size_t i = places.size();
    while (i > 0 && ++places[i - 1] == group_.cells[i - 1].cells.size()) {
      places[--i] = 0;
      take(i);
    }
    if (i == 0) return;
    take(i - 1);
  }
}

// The same table is one node: what follows from it does not depend on how it was reached.
std::size_t Completions::node(std::size_t level, const Table& table) {
  std::string key;
  for (const Number& points : table) key += points.to_fraction() + ' ';
  const auto known = known_[level].find(key);
  if (known != known_[level].end()) return known->second;
  Node made;
  if (level == group_.cells.size()) {
    made.points = table.front();
  } else {
    const std::size_t size = table.size() / group_.cells[level].cells.size();
    Table best(table.begin(), table.begin() + static_cast<std::ptrdiff_t>(size));
    for (std::size_t begin = 0; begin < table.size(); begin += size) {
      const auto from = table.begin() + static_cast<std::ptrdiff_t>(begin);
      const Table part(from, from + static_cast<std::ptrdiff_t>(size));
      for (std::size_t i = 0; i < size; ++i) {
        best[i] = most_ ? std::max(best[i], part[i]) : std::min(best[i], part[i]);
      }
      made.cells.push_back(node(level + 1, part));
    }
    made.open = node(level + 1, best);
    std::vector<std::size_t> next = made.cells;
    next.push_back(made.open);
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    made.leaves = 0;
    for (const std::size_t each : next) made.leaves += levels_[level + 1][each].leaves;
  }
  levels_[level].push_back(std::move(made));
  known_[level].emplace(std::move(key), levels_[level].size() - 1);
  return levels_[level].size() - 1;
}

Expression Completions::ends(const Table& table, bool most, const Number& unit) {
  most_ = most;
  levels_.assign(group_.cells.size() + 1, {});
  known_.assign(group_.cells.size() + 1, {});
  const std::size_t root = node(0, table);
  std::size_t nodes = 0;
  for (const Level& level : levels_) nodes += level.size();
  if (nodes > most_nodes) {
    context_.refuse(score_.span,
                    fmt::format("Items of `{}` share so many findings that a view with their exact "
                                "ends would be too long. A score of its own for some of them, "
                                "that is added, makes it shorter.",
                                score_.name));
    return constant(Number(0));
  }
  return levels_[0][root].leaves <= most_leaves ? as_cases(0, root, unit) : as_columns(unit);
}

/// Whether the finding was recorded in one of these cells; NULL where it was not recorded.
Expression Completions::cell(std::size_t level, const std::vector<std::size_t>& cells) const {
  const CellList& list = group_.cells[level];
  Values values;
  std::vector<Range> ranges;
  for (const std::size_t each : cells) {
    values |= list.cells[each].values;
    ranges.insert(ranges.end(), list.cells[each].ranges.begin(), list.cells[each].ranges.end());
  }
  return ranges.empty()
             ? findings_.is_one_of(list.finding, values)
             : findings_.lies_in(list.finding,
                                 merged(std::move(ranges), context_.rules.at(list.finding).grid));
}

/// `results`: what each node of the next level comes to. What is open comes last, by itself or with
/// the cells that come to the same.
Expression Completions::decided(std::size_t level, const Node& node,
                                const std::vector<Expression>& results) const {
  std::vector<Branch> branches;
  std::vector<std::size_t> done{node.open};
  for (const std::size_t next : node.cells) {
    if (std::find(done.begin(), done.end(), next) != done.end()) continue;
    done.push_back(next);
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < node.cells.size(); ++i) {
      if (node.cells[i] == next) cells.push_back(i);
    }
    branches.push_back({cell(level, cells), results.at(next)});
  }
  return cases(branches, results.at(node.open));
}

Expression Completions::as_cases(std::size_t level, std::size_t index, const Number& unit) const {
  const Node& node = levels_[level][index];
  if (level == group_.cells.size()) return constant(*units::divide(node.points, unit));
  std::vector<Expression> results(levels_[level + 1].size(), null());
  for (const std::size_t next : node.cells) results[next] = as_cases(level + 1, next, unit);
  results[node.open] = as_cases(level + 1, node.open, unit);
  return decided(level, node, results);
}

/// One column for each finding: which node it leads to; the last one leads to the points.
Expression Completions::as_columns(const Number& unit) {
  std::optional<Expression> state;
  for (std::size_t level = 0; level < group_.cells.size(); ++level) {
    std::vector<Expression> results;
    for (std::size_t next = 0; next < levels_[level + 1].size(); ++next) {
      const bool last = level + 1 == group_.cells.size();
      results.push_back(constant(last ? *units::divide(levels_[level + 1][next].points, unit)
                                      : Number(static_cast<std::int64_t>(next))));
    }
    std::vector<Branch> branches;
    for (std::size_t from = 0; from < levels_[level].size(); ++from) {
      const Expression here =
          state ? compared(*state, "=", constant(Number(static_cast<std::int64_t>(from))))
                : constant(Truth::yes);
      branches.push_back({here, decided(level, levels_[level][from], results)});
    }
    const Expression last = branches.back().then;
    branches.pop_back();
    state = context_.layers.column("path#", cases(branches, last), score_.name);
  }
  return *state;
}

}  // namespace bedside::export_to

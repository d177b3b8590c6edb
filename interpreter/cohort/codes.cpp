// Takes a rule set; gives what a record may say of each finding as a small number, the code.
#include "interpreter/cohort/codes.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "lang/meaning/groups.hpp"

namespace bedside::cohort {

using namespace meaning;

namespace {

// ---- Cells of a number ---------------------------------------------------------------------

/// A place between numbers: just before one, or just after it.
struct Cut {
  Number number;
  bool after = false;
  friend auto operator<=>(const Cut&, const Cut&) = default;
};

std::vector<Cut> cuts_of(const std::vector<Divider>& dividers) {
  std::vector<Cut> cuts;
  for (const Divider& divider : dividers) {
    for (const Range& range : divider.ranges) {
      if (range.has_low) cuts.push_back({range.low, range.low_open});
      if (range.has_high) cuts.push_back({range.high, !range.high_open});
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

std::vector<Range> number_cells(const Finding& finding, const std::vector<Divider>& dividers) {
  std::vector<Range> cells;
  const auto add = [&](const Range& between) {
    const Range cell = intersect(finding.range, between);
    if (!none_in(cell, finding.grid)) cells.push_back(snap(cell, finding.grid));
  };
  Range rest = Range::everything();
  for (const Cut& cut : cuts_of(dividers)) {
    Range below = rest;
    below.high = cut.number;
    below.has_high = true;
    below.high_open = !cut.after;
    add(below);
    rest.low = cut.number;
    rest.has_low = true;
    rest.low_open = cut.after;
  }
  add(rest);
  return cells;
}

std::vector<Range> single_values(const Finding& finding) {
  std::vector<Range> cells;
  const Range domain = snap(finding.range, finding.grid);
  for (Number at = domain.low; at <= domain.high; at += finding.grid->step) {
    cells.push_back(Range::point(at));
    if (finding.grid->step.is_zero()) break;
  }
  return cells;
}

// ---- Whole millionths ----------------------------------------------------------------------

const Number million = 1'000'000;

/// The least whole number of millionths that is not below (or, if open, is above) this one.
std::optional<Millionths> millionths_up(const Number& number, bool open) {
  const Number scaled = number * million;
  const auto found = scaled.ceiling().to_int64();
  return found && open && scaled.is_whole() ? std::optional(*found + 1) : found;
}

std::optional<Millionths> millionths_down(const Number& number, bool open) {
  const Number scaled = number * million;
  const auto found = scaled.floor().to_int64();
  return found && open && scaled.is_whole() ? std::optional(*found - 1) : found;
}

/// False where some end or step has none.
bool add_millionths(const Finding& finding, FindingCodes& codes) {
  constexpr Millionths far = std::numeric_limits<Millionths>::max() / 4;
  const auto small = [](std::optional<Millionths> at) { return at && *at<far&& * at> - far; };
  for (std::size_t cell = 1; cell < codes.cells(); ++cell) {
    const Range& range = codes.possible[cell].range;
    const auto start = millionths_up(range.low, range.low_open);
    if (!small(start)) return false;
    codes.starts.push_back(*start);
  }
  codes.starts.push_back(no_number);
  while (codes.starts.size() % 4 != 0) codes.starts.push_back(no_number + 1);
  const Range domain = snap(finding.range, finding.grid);
  const auto least = domain.has_low ? millionths_up(domain.low, domain.low_open) : -far;
  const auto most = domain.has_high ? millionths_down(domain.high, domain.high_open) : far;
  if (!small(least) && domain.has_low) return false;
  if (!small(most) && domain.has_high) return false;
  codes.least = *least;
  codes.most = *most;
  if (!finding.grid) return true;
  const auto step = (finding.grid->step * million).to_int64();
  const auto origin = (finding.grid->origin * million).to_int64();
  if (!small(step) || !small(origin) || *step == 0) return false;
  codes.step = *step;
  codes.origin = *origin;
  return true;
}

// ---- Codes ---------------------------------------------------------------------------------

std::uint64_t word_of(const Values& cells) {
  std::uint64_t word = 0;
  for (const std::size_t cell : cells.list()) word |= std::uint64_t{1} << cell;
  return word;
}

void add_several(FindingCodes& codes, const Values& cells) {
  Possible together = codes.possible[cells.first()];
  for (const std::size_t cell : cells.list()) {
    together.values |= codes.possible[cell].values;
    together.range = hull(together.range, codes.possible[cell].range);
  }
  codes.several.emplace_back(word_of(cells), static_cast<Code>(codes.codes()));
  codes.possible.push_back(together);
  codes.lies_in.push_back(cells);
}

constexpr std::size_t most_list_cells = 5;     // 26 sets of several cells
constexpr std::size_t most_number_cells = 10;  // 45 stretches of several cells

void add_several(const Finding& finding, FindingCodes& codes) {
  const std::size_t cells = codes.cells();
  if (finding.kind == FindingKind::number) {
    if (cells > most_number_cells) return;
    for (std::size_t first = 0; first < cells; ++first) {
      Values stretch = Values::one(first);
      for (std::size_t last = first + 1; last < cells; ++last) {
        stretch.insert(last);
        add_several(codes, stretch);
      }
    }
  } else if (cells <= most_list_cells) {
    for (std::uint64_t set = 0; set < std::uint64_t{1} << cells; ++set) {
      Values chosen;
      for (std::size_t cell = 0; cell < cells; ++cell) {
        if ((set >> cell & 1U) != 0) chosen.insert(cell);
      }
      if (chosen.size() > 1) add_several(codes, chosen);
    }
  }
  std::sort(codes.several.begin(), codes.several.end());
}

void add_list_cells(const Finding& finding, const std::vector<Divider>& dividers,
                    FindingCodes& codes) {
  std::map<std::vector<bool>, Code> cells;
  for (std::size_t value = 0; value < finding.values.size(); ++value) {
    std::vector<bool> signature;
    for (const Divider& divider : dividers) signature.push_back(divider.values.has(value));
    const auto next = static_cast<Code>(codes.codes());
    const auto [cell, is_new] = cells.try_emplace(std::move(signature), next);
    if (is_new) codes.possible.push_back({{}, {}, true});
    codes.possible[cell->second].values.insert(value);
    codes.of_value.push_back(cell->second);
  }
}

FindingCodes codes_of(const Finding& finding, const std::vector<Divider>& dividers,
                      bool one_by_one) {
  FindingCodes codes;
  const bool number = finding.kind == FindingKind::number;
  if (number) {
    const auto cells = one_by_one ? single_values(finding) : number_cells(finding, dividers);
    for (const Range& cell : cells) codes.possible.push_back({{}, cell, true});
  } else {
    add_list_cells(finding, dividers, codes);
  }
  codes.missing = static_cast<Code>(codes.codes());
  for (std::size_t cell = 0; cell < codes.cells(); ++cell) {
    codes.lies_in.push_back(Values::one(cell));
  }
  const auto is_point = [](const Possible& possible) { return possible.range.is_point(); };
  codes.each_value = number && std::all_of(codes.possible.begin(), codes.possible.end(), is_point);
  codes.possible.push_back(
      {Values::all(finding.values.size()), snap(finding.range, finding.grid), false});
  codes.lies_in.push_back(Values::all(codes.cells()));
  if (!one_by_one) add_several(finding, codes);
  codes.in_millionths = number && add_millionths(finding, codes);
  return codes;
}

}  // namespace

Codes::Codes(const RuleSet& rules, const std::set<FindingId>& one_by_one) {
  const DividersByFinding dividers = dividers_of(rules, rules.program_without_claims());
  const std::vector<Divider> none;
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    const auto found = dividers.find(FindingId{i});
    all_.push_back(codes_of(rules.findings[i], found == dividers.end() ? none : found->second,
                            one_by_one.contains(FindingId{i})));
  }
}

std::optional<Code> Codes::of_millionths(FindingId id, Millionths number) const {
  const FindingCodes& codes = all_[id.index];
  if (!codes.in_millionths || number < codes.least || number > codes.most) return std::nullopt;
  if (codes.step != 0 && (number - codes.origin) % codes.step != 0) return std::nullopt;
  return codes.code_of(number);
}

namespace {

std::optional<Code> code_of(const FindingCodes& codes, const Values& cells) {
  if (cells.empty()) return std::nullopt;
  if (cells.size() == 1) return static_cast<Code>(cells.first());
  if (codes.several.empty()) return std::nullopt;
  const std::pair<std::uint64_t, Code> wanted{word_of(cells), 0};
  const auto found = std::lower_bound(codes.several.begin(), codes.several.end(), wanted);
  if (found == codes.several.end() || found->first != wanted.first) return std::nullopt;
  return found->second;
}

/// What lies at or above the low end, or at or below the high one.
Range from_low_end(Range range) {
  range.has_high = false;
  return range;
}
Range to_high_end(Range range) {
  range.has_low = false;
  return range;
}

}  // namespace

std::optional<Code> Codes::of_number(const FindingCodes& codes, const Range& range) const {
  const auto begin = codes.possible.begin();
  const auto end = begin + codes.missing;
  // The last cell that begins at or below the range, the first that ends at or above it.
  const auto low_in = [&](const Possible& cell) {
    return within(from_low_end(range), from_low_end(cell.range));
  };
  const auto high_out = [&](const Possible& cell) {
    return !within(to_high_end(range), to_high_end(cell.range));
  };
  const auto after_first = std::partition_point(begin, end, low_in);
  const auto last = std::partition_point(begin, end, high_out);
  if (after_first == begin || last == end) return std::nullopt;
  if (last - begin == after_first - begin - 1) return static_cast<Code>(last - begin);
  if (codes.several.empty()) return std::nullopt;
  Values cells;
  for (auto cell = after_first - 1; cell <= last; ++cell) {
    cells.insert(static_cast<std::size_t>(cell - begin));
  }
  return code_of(codes, cells);
}

std::optional<Code> Codes::of(FindingId id, const Possible& possible) const {
  const FindingCodes& codes = all_[id.index];
  if (!possible.recorded) return codes.missing;
  if (codes.of_value.empty()) return of_number(codes, possible.range);
  if (possible.values.size() == 1) return codes.of_value[possible.values.first()];
  Values cells;
  for (const std::size_t value : possible.values.list()) cells.insert(codes.of_value[value]);
  return code_of(codes, cells);
}

Values Codes::taken_by(FindingId id, const Range& range) const {
  const FindingCodes& codes = all_[id.index];
  const auto begin = codes.possible.begin();
  const auto end = begin + codes.missing;
  const auto below = [&](const Possible& cell) { return !within(cell.range, from_low_end(range)); };
  const auto not_above = [&](const Possible& cell) {
    return within(cell.range, to_high_end(range));
  };
  const auto first = std::partition_point(begin, end, below);
  const auto last = std::partition_point(begin, end, not_above);
  Values cells;
  for (auto cell = first; cell < last; ++cell) cells.insert(static_cast<std::size_t>(cell - begin));
  return cells;
}

Values Codes::taken_by(FindingId id, const Values& values) const {
  const FindingCodes& codes = all_[id.index];
  Values cells;
  for (const std::size_t value : values.list()) {
    if (value < codes.of_value.size()) cells.insert(codes.of_value[value]);
  }
  return cells;
}

}  // namespace bedside::cohort

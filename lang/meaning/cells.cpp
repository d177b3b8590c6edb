// Takes the comparisons and bands that read a finding; gives the classes of values that they do not
// tell apart.
#include "lang/meaning/cells.hpp"

#include <algorithm>
#include <map>

namespace bedside::meaning {

std::optional<FindingId> as_finding(const RuleSet& rules, QuantityId id) {
  for (;;) {
    const QuantityKind& kind = rules.at(id).kind;
    if (const auto* finding = std::get_if<FindingNumber>(&kind)) return finding->finding;
    const auto* defined = std::get_if<DefinedNumber>(&kind);
    if (defined == nullptr) return std::nullopt;
    id = std::get<QuantityId>(rules.at(defined->definition).body);
  }
}

std::vector<Range> pieces(const Finding& finding, const std::vector<Divider>& dividers) {
  std::vector<Number> cuts;
  for (const Divider& divider : dividers) {
    for (const Range& range : divider.ranges) {
      if (range.has_low) cuts.push_back(range.low);
      if (range.has_high) cuts.push_back(range.high);
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Range> all;
  Range rest = finding.range;
  for (const Number& cut : cuts) {
    all.push_back(intersect(rest, Range::below(cut)));
    all.push_back(intersect(rest, Range::point(cut)));
    rest = intersect(rest, Range::above(cut));
  }
  all.push_back(rest);
  std::erase_if(all, [&](const Range& piece) { return none_in(piece, finding.grid); });
  for (Range& piece : all) piece = snap(piece, finding.grid);
  return all;
}

CellList cells_of(const RuleSet& rules, FindingId id, const std::vector<Divider>& dividers) {
  const Finding& finding = rules.at(id);
  std::map<std::vector<bool>, Cell> cells;
  if (finding.kind == FindingKind::number) {
    for (const Range& piece : pieces(finding, dividers)) {
      std::vector<bool> signature;
      for (const Divider& divider : dividers) {
        signature.push_back(std::any_of(
            divider.ranges.begin(), divider.ranges.end(),
            [&](const Range& range) { return !none_in(intersect(piece, range), finding.grid); }));
      }
      cells[signature].ranges.push_back(piece);
    }
  }
  for (std::size_t value = 0; value < finding.values.size(); ++value) {
    std::vector<bool> signature;
    for (const Divider& divider : dividers) signature.push_back(divider.values.has(value));
    cells[signature].values.insert(value);
  }
  CellList list{id, {}};
  for (auto& [signature, cell] : cells) list.cells.push_back(std::move(cell));
  return list;
}

}  // namespace bedside::meaning

// Takes a set of patients; gives it as values of one score, where that says it all.
#include "interpreter/proving/score_regions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lang/meaning/words.hpp"

namespace bedside::proving {

using namespace meaning;

namespace {

class ByScore {
 public:
  ByScore(Symbolic& symbolic, Node set, Node within)
      : symbolic_(symbolic), world_(symbolic.world()), set_(set), within_(within) {}

  std::optional<Regions> run(ScoreId id) {
    const Node total = symbolic_.total(id);
    if (world_.diagrams.spent() || !sort_totals(total)) return std::nullopt;
    Regions regions;
    for (std::size_t begin = 0; begin < totals_.size();) {
      std::size_t end = begin;
      while (end < totals_.size() && totals_[end].inside) ++end;
      if (end > begin) regions.list.push_back(region(id, begin, end));
      begin = std::max(end, begin + 1);
    }
    if (world_.diagrams.spent()) return std::nullopt;
    return regions;
  }

 private:
  struct Total {
    Number points;
    Node patients = 0;
    bool inside = false;
  };

  /// The totals of `within`'s patients, ascending; false where one of them is in part in the set.
  bool sort_totals(Node total) {
    std::map<Number, Node> by_points;
    for (const Leaf leaf : world_.diagrams.leaves(total)) {
      const Possibly& number = world_.numbers.at(leaf);
      const Node patients = world_.logic.both(
          within_, world_.diagrams.map(world_.diagrams.operation(), total, [&](Leaf each) {
            return static_cast<Leaf>(each == leaf ? Truth::yes : Truth::no);
          }));
      if (world_.logic.is_empty(patients)) continue;
      if (!number.is_point() || world_.diagrams.spent()) return false;
      by_points[number.range.low] = patients;
    }
    for (const auto& [points, patients] : by_points) {
      const Node inside = world_.logic.both(patients, set_);
      const bool none = world_.logic.is_empty(inside);
      if (!none && inside != patients) return false;
      totals_.push_back({points, patients, !none});
    }
    return true;
  }

  Region region(ScoreId id, std::size_t begin, std::size_t end) {
    Range range = Range::between(totals_[begin].points, totals_[end - 1].points);
    if (begin == 0) range.has_low = false;
    if (end == totals_.size()) range.has_high = false;
    Node beside = world_.logic.constant(Truth::no);
    if (begin > 0) beside = totals_[begin - 1].patients;
    if (end < totals_.size()) beside = world_.logic.either(beside, totals_[end].patients);
    const std::string name = written(symbolic_.rules().at(id).name);
    Node patients = totals_[begin].patients;
    for (std::size_t i = begin; i < end; ++i) {
      patients = world_.logic.either(patients, totals_[i].patients);
    }
    return {fmt::format("{} {}", name, meaning::in_words(range, {})), world_.logic.whole(),
            patients, beside};
  }

  Symbolic& symbolic_;
  World& world_;
  Node set_;
  Node within_;
  std::vector<Total> totals_;
};

}  // namespace

std::optional<Regions> score_regions(Symbolic& symbolic, Node set, Node within) {
  std::optional<Regions> best;
  for (std::uint32_t i = 0; i < symbolic.rules().scores.size(); ++i) {
    auto regions = ByScore(symbolic, set, within).run(ScoreId{i});
    if (!regions || regions->list.empty()) continue;
    if (!best || regions->list.size() < best->list.size()) best = std::move(regions);
  }
  return best;
}

}  // namespace bedside::proving

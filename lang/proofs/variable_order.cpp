// Takes a space; gives its variables in an order that keeps diagrams small.
#include "lang/proofs/variable_order.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "lang/meaning/order.hpp"

namespace bedside::proofs {

using namespace meaning;

namespace {

/// Variables that are read together.
using Together = std::set<std::uint32_t>;

class Gatherer {
 public:
  Gatherer(const Space& space, std::size_t set)
      : space_(space), set_(set), rules_(*space.rule_sets[set]) {}

  std::vector<Together> gather() {
    for (const Rule& rule : rules_.rules) {
      if (rule.condition) add({*rule.condition});
    }
    for (const Claim& claim : rules_.claims) {
      if (claim.premise) add({*claim.premise});
      add({claim.conclusion});
    }
    for (const Definition& definition : rules_.definitions) {
      std::visit([this](auto body) { add({body}); }, definition.body);
    }
    for (const Score& score : rules_.scores) {
      for (const ScoreItem& item : score.items) add(item);
    }
    return std::move(all_);
  }

 private:
  void add(const ScoreItem& item) {
    if (const auto* points = std::get_if<Points>(&item.kind)) add({points->condition});
    const auto* list = std::get_if<ByList>(&item.kind);
    const auto* number = list == nullptr ? nullptr : std::get_if<QuantityId>(&list->subject);
    if (number != nullptr) add({*number});
  }

  // Only what stands in the condition itself: definitions and scores are gathered on their own.
  void add(std::vector<Step> steps) {
    Together together;
    std::set<Step> seen(steps.begin(), steps.end());
    while (!steps.empty()) {
      const Step step = steps.back();
      steps.pop_back();
      note(step, together);
      for (const Step& next : reads(rules_, step)) {
        const bool inside =
            std::holds_alternative<ConditionId>(next) || std::holds_alternative<QuantityId>(next);
        if (inside && seen.insert(next).second) steps.push_back(next);
      }
    }
    if (together.size() > 1) all_.push_back(std::move(together));
  }

  void note(const Step& step, Together& together) const {
    if (const auto* condition = std::get_if<ConditionId>(&step)) {
      const auto* is = std::get_if<IsValue>(&rules_.at(*condition).kind);
      if (is != nullptr) together.insert(space_.of_finding[set_][is->finding.index]);
    }
    if (const auto* quantity = std::get_if<QuantityId>(&step)) {
      const auto* number = std::get_if<FindingNumber>(&rules_.at(*quantity).kind);
      if (number != nullptr) together.insert(space_.of_finding[set_][number->finding.index]);
      const auto free = space_.of_quantity[set_].find(*quantity);
      if (free != space_.of_quantity[set_].end()) together.insert(free->second);
    }
  }

  const Space& space_;
  std::size_t set_;
  const RuleSet& rules_;
  std::vector<Together> all_;
};

constexpr int rounds = 20;

/// The place of each variable: it goes where the middle of all that it is read with lies.
std::vector<std::uint32_t> places(std::size_t variables, const std::vector<Together>& all) {
  std::vector<std::uint32_t> place(variables);
  std::iota(place.begin(), place.end(), 0U);
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> sum(variables, 0);
    std::vector<int> count(variables, 0);
    for (const Together& together : all) {
      double middle = 0;
      for (const std::uint32_t variable : together) middle += place[variable];
      middle /= static_cast<double>(together.size());
      for (const std::uint32_t variable : together) sum[variable] += middle, ++count[variable];
    }
    std::vector<std::uint32_t> sorted(variables);
    std::iota(sorted.begin(), sorted.end(), 0U);
    const auto centre = [&](std::uint32_t variable) {
      return count[variable] == 0 ? place[variable] : sum[variable] / count[variable];
    };
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](auto a, auto b) { return centre(a) < centre(b); });
    std::vector<std::uint32_t> next(variables);
    for (std::uint32_t i = 0; i < variables; ++i) next[sorted[i]] = i;
    if (next == place) break;
    place = std::move(next);
  }
  return place;
}

}  // namespace

void reorder(Space& space) {
  std::vector<Together> all;
  for (std::size_t set = 0; set < space.rule_sets.size(); ++set) {
    std::vector<Together> more = Gatherer(space, set).gather();
    all.insert(all.end(), more.begin(), more.end());
  }
  const std::vector<std::uint32_t> place = places(space.variables.size(), all);
  std::vector<Variable> variables(space.variables.size());
  for (std::size_t i = 0; i < place.size(); ++i)
    variables[place[i]] = std::move(space.variables[i]);
  space.variables = std::move(variables);
  for (auto& list : space.of_finding) {
    for (std::uint32_t& variable : list) variable = place[variable];
  }
  for (auto& map : space.of_quantity) {
    for (auto& [quantity, variable] : map) variable = place[variable];
  }
}

}  // namespace bedside::proofs

// Takes a rule set; gives the numbers at which its conditions and bands change.
#include "interpreter/testing/thresholds.hpp"

#include <algorithm>
#include <string>

#include "interpreter/testing/decisions.hpp"

namespace bedside::testing {

using namespace meaning;

namespace {

/// One unit of the last decimal place: 1 for 30, a tenth for 38.5. Numbers that end nowhere near
/// were converted from another unit; for them, a tenth.
Number last_place(const Number& number) {
  const std::string text = number.to_string();
  const auto point = text.find('.');
  if (point == std::string::npos) return 1;
  const std::size_t places = text.size() - point - 1;
  if (places > 6) return Number::ratio(1, 10);
  std::int64_t tenths = 1;
  for (std::size_t i = 0; i < places; ++i) tenths *= 10;
  return Number::ratio(1, tenths);
}

class Collect {
 public:
  explicit Collect(const RuleSet& rules) : rules_(rules) {}

  std::vector<Threshold> found;

  void conditions() {
    for (const Decision& decision : decisions_of(rules_)) {
      for (const Part& part : decision.parts) {
        const Condition& condition = rules_.at(part.condition);
        const auto* in = std::get_if<Within>(&condition.kind);
        if (in != nullptr) add(in->quantity, in->range, condition.span);
      }
    }
  }

  void bands() {
    for (const Score& score : rules_.scores) {
      for (const ScoreItem& item : score.items) {
        if (const auto* list = std::get_if<ByList>(&item.kind)) add(*list);
      }
    }
    for (const Assessment& assessment : rules_.assessments) {
      for (const ByList& list : assessment.by) add(list);
    }
  }

 private:
  void add(const ByList& list) {
    const auto* quantity = std::get_if<QuantityId>(&list.subject);
    if (quantity == nullptr) return;
    for (const Band& band : list.bands) {
      for (const Range& range : band.ranges) add(*quantity, range, band.span);
    }
  }

  void add(QuantityId quantity, const Range& range, const Span& span) {
    const auto what = plain(rules_, quantity);
    if (!what) return;
    const Range in = unscaled(range, *what);
    if (in.has_low) add(what->of, in.low, !in.low_open, span);
    if (in.has_high) add(what->of, in.high, in.high_open, span);
  }

  void add(const Measured& of, const Number& at, bool at_is_above, const Span& span) {
    Threshold threshold{of, at, at_is_above, {}, {}, {span}};
    const bool finding = of.index() == 0;
    const auto& grid =
        finding ? rules_.at(std::get<FindingId>(of)).grid : rules_.at(std::get<ScoreId>(of)).grid;
    const Range& domain = finding ? rules_.at(std::get<FindingId>(of)).range
                                  : rules_.at(std::get<ScoreId>(of)).domain;
    if (grid && grid->step.is_zero()) return;
    sides(threshold, grid);
    threshold.below = intersect(threshold.below, domain);
    threshold.above = intersect(threshold.above, domain);
    // All values of the domain are on one side: nothing changes there.
    if (threshold.below.empty() || threshold.above.empty()) return;
    const auto same = [&](const Threshold& other) {
      return other.of == of && other.below == threshold.below && other.above == threshold.above;
    };
    const auto known = std::find_if(found.begin(), found.end(), same);
    if (known == found.end()) {
      found.push_back(std::move(threshold));
    } else if (std::find(known->spans.begin(), known->spans.end(), span) == known->spans.end()) {
      known->spans.push_back(span);
    }
  }

  static void sides(Threshold& threshold, const std::optional<Grid>& grid) {
    const Number& at = threshold.at;
    if (grid) {
      threshold.below = Range::point(grid->next_down(at, threshold.at_is_above));
      threshold.above = Range::point(grid->next_up(at, !threshold.at_is_above));
      return;
    }
    const Number near = last_place(at);
    if (threshold.at_is_above) {
      threshold.above = Range::point(at);
      threshold.below = intersect(Range::at_least(at - near), Range::below(at));
    } else {
      threshold.below = Range::point(at);
      threshold.above = intersect(Range::above(at), Range::at_most(at + near));
    }
  }

  const RuleSet& rules_;
};

}  // namespace

std::optional<Plain> plain(const RuleSet& rules, QuantityId id) {
  Plain found{FindingId{}, 1, 0};
  for (;;) {
    const QuantityKind& kind = rules.at(id).kind;
    if (const auto* finding = std::get_if<FindingNumber>(&kind)) {
      found.of = finding->finding;
      return found;
    }
    if (const auto* score = std::get_if<ScoreNumber>(&kind)) {
      found.of = score->score;
      return found;
    }
    if (const auto* scaled = std::get_if<Scaled>(&kind)) {
      found.shift += scaled->shift * found.factor;
      found.factor *= scaled->factor;
      id = scaled->operand;
      continue;
    }
    const auto* defined = std::get_if<DefinedNumber>(&kind);
    if (defined == nullptr) return std::nullopt;
    id = std::get<QuantityId>(rules.at(defined->definition).body);
  }
}

Range unscaled(const Range& range, const Plain& plain) {
  Range in = range;
  in.low = *units::divide(range.low - plain.shift, plain.factor);
  in.high = *units::divide(range.high - plain.shift, plain.factor);
  if (plain.factor.sign() < 0) {
    std::swap(in.low, in.high);
    std::swap(in.has_low, in.has_high);
    std::swap(in.low_open, in.high_open);
  }
  return in;
}

std::vector<Threshold> thresholds_of(const RuleSet& rules) {
  Collect collect(rules);
  collect.conditions();
  collect.bands();
  std::stable_sort(collect.found.begin(), collect.found.end(),
                   [](const Threshold& a, const Threshold& b) {
                     if (a.of != b.of) return a.of < b.of;
                     if (a.at != b.at) return a.at < b.at;
                     return a.at_is_above && !b.at_is_above;
                   });
  return std::move(collect.found);
}

}  // namespace bedside::testing

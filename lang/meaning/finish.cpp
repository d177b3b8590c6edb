// Takes a rule set in its order; gives it with the domains of its numbers and its bands checked.
#include "lang/meaning/finish.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/meaning/computing.hpp"
#include "lang/meaning/grids.hpp"
#include "lang/meaning/groups.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::meaning {

namespace {

using text::Code;

// ---- Grids ---------------------------------------------------------------------------------

struct GridOf {
  const RuleSet& rules;

  MaybeGrid grid(QuantityId id) const { return rules.at(id).grid; }

  MaybeGrid operator()(const FindingNumber& of) const { return rules.at(of.finding).grid; }
  MaybeGrid operator()(const Constant& constant) const { return Grid{constant.number, 0}; }
  MaybeGrid operator()(const ScoreNumber& of) const { return rules.at(of.score).grid; }
  MaybeGrid operator()(const DefinedNumber& of) const {
    return grid(std::get<QuantityId>(rules.at(of.definition).body));
  }
  MaybeGrid operator()(const Arithmetic& of) const {
    switch (of.sign) {
      case Operator::add:
      case Operator::subtract:
        return sum_grid(grid(of.left), grid(of.right), of.sign == Operator::subtract);
      case Operator::multiply:
        return product_grid(grid(of.left), grid(of.right));
      case Operator::divide: {
        const auto* divisor = std::get_if<Constant>(&rules.at(of.right).kind);
        if (divisor == nullptr || divisor->number.is_zero()) return std::nullopt;
        return scaled_grid(grid(of.left), *units::divide(1, divisor->number), 0);
      }
      case Operator::power:
        return std::nullopt;
    }
    return std::nullopt;
  }
  MaybeGrid operator()(const Extreme& of) const {
    MaybeGrid common = grid(of.operands.front());
    for (const QuantityId operand : of.operands) common = common_grid(common, grid(operand));
    return common;
  }
  MaybeGrid operator()(const Rounded& of) const { return Grid{0, of.step}; }
  MaybeGrid operator()(const Function& /*of*/) const { return std::nullopt; }
  MaybeGrid operator()(const Scaled& of) const {
    return scaled_grid(grid(of.operand), of.factor, of.shift);
  }
};

// Multiples of the greatest common divisor of the points, shifted by what `add` brings in.
MaybeGrid grid_of(const RuleSet& rules, const Score& score) {
  MaybeGrid grid = Grid{0, 0};
  for (const ScoreItem& item : score.items) {
    if (const auto* points = std::get_if<Points>(&item.kind)) {
      grid = sum_grid(grid, Grid{0, points->points.abs()}, false);
    } else if (const auto* list = std::get_if<ByList>(&item.kind)) {
      for (const Band& band : list->bands) {
        grid = sum_grid(grid, Grid{0, band.points.abs()}, false);
      }
    } else {
      grid = sum_grid(grid, rules.at(std::get<Add>(item.kind).quantity).grid, false);
    }
  }
  return grid;
}

// ---- Bands ---------------------------------------------------------------------------------

class Bands {
 public:
  Bands(const RuleSet& rules, text::Messages& messages) : rules_(rules), messages_(messages) {}

  void check(ByList& list) {
    if (const auto* finding = std::get_if<FindingId>(&list.subject)) {
      values(list, rules_.at(*finding));
    } else {
      ranges(list, rules_.at(std::get<QuantityId>(list.subject)));
    }
  }

 private:
  text::Message& say(Code code, const Span& span, std::string words) {
    messages_.push_back({code, std::move(words), span, "", {}, {}, ""});
    return messages_.back();
  }

  void overlap(const Band& first, const Band& second, const std::string& what) {
    text::Message& message =
        say(Code::band_overlap, second.span, fmt::format("{} is in two bands.", what));
    message.label = "also here";
    message.related.push_back({first.span, "here"});
  }

  void values(ByList& list, const Finding& finding) {
    Values taken;
    for (const Band& band : list.bands) {
      Values twice = taken;
      twice &= band.values;
      for (const Band& other : list.bands) {
        if (twice.empty() || &other == &band || !other.values.meets(twice)) continue;
        overlap(other, band, fmt::format("`{}`", in_words(twice, finding.values)));
        break;
      }
      taken |= band.values;
    }
    const Values rest = taken.rest(finding.values.size());
    Band& last = list.bands.back();
    if (last.other) {
      last.values = rest;
    } else if (!rest.empty()) {
      say(Code::band_gap, list.span,
          fmt::format("No band takes `{}` of `{}`.", in_words(rest, finding.values), finding.name));
    }
  }

  void ranges(ByList& list, const Quantity& quantity) {
    std::vector<std::pair<Range, const Band*>> all;
    std::vector<Range> taken;
    for (const Band& band : list.bands) {
      for (const Range& range : band.ranges) {
        if (none_in(range, quantity.grid)) continue;
        all.emplace_back(snap(range, quantity.grid), &band);
        taken.push_back(range);
      }
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      if (a.first.has_low != b.first.has_low) return !a.first.has_low;
      return a.first.has_low && a.first.low < b.first.low;
    });
    for (std::size_t i = 1; i < all.size(); ++i) {
      const Range both = intersect(intersect(all[i - 1].first, all[i].first), quantity.domain);
      if (all[i - 1].second == all[i].second || none_in(both, quantity.grid)) continue;
      overlap(*all[i - 1].second, *all[i].second, shown(both, quantity));
    }
    const auto gaps = subtract(quantity.domain, taken, quantity.grid);
    Band& last = list.bands.back();
    if (last.other) {
      last.ranges = gaps;
    } else if (!gaps.empty()) {
      gap(list, gaps.front(), all, quantity);
    }
  }

  // Shown by the bands on both sides of the hole.
  void gap(const ByList& list, const Range& hole,
           const std::vector<std::pair<Range, const Band*>>& all, const Quantity& quantity) {
    const Band* before = nullptr;
    const Band* after = nullptr;
    for (const auto& [range, band] : all) {
      const bool below = range.has_high && hole.has_low && range.high <= hole.low;
      const bool above = range.has_low && hole.has_high && range.low >= hole.high;
      if (below) before = band;
      if (above && after == nullptr) after = band;
    }
    const Band* first = before != nullptr ? before : after;
    text::Message& message = say(Code::band_gap, first != nullptr ? first->span : list.span,
                                 fmt::format("No band takes {}.", shown(hole, quantity)));
    if (first == nullptr) return;
    message.label = before != nullptr ? "ends before it" : "begins after it";
    if (before != nullptr && after != nullptr) {
      message.related.push_back({after->span, "begins after it"});
    }
  }

  static std::string shown(const Range& range, const Quantity& quantity) {
    return in_words(snap(range, quantity.grid), quantity.unit);
  }

  const RuleSet& rules_;
  text::Messages& messages_;
};

// ---- The pass ------------------------------------------------------------------------------

class Finishing {
 public:
  Finishing(RuleSet& rules, text::Messages& messages)
      : rules_(rules),
        messages_(messages),
        positions_(rules),
        findings_(everything_possible(rules)),
        computing_(rules, findings_) {}

  void run() {
    for (const Step& step : rules_.program) std::visit([this](auto id) { finish(id); }, step);
  }

 private:
  void finish(ConditionId id) { computing_.compute(id); }
  void finish(DefinitionId /*id*/) {}
  void finish(RuleId /*id*/) {}

  void finish(QuantityId id) {
    Quantity& quantity = rules_.quantities[id.index];
    quantity.grid = std::visit(GridOf{rules_}, quantity.kind);
    computing_.compute(id);
    quantity.domain = computing_.now.quantities[id.index].range;
    quantity.may_be_undefined = computing_.now.quantities[id.index].undefined;
  }

  // Past a hole in a score, what is computed from scores has no domain that bands could be held to.
  void check(ByList& list) {
    const auto* number = std::get_if<QuantityId>(&list.subject);
    const bool recorded =
        number == nullptr || std::holds_alternative<FindingNumber>(rules_.at(*number).kind);
    if (recorded || !text::has_errors(messages_)) Bands(rules_, messages_).check(list);
  }

  void finish(ScoreId id) {
    Score& score = rules_.scores[id.index];
    for (ScoreItem& item : score.items) {
      if (auto* list = std::get_if<ByList>(&item.kind)) check(*list);
    }
    score.grid = grid_of(rules_, score);
    for (const Step& step : reached(rules_, {id})) {
      if (std::holds_alternative<AssessmentId>(step)) score.reads_assessments = true;
    }
    score.groups = group_items(rules_, score, positions_, messages_);
    computing_.compute(id);
    score.domain = computing_.now.scores[id.index].total.range;
  }

  void finish(AssessmentId id) {
    for (ByList& list : rules_.assessments[id.index].by) check(list);
  }

  RuleSet& rules_;
  text::Messages& messages_;
  Positions positions_;
  PossibleFindings findings_;
  Computing computing_;
};

}  // namespace

void finish(RuleSet& rules, text::Messages& messages) { Finishing(rules, messages).run(); }

void check_examples(const RuleSet& rules, text::Messages& messages) {
  const PossibleFindings nothing = everything_possible(rules);
  for (const Example& example : rules.examples) {
    PossibleFindings findings = nothing;
    for (const Fact& fact : example.given) {
      const Narrowed how = narrow(findings, rules, fact);
      if (how == Narrowed::done) continue;
      messages.push_back(
          {how == Narrowed::contradiction ? Code::contradiction : Code::outside_domain,
           why_left_out(how, findings, rules, fact),
           fact.span,
           "",
           {},
           {},
           ""});
      const Finding& finding = rules.at(fact.finding);
      if (how == Narrowed::contradiction) {
        for (const Fact& other : example.given) {
          if (&other == &fact) break;
          if (other.finding != fact.finding) continue;
          messages.back().related.push_back({other.span, "said here"});
          break;
        }
      } else {
        messages.back().related.push_back({finding.span, "its range is declared here"});
      }
    }
  }
}

}  // namespace bedside::meaning

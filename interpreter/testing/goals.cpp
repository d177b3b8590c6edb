// Takes a rule set; gives all that its examples should show, and what one patient shows of it.
#include "interpreter/testing/goals.hpp"

#include <algorithm>

namespace bedside::testing {

using namespace meaning;
using evaluate::AdviceStatus;
using evaluate::Evaluation;
using evaluate::Record;

namespace {

// ---- The plan ------------------------------------------------------------------------------

class Planner {
 public:
  explicit Planner(Plan& plan) : plan_(plan), rules_(plan.rules) {}

  void lists() {
    for (std::uint32_t i = 0; i < rules_.scores.size(); ++i) {
      for (const ScoreItem& item : rules_.scores[i].items) {
        const auto* list = std::get_if<ByList>(&item.kind);
        if (list != nullptr) plan_.lists.push_back({list, ScoreId{i}});
      }
    }
    for (std::uint32_t i = 0; i < rules_.assessments.size(); ++i) {
      for (const ByList& list : rules_.assessments[i].by) {
        plan_.lists.push_back({&list, AssessmentId{i}});
      }
    }
  }

  void rules() {
    for (std::uint32_t i = 0; i < rules_.rules.size(); ++i) {
      const Span& span = rules_.rules[i].span;
      for (const RuleStatus status :
           {RuleStatus::fires, RuleStatus::ruled_out, RuleStatus::undecided}) {
        if (status == RuleStatus::undecided && is_never_open({i})) continue;
        goal(Measure::rules, span, RuleShown{{i}, status});
      }
    }
  }

  void parts() {
    for (std::size_t d = 0; d < plan_.decisions.size(); ++d) {
      const Decision& decision = plan_.decisions[d];
      for (std::size_t p = 0; p < decision.parts.size(); ++p) {
        const Part& part = decision.parts[p];
        const Span& span = rules_.at(part.condition).span;
        const auto shown = [&](Truth truth, Truth whole) {
          return show(PartShown{d, p, truth, whole});
        };
        plan_.goals.push_back({Measure::parts,
                               {{shown(Truth::yes, Truth::yes), shown(Truth::no, Truth::no)},
                                {shown(Truth::yes, Truth::no), shown(Truth::no, Truth::yes)}},
                               span});
        if (!part.may_be_unknown) continue;
        goal(Measure::unknowns, span, PartShown{d, p, Truth::unknown, Truth::unknown});
      }
    }
  }

  void numbers() {
    for (std::size_t i = 0; i < plan_.thresholds.size(); ++i) {
      for (const bool above : {false, true}) {
        goal(Measure::boundaries, plan_.thresholds[i].spans.front(), SideShown{i, above});
      }
    }
    for (std::size_t i = 0; i < plan_.lists.size(); ++i) {
      const auto& bands = plan_.lists[i].list->bands;
      for (std::size_t b = 0; b < bands.size(); ++b) {
        goal(Measure::bands, bands[b].span, BandShown{i, b});
      }
    }
  }

  void outcomes() {
    for (std::uint32_t i = 0; i < rules_.assessments.size(); ++i) {
      const Assessment& assessment = rules_.assessments[i];
      for (std::size_t level = 0; level < assessment.levels.size(); ++level) {
        goal(Measure::levels, assessment.span, LevelShown{{i}, level});
      }
      // Which statuses an assessment can have depends on much; they are shown, but no goal.
      for (const Status status : {Status::settled, Status::provisional, Status::open, Status::none,
                                  Status::conflict, Status::not_applicable}) {
        show(StatusShown{{i}, status});
      }
    }
    for (std::uint32_t i = 0; i < rules_.advice.size(); ++i) {
      for (const AdviceStatus status :
           {AdviceStatus::given, AdviceStatus::possible, AdviceStatus::not_given}) {
        goal(Measure::advice, rules_.advice[i].span, AdviceShown{{i}, status});
      }
    }
  }

 private:
  std::size_t show(Shown shown) {
    plan_.shown.push_back(shown);
    return plan_.shown.size() - 1;
  }

  void goal(Measure measure, const Span& span, Shown shown) {
    plan_.goals.push_back({measure, {{show(shown)}}, span});
  }

  // A rule on nothing but what is recorded is never undecided.
  bool is_never_open(RuleId id) const {
    const Rule& rule = rules_.at(id);
    if (!rule.condition || !rule.overridden_by.empty()) return false;
    const auto of_rule = [&](const Decision& decision) {
      return decision.kind == Decision::Kind::rule && decision.owner == id.index;
    };
    const auto decision = std::find_if(plan_.decisions.begin(), plan_.decisions.end(), of_rule);
    return std::none_of(decision->parts.begin(), decision->parts.end(),
                        [](const Part& part) { return part.may_be_unknown; });
  }

  Plan& plan_;
  const RuleSet& rules_;
};

// ---- What a patient shows ------------------------------------------------------------------

Truth settled_in(const Range& possible, const Range& wanted) {
  if (possible.is_point() && wanted.has(possible.low)) return Truth::yes;
  return intersect(possible, wanted).empty() ? Truth::no : Truth::unknown;
}

struct Shows {
  const Plan& plan;
  const Record& record;
  const Evaluation& evaluation;

  Truth operator()(const RuleShown& shown) const {
    if (evaluation.applies == Truth::no) return Truth::no;
    const RuleStatus status = evaluation.rules.at(shown.rule.index).status;
    if (status == shown.status) return evaluation.applies;
    return status == RuleStatus::undecided ? Truth::unknown : Truth::no;
  }

  Truth operator()(const PartShown& shown) const {
    const Decision& decision = plan.decisions.at(shown.decision);
    const bool gated = decision.kind == Decision::Kind::rule;
    const Truth gate = gated ? evaluation.applies : Truth::yes;
    const Part& part = decision.parts.at(shown.part);
    const Truth truth = evaluation.conditions.at(part.condition.index);
    const Influence found = influence(plan.rules, evaluation.conditions, part);
    return both(gate, shown.truth == Truth::unknown ? unknown_shown(truth, found)
                                                    : decided_shown(shown, truth, found));
  }

  static Truth is(Truth truth, Truth wanted) {
    if (truth == Truth::unknown) return Truth::unknown;
    return truth == wanted ? Truth::yes : Truth::no;
  }
  static Truth decided_shown(const PartShown& shown, Truth truth, const Influence& found) {
    const bool same = shown.truth == shown.whole;
    return both(is(truth, shown.truth), both(is(found.if_yes, same ? Truth::yes : Truth::no),
                                             is(found.if_no, same ? Truth::no : Truth::yes)));
  }
  static Truth unknown_shown(Truth truth, const Influence& found) {
    if (truth != Truth::unknown) return Truth::no;
    if (found.decides()) return Truth::yes;
    const bool open = found.if_yes == Truth::unknown || found.if_no == Truth::unknown;
    return open ? Truth::unknown : Truth::no;
  }

  Truth operator()(const SideShown& shown) const {
    const Threshold& threshold = plan.thresholds.at(shown.threshold);
    const Range& wanted = shown.above ? threshold.above : threshold.below;
    if (const auto* finding = std::get_if<FindingId>(&threshold.of)) {
      return settled_in(record.at(*finding).range, wanted);
    }
    const auto& total = evaluation.scores.at(std::get<ScoreId>(threshold.of).index).total;
    return total.undefined ? Truth::unknown : settled_in(total.range, wanted);
  }

  Truth operator()(const BandShown& shown) const {
    const ByList& list = *plan.lists.at(shown.list).list;
    const Band& band = list.bands.at(shown.band);
    if (const auto* finding = std::get_if<FindingId>(&list.subject)) {
      const Values& values = record.at(*finding).values;
      return of_possible(values.meets(band.values), !values.within(band.values));
    }
    const QuantityId id = std::get<QuantityId>(list.subject);
    const evaluate::Possibly& number = evaluation.quantities.at(id.index);
    if (number.undefined) return Truth::unknown;
    const auto& grid = plan.rules.at(id).grid;
    const auto takes_all = [&](const Range& range) { return within(number.range, range); };
    const auto takes_some = [&](const Range& range) {
      return !none_in(intersect(number.range, range), grid);
    };
    const auto& ranges = band.ranges;
    return of_possible(std::any_of(ranges.begin(), ranges.end(), takes_some),
                       std::none_of(ranges.begin(), ranges.end(), takes_all));
  }

  Truth operator()(const LevelShown& shown) const {
    const auto& result = evaluation.assessments.at(shown.assessment.index);
    if (result.status == Status::settled && result.value == shown.level) return Truth::yes;
    return result.ends.levels.has(shown.level) && result.status != Status::settled &&
                   result.status != Status::conflict
               ? Truth::unknown
               : Truth::no;
  }

  Truth operator()(const StatusShown& shown) const {
    const Status status = evaluation.assessments.at(shown.assessment.index).status;
    if (status == shown.status) return Truth::yes;
    const bool final = status == Status::settled || status == Status::conflict ||
                       status == Status::none || status == Status::not_applicable;
    return final ? Truth::no : Truth::unknown;
  }

  Truth operator()(const AdviceShown& shown) const {
    const AdviceStatus status = evaluation.advice.at(shown.advice.index).status;
    if (status == shown.status) return Truth::yes;
    return status == AdviceStatus::possible ? Truth::unknown : Truth::no;
  }
};

}  // namespace

std::string_view measure_name(Measure measure) {
  constexpr std::array<std::string_view, measure_count> names{
      "rules", "parts", "unknowns", "boundaries", "bands", "levels", "advice"};
  return names.at(static_cast<std::size_t>(measure));
}

std::string_view measure_about(Measure measure) {
  constexpr std::array<std::string_view, measure_count> about{
      "rules that fire, are ruled out, are undecided",
      "parts of conditions that alone make the difference",
      "parts of conditions that alone leave it open",
      "sides of thresholds",
      "bands",
      "levels of assessments",
      "advice given, possible, not given"};
  return about.at(static_cast<std::size_t>(measure));
}

Plan::Plan(const RuleSet& of)
    : rules(of), decisions(decisions_of(of)), thresholds(thresholds_of(of)) {
  Planner planner(*this);
  planner.lists();
  planner.rules();
  planner.parts();
  planner.numbers();
  planner.outcomes();
}

Truth shows(const Plan& plan, const Shown& shown, const Record& record,
            const Evaluation& evaluation) {
  return std::visit(Shows{plan, record, evaluation}, shown);
}

}  // namespace bedside::testing

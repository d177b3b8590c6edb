// Takes what examples should show; gives it in words.
#include "interpreter/testing/describe.hpp"

#include <fmt/format.h>

#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/page.hpp"
#include "interpreter/testing/wording.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::testing {

using namespace meaning;
using evaluate::AdviceStatus;

namespace {

struct SubjectOf {
  const Plan& plan;
  const text::Sources& sources;

  const RuleSet& rules() const { return plan.rules; }

  Subject operator()(const RuleShown& shown) const { return rule(shown.rule); }
  Subject operator()(const PartShown& shown) const {
    const Decision& decision = plan.decisions.at(shown.decision);
    const Span& span = rules().at(decision.whole).span;
    switch (decision.kind) {
      case Decision::Kind::applies:
        return {"`applies if`", span};
      case Decision::Kind::definition: {
        const Definition& definition = rules().definitions.at(decision.owner);
        return {fmt::format("definition {}", definition.name), definition.span};
      }
      case Decision::Kind::points:
        return {fmt::format("points of {} if `{}`", rules().scores.at(decision.owner).name,
                            part_in_words(rules(), decision.whole, sources)),
                span};
      case Decision::Kind::rule:
        return rule({decision.owner});
    }
    return {};
  }
  Subject operator()(const SideShown& shown) const {
    const Threshold& threshold = plan.thresholds.at(shown.threshold);
    const auto* finding = std::get_if<FindingId>(&threshold.of);
    if (finding != nullptr) {
      return {fmt::format("finding {}", rules().at(*finding).name), rules().at(*finding).span};
    }
    return score(std::get<ScoreId>(threshold.of));
  }
  Subject operator()(const BandShown& shown) const {
    const auto& owner = plan.lists.at(shown.list).owner;
    if (const auto* of = std::get_if<ScoreId>(&owner)) return score(*of);
    return assessment(std::get<AssessmentId>(owner));
  }
  Subject operator()(const LevelShown& shown) const { return assessment(shown.assessment); }
  Subject operator()(const StatusShown& shown) const { return assessment(shown.assessment); }
  Subject operator()(const AdviceShown& shown) const {
    return {fmt::format("advice {}", rules().at(shown.advice).name), rules().at(shown.advice).span};
  }

  Subject rule(RuleId id) const {
    return {rule_in_words(rules(), id, sources), rules().at(id).span};
  }
  Subject score(ScoreId id) const {
    return {fmt::format("score {}", rules().at(id).name), rules().at(id).span};
  }
  Subject assessment(AssessmentId id) const {
    return {fmt::format("assessment {}", rules().at(id).name), rules().at(id).span};
  }
};

struct ShownWords {
  const Plan& plan;
  const text::Sources& sources;

  const RuleSet& rules() const { return plan.rules; }

  std::string part(const PartShown& shown) const {
    const Decision& decision = plan.decisions.at(shown.decision);
    return part_in_words(rules(), decision.parts.at(shown.part).condition, sources);
  }

  std::string operator()(const RuleShown& shown) const {
    if (shown.status == RuleStatus::fires) return "fires";
    return shown.status == RuleStatus::ruled_out ? "is ruled out" : "is undecided";
  }
  std::string operator()(const PartShown& shown) const {
    if (shown.truth == Truth::unknown) {
      return fmt::format("`{}` alone leaves it open", part(shown));
    }
    return fmt::format("`{}` {} and alone decides that it {}", part(shown),
                       shown.truth == Truth::yes ? "holds" : "fails",
                       shown.whole == Truth::yes ? "holds" : "fails");
  }
  std::string operator()(const SideShown& shown) const {
    const Threshold& threshold = plan.thresholds.at(shown.threshold);
    const auto* finding = std::get_if<FindingId>(&threshold.of);
    const Unit unit = finding != nullptr ? rules().at(*finding).unit : Unit();
    const Range& side = shown.above ? threshold.above : threshold.below;
    const std::string at = meaning::in_words(threshold.at, unit);
    if (side.has(threshold.at)) return fmt::format("at {}", at);
    return fmt::format("just {} {}", shown.above ? "above" : "below", at);
  }
  std::string operator()(const BandShown& shown) const {
    const ByList& list = *plan.lists.at(shown.list).list;
    const auto* finding = std::get_if<FindingId>(&list.subject);
    const auto* quantity = std::get_if<QuantityId>(&list.subject);
    const std::string subject = finding != nullptr
                                    ? rules().at(*finding).name
                                    : explain::as_written(sources, rules().at(*quantity).span);
    return fmt::format("band `{}` of {}",
                       explain::as_written(sources, list.bands.at(shown.band).span), subject);
  }
  std::string operator()(const LevelShown& shown) const {
    return fmt::format("settled at {}", rules().at(shown.assessment).levels.at(shown.level));
  }
  std::string operator()(const StatusShown& shown) const {
    return std::string(explain::status_name(shown.status));
  }
  std::string operator()(const AdviceShown& shown) const {
    if (shown.status == AdviceStatus::given) return "given";
    return shown.status == AdviceStatus::possible ? "possible" : "not given";
  }
};

}  // namespace

Subject subject_of(const Plan& plan, const Shown& shown, const text::Sources& sources) {
  return std::visit(SubjectOf{plan, sources}, shown);
}

std::string in_words(const Plan& plan, const Shown& shown, const text::Sources& sources) {
  return std::visit(ShownWords{plan, sources}, shown);
}

std::string in_words(const Plan& plan, const Goal& goal, const text::Sources& sources) {
  const Shown& first = plan.shown.at(goal.ways.front().front());
  if (goal.measure != Measure::parts) return in_words(plan, first, sources);
  return fmt::format("`{}` alone makes the difference",
                     ShownWords{plan, sources}.part(std::get<PartShown>(first)));
}

std::string given_line(const RuleSet& rules, const evaluate::Record& record) {
  std::string line;
  for (std::size_t i = 0; i < rules.findings.size(); ++i) {
    const Possible& possible = record.findings.at(i);
    if (!possible.recorded) continue;
    if (!line.empty()) line += ", ";
    line += meaning::in_words(rules.findings[i], possible.values, possible.range);
  }
  return line;
}

}  // namespace bedside::testing

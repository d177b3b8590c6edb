// Takes an expectation that does not hold; gives why it came otherwise.
#include "interpreter/testing/differences.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/page.hpp"
#include "interpreter/testing/wording.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::testing {

using namespace meaning;
using evaluate::RuleResult;

namespace {

constexpr std::size_t most_reasons = 8;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

/// The parts of a condition that keep it from the wanted truth, each with why.
class Obstacles {
 public:
  Obstacles(const explain::Case& of, const text::Sources& sources) : of_(of), sources_(sources) {}

  std::vector<std::string> of(ConditionId root, Truth wanted) {
    walk(root, wanted);
    return std::move(found_);
  }

 private:
  void walk(ConditionId id, Truth wanted) {
    if (of_.evaluation.conditions.at(id.index) == wanted) return;
    std::visit([&](const auto& kind) { read(kind, id, wanted); }, of_.rules.at(id).kind);
  }

  void read(const IsValue&, ConditionId id, Truth wanted) { say(id, wanted); }
  void read(const Within&, ConditionId id, Truth wanted) { say(id, wanted); }
  void read(const IsLevel&, ConditionId id, Truth wanted) { say(id, wanted); }
  void read(const AnyItem&, ConditionId id, Truth wanted) { say(id, wanted); }
  void read(const IsRecorded&, ConditionId id, Truth wanted) { say(id, wanted); }
  void read(const Defined&, ConditionId id, Truth wanted) { say(id, wanted); }
  void read(const Count&, ConditionId id, Truth wanted) { say(id, wanted); }
  void read(const Not& negation, ConditionId, Truth wanted) { walk(negation.operand, !wanted); }
  void read(const All& all, ConditionId, Truth wanted) {
    for (const ConditionId operand : all.operands) walk(operand, wanted);
  }
  void read(const Any& any, ConditionId, Truth wanted) {
    for (const ConditionId operand : any.operands) walk(operand, wanted);
  }

  void say(ConditionId id, Truth wanted) {
    const std::string part = part_in_words(of_.rules, id, sources_);
    const Truth truth = of_.evaluation.conditions.at(id.index);
    if (truth == Truth::unknown) {
      std::vector<std::string> names;
      for (const FindingId each :
           evaluate::open_findings(of_.rules, of_.record, of_.evaluation, id)) {
        names.push_back(of_.rules.at(each).name);
      }
      // A part that is a finding by name would only say itself again.
      found_.push_back(names.empty() ? fmt::format("`{}` is open", part)
                                     : fmt::format("`{}` waits for {}", part, joined(names, ", ")));
      return;
    }
    const std::string_view how = wanted == Truth::yes ? "fails" : "holds";
    const std::string reasons = joined(explain::reasons(of_, id), ", ");
    if (reasons.empty() || reasons == part) {
      found_.push_back(fmt::format("`{}` {}", part, how));
    } else {
      found_.push_back(fmt::format("`{}` {} ({})", part, how, reasons));
    }
  }

  const explain::Case& of_;
  const text::Sources& sources_;
  std::vector<std::string> found_;
};

class Differences {
 public:
  Differences(const explain::Case& of, const text::Sources& sources) : of_(of), sources_(sources) {}

  std::vector<Reason> found;

  void operator()(const ExpectLevel& expect) {
    const Assessment& assessment = rules().at(expect.assessment);
    if (does_not_apply()) return;
    const auto& result = of_.evaluation.assessments.at(expect.assessment.index);
    const bool value_fits = result.value && expect.levels.has(*result.value);
    if (!value_fits) missing(expect.assessment, expect.levels);
    for_each_rule(assessment, [&](RuleId id, RuleStatus status) {
      const bool concludes_it = concludes(id, expect.assessment, expect.levels);
      if (status == RuleStatus::fires && !concludes_it) fires(id);
      if (status == RuleStatus::undecided && !concludes_it && value_fits) undecided(id);
    });
    bands(assessment, result, expect.levels);
  }

  void operator()(const ExpectStatus& expect) {
    if (expect.status != Status::not_applicable && does_not_apply()) return;
    const Assessment& assessment = rules().at(expect.assessment);
    if (expect.status == Status::not_applicable) {
      applies();
      return;
    }
    for_each_rule(assessment, [&](RuleId id, RuleStatus status) {
      if (status == RuleStatus::fires) fires(id);
      if (status == RuleStatus::undecided) undecided(id);
    });
    if (!found.empty() || expect.status == Status::none) return;
    for_each_rule(assessment, [&](RuleId id, RuleStatus) { did_not_fire(id); });
  }

  void operator()(const ExpectAdvice& expect) {
    if (does_not_apply()) return;
    for (std::uint32_t i = 0; i < rules().rules.size(); ++i) {
      const auto& advice = rules().rules[i].advice;
      if (std::find(advice.begin(), advice.end(), expect.advice) == advice.end()) continue;
      const RuleStatus status = of_.evaluation.rules[i].status;
      if (expect.given) did_not_fire({i});
      if (!expect.given && status == RuleStatus::fires) fires({i});
      if (!expect.given && status == RuleStatus::undecided) undecided({i});
    }
    if (found.empty() && expect.given) {
      say(fmt::format("no rule gives the advice {}", rules().at(expect.advice).name), {});
    }
  }

  void operator()(const ExpectRule& expect) {
    if (does_not_apply()) return;
    const RuleStatus status = of_.evaluation.rules.at(expect.rule.index).status;
    if (status == RuleStatus::fires) fires(expect.rule);
    if (status == RuleStatus::undecided) undecided(expect.rule);
    if (status == RuleStatus::ruled_out) did_not_fire(expect.rule);
  }

  void operator()(const ExpectAsk& expect) {
    if (does_not_apply()) return;
    const Finding& finding = rules().at(expect.finding);
    const evaluate::Possible& known = of_.record.at(expect.finding);
    if (evaluate::is_settled(known, finding)) {
      say(fmt::format("{} is recorded already: {}", finding.name,
                      in_words(finding, known.values, known.range)),
          {});
      return;
    }
    say(fmt::format("{} cannot change an assessment or an advice any more", finding.name), {});
  }

  void operator()(const ExpectNothingToAsk&) {
    for (std::uint32_t i = 0; i < rules().rules.size(); ++i) {
      if (of_.evaluation.rules[i].status == RuleStatus::undecided) undecided({i});
    }
  }

  void operator()(const ExpectScore& expect) {
    const Score& score = rules().at(expect.score);
    const auto& items = of_.evaluation.scores.at(expect.score.index).items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto& points = items[i].points;
      if (points.empty() || (points.size() == 1 && points[0].is_zero())) continue;
      const std::string gives = points.size() == 1
                                    ? fmt::format("gives {}", points[0].to_string())
                                    : fmt::format("may give {} to {}", points.front().to_string(),
                                                  points.back().to_string());
      say(fmt::format("`{}` {}", item_name(score.items.at(i)), gives), score.items.at(i).span);
    }
    if (found.empty()) say(fmt::format("no item of {} gives a point", score.name), score.span);
  }

 private:
  const RuleSet& rules() const { return of_.rules; }

  void say(std::string text, std::optional<text::Span> place) {
    const auto same = [&](const Reason& reason) { return reason.text == text; };
    if (found.size() == most_reasons || std::any_of(found.begin(), found.end(), same)) return;
    found.push_back({std::move(text), place});
  }

  std::string item_name(const ScoreItem& item) const {
    const auto* list = std::get_if<ByList>(&item.kind);
    if (list == nullptr) return explain::as_written(sources_, item.span);
    const auto* finding = std::get_if<FindingId>(&list->subject);
    if (finding != nullptr) return fmt::format("by {}", rules().at(*finding).name);
    return fmt::format(
        "by {}",
        explain::as_written(sources_, rules().at(std::get<QuantityId>(list->subject)).span));
  }

  template <class Do>
  void for_each_rule(const Assessment& assessment, const Do& act) {
    for (const RuleId id : assessment.rules) act(id, of_.evaluation.rules.at(id.index).status);
    if (assessment.otherwise) {
      act(*assessment.otherwise, of_.evaluation.rules.at(assessment.otherwise->index).status);
    }
  }

  bool concludes(RuleId id, AssessmentId assessment, const Values& levels) const {
    const auto& outcomes = rules().at(id).outcomes;
    return std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& outcome) {
      return outcome.assessment == assessment && levels.has(outcome.level);
    });
  }

  // ---- The guideline as a whole --------------------------------------------------------------

  bool does_not_apply() {
    if (of_.evaluation.applies == Truth::yes) return false;
    applies();
    return of_.evaluation.applies == Truth::no;
  }

  void applies() {
    if (!rules().guideline || !rules().guideline->applies) {
      say("nothing says to whom the guideline applies, so it applies to every patient", {});
      return;
    }
    const ConditionId condition = *rules().guideline->applies;
    const Span span = rules().at(condition).span;
    if (of_.evaluation.applies == Truth::yes) {
      say(fmt::format("the guideline applies: {}", joined(explain::reasons(of_, condition), ", ")),
          span);
      return;
    }
    const bool no = of_.evaluation.applies == Truth::no;
    say(fmt::format("{}: {}",
                    no ? "the guideline does not apply" : "whether the guideline applies is open",
                    joined(Obstacles(of_, sources_).of(condition, Truth::yes), ", ")),
        span);
  }

  // ---- Rules -------------------------------------------------------------------------------

  void missing(AssessmentId assessment, const Values& levels) {
    const std::size_t before = found.size();
    bool any = false;
    for_each_rule(rules().at(assessment), [&](RuleId id, RuleStatus status) {
      if (!concludes(id, assessment, levels)) return;
      any = true;
      if (status != RuleStatus::fires) did_not_fire(id);
    });
    if (any || found.size() > before || !rules().at(assessment).by.empty()) return;
    say(fmt::format("no rule concludes {} {}", rules().at(assessment).name,
                    in_words(levels, rules().at(assessment).levels)),
        rules().at(assessment).span);
  }

  void fires(RuleId id) {
    const Rule& rule = rules().at(id);
    std::string text = fmt::format("{} fires", rule_in_words(rules(), id, sources_));
    if (rule.condition) {
      const auto reasons = explain::reasons(of_, *rule.condition);
      if (!reasons.empty()) text += fmt::format(": {}", joined(reasons, ", "));
    }
    std::vector<std::string> cites;
    for (const Citation& cite : rule.cites) cites.push_back(explain::citation_text(rules(), cite));
    if (!cites.empty()) text += fmt::format(" (cites {})", joined(cites, ", "));
    say(std::move(text), rule.span);
  }

  void undecided(RuleId id) {
    const auto needs = explain::needs(of_, id);
    const std::string waits =
        needs.empty() ? "" : fmt::format(", waits for {}", joined(needs, ", "));
    say(fmt::format("{} is undecided{}", rule_in_words(rules(), id, sources_), waits),
        rules().at(id).span);
  }

  void did_not_fire(RuleId id) {
    const Rule& rule = rules().at(id);
    const RuleResult& result = of_.evaluation.rules.at(id.index);
    const std::string name = rule_in_words(rules(), id, sources_);
    if (result.status == RuleStatus::fires) return;
    if (rule.otherwise) {
      last_resort(id, name);
    } else if (!result.overridden_by.empty()) {
      say(fmt::format("{} is overridden by {}", name,
                      rule_in_words(rules(), result.overridden_by.front(), sources_)),
          rule.span);
      fires(result.overridden_by.front());
    } else if (result.condition == Truth::yes) {
      undecided(id);
    } else {
      const auto parts = Obstacles(of_, sources_).of(*rule.condition, Truth::yes);
      const bool out = result.status == RuleStatus::ruled_out;
      say(fmt::format("{} is {}: {}", name, out ? "ruled out" : "undecided", joined(parts, ", ")),
          rule.span);
    }
  }

  void last_resort(RuleId id, const std::string& name) {
    const Rule& rule = rules().at(id);
    for (const RuleId other : rules().at(rule.outcomes.at(0).assessment).rules) {
      const RuleStatus status = of_.evaluation.rules.at(other.index).status;
      if (status == RuleStatus::ruled_out) continue;
      const bool counts = status == RuleStatus::fires;
      say(fmt::format("{} {} while {} {}", name, counts ? "does not count" : "is undecided",
                      rule_in_words(rules(), other, sources_), counts ? "fires" : "is undecided"),
          rule.span);
    }
  }

  // ---- Band lists --------------------------------------------------------------------------

  void bands(const Assessment& assessment, const evaluate::AssessmentResult& result,
             const Values& expected) {
    for (std::size_t i = 0; i < assessment.by.size() && i < result.by_list.size(); ++i) {
      const Values& levels = result.by_list[i];
      if (levels.within(expected)) continue;
      say(fmt::format("{} {} {}: {}", subject_text(assessment.by[i]),
                      levels.size() == 1 ? "gives" : "may give", assessment.name,
                      in_words(levels, assessment.levels)),
          assessment.by[i].span);
    }
  }

  std::string subject_text(const ByList& list) const {
    if (const auto* finding = std::get_if<FindingId>(&list.subject)) {
      const evaluate::Possible& known = of_.record.at(*finding);
      if (!known.recorded) return fmt::format("{}, not recorded,", rules().at(*finding).name);
      return in_words(rules().at(*finding), known.values, known.range);
    }
    const QuantityId id = std::get<QuantityId>(list.subject);
    const Quantity& quantity = rules().at(id);
    return fmt::format("{} {}", explain::as_written(sources_, quantity.span),
                       explain::amount(of_.evaluation.quantities.at(id.index), quantity.unit));
  }

  const explain::Case& of_;
  const text::Sources& sources_;
};

}  // namespace

std::vector<Reason> why_not_as_expected(const explain::Case& of, const text::Sources& sources,
                                        const ExpectationKind& expected) {
  Differences differences(of, sources);
  std::visit(differences, expected);
  return std::move(differences.found);
}

}  // namespace bedside::testing

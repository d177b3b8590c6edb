// Takes one patient's result; gives the page that a person reads.
#include "interpreter/explain/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/explain/lines.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/excerpt.hpp"

namespace bedside::explain {

using namespace meaning;
using evaluate::AdviceStatus;
using evaluate::AssessmentResult;
using text::Style;

const char* const not_a_device =
    "Bedside is not a medical device; this is information, not medical advice.";

namespace {

class Page {
 public:
  Page(const Case& of, const text::Sources& sources, const Style& style, std::size_t width)
      : of_(of), sources_(sources), style_(style), lines_(width) {}

  std::string write(const std::string& guideline, std::string_view more) {
    heading(guideline);
    outcomes();
    if (of_.evaluation.applies == Truth::no) {
      does_not_apply();
    } else {
      why();
      open();
      ask();
    }
    scores();
    advice();
    lines_.as_it_is(more);
    lines_.blank();
    lines_.wrapped(not_a_device, 0);
    return lines_.text();
  }

 private:
  const RuleSet& rules() const { return of_.rules; }
  const evaluate::Evaluation& result() const { return of_.evaluation; }

  void section(std::string_view title) {
    lines_.blank();
    lines_.plain(style_.bold(title));
  }

  void heading(const std::string& guideline) {
    lines_.plain(style_.dim(guideline));
    if (!of_.record.id.empty())
      lines_.plain(fmt::format("patient {}", text::on_one_line(of_.record.id)));
    lines_.blank();
  }

  // ---- Outcome -----------------------------------------------------------------------------

  std::string level(const Assessment& assessment, std::size_t index) const {
    const std::string& name = assessment.levels.at(index);
    if (assessment.kind != AssessmentKind::scale) return style_.bold(name);
    if (index == 0) return style_.green(name);
    return index + 1 == assessment.levels.size() ? style_.red(name) : style_.yellow(name);
  }

  std::string ends(const Assessment& assessment, const AssessmentResult& found) const {
    std::vector<std::string> names;
    for (const std::size_t each : found.ends.levels.list()) {
      if (!found.value || each != *found.value) names.push_back(assessment.levels.at(each));
    }
    if (found.ends.nothing) names.emplace_back("no value");
    if (names.empty()) return "";
    const std::string last = names.back();
    names.pop_back();
    return names.empty() ? last : fmt::format("{} or {}", fmt::join(names, ", "), last);
  }

  void outcomes() {
    std::size_t widest = 0;
    for (const Assessment& assessment : rules().assessments) {
      widest = std::max(widest, text::display_width(assessment.name));
    }
    for (std::size_t i = 0; i < rules().assessments.size(); ++i) {
      const Assessment& assessment = rules().assessments[i];
      const std::string pad(widest - text::display_width(assessment.name), ' ');
      lines_.plain(fmt::format("{}{}  {}", style_.bold(assessment.name), pad,
                               outcome(assessment, result().assessments[i])));
    }
    if (rules().assessments.empty()) lines_.plain("This rule set assesses nothing.");
  }

  std::string outcome(const Assessment& assessment, const AssessmentResult& found) const {
    const std::string others = ends(assessment, found);
    switch (found.status) {
      case Status::settled:
        return fmt::format("{}  settled", level(assessment, *found.value));
      case Status::provisional:
        return fmt::format("{}  provisional: may still become {}", level(assessment, *found.value),
                           others);
      case Status::open:
        return fmt::format("{}: may become {}", style_.yellow("open"), others);
      case Status::none:
        return fmt::format("{}: no rule concludes anything", style_.yellow("none"));
      case Status::conflict:
        return fmt::format("{}: the rules conclude {}", style_.red("conflict"),
                           in_words(found.established, assessment.levels));
      case Status::not_applicable:
        return "not applicable";
    }
    return "";
  }

  void does_not_apply() {
    section("Why");
    lines_.wrapped("The guideline does not apply to this patient:", 2);
    say_reasons(*rules().guideline->applies);
  }

  // ---- Why ---------------------------------------------------------------------------------

  void say_reasons(ConditionId condition) {
    const auto found = reasons(of_, condition);
    if (!found.empty()) lines_.wrapped(fmt::format("{}", fmt::join(found, ", ")), 6, 4);
  }

  // What a rule concludes; of an undecided one only what is not settled or given already.
  std::string concluded(const Rule& rule, bool only_open) const {
    std::vector<std::string> parts;
    for (const Outcome& each : rule.outcomes) {
      const Assessment& assessment = rules().at(each.assessment);
      const Status status = result().assessments.at(each.assessment.index).status;
      if (only_open && status == Status::settled) continue;
      parts.push_back(fmt::format("{} {}", assessment.name, assessment.levels.at(each.level)));
    }
    for (const AdviceId id : rule.advice) {
      const bool given = result().advice.at(id.index).status == AdviceStatus::given;
      if (!only_open || !given) parts.push_back(fmt::format("advice {}", rules().at(id).name));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  // A rule without a name is known by its place already.
  bool has_name(const Rule& rule) const {
    return text::file_name(rule_place(rule, sources_)) != rule.name;
  }

  std::string rule_name(const Rule& rule) const {
    if (!has_name(rule)) return fmt::format("the rule at {}", rule_place(rule, sources_));
    return fmt::format("rule \"{}\"", rule.name);
  }

  std::string rule_text(const Rule& rule) const {
    if (!has_name(rule)) return rule_name(rule);
    return fmt::format("{} ({})", rule_name(rule), rule_place(rule, sources_));
  }

  // Whether the rule is one of those that make an assessment what it is.
  bool decides(const Rule& rule) const {
    return std::any_of(rule.outcomes.begin(), rule.outcomes.end(), [&](const Outcome& outcome) {
      return result().assessments.at(outcome.assessment.index).value == outcome.level;
    });
  }

  void cite(const std::vector<Citation>& cites) {
    for (const Citation& citation : cites) {
      std::string text = fmt::format("cites {}", citation_text(rules(), citation));
      if (citation.statement) {
        text += fmt::format(": {}",
                            rules().at(citation.source).statements.at(*citation.statement).text);
      }
      lines_.wrapped(text, 6, 4);
    }
  }

  // First what makes the assessments what they are, then what else follows.
  void why() {
    bool first = true;
    const auto begin = [&] {
      if (std::exchange(first, false)) section("Why");
    };
    for (const bool decisive : {true, false}) {
      for (std::size_t i = 0; i < rules().assessments.size(); ++i) {
        for (std::size_t k = 0; k < rules().assessments[i].by.size(); ++k) {
          by_list(i, k, decisive, begin);
        }
      }
      for (std::size_t i = 0; i < rules().rules.size(); ++i) {
        const Rule& rule = rules().rules[i];
        if (result().rules[i].status != RuleStatus::fires || decides(rule) != decisive) continue;
        begin();
        fired(rule);
      }
    }
    overridden(first);
  }

  void fired(const Rule& rule) {
    lines_.wrapped(fmt::format("{}: {}", concluded(rule, false), rule_text(rule)), 4, 2);
    if (rule.condition) say_reasons(*rule.condition);
    if (rule.otherwise) lines_.plain("    no other rule for it holds");
    if (!rule.because.empty()) lines_.wrapped(fmt::format("because {}", rule.because), 6, 4);
    cite(rule.cites);
  }

  std::string subject(const ByList& list) const {
    if (const auto* finding = std::get_if<FindingId>(&list.subject)) {
      const Finding& of = rules().at(*finding);
      const evaluate::Possible& possible = of_.record.at(*finding);
      return in_words(of, possible.values, possible.range);
    }
    const QuantityId id = std::get<QuantityId>(list.subject);
    const Quantity& quantity = rules().at(id);
    return fmt::format("{} {}", sources_.slice(quantity.span),
                       amount(result().quantities[id.index], quantity.unit));
  }

  // A list that has come to one level, or to no less than one.
  template <class Begin>
  void by_list(std::size_t of_assessment, std::size_t list, bool decisive, const Begin& begin) {
    const Assessment& assessment = rules().assessments[of_assessment];
    const AssessmentResult& found = result().assessments[of_assessment];
    const Values& levels = found.by_list.at(list);
    const bool certain = levels.size() == 1;
    const bool least = assessment.kind == AssessmentKind::scale && !levels.empty() &&
                       found.established.has(levels.first());
    if ((!certain && !least) || (found.value == levels.first()) != decisive) return;
    begin();
    lines_.wrapped(
        fmt::format("{} {}{}: by {}", assessment.name, assessment.levels.at(levels.first()),
                    certain ? "" : " or more", subject(assessment.by[list])),
        4, 2);
  }

  void overridden(bool& first) {
    for (std::size_t i = 0; i < rules().rules.size(); ++i) {
      for (const RuleId by : result().rules[i].overridden_by) {
        if (std::exchange(first, false)) section("Why");
        lines_.wrapped(fmt::format("{} does not count: {} overrides it",
                                   rule_name(rules().rules[i]), rule_name(rules().at(by))),
                       4, 2);
      }
    }
  }

  // ---- What is open ------------------------------------------------------------------------

  void open() {
    bool first = true;
    const bool applies_open = result().applies == Truth::unknown;
    if (applies_open) {
      section("Still open");
      first = false;
      lines_.wrapped("whether the guideline applies at all", 2);
    }
    std::size_t idle = 0;
    for (std::uint32_t i = 0; i < rules().rules.size(); ++i) {
      if (result().rules[i].status != RuleStatus::undecided || rules().rules[i].otherwise) continue;
      const auto waits = evaluate::open_findings(rules(), of_.record, result(), RuleId{i});
      if (std::exchange(first, false)) section("Still open");
      // Rules on what was recorded are not asked about, but what they may bring is not hidden.
      const Rule& rule = rules().rules[i];
      const bool asked = is_asked(waits) || rule.reads_recorded;
      if (asked && !concluded(rule, true).empty()) {
        undecided(rule, waits);
      } else {
        ++idle;
      }
    }
    if (idle == 0) return;
    lines_.wrapped(
        fmt::format("{} more rule{} undecided, but whatever {} would change nothing above", idle,
                    idle == 1 ? " is" : "s are", idle == 1 ? "it concludes" : "they conclude"),
        4, 2);
  }

  bool is_asked(const std::vector<FindingId>& waits) const {
    const auto& ask = result().ask;
    return std::any_of(waits.begin(), waits.end(), [&](FindingId id) {
      return std::find(ask.begin(), ask.end(), id) != ask.end();
    });
  }

  void undecided(const Rule& rule, const std::vector<FindingId>& waits) {
    std::vector<std::string> names;
    for (const FindingId id : waits) names.push_back(rules().at(id).name);
    lines_.wrapped(fmt::format("{}: {} waits for {}", concluded(rule, true), rule_name(rule),
                               fmt::join(names, ", ")),
                   4, 2);
  }

  void ask() {
    if (result().ask.empty()) return;
    section("Record next");
    std::size_t number = 0;
    for (const FindingId id : result().ask) {
      const Finding& finding = rules().at(id);
      std::string text = fmt::format("{}. {}", ++number, finding.name);
      if (!finding.ask.empty()) text += fmt::format(" - {}", finding.ask);
      lines_.wrapped(text, 5, 2);
    }
  }

  // ---- Scores and advice -------------------------------------------------------------------

  void scores() {
    if (rules().scores.empty()) return;
    section("Scores");
    for (std::size_t i = 0; i < rules().scores.size(); ++i) {
      lines_.wrapped(
          fmt::format("{}  {}", rules().scores[i].name, score_text(result().scores[i].total)), 4,
          2);
    }
  }

  void advice() {
    bool first = true;
    for (const AdviceStatus status : {AdviceStatus::given, AdviceStatus::possible}) {
      for (std::size_t i = 0; i < rules().advice.size(); ++i) {
        if (result().advice[i].status != status) continue;
        if (std::exchange(first, false)) section("Advice");
        const Advice& each = rules().advice[i];
        const bool given = status == AdviceStatus::given;
        std::string text = fmt::format("{}{}: {}", given ? "" : "possibly ", each.name, each.text);
        for (const Citation& citation : each.cites) {
          text += fmt::format(" ({})", citation_text(rules(), citation));
        }
        lines_.wrapped(text, 4, 2);
        if (!each.because.empty()) lines_.wrapped(fmt::format("because {}", each.because), 6, 4);
      }
    }
  }

  const Case& of_;
  const text::Sources& sources_;
  const Style& style_;
  Lines lines_;
};

}  // namespace

std::string page(const Case& of, const text::Sources& sources, const std::string& guideline,
                 const Style& style, std::size_t width, std::string_view more) {
  return Page(of, sources, style, width).write(guideline, more);
}

std::vector<std::string> needs(const Case& of, RuleId rule) {
  std::vector<std::string> names;
  for (const FindingId id : evaluate::open_findings(of.rules, of.record, of.evaluation, rule)) {
    names.push_back(of.rules.at(id).name);
  }
  return names;
}

std::string rule_place(const Rule& rule, const text::Sources& sources) {
  const text::Source& source = sources.of(rule.span);
  return fmt::format("{}:{}", source.path(), source.place(rule.span).line);
}

}  // namespace bedside::explain

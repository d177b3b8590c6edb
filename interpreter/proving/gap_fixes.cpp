// Takes a gap; gives the ways to mend it that can be written down.
#include "interpreter/proving/gap_fixes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/meaning/cells.hpp"
#include "lang/meaning/names.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::proving {

using namespace meaning;
using proofs::Box;
using proofs::Variable;

namespace {

bool is_partial(const std::vector<bool>& cells) {
  return std::find(cells.begin(), cells.end(), false) != cells.end();
}

/// The cells as one range; none where they are in two stretches, or with a number not defined.
std::optional<Range> one_range(const Variable& variable, const std::vector<bool>& cells) {
  if (variable.may_lack && cells.back()) return std::nullopt;
  std::optional<Range> range;
  bool over = false;
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    if (cells[cell] && over) return std::nullopt;
    if (cells[cell]) range = range ? hull(*range, variable.ranges[cell]) : variable.ranges[cell];
    over = range && !cells[cell];
  }
  return range;
}

class Mender {
 public:
  Mender(Symbolic& symbolic, const Loaded& loaded, AssessmentId assessment, const Box& region)
      : symbolic_(symbolic), loaded_(loaded), assessment_(assessment), region_(region) {}

  std::vector<text::Fix> run(const std::vector<RuleId>& beside) {
    std::vector<text::Fix> fixes;
    for (const RuleId rule : beside) {
      if (auto fix = moved_bound(rule)) fixes.push_back(std::move(*fix));
    }
    if (!fixes.empty()) return fixes;
    const auto condition = region_as_condition();
    std::vector<std::string> levels;
    for (const RuleId rule : beside) {
      const std::string level = level_of(rule);
      if (!condition || std::find(levels.begin(), levels.end(), level) != levels.end()) continue;
      levels.push_back(level);
      if (auto fix = new_rule(rule, *condition, level)) fixes.push_back(std::move(*fix));
    }
    // One level alone would be an answer that nobody has chosen.
    if (fixes.size() < 2) fixes.clear();
    return fixes;
  }

 private:
  const RuleSet& rules() const { return loaded_.rules; }
  const proofs::Space& space() const { return symbolic_.world().space; }

  std::string level_of(RuleId rule) const {
    const Assessment& assessment = rules().at(assessment_);
    for (const Outcome& outcome : rules().at(rule).outcomes) {
      if (outcome.assessment != assessment_) continue;
      const std::string name = written(assessment.name);
      if (assessment.yes_no) return outcome.level == 1 ? name : fmt::format("no {}", name);
      return fmt::format("{} is {}", name, written(assessment.levels[outcome.level]));
    }
    return "";
  }

  // ---- A bound that is moved

  // Where the rule's condition is a comparison, or `and` with one, that only its end keeps from
  // taking the region in.
  std::optional<text::Fix> moved_bound(RuleId id) {
    const Rule& rule = rules().at(id);
    if (!rule.condition || rule.overridden_by.size() > 0) return std::nullopt;
    std::vector<ConditionId> parts{*rule.condition};
    if (const auto* all = std::get_if<All>(&rules().at(*rule.condition).kind)) {
      parts = all->operands;
    }
    for (const ConditionId part : parts) {
      const auto* is = std::get_if<Within>(&rules().at(part).kind);
      const auto finding = is == nullptr ? std::nullopt : as_finding(rules(), is->quantity);
      if (!finding || !others_hold(parts, part)) continue;
      if (auto fix = moved_bound(id, part, *is, *finding)) return fix;
    }
    return std::nullopt;
  }

  bool others_hold(const std::vector<ConditionId>& parts, ConditionId but) {
    proofs::Logic& logic = symbolic_.world().logic;
    return std::all_of(parts.begin(), parts.end(), [&](ConditionId part) {
      return part == but || logic.covers(logic.where(symbolic_.truth(part), Truth::yes), region_);
    });
  }

  std::optional<text::Fix> moved_bound(RuleId id, ConditionId part, const Within& is,
                                       FindingId finding) {
    const std::uint32_t index = space().of_finding[symbolic_.rule_set()][finding.index];
    const Variable& variable = space().variables[index];
    const auto missing = one_range(variable, region_[index]);
    // Between two bands only: what is beyond the last one was perhaps never meant.
    const bool at_end = region_[index].front() || region_[index][variable.cells() - 1];
    if (!missing || at_end) return std::nullopt;
    const Range wider = hull(is.range, *missing);
    // Nothing but the region may come in with it.
    const Range domain = hull(variable.ranges.front(), variable.ranges.back());
    if (!subtract(intersect(wider, domain), {is.range, *missing}, variable.grid).empty()) {
      return std::nullopt;
    }
    const text::Span& span = rules().at(part).span;
    const std::string words = wording(span, finding, wider);
    return text::Fix{
        fmt::format("take it in: `{}` gives {}", words, level_of(id)), {{span, words}}, false};
  }

  // As it is written there: with its subject, or in the cell of a table without.
  std::string wording(const text::Span& span, FindingId id, const Range& range) const {
    const Finding& finding = rules().at(id);
    const std::string_view content = loaded_.sources.of(span).content();
    const std::string there(content.substr(span.begin, span.end - span.begin));
    const std::string words = in_words(range, finding.unit);
    const bool with_subject = Names::key(there).starts_with(Names::key(finding.name));
    return with_subject ? fmt::format("{} {}", written(finding.name), words) : words;
  }

  // ---- A rule for the region

  std::optional<std::string> region_as_condition() const {
    std::string condition;
    for (std::uint32_t index = 0; index < region_.size(); ++index) {
      if (!is_partial(region_[index])) continue;
      const auto part = as_condition(space().variables[index], region_[index]);
      if (!part) return std::nullopt;
      condition += fmt::format("{}{}", condition.empty() ? "" : " and ", *part);
    }
    if (condition.empty()) return std::nullopt;
    return condition;
  }

  std::optional<std::string> as_condition(const Variable& variable,
                                          const std::vector<bool>& cells) const {
    if (!variable.is_finding()) return std::nullopt;
    const Finding& finding = rules().at(*variable.finding[symbolic_.rule_set()]);
    if (variable.is_number) {
      const auto range = one_range(variable, cells);
      if (!range) return std::nullopt;
      return in_words(finding, {}, *range);
    }
    if (variable.may_lack && cells.back()) return std::nullopt;
    Values values;
    for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
      if (cells[cell]) values |= variable.values[symbolic_.rule_set()][cell];
    }
    return in_words(finding, values, {});
  }

  // Before the rule beside it, where that is a statement of its own and no row of a table.
  std::optional<text::Fix> new_rule(RuleId beside, const std::string& condition,
                                    const std::string& level) const {
    const text::Span& span = rules().at(beside).span;
    const std::string_view content = loaded_.sources.of(span).content();
    const std::size_t end = content.rfind('\n', span.begin);
    const std::size_t begin = end == std::string_view::npos ? 0 : end + 1;
    const char first = content[begin];
    if (first == ' ' || first == '\t' || first == '|') return std::nullopt;
    const auto at = static_cast<std::uint32_t>(begin);
    return text::Fix{fmt::format("a rule of its own: {}", level),
                     {{{span.file, at, at}, fmt::format("if {} then {}\n", condition, level)}},
                     false};
  }

  Symbolic& symbolic_;
  const Loaded& loaded_;
  AssessmentId assessment_;
  const Box& region_;
};

}  // namespace

std::vector<text::Fix> gap_fixes(Symbolic& symbolic, const Loaded& loaded, AssessmentId assessment,
                                 const Box& region, const std::vector<RuleId>& beside) {
  return Mender(symbolic, loaded, assessment, region).run(beside);
}

}  // namespace bedside::proving

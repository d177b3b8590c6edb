// Takes what rules and band lists say on an assessment; gives where it may end, its value and its
// status, of a guideline that is taken to apply.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/export/steps.hpp"

namespace bedside::export_to {

using namespace meaning;

namespace {

Expression counted_of(const std::vector<Expression>& conditions) {
  std::vector<Expression> ones;
  for (const Expression& condition : conditions) {
    ones.push_back(cases({{condition, constant(Number(1))}}, constant(Number(0))));
  }
  return sum_of(ones);
}

bool has_level(const ByList& by, std::size_t level) {
  return std::any_of(by.bands.begin(), by.bands.end(),
                     [&](const Band& band) { return band.level == level; });
}

}  // namespace

/// For each level whether rules say so: certainly, perhaps (NULL), or not.
std::vector<Expression> Steps::levels_of_rules(AssessmentId id) const {
  const Assessment& assessment = context_.rules.at(id);
  std::vector<Expression> said;
  for (std::size_t level = 0; level < assessment.levels.size(); ++level) {
    std::vector<Expression> rules;
    for (const RuleId rule : assessment.rules) {
      for (const Outcome& outcome : context_.rules.at(rule).outcomes) {
        if (outcome.assessment == id && outcome.level == level) rules.push_back(this->rule(rule));
      }
    }
    said.push_back(context_.layers.column("by_rules#", either(rules), assessment.levels[level]));
  }
  return said;
}

// A scale's list establishes the least serious of its levels that is still possible, but its own
// lowest only where no other is.
std::vector<Expression> Steps::established_by(const ByList& by, std::size_t levels) const {
  std::vector<Expression> established(levels, constant(Truth::no));
  std::vector<Expression> below;
  for (std::size_t level = 0; level < levels; ++level) {
    if (!has_level(by, level)) continue;
    const Expression may = possible_level(by, level);
    if (below.empty()) {
      established[level] = only_level(by, level, levels);
    } else {
      established[level] = both({may, negation(either(below))});
    }
    below.push_back(may);
  }
  return established;
}

void Steps::end_scale(AssessmentId id, const std::vector<Expression>& said,
                      AssessmentColumns& columns) {
  const Assessment& assessment = context_.rules.at(id);
  const std::size_t levels = assessment.levels.size();
  std::vector<Expression> established;
  for (const Expression& level : said) established.push_back(certainly(level));
  for (std::size_t level = 0; level < levels; ++level) {
    // Nothing more serious is certain, each list may stay at or below it, and something reaches it.
    std::vector<Expression> reached{possibly(said[level])};
    std::vector<Expression> needs;
    for (std::size_t above = level + 1; above < levels; ++above) {
      needs.push_back(negation(certainly(said[above])));
    }
    for (const ByList& by : assessment.by) {
      std::vector<Expression> stays;
      for (std::size_t below = 0; below <= level; ++below) {
        if (has_level(by, below)) stays.push_back(possible_level(by, below));
      }
      needs.push_back(either(stays));
      if (has_level(by, level)) reached.push_back(possible_level(by, level));
    }
    needs.push_back(either(reached));
    columns.may_end.push_back(both(needs));
  }
  columns.nothing = constant(assessment.by.empty() ? Truth::yes : Truth::no);
  if (assessment.by.empty()) columns.nothing = negation(either(established));
  for (const ByList& by : assessment.by) {
    const std::vector<Expression> more = established_by(by, levels);
    for (std::size_t i = 0; i < levels; ++i) established[i] = either({established[i], more[i]});
  }
  columns.conflict = columns.conflicted = constant(Truth::no);
  for (Expression& level : columns.may_end) level = context_.layers.column("may#", level);
  std::vector<Branch> least_serious;
  for (std::size_t level = 0; level < levels; ++level) {
    least_serious.push_back(
        {columns.may_end[level], text_literal(context_.dialect, assessment.levels[level])});
  }
  settle(id, cases({{either(established), cases(least_serious, null())}}, null()), columns);
}

/// Whether of a list this level alone is still possible.
Expression Steps::only_level(const ByList& by, std::size_t level, std::size_t levels) const {
  std::vector<Expression> others;
  for (std::size_t other = 0; other < levels; ++other) {
    if (other != level && has_level(by, other)) others.push_back(possible_level(by, other));
  }
  return both({possible_level(by, level), negation(either(others))});
}

void Steps::end_choice(AssessmentId id, const std::vector<Expression>& said,
                       AssessmentColumns& columns) {
  const Assessment& assessment = context_.rules.at(id);
  const std::size_t levels = assessment.levels.size();
  std::vector<Expression> established;
  std::vector<Expression> of_rules;
  for (const Expression& level : said) {
    established.push_back(certainly(level));
    of_rules.push_back(possibly(level));
  }
  columns.may_end = of_rules;
  for (const ByList& by : assessment.by) {
    for (std::size_t level = 0; level < levels; ++level) {
      if (!has_level(by, level)) continue;
      established[level] = either({established[level], only_level(by, level, levels)});
      columns.may_end[level] = either({columns.may_end[level], possible_level(by, level)});
    }
  }
  for (Expression& level : established) level = context_.layers.column("certain#", level);
  for (Expression& level : columns.may_end) level = context_.layers.column("may#", level);
  const Expression two = constant(Number(2));
  const auto several = [&](const std::vector<Expression>& of) {
    if (of.size() < 2) return constant(Truth::no);
    return context_.layers.column("several#", compared(counted_of(of), ">=", two));
  };
  // One band list alone gives one level; any other two sources with two levels may differ.
  columns.conflict = several(columns.may_end);
  if (assessment.by.size() == 1) columns.conflict = both({columns.conflict, either(of_rules)});
  columns.conflicted = several(established);
  columns.nothing = constant(Truth::no);
  if (assessment.by.empty()) columns.nothing = negation(either(established));
  std::vector<Branch> only{{columns.conflicted, null()}};
  for (std::size_t level = 0; level < levels; ++level) {
    only.push_back({established[level], text_literal(context_.dialect, assessment.levels[level])});
  }
  settle(id, cases(only, null()), columns);
}

// The last resort, the value and the status.
void Steps::settle(AssessmentId id, const Expression& established, AssessmentColumns& columns) {
  const Assessment& assessment = context_.rules.at(id);
  Layers& layers = context_.layers;
  if (assessment.otherwise) {
    const std::size_t level = context_.rules.at(*assessment.otherwise).outcomes.at(0).level;
    columns.may_end[level] = either({columns.may_end[level], columns.nothing});
    columns.nothing = constant(Truth::no);
  }
  for (std::size_t i = 0; i < columns.may_end.size(); ++i) {
    const std::string words = fmt::format("{} may be {}", assessment.name, assessment.levels[i]);
    columns.may_end[i] = layers.column("may#", columns.may_end[i], words);
  }
  columns.nothing = layers.column("nothing#", columns.nothing, assessment.name + " may stay open");
  const Expression ends =
      layers.column("ends#", counted_of(columns.may_end), assessment.name + " has so many ends");
  const Expression settled = both({compared(ends, "=", constant(Number(1))),
                                   negation(columns.nothing), negation(columns.conflicted)});
  std::vector<Branch> end;
  for (std::size_t i = 0; i < columns.may_end.size(); ++i) {
    end.push_back({columns.may_end[i], text_literal(context_.dialect, assessment.levels[i])});
  }
  const Expression so_far = layers.column("so_far#", established, assessment.name + " so far");
  columns.value =
      layers.column("value#", cases({{settled, cases(end, null())}}, so_far), assessment.name);
  const auto words = [&](const char* status) { return text_literal(context_.dialect, status); };
  columns.status = layers.column("status#",
                                 cases({{columns.conflicted, words("conflict")},
                                        {settled, words("settled")},
                                        {negation(is_null(columns.value)), words("provisional")},
                                        {compared(ends, "=", constant(Number(0))), words("none")}},
                                       words("open")),
                                 assessment.name + " status");
}

void Steps::compute(AssessmentId id) {
  if (!applies_) return;
  const Assessment& assessment = context_.rules.at(id);
  const std::vector<Expression> said = levels_of_rules(id);
  AssessmentColumns& columns = assessments_.at(id.index);
  if (assessment.kind == AssessmentKind::scale) end_scale(id, said, columns);
  if (assessment.kind == AssessmentKind::choice) end_choice(id, said, columns);
}

}  // namespace bedside::export_to

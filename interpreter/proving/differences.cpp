// Takes two rule sets; gives for which patients they say something else, proved over all patients.
#include "interpreter/proving/differences.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/proving/comparer.hpp"
#include "lang/meaning/names.hpp"

namespace bedside::proving {

using namespace meaning;

namespace {

std::optional<std::size_t> place(const Assessment& assessment, const std::string& level) {
  for (std::size_t i = 0; i < assessment.levels.size(); ++i) {
    if (Names::key(assessment.levels[i]) == Names::key(level)) return i;
  }
  return std::nullopt;
}

/// On a scale: how far a value rises, or none where it is lost.
int assessment_gravity(const Assessment& assessment, const Change& change) {
  const auto before = place(assessment, change.before);
  const auto after = place(assessment, change.after);
  if (change.after.starts_with("conflict")) return -20'000;
  if (before && !after) return -10'000 - static_cast<int>(*before);
  if (before && after && assessment.kind == AssessmentKind::scale) {
    // A warning that is lost weighs more than one that is new.
    const int rise = static_cast<int>(*after) - static_cast<int>(*before);
    return rise < 0 ? 100 * rise - static_cast<int>(*before) : rise;
  }
  return 0;
}

}  // namespace

int gravity(const Change& change, const RuleSet& after) {
  const int kind = change.partial ? 1'000'000 : 100'000 * static_cast<int>(change.of);
  for (const Assessment& assessment : after.assessments) {
    if (change.of == Change::Of::assessment && assessment.name == change.subject) {
      return kind + assessment_gravity(assessment, change);
    }
  }
  return kind + (change.after == "given" ? 1 : 0);
}

Differences differences(const Loaded& before, const Loaded& after, const Limits& limits) {
  Differences all;
  all.vocabulary = vocabulary_changes(before.rules, after.rules);
  for (const std::string& name : incomparable_findings(before.rules, after.rules)) {
    all.undecided.push_back(
        fmt::format("anything: `{}` has no value that both rule sets know", name));
    all.partial_compared = false;
  }
  if (!all.undecided.empty()) return all;
  Comparer(before, after, proofs::Missing::where_read, limits).compare_complete(all);
  Comparer partial(before, after, proofs::Missing::all, limits);
  all.partial_compared = partial.can_lack();
  if (all.partial_compared) partial.compare_partial(all);
  std::stable_sort(all.changes.begin(), all.changes.end(), [&](const Change& a, const Change& b) {
    return gravity(a, after.rules) < gravity(b, after.rules);
  });
  return all;
}

}  // namespace bedside::proving

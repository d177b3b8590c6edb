// Takes what examples show of rule sets; gives it as text that a person reads.
#include "interpreter/commands/write_coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/commands/command.hpp"

namespace bedside::commands {

namespace {

using testing::GoalState;
using testing::Report;
using testing::ReportedGoal;

std::string place(const text::Span& span, const text::Sources& sources) {
  const text::Source& source = sources.of(span);
  return fmt::format("{}:{}", source.path(), source.place(span).line);
}

std::string summary(const Report& report, const text::Style& style) {
  std::string text;
  for (std::size_t i = 0; i < testing::measure_count; ++i) {
    const testing::Share& share = report.measures[i];
    if (share.of == 0) continue;
    const auto measure = static_cast<testing::Measure>(i);
    const std::string count = fmt::format("{:>4} of {:<4}", share.reached, share.of);
    text += fmt::format("  {:<11}{}  {}\n", testing::measure_name(measure),
                        share.reached == share.of ? style.green(count) : style.yellow(count),
                        style.dim(testing::measure_about(measure)));
  }
  for (const testing::ReportedStatuses& statuses : report.statuses) {
    text += fmt::format(
        "  {}: seen {}\n", statuses.assessment,
        statuses.seen.empty() ? "nothing" : fmt::format("{}", fmt::join(statuses.seen, ", ")));
  }
  return text;
}

void add_missing(const ReportedGoal& goal, const text::Style& style, std::string& text) {
  text += fmt::format("    {}\n", goal.text);
  if (goal.lacks.size() == 1) text += fmt::format("      lacks: {}\n", goal.lacks.front());
  for (const std::string& each : goal.tries) {
    text += fmt::format("      {} {}\n", style.dim("try:"), each);
  }
  if (goal.tries.empty()) text += "      no such example was found\n";
}

/// Goals of one state under the heads of what they are about.
std::string listed(const Report& report, const text::Sources& sources, const text::Style& style,
                   GoalState state) {
  // By subject in the order of the text: a rule's states, then its parts.
  std::vector<const ReportedGoal*> goals;
  for (const ReportedGoal& goal : report.goals) {
    if (goal.state == state) goals.push_back(&goal);
  }
  std::stable_sort(goals.begin(), goals.end(),
                   [](const auto* a, const auto* b) { return a->subject_span < b->subject_span; });
  std::string text;
  const ReportedGoal* last = nullptr;
  for (const ReportedGoal* goal : goals) {
    if (last == nullptr || last->subject_span != goal->subject_span) {
      text +=
          fmt::format("  {} ({})\n", style.bold(goal->subject), place(goal->subject_span, sources));
    }
    last = goal;
    if (state == GoalState::missing) {
      add_missing(*goal, style, text);
    } else {
      text += fmt::format("    {}\n", goal->text);
    }
  }
  return text;
}

}  // namespace

std::string coverage_text(const Covered& covered, const text::Style& style) {
  const Report& report = covered.report;
  const text::Sources& sources = covered.input->loaded.sources;
  std::string text = fmt::format(
      "{}: {} of {} shown by {} ({} %)\n", style.bold(covered.input->name), report.total.reached,
      report.total.of, counted(report.examples, "example"), report.total.percent());
  text += summary(report, style);
  const std::string missing = listed(report, sources, style, GoalState::missing);
  if (!missing.empty()) text += fmt::format("\n{}\n{}", style.bold("Not shown yet"), missing);
  const std::string never = listed(report, sources, style, GoalState::impossible);
  if (!never.empty()) {
    text += fmt::format("\n{}\n{}", style.bold("Shown by no patient, and not counted"), never);
  }
  return text;
}

}  // namespace bedside::commands

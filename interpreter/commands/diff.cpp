// Takes an old and a new version of rules; gives for which patients they say something else, proved
// over all patients.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/comparison.hpp"
#include "interpreter/commands/expected_changes.hpp"
#include "interpreter/commands/limits.hpp"

namespace bedside::commands {

namespace {

// `limit`: the seconds that all guidelines have together.
Comparison compared(const Side& before, const Side& after, const std::vector<Pair>& pairs,
                    double limit) {
  const proving::Limits limits = limits_from_now(limit);
  Comparison comparison{&before, &after, false, {}};
  for (const Pair& pair : pairs) {
    Compared each;
    each.guideline = guideline_name(pair.after != nullptr ? *pair.after : *pair.before);
    each.pair = pair;
    if (each.in_both()) {
      each.found = proving::differences(pair.before->loaded, pair.after->loaded, limits);
    }
    each.accepted.resize(each.found.changes.size());
    each.vocabulary_accepted.resize(each.found.vocabulary.size());
    comparison.guidelines.push_back(std::move(each));
  }
  return comparison;
}

std::string written(const Comparison& comparison, const Common& common) {
  if (common.format == "json") return comparison_json(comparison);
  if (common.format == "markdown") return comparison_markdown(comparison);
  if (common.format == "github") return comparison_github(comparison);
  if (common.format == "sarif") return comparison_sarif(comparison);
  const std::size_t width =
      common.output.empty() ? std::min<std::size_t>(columns(STDOUT_FILENO), 100) : 100;
  return comparison_text(comparison, style_for(common, STDOUT_FILENO), width, common.quiet);
}

// Rules with errors cannot be compared; whether there were any.
bool report_errors_of_both(const Side& before, const Side& after, const Common& common) {
  const bool old_ones = report_errors(before.inputs, common);
  const bool new_ones = report_errors(after.inputs, common);
  if (!old_ones && !new_ones) return false;
  const char* const which = !new_ones ? "old" : old_ones ? "old and the new" : "new";
  tell(fmt::format("bedside: the {} rules have errors; nothing was compared.", which));
  return true;
}

int write_list(const Comparison& comparison, const std::string& path, int code) {
  Output list(path);
  list.write(expected_list(comparison));
  return finish(list, code);
}

void tell_summary(const Comparison& comparison) {
  for (const Compared& each : comparison.guidelines) {
    if (each.same()) continue;
    const bool accepted = comparison.expects && each.all_accepted();
    tell(fmt::format("{}: {}{}", each.guideline, summary(each), accepted ? ", accepted" : ""));
  }
}

int compare(const Side& before, const Side& after, const Common& common, const DiffFlags& flags,
            ExpectedChanges expected) {
  auto pairs = paired(before, after);
  if (const auto* problem = std::get_if<Problem>(&pairs)) return fail(*problem);
  if (report_errors_of_both(before, after, common)) return wrong;
  Comparison comparison = compared(before, after, std::get<std::vector<Pair>>(pairs), flags.limit);
  if (!flags.expect.empty()) expected.judge(comparison);
  const bool well = flags.expect.empty() ? comparison.same() : comparison.all_accepted();
  Output output(common.output);
  output.write(written(comparison, common));
  int code = finish(output, well ? done : wrong);
  if (!flags.write_expect.empty() && code != failed) {
    code = write_list(comparison, flags.write_expect, code);
  }
  for (const std::string& line : expected.stale()) {
    tell(fmt::format("{}: accepted, but nothing of the kind was found", line));
  }
  if (!common.quiet) tell_summary(comparison);
  return code;
}

}  // namespace

int diff(const Common& common, const DiffFlags& flags) {
  const auto from_input = {flags.before == "-", flags.after == "-", flags.expect == "-"};
  if (std::count(from_input.begin(), from_input.end(), true) > 1) {
    return fail({"only one of OLD, NEW and --expect can come from standard input."});
  }
  if (!flags.expect.empty() && !flags.write_expect.empty()) {
    return fail({"--expect and --write-expect go not together; use one of them."});
  }
  ExpectedChanges expected;
  if (!flags.expect.empty()) {
    auto list = ExpectedChanges::read(flags.expect);
    if (const auto* problem = std::get_if<Problem>(&list)) return fail(*problem);
    expected = std::get<ExpectedChanges>(std::move(list));
  }
  auto before = load_side(flags.before, common.outside);
  if (const auto* problem = std::get_if<Problem>(&before)) return fail(*problem);
  auto after = load_side(flags.after, common.outside);
  if (const auto* problem = std::get_if<Problem>(&after)) return fail(*problem);
  return compare(std::get<Side>(before), std::get<Side>(after), common, flags, std::move(expected));
}

}  // namespace bedside::commands

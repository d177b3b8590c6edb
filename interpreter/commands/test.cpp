// Takes rule sets with examples; gives which examples hold, what they show, and which are missing.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/write_coverage.hpp"
#include "interpreter/commands/write_messages.hpp"
#include "interpreter/commands/write_tests.hpp"
#include "interpreter/testing/generate.hpp"
#include "interpreter/testing/rows.hpp"

namespace bedside::commands {

namespace {

using testing::Coverage;
using testing::Plan;

std::string tests_text(const std::vector<Tested>& all, const Common& common) {
  const text::Style style = style_for(common, STDOUT_FILENO);
  std::string text;
  for (const Tested& tested : all) {
    text += failures_text(tested, style);
    const std::size_t failures = tested.failures();
    if (tested.results.empty() || (common.quiet && failures == 0)) continue;
    text += fmt::format("{}: {} passed, {} failed\n", tested.input->name,
                        tested.results.size() - failures, failures);
  }
  return text;
}

// The examples that fail as messages, in the formats of messages.
std::string tests_as_messages(const std::vector<Tested>& all, const std::string& format) {
  std::vector<text::Messages> messages;
  for (const Tested& tested : all) messages.push_back(testing::failing_examples(tested.results));
  std::vector<MessagesOf> of;
  for (std::size_t i = 0; i < all.size(); ++i) {
    of.push_back({messages[i], all[i].input->loaded.sources, guideline_name(*all[i].input)});
  }
  return write_messages(format, of);
}

std::string tests_in(const std::vector<Tested>& all, const Common& common) {
  if (common.format.empty() || common.format == "text") return tests_text(all, common);
  if (common.format == "junit") return tests_junit(all);
  return tests_as_messages(all, common.format);
}

// ---- Coverage --------------------------------------------------------------------------------

Covered cover(const RuleSetInput& input) {
  const Plan plan(input.loaded.rules);
  Coverage coverage = testing::coverage_of(plan);
  testing::Search search(plan, coverage.shown);
  testing::mark_impossible(plan, search, coverage);
  return {&input,
          testing::report_of(plan, coverage, search, input.loaded.sources, guideline_name(input))};
}

std::string coverage_in(const std::string& format, const std::vector<Covered>& all,
                        const Common& common) {
  if (format == "json") return coverage_json(all);
  if (format == "lcov") return coverage_lcov(all);
  if (format == "html") return coverage_html(all);
  const text::Style style = style_for(common, STDOUT_FILENO);
  std::string text;
  for (const Covered& covered : all) {
    text += fmt::format("{}{}", text.empty() ? "" : "\n", coverage_text(covered, style));
  }
  return text;
}

// Whether enough is shown; what is not enough is said.
bool is_enough(const std::vector<Covered>& all, const TestFlags& flags) {
  bool enough = true;
  for (const Covered& covered : all) {
    const std::size_t percent = covered.report.total.percent();
    if (!flags.require || percent >= *flags.require) continue;
    tell(fmt::format("bedside: {}: {} % is shown, {} % is required.", covered.input->name, percent,
                     *flags.require));
    enough = false;
  }
  return enough;
}

// ---- New examples ----------------------------------------------------------------------------

std::string free_name(const meaning::RuleSet& rules) {
  const auto taken = [&](const std::string& name) {
    return std::any_of(rules.examples.begin(), rules.examples.end(), [&](const auto& example) {
      return example.name == name || example.name.starts_with(name + ", row ");
    });
  };
  std::string name = "to review";
  for (std::size_t i = 2; taken(name); ++i) name = fmt::format("to review {}", i);
  return name;
}

std::string generated_text(const RuleSetInput& input) {
  const Plan plan(input.loaded.rules);
  Coverage coverage = testing::coverage_of(plan);
  testing::Search search(plan, coverage.shown);
  testing::mark_impossible(plan, search, coverage);
  const testing::Generated generated = testing::generate(plan, coverage, search);
  const std::size_t before = coverage.share(plan, std::nullopt).reached;
  std::size_t more = 0;
  for (const testing::NewExample& example : generated.examples) more += example.goals.size();
  const std::size_t of = coverage.share(plan, std::nullopt).of;
  tell(fmt::format("{}: {} of {} shown; {} would show {}", input.name, before, of,
                   counted(generated.examples.size(), "new example"), before + more));
  const std::string table = testing::examples_table(plan, coverage, generated, input.loaded.sources,
                                                    free_name(input.loaded.rules));
  if (generated.examples.empty()) return table;
  return fmt::format(
      "# For {}: what the rules say of patients that no example has, to be reviewed by somebody\n"
      "# who knows what they should say. Paste it below the rules, or use them from a new file.\n"
      "{}",
      input.name, table);
}

// What does not go together, as a sentence; empty where all does.
std::string misuse(const Common& common, const TestFlags& flags) {
  const std::string& format = common.format;
  const bool of_coverage = format == "lcov" || format == "html";
  const bool of_tests = format == "junit" || format == "sarif" || format == "github";
  if (flags.coverage && flags.generate) return "--coverage and --generate go one at a time.";
  if (flags.generate && !format.empty() && format != "text") {
    return fmt::format("--generate writes examples as rule text, not as {}.", format);
  }
  if (!flags.coverage && of_coverage)
    return fmt::format("--format {} goes with --coverage.", format);
  if (flags.coverage && of_tests) return fmt::format("--coverage has no format {}.", format);
  if (!flags.coverage && flags.require) return "--require goes with --coverage.";
  return "";
}

}  // namespace

int test(const Common& common, const TestFlags& flags) {
  const std::string wrong_use = misuse(common, flags);
  if (!wrong_use.empty()) return fail({wrong_use});
  auto loaded = load_rule_sets(common.rules, common.outside);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (report_errors(inputs, common)) {
    tell("bedside: the rules have errors; no example was run.");
    return wrong;
  }
  Output output(common.output);
  if (flags.generate) {
    for (const RuleSetInput& input : inputs) output.write(generated_text(input));
    return finish(output, done);
  }
  std::vector<Tested> all;
  bool bad = false;
  for (const RuleSetInput& input : inputs) {
    all.push_back({&input, testing::run_examples(input.loaded.rules, input.loaded.sources)});
    bad = bad || all.back().results.empty() || all.back().failures() > 0;
    if (!all.back().results.empty()) continue;
    tell(fmt::format("bedside: {} has no example, so that nothing was tested.", input.name));
  }
  if (!flags.coverage) {
    output.write(tests_in(all, common));
    return finish(output, bad ? wrong : done);
  }
  std::vector<Covered> covered;
  for (const RuleSetInput& input : inputs) covered.push_back(cover(input));
  for (const Tested& tested : all)
    tell_text(failures_text(tested, style_for(common, STDERR_FILENO)));
  output.write(coverage_in(common.format, covered, common));
  bad = !is_enough(covered, flags) || bad;
  return finish(output, bad ? wrong : done);
}

}  // namespace bedside::commands

// Takes rule sets with examples; gives which examples hold.
#include <fmt/format.h>
#include <unistd.h>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/write_tests.hpp"

namespace bedside::commands {

namespace {

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

}  // namespace

int test(const Common& common, const TestFlags& /*flags*/) {
  auto loaded = load_rule_sets(common.rules);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (report_errors(inputs, common)) {
    tell("bedside: the rules have errors; no example was run.");
    return wrong;
  }
  std::vector<Tested> all;
  bool bad = false;
  for (const RuleSetInput& input : inputs) {
    all.push_back({&input, testing::run_examples(input.loaded.rules, input.loaded.sources)});
    bad = bad || all.back().results.empty() || all.back().failures() > 0;
    if (!all.back().results.empty()) continue;
    tell(fmt::format("bedside: {} has no example, so that nothing was tested.", input.name));
  }
  Output output(common.output);
  output.write(common.format == "junit" ? tests_junit(all) : tests_text(all, common));
  return finish(output, bad ? wrong : done);
}

}  // namespace bedside::commands

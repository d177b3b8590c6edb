// Takes rule sets with examples; gives which examples hold.
#include <fmt/format.h>
#include <unistd.h>

#include "interpreter/commands/commands.hpp"
#include "interpreter/testing/examples.hpp"

namespace bedside::commands {

namespace {

void write(const testing::ExampleResult& result, const RuleSetInput& input,
           const text::Style& style, Output& output) {
  const text::Sources& sources = input.loaded.sources;
  output.write(fmt::format("{} example \"{}\" ({})\n", style.red("failed"), result.name,
                           text::place_text(result.span, sources)));
  for (const testing::Failure& failure : result.failures) {
    output.write(fmt::format("  expected {}\n  got      {}\n", failure.expected, failure.got));
  }
}

}  // namespace

int test(const Common& common) {
  auto loaded = load_rule_sets(common.rules);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (report_errors(inputs, common)) {
    tell("bedside: the rules have errors; no example was run.");
    return wrong;
  }
  const text::Style style = style_for(common, STDOUT_FILENO);
  Output output(common.output);
  bool bad = false;
  for (const RuleSetInput& input : inputs) {
    const auto results = testing::run_examples(input.loaded.rules, input.loaded.sources);
    std::size_t passed = 0;
    for (const testing::ExampleResult& result : results) {
      if (result.failures.empty()) {
        ++passed;
      } else {
        write(result, input, style, output);
      }
    }
    const std::size_t failures = results.size() - passed;
    bad = bad || failures > 0 || results.empty();
    if (results.empty()) {
      tell(fmt::format("bedside: {} has no example, so that nothing was tested.", input.name));
    } else if (!common.quiet || failures > 0) {
      output.write(fmt::format("{}: {} passed, {} failed\n", input.name, passed, failures));
    }
  }
  return finish(output, bad ? wrong : done);
}

}  // namespace bedside::commands

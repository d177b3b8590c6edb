// Takes rule sets; gives all that is wrong with their text, names and types.
#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/write_messages.hpp"
#include "interpreter/testing/examples.hpp"

namespace bedside::commands {

namespace {

using text::Severity;

struct Counts {
  std::array<std::size_t, 3> by_severity{};

  std::size_t& of(Severity severity) { return by_severity[static_cast<std::size_t>(severity)]; }
  std::string words() const {
    std::string words = counted(by_severity[0], "error");
    if (by_severity[1] > 0) words += ", " + counted(by_severity[1], "warning");
    if (by_severity[2] > 0) words += ", " + counted(by_severity[2], "note");
    return words;
  }
};

// Whether a message of this severity makes the check fail.
bool is_denied(Severity severity, const std::string& deny) {
  if (severity == Severity::error) return true;
  if (severity == Severity::warning) return deny == "warnings" || deny == "notes";
  return deny == "notes";
}

std::string summary(const RuleSetInput& input) {
  const meaning::RuleSet& rules = input.loaded.rules;
  return fmt::format("{}: {}, {}, {}", input.name, counted(rules.findings.size(), "finding"),
                     counted(rules.rules.size(), "rule"),
                     counted(rules.examples.size(), "example"));
}

// Where the rules can be evaluated, examples that do not hold are errors like any other.
void add_failing_examples(RuleSetInput& input) {
  meaning::Loaded& loaded = input.loaded;
  if (!loaded.usable()) return;
  const auto results = testing::run_examples(loaded.rules, loaded.sources);
  for (text::Message& message : testing::failing_examples(results)) {
    loaded.messages.push_back(std::move(message));
  }
  text::sort_by_place(loaded.messages);
}

}  // namespace

int check(const Common& common, const CheckFlags& flags) {
  auto loaded = load_all_below(common.rules);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  for (RuleSetInput& input : inputs) add_failing_examples(input);
  const text::Style style = style_for(common, STDOUT_FILENO);
  Output output(common.output);
  Counts counts;
  bool bad = false;
  std::vector<MessagesOf> all;
  for (const RuleSetInput& input : inputs) {
    all.push_back({input.loaded.messages, input.loaded.sources});
    for (const text::Message& message : input.loaded.messages) {
      const Severity severity = text::entry(message.code).severity;
      ++counts.of(severity);
      bad = bad || is_denied(severity, flags.deny);
      if (common.format != "json") {
        output.write(text::render(message, input.loaded.sources, style) + "\n");
      }
    }
    if (common.format != "json" && !common.quiet && input.loaded.messages.empty()) {
      output.write(
          fmt::format("{}: nothing wrong found in its text, names and types\n", summary(input)));
    }
  }
  if (common.format == "json") output.write(messages_json(all));
  const int code = finish(output, bad ? wrong : done);
  if (!common.quiet && counts.words() != "0 errors") tell(counts.words());
  return code;
}

}  // namespace bedside::commands

// Takes rule sets; gives all that is wrong with their text, names and types.
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <set>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/fix.hpp"
#include "interpreter/commands/write_messages.hpp"
#include "interpreter/proving/all_patients.hpp"
#include "interpreter/testing/examples.hpp"
#include "lang/text/diff.hpp"

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

std::string tells_more(const std::set<text::Code>& codes) {
  const std::string_view which = codes.size() == 1 ? text::entry(*codes.begin()).name : "CODE";
  return fmt::format(" (bedside explain {} tells more)", which);
}

std::string summary(const RuleSetInput& input) {
  const meaning::RuleSet& rules = input.loaded.rules;
  return fmt::format("{}: {}, {}, {}", input.name, counted(rules.findings.size(), "finding"),
                     counted(rules.rules.size(), "rule"),
                     counted(rules.examples.size(), "example"));
}

std::string all_well(const std::vector<RuleSetInput>& inputs) {
  std::string lines;
  for (const RuleSetInput& input : inputs) {
    if (!input.loaded.messages.empty()) continue;
    lines += fmt::format("{}: nothing wrong found in its text, names and types\n", summary(input));
  }
  return lines;
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

// What the proofs over all patients find, in the seconds that they have together.
void add_proofs(RuleSetInput& input, const std::function<bool()>& is_spent) {
  meaning::Loaded& loaded = input.loaded;
  if (!loaded.usable()) return;
  for (text::Message& message : proving::check_all_patients(loaded, {is_spent})) {
    loaded.messages.push_back(std::move(message));
  }
  text::sort_by_place(loaded.messages);
}

// The rule sets with their messages, after the sure fixes where these are wanted.
Result<std::vector<RuleSetInput>> examined(const Common& common, const CheckFlags& flags) {
  if (flags.fix && !flags.dry_run) {
    auto fixed = make_sure_fixes(common.rules);
    if (const auto* problem = std::get_if<Problem>(&fixed)) return *problem;
    const Fixed& made = std::get<Fixed>(fixed);
    if (auto problem = write(made)) return *problem;
    if (!common.quiet) tell_text(fixed_in_words(made, "fixed"));
  }
  auto loaded = load_all_below(common.rules);
  if (auto* inputs = std::get_if<std::vector<RuleSetInput>>(&loaded)) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::duration<double>(flags.limit);
    for (RuleSetInput& input : *inputs) {
      add_failing_examples(input);
      add_proofs(input, [end] { return Clock::now() > end; });
    }
  }
  return loaded;
}

// What `--fix` would change, as a diff; 1 where it would change anything.
int show_fixes(const Common& common) {
  const auto fixed = make_sure_fixes(common.rules);
  if (const auto* problem = std::get_if<Problem>(&fixed)) return fail(*problem);
  const Fixed& made = std::get<Fixed>(fixed);
  Output output(common.output);
  for (const FixedFile& file : made.files) {
    output.write(text::unified_diff(file.path, file.before, file.after));
  }
  const int code = finish(output, made.files.empty() ? done : wrong);
  if (!common.quiet) tell_text(fixed_in_words(made, "would fix"));
  return code;
}

}  // namespace

int check(const Common& common, const CheckFlags& flags) {
  if (flags.dry_run && !flags.fix) return fail({"--dry-run goes with --fix."});
  if (flags.dry_run) return show_fixes(common);
  auto loaded = examined(common, flags);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  const Denied denied{flags.deny == "warnings", flags.deny == "notes"};
  Counts counts;
  bool bad = false;
  std::vector<MessagesOf> all;
  std::set<text::Code> codes;
  for (const RuleSetInput& input : inputs) {
    all.push_back({input.loaded.messages, input.loaded.sources, guideline_name(input)});
    for (const text::Message& message : input.loaded.messages) {
      const Severity severity = text::entry(message.code).severity;
      ++counts.of(severity);
      codes.insert(message.code);
      bad = bad || denied.covers(severity);
    }
  }
  Output output(common.output);
  output.write(write_messages(common.format, all, denied, style_for(common, STDOUT_FILENO)));
  const bool as_text = common.format.empty() || common.format == "text";
  if (as_text && !common.quiet) output.write(all_well(inputs));
  const int code = finish(output, bad ? wrong : done);
  if (!common.quiet && !codes.empty()) tell(counts.words() + (as_text ? tells_more(codes) : ""));
  return code;
}

}  // namespace bedside::commands

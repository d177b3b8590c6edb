// Takes rule sets; gives all that is wrong with their text, names and types, and what the checks
// over all patients find.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/fix.hpp"
#include "interpreter/commands/limits.hpp"
#include "interpreter/commands/write_messages.hpp"
#include "interpreter/proving/checks.hpp"
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

// Notes are no faults, unless they are denied.
bool is_well(const text::Messages& messages, const Denied& denied) {
  return std::all_of(messages.begin(), messages.end(), [&](const text::Message& message) {
    const Severity severity = text::entry(message.code).severity;
    return severity == Severity::note && !denied.covers(severity);
  });
}

std::string all_well(const std::vector<RuleSetInput>& inputs, const Denied& denied) {
  std::string lines;
  for (const RuleSetInput& input : inputs) {
    if (!is_well(input.loaded.messages, denied)) continue;
    lines += fmt::format("{}: nothing wrong found, for any patient\n", summary(input));
  }
  return lines;
}

/// A place in a file, and what is said of it.
using Said = std::tuple<std::string, std::uint32_t, text::Code>;

Said said(const text::Message& message, const text::Sources& sources) {
  return {sources.of(message.span).path(), message.span.begin, message.code};
}

// What is left over in a file that several rule sets use, is so only where none of them needs it;
// and then it is said once.
void keep_what_all_say(std::vector<RuleSetInput>& inputs,
                       const std::vector<text::Messages>& found) {
  std::map<std::string, std::size_t> users;
  std::map<Said, std::size_t> times;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const text::Sources& sources = inputs[i].loaded.sources;
    for (std::uint32_t file = 0; file < sources.size() && inputs[i].loaded.usable(); ++file) {
      ++users[sources.at(file).path()];
    }
    for (const text::Message& message : found[i]) ++times[said(message, sources)];
  }
  std::set<Said> done;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    meaning::Loaded& loaded = inputs[i].loaded;
    for (const text::Message& message : found[i]) {
      const Said what = said(message, loaded.sources);
      const bool of_all = times[what] == users[std::get<std::string>(what)];
      if (proving::is_left_over(message.code) && !(of_all && done.insert(what).second)) continue;
      loaded.messages.push_back(message);
    }
    text::sort_by_place(loaded.messages);
  }
}

// `limit`: the seconds that the proofs of all rule sets have together.
void add_checks(std::vector<RuleSetInput>& inputs, double limit) {
  const proving::Limits limits = limits_from_now(limit);
  std::vector<text::Messages> found;
  for (const RuleSetInput& input : inputs) {
    found.push_back(proving::all_checks(input.loaded, limits));
  }
  keep_what_all_say(inputs, found);
}

// The rule sets with their messages, after the sure fixes where these are wanted.
Result<std::vector<RuleSetInput>> examined(const Common& common, const CheckFlags& flags) {
  if (flags.fix && !flags.dry_run) {
    auto fixed = make_sure_fixes(common.rules, common.outside);
    if (const auto* problem = std::get_if<Problem>(&fixed)) return *problem;
    const Fixed& made = std::get<Fixed>(fixed);
    if (auto problem = write(made)) return *problem;
    if (!common.quiet) tell_text(fixed_in_words(made, "fixed"));
  }
  auto loaded = load_all_below(common.rules, common.outside);
  if (auto* inputs = std::get_if<std::vector<RuleSetInput>>(&loaded)) {
    add_checks(*inputs, flags.limit);
  }
  return loaded;
}

// What `--fix` would change, as a diff; 1 where it would change anything.
int show_fixes(const Common& common) {
  const auto fixed = make_sure_fixes(common.rules, common.outside);
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
  if (as_text && !common.quiet) output.write(all_well(inputs, denied));
  const int code = finish(output, bad ? wrong : done);
  if (!common.quiet && !codes.empty()) tell(counts.words() + (as_text ? tells_more(codes) : ""));
  return code;
}

}  // namespace bedside::commands

// Takes the words of a command line; gives the command that they name, with its flags. CLI11 lives
// here alone.
#include "interpreter/commands/command_line.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "interpreter/commands/commands.hpp"
#include "lang/text/near.hpp"

namespace bedside::commands {

namespace {

const char* const footer =
    "RULES is files (read together), folders (every guideline below them), or the name of a\n"
    "shipped guideline; left out: hand-hemangioma. Exit codes: 0 nothing wrong, 1 something is\n"
    "wrong in what was examined, 2 not done.\n"
    "Bedside is not a medical device; what it says is information, not medical advice.";

void add_common(CLI::App& command, Common& common, const std::vector<std::string>& formats) {
  command.add_option("RULES", common.rules, "files, folders or shipped guidelines");
  if (!formats.empty()) {
    command.add_option("--format", common.format, fmt::format("{}", fmt::join(formats, ", ")))
        ->check(CLI::IsMember(formats));
  }
  command.add_option("--output", common.output, "write results to FILE")->type_name("FILE");
  command.add_option("--color", common.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  command.add_flag("--quiet", common.quiet, "say only what is wrong");
}

struct Commands {
  Common common;
  AssessFlags assess;
  CheckFlags check;
  int code = done;
};

void add_assess(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("assess", "what follows for patients, and why");
  add_common(*command, to.common, {"text", "json", "ndjson", "csv"});
  command->add_option("--given", to.assess.given, "what is known of one patient")
      ->type_name("FACTS")
      ->allow_extra_args(false);
  command
      ->add_option("--findings", to.assess.findings,
                   "patients: .json, .ndjson, .csv, .patient; - is standard input")
      ->type_name("FILE");
  command
      ->add_option("--findings-format", to.assess.findings_format,
                   "how FILE is written, where its name does not say")
      ->check(CLI::IsMember({"patient", "json", "ndjson", "csv"}));
  command->add_option("--rejects", to.assess.rejects, "write rows that cannot be read to FILE")
      ->type_name("FILE");
  command->footer(
      "Example: bedside assess --given \"calcification localized, no pain\"\n"
      "Example: bedside assess rules.bedside --findings patients.csv --output results.csv");
  command->callback([&to] { to.code = assess(to.common, to.assess); });
}

void add_check(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("check", "text, names, types and ambiguities of rules");
  add_common(*command, to.common, {"text", "json"});
  command->add_option("--deny", to.check.deny, "warnings or notes count as errors")
      ->check(CLI::IsMember({"warnings", "notes"}));
  command->footer("Example: bedside check rules.bedside --deny warnings");
  command->callback([&to] { to.code = check(to.common, to.check); });
}

void add_test(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("test", "run the examples of rules");
  add_common(*command, to.common, {});
  command->footer("Example: bedside test rules.bedside");
  command->callback([&to] { to.code = test(to.common); });
}

void add_rules(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("rules", "the shipped guidelines, or what RULES are");
  add_common(*command, to.common, {"text", "json"});
  command->footer("Example: bedside rules");
  command->callback([&to] { to.code = rules(to.common); });
}

std::string no_such(std::string_view what, const std::string& word,
                    const std::vector<std::string>& known) {
  return fmt::format("`{}` is no {}.{}", word, what,
                     bedside::text::did_you_mean(bedside::text::near_names(word, known)));
}

// "did you mean" for a command or flag that there is not; empty where there is nothing to say.
std::string unknown_word(const CLI::App& app, const std::vector<std::string>& words) {
  if (words.empty()) return "";
  if (words[0].starts_with("-")) {
    const std::vector<std::string> known{"--help", "-h", "--version"};
    const bool found = std::find(known.begin(), known.end(), words[0]) != known.end();
    return found ? "" : no_such("flag of bedside", words[0], known);
  }
  const CLI::App* command = nullptr;
  std::vector<std::string> names;
  for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(each->get_name());
    if (names.back() == words[0]) command = each;
  }
  if (command == nullptr) return no_such("command", words[0], names);
  std::vector<std::string> flags;
  for (const CLI::Option* option : command->get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  bool is_value = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "--") break;
    const std::string name = words[i].substr(0, words[i].find('='));
    const auto* option = name.starts_with("--") ? command->get_option_no_throw(name) : nullptr;
    if (!is_value && name.starts_with("--") && option == nullptr) {
      return no_such(fmt::format("flag of `{}`", words[0]), name, flags);
    }
    is_value = option != nullptr && option->get_items_expected_max() > 0 && name == words[i];
  }
  return "";
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app(
      "Clinical guidelines as sentences that a clinician reads aloud and a computer follows.",
      "bedside");
  app.footer(footer);
  app.set_version_flag("--version", fmt::format("bedside {}", BEDSIDE_VERSION));
  app.require_subcommand(1);
  Commands to;
  add_assess(app, to);
  add_check(app, to);
  add_test(app, to);
  add_rules(app, to);
  const std::string unknown = unknown_word(app, {argv + 1, argv + argc});
  if (!unknown.empty()) return fail({unknown});
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    return fail({fmt::format("{} (bedside --help tells more)", error.what())});
  }
  return to.code;
}

}  // namespace bedside::commands

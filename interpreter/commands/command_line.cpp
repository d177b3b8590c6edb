// Takes the words of a command line; gives the command that they name, with its flags. CLI11 lives
// in the files of the command line alone.
#include "interpreter/commands/command_line.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "interpreter/commands/command_line_flags.hpp"
#include "interpreter/commands/completions.hpp"
#include "interpreter/commands/man_page.hpp"

namespace bedside::commands {

namespace {

const char* const notes =
    "RULES is files (read together as one rule set), folders (every guideline below them), or the "
    "name of a shipped guideline (bedside rules lists them); left out: hand-hemangioma. After --, "
    "nothing is read as a flag. NO_COLOR in the environment turns colours off.";

int print(const std::string& text, const std::string& path = "") {
  Output output(path);
  output.write(text);
  return finish(output, done);
}

std::size_t help_width(int descriptor) { return std::min<std::size_t>(columns(descriptor), 80); }

int help(const Outline& outline, const std::string& about) {
  const std::size_t width = help_width(STDOUT_FILENO);
  if (about.empty()) return print(help_text(outline, width));
  const CommandOutline* command = outline.command(about);
  return command == nullptr ? fail({no_such_command(outline, about)})
                            : print(help_text(*command, width));
}

void add_help(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("help", "what a command does, and its flags");
  command->group("More");
  command->add_option("COMMAND", to.help_about, "a command of bedside")->type_name("COMMAND");
  command->footer("Example: bedside help assess");
  command->callback([&to] { to.code = help(*to.outline, to.help_about); });
}

void add_completions(CLI::App& app, Commands& to) {
  CLI::App* command =
      app.add_subcommand("completions", "the script that completes bedside in a shell");
  command->group("More");
  command->add_option("SHELL", to.shell, "the shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  add_output(*command, to.common);
  command->footer(
      "Example: bedside completions bash > bedside.bash && source bedside.bash\n"
      "Example: bedside completions zsh --output _bedside\n"
      "Example: bedside completions fish --output bedside.fish\n"
      "An installed bedside has them in place already. Else: bash reads the script from your "
      ".bashrc, zsh from a folder in $fpath, fish from ~/.config/fish/completions.");
  command->callback([&to] {
    const Outline& outline = *to.outline;
    to.code = print(to.shell == "bash"  ? bash_completions(outline)
                    : to.shell == "zsh" ? zsh_completions(outline)
                                        : fish_completions(outline),
                    to.common.output);
  });
}

void add_man(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("man", "the manual page");
  command->group("More");
  add_output(*command, to.common);
  command->footer(
      "Example: bedside man --output bedside.1\n"
      "To read it: bedside man | man -l -");
  command->callback(
      [&to] { to.code = print(man_page(*to.outline, BEDSIDE_DATE), to.common.output); });
}

struct NamedCommand {
  std::string_view name;
  void (*add)(CLI::App&, Commands&);
  bool alone = true;  ///< it needs not know the others
};

constexpr NamedCommand all_commands[] = {
    {"assess", add_assess},    {"ask", add_ask},
    {"check", add_check},      {"diff", add_diff},
    {"prove", add_prove},      {"replay", add_replay},
    {"test", add_test},        {"fmt", add_fmt},
    {"repl", add_repl},        {"rules", add_rules},
    {"export", add_export},    {"explain", add_explain},
    {"help", add_help, false}, {"completions", add_completions, false},
    {"man", add_man, false},
};

void settle_flags(CLI::App& command) {
  // One value after each flag: in `--given "pain" x.bedside` the file is none of the facts.
  for (CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) option->allow_extra_args(false);
  }
  command.set_version_flag("--version", "")->description("print the version")->group(common_group);
  command.get_help_ptr()->description("print this")->group(common_group);
}

int parse(CLI::App& app, const Outline& outline, std::vector<std::string> words, Commands& to) {
  const CommandOutline* command = outline.command(words.at(0));
  std::reverse(words.begin(), words.end());  // as CLI11 takes them
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    return help(outline, command == nullptr ? "" : command->name);
  } catch (const CLI::CallForVersion&) {
    return print(fmt::format("bedside {}\n", outline.version));
  } catch (const CLI::ParseError& error) {
    // What `read_usage` did not see coming: a number that is none, and the like.
    std::string_view why = error.what();
    constexpr std::string_view not_read = "Could not convert: ";
    const bool converted = !why.starts_with(not_read);
    if (!converted) why.remove_prefix(not_read.size());
    const std::string of = command == nullptr ? "" : " " + command->name;
    return fail({fmt::format("{}{} (bedside{} --help tells more)", why,
                             converted ? "" : " cannot be read", of)});
  }
  return to.code;
}

/// The program with all commands, or with one of them alone.
class Program {
 public:
  explicit Program(const NamedCommand* only = nullptr) {
    app_.footer(
        std::string("Example: bedside assess --given \"calcification localized, no pain\"\n") +
        "Exit 1: something is wrong in what was examined\n" + notes);
    app_.set_version_flag("--version", "")->description("print the version");
    app_.get_help_ptr()->description("print this");
    app_.require_subcommand(1);
    for (const NamedCommand& each : all_commands) {
      if (only == nullptr || only == &each) each.add(app_, to_);
    }
    for (CLI::App* each : app_.get_subcommands([](const CLI::App*) { return true; })) {
      settle_flags(*each);
    }
    outline_ = outline_of(app_);
    outline_.version = BEDSIDE_VERSION;
    to_.outline = &outline_;
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const Outline& outline() const { return outline_; }
  int run(Usage usage) { return parse(app_, outline_, std::move(usage.words), to_); }

 private:
  CLI::App app_{
      "Clinical guidelines as sentences that a clinician reads aloud and a computer follows.",
      "bedside"};
  Commands to_;
  Outline outline_;
};

// Words that name a command and are well need no other command: most of the time that a short run
// takes would go into those.
std::optional<int> run_alone(const std::vector<std::string>& words) {
  for (const NamedCommand& each : all_commands) {
    if (!each.alone || words.empty() || words[0] != each.name) continue;
    Program program(&each);
    Usage usage = read_usage(program.outline(), words);
    if (usage.problem.empty()) return program.run(std::move(usage));
  }
  return std::nullopt;
}

}  // namespace

int run_command_line(int argc, char** argv) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  // Where no file is called so, `bedside check help` asks for help.
  const bool asks = words.size() == 2 && words[1] == "help" && !exists("help");
  if (!asks) {
    if (const auto code = run_alone(words)) return *code;
  }
  Program program;
  const Outline& outline = program.outline();
  if (words.empty()) {
    tell_text(help_text(outline, help_width(STDERR_FILENO)));
    return failed;
  }
  if (asks) return help(outline, words[0]);
  Usage usage = read_usage(outline, words);
  if (!usage.problem.empty()) return fail({usage.problem});
  return program.run(std::move(usage));
}

}  // namespace bedside::commands

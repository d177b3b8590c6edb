// Takes what CLI11 was told about the command line; gives its outline.
#include "interpreter/commands/command_line_outline.hpp"

#include <algorithm>
#include <sstream>

#include <CLI/CLI.hpp>

namespace bedside::commands {

namespace {

// CLI11 writes the words that an option takes as `TEXT:{text,json}`.
void take_values(const std::string& type, FlagOutline& into) {
  const std::size_t brace = type.find('{');
  into.value = type.substr(0, std::min(brace, type.find(':')));
  if (brace == std::string::npos) return;
  std::istringstream words(type.substr(brace + 1, type.find('}', brace) - brace - 1));
  for (std::string word; std::getline(words, word, ',');) into.values.push_back(word);
}

FlagOutline flag_of(const CLI::Option& option) {
  FlagOutline flag;
  for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) flag.names.push_back("-" + name);
  if (flag.names.empty()) flag.names.push_back(option.get_name(true, false));
  flag.about = option.get_description();
  flag.group = option.get_group() == "Options" ? "Flags" : option.get_group();
  flag.many = option.get_expected_max() > 1;
  flag.required = option.get_required();
  if (option.get_items_expected_max() > 0) take_values(option.get_type_name(), flag);
  return flag;
}

void take_footer(const std::string& footer, CommandOutline& into) {
  const std::string example = "Example: ";
  const std::string exit_one = "Exit 1: ";
  std::istringstream lines(footer);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(example)) {
      into.examples.push_back(line.substr(example.size()));
    } else if (line.starts_with(exit_one)) {
      into.wrong = line.substr(exit_one.size());
    } else {
      into.notes += (into.notes.empty() ? "" : " ") + line;
    }
  }
}

CommandOutline command_of(const CLI::App& app) {
  CommandOutline command;
  command.name = app.get_name();
  command.about = app.get_description();
  command.group = app.get_group() == "Subcommands" ? "Commands" : app.get_group();
  std::vector<FlagOutline> help;
  for (const CLI::Option* option : app.get_options()) {
    FlagOutline flag = flag_of(*option);
    if (!flag.name().starts_with("-")) {
      command.arguments.push_back(std::move(flag));
    } else if (option == app.get_help_ptr()) {
      help.push_back(std::move(flag));
    } else {
      command.flags.push_back(std::move(flag));
    }
  }
  // What everybody knows comes last.
  command.flags.insert(command.flags.end(), help.begin(), help.end());
  take_footer(app.get_footer(), command);
  return command;
}

}  // namespace

Outline outline_of(const CLI::App& app) {
  Outline outline;
  outline.program = command_of(app);
  outline.version = app.version();
  for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
    outline.commands.push_back(command_of(*each));
  }
  return outline;
}

}  // namespace bedside::commands

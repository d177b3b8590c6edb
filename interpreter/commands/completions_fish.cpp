// Takes the outline of a command line; gives the script that completes it in fish.
#include <fmt/format.h>

#include "interpreter/commands/completions.hpp"

namespace bedside::commands {

namespace {

constexpr std::string_view head =
    R"(# Completes bedside in fish. Written by `bedside completions fish`.

function __bedside_rule_files
    # Rule files, and the folders on the way to them.
    __fish_complete_suffix .bedside | string match -r '^.*(?:\.bedside|/)(?:\t.*)?$'
end

function __bedside_command
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test $words[2] = $argv[1]
end

# Whether this is argument number $argv[2] of the command $argv[1]; the others are the flags of
# that command that take a value.
function __bedside_place
    __bedside_command $argv[1]; or return 1
    set -l words (commandline -opc)
    set -l place 1
    set -l skip 0
    set -l only_arguments 0
    for word in $words[3..-1]
        if test $skip = 1
            set skip 0
        else if test $only_arguments = 0; and string match -q -- '-*' $word; and test $word != -
            test "$word" = --; and set only_arguments 1
            contains -- $word $argv[3..-1]; and set skip 1
        else
            set place (math $place + 1)
        end
    end
    test $place = $argv[2]
end

complete -c bedside -f
)";

// fish reads `\` and `'` alone in single quotes.
std::string fish_quoted(std::string_view words) {
  std::string result = "'";
  for (const char c : words) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

std::string offered(const FlagOutline& flag, const Outline& outline) {
  const Completion completion = completion_of(flag, outline);
  const std::string words = fmt::format("{}", fmt::join(completion.words, " "));
  switch (completion.kind) {
    case Completes::nothing:
      return " -x";
    case Completes::words:
      return fmt::format(" -x -a {}", fish_quoted(words));
    case Completes::files:
      return " -r -F";
    case Completes::folders:
      return " -x -a '(__fish_complete_directories)'";
    case Completes::rules:
      return fmt::format(" -k -f -a {}", fish_quoted(words + " (__bedside_rule_files)"));
  }
  return "";
}

std::string names(const FlagOutline& flag) {
  std::string text;
  for (const std::string& name : flag.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  return text;
}

std::string flag_line(const std::string& condition, const FlagOutline& flag,
                      const Outline& outline) {
  const std::string value = flag.value.empty() ? "" : offered(flag, outline);
  return fmt::format("complete -c bedside -n {}{}{} -d {}\n", fish_quoted(condition), names(flag),
                     value, fish_quoted(flag.about));
}

std::string command_lines(const CommandOutline& command, const Outline& outline) {
  std::string text;
  std::string valued;
  for (const FlagOutline& flag : command.flags) {
    text += flag_line("__bedside_command " + command.name, flag, outline);
    if (!flag.value.empty()) valued += " " + flag.name();
  }
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const FlagOutline& argument = command.arguments[i];
    const std::string condition =
        argument.many ? "__bedside_command " + command.name
                      : fmt::format("__bedside_place {} {}{}", command.name, i + 1, valued);
    text += fmt::format("complete -c bedside -n {}{}\n", fish_quoted(condition),
                        offered(argument, outline));
    if (argument.many) break;  // where the next one stands is not known
  }
  return text;
}

}  // namespace

std::string fish_completions(const Outline& outline) {
  std::string text(head);
  for (const FlagOutline& flag : outline.program.flags) {
    text += flag_line("__fish_use_subcommand", flag, outline);
  }
  for (const CommandOutline& command : outline.commands) {
    text += fmt::format("complete -c bedside -n __fish_use_subcommand -a {} -d {}\n", command.name,
                        fish_quoted(command.about));
  }
  for (const CommandOutline& command : outline.commands) text += command_lines(command, outline);
  return text;
}

}  // namespace bedside::commands

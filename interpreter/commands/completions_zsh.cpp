// Takes the outline of a command line; gives the script that completes it in zsh.
#include <fmt/format.h>

#include "interpreter/commands/completions.hpp"

namespace bedside::commands {

namespace {

constexpr std::string_view head = R"sh(#compdef bedside
# Completes bedside in zsh. Written by `bedside completions zsh`.

_bedside_rules() {
  _alternative "guidelines:shipped guideline:($1)" \
    'files:rule file or folder:_files -g "*.bedside(-.)"'
}

_bedside() {
  local curcontext="$curcontext" state
  local -a line commands
  commands=(
)sh";

constexpr std::string_view between = R"sh(  )
  _arguments -C \
)sh";

constexpr std::string_view middle = R"sh(    '1:command:->command' \
    '*::argument:->arguments'
  case "$state" in
    command) _describe command commands ;;
    arguments)
      case "${words[1]}" in
)sh";

constexpr std::string_view tail = R"sh(      esac
      ;;
  esac
}

# Read by `source`, it registers itself; found in $fpath, it is the function.
if [[ "${funcstack[1]}" == _bedside ]]; then
  _bedside "$@"
elif (( $+functions[compdef] )); then
  compdef _bedside bedside
fi
)sh";

// What _arguments would read as its own marks.
std::string escaped(std::string_view words) {
  std::string result;
  for (const char c : words) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

// `:FILE:_files`; a blank where nothing can be offered. Before the call of a function of ours, a
// blank keeps zsh from putting words of its own in front of the argument.
std::string offered(const FlagOutline& flag, const Outline& outline) {
  const Completion completion = completion_of(flag, outline);
  const std::string words = fmt::format("{}", fmt::join(completion.words, " "));
  switch (completion.kind) {
    case Completes::nothing:
      return " ";
    case Completes::words:
      return "(" + words + ")";
    case Completes::files:
      return "_files";
    case Completes::folders:
      return "_files -/";
    case Completes::rules:
      return fmt::format(" _bedside_rules \"{}\"", words);
  }
  return "";
}

std::string action(const FlagOutline& flag, const Outline& outline) {
  const std::string& what = flag.value.empty() ? flag.name() : flag.value;
  return fmt::format(":{}:{}", escaped(what), offered(flag, outline));
}

// One specification: '(names that it shuts out)--name=[about]:VALUE:action'
std::string specification(const FlagOutline& flag, const std::string& name,
                          const Outline& outline) {
  const bool ends = flag.name() == "--help" || flag.name() == "--version";
  std::string text = ends ? "(- *)" : flag.many ? "*" : "";
  if (!ends && !flag.many) text = fmt::format("({})", fmt::join(flag.names, " "));
  const bool equals = !flag.value.empty() && name.starts_with("--");
  text += fmt::format("{}{}[{}]", name, equals ? "=" : "", escaped(flag.about));
  if (!flag.value.empty()) text += action(flag, outline);
  return quoted(text);
}

std::string specifications(const CommandOutline& command, const Outline& outline,
                           std::string_view indent) {
  std::string text;
  for (const FlagOutline& flag : command.flags) {
    for (const std::string& name : flag.names) {
      text += fmt::format("{}{} \\\n", indent, specification(flag, name, outline));
    }
  }
  return text;
}

std::string command_case(const CommandOutline& command, const Outline& outline) {
  std::string text = fmt::format("        {})\n          _arguments -s \\\n", command.name);
  text += specifications(command, outline, "            ");
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const FlagOutline& argument = command.arguments[i];
    const std::string place = argument.many ? "*" : fmt::format("{}", i + 1);
    text += fmt::format("            {} \\\n", quoted(place + action(argument, outline)));
    if (argument.many) break;  // where the next one stands is not known
  }
  text.resize(text.size() - 3);  // the last line goes not on
  return text + "\n          ;;\n";
}

}  // namespace

std::string zsh_completions(const Outline& outline) {
  std::string text(head);
  for (const CommandOutline& command : outline.commands) {
    text += fmt::format("    {}\n", quoted(command.name + ":" + escaped(command.about)));
  }
  text += between;
  text += specifications(outline.program, outline, "    ");
  text += middle;
  for (const CommandOutline& command : outline.commands) text += command_case(command, outline);
  return text + std::string(tail);
}

}  // namespace bedside::commands

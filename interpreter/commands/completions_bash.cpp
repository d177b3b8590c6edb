// Takes the outline of a command line; gives the script that completes it in bash.
#include <fmt/format.h>

#include "interpreter/commands/completions.hpp"

namespace bedside::commands {

namespace {

constexpr std::string_view head =
    R"(# Completes bedside in bash. Written by `bedside completions bash`.

# What stands after `COMMAND FLAG`, or as the argument at a place: a kind, then words. Fails for
# flags that take no value, and where no argument belongs.
_bedside_expects() {
  case "$1" in
)";

constexpr std::string_view between = R"(    *) return 1 ;;
  esac
}

_bedside_flags() {
  case "$1" in
)";

constexpr std::string_view tail = R"sh(  esac
}

_bedside_reply() {
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done
}

# $1: the word so far; $2: what is expected, as _bedside_expects says it.
_bedside_complete() {
  local kind words
  read -r kind words <<<"$2"
  if [[ "$kind" == files || "$kind" == folders || "$kind" == rules ]]; then
    compopt -o filenames 2>/dev/null
  fi
  case "$kind" in
    words) _bedside_reply < <(compgen -W "$words" -- "$1") ;;
    files) _bedside_reply < <(compgen -f -- "$1") ;;
    folders) _bedside_reply < <(compgen -d -- "$1") ;;
    rules)
      _bedside_reply < <(compgen -W "$words" -- "$1")
      _bedside_reply < <(compgen -d -- "$1")
      _bedside_reply < <(compgen -f -X '!*.bedside' -- "$1")
      ;;
  esac
}

_bedside() {
  local word="${COMP_WORDS[COMP_CWORD]}" command="${COMP_WORDS[1]}"
  local at place=1 only_arguments='' expected
  COMPREPLY=()
  # bash cuts `--format=js` into three words.
  if [[ "$word" == "=" ]]; then word=''; fi
  if ((COMP_CWORD == 1)); then
    _bedside_complete "$word" "words $(_bedside_flags '')"
    return
  fi
  for ((at = 2; at < COMP_CWORD; at++)); do
    if [[ -n "$only_arguments" || "${COMP_WORDS[at]}" != -?* ]]; then
      place=$((place + 1))
    elif [[ "${COMP_WORDS[at]}" == -- ]]; then
      only_arguments=yes
    elif expected="$(_bedside_expects "$command ${COMP_WORDS[at]}")"; then
      at=$((at + 1))
      if ((at < COMP_CWORD)) && [[ "${COMP_WORDS[at]}" == "=" ]]; then at=$((at + 1)); fi
      if ((at >= COMP_CWORD)); then
        _bedside_complete "$word" "$expected"
        return
      fi
    fi
  done
  if [[ -z "$only_arguments" && "$word" == -* ]]; then
    _bedside_complete "$word" "words $(_bedside_flags "$command")"
  elif expected="$(_bedside_expects "$command $place" || _bedside_expects "$command more")"; then
    _bedside_complete "$word" "$expected"
  fi
}

complete -F _bedside bedside
)sh";

std::string_view kind_word(Completes kind) {
  switch (kind) {
    case Completes::nothing:
      return "nothing";
    case Completes::words:
      return "words";
    case Completes::files:
      return "files";
    case Completes::folders:
      return "folders";
    case Completes::rules:
      return "rules";
  }
  return "";
}

std::string expectation(const FlagOutline& flag, const Outline& outline) {
  const Completion completion = completion_of(flag, outline);
  std::string text(kind_word(completion.kind));
  for (const std::string& word : completion.words) text += " " + word;
  return text;
}

std::string row(const std::string& pattern, const std::string& words) {
  return fmt::format("    {}) echo {} ;;\n", pattern, words);
}

std::string expectations(const CommandOutline& command, const Outline& outline) {
  std::string text;
  for (const FlagOutline& flag : command.flags) {
    if (flag.value.empty()) continue;
    text += row(fmt::format("'{} {}'", command.name, flag.name()), expectation(flag, outline));
  }
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const FlagOutline& argument = command.arguments[i];
    const std::string place = argument.many ? "more" : fmt::format("{}", i + 1);
    text += row(fmt::format("'{} {}'", command.name, place), expectation(argument, outline));
    if (argument.many) break;  // where the next one stands is not known
  }
  return text;
}

std::string flag_names(const CommandOutline& command) {
  std::string names;
  for (const FlagOutline& flag : command.flags) {
    names += (names.empty() ? "" : " ") + flag.name();
  }
  return names;
}

}  // namespace

std::string bash_completions(const Outline& outline) {
  std::string text(head);
  for (const CommandOutline& command : outline.commands) text += expectations(command, outline);
  text += between;
  std::string first = flag_names(outline.program);
  for (const CommandOutline& command : outline.commands) first += " " + command.name;
  text += row("''", first);
  for (const CommandOutline& command : outline.commands) {
    text += row(command.name, flag_names(command));
  }
  return text + std::string(tail);
}

}  // namespace bedside::commands

// Takes the outline of a command line; gives the pages that `--help` prints.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/commands/outline.hpp"
#include "lang/text/render.hpp"

namespace bedside::commands {

namespace {

// Wider names stand on a line of their own, so that the words beside the others keep their room.
constexpr std::size_t widest_name = 24;

/// Writes lines that break at blanks.
class Page {
 public:
  explicit Page(std::size_t width) : width_(std::max<std::size_t>(width, 30)) {}

  void blank() { text_ += '\n'; }
  void line(std::string_view words) { text_ += fmt::format("{}\n", words); }

  /// Words in lines that begin with `indent` blanks; the first has `begin` there instead.
  void filled(std::string begin, std::size_t indent, std::string_view words) {
    std::string now = std::move(begin);
    if (now.size() < indent) now.append(indent - now.size(), ' ');
    bool fresh = true;
    while (!words.empty()) {
      const std::string_view word = words.substr(0, words.find(' '));
      words.remove_prefix(std::min(words.size(), word.size() + 1));
      if (!fresh && text::display_width(now) + 1 + text::display_width(word) > width_) {
        line(now);
        now.assign(indent, ' ');
        fresh = true;
      }
      now += fresh ? "" : " ";
      now += word;
      fresh = false;
    }
    line(now);
  }

  /// A name, and beside it (or below, where there is no room) what it is.
  void item(const std::string& name, std::size_t column, std::string_view about) {
    const bool narrow = column + 24 > width_;
    const std::size_t indent = narrow ? 6 : column;
    std::string begin = "  " + name;
    if (narrow || begin.size() + 2 > column) {
      filled("", 2, name);
      begin.clear();
    }
    filled(begin, indent, about);
  }

  std::string take() { return std::move(text_); }

 private:
  std::size_t width_;
  std::string text_;
};

// `--format text|json`: one that takes a few words shows them.
std::string with_value(const FlagOutline& flag) {
  std::string names = fmt::format("{}", fmt::join(flag.names, ", "));
  if (!flag.values.empty() && names.starts_with('-')) {
    return fmt::format("{} {}", names, fmt::join(flag.values, "|"));
  }
  return flag.value.empty() ? names : fmt::format("{} {}", names, flag.value);
}

// "what follows for patients" -> "What follows for patients."
std::string sentence(std::string words) {
  if (words.empty()) return words;
  if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words.ends_with('.') ? words : words + ".";
}

std::string argument_usage(const FlagOutline& argument) {
  const std::string name = argument.name() + (argument.many ? "..." : "");
  return argument.required ? name : "[" + name + "]";
}

std::string about_argument(const FlagOutline& argument) {
  if (argument.values.empty()) return argument.about;
  return fmt::format("{}: {}", argument.about, fmt::join(argument.values, ", "));
}

std::vector<std::string> groups_of(const std::vector<FlagOutline>& flags) {
  std::vector<std::string> groups;
  for (const FlagOutline& flag : flags) {
    if (std::find(groups.begin(), groups.end(), flag.group) == groups.end()) {
      groups.push_back(flag.group);
    }
  }
  // What a command has for itself comes before what all have.
  std::stable_partition(groups.begin(), groups.end(),
                        [](const std::string& group) { return group != common_group; });
  return groups;
}

std::size_t column_for(const std::vector<FlagOutline>& flags) {
  std::size_t column = 0;
  for (const FlagOutline& flag : flags) {
    const std::size_t size = with_value(flag).size();
    if (size <= widest_name) column = std::max(column, size);
  }
  return column + 4;
}

void write_flags(Page& page, const std::vector<FlagOutline>& flags) {
  const std::size_t column = column_for(flags);
  for (const std::string& group : groups_of(flags)) {
    page.blank();
    page.line(group);
    for (const FlagOutline& flag : flags) {
      if (flag.group == group) page.item(with_value(flag), column, flag.about);
    }
  }
}

void write_exit_codes(Page& page, const std::string& wrong) {
  page.blank();
  page.line("Exit codes");
  page.item("0", 5, wrong.empty() ? "done" : "done, and nothing is wrong");
  if (!wrong.empty()) page.item("1", 5, "done, and " + wrong);
  page.item("2", 5, "not done: a wrong flag, a file that cannot be read");
}

void write_examples(Page& page, const std::vector<std::string>& examples) {
  if (examples.empty()) return;
  page.blank();
  page.line(examples.size() == 1 ? "Example" : "Examples");
  // Never broken into lines: each is there to be copied.
  for (const std::string& example : examples) page.line("  " + example);
}

void write_commands(Page& page, const std::vector<CommandOutline>& commands) {
  std::size_t column = 0;
  for (const CommandOutline& command : commands) column = std::max(column, command.name.size());
  std::vector<std::string> groups;
  for (const CommandOutline& command : commands) {
    const bool seen = std::find(groups.begin(), groups.end(), command.group) != groups.end();
    if (!seen) groups.push_back(command.group);
  }
  for (const std::string& group : groups) {
    page.blank();
    page.line(group);
    for (const CommandOutline& command : commands) {
      if (command.group == group) page.item(command.name, column + 4, command.about);
    }
  }
}

}  // namespace

std::string help_text(const CommandOutline& command, std::size_t width) {
  Page page(width);
  std::string usage = fmt::format("bedside {} [FLAGS]", command.name);
  for (const FlagOutline& argument : command.arguments) usage += " " + argument_usage(argument);
  page.filled("Usage:", 7, usage);
  page.blank();
  page.filled("", 0, sentence(command.about));
  if (!command.arguments.empty()) page.blank();
  for (const FlagOutline& argument : command.arguments) {
    page.item(argument.name(), argument.name().size() + 4, about_argument(argument));
  }
  write_flags(page, command.flags);
  if (!command.notes.empty()) {
    page.blank();
    page.filled("", 0, command.notes);
  }
  write_exit_codes(page, command.wrong);
  write_examples(page, command.examples);
  return page.take();
}

std::string help_text(const Outline& outline, std::size_t width) {
  Page page(width);
  page.filled("", 0, outline.program.about);
  page.blank();
  page.filled("Usage:", 7, "bedside COMMAND [FLAGS] [RULES...]");
  write_commands(page, outline.commands);
  write_flags(page, outline.program.flags);
  page.blank();
  page.filled("", 0, outline.program.notes);
  write_exit_codes(page, outline.program.wrong);
  write_examples(page, outline.program.examples);
  page.blank();
  page.filled("", 0, "bedside COMMAND --help tells more. " + std::string(not_a_device));
  return page.take();
}

}  // namespace bedside::commands

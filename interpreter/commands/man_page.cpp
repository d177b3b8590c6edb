// Takes the outline of a command line; gives the manual page bedside(1), in the man macros of roff.
#include "interpreter/commands/man_page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bedside::commands {

namespace {

// What roff would read as its own: backslashes, a dash that is to stay an ASCII one, quotes that it
// would curl.
std::string escaped(std::string_view words) {
  std::string result;
  for (const char c : words) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '\'') {
      result += "\\(aq";
    } else if (c == '^') {
      result += "\\(ha";
    } else if (c == '~') {
      result += "\\(ti";
    } else if (c == '`') {
      result += "\\(ga";
    } else {
      result += c;
    }
  }
  return result;
}

// Words in lines of the source; one that begins like a request is kept from being one.
std::string line(std::string_view words) {
  constexpr std::size_t width = 78;  // escapes count: the source of a page is to be read too
  std::string text;
  std::string now;
  const auto end_line = [&] {
    const bool request = now.starts_with('.') || now.starts_with('\'');
    text += (request ? "\\&" : "") + now + "\n";
    now.clear();
  };
  while (!words.empty()) {
    const std::string word = escaped(words.substr(0, words.find(' ')));
    words.remove_prefix(std::min(words.size(), words.find(' ')));
    words.remove_prefix(std::min(words.size(), words.find_first_not_of(' ')));
    if (!now.empty() && now.size() + 1 + word.size() > width) end_line();
    now += (now.empty() ? "" : " ") + word;
  }
  end_line();
  return text;
}

// A command, as it has to be typed: in one line, with every blank.
std::string verbatim(std::string_view command) { return "\\&" + escaped(command) + "\n"; }

std::string bold(std::string_view words) { return "\\fB" + escaped(words) + "\\fR"; }
std::string italic(std::string_view words) { return "\\fI" + escaped(words) + "\\fR"; }

std::string heading(std::string_view name) { return fmt::format(".SH {}\n", name); }

std::string item(const std::string& name, std::string_view about) {
  return ".TP\n" + name + "\n" + line(about);
}

std::string flag_name(const FlagOutline& flag) {
  std::string text;
  for (const std::string& name : flag.names) text += (text.empty() ? "" : ", ") + bold(name);
  if (!flag.values.empty()) {
    std::string values;
    for (const std::string& value : flag.values)
      values += (values.empty() ? "" : "|") + bold(value);
    return text + " " + values;
  }
  return flag.value.empty() ? text : text + " " + italic(flag.value);
}

bool same(const FlagOutline& left, const FlagOutline& right) {
  return left.name() == right.name() && left.values == right.values && left.about == right.about;
}

// Whether every command that has this flag has just the same one: it is told once, for all.
bool is_common(const FlagOutline& flag, const Outline& outline) {
  if (flag.group != common_group) return false;
  return std::all_of(outline.commands.begin(), outline.commands.end(), [&](const auto& command) {
    const FlagOutline* other = command.flag(flag.name());
    return other == nullptr || same(*other, flag);
  });
}

std::string synopsis(const Outline& outline) {
  std::string text = heading("SYNOPSIS");
  const char* between = "";
  for (const CommandOutline& command : outline.commands) {
    text += between + bold("bedside " + command.name) + " [" + italic("FLAGS") + "]";
    for (const FlagOutline& argument : command.arguments) {
      const std::string name = italic(argument.name()) + (argument.many ? "..." : "");
      text += argument.required ? " " + name : " [" + name + "]";
    }
    text += "\n";
    between = ".br\n";
  }
  return text;
}

std::string command_section(const CommandOutline& command, const Outline& outline) {
  std::string text = fmt::format(".SS {}\n", escaped("bedside " + command.name));
  std::string about = command.about;
  if (!about.empty() && about[0] >= 'a' && about[0] <= 'z') {
    about[0] = static_cast<char>(about[0] - 'a' + 'A');
  }
  text += line(about + ".");
  if (!command.notes.empty()) text += line(command.notes);
  for (const FlagOutline& argument : command.arguments) {
    const std::string values =
        argument.values.empty() ? "" : fmt::format(": {}", fmt::join(argument.values, ", "));
    text += item(italic(argument.name()), argument.about + values);
  }
  for (const FlagOutline& flag : command.flags) {
    if (!is_common(flag, outline)) text += item(flag_name(flag), flag.about);
  }
  if (!command.wrong.empty()) text += item("Exit status " + bold("1"), command.wrong);
  return text;
}

std::string common_section(const Outline& outline) {
  std::string text = heading("COMMON FLAGS");
  std::vector<std::string> seen;
  for (const CommandOutline& command : outline.commands) {
    for (const FlagOutline& flag : command.flags) {
      const bool again = std::find(seen.begin(), seen.end(), flag.name()) != seen.end();
      if (again || !is_common(flag, outline)) continue;
      seen.push_back(flag.name());
      text += item(flag_name(flag), flag.about);
    }
  }
  return text;
}

std::string examples(const Outline& outline) {
  std::string text = heading("EXAMPLES");
  text += ".nf\n";
  for (const CommandOutline& command : outline.commands) {
    for (const std::string& example : command.examples) text += verbatim(example);
  }
  return text + ".fi\n";
}

std::string exit_status(const Outline& outline) {
  return heading("EXIT STATUS") + item(bold("0"), "Done, and nothing is wrong.") +
         item(bold("1"), "Done, and " + outline.program.wrong + ".") +
         item(bold("2"), "Not done: a wrong flag, a file that cannot be read.");
}

std::string environment_and_files() {
  return heading("ENVIRONMENT") +
         item(bold("NO_COLOR"),
              "Where it is set and not empty, nothing is coloured, unless "
              "--color always says so.") +
         item(
             bold("BEDSIDE_HISTORY"),
             "The file in which repl keeps what was typed. Where it is not set, nothing is kept.") +
         heading("FILES") + item(italic(".bedside"), "Rules, in UTF-8.") +
         item(italic(".patient"), "What is known of one patient, as after --given.") +
         item(italic(".json"), "One patient.") + item(italic(".ndjson"), "One patient a line.") +
         item(italic(".csv"), "One patient a row; the heading names the findings.");
}

}  // namespace

std::string man_page(const Outline& outline, std::string_view date) {
  std::string text = fmt::format(
      ".\\\" Written by `bedside man`.\n.TH BEDSIDE 1 \"{}\" \"bedside {}\" "
      "\"User Commands\"\n",
      date, outline.version);
  text += heading("NAME") + "bedside \\- guidelines as sentences, and what follows from them\n";
  text += synopsis(outline);
  text +=
      heading("DESCRIPTION") + line(outline.program.about) + ".PP\n" + line(outline.program.notes);
  text += heading("COMMANDS");
  for (const CommandOutline& command : outline.commands) text += command_section(command, outline);
  text += common_section(outline) + exit_status(outline) + environment_and_files();
  text += examples(outline);
  text += heading("NOTES") + line(not_a_device);
  return text;
}

}  // namespace bedside::commands

// Takes messages; gives them in the formats that people and programs read.
#include "interpreter/commands/write_messages.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "interpreter/commands/xml.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;
using text::Severity;

Json edit_json(const text::Edit& edit, const text::Sources& sources) {
  const text::Place place = sources.of(edit.span).place(edit.span);
  return {{"line", place.line},
          {"column", place.column},
          {"end_line", place.end_line},
          {"end_column", place.end_column},
          {"text", edit.text}};
}

Json message_json(const text::Message& message, const text::Sources& sources) {
  const text::Entry& kind = text::entry(message.code);
  const text::Source& source = sources.of(message.span);
  const text::Place place = source.place(message.span);
  Json json{{"code", kind.name},          {"severity", text::severity_name(kind.severity)},
            {"message", message.text},    {"file", source.path()},
            {"line", place.line},         {"column", place.column},
            {"end_line", place.end_line}, {"end_column", place.end_column},
            {"related", Json::array()}};
  for (const text::Related& related : message.related) {
    const text::Source& other = sources.of(related.span);
    json["related"].push_back({{"file", other.path()},
                               {"line", other.place(related.span).line},
                               {"message", related.text}});
  }
  if (!message.witness.empty()) json["witness"] = message.witness;
  json["fixes"] = Json::array();
  for (const text::Fix& fix : message.fixes) {
    Json edits = Json::array();
    for (const text::Edit& edit : fix.edits) edits.push_back(edit_json(edit, sources));
    json["fixes"].push_back({{"title", fix.title}, {"sure", fix.sure}, {"edits", edits}});
  }
  return json;
}

// What does not fit into a place of its own: the label, a witness, what would mend it.
std::string further_words(const text::Message& message, const text::Sources& sources) {
  std::string words;
  if (!message.label.empty()) words += "\nhere: " + message.label;
  for (const text::Related& related : message.related) {
    words += fmt::format("\n{}: {}", text::place_text(related.span, sources), related.text);
  }
  if (!message.witness.empty()) words += "\nshown by: " + message.witness;
  for (const text::Fix& fix : message.fixes) words += "\nfix: " + fix.title;
  return words;
}

// Workflow commands end at a line end, and their properties at a comma or colon.
std::string escaped(std::string_view words, bool property) {
  std::string result;
  for (const char c : words) {
    if (c == '%') {
      result += "%25";
    } else if (c == '\r') {
      result += "%0D";
    } else if (c == '\n') {
      result += "%0A";
    } else if (property && c == ':') {
      result += "%3A";
    } else if (property && c == ',') {
      result += "%2C";
    } else {
      result += c;
    }
  }
  return result;
}

std::string github_line(const text::Message& message, const text::Sources& sources) {
  const text::Entry& kind = text::entry(message.code);
  const text::Source& source = sources.of(message.span);
  return github_annotation(
      kind.severity == Severity::note ? "notice" : text::severity_name(kind.severity),
      source.path(), source.place(message.span), kind.name,
      message.text + further_words(message, sources));
}

std::string testcase(const text::Message& message, const MessagesOf& of, bool fails) {
  const text::Entry& kind = text::entry(message.code);
  const text::Source& source = of.sources.of(message.span);
  const std::string where = text::place_text(message.span, of.sources);
  const std::string words =
      fmt::format("{}: {}{}\n", where, message.text, further_words(message, of.sources));
  const std::string outcome =
      fails ? fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", kind.name,
                          xml(message.text), xml(words))
            : fmt::format("<system-out>{}[{}] {}</system-out>", text::severity_name(kind.severity),
                          kind.name, xml(words));
  return fmt::format(
      "    <testcase name=\"{} at {}\" classname=\"{}\" file=\"{}\" line=\"{}\" time=\"0\">\n"
      "      {}\n    </testcase>\n",
      kind.name, xml(where), xml(of.name), xml(source.path()), source.place(message.span).line,
      outcome);
}

struct Suite {
  std::string text;
  std::size_t tests = 0;
  std::size_t failures = 0;
};

Suite suite(const MessagesOf& of, const Denied& denied) {
  Suite made;
  for (std::uint32_t file = 0; file < of.sources.size(); ++file) {
    bool silent = true;
    for (const text::Message& message : of.messages) {
      if (message.span.file != file) continue;
      const bool fails = denied.covers(text::entry(message.code).severity);
      made.text += testcase(message, of, fails);
      made.failures += fails ? 1 : 0;
      ++made.tests;
      silent = false;
    }
    if (!silent) continue;
    const std::string path = xml(of.sources.at(file).path());
    made.text += fmt::format(
        "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"1\" time=\"0\"/>\n", path,
        xml(of.name), path);
    ++made.tests;
  }
  made.text = fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" "
      "time=\"0\">\n{}  </testsuite>\n",
      xml(of.name), made.tests, made.failures, made.text);
  return made;
}

}  // namespace

bool Denied::covers(Severity severity) const {
  switch (severity) {
    case Severity::error:
      return true;
    case Severity::warning:
      return warnings || notes;
    case Severity::note:
      return notes;
  }
  return true;
}

std::string messages_json(const std::vector<MessagesOf>& all) {
  Json array = Json::array();
  for (const MessagesOf& each : all) {
    for (const text::Message& message : each.messages) {
      array.push_back(message_json(message, each.sources));
    }
  }
  return array.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string messages_junit(const std::vector<MessagesOf>& all, const Denied& denied) {
  Suite whole;
  for (const MessagesOf& each : all) {
    const Suite made = suite(each, denied);
    whole.text += made.text;
    whole.tests += made.tests;
    whole.failures += made.failures;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"bedside check\" tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"0\">\n"
      "{}</testsuites>\n",
      whole.tests, whole.failures, whole.text);
}

std::string github_annotation(std::string_view command, std::string_view file,
                              const text::Place& place, std::string_view title,
                              std::string_view words) {
  // GitHub takes columns only where the place is on one line.
  const bool one_line = place.line == place.end_line;
  const std::string columns =
      one_line ? fmt::format(",col={},endColumn={}", place.column, place.end_column) : "";
  return fmt::format("::{} file={},line={},endLine={}{},title={}::{}\n", command,
                     escaped(file, true), place.line, place.end_line, columns, escaped(title, true),
                     escaped(words, false));
}

std::string messages_github(const std::vector<MessagesOf>& all) {
  std::string lines;
  for (const MessagesOf& each : all) {
    for (const text::Message& message : each.messages) lines += github_line(message, each.sources);
  }
  return lines;
}

std::string write_messages(std::string_view format, const std::vector<MessagesOf>& all,
                           const Denied& denied, const text::Style& style) {
  if (format == "json") return messages_json(all);
  if (format == "sarif") return messages_sarif(all);
  if (format == "junit") return messages_junit(all, denied);
  if (format == "github") return messages_github(all);
  std::string text;
  for (const MessagesOf& each : all) {
    for (const text::Message& message : each.messages) {
      text += text::render(message, each.sources, style) + '\n';
    }
  }
  return text;
}

}  // namespace bedside::commands

// Takes messages; gives them as a SARIF 2.1.0 log (OASIS Static Analysis Results Interchange
// Format).
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "interpreter/commands/write_messages.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;

bool stands_for_itself(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

// A path as a URI reference (RFC 3986): relative to where bedside was started, or file:///…
std::string uri(std::string_view path) {
  std::string made;
  if (path.starts_with('/')) made = "file://";
  if (path.starts_with("shipped:")) {
    made = "shipped:";
    path.remove_prefix(made.size());
  }
  for (const char c : path) {
    made += stands_for_itself(c) ? std::string(1, c)
                                 : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return made;
}

// SARIF counts as a Place does: from 1, the end behind the last character.
Json region(const text::Span& span, const text::Sources& sources) {
  const text::Place place = sources.of(span).place(span);
  return {{"startLine", place.line},
          {"startColumn", place.column},
          {"endLine", place.end_line},
          {"endColumn", place.end_column}};
}

Json artifact(const text::Source& source) { return {{"uri", uri(source.path())}}; }

Json location(const text::Span& span, const std::string& words, const text::Sources& sources) {
  Json made{
      {"physicalLocation",
       {{"artifactLocation", artifact(sources.of(span))}, {"region", region(span, sources)}}}};
  if (!words.empty()) made["message"] = {{"text", words}};
  return made;
}

Json fix_json(const text::Fix& fix, const text::Sources& sources) {
  std::map<std::uint32_t, Json> replacements;  // by file
  for (const text::Edit& edit : fix.edits) {
    replacements[edit.span.file].push_back({{"deletedRegion", region(edit.span, sources)},
                                            {"insertedContent", {{"text", edit.text}}}});
  }
  Json changes = Json::array();
  for (auto& [file, each] : replacements) {
    changes.push_back({{"artifactLocation", artifact(sources.at(file))}, {"replacements", each}});
  }
  return {{"description", {{"text", fix.title}}},
          {"artifactChanges", std::move(changes)},
          {"properties", {{"sure", fix.sure}}}};
}

Json rule_json(const text::Entry& kind) {
  return {{"id", kind.name},
          {"shortDescription", {{"text", kind.about}}},
          {"help", {{"text", fmt::format("bedside explain {}", kind.name)}}},
          {"defaultConfiguration", {{"level", text::severity_name(kind.severity)}}}};
}

/// The codes that occur, in the catalogue's order, and where each stands in that list.
struct Rules {
  Json list = Json::array();
  std::map<text::Code, std::size_t> index;

  explicit Rules(const std::vector<MessagesOf>& all) {
    for (const MessagesOf& each : all) {
      for (const text::Message& message : each.messages) index.emplace(message.code, 0);
    }
    for (auto& [code, at] : index) {
      at = list.size();
      list.push_back(rule_json(text::entry(code)));
    }
  }
};

Json result(const text::Message& message, const text::Sources& sources, const Rules& rules) {
  const text::Entry& kind = text::entry(message.code);
  Json made{{"ruleId", kind.name},
            {"ruleIndex", rules.index.at(message.code)},
            {"level", text::severity_name(kind.severity)},
            {"message", {{"text", message.text}}},
            {"locations", Json::array({location(message.span, message.label, sources)})}};
  if (!message.related.empty()) {
    Json related = Json::array();
    for (const text::Related& each : message.related) {
      related.push_back(location(each.span, each.text, sources));
      related.back()["id"] = related.size();
    }
    made["relatedLocations"] = std::move(related);
  }
  Json fixes = Json::array();
  for (const text::Fix& fix : message.fixes) {
    if (fix.edits.empty()) continue;
    // SARIF takes no fix twice.
    Json made_fix = fix_json(fix, sources);
    if (std::find(fixes.begin(), fixes.end(), made_fix) == fixes.end()) {
      fixes.push_back(std::move(made_fix));
    }
  }
  if (!fixes.empty()) made["fixes"] = std::move(fixes);
  if (!message.witness.empty()) made["properties"] = {{"witness", message.witness}};
  return made;
}

}  // namespace

std::string messages_sarif(const std::vector<MessagesOf>& all) {
  Rules rules(all);
  Json results = Json::array();
  for (const MessagesOf& each : all) {
    for (const text::Message& message : each.messages) {
      results.push_back(result(message, each.sources, rules));
    }
  }
  Json run{{"tool", {{"driver", {{"name", "bedside"}, {"rules", std::move(rules.list)}}}}},
           {"columnKind", "unicodeCodePoints"},
           {"results", std::move(results)}};
  const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({std::move(run)})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace bedside::commands

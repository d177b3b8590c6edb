// Takes messages; gives them as a SARIF 2.1.0 log (OASIS Static Analysis Results Interchange
// Format).
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "interpreter/commands/sarif.hpp"
#include "interpreter/commands/write_messages.hpp"

namespace bedside::commands {

namespace {

using Json = SarifJson;

Json fix_json(const text::Fix& fix, const text::Sources& sources) {
  std::map<std::uint32_t, Json> replacements;  // by file
  for (const text::Edit& edit : fix.edits) {
    replacements[edit.span.file].push_back({{"deletedRegion", sarif_region(edit.span, sources)},
                                            {"insertedContent", {{"text", edit.text}}}});
  }
  Json changes = Json::array();
  for (auto& [file, each] : replacements) {
    changes.push_back(
        {{"artifactLocation", sarif_artifact(sources.at(file))}, {"replacements", each}});
  }
  return {{"description", {{"text", fix.title}}},
          {"artifactChanges", std::move(changes)},
          {"properties", {{"sure", fix.sure}}}};
}

Json rule_json(const text::Entry& kind) {
  return sarif_rule(kind.name, kind.about, fmt::format("bedside explain {}", kind.name),
                    text::severity_name(kind.severity));
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
            {"locations", Json::array({sarif_location(message.span, message.label, sources)})}};
  if (!message.related.empty()) {
    Json related = Json::array();
    for (const text::Related& each : message.related) {
      related.push_back(sarif_location(each.span, each.text, sources));
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
  return sarif_log(std::move(rules.list), std::move(results));
}

}  // namespace bedside::commands

// Takes places, rules and results; gives the parts of a SARIF 2.1.0 log (OASIS Static Analysis
// Results Interchange Format) that every log has.
#include "interpreter/commands/sarif.hpp"

#include <fmt/format.h>

namespace bedside::commands {

namespace {

bool stands_for_itself(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

// A path as a URI reference (RFC 3986): relative to where bedside was started, or file:///…; what
// is no file has a scheme of ours.
std::string uri(std::string_view path) {
  std::string made;
  if (path.starts_with('/')) made = "file://";
  for (const std::string_view scheme : {"shipped:", "git:"}) {
    if (!path.starts_with(scheme)) continue;
    made = scheme;
    path.remove_prefix(scheme.size());
    break;
  }
  for (const char c : path) {
    made += stands_for_itself(c) ? std::string(1, c)
                                 : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return made;
}

}  // namespace

SarifJson sarif_region(const text::Span& span, const text::Sources& sources) {
  const text::Place place = sources.of(span).place(span);
  return {{"startLine", place.line},
          {"startColumn", place.column},
          {"endLine", place.end_line},
          {"endColumn", place.end_column}};
}

SarifJson sarif_artifact(const text::Source& source) { return {{"uri", uri(source.path())}}; }

SarifJson sarif_location(const text::Span& span, const std::string& words,
                         const text::Sources& sources) {
  SarifJson made{{"physicalLocation",
                  {{"artifactLocation", sarif_artifact(sources.of(span))},
                   {"region", sarif_region(span, sources)}}}};
  if (!words.empty()) made["message"] = {{"text", words}};
  return made;
}

SarifJson sarif_rule(std::string_view id, std::string_view about, std::string_view help,
                     std::string_view level) {
  return {{"id", id},
          {"shortDescription", {{"text", about}}},
          {"help", {{"text", help}}},
          {"defaultConfiguration", {{"level", level}}}};
}

std::string sarif_log(SarifJson rules, SarifJson results) {
  SarifJson run{{"tool", {{"driver", {{"name", "bedside"}, {"rules", std::move(rules)}}}}},
                {"columnKind", "unicodeCodePoints"},
                {"results", std::move(results)}};
  const SarifJson log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                      {"version", "2.1.0"},
                      {"runs", SarifJson::array({std::move(run)})}};
  return log.dump(2, ' ', false, SarifJson::error_handler_t::replace) + '\n';
}

}  // namespace bedside::commands

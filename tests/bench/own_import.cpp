// Takes a rule set as a bench of rule engines has them (JSON); gives it as Bedside's rule text.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "tests/bench/own.hpp"

namespace bedside::bench {

namespace {

using Json = nlohmann::json;

std::string words(const Json& condition) {
  const std::string kind = condition[0];
  if (kind == "all" || kind == "any") {
    std::vector<std::string> parts;
    for (std::size_t i = 1; i < condition.size(); ++i) parts.push_back(words(condition[i]));
    return fmt::format("{} of ({})", kind, fmt::join(parts, ", "));
  }
  const std::string finding = condition[1];
  if (kind == "yes") return finding;
  if (kind == "no") return "no " + finding;
  if (kind == "is") return finding + " is " + condition[2].get<std::string>();
  if (kind == "isnot") return finding + " is not " + condition[2].get<std::string>();
  if (kind == "in") {
    return fmt::format("{} is one of ({})", finding,
                       fmt::join(condition[2].get<std::vector<std::string>>(), ", "));
  }
  return fmt::format("{} {} {}", finding, kind == "ge" ? "at least" : "below", condition[2].dump());
}

}  // namespace

std::string rule_text_of(const std::string& json) {
  const Json all = Json::parse(json);
  std::string text = fmt::format("assessment level: {}\n",
                                 fmt::join(all["levels"].get<std::vector<std::string>>(), " < "));
  for (const Json& finding : all["findings"]) {
    const std::string type = finding["type"];
    text += fmt::format("finding {}: ", finding["name"].get<std::string>());
    if (type == "bool") text += "yes or no\n";
    if (type == "number") text += "number\n";
    if (type != "enum") continue;
    text +=
        fmt::format("{}\n", fmt::join(finding["values"].get<std::vector<std::string>>(), " | "));
  }
  for (const Json& rule : all["rules"]) {
    text += fmt::format("rule \"{}\"\n  if {}\n  then {}\n", rule["id"].get<std::string>(),
                        words(rule["if"]), rule["level"].get<std::string>());
  }
  return text;
}

}  // namespace bedside::bench

// Takes rule sets, or nothing; gives what they are: names, versions, sources, sizes.
#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/shipped.hpp"
#include "interpreter/receipts/fingerprint.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;

std::string sources_text(const meaning::RuleSet& rules) {
  std::string text;
  for (const meaning::SourceWork& source : rules.sources) {
    text += fmt::format("  source {}", source.name);
    for (const meaning::SourceField& field : source.fields) {
      text += fmt::format("\n    {}: {}", field.name, field.value);
    }
    text += '\n';
  }
  return text;
}

std::string about(const RuleSetInput& input, const text::Style& style) {
  const meaning::RuleSet& rules = input.loaded.rules;
  std::string text = fmt::format("{}\n  {}", style.bold(input.name), guideline_name(input));
  if (rules.guideline && !rules.guideline->version.empty()) {
    text += fmt::format(", version {}", rules.guideline->version);
  }
  text += fmt::format(
      "\n  {}, {}, {}, {}, {}\n", counted(rules.findings.size(), "finding"),
      counted(rules.rules.size(), "rule"), counted(rules.assessments.size(), "assessment"),
      counted(rules.examples.size(), "example"), counted(rules.claims.size(), "claim"));
  text += fmt::format("  fingerprint {}\n", receipts::fingerprint(rules));
  return text + sources_text(rules);
}

Json about_json(const RuleSetInput& input) {
  const meaning::RuleSet& rules = input.loaded.rules;
  Json json{{"name", input.name}, {"guideline", guideline_name(input)}};
  if (rules.guideline) json["version"] = rules.guideline->version;
  json["fingerprint"] = receipts::fingerprint(rules);
  const auto names = [](const auto& things) {
    Json array = Json::array();
    for (const auto& thing : things) array.push_back(thing.name);
    return array;
  };
  json["findings"] = names(rules.findings);
  json["assessments"] = names(rules.assessments);
  json["scores"] = names(rules.scores);
  json["advice"] = names(rules.advice);
  json["rules"] = names(rules.rules);
  json["examples"] = rules.examples.size();
  json["claims"] = names(rules.claims);
  return json;
}

}  // namespace

int rules(const Common& common) {
  std::vector<std::string> wanted = common.rules;
  if (wanted.empty()) {
    for (const ShippedFile& each : shipped_guidelines()) wanted.emplace_back(each.name);
  }
  auto loaded = load_rule_sets(wanted, common.outside);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (report_errors(inputs, common)) return wrong;
  Output output(common.output);
  if (common.format == "json") {
    Json array = Json::array();
    for (const RuleSetInput& input : inputs) array.push_back(about_json(input));
    output.write(array.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    for (const RuleSetInput& input : inputs) {
      output.write(about(input, style_for(common, STDOUT_FILENO)));
    }
  }
  return finish(output, done);
}

}  // namespace bedside::commands

// Takes results; gives them as JSON, NDJSON or CSV.
#include "interpreter/commands/write_results.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "interpreter/commands/write_why.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;

Json number_json(const std::optional<meaning::Number>& number) {
  if (!number) return nullptr;
  if (const auto whole = number->to_int64()) return *whole;
  return number->to_double();
}

Json assessments_json(const explain::Result& result) {
  Json object = Json::object();
  for (const explain::NamedAssessment& each : result.assessments) {
    Json possible = Json::array();
    for (const std::string& level : each.possible) possible.push_back(level);
    if (each.possible_nothing) possible.push_back(nullptr);
    Json value = each.value ? Json(*each.value) : Json(nullptr);
    object[each.name] = {{"status", each.status}, {"value", value}, {"possible", possible}};
  }
  return object;
}

Json scores_json(const explain::Result& result) {
  Json object = Json::object();
  for (const explain::NamedScore& each : result.scores) {
    object[each.name] = {{"low", number_json(each.low)}, {"high", number_json(each.high)}};
  }
  return object;
}

Json advice_json(const explain::Result& result) {
  Json object = Json::object();
  for (const explain::NamedAdvice& each : result.advice) {
    object[each.name] = {{"status", each.given ? "given" : "possible"}, {"by", each.by}};
  }
  return object;
}

Json fired_json(const explain::Result& result, const std::vector<explain::Proof>& proofs) {
  Json array = Json::array();
  for (std::size_t i = 0; i < result.fired.size(); ++i) {
    const explain::FiredRule& each = result.fired[i];
    Json rule{{"rule", each.name}, {"file", each.file}, {"line", each.line}};
    if (!each.because.empty()) rule["because"] = each.because;
    if (!each.cites.empty()) rule["cites"] = each.cites;
    if (!proofs.empty()) rule["why"] = proof_json(proofs.at(i));
    array.push_back(std::move(rule));
  }
  return array;
}

std::string dumped(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

// RFC 4180: quotes around what has a comma, a quote or a line end in it.
std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

template <class Items, class Name>
std::string joined(const Items& items, const Name& name) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += "; ";
    text += name(item);
  }
  return text;
}

std::string end_text(const std::optional<meaning::Number>& end) {
  return end ? end->to_string() : "";
}

}  // namespace

Json result_object(const explain::Result& result, const Explained& explained) {
  Json json;
  if (!result.id.empty()) json["id"] = result.id;
  json["guideline"] = result.guideline;
  json["applies"] = result.applies;
  json["assessments"] = assessments_json(result);
  json["scores"] = scores_json(result);
  json["advice"] = advice_json(result);
  json["fired"] = fired_json(result, explained.fired);
  json["undecided"] = Json::array();
  for (const explain::UndecidedRule& each : result.undecided) {
    json["undecided"].push_back({{"rule", each.name}, {"needs", each.needs}});
  }
  json["overridden"] = Json::array();
  for (const explain::OverriddenRule& each : result.overridden) {
    json["overridden"].push_back({{"rule", each.name}, {"by", each.by}});
  }
  json["ask"] = result.ask;
  for (const explain::WhyNot& each : explained.why_not) {
    json["why_not"].push_back(why_not_json(each));
  }
  for (const explain::WhatIf& each : explained.what_if) {
    json["what_if"].push_back(what_if_json(each));
  }
  return json;
}

std::string result_json(const explain::Result& result, const Explained& explained, bool pretty) {
  const Json json = result_object(result, explained);
  return pretty ? dumped(json, 2) + '\n' : dumped(json, -1);
}

std::string csv_heading(const meaning::RuleSet& rules, bool with_guideline) {
  std::string text = with_guideline ? "id,guideline" : "id";
  for (const meaning::Assessment& assessment : rules.assessments) {
    text += fmt::format(",{},{}", csv_cell(assessment.name), csv_cell(assessment.name + " status"));
  }
  for (const meaning::Score& score : rules.scores) {
    text += fmt::format(",{},{}", csv_cell(score.name + " low"), csv_cell(score.name + " high"));
  }
  return text + ",advice,fired,ask\n";
}

std::string csv_row(const explain::Result& result, bool with_guideline) {
  std::string text = csv_cell(result.id);
  if (with_guideline) text += fmt::format(",{}", csv_cell(result.guideline));
  for (const explain::NamedAssessment& each : result.assessments) {
    text += fmt::format(",{},{}", csv_cell(each.value.value_or("")), each.status);
  }
  for (const explain::NamedScore& each : result.scores) {
    text += fmt::format(",{},{}", end_text(each.low), end_text(each.high));
  }
  const auto advice = joined(result.advice, [](const explain::NamedAdvice& each) {
    return each.given ? each.name : fmt::format("{} (possible)", each.name);
  });
  const auto fired = joined(result.fired, [](const explain::FiredRule& each) { return each.name; });
  const auto ask = joined(result.ask, [](const std::string& name) { return name; });
  text += fmt::format(",{},{},{}\n", csv_cell(advice), csv_cell(fired), csv_cell(ask));
  return text;
}

}  // namespace bedside::commands

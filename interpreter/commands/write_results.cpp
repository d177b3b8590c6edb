// Takes a result and what is explained of it; gives both as one JSON object.
#include "interpreter/commands/write_results.hpp"

#include <nlohmann/json.hpp>

#include "interpreter/commands/write_why.hpp"

namespace bedside::commands {

using Json = nlohmann::ordered_json;

Json result_object(const cohort::Prepared& prepared, const explain::Case& of,
                   const Explained& explained) {
  std::string row;
  prepared.write(of.record, of.evaluation, row);
  Json json = Json::parse(row);
  for (std::size_t i = 0; i < explained.fired.size(); ++i) {
    json["fired"][i]["why"] = proof_json(explained.fired[i]);
  }
  for (const explain::WhyNot& each : explained.why_not) {
    json["why_not"].push_back(why_not_json(each));
  }
  for (const explain::WhatIf& each : explained.what_if) {
    json["what_if"].push_back(what_if_json(each));
  }
  return json;
}

std::string result_json(const cohort::Prepared& prepared, const explain::Case& of,
                        const Explained& explained, bool pretty) {
  const Json json = result_object(prepared, of, explained);
  const auto replace = Json::error_handler_t::replace;
  return pretty ? json.dump(2, ' ', false, replace) + '\n' : json.dump(-1, ' ', false, replace);
}

}  // namespace bedside::commands

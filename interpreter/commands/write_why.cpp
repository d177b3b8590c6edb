// Takes proofs, and what would bring or change a result; gives them as JSON.
#include "interpreter/commands/write_why.hpp"

#include <nlohmann/json.hpp>

#include "interpreter/explain/naming.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;
using explain::FindingState;
using explain::PartKind;
using explain::Proof;

std::string_view kind_name(PartKind kind) {
  switch (kind) {
    case PartKind::rule:
      return "rule";
    case PartKind::condition:
      return "condition";
    case PartKind::finding:
      return "finding";
    case PartKind::definition:
      return "definition";
    case PartKind::number:
      return "number";
    case PartKind::score:
      return "score";
    case PartKind::item:
      return "item";
    case PartKind::assessment:
      return "assessment";
    case PartKind::by_list:
      return "by list";
    case PartKind::rest:
      return "left out";
  }
  return "";
}

Json state_json(const FindingState& state) {
  Json json{{"name", state.name}};
  const bool recorded = state.kind == FindingState::Kind::recorded;
  const bool narrowed = state.kind == FindingState::Kind::narrowed;
  json["state"] = recorded ? "recorded" : narrowed ? "narrowed" : "not recorded";
  if (!state.words.empty()) json["as"] = state.words;
  return json;
}

Json proofs_json(const std::vector<Proof>& proofs) {
  Json array = Json::array();
  for (const Proof& each : proofs) array.push_back(proof_json(each));
  return array;
}

std::string_view status_word(meaning::RuleStatus status) {
  if (status == meaning::RuleStatus::undecided) return "undecided";
  return status == meaning::RuleStatus::fires ? "fires" : "ruled out";
}

Json bringer_json(const explain::Bringer& each) {
  const bool list = each.place.empty();
  Json json{{list ? "by list" : "rule", each.rule}};
  if (!list) json["place"] = each.place;
  json["status"] = status_word(each.status);
  json["failing"] = proofs_json(each.failing);
  json["open"] = proofs_json(each.open);
  if (!each.overridden_by.empty()) json["overridden_by"] = each.overridden_by;
  if (!each.may_be_overridden_by.empty()) {
    json["may_be_overridden_by"] = each.may_be_overridden_by;
  }
  return json;
}

Json changes_json(const std::vector<explain::ChangeWords>& changes) {
  Json array = Json::array();
  for (const explain::ChangeWords& each : changes) {
    array.push_back({{"finding", each.finding}, {"to", each.to}, {"now", each.now}});
  }
  return array;
}

Json fewest_json(const explain::WhyNot& why_not) {
  const explain::Fewest& fewest = why_not.fewest;
  Json json;
  json["possible"] = fewest.impossible ? Json(false) : fewest.ways.empty() ? Json() : Json(true);
  if (fewest.impossible) return json;
  json["at_least"] = fewest.at_least;
  json["count"] = fewest.ways.empty() ? Json() : Json(fewest.count);
  json["proved"] = fewest.proved();
  json["ways"] = Json::array();
  for (const explain::WayWords& way : why_not.ways) {
    json["ways"].push_back(
        {{"record", changes_json(way.record)}, {"different", changes_json(way.different)}});
  }
  json["more"] = !fewest.ways.empty() && (fewest.more || !fewest.all_seen);
  json["tries"] = fewest.tries;
  return json;
}

Json differences_json(const std::vector<explain::Difference>& differences) {
  Json object = Json::object();
  for (const explain::Difference& each : differences) {
    object[each.of] = {{"before", each.before}, {"after", each.after}};
  }
  return object;
}

}  // namespace

Json proof_json(const Proof& proof) {
  Json json{{"part", kind_name(proof.kind)}, {"words", proof.words}};
  if (proof.truth) json["truth"] = explain::truth_name(*proof.truth);
  if (!proof.found.empty()) {
    json[proof.kind == PartKind::rule ? "concludes" : "found"] = proof.found;
  }
  if (proof.finding) json["finding"] = state_json(*proof.finding);
  if (!proof.place.empty()) json["place"] = proof.place;
  if (!proof.because.empty()) json["because"] = proof.because;
  if (!proof.cites.empty()) json["cites"] = proof.cites;
  if (proof.above) json["shown_above"] = true;
  if (!proof.parts.empty()) json["parts"] = proofs_json(proof.parts);
  return json;
}

Json why_not_json(const explain::WhyNot& why_not) {
  Json json{{"goal", why_not.name}, {"came", why_not.came}};
  if (why_not.came) {
    json["by"] = why_not.by;
    json["why"] = proofs_json(why_not.proofs);
    return json;
  }
  json["reasons"] = why_not.reasons;
  json["rules"] = Json::array();
  for (const explain::Bringer& each : why_not.bringers) json["rules"].push_back(bringer_json(each));
  if (why_not.more_bringers > 0) json["more_rules"] = why_not.more_bringers;
  json["fewest"] = fewest_json(why_not);
  return json;
}

Json what_if_json(const explain::WhatIf& what_if) {
  Json json{{"facts", what_if.facts}, {"difference", !what_if.nothing()}};
  json["findings"] = differences_json(what_if.findings);
  json["applies"] = Json();
  for (const explain::Difference& each : what_if.applies) {
    json["applies"] = {{"before", each.before}, {"after", each.after}};
  }
  json["assessments"] = differences_json(what_if.assessments);
  json["scores"] = differences_json(what_if.scores);
  json["advice"] = differences_json(what_if.advice);
  json["rules"] = differences_json(what_if.rules);
  json["ask"] = what_if.ask;
  return json;
}

}  // namespace bedside::commands

// Takes what was found of two sides of a comparison; gives it as one JSON object.
#include <nlohmann/json.hpp>

#include "interpreter/commands/comparison.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;
using proving::Change;
using proving::RuleThere;
using proving::VocabularyChange;

Json place_json(const std::optional<text::Span>& span, const text::Sources& sources) {
  if (!span) return nullptr;
  const FilePlace where = file_place(*span, sources);
  return {{"file", where.file}, {"line", where.place.line}, {"column", where.place.column}};
}

Json rules_json(const std::vector<RuleThere>& rules, const text::Sources& sources) {
  Json all = Json::array();
  for (const RuleThere& rule : rules) {
    const FilePlace where = file_place(rule.span, sources);
    all.push_back({{"rule", rule.name}, {"file", where.file}, {"line", where.place.line}});
  }
  return all;
}

Json change_json(const Change& change, const Pair& pair) {
  Json json{{"of", of_name(change.of)},
            {"subject", change.subject},
            {"before", change.before},
            {"after", change.after},
            {"partial", change.partial},
            {"regions", change.regions},
            {"more_regions", change.more_regions}};
  json["share"] = change.share ? Json(*change.share) : Json(nullptr);
  json["witness"] = change.witness;
  if (!change.witness_before.empty()) json["witness_before"] = change.witness_before;
  json["rules_before"] = rules_json(change.fired_before, pair.before->loaded.sources);
  json["rules_after"] = rules_json(change.fired_after, pair.after->loaded.sources);
  return json;
}

Json vocabulary_json(const VocabularyChange& change, const Pair& pair) {
  return {{"text", change.text},
          {"implies", change.implies},
          {"old", place_json(change.before, pair.before->loaded.sources)},
          {"new", place_json(change.after, pair.after->loaded.sources)}};
}

Json guideline_json(const Compared& compared, bool expects) {
  Json json{{"guideline", compared.guideline}};
  json["only"] = compared.in_both()                ? Json(nullptr)
                 : compared.pair.before == nullptr ? Json("new")
                                                   : Json("old");
  if (expects && !compared.in_both()) json["accepted"] = compared.one_side_accepted;
  json["vocabulary"] = Json::array();
  json["changes"] = Json::array();
  const auto add = [&](const char* to, Json change, bool accepted) {
    if (expects) change["accepted"] = accepted;
    json[to].push_back(std::move(change));
  };
  const proving::Differences& found = compared.found;
  for (std::size_t i = 0; i < found.vocabulary.size(); ++i) {
    add("vocabulary", vocabulary_json(found.vocabulary[i], compared.pair),
        compared.vocabulary_accepted[i]);
  }
  for (std::size_t i = 0; i < found.changes.size(); ++i) {
    add("changes", change_json(found.changes[i], compared.pair), compared.accepted[i]);
  }
  json["undecided"] = found.undecided;
  json["partial_compared"] = compared.in_both() && found.partial_compared;
  return json;
}

}  // namespace

std::string comparison_json(const Comparison& comparison) {
  Json json{{"old", comparison.before->word},
            {"new", comparison.after->word},
            {"same", comparison.same()},
            {"guidelines", Json::array()}};
  for (const Compared& each : comparison.guidelines) {
    json["guidelines"].push_back(guideline_json(each, comparison.expects));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace bedside::commands

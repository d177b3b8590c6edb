// Takes what `replay` finds, as it finds it; gives it as a page or as one JSON object.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "interpreter/commands/receipt_file.hpp"
#include "interpreter/commands/replay.hpp"

namespace bedside::commands {

using receipts::Difference;
using receipts::Totals;
using receipts::Unlike;

namespace {

using Json = nlohmann::ordered_json;

// What a line says may be long, and may hold anything.
constexpr std::size_t longest_words = 200;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json rules_json(const ReplayedRules& rules) {
  Json json{{"name", rules.kept.name},
            {"guideline", rules.kept.guideline},
            {"version", rules.kept.version},
            {"fingerprint", rules.kept.fingerprint}};
  if (!rules.checked) json["fingerprint_checked"] = false;
  if (!rules.now.empty()) json["fingerprint_now"] = rules.now;
  return json;
}

std::string rules_text(const ReplayedRules& rules) {
  std::string text = shown(rules.kept.guideline, longest_words);
  if (!rules.kept.version.empty()) {
    text += fmt::format(", version {}", shown(rules.kept.version, longest_words));
  }
  text += fmt::format("\n  fingerprint {}\n", shown(rules.kept.fingerprint, longest_words));
  if (!rules.checked) {
    text += "  not checked: this bedside finds errors in the rules that the receipt keeps\n";
  }
  if (rules.now.empty()) return text;
  if (rules.now == rules.kept.fingerprint) return text + "  today's rules say the same\n";
  return text + fmt::format("  today's     {}\n", rules.now);
}

const char* const damaged =
    "damaged: this receipt is not as bedside wrote it, and proves nothing.\n";

std::string_view verdict(const Totals& totals) {
  if (totals.is_damaged()) return "damaged";
  if (totals.different > 0) return "different";
  return totals.is_same() ? "same" : "undecided";
}

std::string verdict_text(const Totals& totals) {
  if (totals.is_damaged()) return damaged;
  const std::string answers = counted(totals.answers, "answer");
  if (totals.is_same()) {
    return fmt::format("same: {}, computed again, {} what the receipt says.\n", answers,
                       totals.answers == 1 ? "is" : "are");
  }
  const std::string undone = fmt::format("{} cannot be computed again", totals.undone);
  if (totals.different == 0) return fmt::format("undecided: of {}, {}.\n", answers, undone);
  return fmt::format("different: {} of {} {} not what the receipt says{}{}.\n", totals.different,
                     answers, totals.different == 1 ? "is" : "are", totals.undone > 0 ? ", " : "",
                     totals.undone > 0 ? undone : "");
}

std::string written_text(const Totals& totals) {
  std::string text = fmt::format("Written {}", shown(totals.time));
  if (totals.rejected > 0) {
    text += fmt::format("; {} could not be read then", counted(totals.rejected, "row"));
  }
  return text + ".\n";
}

}  // namespace

int write_damaged(const Common& common, const std::string& why) {
  Output output(common.output);
  if (common.format == "json") {
    output.write(dump({{"damage", {why}}, {"verdict", "damaged"}}) + '\n');
  } else {
    output.write(fmt::format("{}\n{}", shown(why, longest_words), damaged));
  }
  return commands::finish(output, wrong);
}

ReplayWriter::ReplayWriter(const Common& common, const receipts::Head& head,
                           const std::vector<ReplayedRules>& rules)
    : rules_(rules), as_json_(common.format == "json"), output_(common.output) {
  begin(head);
}

void ReplayWriter::begin(const receipts::Head& head) {
  if (!as_json_) {
    const bool other = head.bedside != program_version();
    output_.write(fmt::format("A receipt of bedside {}{}.\n", shown(head.bedside),
                              other ? fmt::format(", replayed by {}", program_version()) : ""));
    for (const ReplayedRules& each : rules_) output_.write(rules_text(each));
    return;
  }
  Json array = Json::array();
  for (const ReplayedRules& each : rules_) array.push_back(rules_json(each));
  output_.write(fmt::format("{{\"bedside\": {}, \"replayed_by\": {}, \"rules\": {},\n\"unlike\": [",
                            dump(head.bedside), dump(program_version()), dump(array)));
}

void ReplayWriter::add(const Unlike& unlike) { as_json_ ? add_json(unlike) : add_text(unlike); }

void ReplayWriter::add_text(const Unlike& unlike) {
  const receipts::Replayed& replayed = unlike.what;
  std::string text = fmt::format("line {}", unlike.line);
  if (!replayed.id.empty()) text += fmt::format(", {}", shown(replayed.id));
  text += ':';
  if (!replayed.damage.empty()) {
    text += fmt::format(" {}\n", shown(replayed.damage, longest_words));
  } else if (!replayed.undone.empty()) {
    text += fmt::format(" cannot be computed again: {}\n", shown(replayed.undone, longest_words));
  } else {
    text += '\n';
  }
  for (const Difference& each : replayed.differences) {
    text += fmt::format("  {}: {} -> {}\n",
                        shown(fmt::format("{}", fmt::join(each.field, ", ")), longest_words),
                        shown(each.before, longest_words), shown(each.now, longest_words));
  }
  output_.write(text);
}

void ReplayWriter::add_json(const Unlike& unlike) {
  const receipts::Replayed& replayed = unlike.what;
  Json json{{"line", unlike.line}};
  if (unlike.rules) json["rules"] = rules_[*unlike.rules].kept.name;
  if (!replayed.id.empty()) json["id"] = replayed.id;
  if (!replayed.damage.empty()) json["damage"] = replayed.damage;
  if (!replayed.undone.empty()) json["undone"] = replayed.undone;
  for (const Difference& each : replayed.differences) {
    json["differences"].push_back(
        {{"field", each.field}, {"before", each.before}, {"now", each.now}});
  }
  output_.write((any_ ? ",\n" : "\n") + dump(json));
  any_ = true;
}

int ReplayWriter::finish(const Totals& totals, int code) {
  if (!as_json_) {
    for (const std::string& each : totals.damage) output_.write(each + '\n');
    if (!totals.time.empty()) output_.write(written_text(totals));
    output_.write(verdict_text(totals));
    return commands::finish(output_, code);
  }
  const Json json{
      {"damage", totals.damage},   {"time", totals.time},           {"answers", totals.answers},
      {"same", totals.same},       {"different", totals.different}, {"undone", totals.undone},
      {"damaged", totals.damaged}, {"rejected", totals.rejected},   {"verdict", verdict(totals)}};
  output_.write(fmt::format("{}],\n{}\n", any_ ? "\n" : "", dump(json).substr(1)));
  return commands::finish(output_, code);
}

}  // namespace bedside::commands

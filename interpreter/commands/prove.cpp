// Takes rule sets and a claim; gives whether it holds for every patient, or for whom it does not.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/limits.hpp"
#include "interpreter/commands/write_results.hpp"
#include "interpreter/explain/page.hpp"
#include "interpreter/proving/claim_text.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;
using Answer = proving::Proof::Answer;

/// What was found of the claim in one rule set.
struct Found {
  const RuleSetInput& input;
  proving::Proof proof;
  bool out_of_time = false;

  std::size_t place() const { return input.loaded.rules.claims.size() - 1; }
};

std::vector<Found> found_in(const std::vector<RuleSetInput>& inputs, double seconds) {
  const proving::Limits limits = limits_from_now(seconds);
  std::vector<Found> all;
  for (const RuleSetInput& input : inputs) {
    Found found{input, {}, false};
    found.proof = proving::prove(input.loaded, found.place(), limits);
    found.out_of_time = limits.is_spent();
    all.push_back(std::move(found));
  }
  return all;
}

std::string answer_name(Answer answer) {
  switch (answer) {
    case Answer::proved:
      return "proved";
    case Answer::refuted:
      return "refuted";
    case Answer::undecided:
      return "undecided";
  }
  return "";
}

// ---- For programs ------------------------------------------------------------------------------

Json json_of(const Found& found) {
  const meaning::Loaded& loaded = found.input.loaded;
  const std::string guideline = guideline_name(found.input);
  Json json{{"guideline", guideline},
            {"claim", loaded.rules.claims.at(found.place()).name},
            {"answer", answer_name(found.proof.answer)},
            {"about_nobody", found.proof.about_nobody},
            {"regions", found.proof.regions},
            {"more_regions", found.proof.more_regions},
            {"witness", nullptr},
            {"result", nullptr}};
  if (found.proof.answer != Answer::refuted) return json;
  json["witness"] = found.proof.witness;
  const proving::Assessed witness = proving::witness_of(loaded, found.proof);
  const explain::Case of{loaded.rules, witness.record, witness.evaluation};
  const cohort::Prepared prepared(loaded, guideline, cohort::Form::ndjson);
  json["result"] = result_object(prepared, of, {});
  return json;
}

std::string as_json(const std::vector<Found>& all) {
  Json array = Json::array();
  for (const Found& each : all) array.push_back(json_of(each));
  return array.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

// ---- For people --------------------------------------------------------------------------------

// One word of a shell's line: in double quotes where it has to be.
std::string shell_word(const std::string& word, bool always) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+,:=@").find(c) != std::string_view::npos;
  };
  if (!always && !word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
  std::string quoted = "\"";
  for (const char c : word) {
    if (std::string_view("\"\\$`").find(c) != std::string_view::npos) quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string how_to_look(const Found& found) {
  std::string line = "bedside assess";
  for (const std::string& word : found.input.words) {
    if (word != default_rules) line += ' ' + shell_word(word, false);
  }
  return fmt::format("{} --given {}", line, shell_word(found.proof.witness, true));
}

std::string why_undecided(const Found& found, double seconds) {
  if (!found.out_of_time) return proving::too_much;
  return fmt::format(
      "It is neither proved nor refuted: {} second{} not enough. --limit gives it more.", seconds,
      seconds == 1 ? " was" : "s were");
}

std::string in_words(const Found& found, double seconds, const text::Style& style,
                     std::size_t width) {
  std::string words =
      proving::claim_text(found.input.loaded, found.place(), found.proof, style, width);
  if (found.proof.answer == Answer::refuted) {
    words += fmt::format("  to look at it: {}\n", how_to_look(found));
  }
  if (found.proof.answer == Answer::undecided) {
    words += fmt::format("  {}\n", why_undecided(found, seconds));
  }
  return words;
}

std::string as_text(const std::vector<Found>& all, const Common& common, double seconds) {
  const text::Style style = style_for(common, STDOUT_FILENO);
  const std::size_t width =
      common.output.empty() ? std::min<std::size_t>(columns(STDOUT_FILENO), 100) : 100;
  std::string text;
  for (const Found& each : all) {
    if (common.quiet && each.proof.answer == Answer::proved) continue;
    if (all.size() > 1) text += style.bold(guideline_name(each.input)) + '\n';
    text += in_words(each, seconds, style, width) + '\n';
  }
  return text.empty() ? "" : fmt::format("{}{}\n", text, explain::not_a_device);
}

// `bedside prove hand.bedside`: what stands last is none of the RULES.
std::optional<Problem> no_claim(const std::string& word) {
  if (!exists(word) && shipped_named(word) == nullptr) return std::nullopt;
  return Problem{
      fmt::format("`{0}` stands where the claim is expected, which comes last, as in bedside prove "
                  "{0} \"pain implies no fever\"",
                  shown(word))};
}

// Of several rule sets those that cannot read the claim, or themselves.
std::string where_wrong(const std::vector<RuleSetInput>& inputs) {
  std::vector<std::string> names;
  for (const RuleSetInput& input : inputs) {
    if (!input.loaded.usable()) names.push_back(input.name);
  }
  const std::string words = "the claim or the rules have errors";
  if (inputs.size() == 1) return words;
  return fmt::format("{} in {}", words, fmt::join(names, ", "));
}

}  // namespace

int prove(const Common& common, const ProveFlags& flags) {
  if (const auto problem = no_claim(flags.claim)) return fail(*problem);
  const auto loaded = load_with_claim(common.rules, common.outside, flags.claim);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (report_errors(inputs, common)) {
    tell(fmt::format("bedside: {}; nothing was proved.", where_wrong(inputs)));
    return wrong;
  }
  const std::vector<Found> all = found_in(inputs, flags.limit);
  Output output(common.output);
  output.write(common.format == "json" ? as_json(all) : as_text(all, common, flags.limit));
  const bool proved = std::all_of(all.begin(), all.end(), [](const Found& each) {
    return each.proof.answer == Answer::proved;
  });
  return finish(output, proved ? done : wrong);
}

}  // namespace bedside::commands

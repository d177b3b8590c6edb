// Takes what is asked of the rules of a session; gives lists of them, and changes which are in
// force.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/page.hpp"
#include "interpreter/proving/checks.hpp"
#include "interpreter/repl/session.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::repl {

using namespace meaning;

namespace {

std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string_view status_word(RuleStatus status) {
  switch (status) {
    case RuleStatus::fires:
      return "fires    ";
    case RuleStatus::undecided:
      return "undecided";
    case RuleStatus::ruled_out:
      return "ruled out";
  }
  return "";
}

std::string conclusions(const RuleSet& rules, const Rule& rule) {
  std::vector<std::string> parts;
  for (const Outcome& outcome : rule.outcomes) {
    const Assessment& assessment = rules.at(outcome.assessment);
    parts.push_back(fmt::format("{} {}", assessment.name, assessment.levels.at(outcome.level)));
  }
  for (const AdviceId advice : rule.advice) {
    parts.push_back(fmt::format("advice {}", rules.at(advice).name));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string what_is(const RuleSet& rules) {
  return fmt::format("{}, {}", counted(rules.findings.size(), "finding"),
                     counted(rules.rules.size(), "rule"));
}

}  // namespace

Reply Session::load(const std::string& name) {
  if (name.empty()) return bad("`load` takes a file or the name of a shipped guideline.\n");
  State next = state_;
  next.names = {name};
  next.text = RuleText();
  auto files = world_.open(name);
  if (const auto* problem = std::get_if<std::string>(&files)) return bad(*problem + "\n");
  next.text.files = std::get<std::vector<InputFile>>(std::move(files));
  const std::size_t typed = state_.text.typed.size();
  Reply reply = keep(std::move(next), fmt::format("rules of {}", name));
  if (reply.wrong) return reply;
  if (typed > 0) {
    reply.text += fmt::format("{} that {} typed {} gone; `undo` brings {} back.\n",
                              counted(typed, "statement"), typed == 1 ? "was" : "were",
                              typed == 1 ? "is" : "are", typed == 1 ? "it" : "them");
  }
  reply.text += what_is(rules()) + "\n";
  return reply;
}

Reply Session::reload(const std::string& /*rest*/) {
  State next = state_;
  next.text.files.clear();
  for (const std::string& name : next.names) {
    auto files = world_.open(name);
    if (const auto* problem = std::get_if<std::string>(&files)) return bad(*problem + "\n");
    for (InputFile& file : std::get<std::vector<InputFile>>(files)) {
      next.text.files.push_back(std::move(file));
    }
  }
  Reply reply = keep(std::move(next), "read again");
  if (!reply.wrong) reply.text += what_is(rules()) + "\n";
  return reply;
}

// Everything in force as one file: never over a file that holds something else.
Reply Session::save(const std::string& path) {
  if (!path.ends_with(".bedside")) {
    return bad("`save` takes the name of a file that ends in .bedside.\n");
  }
  if (rules().findings.empty() && state_.text.typed.empty())
    return bad("There is nothing to save.\n");
  const auto& files = state_.text.files;
  const bool same_file = files.size() == 1 && files.front().path == path;
  if (world_.exists(path)) {
    if (!same_file) {
      return bad(
          fmt::format("`{}` is there already; `save` writes a new file, or the one that was "
                      "loaded.\n",
                      path));
    }
    if (world_.read(path).content != files.front().content) {
      return bad(fmt::format("`{}` has been changed since it was read; `reload` first.\n", path));
    }
  }
  const std::string text = state_.text.whole(path);
  const Loaded read_back = meaning::load({{path, text}}, world_.read);
  const RuleSet& then = read_back.rules;
  if (!read_back.usable() || then.findings.size() != rules().findings.size() ||
      then.rules.size() != rules().rules.size() || then.claims.size() != rules().claims.size() ||
      then.examples.size() != rules().examples.size()) {
    return bad(rendered(read_back.messages, read_back.sources, true) +
               "Not saved: as one file these rules would not be the same.\n");
  }
  const std::string problem = world_.write(path, text);
  if (!problem.empty()) return bad(problem + "\n");
  State next = state_;
  next.names = {path};
  next.text = RuleText{{{path, text}}, {}};
  Reply reply = keep(std::move(next), fmt::format("saved in {}", path));
  reply.text += what_is(rules()) + "\n";
  return reply;
}

Reply Session::list_rules(const std::string& /*rest*/) {
  std::string words;
  for (std::size_t i = 0; i < rules().rules.size(); ++i) {
    const Rule& rule = rules().rules[i];
    const std::string place = explain::rule_place(rule, now_->loaded.sources);
    const bool named = text::file_name(place) != rule.name;
    const std::string name = named ? fmt::format("rule \"{}\" ({})", rule.name, place)
                                   : fmt::format("rule at {}", place);
    words += fmt::format("{}  {}: {}\n", status_word(evaluation_.rules[i].status), name,
                         conclusions(rules(), rule));
  }
  return good(words.empty() ? "There is no rule yet.\n" : words);
}

Reply Session::list_findings(const std::string& /*rest*/) {
  std::string words;
  for (std::uint32_t i = 0; i < rules().findings.size(); ++i) {
    const Finding& finding = rules().findings[i];
    const records::Answers answers(now_->loaded, "");
    words += fmt::format("{}: {}", finding.name, answers.expected(FindingId{i}));
    const Possible& known = record_.findings[i];
    if (known.recorded) {
      words += fmt::format("  - recorded: {}", in_words(finding, known.values, known.range));
    }
    words += '\n';
  }
  return good(words.empty() ? "There is no finding yet.\n" : words);
}

Reply Session::list_typed(const std::string& /*rest*/) {
  std::string words;
  for (const Typed& each : state_.text.typed) words += each.text + "\n";
  return good(words.empty() ? "No statement was typed that is not saved.\n" : words);
}

namespace {

/// A session has no clock: a check that needs more nodes of diagrams stays undecided.
constexpr std::size_t nodes_of_a_check = 200'000;

}  // namespace

Reply Session::check(const std::string& /*rest*/) {
  const Loaded& loaded = now_->loaded;
  std::string words = rendered(loaded.messages, loaded.sources, false);
  const text::Messages found = proving::all_checks(loaded, {{}, nodes_of_a_check});
  words += rendered(found, loaded.sources, false);
  const std::size_t wrong = loaded.messages.size() + found.size();
  words +=
      fmt::format("{}, {}: {}\n", what_is(rules()), counted(rules().examples.size(), "example"),
                  wrong == 0 ? "nothing wrong found" : counted(wrong, "message"));
  return {words, text::has_errors(found), false, false};
}

}  // namespace bedside::repl

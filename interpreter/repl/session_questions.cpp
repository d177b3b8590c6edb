// Takes questions about the outcome of a session; gives pages, proofs and differences.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/goal.hpp"
#include "interpreter/explain/page.hpp"
#include "interpreter/explain/proof.hpp"
#include "interpreter/explain/result.hpp"
#include "interpreter/explain/what_if.hpp"
#include "interpreter/explain/why_not.hpp"
#include "interpreter/proving/claim_text.hpp"
#include "interpreter/repl/session.hpp"

namespace bedside::repl {

using namespace meaning;

namespace {

const char* const help_words =
    "A line is one of these:\n"
    "  a finding      pain | no pain | lesion size 12 mm | several, with commas between them\n"
    "  a statement    rule, if, finding, assessment, ... as in a file\n"
    "  ?              the outcome, with its reasons\n"
    "  why [NAME]     why it came: a rule, a level, an advice; alone: everything that came\n"
    "  why not NAME   why it did not come, and what would bring it\n"
    "  what if FACTS  the difference that other findings would make\n"
    "  prove CLAIM    whether it holds for every patient: pain implies outlook at least caution\n"
    "  ask            the question that is expected to settle most; then yes, no, 12 mm, skip\n"
    "  forget NAME    a finding is not recorded any more; reset: none is\n"
    "  record         what is recorded\n"
    "  load FILE      other rules; reload: the same files again, as they are now\n"
    "  save FILE      everything in force as one file\n"
    "  rules, findings, typed, check    lists, and what is wrong\n"
    "  undo           takes back the last line that changed something\n"
    "  help, quit     this; the end\n";

const char* const help_in_terminal =
    "A statement that is not finished goes on until an empty line; an indented line goes on with "
    "the\n"
    "statement above. TAB completes names, Ctrl-C gives up a line, Ctrl-D ends. What is typed is "
    "not\n"
    "kept on disk, unless BEDSIDE_HISTORY names a file for it.\n";

}  // namespace

// ---- Where things stand ----------------------------------------------------------------------

Session::Summary Session::summary() const {
  const explain::Result result = explain::by_name(now(), now_->loaded.sources, "");
  Summary all;
  for (const explain::NamedAssessment& each : result.assessments) {
    all.push_back(
        {each.name, explain::standing(each), each.value ? *each.value : std::string(each.status)});
  }
  for (std::size_t i = 0; i < rules().scores.size(); ++i) {
    const std::string ends = explain::score_text(evaluation_.scores.at(i).total);
    all.push_back({rules().scores[i].name, ends, ends});
  }
  for (std::size_t i = 0; i < rules().advice.size(); ++i) {
    const auto status = evaluation_.advice.at(i).status;
    const bool given = status == evaluate::AdviceStatus::given;
    const std::string words = given                                        ? "given"
                              : status == evaluate::AdviceStatus::possible ? "possible"
                                                                           : "not given";
    all.push_back({fmt::format("advice {}", rules().advice[i].name), words, words});
  }
  return all;
}

// What stands otherwise than before; what is new only where it says something.
std::string Session::changes(const Summary& before, const Summary& after) {
  std::string words;
  for (const Standing& each : after) {
    const auto same = std::find_if(before.begin(), before.end(),
                                   [&](const Standing& other) { return other.name == each.name; });
    if (same == before.end()) {
      words += fmt::format("  {}: {}\n", each.name, each.words);
    } else if (same->words != each.words) {
      const std::string was =
          same->brief == each.brief ? "" : fmt::format(" (was {})", same->brief);
      words += fmt::format("  {}: {}{}\n", each.name, each.words, was);
    }
  }
  return words;
}

Reply Session::outcome(const std::string& /*rest*/) {
  if (rules().findings.empty()) {
    return good(
        "There are no rules yet. A finding comes first, as in `finding pain: yes or no`.\n");
  }
  const std::string name = rules().guideline      ? rules().guideline->name
                           : state_.names.empty() ? "typed rules"
                                                  : state_.names.front();
  return good(explain::page(now(), now_->loaded.sources, name, look_.style, look_.width));
}

// ---- Why, why not, what if -------------------------------------------------------------------

Reply Session::why(const std::string& name) {
  const text::Sources& sources = now_->loaded.sources;
  std::string words;
  if (name.empty()) {
    std::vector<RuleId> fired;
    for (std::uint32_t i = 0; i < rules().rules.size(); ++i) {
      if (evaluation_.rules[i].status == RuleStatus::fires) fired.push_back({i});
    }
    for (std::uint32_t i = 0; i < rules().assessments.size(); ++i) {
      if (rules().assessments[i].by.empty()) continue;
      words += explain::proof_text(explain::proof_of(now(), sources, AssessmentId{i}), look_.width);
    }
    for (const explain::Proof& proof : explain::proofs_of(now(), sources, fired)) {
      words += explain::proof_text(proof, look_.width);
    }
    if (words.empty()) words = "No rule fires. `ask` tells what to record, `?` what is open.\n";
    return good(words);
  }
  const auto named = now_->loaded.names.find(Names::key(name));
  if (const auto* assessment = named ? std::get_if<AssessmentId>(&*named) : nullptr) {
    return good(explain::proof_text(explain::proof_of(now(), sources, *assessment), look_.width));
  }
  return why_not(name);
}

Reply Session::why_not(const std::string& name) {
  if (name.empty()) {
    return bad("`why not` takes a rule, a level or an advice, as in `why not caution`.\n");
  }
  const auto goal = explain::goal_named(now_->loaded, name);
  if (const auto* none = std::get_if<explain::NoGoal>(&goal)) {
    std::string words = none->words + "\n";
    for (const std::string& instead : none->instead) words += fmt::format("  {}\n", instead);
    return bad(words);
  }
  const auto found = explain::why_not(now_->loaded, now(), std::get<explain::Goal>(goal));
  return good(fmt::format("{} {}\n{}", found.came ? "Why" : "Why not", found.name,
                          explain::why_not_text(found, look_.width)));
}

Reply Session::what_if(const std::string& facts) {
  FactReader reader(now_->loaded);
  const Facts read = reader.facts("what if", facts);
  if (!read.messages.empty()) return bad(rendered(read.messages, read.sources, true));
  if (read.facts.empty()) return bad("`what if` takes findings, as in `what if no pain`.\n");
  std::string why;
  const auto then = explain::supposed(rules(), record_, read.facts, why);
  if (!then) return bad(why + "\n");
  return good(explain::what_if_text(explain::what_if(now_->loaded, record_, read.facts, *then),
                                    look_.width));
}

// The same answer at any time and on any machine: what bounds it is its size, not a clock.
Reply Session::prove(const std::string& claim) {
  if (claim.empty()) {
    return bad("`prove` takes a claim, as in `prove pain implies outlook at least caution`.\n");
  }
  const Loaded loaded = state_.text.load_with_claim(world_.read, claim);
  if (!loaded.usable()) return bad(rendered(loaded.messages, loaded.sources, true));
  const std::size_t place = loaded.rules.claims.size() - 1;
  const proving::Proof proof = proving::prove(loaded, place, {});
  std::string words = proving::claim_text(loaded, place, proof, look_.style, look_.width);
  if (proof.answer == proving::Proof::Answer::undecided) {
    words += fmt::format("  {}\n", proving::too_much);
  }
  return good(words);
}

// ---- The session itself ------------------------------------------------------------------------

Reply Session::help(const std::string& /*rest*/) {
  return good(in_terminal_ ? std::string(help_words) + help_in_terminal : help_words);
}

Reply Session::undo(const std::string& /*rest*/) {
  if (before_.empty()) return bad("There is nothing to take back.\n");
  const Summary before = summary();
  state_ = std::move(before_.back());
  before_.pop_back();
  now_ = std::make_unique<InForce>(state_.text.load(world_.read));
  asked_.reset();
  evaluate_again();
  return changed("taken back\n" + changes(before, summary()));
}

Reply Session::quit(const std::string& /*rest*/) {
  const std::size_t typed = state_.text.typed.size();
  Reply reply{"", false, true, false};
  if (in_terminal_ && typed > 0 && !warned_) {
    warned_ = true;
    reply.quit = false;
    reply.text =
        fmt::format("{} typed and not saved: `save FILE` saves {}, `quit` again ends without.\n",
                    typed == 1 ? "1 statement was" : fmt::format("{} statements were", typed),
                    typed == 1 ? "it" : "them");
  }
  return reply;
}

Completion Session::complete(std::string_view before_cursor) const {
  std::vector<std::string> names{
      "and",       "or",        "not",     "no",      "is",      "at least",  "at most",
      "more than", "less than", "any of",  "all of",  "none of", "one of",    "between",
      "then",      "unless",    "implies", "because", "cites",   "overrides", "advise"};
  for (const Command& each : commands()) names.emplace_back(each.word);
  for (const char* head :
       {"guideline", "source", "use", "finding", "define", "score", "assessment", "advice", "rule",
        "otherwise", "claim", "table", "example", "examples"}) {
    names.emplace_back(head);
  }
  for (const Finding& finding : rules().findings) {
    names.push_back(finding.name);
    names.insert(names.end(), finding.other_names.begin(), finding.other_names.end());
    if (finding.kind != FindingKind::yes_no) {
      names.insert(names.end(), finding.values.begin(), finding.values.end());
    }
  }
  for (const Assessment& each : rules().assessments) {
    names.push_back(each.name);
    names.insert(names.end(), each.levels.begin(), each.levels.end());
  }
  for (const Definition& each : rules().definitions) names.push_back(each.name);
  for (const Score& each : rules().scores) names.push_back(each.name);
  for (const Advice& each : rules().advice) names.push_back(each.name);
  for (const Rule& each : rules().rules) names.push_back(each.name);
  return repl::complete(before_cursor, names);
}

}  // namespace bedside::repl

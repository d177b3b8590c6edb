// Takes answers of a person, one line each; gives questions, and the outcome as soon as nothing
// that could be asked matters any more. No I/O.
#include "interpreter/repl/interview.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/page.hpp"
#include "interpreter/proving/patients.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::repl {

using namespace meaning;
using evaluate::Evaluation;
using evaluate::Record;

namespace {

constexpr std::size_t most_listed = 8;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool has(const std::vector<FindingId>& findings, FindingId finding) {
  return std::find(findings.begin(), findings.end(), finding) != findings.end();
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::string question_text(const Loaded& loaded, FindingId id, const text::Style& style) {
  const Finding& finding = loaded.rules.at(id);
  const std::string words = finding.ask.empty() ? finding.name + "?" : finding.ask;
  return fmt::format("{} ({})\n", style.bold(words), choices(loaded, id));
}

std::vector<std::string> waiting_for(const Loaded& loaded, const Record& record,
                                     const Evaluation& evaluation, FindingId finding) {
  const RuleSet& rules = loaded.rules;
  std::vector<std::string> waiting;
  const auto waits = [&](auto id) {
    return has(evaluate::open_findings(rules, record, evaluation, id), finding);
  };
  if (evaluation.applies == Truth::unknown && waits(*rules.guideline->applies)) {
    waiting.emplace_back("whether the guideline applies");
  }
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    if (evaluation.rules[i].status != RuleStatus::undecided || !waits(RuleId{i})) continue;
    const std::string place = explain::rule_place(rules.rules[i], loaded.sources);
    waiting.push_back(rules.rules[i].name == place
                          ? fmt::format("the rule at {}", place)
                          : fmt::format("rule \"{}\" ({})", rules.rules[i].name, place));
  }
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    const Assessment& assessment = rules.assessments[i];
    const auto& lists = evaluation.assessments[i].by_list;
    for (std::size_t j = 0; j < lists.size(); ++j) {
      if (lists[j].size() < 2) continue;
      const auto& subject = assessment.by[j].subject;
      const auto* of = std::get_if<FindingId>(&subject);
      if (of != nullptr ? *of == finding : waits(std::get<QuantityId>(subject))) {
        waiting.push_back(fmt::format("the bands of {}", assessment.name));
      }
    }
  }
  return waiting;
}

Interview::Interview(const Loaded& loaded, Record start, Look look)
    : loaded_(loaded),
      look_(std::move(look)),
      questions_(loaded.rules),
      spoken_(loaded),
      record_(std::move(start)) {
  settle();
  might_be_asked_ = mattering_;
}

void Interview::settle() {
  evaluation_ = evaluate::evaluate(rules(), record_);
  mattering_ = questions_.mattering(record_, evaluation_);
  asked_ = questions_.next(record_, evaluation_, skipped_);
}

std::string Interview::question() const {
  return over() ? "" : question_text(loaded_, *asked_, look_.style);
}

std::vector<std::string> Interview::possible_answers() const {
  return over() ? std::vector<std::string>() : rules().at(*asked_).values;
}

std::string Interview::answer(std::string_view line) {
  const std::string_view said = trimmed(line);
  if (over() || said.empty()) return "";
  const std::string word = text::fold_case(said);
  if (!spoken_.is_value(*asked_, said)) {
    if (word == "?" || word == "why" || word == "help") return explain();
    if (word == "skip") return skip();
    if (word == "back") return back();
    if (word == "stop" || word == "quit" || word == "exit") {
      stop();
      return "";
    }
  }
  auto read = spoken_.answer(*asked_, said);
  if (const auto* fact = std::get_if<Fact>(&read)) return take({*fact});
  const std::vector<Fact> facts = spoken_.facts(std::string(said));
  if (!facts.empty()) return take(facts);
  ++misunderstood_;
  return fmt::format("  {}\n  `?` tells why this is asked; `skip` where it is not known.\n",
                     std::get<std::string>(read));
}

std::string Interview::take(const std::vector<Fact>& facts) {
  Turn turn{*asked_, record_, false};
  const std::string refused = spoken_.add(record_, facts);
  if (!refused.empty()) {
    ++misunderstood_;
    return fmt::format("  {}\n", refused);
  }
  turns_.push_back(std::move(turn));
  std::string words;
  for (const Fact& fact : facts) {
    const Possible& now = record_.at(fact.finding);
    words +=
        fmt::format("  recorded: {}\n", in_words(rules().at(fact.finding), now.values, now.range));
  }
  settle();
  return words;
}

std::string Interview::skip() {
  turns_.push_back({*asked_, record_, true});
  skipped_.insert(*asked_);
  const std::string words = fmt::format("  not known: {}\n", rules().at(*asked_).name);
  settle();
  return words;
}

std::string Interview::back() {
  if (turns_.empty()) return "  There is no answer to take back.\n";
  const Turn turn = std::move(turns_.back());
  turns_.pop_back();
  record_ = turn.before;
  if (turn.skipped) skipped_.erase(turn.asked);
  settle();
  return fmt::format("  taken back: the answer on {}\n", rules().at(turn.asked).name);
}

std::string Interview::explain() const {
  const Finding& finding = rules().at(*asked_);
  std::string words = fmt::format("  {}", finding.name);
  if (!finding.other_names.empty()) {
    words += fmt::format(" (also {})", fmt::join(finding.other_names, ", "));
  }
  words += fmt::format(": {}\n", choices(loaded_, *asked_));
  if (finding.kind == FindingKind::number) {
    words += "  also part of what is known: `at least 30`, `from 10 to 30`\n";
  } else if (finding.kind == FindingKind::list) {
    words += "  also several, with `or` between them\n";
  }
  const auto waiting = waiting_for(loaded_, record_, evaluation_, *asked_);
  for (std::size_t i = 0; i < std::min(waiting.size(), most_listed); ++i) {
    words += fmt::format("  {} {}\n", i == 0 ? "waits for it:" : "             ", waiting[i]);
  }
  if (waiting.size() > most_listed) {
    words += fmt::format("                and {} more\n", waiting.size() - most_listed);
  }
  return words + "  `skip`: not known; `back`: take the last answer back; `stop`: end here\n";
}

std::string Interview::outcome() const {
  Evaluation shown = evaluation_;
  shown.ask = mattering_;  // not what only looks as if it mattered
  const explain::Case of{rules(), record_, shown};
  return fmt::format("{}\n{}{}",
                     explain::page(of, loaded_.sources, look_.guideline, look_.style, look_.width),
                     sure_ends(), counts());
}

// What is open can be proved to end in one way, though no rule says so yet.
std::string Interview::sure_ends() const {
  if (!mattering_.empty()) return "";
  Record any = record_;
  for (std::size_t i = 0; i < any.findings.size(); ++i) {
    const Finding& finding = rules().findings[i];
    evaluate::Possible& possible = any.findings[i];
    if (is_settled(possible, finding)) continue;
    if (finding.kind == FindingKind::number) {
      possible.range = Range::point(proving::plain_number(possible.range, finding.grid));
    } else {
      possible.values = Values::one(possible.values.first());
    }
  }
  const Evaluation whole = evaluate::conclude(rules(), any);
  std::string words;
  for (std::size_t i = 0; i < rules().assessments.size(); ++i) {
    const auto& now = evaluation_.assessments[i];
    const auto& then = whole.assessments[i];
    if (now.status == then.status && now.value == then.value) continue;
    words += fmt::format("Whatever else is found: {} {}.\n", rules().assessments[i].name,
                         then.value ? rules().assessments[i].levels[*then.value]
                                    : explain::status_name(then.status));
  }
  return words;
}

std::string Interview::counts() const {
  std::set<FindingId> asked;
  for (const Turn& turn : turns_) asked.insert(turn.asked);
  std::size_t left = 0;
  std::size_t unknown = 0;
  for (const FindingId finding : mattering_) {
    ++(skipped_.contains(finding) ? unknown : left);
  }
  const auto spared = static_cast<std::size_t>(
      std::count_if(might_be_asked_.begin(), might_be_asked_.end(), [&](FindingId finding) {
        return !asked.contains(finding) && !has(mattering_, finding) &&
               !is_settled(record_.at(finding), rules().at(finding));
      }));
  std::string words = fmt::format("{} asked", counted(asked.size(), "question", "questions"));
  if (spared > 0) words += fmt::format(", {} spared", spared);
  if (left > 0) words += fmt::format(", {} that may still matter not asked", left);
  if (unknown > 0) {
    words += fmt::format("; {} not known that may still matter",
                         counted(unknown, "answer is", "answers are"));
  }
  if (left + unknown == 0) words += "; nothing else could change the outcome";
  return words + ".\n";
}

}  // namespace bedside::repl

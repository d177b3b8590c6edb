// Takes a record and other facts; gives the difference that they make.
#include "interpreter/explain/what_if.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/explain/lines.hpp"
#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/page.hpp"
#include "interpreter/explain/proof.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::explain {

using namespace meaning;
using evaluate::AdviceStatus;
using evaluate::Evaluation;
using evaluate::Record;

namespace {

std::vector<std::string> concluded(const Assessment& assessment,
                                   const evaluate::AssessmentResult& result) {
  std::vector<std::string> names;
  for (const std::size_t level : result.established.list()) {
    names.push_back(assessment.levels.at(level));
  }
  return names;
}

/// "caution, provisional: may still become urgent"
std::string outcome_text(const Assessment& assessment, const evaluate::AssessmentResult& result) {
  std::vector<std::string> others;
  for (const std::size_t level : result.ends.levels.list()) {
    if (level != result.value) others.push_back(assessment.levels.at(level));
  }
  if (result.ends.nothing) others.emplace_back("no value");
  switch (result.status) {
    case Status::settled:
      return fmt::format("{}, settled", assessment.levels.at(*result.value));
    case Status::provisional:
      return fmt::format("{}, provisional: may still become {}",
                         assessment.levels.at(*result.value), fmt::join(others, " or "));
    case Status::open:
      return fmt::format("open: may become {}", fmt::join(others, " or "));
    case Status::none:
    case Status::not_applicable:
      return std::string(status_name(result.status));
    case Status::conflict:
      return fmt::format("conflict between {}", fmt::join(concluded(assessment, result), " and "));
  }
  return "";
}

std::string_view advice_text(AdviceStatus status) {
  if (status == AdviceStatus::not_given) return "not given";
  return status == AdviceStatus::given ? "given" : "possible";
}

std::string_view rule_text(RuleStatus status) {
  if (status == RuleStatus::undecided) return "undecided";
  return status == RuleStatus::fires ? "fires" : "ruled out";
}

class Comparison {
 public:
  Comparison(const Loaded& loaded, const Record& record, const Record& then)
      : loaded_(loaded),
        record_(record),
        then_(then),
        before_(evaluate::evaluate(loaded.rules, record)),
        after_(evaluate::evaluate(loaded.rules, then)) {}

  WhatIf give(const std::vector<Fact>& facts) {
    findings(facts);
    add(found_.applies, "whether the guideline applies", truth_name(before_.applies),
        truth_name(after_.applies));
    for (std::size_t i = 0; i < rules().assessments.size(); ++i) {
      const Assessment& each = rules().assessments[i];
      add(found_.assessments, each.name, outcome_text(each, before_.assessments[i]),
          outcome_text(each, after_.assessments[i]));
    }
    for (std::size_t i = 0; i < rules().scores.size(); ++i) {
      add(found_.scores, rules().scores[i].name, score_text(before_.scores[i].total),
          score_text(after_.scores[i].total));
    }
    for (std::size_t i = 0; i < rules().advice.size(); ++i) {
      add(found_.advice, rules().advice[i].name, advice_text(before_.advice[i].status),
          advice_text(after_.advice[i].status));
    }
    for (std::size_t i = 0; i < rules().rules.size(); ++i) {
      add(found_.rules, rules().rules[i].name, rule_text(before_.rules[i].status),
          rule_text(after_.rules[i].status));
    }
    asked();
    return std::move(found_);
  }

 private:
  const RuleSet& rules() const { return loaded_.rules; }

  static void add(std::vector<Difference>& to, std::string of, std::string_view before,
                  std::string_view after) {
    if (before != after) to.push_back({std::move(of), std::string(before), std::string(after)});
  }

  void findings(const std::vector<Fact>& facts) {
    std::set<FindingId> told;
    const Case now{rules(), record_, before_};
    const Case supposed{rules(), then_, after_};
    for (const Fact& fact : facts) {
      if (!told.insert(fact.finding).second) continue;
      const FindingState before = state_of(now, fact.finding);
      const FindingState after = state_of(supposed, fact.finding);
      found_.facts.push_back(after.words);
      add(found_.findings, rules().at(fact.finding).name,
          before.words.empty() ? "not recorded" : before.words, after.words);
    }
  }

  void asked() {
    const auto has = [](const std::vector<FindingId>& all, FindingId id) {
      return std::find(all.begin(), all.end(), id) != all.end();
    };
    for (const FindingId id : after_.ask) {
      found_.ask.push_back(rules().at(id).name);
      if (!has(before_.ask, id)) found_.newly_asked.push_back(rules().at(id).name);
    }
    for (const FindingId id : before_.ask) {
      if (!has(after_.ask, id)) found_.asked.push_back(rules().at(id).name);
    }
  }

  const Loaded& loaded_;
  const Record& record_;
  const Record& then_;
  Evaluation before_;
  Evaluation after_;
  WhatIf found_;
};

}  // namespace

std::optional<Record> supposed(const RuleSet& rules, const Record& record,
                               const std::vector<Fact>& facts, std::string& why) {
  Record then = record;
  const PossibleFindings everything = everything_possible(rules);
  for (const Fact& fact : facts) {
    then.findings.at(fact.finding.index) = everything.at(fact.finding.index);
  }
  for (const Fact& fact : facts) {
    const evaluate::Narrowed how = evaluate::narrow(then, rules, fact);
    if (how == evaluate::Narrowed::done) continue;
    why = why_left_out(how, then.findings, rules, fact);
    return std::nullopt;
  }
  return then;
}

WhatIf what_if(const Loaded& loaded, const Record& record, const std::vector<Fact>& facts,
               const Record& then) {
  return Comparison(loaded, record, then).give(facts);
}

std::string what_if_text(const WhatIf& what_if, std::size_t width) {
  Lines lines(width);
  const auto say = [&](std::string_view form, const std::vector<Difference>& list) {
    for (const Difference& each : list) {
      const std::string of = fmt::format(fmt::runtime(form), each.of);
      lines.wrapped(fmt::format("{}: {} -> {}", of, each.before, each.after), 4, 2);
    }
  };
  say("{}", what_if.findings);
  say("{}", what_if.applies);
  say("{}", what_if.assessments);
  say("{}", what_if.scores);
  say("advice {}", what_if.advice);
  say("rule \"{}\"", what_if.rules);
  if (what_if.findings.empty()) lines.wrapped("This is what is recorded.", 2);
  if (what_if.nothing()) {
    lines.wrapped("It makes no difference.", 2);
    return lines.text();
  }
  const auto asked = [&](std::string_view what, const std::vector<std::string>& names) {
    if (!names.empty()) lines.wrapped(fmt::format("{}: {}", what, fmt::join(names, ", ")), 4, 2);
  };
  asked("no longer to record", what_if.asked);
  asked("also to record", what_if.newly_asked);
  return lines.text();
}

}  // namespace bedside::explain

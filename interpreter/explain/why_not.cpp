// Takes a result and a goal that did not come; gives what stood against it and what would bring it.
#include "interpreter/explain/why_not.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/page.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::explain {

using namespace meaning;
using evaluate::AssessmentResult;
using evaluate::Possible;

namespace {

std::string listed(const std::vector<std::string>& items, std::string_view last = "and") {
  if (items.size() < 2) return items.empty() ? "" : items.front();
  const std::vector<std::string> first(items.begin(), items.end() - 1);
  return fmt::format("{} {} {}", fmt::join(first, ", "), last, items.back());
}

class Account {
 public:
  Account(const Loaded& loaded, const Case& of, const Goal& goal)
      : loaded_(loaded), of_(of), goal_(goal) {}

  WhyNot give(Budget budget) {
    WhyNot account{
        goal_, goal_words(loaded_, goal_), has_come(of_.evaluation, goal_), {}, {}, {}, {}, 0, {},
        {}};
    if (account.came) {
      for (const RuleId id : rules_that_fire()) account.by.push_back(rules().at(id).name);
      account.proofs = why();
      return account;
    }
    reasons_ = &account.reasons;
    whether_it_applies();
    if (const auto* outcome = std::get_if<Outcome>(&goal_)) what_won(*outcome);
    for (const RuleId rule : rules_of_goal()) account.bringers.push_back(bringer(rule));
    if (const auto* outcome = std::get_if<Outcome>(&goal_)) add_lists(*outcome, account.bringers);
    nearest_first(account);
    account.fewest = fewest_changes(of_, goal_, budget);
    for (const Way& way : account.fewest.ways) account.ways.push_back(in_words_of(way));
    return account;
  }

  std::vector<Proof> why() const {
    if (const auto* outcome = std::get_if<Outcome>(&goal_)) {
      return {proof_of(of_, loaded_.sources, outcome->assessment)};
    }
    return proofs_of(of_, loaded_.sources, rules_that_fire());
  }

 private:
  const RuleSet& rules() const { return of_.rules; }

  // ---- The whole ---------------------------------------------------------------------------

  void whether_it_applies() {
    if (of_.evaluation.applies == Truth::yes) return;
    const ConditionId applies = *rules().guideline->applies;
    if (of_.evaluation.applies == Truth::no) {
      reasons_->push_back(fmt::format("The guideline does not apply to this patient: {}.",
                                      listed(explain::reasons(of_, applies))));
      return;
    }
    std::vector<std::string> waits;
    for (const FindingId id :
         evaluate::open_findings(rules(), of_.record, of_.evaluation, applies)) {
      waits.push_back(rules().at(id).name);
    }
    reasons_->push_back(fmt::format(
        "Whether the guideline applies to this patient is not known: that waits for {}.",
        listed(waits)));
  }

  void what_won(const Outcome& goal) {
    const Assessment& assessment = rules().at(goal.assessment);
    const AssessmentResult& result = of_.evaluation.assessments.at(goal.assessment.index);
    if (result.status == Status::conflict) {
      reasons_->push_back(fmt::format("The rules conclude {}, which is a conflict: {}.",
                                      both(result.established, assessment),
                                      listed(concluding(goal.assessment, result.established))));
      return;
    }
    if (!result.value) return;
    const bool scale = assessment.kind == AssessmentKind::scale;
    const bool higher = scale && *result.value > goal.level;
    const auto by = concluding(goal.assessment, Values::one(*result.value));
    reasons_->push_back(fmt::format(
        "It is {}{}{}.", level_name(rules(), {goal.assessment, *result.value}),
        higher ? ", which is more serious and wins" : "", by.empty() ? "" : ", by " + listed(by)));
  }

  static std::string both(const Values& levels, const Assessment& assessment) {
    std::vector<std::string> names;
    for (const std::size_t level : levels.list()) names.push_back(assessment.levels.at(level));
    return listed(names);
  }

  std::vector<std::string> concluding(AssessmentId id, const Values& levels) const {
    std::vector<std::string> names;
    const auto add = [&](RuleId rule) {
      if (of_.evaluation.rules.at(rule.index).status != RuleStatus::fires) return;
      for (const Outcome& each : rules().at(rule).outcomes) {
        if (each.assessment != id || !levels.has(each.level)) continue;
        names.push_back(rule_name(rules().at(rule), loaded_.sources));
      }
    };
    for (const RuleId rule : rules().at(id).rules) add(rule);
    if (rules().at(id).otherwise) add(*rules().at(id).otherwise);
    const auto& lists = of_.evaluation.assessments.at(id.index).by_list;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      if (lists[i].size() != 1 || !lists[i].within(levels)) continue;
      names.push_back(list_name(rules().at(id).by[i]));
    }
    if (names.size() > 4) {
      const std::size_t more = names.size() - 3;
      names.resize(3);
      names.push_back(fmt::format("{} more rules", more));
    }
    return names;
  }

  std::string list_name(const ByList& list) const {
    if (const auto* id = std::get_if<FindingId>(&list.subject)) return rules().at(*id).name;
    return as_written(loaded_.sources, rules().at(std::get<QuantityId>(list.subject)).span);
  }

  // ---- The rules ---------------------------------------------------------------------------

  bool brings(RuleId id) const {
    const Rule& rule = rules().at(id);
    if (const auto* wanted = std::get_if<RuleId>(&goal_)) return *wanted == id;
    if (const auto* advice = std::get_if<AdviceId>(&goal_)) {
      return std::find(rule.advice.begin(), rule.advice.end(), *advice) != rule.advice.end();
    }
    const Outcome& wanted = std::get<Outcome>(goal_);
    return std::any_of(rule.outcomes.begin(), rule.outcomes.end(), [&](const Outcome& each) {
      return each.assessment == wanted.assessment && each.level == wanted.level;
    });
  }

  std::vector<RuleId> rules_of_goal() const {
    std::vector<RuleId> found;
    for (std::uint32_t i = 0; i < rules().rules.size(); ++i) {
      if (brings(RuleId{i})) found.push_back(RuleId{i});
    }
    return found;
  }

  std::vector<RuleId> rules_that_fire() const {
    std::vector<RuleId> found = rules_of_goal();
    std::erase_if(found, [&](RuleId id) {
      return of_.evaluation.rules.at(id.index).status != RuleStatus::fires;
    });
    return found;
  }

  Bringer bringer(RuleId id) const {
    const Rule& rule = rules().at(id);
    const evaluate::RuleResult& result = of_.evaluation.rules.at(id.index);
    Bringer made;
    made.name = rule_name(rule, loaded_.sources);
    made.rule = rule.name;
    made.place = rule_place(rule, loaded_.sources);
    made.status = result.status;
    made.failing = parts_with(of_, loaded_.sources, id, Truth::no);
    made.open = parts_with(of_, loaded_.sources, id, Truth::unknown);
    if (rule.otherwise) others(rule, made);
    for (const RuleId over : rule.overridden_by) {
      const RuleStatus counts = of_.evaluation.rules.at(over.index).status;
      if (counts == RuleStatus::ruled_out) continue;
      auto& into = counts == RuleStatus::fires ? made.overridden_by : made.may_be_overridden_by;
      into.push_back(rule_name_and_place(rules().at(over), loaded_.sources));
    }
    return made;
  }

  // What stands against `otherwise` are the other rules.
  void others(const Rule& rule, Bringer& made) const {
    for (const RuleId other : rules().at(rule.outcomes.at(0).assessment).rules) {
      const RuleStatus status = of_.evaluation.rules.at(other.index).status;
      if (status == RuleStatus::ruled_out) continue;
      auto& into = status == RuleStatus::fires ? made.failing : made.open;
      if (into.size() < most_bringers) into.push_back(proof_of(of_, loaded_.sources, other));
    }
  }

  void add_lists(const Outcome& goal, std::vector<Bringer>& bringers) const {
    const Assessment& assessment = rules().at(goal.assessment);
    const auto& lists = of_.evaluation.assessments.at(goal.assessment.index).by_list;
    for (std::size_t i = 0; i < assessment.by.size(); ++i) {
      const Values& levels = lists.at(i);
      Bringer made;
      made.status = levels.has(goal.level)
                        ? (levels.size() == 1 ? RuleStatus::fires : RuleStatus::undecided)
                        : RuleStatus::ruled_out;
      auto& into = made.status == RuleStatus::ruled_out ? made.failing : made.open;
      into.push_back(proof_of(of_, loaded_.sources, goal.assessment, i));
      made.name = into.front().words;
      made.rule = list_name(assessment.by[i]);
      bringers.push_back(std::move(made));
    }
  }

  static void nearest_first(WhyNot& account) {
    auto& all = account.bringers;
    std::stable_sort(all.begin(), all.end(), [](const Bringer& a, const Bringer& b) {
      if (a.status != b.status) return a.status > b.status;
      return a.failing.size() < b.failing.size();
    });
    if (all.size() <= most_bringers) return;
    account.more_bringers = all.size() - most_bringers;
    all.resize(most_bringers);
  }

  // ---- Changes -----------------------------------------------------------------------------

  WayWords in_words_of(const Way& way) const {
    WayWords words;
    for (const Change& change : way) {
      const FindingState now = state_of(of_, change.finding);
      ChangeWords said{rules().at(change.finding).name, said_of(change), ""};
      said.now = now.words.empty() ? "not recorded" : now.words;
      (change.different ? words.different : words.record).push_back(std::move(said));
    }
    return words;
  }

  std::string said_of(const Change& change) const {
    const Finding& finding = rules().at(change.finding);
    if (change.forget) return fmt::format("{} not recorded", finding.name);
    const Range domain = snap(finding.range, finding.grid);
    const bool number = finding.kind == FindingKind::number;
    Range range = change.to.range;
    const bool from_start = range.low == domain.low && range.low_open == domain.low_open;
    const bool to_end = range.high == domain.high && range.high_open == domain.high_open;
    const bool all =
        number ? within(domain, range) : change.to.values.size() == finding.values.size();
    if (all) return fmt::format("{}, whatever its value", finding.name);
    if (!range.is_point()) {
      if (domain.has_low && range.has_low && from_start) range.has_low = false;
      if (domain.has_high && range.has_high && to_end) range.has_high = false;
    }
    return in_words(finding, change.to.values, range);
  }

  const Loaded& loaded_;
  const Case& of_;
  const Goal& goal_;
  std::vector<std::string>* reasons_ = nullptr;
};

}  // namespace

std::vector<Proof> why(const Loaded& loaded, const Case& of, const Goal& goal) {
  return Account(loaded, of, goal).why();
}

WhyNot why_not(const Loaded& loaded, const Case& of, const Goal& goal, Budget budget) {
  return Account(loaded, of, goal).give(budget);
}

}  // namespace bedside::explain

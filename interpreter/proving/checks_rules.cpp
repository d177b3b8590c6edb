// Takes a rule set; gives the rules that never fire, always fire, or stand twice.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/proving/checker.hpp"

namespace bedside::proving {

using namespace meaning;

void Checker::rules() {
  for (std::uint32_t i = 0; i < set().rules.size(); ++i) {
    const RuleId id{i};
    attempt(Code::never_fires, set().at(id).span, rule_name(id), [&] { never_or_always(id); });
  }
  duplicates();
}

// An `otherwise` fires where all other rules of its assessment are ruled out.
Existence Checker::where_fires(RuleId id) {
  const std::function<Existence()> at_once = [&] { return patients_.some(fires(id)); };
  if (!set().at(id).otherwise) return at_once();
  return at_once_or<Existence>(
      at_once, [&] { return search_.some(fires_as_formula(id), search_.seconds_left() / 4); });
}

void Checker::never_or_always(RuleId id) {
  const Rule& rule = set().at(id);
  if (nobody(where_fires(id), Code::never_fires, rule.span, rule_name(id))) {
    never_.insert(id.index);
    if (rule.reads_recorded && symbolic_.knows_less()) {
      return undecided(Code::never_fires, rule.span, rule_name(id));
    }
    say_never(id);
    return;
  }
  if (rule.otherwise || world_.diagrams.spent()) return;
  // Whether something was recorded is no property of the patient: such a rule may lack findings.
  const Node meant = rule.reads_recorded ? logic().constant(Truth::yes) : world_.recorded;
  const Node holds = logic().where(symbolic_.condition(id), Truth::yes);
  if (!nobody(logic().without(meant, holds), Code::always_fires, rule.span, rule_name(id))) return;
  messages_.push_back(
      {Code::always_fires,
       fmt::format("The condition of {} holds for every patient: it says nothing.", rule_name(id)),
       rule.span,
       "",
       {},
       {},
       ""});
}

void Checker::say_never(RuleId id) {
  const Rule& rule = set().at(id);
  std::string why = "its condition holds for no patient";
  Message message{Code::never_fires, "", rule.span, "", {}, {}, ""};
  if (rule.otherwise) {
    why = "for every patient some other rule concludes";
  } else if (!patients_.some(logic().where(symbolic_.condition(id), Truth::yes)).none()) {
    const Node applies = logic().where(symbolic_.applies(), Truth::yes);
    why = "its condition holds for no patient to whom the guideline applies";
    if (!patients_.some(logic().both(logic().where(symbolic_.condition(id), Truth::yes), applies))
             .none()) {
      why = "wherever its condition holds, another rule overrides it";
      for (const RuleId other : rule.overridden_by) {
        message.related.push_back({set().at(other).span, "this rule overrides it"});
      }
    }
  }
  message.text =
      fmt::format("{} never fires: {}.", rule.otherwise ? "This `otherwise`" : the_rule(id), why);
  messages_.push_back(std::move(message));
}

// ---- Duplicates ----------------------------------------------------------------------------

void Checker::duplicates() {
  using Meaning = std::tuple<Node, std::vector<std::pair<std::uint32_t, std::size_t>>,
                             std::vector<AdviceId>, std::vector<RuleId>, std::vector<RuleId>, bool>;
  std::map<Meaning, RuleId> first;
  for (std::uint32_t i = 0; i < set().rules.size(); ++i) {
    const RuleId id{i};
    const Rule& rule = set().at(id);
    if (rule.otherwise || never_.count(i) > 0) continue;
    attempt(Code::duplicate, rule.span, rule_name(id), [&] {
      const Node holds = logic().where(symbolic_.condition(id), Truth::yes);
      const Node meant = rule.reads_recorded ? holds : logic().both(holds, world_.recorded);
      if (world_.diagrams.spent()) return;
      Meaning means{
          meant, {}, rule.advice, rule.overrides, rule.overridden_by, rule.reads_recorded};
      for (const Outcome& outcome : rule.outcomes) {
        std::get<1>(means).emplace_back(outcome.assessment.index, outcome.level);
      }
      std::sort(std::get<1>(means).begin(), std::get<1>(means).end());
      std::sort(std::get<2>(means).begin(), std::get<2>(means).end());
      std::sort(std::get<3>(means).begin(), std::get<3>(means).end());
      std::sort(std::get<4>(means).begin(), std::get<4>(means).end());
      const auto [known, is_new] = first.try_emplace(std::move(means), id);
      if (is_new) return;
      twin_.insert(i);
      twin_.insert(known->second.index);
      const Existence found = patients_.some(logic().both(fires(id), fires(known->second)));
      std::string patient;
      if (found.patient) {
        patient = witness(found.patient->front(), std::vector<RuleId>{id, known->second});
      }
      messages_.push_back({Code::duplicate,
                           fmt::format("{} says the same as {}: their conditions hold for the same "
                                       "patients, and the same follows.",
                                       the_rule(id), rule_name(known->second)),
                           rule.span,
                           "",
                           {{set().at(known->second).span, "the same"}},
                           {},
                           patient});
    });
  }
}

}  // namespace bedside::proving

// Takes a rule set that can be evaluated; gives what is left over in it, not shown by an example,
// or better said in another way.
#include "interpreter/proving/plain_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/explain/naming.hpp"
#include "interpreter/proving/bands_as_rules.hpp"
#include "interpreter/testing/cells.hpp"
#include "interpreter/testing/coverage.hpp"
#include "lang/meaning/order.hpp"

namespace bedside::proving {

using namespace meaning;
using text::Code;
using text::Message;
using text::Messages;

namespace {

Message message_at(Code code, const Span& span, std::string words) {
  return {code, std::move(words), span, "", {}, {}, ""};
}

// ---- Statements that nothing cites ---------------------------------------------------------

using Cited = std::set<std::pair<SourceId, std::size_t>>;

void add_cited(const RuleSet& rules, const std::vector<Citation>& cites, Cited& cited) {
  for (const Citation& each : cites) {
    if (each.statement) {
      cited.emplace(each.source, *each.statement);
      continue;
    }
    // The whole source.
    const std::size_t count = rules.at(each.source).statements.size();
    for (std::size_t i = 0; i < count; ++i) cited.emplace(each.source, i);
  }
}

void uncited_statements(const RuleSet& rules, Messages& messages) {
  Cited cited;
  for (const Rule& rule : rules.rules) add_cited(rules, rule.cites, cited);
  for (const Advice& advice : rules.advice) add_cited(rules, advice.cites, cited);
  for (const Claim& claim : rules.claims) add_cited(rules, claim.cites, cited);
  for (std::uint32_t i = 0; i < rules.sources.size(); ++i) {
    const SourceWork& source = rules.sources[i];
    for (std::size_t j = 0; j < source.statements.size(); ++j) {
      if (cited.contains({SourceId{i}, j})) continue;
      const SourceStatement& statement = source.statements[j];
      messages.push_back(message_at(
          Code::uncited_statement, statement.span,
          fmt::format("Nothing cites the statement `{}` of `{}`: cite it where something "
                      "rests on it, or take it out.",
                      statement.id, source.name)));
    }
  }
}

// ---- What nothing reads --------------------------------------------------------------------

// The program is all that is computed, whether or not anything comes of it: what is read by a
// definition alone counts as read, and the definition is told of.
void unused_findings(const RuleSet& rules, Messages& messages) {
  const auto found = testing::findings_read(rules, rules.program);
  const std::set<FindingId> read(found.begin(), found.end());
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    if (read.contains(FindingId{i})) continue;
    const Finding& finding = rules.findings[i];
    messages.push_back(message_at(
        Code::unused_finding, finding.span,
        fmt::format("No condition, score or number reads the finding `{}`: recording it changes "
                    "nothing.",
                    finding.name)));
  }
}

void unused_definitions(const RuleSet& rules, Messages& messages) {
  std::set<DefinitionId> used;
  for (const Step& step : rules.program) {
    for (const Step& each : reads(rules, step)) {
      if (const auto* definition = std::get_if<DefinitionId>(&each)) used.insert(*definition);
    }
  }
  for (std::uint32_t i = 0; i < rules.definitions.size(); ++i) {
    if (used.contains(DefinitionId{i})) continue;
    const Definition& definition = rules.definitions[i];
    messages.push_back(message_at(
        Code::unused_definition, definition.span,
        fmt::format(
            "No rule, score, assessment or other definition reads `{}`: it changes nothing.",
            definition.name)));
  }
}

// ---- Rules that no example shows -----------------------------------------------------------

Span place_of(const RuleSet& rules) {
  if (rules.guideline) return rules.guideline->span;
  return rules.rules.empty() ? rules.assessments.front().span : rules.rules.front().span;
}

void rules_without_example(const Loaded& loaded, Messages& messages) {
  const RuleSet& rules = loaded.rules;
  if (rules.examples.empty()) {
    messages.push_back(
        message_at(Code::no_example, place_of(rules),
                   "There is no example yet; an example says what is expected for one patient, and "
                   "`bedside test` tells whether it comes."));
    return;
  }
  std::vector<bool> shown(rules.rules.size(), false);
  for (const Example& example : rules.examples) {
    const auto evaluation = evaluate::evaluate(rules, testing::record_of(rules, example));
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (evaluation.rules[i].status == RuleStatus::fires) shown[i] = true;
    }
  }
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i]) continue;
    const Rule& rule = rules.rules[i];
    const std::string name =
        rule.otherwise
            ? fmt::format("the `otherwise` of {}", rules.at(rule.outcomes.front().assessment).name)
            : explain::rule_name(rule, loaded.sources);
    messages.push_back(message_at(
        Code::no_example, rule.span,
        fmt::format("In no example {} fires; `bedside test --generate` writes one.", name)));
  }
}

}  // namespace

Messages plain_checks(const Loaded& loaded) {
  const RuleSet& rules = loaded.rules;
  Messages messages;
  const bool concludes = std::any_of(rules.assessments.begin(), rules.assessments.end(),
                                     [](const Assessment& each) { return !each.by.empty(); });
  // A library, for others to use: it is they who read and cite what it declares.
  if (rules.guideline || !rules.rules.empty() || concludes) {
    uncited_statements(rules, messages);
    unused_findings(rules, messages);
    unused_definitions(rules, messages);
  }
  if (!rules.rules.empty() || concludes) rules_without_example(loaded, messages);
  bands_as_rules(loaded, messages);
  return messages;
}

}  // namespace bedside::proving

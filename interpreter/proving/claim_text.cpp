// Takes what was found of a claim; gives it as lines that a person reads.
#include "interpreter/proving/claim_text.hpp"

#include <fmt/format.h>

#include "interpreter/explain/lines.hpp"
#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/reasons.hpp"
#include "interpreter/explain/result.hpp"
#include "lang/text/invariant.hpp"

namespace bedside::proving {

using namespace meaning;

namespace {

class ClaimText {
 public:
  ClaimText(const Loaded& loaded, const Claim& claim, const text::Style& style, std::size_t width)
      : loaded_(loaded), claim_(claim), style_(style), lines_(width) {}

  std::string write(const Proof& proof) {
    switch (proof.answer) {
      case Proof::Answer::proved:
        answer(style_.green("proved"));
        lines_.plain(fmt::format("  for every patient{}", whom()));
        if (proof.about_nobody) nobody();
        break;
      case Proof::Answer::refuted:
        answer(style_.red("refuted"));
        refuted(proof);
        break;
      case Proof::Answer::undecided:
        answer(style_.yellow("undecided"));
        break;
    }
    return lines_.text();
  }

 private:
  const RuleSet& rules() const { return loaded_.rules; }

  void answer(const std::string& word) { lines_.plain(fmt::format("{}: {}", word, claim_.name)); }

  std::string whom() const {
    const bool some = rules().guideline && rules().guideline->applies;
    return some ? " to whom the guideline applies" : "";
  }

  // True of nobody: more often a slip than what was meant.
  void nobody() {
    const std::string which =
        claim_.premise
            ? fmt::format(" for whom `{}` holds",
                          explain::condition_words(rules(), loaded_.sources, *claim_.premise))
            : "";
    lines_.wrapped(fmt::format("but there is no patient{}{}, so that it says nothing", whom(),
                               which.empty() || whom().empty() ? which : " and" + which),
                   4, 2);
  }

  void refuted(const Proof& proof) {
    for (const std::string& region : proof.regions) {
      lines_.wrapped(fmt::format("where {}", region), 6, 2);
    }
    if (proof.more_regions) lines_.plain("  and others");
    const std::string who =
        proof.witness.empty() ? "a patient of whom nothing is recorded" : proof.witness;
    lines_.wrapped(fmt::format("for example: {}", who), 6, 2);
    const Assessed found = witness_of(loaded_, proof);
    const explain::Case of{rules(), found.record, found.evaluation};
    if (claim_.premise) side(of, *claim_.premise);
    side(of, claim_.conclusion);
    concluded(of);
  }

  // How a side of the claim stands there, and what makes it so.
  void side(const explain::Case& of, ConditionId id) {
    const Truth truth = of.evaluation.conditions.at(id.index);
    std::string words =
        fmt::format("{}: {}", explain::condition_words(rules(), loaded_.sources, id),
                    explain::truth_name(truth));
    const std::vector<std::string> reasons = explain::reasons(of, id);
    if (truth == Truth::unknown) words += " (a number in it is not defined there)";
    if (!reasons.empty()) words += fmt::format(" ({})", fmt::join(reasons, ", "));
    lines_.wrapped(words, 8, 4);
  }

  void concluded(const explain::Case& of) {
    const explain::Result result = explain::by_name(of, loaded_.sources, "");
    for (const explain::NamedAssessment& each : result.assessments) {
      lines_.wrapped(fmt::format("{}: {}", each.name, explain::standing(each)), 8, 4);
    }
    for (std::size_t i = 0; i < rules().scores.size(); ++i) {
      lines_.wrapped(fmt::format("{}: {}", rules().scores[i].name,
                                 explain::score_text(of.evaluation.scores.at(i).total)),
                     8, 4);
    }
    for (const explain::NamedAdvice& each : result.advice) {
      if (each.given) lines_.wrapped(fmt::format("advice {}", each.name), 8, 4);
    }
    for (std::size_t i = 0; i < rules().rules.size(); ++i) {
      if (of.evaluation.rules.at(i).status != RuleStatus::fires) continue;
      const Rule& rule = rules().rules[i];
      lines_.wrapped(fmt::format("{} fires", explain::rule_name_and_place(rule, loaded_.sources)),
                     8, 4);
    }
  }

  const Loaded& loaded_;
  const Claim& claim_;
  const text::Style& style_;
  explain::Lines lines_;
};

}  // namespace

Assessed witness_of(const Loaded& loaded, const Proof& proof) {
  evaluate::Record record = evaluate::empty_record(loaded.rules);
  FactReader reader(loaded);
  const Facts facts = reader.facts("witness", proof.witness);
  text::invariant(!text::has_errors(facts.messages), "a witness can be read");
  for (const Fact& fact : facts.facts) evaluate::narrow(record, loaded.rules, fact);
  evaluate::Evaluation evaluation = evaluate::evaluate(loaded.rules, record);
  return {std::move(record), std::move(evaluation)};
}

std::string claim_text(const Loaded& loaded, std::size_t claim, const Proof& proof,
                       const text::Style& style, std::size_t width) {
  return ClaimText(loaded, loaded.rules.claims.at(claim), style, width).write(proof);
}

}  // namespace bedside::proving

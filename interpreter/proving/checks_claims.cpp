// Takes a claim; gives whether it holds for every patient, or where it does not.
#include <fmt/format.h>

#include <optional>

#include "interpreter/proving/checker.hpp"
#include "interpreter/testing/describe.hpp"

namespace bedside::proving {

using namespace meaning;

Checker::Where Checker::claim_fails_at_once(const Claim& claim, Node meant) {
  Node holds = symbolic_.truth(claim.conclusion);
  if (claim.premise) {
    holds = logic().either(logic().negation(symbolic_.truth(*claim.premise)), holds);
  }
  const Node fails = logic().without(meant, logic().where(holds, Truth::yes));
  if (world_.diagrams.spent()) return {{std::nullopt, true}, {}, false};
  const Existence some = patients_.some(fails);
  if (!some.patient) return {some, {}, false};
  return {some, regions_of(symbolic_, patients_, loaded_.sources, fails, meant), false};
}

Proof Checker::prove(std::size_t place, double share) {
  const Claim& claim = set().claims.at(place);
  world_.diagrams.allow(limits_.nodes, limits_.is_spent);
  const Node meant = logic().both(world_.recorded, logic().where(symbolic_.applies(), Truth::yes));
  const Where fails = at_once_or<Where>([&] { return claim_fails_at_once(claim, meant); },
                                        [&] { return claim_fails_by_search(claim, meant, share); });
  const Existence& found = fails.some;
  if (found.none()) {
    return {Proof::Answer::proved, {}, false, "", about_nobody(claim, meant, share)};
  }
  if (!found.patient) return {};
  Proof proof{Proof::Answer::refuted, {}, fails.regions.more, "", false};
  for (const Region& region : fails.regions.list) proof.regions.push_back(region.words);
  // Of a number that is not defined for this patient nothing can be left out.
  const auto truth_there = [&](const Evaluation& evaluation) {
    const Truth conclusion = evaluation.conditions[claim.conclusion.index];
    if (!claim.premise) return conclusion;
    return either(!evaluation.conditions[claim.premise->index], conclusion);
  };
  const Truth there = truth_there(evaluate::conclude(set(), found.patient->front()));
  proof.witness =
      there == Truth::unknown
          ? testing::given_line(set(), found.patient->front())
          : witness(found.patient->front(), [&](const Evaluation& evaluation) {
              return evaluation.applies == Truth::yes && truth_there(evaluation) == Truth::no;
            });
  return proof;
}

// `meant`: the complete patients to whom the guideline applies.
bool Checker::about_nobody(const Claim& claim, Node meant, double share) {
  const std::function<Existence()> at_once = [&] {
    const Node premise = claim.premise ? symbolic_.truth(*claim.premise) : meant;
    return patients_.some(logic().both(meant, logic().where(premise, Truth::yes)));
  };
  const Existence found = at_once_or<Existence>(at_once, [&]() -> std::optional<Existence> {
    const auto premise = claim.premise ? as_formula(*claim.premise) : Formula::all({});
    if (!premise) return std::nullopt;
    return search_.some(Formula::all({Formula::inside(meant), *premise}),
                        search_.seconds_left() * share);
  });
  return found.none() && !world_.diagrams.spent();
}

void Checker::claims() {
  constexpr double half = 0.5;
  for (std::size_t i = 0; i < set().claims.size(); ++i) {
    const Claim& claim = set().claims[i];
    const Proof proof = prove(i, half);
    if (proof.answer == Proof::Answer::undecided) {
      undecided(Code::claim_fails, claim.span, fmt::format("claim \"{}\"", claim.name));
    }
    if (proof.answer != Proof::Answer::refuted) continue;
    std::string where;
    for (const std::string& region : proof.regions) {
      where += (where.empty() ? "" : "; or ") + region;
    }
    if (proof.more_regions) where += "; or others";
    messages_.push_back(
        {Code::claim_fails,
         fmt::format("The claim \"{}\" does not hold for some patients: {}.", claim.name, where),
         claim.span,
         "",
         {},
         {},
         proof.witness});
  }
}

}  // namespace bedside::proving

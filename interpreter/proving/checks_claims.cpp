// Takes a claim; gives whether it holds for every patient, or where it does not.
#include <fmt/format.h>

#include "interpreter/proving/checker.hpp"
#include "interpreter/testing/describe.hpp"

namespace bedside::proving {

using namespace meaning;

Proof Checker::prove(std::size_t place) {
  const Claim& claim = set().claims.at(place);
  world_.diagrams.allow(limits_.nodes, limits_.is_spent);
  Node holds = symbolic_.truth(claim.conclusion);
  if (claim.premise) {
    holds = logic().either(logic().negation(symbolic_.truth(*claim.premise)), holds);
  }
  const Node meant = logic().both(world_.recorded, logic().where(symbolic_.applies(), Truth::yes));
  const Node fails = logic().without(meant, logic().where(holds, Truth::yes));
  if (world_.diagrams.spent()) return {};
  const Existence found = patients_.some(fails);
  if (found.none()) {
    return {Proof::Answer::proved, {}, false, "", about_nobody(claim, meant)};
  }
  if (!found.patient) return {};
  Proof proof{Proof::Answer::refuted, {}, false, "", false};
  const Regions regions = regions_of(symbolic_, patients_, loaded_.sources, fails, meant);
  for (const Region& region : regions.list) proof.regions.push_back(region.words);
  proof.more_regions = regions.more;
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
bool Checker::about_nobody(const Claim& claim, Node meant) {
  if (claim.premise) {
    meant = logic().both(meant, logic().where(symbolic_.truth(*claim.premise), Truth::yes));
  }
  const Existence found = patients_.some(meant);
  return found.none() && !world_.diagrams.spent();
}

void Checker::claims() {
  for (std::size_t i = 0; i < set().claims.size(); ++i) {
    const Claim& claim = set().claims[i];
    const Proof proof = prove(i);
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

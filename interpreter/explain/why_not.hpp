// Takes a result and a goal that did not come; gives what stood against it and what would bring it.
#pragma once

#include <string>
#include <vector>

#include "interpreter/explain/fewest.hpp"
#include "interpreter/explain/proof.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::explain {

/// A rule or band list that could bring the goal, and why it does not.
struct Bringer {
  std::string name;   ///< `rule "painful hand"`; of a band list "by CURB-65"
  std::string rule;   ///< its name alone; of a band list what it is about
  std::string place;  ///< of a rule; empty for a band list, whose only part says where it stands
  meaning::RuleStatus status = meaning::RuleStatus::undecided;
  std::vector<Proof> failing;
  std::vector<Proof> open;
  std::vector<std::string> overridden_by;  ///< names of rules that count over it
  std::vector<std::string> may_be_overridden_by;
};

inline constexpr std::size_t most_bringers = 10;

/// A change in words: `no pain`, now `pain`.
struct ChangeWords {
  std::string finding;
  std::string to;   ///< as a `given` line has it, or "pain, whatever its value"
  std::string now;  ///< the same of what is recorded; "not recorded"
};

struct WayWords {
  std::vector<ChangeWords> record;
  std::vector<ChangeWords> different;
};

struct WhyNot {
  Goal goal;
  std::string name;  ///< `rule "x"`, `outlook caution`, `advice imaging`
  bool came = false;
  std::vector<std::string> by;       ///< where it came: the rules that brought it, by name
  std::vector<Proof> proofs;         ///< where it came: why
  std::vector<std::string> reasons;  ///< sentences: what stands against it as a whole
  std::vector<Bringer> bringers;     ///< the nearest first, at most `most_bringers`
  std::size_t more_bringers = 0;     ///< how many were left out
  Fewest fewest;                     ///< where it did not come
  std::vector<WayWords> ways;        ///< those of `fewest`, in words
};

/// `loaded` is what the case's rules stand in.
WhyNot why_not(const meaning::Loaded& loaded, const Case& of, const Goal& goal, Budget budget = {});

/// Of a goal that came: the proofs of what brought it.
std::vector<Proof> why(const meaning::Loaded& loaded, const Case& of, const Goal& goal);

/// Lines for a person; ends with a line end. Of a goal that came, those of `why`.
std::string why_not_text(const WhyNot& why_not, std::size_t width);

}  // namespace bedside::explain

// Takes a rule set; gives all that its examples should show, and what one patient shows of it.
#pragma once

#include <array>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/testing/decisions.hpp"
#include "interpreter/testing/thresholds.hpp"

namespace bedside::testing {

using meaning::Truth;

// ---- What one patient can show -----------------------------------------------------------------

/// The rule has this status, and the guideline applies.
struct RuleShown {
  meaning::RuleId rule;
  meaning::RuleStatus status = meaning::RuleStatus::fires;
};
/// The part has this truth and alone decides what the whole is. `whole`: what the decision comes
/// to; unknown where the part is.
struct PartShown {
  std::size_t decision = 0;
  std::size_t part = 0;
  Truth truth = Truth::yes;
  Truth whole = Truth::yes;
};
/// The number lies just on this side of the threshold.
struct SideShown {
  std::size_t threshold = 0;
  bool above = true;
};
/// Only this band is possible.
struct BandShown {
  std::size_t list = 0;
  std::size_t band = 0;
};
/// The assessment is settled at the level.
struct LevelShown {
  meaning::AssessmentId assessment;
  std::size_t level = 0;
};
struct StatusShown {
  meaning::AssessmentId assessment;
  meaning::Status status = meaning::Status::settled;
};
struct AdviceShown {
  meaning::AdviceId advice;
  evaluate::AdviceStatus status = evaluate::AdviceStatus::given;
};
using Shown =
    std::variant<RuleShown, PartShown, SideShown, BandShown, LevelShown, StatusShown, AdviceShown>;

// ---- What should be shown ----------------------------------------------------------------------

enum class Measure : std::uint8_t { rules, parts, unknowns, boundaries, bands, levels, advice };
inline constexpr std::size_t measure_count = 7;

/// "rules", "parts", …: also the names in JSON.
std::string_view measure_name(Measure measure);
/// What the measure counts, in a few words.
std::string_view measure_about(Measure measure);

/// Positions in `Plan::shown`. Reached where some example shows each of one of the `ways`: most
/// have one way with one thing to show; a part matters by a pair, which may go in two directions.
struct Goal {
  Measure measure = Measure::rules;
  std::vector<std::vector<std::size_t>> ways;
  meaning::Span span;
};

/// A band list, and the score or assessment that has it.
struct ListOf {
  const meaning::ByList* list = nullptr;
  std::variant<meaning::ScoreId, meaning::AssessmentId> owner;
};

/// Everything that examples can show of one rule set, which must outlive it.
struct Plan {
  explicit Plan(const meaning::RuleSet& of);

  const meaning::RuleSet& rules;
  std::vector<Decision> decisions;
  std::vector<Threshold> thresholds;
  std::vector<ListOf> lists;
  std::vector<Shown> shown;
  std::vector<Goal> goals;
};

/// Whether this patient shows it: yes, not yet (more findings may bring it), or no (nothing that is
/// added to the record can). With rules on what is recorded, `no` is not final.
Truth shows(const Plan& plan, const Shown& shown, const evaluate::Record& record,
            const evaluate::Evaluation& evaluation);

}  // namespace bedside::testing

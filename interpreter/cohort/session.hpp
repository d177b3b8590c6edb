// Takes a rule set; gives what follows for one patient after the other, without memory for each.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "interpreter/cohort/codes.hpp"
#include "interpreter/cohort/row.hpp"

namespace bedside::cohort {

struct Plan;
class Machine;
class ShortWay;

enum class Wanted : std::uint8_t {
  outcome,    ///< the values of assessments, and the rules that fire
  everything  ///< all that the evaluator gives, but for the trace of conditions
};

/// A rule set prepared for many patients. What the evaluator says of a record, it says too; see
/// docs/decisions/0012-codes-and-tables.md for how.
///
///     Session session(loaded.rules);
///     const Row& row = session.assess(record, Wanted::everything);
///
/// Records go to the evaluator, whole, where `undone` says so of the rule set, and where a finding
/// was narrowed to what no code says. A session is for one thread; a copy, which shares the tables,
/// is for another.
class Session {
 public:
  /// `rules` must outlive it and all its copies.
  explicit Session(const meaning::RuleSet& rules);
  Session(const Session& other);
  Session& operator=(const Session&) = delete;
  Session(Session&&) noexcept;
  Session& operator=(Session&&) = delete;
  ~Session();

  /// Why every record goes to the evaluator; empty where the tables do.
  const std::string& undone() const;
  /// Whether a record is known by its codes: nothing is undone, and no number is computed anew for
  /// each record, for which its values are needed.
  bool takes_codes() const;
  /// What findings may be, as codes. Only where nothing is undone.
  const Codes& codes() const;
  /// So many units of a score are one point.
  std::int64_t scale() const;

  /// What follows for a record. The row is good until the next call.
  const Row& assess(const evaluate::Record& record, Wanted wanted);
  /// The same of one code for each finding, by FindingId. Only where `takes_codes`.
  const Row& assess(std::span<const Code> codes, Wanted wanted);

  // Of the last row, where everything was wanted. Good until the next call.

  /// The findings that an undecided rule waits for, by name.
  std::span<const meaning::FindingId> needs(meaning::RuleId rule);
  /// The rules that give an advice, or may.
  std::span<const meaning::RuleId> given_by(meaning::AdviceId advice);

  const Plan& plan() const { return *plan_; }

 private:
  struct Memory;

  void find_values();
  void show(const Machine& machine);
  void conclude(Wanted wanted);
  void give_advice();
  const Row& ask_the_evaluator(const evaluate::Record& record, Wanted wanted);

  std::shared_ptr<const Plan> plan_;
  std::unique_ptr<Memory> memory_;
  Row row_;
  ShortWay* short_way_ = nullptr;   // where it can be taken
  const Machine* shown_ = nullptr;  // the machine that the row is a view of
};

/// The row as the evaluator would have it, with empty `conditions` and `quantities`, and scores
/// without their items.
evaluate::Evaluation to_evaluation(Session& session, const Row& row);

}  // namespace bedside::cohort

// Takes a rule set; gives what the checks over all patients share. For this room alone.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/proving/all_patients.hpp"
#include "interpreter/proving/patient_search.hpp"
#include "interpreter/proving/patients.hpp"
#include "interpreter/proving/regions.hpp"
#include "interpreter/proving/symbolic.hpp"

namespace bedside::proving {

using evaluate::Evaluation;
using text::Code;
using text::Message;

class Checker {
 public:
  Checker(const meaning::Loaded& loaded, const Limits& limits);
  text::Messages run();
  /// Whether a claim holds for every complete patient to whom the guideline applies.
  Proof prove(std::size_t claim) { return prove(claim, 1); }

 private:
  /// Says of a record whether it shows what a message says.
  using Shows = std::function<bool(const Evaluation&)>;

  /// Where something is so: one of the patients, and all of them.
  struct Where {
    Existence some;
    Regions regions;
    bool searched = false;  ///< more time may tell more
  };

  // ---- checks_claims.cpp
  void claims();
  /// `share`: of the time that is left.
  Proof prove(std::size_t claim, double share);
  Where claim_fails_at_once(const meaning::Claim& claim, Node meant);
  bool about_nobody(const meaning::Claim& claim, Node meant, double share);
  // ---- formulas.cpp
  std::optional<Where> claim_fails_by_search(const meaning::Claim& claim, Node meant, double share);
  std::optional<Formula> as_formula(meaning::ConditionId id);
  std::optional<Formula> as_formula(const meaning::IsLevel& is);
  std::vector<Formula> concluding(meaning::AssessmentId id, std::size_t level, bool& exact);
  bool is_exact(Node truth);
  bool always_sure(const meaning::ByList& by);
  // ---- checks_ranges.cpp
  void comparisons();
  void undefined_numbers();
  void undefined_number(meaning::QuantityId id);
  // ---- checks_rules.cpp
  void rules();
  void never_or_always(meaning::RuleId id);
  void say_never(meaning::RuleId id);
  void duplicates();
  Existence where_fires(meaning::RuleId id);
  // ---- checks_matters.cpp
  void all_matter();
  void never_matters(meaning::RuleId id, double seconds);
  bool matters(meaning::RuleId id, double seconds, Existence& where);
  std::vector<Formula> as_serious(meaning::RuleId id, const meaning::Outcome& outcome);
  std::vector<Formula> giving(meaning::RuleId id, meaning::AdviceId advice);
  Existence outside(Node fires, const std::vector<Formula>& others, double seconds);
  std::optional<Existence> without(Node fires, const std::vector<Formula>& others);
  // ---- checks_parts.cpp
  void parts();
  /// The patients of whom a part of a condition decides the whole: with all its other parts, and
  /// with those of them that were not called empty.
  struct Care {
    Node alone = 0;
    Node together = 0;
    bool exact = true;  ///< what the diagrams leave unknown is unknown to the evaluator, too
  };
  Node descend(meaning::ConditionId id, const Care& care);
  Node operands(const std::vector<meaning::ConditionId>& operands, bool all, const Care& care);
  Node differing(Node a, Node b);
  bool is_decided(meaning::ConditionId part) const;
  void say_empty(const std::vector<meaning::ConditionId>& parts,
                 const std::vector<meaning::ConditionId>& operands, bool all);
  // ---- checks_assessments.cpp
  void assessments();
  void assessments_again();
  /// What is asked of an assessment, and for how much of the time that is left.
  struct Asked {
    Code code = Code::gap;
    meaning::AssessmentId id;
    double share = 1;
    bool again = false;
  };
  void ask(const Asked& asked);
  void gap(const Asked& asked);
  void conflict(const Asked& asked);
  Where gap_at_once(meaning::AssessmentId id, Node meant);
  std::optional<Where> gap_by_search(const Asked& asked, Node meant);
  Where conflict_at_once(meaning::AssessmentId id, Node meant);
  Where conflict_by_search(const Asked& asked, Node meant);
  Where searched(const Formula& wanted, Node meant, double share);
  bool nobody(const Where& where, const Asked& asked);

  /// Runs one check with an allowance of its own; `what` names it where it stays undecided.
  template <class Check>
  void attempt(Code code, const text::Span& at, const std::string& what, const Check& check);
  void undecided(Code code, const text::Span& at, const std::string& what);
  void say_undecided();
  /// A question about all rules together: first as one diagram, which gives all regions as they
  /// are; where that is too large, set by set, unless there is no way to.
  template <class Found>
  Found at_once_or(const std::function<Found()>& at_once,
                   const std::function<std::optional<Found>()>& by_search);
  /// The fires set of a rule, over all patients to whom the guideline applies.
  Node fires(meaning::RuleId id);
  /// The same; of an `otherwise` without its diagram, which may be too large.
  Formula fires_as_formula(meaning::RuleId id);
  /// Where a band list surely gives one of the levels.
  Node surely(const meaning::ByList& by, const std::function<bool(std::size_t)>& is_level);
  /// Nobody in it; undecided is noted.
  bool nobody(Node set, Code code, const text::Span& at, const std::string& what);
  bool nobody(const Existence& here, Code code, const text::Span& at, const std::string& what);
  /// The `given` line of the patient, as short as still shows it; stops where it does not.
  std::string witness(const Record& record, const Shows& shows) const;
  /// The same of a patient for whom rules fire.
  std::string witness(const Record& record, const std::vector<meaning::RuleId>& firing) const;
  const RuleSet& set() const { return loaded_.rules; }
  std::string rule_name(meaning::RuleId id) const;
  /// The same at the beginning of a sentence.
  std::string the_rule(meaning::RuleId id) const;
  proofs::Logic& logic() { return world_.logic; }

  struct Undecided {
    text::Span at;
    std::string what;
  };

  const meaning::Loaded& loaded_;
  Limits limits_;
  World world_;
  Symbolic symbolic_;
  Patients patients_;
  PatientSearch search_;
  std::vector<std::optional<Node>> fires_;
  std::vector<Asked> again_;  ///< what the first share of the time was too short for
  text::Messages messages_;
  std::map<Code, std::vector<Undecided>> undecided_;
  std::set<std::uint32_t> never_;    ///< rules that never fire
  std::set<std::uint32_t> twin_;     ///< rules that another one equals
  std::set<std::uint32_t> decided_;  ///< comparisons that hold for everybody or nobody
};

template <class Found>
Found Checker::at_once_or(const std::function<Found()>& at_once,
                          const std::function<std::optional<Found>()>& by_search) {
  world_.diagrams.allow(std::min(limits_.nodes_at_once, limits_.nodes), limits_.is_spent);
  Found found = at_once();
  if (!world_.diagrams.spent()) return found;
  world_.diagrams.allow(limits_.nodes, limits_.is_spent);
  if (world_.diagrams.spent()) return found;
  if (std::optional<Found> other = by_search()) return std::move(*other);
  // It cannot be asked so; then with all that is allowed.
  world_.diagrams.allow(limits_.nodes, limits_.is_spent);
  return at_once();
}

template <class Check>
void Checker::attempt(Code code, const text::Span& at, const std::string& what,
                      const Check& check) {
  world_.diagrams.allow(limits_.nodes, limits_.is_spent);
  if (!world_.diagrams.spent()) check();
  if (world_.diagrams.spent()) undecided(code, at, what);
}

}  // namespace bedside::proving

// Takes a rule set; gives what the checks over all patients share. For this room alone.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/proving/all_patients.hpp"
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
  Proof prove(std::size_t claim);

 private:
  /// Says of a record whether it shows what a message says.
  using Shows = std::function<bool(const Evaluation&)>;

  // ---- checks_claims.cpp
  void claims();
  bool about_nobody(const meaning::Claim& claim, Node meant);
  // ---- checks_ranges.cpp
  void comparisons();
  void undefined_numbers();
  void undefined_number(meaning::QuantityId id);
  // ---- checks_rules.cpp
  void rules();
  void never_or_always(meaning::RuleId id);
  void say_never(meaning::RuleId id);
  void duplicates();
  void never_matters(meaning::RuleId id);
  bool matters(meaning::RuleId id, Node fires, Existence& where);
  std::vector<Node> as_serious(meaning::RuleId id, const meaning::Outcome& outcome);
  std::vector<Node> giving(meaning::RuleId id, meaning::AdviceId advice);
  Existence outside(Node fires, const std::vector<Node>& others);
  // ---- checks_parts.cpp
  void parts();
  /// The patients of whom a part of a condition decides the whole: with all its other parts, and
  /// with those of them that were not called empty.
  struct Care {
    Node alone = 0;
    Node together = 0;
  };
  Node descend(meaning::ConditionId id, const Care& care);
  Node operands(const std::vector<meaning::ConditionId>& operands, bool all, const Care& care);
  Node differing(Node a, Node b);
  bool is_decided(meaning::ConditionId part) const;
  void say_empty(const std::vector<meaning::ConditionId>& parts,
                 const std::vector<meaning::ConditionId>& operands, bool all);
  // ---- checks_assessments.cpp
  void assessments();
  void gap(meaning::AssessmentId id);
  void conflict(meaning::AssessmentId id);

  /// Runs one check with an allowance of its own; `what` names it where it stays undecided.
  template <class Check>
  void attempt(Code code, const text::Span& at, const std::string& what, const Check& check);
  void undecided(Code code, const text::Span& at, const std::string& what);
  void say_undecided();
  /// The fires set of a rule, over all patients to whom the guideline applies.
  Node fires(meaning::RuleId id);
  /// Nobody in it; undecided is noted.
  bool nobody(Node set, Code code, const text::Span& at, const std::string& what);
  /// The `given` line of the patient, as short as still shows it; stops where it does not.
  std::string witness(const Record& record, const Shows& shows) const;
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
  text::Messages messages_;
  std::map<Code, std::vector<Undecided>> undecided_;
  std::set<std::uint32_t> never_;    ///< rules that never fire
  std::set<std::uint32_t> twin_;     ///< rules that another one equals
  std::set<std::uint32_t> decided_;  ///< comparisons that hold for everybody or nobody
};

template <class Check>
void Checker::attempt(Code code, const text::Span& at, const std::string& what,
                      const Check& check) {
  world_.diagrams.allow(limits_.nodes, limits_.is_spent);
  check();
  if (world_.diagrams.spent()) undecided(code, at, what);
}

}  // namespace bedside::proving

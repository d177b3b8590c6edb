// Takes two rule sets; gives what the comparison of all patients shares. For this room alone.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/proving/differences.hpp"
#include "interpreter/proving/patients.hpp"
#include "interpreter/proving/regions.hpp"

namespace bedside::proving {

/// What a person sees of one thing (an assessment, an advice, a score) in one evaluation.
using Seen = std::function<std::string(const evaluate::Evaluation&)>;

/// One thing that both rule sets say something of: for all patients what is seen of it in each, as
/// leaves in the comparer's words.
struct Observed {
  Change::Of of = Change::Of::assessment;
  std::string subject;
  Node before = 0;
  Node after = 0;
  Seen see_before;
  Seen see_after;
  std::optional<meaning::RuleId> rule_before = std::nullopt;  ///< of rules
  std::optional<meaning::RuleId> rule_after = std::nullopt;
};

/// Compares two rule sets over complete patients, or over records with missing findings.
class Comparer {
 public:
  Comparer(const meaning::Loaded& before, const meaning::Loaded& after, proofs::Missing missing,
           const Limits& limits);

  /// The changes of complete patients.
  void compare_complete(Differences& into);
  /// Whether records with missing findings can be compared: no number is computed from findings
  /// with more values than can be tried.
  bool can_lack() const;
  /// Those that show while findings are missing, and for no patient who completes the record.
  void compare_partial(Differences& into);

 private:
  // ---- comparer.cpp
  bool within_limits(const std::string& what, Differences& into, const std::function<void()>& work);
  void groups(const Observed& observed, Node meant, bool partial, Differences& into);
  void group(const Observed& observed, const std::string& pair, Node where, bool partial,
             Differences& into);
  bool witness(const Observed& observed, Node where, Change& change);
  Box with_least(Node where) const;
  Records shown(const Observed& observed, Records records) const;
  void name_rules(const Observed& observed, const Records& records, Change& change) const;
  std::optional<double> share(Node where) const;
  Node differ(const Observed& observed);
  Node some_completion(Node set);
  // ---- observed.cpp
  std::vector<Observed> all_observed(bool partial, Differences& into);
  void observe_assessments(bool partial, std::vector<Observed>& all);
  void observe_advice(std::vector<Observed>& all);
  void observe_scores(std::vector<Observed>& all, Differences& into);
  Node assessment_words(Symbolic& symbolic, meaning::AssessmentId id, bool partial);
  Node advice_words(Symbolic& symbolic, std::optional<meaning::AdviceId> id);
  Node score_words(Symbolic& symbolic, meaning::ScoreId id, bool& exact);
  // ---- compared_rules.cpp
  void compare_rules(Node others, Differences& into);
  using RulePair = std::pair<std::optional<meaning::RuleId>, std::optional<meaning::RuleId>>;
  std::vector<RulePair> paired_rules();
  void pair_by_meaning(std::vector<RulePair>& pairs);
  std::string pair_name(const RulePair& pair) const;
  Observed observed_rule(const RulePair& pair);
  Node rule_words(Symbolic& symbolic, std::optional<meaning::RuleId> id);

  const meaning::Loaded& loaded_before_;
  const meaning::Loaded& loaded_after_;
  Limits limits_;
  World world_;
  Symbolic before_;
  Symbolic after_;
  Patients patients_;
  proofs::Interned<std::string> words_;
};

/// The differences of what is declared.
std::vector<VocabularyChange> vocabulary_changes(const meaning::RuleSet& before,
                                                 const meaning::RuleSet& after);

/// Findings of both that have no value in common: there is no patient to compare.
std::vector<std::string> incomparable_findings(const meaning::RuleSet& before,
                                               const meaning::RuleSet& after);

/// What is said of an assessment that has no value yet, and behind a value that is not settled.
inline constexpr std::string_view unsettled = "open";
inline constexpr std::string_view so_far = " so far";

/// The words for where an assessment ends; `partial`: also whether that is settled.
std::string end_in_words(const meaning::Assessment& assessment, const End& end, bool partial);

/// How grave a change is: less comes first.
int gravity(const Change& change, const meaning::RuleSet& after);

}  // namespace bedside::proving

// Takes what is known of a patient; gives the findings that still make a difference to where he
// ends, exactly, and the one to ask for next.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "interpreter/evaluate/record.hpp"
#include "interpreter/proving/symbolic.hpp"

namespace bedside::proving {

/// One diagram tells for every patient where all assessments end and which advice is given; what is
/// known of one patient cuts it down, and the findings that it still reads are those that matter.
/// Rules on whether something is recorded are left out: nobody is asked for their sake.
class ExactQuestions {
 public:
  /// The rule set must outlive it.
  explicit ExactQuestions(const RuleSet& rules);

  /// Whether the rule set is small enough for all of this, and no number is computed from findings
  /// with more values than can be tried.
  bool available() const { return outcome_.has_value(); }

  /// The findings of which two completions of the record that differ in it alone end differently,
  /// in the order of the rule set. Needs `available`.
  std::vector<meaning::FindingId> mattering(const evaluate::Record& record);

  /// Of the candidates, the one after which the fewest questions are to be expected, where each
  /// value (of a number: each cell) is as likely as any other, and the best is asked each time.
  /// Nothing where this would take too long. Needs `available`.
  std::optional<meaning::FindingId> best(const evaluate::Record& record,
                                         const std::set<meaning::FindingId>& skipped,
                                         const std::vector<meaning::FindingId>& candidates);

 private:
  Node whole_outcome();
  Node with_advice(Node outcome);
  Node with(Node outcome, Node more);
  Node known(const evaluate::Record& record);
  std::vector<bool> possible_cells(const evaluate::Record& record, std::uint32_t variable) const;
  Node restricted(Node node, std::uint32_t variable, const std::vector<bool>& cells);
  const std::vector<std::uint32_t>& read_by(Node node);
  double expected(Node node);
  double expected_after(Node node, std::uint32_t variable);

  std::unique_ptr<World> world_;
  Symbolic symbolic_;
  proofs::Interned<std::pair<Leaf, Leaf>> pairs_;
  std::optional<Node> outcome_;
  std::vector<std::vector<double>> weights_;  ///< by variable and cell
  std::unordered_map<Node, std::vector<std::uint32_t>> read_by_;
  std::unordered_map<Node, double> expected_;  ///< of the findings skipped now
  std::set<std::uint32_t> skipped_;
};

}  // namespace bedside::proving

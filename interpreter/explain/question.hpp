// Takes a record and a goal; gives what a search for changes needs: which findings matter, in which
// values they can be told apart, and what would still allow the goal. Inside this room only.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "interpreter/explain/goal.hpp"
#include "interpreter/explain/reasons.hpp"
#include "lang/meaning/cells.hpp"

namespace bedside::explain {

/// One way to touch a finding: values that it may be given, in classes that nothing which the goal
/// depends on tells apart.
struct Touch {
  meaning::FindingId finding;
  bool different = false;                   ///< contradicts the record
  bool forget = false;                      ///< takes it out of the record
  std::vector<evaluate::Possible> classes;  ///< of a number from low to high, without a gap
  bool exact = true;  ///< else the number is computed with, and a class may still be divided
};

/// A finding that the goal depends on.
struct Subject {
  meaning::FindingId finding;
  std::vector<Touch> touches;  ///< at least one
  /// Where a rule asks whether it is recorded: the finding that stands for the answer.
  std::optional<meaning::FindingId> flag;
  std::vector<evaluate::Possible> classes;  ///< all of its domain
  /// For each class, how many comparisons it makes true that help the goal, less those that hurt.
  std::vector<int> helps;
};

/// The part of the rule set that the goal depends on, to be evaluated often. `x is recorded` is a
/// yes/no finding of its own there, so that it can be unknown whether x will be recorded.
class Question {
 public:
  Question(const Case& of, const Goal& goal);

  const std::vector<Subject>& subjects() const { return subjects_; }
  const meaning::RuleSet& rules() const { return rules_; }

  /// The record as it is.
  const evaluate::Record& now() const { return now_; }
  void set_free(evaluate::Record& record, std::size_t subject) const;
  void set_now(evaluate::Record& record, std::size_t subject) const;
  /// As if it turned out so: it is not recorded, but it has this value.
  void set_fate(evaluate::Record& record, std::size_t subject,
                const evaluate::Possible& value) const;
  void set_touched(evaluate::Record& record, std::size_t subject, const Touch& touch,
                   const evaluate::Possible& value) const;

  /// Whether the record brings the goal.
  bool brings(const evaluate::Evaluation& evaluation) const;
  /// Of a record that brings it: whether every record that narrows it further does, too. A level
  /// that is provisional may be passed by a more serious one.
  bool stays(const evaluate::Evaluation& evaluation) const;
  /// False where no record that narrows this one further brings it.
  bool allows(const evaluate::Evaluation& evaluation) const;
  /// False where no record that narrows this one further concludes it, even if something more
  /// serious may be concluded too. What a record concludes stays concluded whatever its open
  /// findings turn out to be.
  bool may_conclude(const evaluate::Evaluation& evaluation) const;

  /// Whether a complete patient tells all: what an incomplete record brings, a complete one does.
  bool completes() const { return completes_; }
  std::size_t size() const { return rules_.program.size(); }

 private:
  void slice(const Case& of);
  void make_flags(const Case& of);
  void make_subjects(const Case& of);
  void make_touches(const Case& of, Subject& subject, bool exact);

  Goal goal_;
  meaning::RuleSet rules_;
  evaluate::Record now_;
  std::vector<Subject> subjects_;
  std::map<meaning::FindingId, meaning::FindingId> flags_;
  bool completes_ = true;
};

}  // namespace bedside::explain

// Takes a rule set; gives its plan, part by part. For this folder alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "interpreter/cohort/plan.hpp"
#include "lang/meaning/groups.hpp"

namespace bedside::cohort {

inline constexpr Points far = Points{1} << 50;  ///< beyond every score

/// The first word of a set of up to 64 values.
Word word_of(const meaning::Values& values);

/// Numbers that are no findings as they are: what they are computed from, and who reads them.
struct ComputedNumbers {
  struct Reader {
    std::set<meaning::QuantityId> subjects;  ///< it, also under other names
    std::vector<meaning::ConditionId> conditions;
    std::vector<const meaning::ByList*> lists;
    bool added = false;
    bool fresh = false;  ///< computed anew for each record
  };
  std::map<meaning::QuantityId, Reader> by_root;
  std::set<meaning::FindingId> one_by_one;
};

/// What a number is under all its names.
struct Subject {
  std::optional<meaning::FindingId> finding;
  std::optional<meaning::ScoreId> score;
  meaning::QuantityId root;  ///< of everything else
};
Subject subject_of(const meaning::RuleSet& rules, meaning::QuantityId id);

/// Fills a plan. Each part leaves a sentence in `undone` where tables cannot hold it.
class PlanMaker {
 public:
  explicit PlanMaker(Plan& plan) : plan_(plan), rules_(plan.rules) {}
  void make();

 private:
  bool done(bool holds, const char* why);

  // Numbers and scores: plan_numbers.cpp, plan_scores.cpp.
  bool find_computed();
  bool add_reader(meaning::QuantityId id, bool added, meaning::ConditionId condition,
                  const meaning::ByList* list);
  bool find_findings(meaning::QuantityId root, ComputedNumbers::Reader& reader);
  void add_fresh();
  bool tabulate();
  void tabulate(meaning::QuantityId root, const ComputedNumbers::Reader& reader);
  void add_entry(meaning::QuantityId root, const ComputedNumbers::Reader& reader,
                 ComputedTable& table);
  bool find_scale();
  std::pair<Points, Points> scaled(const meaning::Range& range,
                                   const std::optional<meaning::Grid>& grid) const;
  bool scale_added();
  bool add_band_list(const meaning::ByList& list);
  bool add_scores();
  bool add_group(const meaning::Score& score, const meaning::ItemGroup& group, ScorePlan& plan);
  void fill_group(const meaning::Score& score, const meaning::ItemGroup& group,
                  const std::vector<std::vector<Code>>& examples, GroupPlan& plan);
  void add_any_item(const meaning::AnyItem& any);

  // Rules, conditions, assessments: plan_rules.cpp.
  bool add_rules();
  void add_slot(std::optional<meaning::ConditionId> condition, NeedMaker& needs);
  void add_nodes();
  void add_node(meaning::ConditionId id);
  Node node_of(meaning::ConditionId id);
  Node node_of_atom(AtomId atom);
  Node node_of_number(meaning::ConditionId id, const meaning::Within& within);
  void add_operands(Node& node, const std::vector<meaning::ConditionId>& operands);
  bool add_assessments();
  void add_advice();
  void add_steps();
  void add_names();
  void add_one_word();

  Plan& plan_;
  const meaning::RuleSet& rules_;
  std::optional<Findings> trial_;  // to try codes
  ComputedNumbers numbers_;
  std::map<meaning::QuantityId, std::uint32_t> computed_;      // by root
  std::map<meaning::ConditionId, std::uint32_t> truths_;       // of conditions on computed numbers
  std::map<const meaning::ByList*, std::vector<Word>> masks_;  // of band lists over them
  std::map<std::uint32_t, std::vector<meaning::Possibly>> added_;  // ends of those that are added
  std::map<const meaning::ByList*, std::uint32_t> bands_;
  std::map<AtomId, std::uint32_t> atom_truths_;
  std::vector<std::uint32_t> node_of_;  // by condition
  std::vector<bool> needed_;            // by condition
};

}  // namespace bedside::cohort

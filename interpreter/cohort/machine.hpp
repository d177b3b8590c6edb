// Takes a plan and the codes of one patient; gives the rules and assessments in one world: that the
// guideline applies, or that it does not. For this folder alone.
#pragma once

#include "interpreter/cohort/plan.hpp"
#include "interpreter/cohort/row.hpp"

namespace bedside::cohort {

/// The most serious levels that a scale may reach, each plus one; bit 0 is no level at all.
Word scale_ends(Word established, Word undecided, std::span<const Word> by);

/// Where an assessment ends. `fired`, `undecided`: levels of rules; `by`: of each of its band lists
/// the levels that are still possible.
AssessmentRow concluded(const Plan& all, const AssessmentPlan& plan, Word fired, Word undecided,
                        std::span<const Word> by, bool otherwise_fires);

/// All of its memory is there from the start.
class Machine {
 public:
  explicit Machine(const Plan& plan);

  /// Goes on from the terms of these codes, which must outlive what is asked later. `fired_alone`:
  /// only to the rules that fire, of a plan where the terms say so.
  void start(const Code* codes);
  void start_fired_alone(const Code* codes);
  /// Goes on from what another machine made of the same codes.
  void start(const Machine& other);
  void run(bool applies);

  bool fires(std::uint32_t rule) const { return has(fired.data(), rule); }
  bool is_undecided(std::uint32_t rule) const { return has(undecided.data(), rule); }
  meaning::Truth truth_of_slot(std::uint32_t slot) const {
    return has(holds.data(), slot) ? meaning::Truth::yes
           : has(may.data(), slot) ? meaning::Truth::unknown
                                   : meaning::Truth::no;
  }
  meaning::Truth applies() const;
  std::uint32_t entry(std::uint32_t computed) const;
  /// The bands of a list that are still possible, a bit each.
  Word possible(const BandTable& table) const;
  /// The levels that rules which fire, or are undecided, conclude.
  static Word said(const AssessmentPlan& plan, const Word* rules);

  std::vector<Word> holds;  ///< by slot: its condition is sure
  std::vector<Word> may;    ///< by slot: it is possible
  std::vector<Word> fired;
  std::vector<Word> undecided;
  std::vector<meaning::Truth> truths;  ///< by node
  std::vector<ScoreRow> scores;
  std::vector<AssessmentRow> assessments;
  std::vector<Word> by_list;  ///< levels still possible, of all band lists of assessments
  std::vector<Overridden> overridden;
  const Code* codes = nullptr;
  const Findings* findings = nullptr;  ///< where the plan has numbers that are computed anew

 private:
  static bool has(const Word* words, std::uint32_t bit) {
    return (words[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  void one_word();
  void many_words(std::size_t row, std::vector<Word>& out);
  meaning::Truth truth_of(const Node& node) const;
  meaning::Truth any_item(const Node& node) const;
  void compute_score(std::uint32_t index);
  ScoreRow item_ends(const ItemPlan& item) const;
  ScoreRow group_ends(const ScorePlan& score, const GroupPlan& group) const;
  void compute_rule(std::uint32_t index, bool applies);
  meaning::Truth others_are_out(std::uint32_t rule) const;
  void conclude(std::uint32_t index, bool applies);

  const Plan& plan_;
  std::vector<const Word*> rows_;
};

}  // namespace bedside::cohort

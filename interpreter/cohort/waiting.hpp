// Takes what a machine found; gives the findings that a rule, score or condition still waits for.
// For this folder alone.
#pragma once

#include <array>

#include "interpreter/cohort/machine.hpp"

namespace bedside::cohort {

/// Goes from a part down to the open findings that could still change it, as
/// interpreter/evaluate/ask.cpp does. Each part once, in memory that is there from the start.
class Waiting {
 public:
  Waiting(const Plan& plan, const Machine& machine);

  // Good until the next call. No finding stands twice in a list; their order means nothing.
  std::span<const meaning::FindingId> of_rule(std::uint32_t rule);
  std::span<const meaning::FindingId> of_applies();
  /// Of what a band list is about, where more than one of its levels is possible.
  std::span<const meaning::FindingId> of_bands(const BandTable& table);

 private:
  enum class Kind : std::uint8_t { node, score, rule, assessment };
  struct Part {
    Kind kind = Kind::node;
    std::uint32_t index = 0;
  };

  void begin();
  std::span<const meaning::FindingId> end();
  void find(std::uint32_t finding);
  void find_set(const Needs& needs);
  void find_of_computed(std::uint32_t computed);
  void find_of_fresh(meaning::QuantityId number);
  void push(Kind kind, std::uint32_t index);
  void push_score(std::uint32_t score);
  void push_subject(const BandTable& table);
  void push_applies();

  void follow_node(const Node& node);
  void follow_score(const ScorePlan& score);
  void follow_rule(std::uint32_t rule);
  void follow_assessment(std::uint32_t assessment);

  const Plan& plan_;
  const Machine& machine_;
  std::uint32_t round_ = 0;
  std::array<std::vector<std::uint32_t>, 4> seen_;  // by kind and index: the last round
  std::vector<std::uint32_t> seen_findings_;
  std::vector<Part> open_;
  std::vector<meaning::FindingId> found_;
  std::vector<meaning::FindingId> fresh_;
};

}  // namespace bedside::cohort

// Takes which rules fire or are undecided; gives where an assessment ends. The same as
// interpreter/evaluate/conclude.cpp, on sets of at most 63 levels in one word.
#include <bit>

#include "interpreter/cohort/machine.hpp"

namespace bedside::cohort {

using meaning::Status;

namespace {

std::size_t first(Word set) { return static_cast<std::size_t>(std::countr_zero(set)); }
std::int32_t last(Word set) { return 63 - std::countl_zero(set); }

/// The greater of one of `a` and one of `b`, for all pairs; neither may be empty.
Word greater_of(Word a, Word b) { return (a | b) & (~Word{0} << std::max(first(a), first(b))); }

Word established_by(const BandTable& table, Word levels) {
  const bool certain = std::has_single_bit(levels) || first(levels) != table.lowest;
  return levels != 0 && certain ? levels & (~levels + 1) : 0;
}

}  // namespace

Word Machine::said(const AssessmentPlan& plan, const Word* rules) {
  if (plan.small) {
    const Word word = rules[plan.first_word];
    const Word* of_level = plan.of_level.data();
    return Word{(word & of_level[0]) != 0} | Word{(word & of_level[1]) != 0} << 1U |
           Word{(word & of_level[2]) != 0} << 2U | Word{(word & of_level[3]) != 0} << 3U;
  }
  Word levels = 0;
  for (std::size_t level = 0; level < plan.levels; ++level) {
    const Word* of_level = plan.of_level.data() + level * plan.words;
    Word met = 0;
    for (std::size_t i = 0; i < plan.words && met == 0; ++i) {
      met |= rules[plan.first_word + i] & of_level[i];
    }
    levels |= Word{met != 0} << level;
  }
  return levels;
}

Word scale_ends(Word established, Word undecided, std::span<const Word> by) {
  Word ends = Word{1} << (established == 0 ? 0 : last(established) + 1);
  for (const Word levels : by) ends = greater_of(ends, levels << 1U);
  return greater_of(ends, undecided << 1U | 1U);
}

void Machine::conclude(std::uint32_t index, bool applies) {
  const AssessmentPlan& plan = plan_.assessments[index];
  AssessmentRow& row = assessments[index];
  row = {};
  row.status = Status::not_applicable;
  const std::span<Word> by(by_list.data() + plan.first_by, plan.by.size());
  std::fill(by.begin(), by.end(), 0);
  if (!applies) return;
  for (std::size_t i = 0; i < by.size(); ++i) {
    const BandTable& table = plan_.bands[plan.by[i]];
    for (Word mask = possible(table); mask != 0; mask &= mask - 1) {
      by[i] |= Word{1} << table.levels[first(mask)];
    }
  }
  const Word sure = said(plan, fired.data());
  row.fired = sure;
  row.established = sure;
  row.undecided = said(plan, undecided.data());
  if (plan.scale) {
    for (std::size_t i = 0; i < by.size(); ++i) {
      row.established |= established_by(plan_.bands[plan.by[i]], by[i]);
    }
    const Word ends = scale_ends(sure, row.undecided, by);
    row.nothing = (ends & 1U) != 0;
    row.levels = ends >> 1U;
    if (row.established != 0) row.value = last(row.established);
  } else {
    const Word rules = sure | row.undecided;
    row.levels = rules;
    for (const Word levels : by) {
      if (std::has_single_bit(levels)) row.established |= levels;
      row.levels |= levels;
    }
    row.conflict = std::popcount(row.levels) > 1 && !(rules == 0 && by.size() == 1);
    row.nothing = row.established == 0 && by.empty();
    if (std::has_single_bit(row.established)) row.value = last(row.established);
    if (std::popcount(row.established) > 1) row.status = Status::conflict;
  }
  if (row.nothing && plan.otherwise) {
    row.nothing = false;
    row.levels |= Word{1} << plan.otherwise_level;
    if (fires(*plan.otherwise)) row.established |= Word{1} << plan.otherwise_level;
  }
  if (row.status == Status::conflict) return;
  const bool settled = !row.nothing && std::has_single_bit(row.levels);
  if (settled) row.value = last(row.levels);
  row.status = settled           ? Status::settled
               : row.value >= 0  ? Status::provisional
               : row.levels == 0 ? Status::none
                                 : Status::open;
}

}  // namespace bedside::cohort

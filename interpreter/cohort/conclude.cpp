// Takes which rules fire or are undecided; gives where an assessment ends. The same as
// interpreter/evaluate/conclude.cpp, on sets of at most 63 levels in one word.
#include "interpreter/cohort/machine.hpp"

namespace bedside::cohort {

using meaning::Status;

namespace {

/// The greater of one of `a` and one of `b`, for all pairs; neither may be empty.
Word greater_of(Word a, Word b) {
  return (a | b) & (~Word{0} << std::max(first_bit(a), first_bit(b)));
}

Word established_by(const BandTable& table, Word levels) {
  const bool certain = has_one(levels) || first_bit(levels) != table.lowest;
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
  Word ends = Word{1} << (established == 0 ? 0 : last_bit(established) + 1);
  for (const Word levels : by) ends = greater_of(ends, levels << 1U);
  return greater_of(ends, undecided << 1U | 1U);
}

namespace {

void conclude_scale(const Plan& all, const AssessmentPlan& plan, std::span<const Word> by,
                    AssessmentRow& row) {
  row.established = row.fired;
  for (std::size_t i = 0; i < by.size(); ++i) {
    row.established |= established_by(all.bands[plan.by[i]], by[i]);
  }
  const Word ends = scale_ends(row.fired, row.undecided, by);
  row.nothing = (ends & 1U) != 0;
  row.levels = ends >> 1U;
  // The least serious end is as certain as what is established.
  if (row.established != 0) row.value = static_cast<std::int32_t>(first_bit(row.levels));
}

void conclude_choice(std::span<const Word> by, AssessmentRow& row) {
  const Word rules = row.fired | row.undecided;
  row.levels = rules;
  row.established = row.fired;
  for (const Word levels : by) {
    if (has_one(levels)) row.established |= levels;
    row.levels |= levels;
  }
  row.conflict = has_several(row.levels) && !(rules == 0 && by.size() == 1);
  row.nothing = row.established == 0 && by.empty();
  if (has_one(row.established)) row.value = last_bit(row.established);
  if (has_several(row.established)) row.status = Status::conflict;
}

}  // namespace

AssessmentRow concluded(const Plan& all, const AssessmentPlan& plan, Word fired, Word undecided,
                        std::span<const Word> by, bool otherwise_fires) {
  AssessmentRow row;
  row.fired = fired;
  row.undecided = undecided;
  if (plan.scale) conclude_scale(all, plan, by, row);
  if (!plan.scale) conclude_choice(by, row);
  if (row.nothing && plan.otherwise) {
    row.nothing = false;
    row.levels |= Word{1} << plan.otherwise_level;
    if (otherwise_fires) row.established |= Word{1} << plan.otherwise_level;
  }
  if (row.status == Status::conflict) return row;
  const bool settled = !row.nothing && has_one(row.levels);
  if (settled) row.value = last_bit(row.levels);
  row.status = settled           ? Status::settled
               : row.value >= 0  ? Status::provisional
               : row.levels == 0 ? Status::none
                                 : Status::open;
  return row;
}

void Machine::conclude(std::uint32_t index, bool applies) {
  const AssessmentPlan& plan = plan_.assessments[index];
  AssessmentRow& row = assessments[index];
  const std::span<Word> by(by_list.data() + plan.first_by, plan.by.size());
  std::fill(by.begin(), by.end(), 0);
  if (!applies) {
    row = {};
    row.status = Status::not_applicable;
    return;
  }
  for (std::size_t i = 0; i < by.size(); ++i) {
    const BandTable& table = plan_.bands[plan.by[i]];
    for (Word mask = possible(table); mask != 0; mask &= mask - 1) {
      by[i] |= Word{1} << table.levels[first_bit(mask)];
    }
  }
  const bool otherwise_fires = plan.otherwise && fires(*plan.otherwise);
  row = concluded(plan_, plan, said(plan, fired.data()), said(plan, undecided.data()), by,
                  otherwise_fires);
}

}  // namespace bedside::cohort

// Takes what a machine found where the guideline applies; gives what to record next.
#include "interpreter/cohort/asking.hpp"

#include <algorithm>

namespace bedside::cohort {

using namespace meaning;

namespace {

/// Of a scale: the levels that would change the end, if an undecided rule concluded them.
Word raising_levels(const AssessmentPlan& plan, Word fired, Word undecided,
                    std::span<const Word> by) {
  const Word ends = scale_ends(fired, undecided, by);
  Word raising = 0;
  if ((ends & 1U) != 0) {
    raising = ~Word{0};
    if (plan.otherwise) raising &= ~(Word{1} << plan.otherwise_level);
  }
  const Word levels = ends & ~Word{1};
  if (levels != 0) raising |= ~Word{0} << first_bit(levels);
  return undecided & raising;
}

/// Whether a band list could change where a scale ends: it reaches above what all others reach.
bool list_matters(Word fired, std::span<const Word> by, std::size_t list) {
  for (std::size_t other = 0; other < by.size(); ++other) {
    if (other != list && static_cast<std::int32_t>(first_bit(by[other])) >= last_bit(by[list])) {
      return false;
    }
  }
  return fired == 0 || last_bit(fired) < last_bit(by[list]);
}

}  // namespace

Word mattering_levels(const AssessmentPlan& plan, const AssessmentRow& row,
                      std::span<const Word> by) {
  if (row.status == Status::conflict || row.status == Status::settled) return 0;
  const Word levels =
      plan.scale ? raising_levels(plan, row.fired, row.undecided, by) : row.undecided;
  return row.value >= 0 ? levels & ~(Word{1} << row.value) : levels;
}

Asking::Asking(const Plan& plan) : plan_(plan) {
  mattering_.resize(plan.rule_words, 0);
  advising_.resize(plan.rule_words, 0);
  for (const std::vector<Word>& rules : plan.of_advice) {
    for (std::size_t word = 0; word < rules.size(); ++word) advising_[word] |= rules[word];
  }
  usefulness_.resize(plan.rules.findings.size(), 0);
  decides_.resize(plan.rules.findings.size(), 0);
  for (std::uint64_t i = 1; i < shares_.size(); ++i) shares_[i] = whole_share / i;
  wanted_.reserve(plan.rules.findings.size());
}

std::span<const FindingId> Asking::ask(const Machine& machine, Waiting& waiting) {
  for (const FindingId finding : wanted_) {
    usefulness_[finding.index] = 0;
    decides_[finding.index] = 0;
  }
  wanted_.clear();
  // Of a rule set without assessments, whether it applies matters to its advice alone.
  const bool applying_matters = !plan_.assessments.empty() || gives_advice(machine);
  if (machine.applies() == Truth::unknown && applying_matters) want(waiting.of_applies(), true);
  std::fill(mattering_.begin(), mattering_.end(), 0);
  for (std::uint32_t i = 0; i < plan_.assessments.size(); ++i) {
    find_mattering(machine, i, waiting);
  }
  add_advising(machine);
  for (std::size_t word = 0; word < plan_.rule_words; ++word) {
    Word open = mattering_[word] & machine.undecided[word] & plan_.askable[word];
    for (Word plain = open & plan_.plain[word]; plain != 0; plain &= plain - 1) {
      want_set(plan_.needs[word * 64 + first_bit(plain)], machine.codes);
    }
    for (open &= ~plan_.plain[word]; open != 0; open &= open - 1) {
      want(waiting.of_rule(static_cast<std::uint32_t>(word * 64 + first_bit(open))), false);
    }
  }
  return sorted();
}

bool Asking::gives_advice(const Machine& machine) const {
  for (std::size_t word = 0; word < plan_.rule_words; ++word) {
    const Word may = machine.fired[word] | machine.undecided[word];
    if ((may & plan_.askable[word] & advising_[word]) != 0) return true;
  }
  return false;
}

/// The undecided rules and the band lists that could still change this assessment.
void Asking::find_mattering(const Machine& machine, std::uint32_t index, Waiting& waiting) {
  const AssessmentPlan& plan = plan_.assessments[index];
  const AssessmentRow& row = machine.assessments[index];
  if (row.status == Status::conflict || row.status == Status::settled) return;
  const std::span<const Word> by(machine.by_list.data() + plan.first_by, plan.by.size());
  for (Word levels = mattering_levels(plan, row, by); levels != 0; levels &= levels - 1) {
    const Word* of_level = plan.of_level.data() + first_bit(levels) * plan.words;
    for (std::size_t i = 0; i < plan.words; ++i) mattering_[plan.first_word + i] |= of_level[i];
  }
  for (std::size_t i = 0; i < by.size(); ++i) {
    const bool open = has_several(by[i]);
    if (!open || (plan.scale && !list_matters(row.fired, by, i))) continue;
    want(waiting.of_bands(plan_.bands[plan.by[i]]), false);
  }
}

void Asking::add_advising(const Machine& machine) {
  for (const std::vector<Word>& rules : plan_.of_advice) {
    Word given = 0;
    for (std::size_t word = 0; word < rules.size(); ++word) {
      given |= rules[word] & machine.fired[word];
    }
    if (given != 0) continue;
    for (std::size_t word = 0; word < rules.size(); ++word) mattering_[word] |= rules[word];
  }
}

void Asking::want(std::span<const FindingId> findings, bool decides) {
  for (const FindingId finding : findings) {
    std::uint64_t& usefulness = usefulness_[finding.index];
    if (usefulness == 0) wanted_.push_back(finding);
    usefulness += whole_share / findings.size();
    if (decides) decides_[finding.index] = 1;
  }
}

void Asking::want_set(const Needs& needs, const Code* codes) {
  const Word set = plan_.need_tables.set(needs, codes);
  std::size_t size = 0;
  for_each_bit(set, [&](std::size_t) { ++size; });
  const Needs::Item* const items = plan_.need_tables.items.data() + needs.first;
  for_each_bit(set, [&](std::size_t item) {
    const std::uint32_t finding = items[item].finding;
    if (usefulness_[finding] == 0) wanted_.push_back({finding});
    usefulness_[finding] += shares_[size];
  });
}

std::span<const FindingId> Asking::sorted() {
  if (wanted_.size() < 2) return wanted_;
  std::sort(wanted_.begin(), wanted_.end(), [&](FindingId a, FindingId b) {
    if (decides_[a.index] != decides_[b.index]) return decides_[a.index] != 0;
    const std::uint64_t of_a = usefulness_[a.index];
    const std::uint64_t of_b = usefulness_[b.index];
    return of_a != of_b ? of_a > of_b : plan_.name_order[a.index] < plan_.name_order[b.index];
  });
  return wanted_;
}

}  // namespace bedside::cohort

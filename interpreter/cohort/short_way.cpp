// Takes the codes of one patient; gives what follows, of rule sets that fit into one word.
#include "interpreter/cohort/short_way.hpp"

#include <algorithm>

namespace bedside::cohort {

using namespace meaning;

namespace {

constexpr std::size_t most_findings = 64;  // one word of them
constexpr std::uint32_t most_flat = 7;     // what a rule waits for is counted in three bits

}  // namespace

bool ShortWay::suits(const Plan& plan) {
  if (!plan.undone.empty() || !plan.from_fired || plan.terms.layers == 0) return false;
  if (plan.terms.slots == 0 || plan.assessments.size() != 1) return false;
  const AssessmentPlan& assessment = plan.assessments[0];
  return assessment.scale && assessment.small && plan.one_word.findings <= most_findings;
}

ShortWay::ShortWay(const Plan& plan, Machine& machine)
    : plan_(plan),
      machine_(machine),
      findings_(plan.one_word.findings),
      stride_(plan.one_word.stride),
      layers_(plan.terms.layers),
      slots_(plan.terms.slots),
      sure_(plan.one_word.sure.data()),
      possible_(plan.one_word.possible.data()),
      start_(plan.terms.start[0]),
      rules_(plan.plain[0]) {
  const AssessmentPlan& assessment = plan.assessments[0];
  std::copy_n(assessment.of_level.begin(), 4, levels_);
  for (Word undecided = 0; undecided < 16; ++undecided) {
    for (Word fired = 0; fired < 16; ++fired) {
      End& end = ends_.emplace_back();
      end.row = concluded(plan, assessment, fired, undecided, {}, false);
      for_each_bit(mattering_levels(assessment, end.row, {}), [&](std::size_t level) {
        if (level < 4) end.mattering |= levels_[level];
      });
    }
  }
  for (std::uint64_t i = 1; i < std::size(shares_); ++i) shares_[i] = whole_share / i;
  waiting_.resize(findings_, 0);
  usefulness_.resize(findings_, 0);
  wanted_.reserve(findings_);
  lay_unknown();
}

void ShortWay::lay_unknown() {
  unknown_.resize(findings_ * stride_, 0);
  const NeedTables& tables = plan_.need_tables;
  for (std::size_t rule = 0; rule < plan_.rules.rules.size(); ++rule) {
    const Needs& needs = plan_.needs[rule];
    const Word bit = Word{1} << rule;
    if (!needs.flat || needs.size > most_flat || (plan_.plain[0] & bit) == 0) continue;
    flat_ |= bit;
    for (std::uint32_t i = needs.first; i < needs.first + needs.size; ++i) {
      const Needs::Item& item = tables.items[i];
      for (std::size_t code = 0; code < plan_.codes->at({item.finding}).codes(); ++code) {
        if (tables.weights[item.weights + code] != 0) {
          unknown_[item.finding * stride_ + code] |= bit;
        }
      }
    }
  }
}

std::span<const FindingId> ShortWay::everything(const Code* codes) {
  const Word holds = folded(left(sure_, codes));
  const Word may = folded(left(possible_, codes));
  const Word fired = holds & rules_;
  const Word undecided = may & ~holds & rules_;
  machine_.codes = codes;
  machine_.holds[0] = holds & rules_;
  machine_.may[0] = may & rules_;
  machine_.fired[0] = fired;
  machine_.undecided[0] = undecided;
  const End& end = ends_[levels_of(fired) | levels_of(undecided) << 4U];
  machine_.assessments[0] = end.row;
  Word mattering = end.mattering;
  for (const std::vector<Word>& advice : plan_.of_advice) {
    if ((advice[0] & fired) == 0) mattering |= advice[0];
  }
  mattering &= undecided & plan_.askable[0];
  wanted_.clear();
  if (mattering != 0) ask(mattering, codes);
  return wanted_;
}

void ShortWay::ask(Word mattering, const Code* codes) {
  const Word flat = mattering & flat_;
  Word open = 0;        // findings
  Word counts[3] = {};  // by rule: how many findings it waits for, a bit each
  for (std::size_t i = 0; i < findings_; ++i) {
    const Word rules = unknown_[i * stride_ + codes[i]] & flat;
    waiting_[i] = rules;
    open |= Word{rules != 0} << i;
    const Word two = counts[0] & rules;
    counts[0] ^= rules;
    counts[2] ^= counts[1] & two;
    counts[1] ^= two;
  }
  for_each_bit(open, [&](std::size_t finding) {
    std::uint64_t usefulness = 0;
    for_each_bit(waiting_[finding], [&](std::size_t rule) {
      usefulness += shares_[(counts[0] >> rule & 1U) | (counts[1] >> rule & 1U) << 1U |
                            (counts[2] >> rule & 1U) << 2U];
    });
    usefulness_[finding] = usefulness;
    wanted_.push_back({static_cast<std::uint32_t>(finding)});
  });
  for_each_bit(mattering & ~flat_, [&](std::size_t rule) {
    const Needs& needs = plan_.needs[rule];
    const Word set = plan_.need_tables.set(needs, codes);
    std::size_t size = 0;
    for_each_bit(set, [&](std::size_t) { ++size; });
    for_each_bit(set, [&](std::size_t item) {
      const std::uint32_t finding = plan_.need_tables.items[needs.first + item].finding;
      const Word bit = Word{1} << finding;
      if ((open & bit) == 0) {
        open |= bit;
        usefulness_[finding] = 0;
        wanted_.push_back({finding});
      }
      usefulness_[finding] += shares_[size];
    });
  });
  if (wanted_.size() > 1) sort();
}

/// The most useful first, then by name. There are few.
void ShortWay::sort() {
  const auto before = [&](FindingId a, FindingId b) {
    const std::uint64_t of_a = usefulness_[a.index];
    const std::uint64_t of_b = usefulness_[b.index];
    return of_a != of_b ? of_a > of_b : plan_.name_order[a.index] < plan_.name_order[b.index];
  };
  for (std::size_t i = 1; i < wanted_.size(); ++i) {
    const FindingId finding = wanted_[i];
    std::size_t at = i;
    for (; at > 0 && before(finding, wanted_[at - 1]); --at) wanted_[at] = wanted_[at - 1];
    wanted_[at] = finding;
  }
}

}  // namespace bedside::cohort

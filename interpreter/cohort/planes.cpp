// Takes the codes of many patients; gives their outcomes, a bit of each for 64 patients in a word.
#include "interpreter/cohort/planes.hpp"

#include <algorithm>
#include <map>

#include "interpreter/cohort/plan.hpp"

namespace bedside::cohort {

using meaning::Truth;

// ---- From a plan to lines ------------------------------------------------------------------

Planes::Planes(const Session& session) {
  const Plan& plan = session.plan();
  usable_ = plan.undone.empty() && plan.from_fired;
  if (!usable_) return;
  rules_ = plan.rules.rules.size();
  rule_words_ = plan.rule_words;
  add_atoms(plan);
  add_values(plan);
  add_lines(plan);
}

void Planes::add_atoms(const Plan& plan) {
  for (const auto& terms : plan.terms_of_slots) {
    for (const Term& term : terms) atoms_.insert(atoms_.end(), term.begin(), term.end());
  }
  const auto finding_of = [&](AtomId atom) { return plan.atoms->at(atom).finding.index; };
  std::sort(atoms_.begin(), atoms_.end(), [&](AtomId a, AtomId b) {
    return std::pair(finding_of(a), a) < std::pair(finding_of(b), b);
  });
  atoms_.erase(std::unique(atoms_.begin(), atoms_.end()), atoms_.end());
  for (std::size_t plane = 0; plane < atoms_.size(); ++plane) {
    const Atom& atom = plan.atoms->at(atoms_[plane]);
    const bool same = !groups_.empty() && groups_.back().finding == atom.finding.index;
    if (!same || groups_.back().size == bits_of_word) {
      groups_.push_back({atom.finding.index, plane, 0, std::vector<Word>(atom.truths.size(), 0)});
    }
    Group& group = groups_.back();
    for (std::size_t code = 0; code < atom.truths.size(); ++code) {
      group.by_code[code] |= Word{atom.truths[code] == Truth::yes} << group.size;
    }
    ++group.size;
  }
}

void Planes::add_values(const Plan& plan) {
  out_planes_ = rules_;
  work_planes_ = 1;  // where hits of rules without a level go
  for (const AssessmentPlan& assessment : plan.assessments) {
    const auto bits = static_cast<std::size_t>(std::bit_width(assessment.levels));
    values_.push_back({assessment.levels, work_planes_, out_planes_, bits, assessment.scale});
    work_planes_ += assessment.levels;
    out_planes_ += bits;
  }
}

void Planes::add_lines(const Plan& plan) {
  std::map<AtomId, std::uint32_t> plane_of;
  for (std::size_t plane = 0; plane < atoms_.size(); ++plane) {
    plane_of.emplace(atoms_[plane], static_cast<std::uint32_t>(plane));
  }
  for (std::uint32_t rule = 0; rule < rules_; ++rule) {
    const std::vector<Term>& terms = plan.terms_of_slots[rule];
    std::vector<std::uint32_t> hits;
    for (const meaning::Outcome& outcome : plan.rules.rules[rule].outcomes) {
      hits.push_back(
          static_cast<std::uint32_t>(values_[outcome.assessment.index].first_hit + outcome.level));
    }
    for (std::size_t i = 0; i < terms.size(); ++i) {
      lines_.push_back({static_cast<std::uint32_t>(literals_.size()),
                        static_cast<std::uint32_t>(terms[i].size()), rule,
                        hits.empty() ? 0 : hits.front(), i > 0, i + 1 == terms.size()});
      for (const AtomId atom : terms[i]) literals_.push_back(plane_of.at(atom));
    }
    for (std::size_t i = 1; i < hits.size(); ++i) more_hits_.emplace_back(rule, hits[i]);
  }
}

// ---- Patients ------------------------------------------------------------------------------

void Planes::load(std::span<const Code* const> columns, std::size_t patients, Word* in) const {
  std::array<Word, 64> words{};
  for (const Group& group : groups_) {
    const Code* const column = columns[group.finding];
    for (std::size_t word = 0; word < plane_words; ++word) {
      const std::size_t first = word * bits_of_word;
      const std::size_t count = first < patients ? std::min(bits_of_word, patients - first) : 0;
      for (std::size_t i = 0; i < count; ++i) words[i] = group.by_code[column[first + i]];
      std::fill(words.begin() + static_cast<std::ptrdiff_t>(count), words.end(), 0);
      transpose(words);
      for (std::size_t atom = 0; atom < group.size; ++atom) {
        in[(group.first + atom) * plane_words + word] = words[atom];
      }
    }
  }
}

void Planes::run(const Word* in, Word* out, Word* work) const {
  std::fill_n(work, work_words(), 0);
  run_lines(lines_, literals_.data(), in, out, work);
  for (const auto& [rule, hit] : more_hits_) {
    for (std::size_t i = 0; i < plane_words; ++i) {
      work[hit * plane_words + i] |= out[rule * plane_words + i];
    }
  }
  find_values(out, work);
}

void Planes::find_values(Word* out, Word* work) const {
  for (const Values& values : values_) {
    value_planes(values.levels, values.bits, values.scale, work + values.first_hit * plane_words,
                 out + values.first_out * plane_words);
  }
}

std::int32_t Planes::value(const Word* out, std::uint32_t assessment, std::size_t patient) const {
  const Values& values = values_[assessment];
  std::int32_t code = 0;
  for (std::size_t bit = 0; bit < values.bits; ++bit) {
    const Word* const plane = out + (values.first_out + bit) * plane_words;
    code |= static_cast<std::int32_t>(plane[patient / 64] >> (patient % 64) & 1U) << bit;
  }
  return code - 1;
}

void Planes::rows(const Word* out, std::size_t patients, Word* rows) const {
  std::array<Word, 64> words{};
  for (std::size_t part = 0; part < rule_words_; ++part) {
    const std::size_t count = std::min(bits_of_word, rules_ - part * bits_of_word);
    for (std::size_t first = 0; first < patients; first += bits_of_word) {
      words = {};
      for (std::size_t i = 0; i < count; ++i) {
        words[i] = out[(part * bits_of_word + i) * plane_words + first / bits_of_word];
      }
      transpose(words);
      for (std::size_t i = 0; i < bits_of_word && first + i < patients; ++i) {
        rows[(first + i) * rule_words_ + part] = words[i];
      }
    }
  }
}

}  // namespace bedside::cohort

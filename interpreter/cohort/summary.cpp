// Takes patients' results; gives how often each outcome came, which rules fired, what was missing.
#include "interpreter/cohort/summary.hpp"

namespace bedside::cohort {

Summary::Summary(const meaning::RuleSet& rules)
    : fired(rules.rules.size()), missing(rules.findings.size()) {
  for (const meaning::Assessment& each : rules.assessments) {
    assessments.emplace_back(each.levels.size() + 1);
  }
}

void Summary::add(const evaluate::Evaluation& evaluation) {
  ++patients;
  for (std::size_t i = 0; i < assessments.size(); ++i) {
    const evaluate::AssessmentResult& result = evaluation.assessments[i];
    const std::size_t none = assessments[i].size() - 1;
    ++assessments[i][result.value.value_or(none)][static_cast<std::size_t>(result.status)];
  }
  for (std::size_t i = 0; i < fired.size(); ++i) {
    if (evaluation.rules[i].status == meaning::RuleStatus::fires) ++fired[i];
  }
  for (const meaning::FindingId id : evaluation.ask) ++missing[id.index];
}

void Summary::add(const Row& row) {
  ++patients;
  for (std::size_t i = 0; i < assessments.size(); ++i) {
    const AssessmentRow& result = row.assessments[i];
    const std::size_t none = assessments[i].size() - 1;
    const std::size_t value = result.value < 0 ? none : static_cast<std::size_t>(result.value);
    ++assessments[i][value][static_cast<std::size_t>(result.status)];
  }
  for (std::size_t word = 0; word < row.fired.size(); ++word) {
    for_each_bit(row.fired[word], [&](std::size_t bit) { ++fired[word * 64 + bit]; });
  }
  for (const meaning::FindingId id : row.ask) ++missing[id.index];
}

void Summary::add(const Summary& other) {
  patients += other.patients;
  for (std::size_t i = 0; i < assessments.size(); ++i) {
    for (std::size_t level = 0; level < assessments[i].size(); ++level) {
      for (std::size_t status = 0; status < statuses; ++status) {
        assessments[i][level][status] += other.assessments[i][level][status];
      }
    }
  }
  for (std::size_t i = 0; i < fired.size(); ++i) fired[i] += other.fired[i];
  for (std::size_t i = 0; i < missing.size(); ++i) missing[i] += other.missing[i];
}

}  // namespace bedside::cohort

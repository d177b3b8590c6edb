// Takes a draw; gives random findings, assessments and advice with names of every shape that
// language.md, section 2, allows: several words, marks inside words, quotes, shared values.
#include "tests/agree/vocabulary.hpp"

namespace bedside::agree {

namespace {

Finding yes_no(const char* name) {
  Finding finding;
  finding.name = name;
  finding.domain = {0, 1};
  return finding;
}

Finding list(const char* name, std::vector<std::string> values, bool ordered) {
  Finding finding;
  finding.name = name;
  finding.kind = ordered ? FindingKind::ordered : FindingKind::list;
  for (std::size_t i = 0; i < values.size(); ++i) finding.domain.push_back(static_cast<Value>(i));
  finding.values = std::move(values);
  return finding;
}

Finding number(FindingKind kind, const char* name, const char* unit, Value low, Value high,
               Value step) {
  Finding finding;
  finding.name = name;
  finding.kind = kind;
  finding.unit = unit;
  finding.low = low;
  finding.high = high;
  finding.step = step;
  // Thresholds of a real number are whole steps; the halves between them stand for the rest.
  const Value stride = kind == FindingKind::real ? step / 2 : step;
  for (Value value = low; value <= high; value += stride) finding.domain.push_back(value);
  return finding;
}

std::vector<Finding> yes_no_pool() {
  return {yes_no("pain"),
          yes_no("hand swelling"),
          yes_no("swelling"),
          yes_no("fever"),
          yes_no("restricted movement"),
          yes_no("\"nausea and vomiting\""),
          yes_no("raised Na+"),
          yes_no("BRCA1/2")};
}

std::vector<Finding> list_pool() {
  return {list("calcification", {"none", "localized", "extensive"}, false),
          list("hand function", {"none", "reduced"}, false),
          list("consciousness", {"alert", "drowsy", "\"no reply to voice\""}, false),
          list("onset", {"within 4 weeks", "later", "at birth"}, false),
          list("sex", {"female", "male"}, false),
          list("stage", {"I", "II", "III", "IV"}, true),
          list("tumour grade", {"low grade", "grade 1-2", "high grade"}, true)};
}

std::vector<Finding> number_pool() {
  return {number(FindingKind::whole, "visits", "", 0, 6 * one, one),
          number(FindingKind::whole, "admissions", "", 0, 3 * one, one),
          number(FindingKind::whole, "3x events", "", 0, 4 * one, one),
          number(FindingKind::whole, "mood change", "", -2 * one, 2 * one, one),
          number(FindingKind::stepped, "lesion size", "mm", 0, 30 * one, 5 * one),
          number(FindingKind::stepped, "dose", "mg", 0, 2 * one, one / 2),
          number(FindingKind::real, "temperature", "°C", 36 * one, 39 * one, one),
          number(FindingKind::real, "wound depth", "mm", 0, 2 * one, one / 2)};
}

Assessment assessment(const char* name, AssessmentKind kind, std::vector<std::string> levels,
                      std::size_t count) {
  levels.resize(count < levels.size() ? count : levels.size());
  return {name, kind, std::move(levels), {}};
}

}  // namespace

std::vector<Finding> random_findings(Draw& draw, std::size_t max_patients) {
  std::vector<std::vector<Finding>> pools = {yes_no_pool(), list_pool(), number_pool()};
  for (std::vector<Finding>& pool : pools) draw.shuffle(pool);
  std::vector<Finding> findings;
  std::size_t patients = 1;
  const std::size_t wanted = draw.between(2, 6);
  for (std::size_t tries = 0; findings.size() < wanted && tries < 40; ++tries) {
    std::vector<Finding>& pool = pools[draw.chance(40) ? 0U : 1 + draw.below(2)];
    if (pool.empty()) continue;
    const Finding next = pool.back();
    pool.pop_back();
    if (patients * next.domain.size() > max_patients) continue;
    patients *= next.domain.size();
    findings.push_back(next);
  }
  return findings;
}

std::vector<Assessment> random_assessments(Draw& draw) {
  std::vector<Assessment> all;
  all.push_back(assessment("outlook", AssessmentKind::scale,
                           {"benign", "caution", "urgent", "\"at once\""}, draw.between(2, 4)));
  all.push_back(assessment("cause of fever", AssessmentKind::choice,
                           {"bacterial", "viral", "fungal"}, draw.between(2, 3)));
  all.push_back(assessment("x-ray needed", AssessmentKind::yes_no, {"no", "yes"}, 2));
  all.push_back(assessment("risk", AssessmentKind::scale, {"low", "moderate", "urgent"}, 3));
  draw.shuffle(all);
  all.resize(draw.chance(40) ? 1 : draw.between(2, 3));
  return all;
}

std::vector<std::string> random_advice(Draw& draw) {
  std::vector<std::string> names = {"follow-up", "see a surgeon", "\"rest and ice\""};
  names.resize(draw.between(1, 3));
  return names;
}

std::string definition_name(std::size_t place) {
  return std::vector<std::string>{"symptoms", "red flags",    "grown lesion",
                                  "SIRS",     "quiet lesion", "grave doubt"}[place];
}

std::string number_name(std::size_t place) {
  return std::vector<std::string>{"total events", "balance", "burden"}[place];
}

std::string score_name(std::size_t place) {
  return std::vector<std::string>{"CURB-65", "hand score", "NEWS2", "sum score"}[place];
}

bool is_number(const Finding& finding) { return finding.kind >= FindingKind::whole; }

bool is_plain(const Finding& finding) { return finding.kind == FindingKind::whole; }

}  // namespace bedside::agree

// Takes a small model; gives its rule text, read and checked, and what plain booleans say of every
// patient.
#include "tests/agree/all_patients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "tests/agree/answer.hpp"
#include "tests/agree/vocabulary.hpp"
#include "tests/agree/write.hpp"

namespace bedside::agree {

meaning::Loaded load_text(const std::string& text) {
  return meaning::load({{"rules.bedside", text}},
                       [](const std::string&) { return meaning::UsedFile{}; });
}

std::string seed_and_text(std::uint64_t seed, const std::string& wrong, const std::string& text) {
  return fmt::format("BEDSIDE_AGREE_SEED={} BEDSIDE_AGREE_CASES=1\n{}\n\n{}", seed, wrong, text);
}

void widen(Model& model) {
  for (Finding& finding : model.findings) {
    if (!is_plain(finding)) continue;
    finding.high += 70 * one;
    for (Value value = finding.domain.back() + one; value <= finding.high; value += one) {
      finding.domain.push_back(value);
    }
    return;  // with one more, no one could try all patients
  }
}

evaluate::Possible recorded_as(const meaning::Finding& finding, Value value) {
  evaluate::Possible to;
  to.recorded = true;
  if (finding.kind == meaning::FindingKind::number) {
    to.range = meaning::Range::point(units::Number::ratio(value, one));
  } else {
    to.values = meaning::Values::one(static_cast<std::size_t>(value));
  }
  return to;
}

const Finding& finding_named(const Model& model, const std::string& name) {
  for (const Finding& finding : model.findings) {
    if (plain(finding.name) == name) return finding;
  }
  throw std::logic_error("no finding " + name);
}

namespace {

template <class Things>
std::size_t place_of(const Things& things, const std::string& name) {
  const auto same = [&](const auto& thing) { return plain(thing.name) == name; };
  return static_cast<std::size_t>(std::find_if(things.begin(), things.end(), same) -
                                  things.begin());
}

Truth truth_of(bool holds) { return holds ? Truth::yes : Truth::no; }

std::size_t level_of(const Model& model, const Patient& patient, const ByList& by) {
  const Value value = value_of(model, patient, by.quantity);
  for (const Band& band : by.bands) {
    if (band.other || in_band(band, value)) return static_cast<std::size_t>(band.result);
  }
  throw std::logic_error("no band");
}

class Filler {
 public:
  Filler(AllPatients& all) : all_(all), rules_(all.loaded.rules), applying_(all.model) {
    applying_.applies.reset();
    for (const meaning::Finding& finding : rules_.findings) {
      findings_.push_back(place_of(all.model.findings, finding.name));
    }
    lacking_.resize(rules_.findings.size());
    for (const meaning::Condition& condition : rules_.conditions) {
      const auto* is = std::get_if<meaning::IsRecorded>(&condition.kind);
      if (is != nullptr) lacking_[is->finding.index] = true;
    }
  }

  /// Findings that no statement mentions keep one value.
  std::size_t patients() const {
    std::size_t product = 1;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      product *= domain(i).size() + (lacking_[i] ? 1 : 0);
    }
    return product;
  }

  void fill() {
    Patient patient;
    for (const Finding& finding : all_.model.findings) patient.push_back(finding.domain.front());
    Row row;
    row.record = evaluate::empty_record(rules_);
    fill_from(0, patient, row);
  }

 private:
  const std::vector<Value>& domain(std::size_t finding) const {
    return all_.model.findings[findings_[finding]].domain;
  }

  void fill_from(std::size_t finding, Patient& patient, Row& row) {
    if (finding == findings_.size()) {
      all_.rows.push_back(row);
      finish(patient, all_.rows.back());
      return;
    }
    const evaluate::Possible open = row.record.findings[finding];
    for (const Value value : domain(finding)) {
      patient[findings_[finding]] = value;
      row.record.findings[finding] = recorded_as(rules_.findings[finding], value);
      fill_from(finding + 1, patient, row);
    }
    row.record.findings[finding] = open;
    if (!lacking_[finding]) return;
    const bool before = std::exchange(row.complete, false);
    fill_from(finding + 1, patient, row);
    row.complete = before;
  }

  void finish(const Patient& patient, Row& row) const {
    const auto evaluation = evaluate::conclude(rules_, row.record);
    row.conditions = evaluation.conditions;
    if (row.complete) return by_brute(patient, row);
    row.applies = evaluation.applies == Truth::yes;
    for (const auto& rule : evaluation.rules) {
      row.holds.push_back(rule.condition);
      row.counts.push_back(static_cast<Truth>(rule.status));
    }
  }

  void by_brute(const Patient& patient, Row& row) const {
    const Model& model = all_.model;
    const Facts facts = facts_of(applying_, patient, std::vector<bool>(patient.size(), true));
    row.applies = !model.applies || holds(model, patient, *model.applies);
    for (const meaning::Rule& rule : rules_.rules) {
      if (rule.otherwise) {
        const std::string& name = rules_.at(rule.outcomes.at(0).assessment).name;
        const std::size_t assessment = place_of(model.assessments, name);
        std::size_t place = 0;
        while (model.otherwise[place].outcome.assessment != assessment) ++place;
        row.counts.push_back(truth_of(facts.concludes[place]));
        row.holds.push_back(row.counts.back());
        continue;
      }
      const std::size_t place = place_of(model.rules, rule.name);
      row.counts.push_back(truth_of(facts.counts.at(place)));
      row.holds.push_back(
          truth_of(holds(applying_, patient, whole_condition(model.rules.at(place)))));
    }
    for (const meaning::Assessment& assessment : rules_.assessments) {
      const std::size_t place = place_of(model.assessments, assessment.name);
      row.ends.push_back(facts.ends.at(place));
      row.by.emplace_back();
      for (const ByList& by : model.assessments[place].by) {
        row.by.back().push_back(level_of(applying_, patient, by));
      }
    }
  }

  AllPatients& all_;
  const meaning::RuleSet& rules_;
  Model applying_;                     // without `applies if`
  std::vector<std::size_t> findings_;  // by FindingId: the model's
  std::vector<bool> lacking_;          // by FindingId
};

}  // namespace

std::optional<AllPatients> all_patients(std::uint64_t seed, const Taste& taste, bool wide,
                                        std::size_t most) {
  Draw draw(seed);
  AllPatients all;
  all.model = random_model(draw, taste);
  if (wide) widen(all.model);
  for (std::size_t i = 0; i < all.model.rules.size(); ++i) {
    std::string& name = all.model.rules[i].name;
    if (name.empty()) name = "rule " + std::string(1, static_cast<char>('A' + i));
  }
  all.text = write_model(draw, all.model);
  all.loaded = load_text(all.text);
  if (!all.loaded.usable()) throw std::logic_error(seed_and_text(seed, "refused", all.text));
  Filler filler(all);
  if (filler.patients() > most) return std::nullopt;
  filler.fill();
  for (const meaning::Rule& rule : all.loaded.rules.rules) {
    all.reads_recorded.push_back(rule.reads_recorded);
    all.any_recorded = all.any_recorded || rule.reads_recorded;
  }
  return all;
}

}  // namespace bedside::agree

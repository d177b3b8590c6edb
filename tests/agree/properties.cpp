// Takes an engine and a case; compares the engine's answer with every patient that completes the
// record, and with the answer for complete patients.
#include "tests/agree/properties.hpp"

#include <algorithm>

#include "tests/agree/brute.hpp"
#include "tests/agree/partial.hpp"

namespace bedside::agree {

namespace {

std::string level_name(const Model& model, std::size_t assessment, std::size_t level) {
  return plain(model.assessments[assessment].levels[level]);
}

AssessmentAnswer end_answer(const Model& model, std::size_t assessment, const End& end) {
  switch (end.kind) {
    case End::Kind::level: {
      const std::string level = level_name(model, assessment, end.level);
      return {"settled", level, {level}};
    }
    case End::Kind::null:
      return {"none", "", {""}};
    case End::Kind::not_applicable:
      return {"not applicable", "", {}};
    case End::Kind::conflict:
      break;
  }
  AssessmentAnswer answer = {"conflict", "", {}};
  for (const std::size_t level : end.levels) {
    answer.possible.insert(level_name(model, assessment, level));
  }
  return answer;
}

std::string patient_text(const Model& model, const Patient& patient) {
  std::string text;
  for (std::size_t i = 0; i < patient.size(); ++i) {
    const Finding& finding = model.findings[i];
    text += (i == 0 ? "" : ", ") + finding.name + " = ";
    text += finding.values.empty() ? std::to_string(patient[i])
                                   : finding.values[static_cast<std::size_t>(patient[i])];
  }
  return text;
}

/// Compares one partial answer with one complete patient; the first thing that contradicts.
class Witness {
 public:
  Witness(const Model& model, const Answer& said, const Patient& patient, const Record& record)
      : model_(model), said_(said), is_(facts_of(model, patient, recorded_in(record))) {}

  Complaint contradiction() const {
    if (said_.applies != "unknown" && (said_.applies == "yes") != is_.applies) return "applies if";
    for (const auto part : {&Witness::assessments, &Witness::rules, &Witness::advice,
                            &Witness::scores, &Witness::overridden}) {
      if (const Complaint found = (this->*part)()) return found;
    }
    return std::nullopt;
  }

 private:
  Complaint assessments() const;
  Complaint rules() const;
  Complaint advice() const;
  Complaint scores() const;
  Complaint overridden() const;
  bool end_fits(std::size_t assessment, const AssessmentAnswer& said) const;

  const Model& model_;
  const Answer& said_;
  Facts is_;
};

bool Witness::end_fits(std::size_t assessment, const AssessmentAnswer& said) const {
  const End& end = is_.ends[assessment];
  const AssessmentAnswer whole = end_answer(model_, assessment, end);
  const bool choice = model_.assessments[assessment].kind == AssessmentKind::choice;
  if (said.status == "not applicable") return whole.status == "not applicable";
  if (said.status == "conflict") return whole.status == "conflict";
  if (said.status == "none") return whole.status == "none";
  if (said.status == "settled") return whole.value == said.value;
  const bool within = std::includes(said.possible.begin(), said.possible.end(),
                                    whole.possible.begin(), whole.possible.end());
  if (said.status == "open") {
    return whole.status == "not applicable" ? said.possible.count("") == 1 : within;
  }
  // A value that no patient can end with is none.
  if (said.possible.count(said.value) == 0) return false;
  // provisional: a scale can only rise, a choice only pass into conflict
  if (choice) return within && (whole.status == "conflict" || whole.value == said.value);
  const std::vector<std::string>& levels = model_.assessments[assessment].levels;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (plain(levels[i]) == said.value) return within && whole.value != "" && end.level >= i;
  }
  return false;
}

Complaint Witness::assessments() const {
  for (std::size_t i = 0; i < model_.assessments.size(); ++i) {
    const std::string& name = model_.assessments[i].name;
    const auto said = said_.assessments.find(name);
    if (said != said_.assessments.end() && !end_fits(i, said->second)) {
      const AssessmentAnswer whole = end_answer(model_, i, is_.ends[i]);
      return name + " ends " + whole.status + " '" + whole.value + "'";
    }
  }
  return std::nullopt;
}

Complaint Witness::rules() const {
  const auto fits = [](const std::string& said, bool is) {
    return said == "undecided" || said == (is ? "fires" : "ruled out");
  };
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    const auto said = said_.rules.find(model_.rules[i].name);
    if (said != said_.rules.end() && !fits(said->second, is_.counts[i])) {
      return model_.rules[i].name + (is_.counts[i] ? " fires" : " does not fire");
    }
  }
  for (std::size_t i = 0; i < model_.otherwise.size(); ++i) {
    const std::string& name = model_.assessments[model_.otherwise[i].outcome.assessment].name;
    const auto said = said_.otherwise.find(name);
    if (said != said_.otherwise.end() && !fits(said->second, is_.concludes[i])) {
      return "otherwise of " + name + (is_.concludes[i] ? " concludes" : " does not conclude");
    }
  }
  return std::nullopt;
}

Complaint Witness::advice() const {
  for (std::size_t i = 0; i < model_.advice.size(); ++i) {
    const auto said = said_.advice.find(plain(model_.advice[i]));
    if (said == said_.advice.end() || said->second == "possible") continue;
    if ((said->second == "given") != is_.advice[i]) {
      return "advice " + model_.advice[i] + (is_.advice[i] ? " is given" : " is not given");
    }
  }
  return std::nullopt;
}

Complaint Witness::scores() const {
  for (std::size_t i = 0; i < model_.scores.size(); ++i) {
    const auto said = said_.scores.find(model_.scores[i].name);
    if (said == said_.scores.end()) continue;
    if (is_.scores[i] < said->second.first || is_.scores[i] > said->second.second) {
      return model_.scores[i].name + " is " + std::to_string(is_.scores[i]) + " thousandths";
    }
  }
  return std::nullopt;
}

Complaint Witness::overridden() const {
  std::set<std::pair<std::string, std::string>> all;
  for (const auto& [rule, by] : is_.overridden) {
    all.emplace(model_.rules[rule].name, model_.rules[by].name);
  }
  for (const auto& [rule, by] : said_.overridden) {
    if (all.count({rule, by}) == 0) return rule + " is not overridden by " + by;
  }
  return std::nullopt;
}

Complaint inexact_score(const Case& given, const Answer& answer) {
  for (std::size_t i = 0; i < given.model.scores.size(); ++i) {
    const auto said = answer.scores.find(given.model.scores[i].name);
    if (said == answer.scores.end() || !exact_score(given.model, i)) continue;
    const auto [low, high] = score_ends(given.model, given.record, i);
    if (said->second != std::make_pair(low, high)) {
      return said->first + " runs from " + std::to_string(low) + " to " + std::to_string(high) +
             " thousandths\nthe engine says:\n" + to_text(answer);
    }
  }
  return std::nullopt;
}

std::string difference(const Answer& got, const Answer& expected) {
  return "the engine says:\n" + to_text(got) + "expected:\n" + to_text(expected);
}

}  // namespace

bool advice_on_recorded(const Model& model, std::size_t advice) {
  return std::any_of(model.rules.begin(), model.rules.end(), [&](const Rule& rule) {
    return !rule.dropped && any_recorded(model, rule) &&
           std::find(rule.advice.begin(), rule.advice.end(), advice) != rule.advice.end();
  });
}

Answer answer_of(const Model& model, const Patient& patient) {
  const Facts facts = facts_of(model, patient, std::vector<bool>(patient.size(), true));
  const Unused left = unused(model);
  const auto fired = [](bool counts) { return counts ? "fires" : "ruled out"; };
  Answer answer;
  answer.applies = facts.applies ? "yes" : "no";
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    if (left.assessments[i]) continue;
    answer.assessments[model.assessments[i].name] = end_answer(model, i, facts.ends[i]);
  }
  for (std::size_t i = 0; i < model.scores.size(); ++i) {
    if (!left.scores[i]) answer.scores[model.scores[i].name] = {facts.scores[i], facts.scores[i]};
  }
  for (std::size_t i = 0; i < model.advice.size(); ++i) {
    if (left.advice[i]) continue;
    answer.advice[plain(model.advice[i])] = facts.advice[i] ? "given" : "not given";
  }
  for (std::size_t i = 0; i < model.rules.size(); ++i) {
    const Rule& rule = model.rules[i];
    if (!rule.dropped && !rule.name.empty()) answer.rules[rule.name] = fired(facts.counts[i]);
  }
  for (std::size_t i = 0; i < model.otherwise.size(); ++i) {
    if (model.otherwise[i].dropped) continue;
    const std::size_t of = model.otherwise[i].outcome.assessment;
    answer.otherwise[model.assessments[of].name] = fired(facts.concludes[i]);
  }
  for (const auto& [rule, by] : facts.overridden) {
    answer.overridden.emplace(model.rules[rule].name, model.rules[by].name);
  }
  return answer;
}

Complaint sound(const Engine& engine, const Case& given) {
  const Reply reply = engine(given.model, given.record, given.seed);
  if (!reply.answer) return reply.trouble;
  std::vector<std::size_t> places;
  Patient patient = first_patient(given.record, places);
  do {
    const Witness witness(given.model, *reply.answer, patient, given.record);
    if (const Complaint found = witness.contradiction()) {
      return "patient " + patient_text(given.model, patient) + ": " + *found +
             "\nthe engine says:\n" + to_text(*reply.answer);
    }
  } while (next_patient(given.record, places, patient));
  return inexact_score(given, *reply.answer);
}

Complaint complete(const Engine& engine, const Case& given) {
  Draw draw(given.seed);
  for (int i = 0; i < 8; ++i) {
    Patient patient;
    for (const Known& known : given.record) patient.push_back(draw.pick(known.remaining));
    const Record record = complete_record(given.model, patient);
    const Reply reply = engine(given.model, record, given.seed);
    if (!reply.answer) return reply.trouble;
    const Answer expected = answer_of(given.model, patient);  // with nothing to ask
    if (*reply.answer != expected) {
      return "patient " + patient_text(given.model, patient) + "\n" +
             difference(*reply.answer, expected);
    }
  }
  return std::nullopt;
}

Complaint as_worded(const Engine& engine, const Case& given) {
  if (!in_words_exact(given.model)) return std::nullopt;
  const Reply reply = engine(given.model, given.record, given.seed);
  if (!reply.answer) return reply.trouble;
  Answer expected = answer_in_words(given.model, given.record);
  expected.ask = reply.answer->ask;  // held by `asks_enough`
  if (*reply.answer == expected) return std::nullopt;
  return difference(*reply.answer, expected);
}

Complaint order_free(const Engine& engine, const Case& given) {
  const Reply first = engine(given.model, given.record, given.seed);
  if (!first.answer) return first.trouble;
  for (std::uint64_t style = given.seed + 1; style < given.seed + 3; ++style) {
    const Reply next = engine(given.model, given.record, style);
    if (!next.answer) return "written in style " + std::to_string(style) + ": " + next.trouble;
    if (*next.answer != *first.answer) {
      return "written in style " + std::to_string(style) + " " +
             difference(*next.answer, *first.answer);
    }
  }
  return std::nullopt;
}

}  // namespace bedside::agree

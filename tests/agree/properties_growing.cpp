// Takes an engine and a case; compares the engine's answers while the record grows, and holds its
// questions to what can still matter.
#include <algorithm>
#include <map>

#include "tests/agree/brute.hpp"
#include "tests/agree/properties.hpp"

namespace bedside::agree {

namespace {

bool decided(const std::string& status) { return status != "open" && status != "provisional"; }

/// What the first answer says that the second takes back.
Complaint taken_back(const Model& model, const Answer& before, const Answer& after) {
  for (const auto& [name, was] : before.assessments) {
    const AssessmentAnswer& is = after.assessments.at(name);
    const bool within = std::includes(was.possible.begin(), was.possible.end(), is.possible.begin(),
                                      is.possible.end());
    if (!within) return name + " leaves its possible ends";
    const bool kept = was.status == "conflict" ? is.status == was.status : is == was;
    if (decided(was.status) && !kept) return name + " was decided and changes";
    if (was.status == "provisional" && is.value == "" && is.status != "conflict") {
      return name + " loses its value";
    }
  }
  for (const Rule& rule : model.rules) {
    const auto was = before.rules.find(rule.name);
    if (was == before.rules.end() || any_recorded(model, rule)) continue;
    const std::string& is = after.rules.at(rule.name);
    if (was->second != "undecided" && was->second != is) return rule.name + " is now " + is;
  }
  for (const auto& [name, was] : before.otherwise) {
    if (was != "undecided" && was != after.otherwise.at(name)) return "otherwise of " + name;
  }
  for (std::size_t i = 0; i < model.advice.size(); ++i) {
    const auto was = before.advice.find(plain(model.advice[i]));
    if (was == before.advice.end() || advice_on_recorded(model, i)) continue;
    const std::string& is = after.advice.at(was->first);
    if (was->second != "possible" && was->second != is) return was->first + " is now " + is;
  }
  for (const auto& [name, was] : before.scores) {
    const auto& is = after.scores.at(name);
    if (is.first < was.first || is.second > was.second) return name + " leaves its ends";
  }
  if (before.applies != "unknown" && before.applies != after.applies) return "applies if";
  return std::nullopt;
}

std::size_t finding_named(const Model& model, const std::string& name) {
  for (std::size_t i = 0; i < model.findings.size(); ++i) {
    if (plain(model.findings[i].name) == name) return i;
  }
  return model.findings.size();
}

/// Assessments and advice of the patient, as a text to compare; rules on `recorded` left out.
std::string result_text(const Model& model, const Patient& patient) {
  Answer answer = answer_of(model, patient);
  answer.rules.clear();
  answer.otherwise.clear();
  answer.overridden.clear();
  answer.scores.clear();
  answer.applies.clear();
  for (auto& [name, end] : answer.assessments) end.possible.clear();  // a conflict is a conflict
  return to_text(answer);
}

Complaint badly_asked(const Case& given, const Answer& answer) {
  std::set<std::string> seen;
  for (const std::string& name : answer.ask) {
    const std::size_t index = finding_named(given.model, name);
    if (index == given.model.findings.size()) return "asks for '" + name + "', no finding";
    if (given.record[index].remaining.size() < 2) return "asks for '" + name + "', settled already";
    if (!seen.insert(name).second) return "asks for '" + name + "' twice";
  }
  if (answer.applies == "unknown" && !answer.ask.empty()) {
    const Reads first = reads(given.model, *given.model.applies);
    if (!first.findings[finding_named(given.model, answer.ask.front())]) {
      return "asks first for something that `applies if` does not read";
    }
  }
  return std::nullopt;
}

/// Whether something is left that an answer could change, rules on `recorded` apart.
bool undecided(const Model& model, const Answer& answer) {
  for (const auto& [name, end] : answer.assessments) {
    if (!decided(end.status)) return true;
  }
  for (std::size_t i = 0; i < model.advice.size(); ++i) {
    const auto said = answer.advice.find(plain(model.advice[i]));
    if (said != answer.advice.end() && said->second == "possible") return true;
  }
  return false;
}

Model without_recorded(Model model) {
  for (Rule& rule : model.rules) {
    rule.dropped = rule.dropped || any_recorded(model, rule);
  }
  return model;
}

}  // namespace

Complaint monotone(const Engine& engine, const Case& given) {
  Draw draw(given.seed);
  Patient patient;
  for (const Known& known : given.record) patient.push_back(draw.pick(known.remaining));
  Record record = given.record;
  Reply before = engine(given.model, record, given.seed);
  if (!before.answer) return before.trouble;
  while (const auto next = one_more(draw, given.model, record, patient)) {
    const Reply after = engine(given.model, *next, given.seed);
    if (!after.answer) return after.trouble;
    if (const Complaint found = taken_back(given.model, *before.answer, *after.answer)) {
      return *found + "\nbefore:\n" + to_text(*before.answer) + "after:\n" + to_text(*after.answer);
    }
    before = after;
    record = *next;
  }
  return std::nullopt;
}

Complaint asks_enough(const Engine& engine, const Case& given) {
  const Model model = without_recorded(given.model);
  const Reply reply = engine(model, given.record, given.seed);
  if (!reply.answer) return reply.trouble;
  const Answer& answer = *reply.answer;
  if (Complaint found = badly_asked(given, answer)) return *found + "\n" + to_text(answer);
  if (answer.ask.empty() == undecided(model, answer)) {
    return std::string(answer.ask.empty() ? "asks nothing" : "asks") + "\n" + to_text(answer);
  }
  std::map<std::vector<Value>, std::string> results;  // by what is asked for
  std::vector<std::size_t> places;
  Patient patient = first_patient(given.record, places);
  do {
    std::vector<Value> asked;
    for (const std::string& name : answer.ask) {
      asked.push_back(patient[finding_named(model, name)]);
    }
    const std::string result = result_text(model, patient);
    const auto [place, added] = results.emplace(asked, result);
    if (!added && place->second != result) {
      return "something that is not asked for matters\n" + to_text(answer) + "one patient:\n" +
             place->second + "another:\n" + result;
    }
  } while (next_patient(given.record, places, patient));
  return std::nullopt;
}

}  // namespace bedside::agree

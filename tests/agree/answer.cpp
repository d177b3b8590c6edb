// Takes an answer; gives it as lines that a person can compare.
#include "tests/agree/answer.hpp"

namespace bedside::agree {

std::string plain(const std::string& name) {
  return name[0] == '"' ? name.substr(1, name.size() - 2) : name;
}

std::string to_text(const Answer& answer) {
  std::string text = "applies: " + answer.applies + "\n";
  for (const auto& [name, end] : answer.assessments) {
    text += name + ": " + end.status + " '" + end.value + "' possible";
    for (const std::string& level : end.possible) text += " '" + level + "'";
    text += "\n";
  }
  for (const auto& [name, ends] : answer.scores) {
    text += name + ": " + std::to_string(ends.first) + " to " + std::to_string(ends.second) +
            " thousandths\n";
  }
  for (const auto& [name, status] : answer.advice) text += "advice " + name + ": " + status + "\n";
  for (const auto& [name, status] : answer.rules) text += name + ": " + status + "\n";
  for (const auto& [name, status] : answer.otherwise) {
    text += "otherwise, " + name + ": " + status + "\n";
  }
  for (const auto& [rule, by] : answer.overridden) text += rule + " overridden by " + by + "\n";
  text += "ask:";
  for (const std::string& name : answer.ask) text += " '" + name + "'";
  return text + "\n";
}

}  // namespace bedside::agree

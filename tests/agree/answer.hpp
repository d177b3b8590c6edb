// Takes nothing; gives the plain shape of a result that engines are compared in, all by names.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/agree/model.hpp"

namespace bedside::agree {

struct AssessmentAnswer {
  std::string status;  ///< settled, provisional, open, none, conflict, not applicable
  std::string value;   ///< empty where there is none
  std::set<std::string> possible;  ///< "" stands for no value
  friend bool operator==(const AssessmentAnswer&, const AssessmentAnswer&) = default;
};

struct Answer {
  std::string applies;  ///< yes, no, unknown
  std::map<std::string, AssessmentAnswer> assessments;
  std::map<std::string, std::pair<Value, Value>> scores;
  std::map<std::string, std::string> advice;  ///< given, possible, not given
  std::map<std::string, std::string> rules;   ///< fires, undecided, ruled out; rules with a name
  std::map<std::string, std::string> otherwise;         ///< the same, by assessment
  std::set<std::pair<std::string, std::string>> overridden;  ///< (rule, by rule), both with a name
  std::vector<std::string> ask;
  friend bool operator==(const Answer&, const Answer&) = default;
};

/// What an engine says, or why it says nothing.
struct Reply {
  std::optional<Answer> answer;
  std::string trouble;
};

/// An engine: what follows for this record, with the rules written in this style.
using Engine = std::function<Reply(const Model&, const Record&, std::uint64_t style)>;

/// A name without its quotes.
std::string plain(const std::string& name);

/// The answer as lines, for a person.
std::string to_text(const Answer& answer);

}  // namespace bedside::agree

// Takes a small model and one complete patient; gives what language.md, section 5, says of him.
// Plain booleans and numbers only: where nothing is open, nothing is unknown.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "tests/agree/model.hpp"

namespace bedside::agree {

struct End {
  enum class Kind : std::uint8_t { level, null, conflict, not_applicable };
  Kind kind = Kind::null;
  std::size_t level = 0;           ///< where kind is level
  std::set<std::size_t> levels;    ///< all that are established
  friend bool operator==(const End& a, const End& b) {
    return a.kind == b.kind && (a.kind != Kind::level || a.level == b.level);
  }
};

struct Facts {
  bool applies = true;
  std::vector<bool> counts;                                  ///< for each rule
  std::vector<bool> concludes;                               ///< for each otherwise
  std::vector<std::pair<std::size_t, std::size_t>> overridden;  ///< (rule, by rule)
  std::vector<End> ends;                                     ///< for each assessment
  std::vector<Value> scores;
  std::vector<bool> advice;
};

/// `recorded`: for each finding whether the record (not the patient) says something of it.
Facts facts_of(const Model& model, const Patient& patient, const std::vector<bool>& recorded);

/// One condition, of a patient whose findings are all recorded.
bool holds(const Model& model, const Patient& patient, const Condition& condition);

/// One number, likewise.
Value value_of(const Model& model, const Patient& patient, const Number& number);

/// Whether the band takes the value; `other` is for the caller to try last.
bool in_band(const Band& band, Value value);

bool compare(Value value, Comparison comparison, Value a, Value b);

std::vector<bool> recorded_in(const Record& record);

}  // namespace bedside::agree

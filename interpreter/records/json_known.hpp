// Takes what the objects before have shown; gives what names and values mean, without looking them
// up again. Inside this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "interpreter/records/answers.hpp"
#include "interpreter/records/cell_table.hpp"

namespace bedside::records {

/// A number, as the digits that were written.
struct Digits {
  std::string_view text;
};
using Scalar = std::variant<std::nullptr_t, bool, Digits, std::string_view>;

/// What the rows before have shown: names of findings, and what was said of them.
class Known {
 public:
  explicit Known(std::size_t findings) : said_(findings) {}

  std::optional<meaning::FindingId> finding(const Answers& answers, const std::string& name) {
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    const auto found = answers.finding(name);
    if (found && names_.size() < most_names) names_.emplace(name, *found);
    return found;
  }

  Room room;

  /// The texts, numbers or truths that were said of it; one text may mean different things.
  CellTable& of(meaning::FindingId finding, const Scalar& said) {
    Tables& tables = said_[finding.index];
    if (std::holds_alternative<Digits>(said)) return tables.numbers;
    return std::holds_alternative<bool>(said) ? tables.truths : tables.texts;
  }

 private:
  struct Tables {
    CellTable texts;
    CellTable numbers;
    CellTable truths;
  };

  static constexpr std::size_t most_names = 100'000;

  std::unordered_map<std::string, meaning::FindingId> names_;
  std::vector<Tables> said_;  // by finding
};

inline std::string_view text_of(const Scalar& said) {
  if (const auto* truth = std::get_if<bool>(&said)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<Digits>(&said)) return number->text;
  return std::get<std::string_view>(said);
}

}  // namespace bedside::records

// Takes what a row (or an answer) says of one finding: text, number, yes or no, several values;
// gives a fact, or why it is none. For this room and for interviews.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/evaluate/record.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::records {

/// Why something is no fact: plain sentences, and the byte of what was said that they are about.
struct Refusal {
  std::string reason;
  std::size_t offset = 0;
};

using Answer = std::variant<meaning::Fact, Refusal>;

/// Reads what is said of findings, in the words of one rule set.
class Answers {
 public:
  /// `loaded` must outlive it; `source_name` is what messages call the text.
  Answers(const meaning::Loaded& loaded, std::string source_name);

  /// From now on, numbers without a unit that are said of this finding have this one, which must be
  /// of the same dimension as the finding's own.
  void read_in(meaning::FindingId finding, const units::Unit& unit);

  std::optional<meaning::FindingId> finding(std::string_view name) const;
  /// "`temprature` is no finding of these rules. Did you mean …?"
  std::string no_finding(std::string_view name) const;

  /// A value's name, yes or no, a decimal, or a fact: `12 mm`, `localized or extensive`.
  Answer text(meaning::FindingId finding, std::string_view said);
  /// A number as JSON writes it.
  Answer number(meaning::FindingId finding, std::string_view digits) const;
  Answer truth(meaning::FindingId finding, bool said) const;
  /// What is left where the finding is one of several; they must be facts about it.
  Answer one_of(meaning::FindingId finding, const std::vector<meaning::Fact>& facts) const;

  /// Adds a fact to a record, or says why it does not go into it.
  std::optional<std::string> add(evaluate::Record& record, const meaning::Fact& fact) const;

  const meaning::Finding& at(meaning::FindingId finding) const { return loaded_.rules.at(finding); }
  /// A patient of whom nothing is recorded, to start from.
  const evaluate::Record& nothing() const { return nothing_; }
  /// What can be said of a finding: "yes or no", "none, localized or extensive", "a number in mm".
  std::string expected(meaning::FindingId finding) const;

 private:
  Answer point(meaning::FindingId finding, const units::Number& number) const;
  Answer fact_text(meaning::FindingId finding, std::string_view said);
  std::optional<std::size_t> value(meaning::FindingId finding, std::string_view said) const;
  std::optional<meaning::Values> values(meaning::FindingId finding, std::string_view said) const;
  Refusal is_not(meaning::FindingId finding, std::string_view said) const;

  const meaning::Loaded& loaded_;
  std::string source_name_;
  evaluate::Record nothing_;
  std::vector<std::optional<units::Unit>> units_;  ///< by finding: where it is read in another unit
  std::unique_ptr<meaning::Loaded> in_units_;      ///< the same findings in those units
  std::optional<meaning::FactReader> reader_;
};

/// Why two or more facts about one finding cannot all be: "`pain` is recorded twice, as …".
std::string contradiction(const meaning::Finding& finding, const std::vector<meaning::Fact>& said);

}  // namespace bedside::records

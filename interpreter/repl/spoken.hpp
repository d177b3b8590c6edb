// Takes what a person says in answer to a question; gives facts, or why it is none.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/records/answers.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::repl {

/// What can be answered, with the numbers that stand for values of a list:
/// "1 none, 2 localized, 3 extensive", "yes or no", "a number in mm, from 0 to 300 mm".
std::string choices(const meaning::Loaded& loaded, meaning::FindingId finding);

/// Reads answers to one question in the words of one rule set, which must outlive it.
class Spoken {
 public:
  explicit Spoken(const meaning::Loaded& loaded);

  /// `yes`, `12 mm`, `localized`, `at least 30 mm`; the number of a value in `choices`; the
  /// beginning of one value alone. A sentence says why it is none of these.
  std::variant<meaning::Fact, std::string> answer(meaning::FindingId finding,
                                                  std::string_view said);
  /// Whether it is a value of that name, which then is no command.
  bool is_value(meaning::FindingId finding, std::string_view said) const;
  /// Facts as they stand after `given`; empty where the text is anything else.
  std::vector<meaning::Fact> facts(const std::string& said);
  /// Adds facts to a record, all or none; a sentence says why not.
  std::string add(evaluate::Record& record, const std::vector<meaning::Fact>& facts) const;

 private:
  const meaning::Loaded& loaded_;
  records::Answers answers_;
  meaning::FactReader reader_;
};

}  // namespace bedside::repl

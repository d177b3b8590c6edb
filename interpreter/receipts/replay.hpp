// Takes the lines of a receipt one after the other; gives whether each answer comes out the same
// when it is computed again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cohort/results.hpp"
#include "interpreter/receipts/compare.hpp"
#include "interpreter/receipts/receipt.hpp"
#include "interpreter/records/stream.hpp"

namespace bedside::receipts {

/// What became of one answer.
struct Replayed {
  std::string id;      ///< of the patient, where it can be read
  std::string damage;  ///< why this line is not one that bedside wrote; empty where it is
  std::string undone;  ///< why it cannot be computed again; empty where it was
  std::vector<Difference> differences;
};

/// Computes the answers of one rule set again.
class Replay {
 public:
  /// `loaded` (usable) must outlive it. `name`: how people call the rule set. `other_rules`: it is
  /// not the one that the receipt keeps.
  Replay(const meaning::Loaded& loaded, const std::string& name, bool other_rules);

  Replayed answer(const AnswerLine& line);

 private:
  std::string damage_of(const AnswerLine& line, const evaluate::Record& record) const;

  const meaning::Loaded& loaded_;
  bool other_rules_;
  cohort::Prepared prepared_;
  records::PieceReader reader_;
  records::Piece piece_;
  records::SaidRow row_;
  std::optional<records::Reject> reject_;
};

/// What can be seen of a line without any rules: what does not fit its SHA-256. Empty where all
/// does.
std::string unfitting(const AnswerLine& line);

/// The id of the patient as the line has it; empty where it has none.
std::string id_of(const AnswerLine& line);

}  // namespace bedside::receipts

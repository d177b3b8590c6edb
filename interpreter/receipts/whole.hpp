// Takes the lines of a receipt behind its first one; gives what of the whole is as it was written,
// and comes out the same.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/receipts/replay.hpp"

namespace bedside::receipts {

struct Totals {
  std::uint64_t answers = 0;
  std::uint64_t same = 0;
  std::uint64_t different = 0;
  std::uint64_t undone = 0;         ///< that cannot be computed again
  std::uint64_t damaged = 0;        ///< lines that are not as they were written
  std::vector<std::string> damage;  ///< of the whole: its end, its seal
  std::uint64_t rejected = 0;       ///< rows that could not be read, as the end has it
  std::string time;                 ///< likewise

  bool is_damaged() const { return damaged > 0 || !damage.empty(); }
  bool is_same() const { return !is_damaged() && same == answers; }
};

/// An answer that is not the same again, and where it stands.
struct Unlike {
  std::uint64_t line = 0;
  std::optional<std::size_t> rules;  ///< where the line tells
  Replayed what;
};

class Whole {
 public:
  /// `head`: the first line as it stands. `replays`: one for each rule set of the receipt.
  Whole(std::string_view head, std::vector<std::unique_ptr<Replay>> replays);

  /// A line with its end; what there is to say of it.
  std::optional<Unlike> take(std::string_view line);
  /// Behind the last line.
  Totals finish();

 private:
  std::optional<Unlike> judged(const AnswerLine& line);
  void take_end(const SealedEnd& end);

  std::vector<std::unique_ptr<Replay>> replays_;
  Sha256 seal_;
  Totals totals_;
  std::uint64_t line_ = 1;
  bool ended_ = false;
};

}  // namespace bedside::receipts

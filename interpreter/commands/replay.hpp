// Takes nothing; gives the shape of what `replay` found, for those who write it.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/command.hpp"
#include "interpreter/receipts/whole.hpp"

namespace bedside::commands {

/// The rule set of a receipt, and the one that it is replayed with.
struct ReplayedRules {
  receipts::KeptRules kept;
  std::string now;      ///< the fingerprint of today's; empty where the receipt's own is taken
  bool checked = true;  ///< whether the text that is kept could be held to its fingerprint
};

/// Says that the first line of a receipt, with the rules, is not as it was written; the exit code.
int write_damaged(const Common& common, const std::string& why);

/// Writes what is found as it is found.
class ReplayWriter {
 public:
  ReplayWriter(const Common& common, const receipts::Head& head,
               const std::vector<ReplayedRules>& rules);

  void add(const receipts::Unlike& unlike);
  int finish(const receipts::Totals& totals, int code);
  bool is_broken() const { return output_.is_broken(); }

 private:
  void begin(const receipts::Head& head);
  void add_text(const receipts::Unlike& unlike);
  void add_json(const receipts::Unlike& unlike);

  const std::vector<ReplayedRules>& rules_;
  bool as_json_;
  bool any_ = false;
  Output output_;
};

}  // namespace bedside::commands

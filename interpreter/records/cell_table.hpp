// Takes what was said of one finding before; gives what it came to, without reading it again.
// Inside this room only.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "lang/meaning/possible.hpp"

namespace bedside::records {

/// What the texts of one column mean. A column of a list has few different ones, a column of
/// numbers mostly a few hundred; so nearly every cell is found here. Only what was accepted is
/// kept: a refusal has its words made anew.
class CellTable {
 public:
  /// Null where this was not said before.
  const meaning::Possible* find(std::string_view said) const {
    const auto found = table_.find(said);
    return found == table_.end() ? nullptr : &found->second;
  }

  void remember(std::string_view said, const meaning::Possible& possible) {
    if (said.size() <= longest && table_.size() < most) table_.emplace(said, possible);
  }

 private:
  // A table stays in the cache of a processor; a column of ids in disguise does not fill the
  // memory.
  static constexpr std::size_t longest = 40;
  static constexpr std::size_t most = 2000;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  std::unordered_map<std::string, meaning::Possible, Hash, std::equal_to<>> table_;
};

}  // namespace bedside::records

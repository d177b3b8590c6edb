// Takes what was said of one finding before; gives what it came to, without reading it again.
// Inside this room only.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/records/stream.hpp"

namespace bedside::records {

/// What the texts of one column mean. A column of a list has few different ones, a column of
/// numbers mostly a few hundred; so nearly every cell is found here. Only what was accepted is
/// kept: a refusal has its words made anew.
class CellTable {
 public:
  /// Null where this was not said before. Good until the next `remember`.
  const Said* find(std::string_view said) const {
    if (slots_.empty()) return nullptr;
    const Key key = key_of(said);
    for (std::size_t at = place(key);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.said == free) return nullptr;
      if (slot.key == key && (said.size() <= in_key || texts_[slot.said] == said)) {
        return &said_[slot.said];
      }
    }
  }

  /// Gives it a number, if there is room; a text that is there already must not come again.
  void remember(std::string_view said, const meaning::Possible& possible) {
    if (said.size() > longest || said_.size() == most) return;
    if (said_.size() * 2 >= slots_.size()) grow();
    const auto number = static_cast<std::uint32_t>(said_.size());
    said_.push_back({possible, number});
    texts_.emplace_back(said);
    put(key_of(said), number);
  }

 private:
  // A table stays in the cache of a processor; a column of ids in disguise does not fill the
  // memory.
  static constexpr std::size_t longest = 40;
  static constexpr std::size_t most = 2000;
  static constexpr std::size_t in_key = 16;
  static constexpr std::uint32_t free = ~std::uint32_t{0};

  // Texts of at most 16 bytes are the same where their keys are.
  struct Key {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::size_t size = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Slot {
    Key key;
    std::uint32_t said = free;
  };

  template <class Word>
  static std::uint64_t word_at(const char* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
  }

  // Its first bytes and its last ones, which overlap where it is short.
  static Key key_of(std::string_view said) {
    const char* const begin = said.data();
    const std::size_t size = said.size();
    const char* const end = begin + size;
    if (size >= 8) return {word_at<std::uint64_t>(begin), word_at<std::uint64_t>(end - 8), size};
    if (size >= 4) return {word_at<std::uint32_t>(begin), word_at<std::uint32_t>(end - 4), size};
    if (size >= 2) return {word_at<std::uint16_t>(begin), word_at<std::uint16_t>(end - 2), size};
    return {size == 1 ? word_at<std::uint8_t>(begin) : 0, 0, size};
  }

  std::size_t place(const Key& key) const {
    const std::uint64_t mixed = (key.first ^ key.last << 7U ^ key.size) * 0x9E3779B97F4A7C15U;
    return (mixed >> 32U) & (slots_.size() - 1);
  }

  void put(const Key& key, std::uint32_t number) {
    std::size_t at = place(key);
    while (slots_[at].said != free) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {key, number};
  }

  void grow() {
    slots_.assign(std::max<std::size_t>(16, slots_.size() * 2), {});
    for (std::uint32_t i = 0; i < said_.size(); ++i) put(key_of(texts_[i]), i);
  }

  std::vector<Slot> slots_;  // a power of two, at most half of them taken
  std::vector<Said> said_;   // by number
  std::vector<std::string> texts_;
};

}  // namespace bedside::records

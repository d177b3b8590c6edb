// Takes what was said of one finding before; gives what it came to, without reading it again.
// Inside this room only.
#pragma once

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/records/stream.hpp"

namespace bedside::records {

/// So many texts more may be remembered, in all tables that share it. They should stay in the
/// caches of a processor, and a column of ids in disguise must not fill the memory.
struct Room {
  std::size_t texts = 20'000;
};

/// What the texts of one column mean. A column of a list has few different ones, a column of
/// numbers mostly some hundred; so nearly every cell is found here. Only what was accepted is
/// kept: a refusal has its words made anew.
class CellTable {
 public:
  /// Nothing where this was not said before; else good until the next `remember`. So many bytes may
  /// be read from where it begins, which is quicker where there are some more.
  Said find(std::string_view said, std::size_t readable) const {
    const std::uint64_t begin = begin_of(said, readable);
    const std::size_t at = place(begin, said.size());
    const Slot& slot = slots_[at];
    if (slot.begin == begin && slot.size == said.size() && said.size() <= sizeof begin &&
        slot.number != free) {
      return {&known_[slot.number].possible, slot.number};
    }
    return find_from(at, begin, said);
  }

  /// Gives it a number, if there is room; a text that is there already must not come again.
  void remember(std::string_view said, const meaning::Possible& possible, Room& room) {
    if (said.size() > longest || room.texts == 0) return;
    --room.texts;
    if (known_.size() * 3 >= mask_) grow();
    const auto number = static_cast<std::uint32_t>(known_.size());
    const bool is_long = said.size() > sizeof(std::uint64_t);
    known_.push_back({possible, std::string(is_long ? said : "")});
    put({begin_of(said, 0), static_cast<std::uint32_t>(said.size()), number});
  }

 private:
  static constexpr std::size_t longest = 40;
  static constexpr std::uint32_t free = Said::no_number;

  // Small, so that those of many texts stay near.
  struct Slot {
    std::uint64_t begin = 0;  // its first eight bytes
    std::uint32_t size = 0;
    std::uint32_t number = free;
  };
  struct Known {
    meaning::Possible possible;
    std::string text;  // where it does not fit into a slot
  };

  // It is long, or other texts stand where it would.
  [[gnu::noinline]] Said find_from(std::size_t at, std::uint64_t begin,
                                   std::string_view said) const {
    for (;; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.number == free) return {};
      if (slot.begin == begin && slot.size == said.size() &&
          (said.size() <= sizeof begin || known_[slot.number].text == said)) {
        return {&known_[slot.number].possible, slot.number};
      }
    }
  }

  static std::uint64_t begin_of(std::string_view said, std::size_t readable) {
    std::uint64_t word = 0;
    if (std::endian::native == std::endian::little && readable >= sizeof word && !said.empty()) {
      std::memcpy(&word, said.data(), sizeof word);
      return word & (~std::uint64_t{0} >> (64 - 8 * std::min(said.size(), sizeof word)));
    }
    std::memcpy(&word, said.data(), std::min(said.size(), sizeof word));
    return word;
  }

  std::size_t place(std::uint64_t begin, std::size_t size) const {
    return (((begin ^ size << 58U) * 0x9E3779B97F4A7C15U) >> 32U) & mask_;
  }

  void put(const Slot& slot) {
    std::size_t at = place(slot.begin, slot.size);
    while (slots_[at].number != free) at = (at + 1) & mask_;
    slots_[at] = slot;
  }

  void grow() {
    const std::vector<Slot> before = std::move(slots_);
    slots_.assign(before.size() * 2, {});
    mask_ = slots_.size() - 1;
    for (const Slot& slot : before) {
      if (slot.number != free) put(slot);
    }
  }

  std::vector<Slot> slots_ =
      std::vector<Slot>(16);  // a power of two, at most a third of them taken
  std::size_t mask_ = 15;
  std::vector<Known> known_;  // by number
};

}  // namespace bedside::records

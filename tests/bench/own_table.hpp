// Takes a prepared rule set and a CSV header; gives rows of patients as codes, straight from bytes.
//
// A lean reader for measuring: well-formed rows without quotes, fields of at most 16 bytes. What it
// cannot read it says; it never guesses.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cohort/session.hpp"

namespace bedside::bench {

using cohort::Code;
using cohort::FindingCodes;
using cohort::Millionths;

inline constexpr std::uint64_t ones = 0x0101010101010101;
inline constexpr std::uint64_t highs = 0x8080808080808080;

inline std::uint64_t eight_bytes(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}
/// The high bit of the first byte that is zero (and perhaps of later ones).
inline std::uint64_t zero_byte(std::uint64_t word) { return (word - ones) & ~word & highs; }
/// The same of the first comma or line end.
inline std::uint64_t end_byte(std::uint64_t word) {
  return zero_byte(word ^ (ones * ',')) | zero_byte(word ^ (ones * '\n'));
}
inline std::uint64_t first_bytes(std::uint64_t word, unsigned count) {
  return count >= 8 ? word : word & ((std::uint64_t{1} << count * 8) - 1);
}

/// A field of a row: its bytes in two words, the rest zero.
struct Field {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  unsigned length = 0;
};

/// The field at `at`; 16 readable bytes must follow every row. A length of 17 is too long.
inline Field field_at(const char* at) {
  const std::uint64_t first = eight_bytes(at);
  const std::uint64_t end = end_byte(first);
  if (end != 0) {
    const auto length = static_cast<unsigned>(__builtin_ctzll(end)) / 8;
    return {first_bytes(first, length), 0, length};
  }
  const std::uint64_t second = eight_bytes(at + 8);
  const std::uint64_t second_end = end_byte(second);
  if (second_end == 0) return {0, 0, 17};
  const auto length = static_cast<unsigned>(__builtin_ctzll(second_end)) / 8;
  return {first, first_bytes(second, length), length + 8};
}

/// The values of one list by their texts, without a collision.
class ValueTable {
 public:
  ValueTable() = default;
  ValueTable(const meaning::Finding& finding, const FindingCodes& codes) {
    std::vector<Entry> entries{{0, 0, codes.missing}};
    for (std::size_t i = 0; i < finding.values.size(); ++i) {
      Entry& entry = entries.emplace_back(Entry{0, 0, 0});
      const std::string& text = finding.values[i];
      std::memcpy(&entry.first, text.data(), std::min<std::size_t>(8, text.size()));
      if (text.size() > 8) std::memcpy(&entry.second, text.data() + 8, text.size() - 8);
      entry.code = codes.of_value[i];
    }
    for (multiplier_ = 0x9E3779B97F4A7C15; !place(entries); multiplier_ += 2) {
    }
  }
  /// False where the text is no value.
  bool find(const Field& field, Code& code) const {
    const Entry& entry = table_[slot(field.first, field.second)];
    code = entry.code;
    return entry.first == field.first && entry.second == field.second;
  }

 private:
  struct Entry {
    std::uint64_t first = 0;
    std::uint64_t second = ~std::uint64_t{0};  // of an empty one: no text
    Code code = 0;
  };
  std::size_t slot(std::uint64_t first, std::uint64_t second) const {
    return ((first ^ second << 1U) * multiplier_) >> shift_;
  }
  bool place(const std::vector<Entry>& entries) {
    table_.assign(std::size_t{1} << (64 - shift_), {0, ~std::uint64_t{0}, 0});
    for (const Entry& entry : entries) {
      Entry& at = table_[slot(entry.first, entry.second)];
      if (at.second != ~std::uint64_t{0}) return false;
      at = entry;
    }
    return true;
  }

  unsigned shift_ = 64 - 6;
  std::uint64_t multiplier_ = 0;
  std::vector<Entry> table_;
};

/// A decimal of at most eight characters, none before its point missing; false for anything else.
inline bool millionths_of(const Field& field, Millionths& number) {
  static constexpr Millionths powers[] = {1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
  const std::uint64_t points = zero_byte(field.first ^ (ones * '.'));
  const unsigned length = field.length;
  const unsigned point = points == 0 ? length : static_cast<unsigned>(__builtin_ctzll(points)) / 8;
  const unsigned digits = points == 0 ? length : length - 1;
  const unsigned decimals = digits - point;
  const std::uint64_t whole = first_bytes(field.first, point);
  const std::uint64_t rest = point >= 7 ? 0 : field.first >> (point + 1) * 8 << point * 8;
  if (digits == 0 || length > 8 || decimals > 6 || point == 0) return false;
  const std::uint64_t packed = (whole | rest) << (8 - digits) * 8;
  const std::uint64_t wanted = (ones * 0x30) << (8 - digits) * 8;
  const bool are_digits = (packed & (ones * 0xF0)) == wanted &&
                          ((packed + ((ones * 6) << (8 - digits) * 8)) & (ones * 0xF0)) == wanted;
  std::uint64_t value = packed & (ones * 0x0F);
  value = (value * 10 + (value >> 8U)) & 0x00FF00FF00FF00FF;
  value = (value * 100 + (value >> 16U)) & 0x0000FFFF0000FFFF;
  value = (value * 10000 + (value >> 32U)) & 0xFFFFFFFF;
  number = static_cast<Millionths>(value) * powers[decimals];
  return are_digits;
}

/// Reads rows whose columns are `id` and then findings of the rule set, in any order.
class RowReader {
 public:
  /// `header` without its line end.
  RowReader(const meaning::RuleSet& rules, const cohort::Codes& codes, std::string_view header)
      : codes_(codes) {
    for (std::size_t at = header.find(','); at != std::string_view::npos;) {
      const std::size_t next = header.find(',', at + 1);
      add_column(rules,
                 header.substr(at + 1, next == std::string_view::npos ? next : next - at - 1));
      at = next;
    }
    findings_ = rules.findings.size();
  }
  std::size_t findings() const { return findings_; }
  const std::vector<std::uint32_t>& numbers() const { return numbers_; }
  bool usable() const { return usable_; }

  /// Reads the fields after the id, from its comma on. Numbers go to `of_number`, in the order of
  /// `numbers()`, all else to `codes` by finding. The end of the row, or null.
  const char* read(const char* at, Code* codes, Millionths* of_number) const {
    for (const Column& column : columns_) {
      const Field field = field_at(++at);
      at += field.length;
      if (column.number) {
        *of_number = cohort::no_number;
        if (field.length != 0 && !millionths_of(field, *of_number)) return nullptr;
        ++of_number;
      } else if (!column.values.find(field, codes[column.finding])) {
        return nullptr;
      }
    }
    return *at == '\n' ? at : nullptr;
  }

  /// Where the numbers lie. Bounds were not declared here, so every number has a code.
  void cut(const Millionths* of_number, Code* codes) const {
    for (const Cut& cut : cuts_) codes[cut.finding] = cut.of->code_of(*of_number++);
  }

 private:
  struct Cut {
    const FindingCodes* of = nullptr;
    std::size_t finding = 0;
  };
  struct Column {
    std::uint32_t finding = 0;
    bool number = false;
    ValueTable values;
  };
  void add_column(const meaning::RuleSet& rules, std::string_view name) {
    for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
      const meaning::Finding& finding = rules.findings[i];
      if (finding.name != name) continue;
      Column& column = columns_.emplace_back();
      column.finding = i;
      column.number = finding.kind == meaning::FindingKind::number;
      if (column.number) {
        numbers_.push_back(i);
        cuts_.push_back({&codes_.at({i}), i});
        usable_ = usable_ && codes_.at({i}).in_millionths;
      } else {
        column.values = ValueTable(finding, codes_.at({i}));
      }
      return;
    }
    usable_ = false;
  }

  const cohort::Codes& codes_;
  std::vector<Column> columns_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Cut> cuts_;
  std::size_t findings_ = 0;
  bool usable_ = true;
};

}  // namespace bedside::bench

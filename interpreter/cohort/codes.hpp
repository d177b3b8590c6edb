// Takes a rule set; gives what a record may say of each finding as a small number, the code.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "lang/meaning/possible.hpp"
#include "lang/meaning/rule_set.hpp"

namespace bedside::cohort {

/// What a record says of one finding. From 0 on the finding's cells (the values that no comparison
/// and no band of the rule set tells apart; of a number from low to high), then *not recorded*,
/// then what is left of a narrowed finding that may lie in several cells, where those are few.
using Code = std::uint16_t;

/// A number in millionths of the finding's unit, as decimals with up to six places are exactly.
using Millionths = std::int64_t;
/// Stands for a number that was not recorded.
inline constexpr Millionths no_number = std::numeric_limits<Millionths>::max() - 1;

/// The codes of one finding.
struct FindingCodes {
  std::vector<meaning::Possible> possible;  ///< by code: what a record with that code may be
  std::vector<meaning::Values> lies_in;     ///< by code: the cells
  Code missing = 0;                         ///< not recorded; also the number of cells
  bool each_value = false;                  ///< each cell is one single value
  std::vector<Code> of_value;               ///< of a list: by its values
  std::vector<std::pair<std::uint64_t, Code>> several;  ///< sets of cells that have a code

  // Of a number, for whole millionths: cell i + 1 begins at starts[i]; *not recorded* is like one
  // more cell, which begins at `no_number`.
  bool in_millionths = false;
  std::vector<Millionths> starts;  ///< up to a multiple of four
  Millionths least = 0;
  Millionths most = 0;
  Millionths step = 0;  ///< 0: any number
  Millionths origin = 0;

  std::size_t cells() const { return missing; }
  std::size_t codes() const { return possible.size(); }
  /// The code of a number in the finding's range, or of `no_number`.
  Code code_of(Millionths number) const {
    const Millionths* at = starts.data();
    std::size_t count = starts.size();
    if (count <= 8) {  // four at a time; what fills them up begins after every number
      std::size_t code = 0;
      for (const Millionths* const end = at + count; at != end; at += 4) {
        code +=
            static_cast<std::size_t>(at[0] <= number) + static_cast<std::size_t>(at[1] <= number);
        code +=
            static_cast<std::size_t>(at[2] <= number) + static_cast<std::size_t>(at[3] <= number);
      }
      return static_cast<Code>(code);
    }
    while (count > 1) {  // without a branch on the number
      const std::size_t half = count / 2;
      at += at[half - 1] <= number ? half : 0;
      count -= half;
    }
    return static_cast<Code>((at - starts.data()) + (*at <= number ? 1 : 0));
  }
};

/// The codes of all findings.
class Codes {
 public:
  /// `one_by_one`: numbers of which each value is to be a cell of its own.
  Codes(const meaning::RuleSet& rules, const std::set<meaning::FindingId>& one_by_one);

  std::size_t findings() const { return all_.size(); }
  const FindingCodes& at(meaning::FindingId id) const { return all_[id.index]; }

  /// The code for what a record has; none where it was narrowed to what no code says.
  std::optional<Code> of(meaning::FindingId id, const meaning::Possible& possible) const;
  Code of_value(meaning::FindingId id, std::size_t value) const {
    return all_[id.index].of_value[value];
  }
  /// None outside the finding's range or off its step, and for ranges too large for millionths.
  std::optional<Code> of_millionths(meaning::FindingId id, Millionths number) const;

  /// The cells that a comparison or band takes. None of its ends may lie within a cell.
  meaning::Values taken_by(meaning::FindingId id, const meaning::Range& range) const;
  meaning::Values taken_by(meaning::FindingId id, const meaning::Values& values) const;

 private:
  std::optional<Code> of_number(const FindingCodes& codes, const meaning::Range& range) const;

  std::vector<FindingCodes> all_;
};

}  // namespace bedside::cohort

// Takes a rule text and a draw; gives the text with one small slip in it, as people make them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/meaning/load.hpp"
#include "tests/agree/draw.hpp"

namespace bedside::agree {

enum class Slip : std::uint8_t {
  shifted_bound,  ///< a number is one step higher or lower
  and_or,         ///< `and` for `or`, `any of` for `all of`, or the other way round
  dropped_no,     ///< `no`, `not` or `none of` is lost
  removed,        ///< a rule, a row of a table of rules, or an item of a list in a rule
  other_level,    ///< a rule or band concludes another level
  other_value,    ///< a condition asks for another value of a list
};
inline constexpr std::array all_slips{Slip::shifted_bound, Slip::and_or,      Slip::dropped_no,
                                      Slip::removed,       Slip::other_level, Slip::other_value};

struct Mutant {
  std::string text;
  std::string slip;  ///< "line 12: `30` -> `31`"
};

/// A text with one slip of this kind that loads without errors; none where there is no such place.
/// `loaded` is the rule set that `text` is, alone.
std::optional<Mutant> mutated(const std::string& text, const meaning::Loaded& loaded, Slip slip,
                              Draw& draw);

/// The rule set that one text is.
meaning::Loaded loaded_alone(const std::string& text);

}  // namespace bedside::agree

// Takes words; gives whether they can stand in a name without quotes.
#pragma once

#include <string_view>

namespace bedside::meaning {

/// A word that has a meaning of its own inside conditions (small letters).
bool is_reserved(std::string_view word);
/// Two words that together have one: `at least`, `any of` (small letters).
bool is_reserved_pair(std::string_view first, std::string_view second);
/// Letters and digits; `-` `_` `'` `+` `/` inside, `+` and `'` also at the end.
bool is_word(std::string_view text);
/// A name (single blanks between its words) that needs no quotes.
bool is_plain_name(std::string_view name);

}  // namespace bedside::meaning

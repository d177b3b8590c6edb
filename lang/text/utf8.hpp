// Takes bytes; gives characters (code points), what they are, and their small letters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bedside::text {

/// One character and how many bytes it takes; size 0 at the end of the text.
struct Character {
  char32_t code = 0;
  std::size_t size = 0;
};

/// The character at this byte, or none where the bytes there are no valid UTF-8.
std::optional<Character> character_at(std::string_view bytes, std::size_t offset);

/// The first byte that is not part of valid UTF-8, if there is one.
std::optional<std::size_t> first_invalid_byte(std::string_view bytes);

std::string encode(char32_t code);

/// How many characters the bytes hold; a stray byte counts as one.
std::uint32_t count_characters(std::string_view bytes);

/// A letter of any script, or a mark that stands on one.
bool is_letter(char32_t code);

/// Space-like characters other than blank, tab and line ends: no-break space and its kind.
bool is_odd_blank(char32_t code);

/// Characters without a width of their own, soft hyphens and the like.
bool is_invisible(char32_t code);

/// Characters that turn the direction of the text around them, so that it reads otherwise
/// than it runs (Unicode Standard Annex #9, explicit formatting characters).
bool is_direction_control(char32_t code);

/// Characters that a terminal acts on, and characters that some programs show as an end of line and
/// others do not: all of C0 (tab and line ends too), DEL, C1, U+2028 and U+2029.
bool is_control(char32_t code);

/// The Latin letter that this Greek, Cyrillic or full-width letter is drawn like; 0 where there is
/// none.
char32_t latin_twin(char32_t code);

/// The word with its Latin letters in place of their twins, where it has letters of both: so that
/// it reads as one word and is another. Empty where it has not. A word is letters alone.
std::string without_twins(std::string_view word);

/// The text with every letter replaced by the Latin one that it is drawn like, in small letters
/// and without what cannot be seen: two names that look the same have the same.
std::string as_it_looks(std::string_view text);

/// The text in small letters: Latin, Greek and Cyrillic (simple case folding, Unicode's
/// CaseFolding.txt); other scripts have no case, or stay as they are.
std::string fold_case(std::string_view text);

}  // namespace bedside::text

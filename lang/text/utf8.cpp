// Takes bytes; gives characters (code points), what they are, and their small letters.
#include "lang/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace bedside::text {

namespace {

struct Block {
  char32_t first;
  char32_t last;
};

// Blocks of the Unicode character table that hold no letters: punctuation, signs, arrows, symbols,
// private use, pictures.
constexpr std::array<Block, 17> no_letters{{{0x00, 0x40},
                                            {0x5B, 0x60},
                                            {0x7B, 0xA9},
                                            {0xAB, 0xB4},
                                            {0xB6, 0xB9},
                                            {0xBB, 0xBF},
                                            {0xD7, 0xD7},
                                            {0xF7, 0xF7},
                                            {0x2000, 0x2BFF},
                                            {0x2E00, 0x2E7F},
                                            {0x3000, 0x3004},
                                            {0x3008, 0x3020},
                                            {0xD800, 0xF8FF},
                                            {0xFE00, 0xFE6F},
                                            {0xFEFF, 0xFF20},
                                            {0xFFE0, 0xFFFF},
                                            {0x1F000, 0x1FAFF}}};

// Without a width of their own: soft hyphens, joiners, fillers, tags (Unicode:
// Default_Ignorable_Code_Point, without the signs that choose how a picture is drawn).
constexpr std::array<Block, 12> invisible{{{0xAD, 0xAD},
                                           {0x34F, 0x34F},
                                           {0x115F, 0x1160},
                                           {0x17B4, 0x17B5},
                                           {0x180B, 0x180F},
                                           {0x200B, 0x200D},
                                           {0x2060, 0x2065},
                                           {0x206A, 0x206F},
                                           {0x3164, 0x3164},
                                           {0xFEFF, 0xFEFF},
                                           {0xFFA0, 0xFFA0},
                                           {0xE0000, 0xE0FFF}}};

struct Twin {
  char32_t code;
  char latin;
};

// Cyrillic and Greek letters that common fonts draw like a Latin one (of Unicode's
// confusables.txt). Greek letters that clinics write beside Latin ones (α, β, γ, μ) are none.
constexpr std::array<Twin, 52> twins{
    {{0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'},
     {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x475, 'v'}, {0x4BB, 'h'},
     {0x4CF, 'l'}, {0x501, 'd'}, {0x51B, 'q'}, {0x51D, 'w'}, {0x410, 'A'}, {0x412, 'B'},
     {0x415, 'E'}, {0x41A, 'K'}, {0x41C, 'M'}, {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'},
     {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'}, {0x405, 'S'}, {0x406, 'I'},
     {0x408, 'J'}, {0x4C0, 'I'}, {0x51A, 'Q'}, {0x51C, 'W'}, {0x3BD, 'v'}, {0x3BF, 'o'},
     {0x3C1, 'p'}, {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'},
     {0x399, 'I'}, {0x39A, 'K'}, {0x39C, 'M'}, {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'},
     {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3F2, 'c'}}};

// Only their capital letters look alike, and names have no case.
constexpr std::array<Twin, 5> capital_twins{
    {{0x432, 'b'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x43D, 'h'}, {0x442, 't'}}};

template <std::size_t size>
char32_t twin_in(const std::array<Twin, size>& table, char32_t code) {
  const auto* found =
      std::find_if(table.begin(), table.end(), [&](const Twin& each) { return each.code == code; });
  return found == table.end() ? 0 : static_cast<unsigned char>(found->latin);
}

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// How many bytes a character takes that begins with this one, and the bits that the byte carries.
std::optional<Character> lead(unsigned char byte) {
  if (byte < 0x80U) return Character{byte, 1};
  if (byte >= 0xC2U && byte < 0xE0U) return Character{byte & 0x1FU, 2};
  if (byte >= 0xE0U && byte < 0xF0U) return Character{byte & 0x0FU, 3};
  if (byte >= 0xF0U && byte < 0xF5U) return Character{byte & 0x07U, 4};
  return std::nullopt;
}

bool is_well_formed(const Character& c) {
  if (c.size == 3) return c.code >= 0x800 && (c.code < 0xD800 || c.code > 0xDFFF);
  if (c.size == 4) return c.code >= 0x10000 && c.code <= 0x10FFFF;
  return true;
}

// So many bytes at the begin are characters of their own, looked at eight at a time.
std::size_t leading_ascii(std::string_view bytes) {
  std::size_t count = 0;
  for (std::uint64_t eight = 0; count + sizeof eight <= bytes.size(); count += sizeof eight) {
    std::memcpy(&eight, bytes.data() + count, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  return count;
}

char32_t small_letter(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c < 0xC0) return c;
  if (c <= 0xDE) return c == 0xD7 ? c : c + 32;
  if (c >= 0x100 && c <= 0x137) return c | 1U;
  if (c >= 0x139 && c <= 0x148) return (c & 1U) != 0 ? c + 1 : c;
  if (c >= 0x14A && c <= 0x177) return c | 1U;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  return c;
}

}  // namespace

std::optional<Character> character_at(std::string_view bytes, std::size_t offset) {
  if (offset >= bytes.size()) return Character{};
  auto c = lead(static_cast<unsigned char>(bytes[offset]));
  if (!c || offset + c->size > bytes.size()) return std::nullopt;
  for (std::size_t i = 1; i < c->size; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[offset + i]);
    if (!is_continuation(byte)) return std::nullopt;
    c->code = (c->code << 6U) | (byte & 0x3FU);
  }
  if (!is_well_formed(*c)) return std::nullopt;
  return c;
}

std::optional<std::size_t> first_invalid_byte(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    i += leading_ascii(bytes.substr(i));
    const auto c = character_at(bytes, i);
    if (!c) return i;
    i += c->size;
  }
  return std::nullopt;
}

std::string encode(char32_t code) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0U | (code >> 6U)), byte(0x80U | (code & 0x3FU))};
  if (code < 0x10000) {
    return {byte(0xE0U | (code >> 12U)), byte(0x80U | ((code >> 6U) & 0x3FU)),
            byte(0x80U | (code & 0x3FU))};
  }
  return {byte(0xF0U | (code >> 18U)), byte(0x80U | ((code >> 12U) & 0x3FU)),
          byte(0x80U | ((code >> 6U) & 0x3FU)), byte(0x80U | (code & 0x3FU))};
}

std::uint32_t count_characters(std::string_view bytes) {
  std::uint32_t count = 0;
  for (const char byte : bytes) {
    if (!is_continuation(static_cast<unsigned char>(byte))) ++count;
  }
  return count;
}

bool is_letter(char32_t code) {
  if (code >= 0x34F && is_invisible(code)) return false;
  for (const Block& block : no_letters) {
    if (code >= block.first && code <= block.last) return false;
  }
  return true;
}

bool is_odd_blank(char32_t code) {
  return code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

bool is_invisible(char32_t code) {
  return std::any_of(invisible.begin(), invisible.end(),
                     [&](const Block& block) { return code >= block.first && code <= block.last; });
}

bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

char32_t latin_twin(char32_t code) {
  if (code >= 0xFF21 && code <= 0xFF3A) return code - 0xFF21 + 'A';
  if (code >= 0xFF41 && code <= 0xFF5A) return code - 0xFF41 + 'a';
  return twin_in(twins, code);
}

std::string without_twins(std::string_view word) {
  bool latin = false;
  bool twins_seen = false;
  std::string written;
  for (std::size_t i = 0; i < word.size();) {
    const auto c = character_at(word, i);
    const std::string_view bytes = word.substr(i, c ? c->size : 1);
    i += bytes.size();
    const char32_t twin = c ? latin_twin(c->code) : 0;
    latin = latin || (c && c->code < 0x250 && is_letter(c->code));
    twins_seen = twins_seen || twin != 0;
    written += twin == 0 ? std::string(bytes) : encode(twin);
  }
  return latin && twins_seen ? written : "";
}

std::string as_it_looks(std::string_view text) {
  std::string seen;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = character_at(text, i);
    const std::string_view bytes = text.substr(i, c ? c->size : 1);
    i += bytes.size();
    if (c && is_invisible(c->code)) continue;
    char32_t twin = c ? latin_twin(c->code) : 0;
    if (c && twin == 0) twin = twin_in(capital_twins, c->code);
    seen += twin == 0 ? std::string(bytes) : encode(twin);
  }
  return fold_case(seen);
}

bool is_direction_control(char32_t code) {
  return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

std::string fold_case(std::string_view text) {
  // Mostly there are only letters of ASCII; then all is done here.
  std::string folded(text);
  std::size_t i = 0;
  for (; i < text.size() && static_cast<unsigned char>(text[i]) < 0x80; ++i) {
    if (text[i] >= 'A' && text[i] <= 'Z') folded[i] = static_cast<char>(text[i] + 32);
  }
  folded.resize(i);
  while (i < text.size()) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      const char letter = text[i++];
      folded += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
      continue;
    }
    const auto c = character_at(text, i);
    if (!c) {
      folded += text[i++];
      continue;
    }
    const char32_t small = small_letter(c->code);
    if (small < 0x80) {
      folded += static_cast<char>(small);
    } else {
      folded += encode(small);
    }
    i += c->size;
  }
  return folded;
}

}  // namespace bedside::text

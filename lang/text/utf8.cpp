// Takes bytes; gives characters (code points), what they are, and their small letters.
#include "lang/text/utf8.hpp"

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
  return code == 0xAD || (code >= 0x200B && code <= 0x200D) || (code >= 0x2060 && code <= 0x2064) ||
         code == 0xFEFF || code == 0x180E;
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

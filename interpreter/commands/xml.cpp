// Takes words; gives them as they stand between the tags and quotes of XML 1.0.
#include "interpreter/commands/xml.hpp"

#include "lang/text/utf8.hpp"

namespace bedside::commands {

namespace {

// XML 1.0 has no place for most control characters, not even escaped, nor for two of the last.
bool has_place(char32_t code) {
  return code == '\n' || code == '\t' || (code >= 0x20 && code != 0xFFFE && code != 0xFFFF);
}

}  // namespace

std::string xml(std::string_view text) {
  std::string escaped;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = text::character_at(text, i);
    const std::size_t size = c ? c->size : 1;
    if (!c) {
      escaped += "\uFFFD";
    } else if (c->code == '&') {
      escaped += "&amp;";
    } else if (c->code == '<') {
      escaped += "&lt;";
    } else if (c->code == '>') {
      escaped += "&gt;";
    } else if (c->code == '"') {
      escaped += "&quot;";
    } else if (has_place(c->code)) {
      escaped += text.substr(i, size);
    }
    i += size;
  }
  return escaped;
}

}  // namespace bedside::commands

// Takes names as they are declared; gives messages about those that read as another name and are
// none.
#include "lang/meaning/looks.hpp"

#include <fmt/format.h>

#include <optional>

#include "lang/meaning/names.hpp"
#include "lang/syntax/scan.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

// What is wrong with the letters of one name, by itself.
std::optional<std::string> odd_letters(const std::string& name) {
  for (std::size_t i = 0; i < name.size();) {
    const auto c = text::character_at(name, i);
    if (!c) return std::nullopt;  // the scanner lets no such bytes pass
    if (text::is_invisible(c->code)) {
      return fmt::format("A character that cannot be seen (U+{:04X}) stands in this name.",
                         static_cast<unsigned>(c->code));
    }
    std::size_t end = i;
    for (auto next = c; end < name.size() && next && text::is_letter(next->code);) {
      end += next->size;
      next = text::character_at(name, end);
    }
    const std::string word = name.substr(i, end - i);
    const std::string meant = text::without_twins(word);
    if (!meant.empty()) return syntax::mixed_words(word, meant);
    i = end > i ? end : i + c->size;
  }
  return std::nullopt;
}

}  // namespace

bool Looks::check(const std::string& name, const text::Span& span, bool quoted,
                  text::Messages& messages) {
  if (const auto odd = odd_letters(name)) {
    if (quoted) messages.push_back({text::Code::odd_character, *odd, span, "", {}, {}, ""});
    return false;
  }
  const std::string key = Names::key(name);
  const auto [first, fresh] =
      seen_.try_emplace(Names::key(text::as_it_looks(name)), Seen{key, span});
  if (fresh || first->second.key == key) return true;
  messages.push_back({text::Code::odd_character,
                      fmt::format("`{}` looks like another name, and one of them has letters of "
                                  "another alphabet.",
                                  name),
                      span,
                      "",
                      {{first->second.span, "the name that it looks like"}},
                      {},
                      ""});
  return false;
}

}  // namespace bedside::meaning

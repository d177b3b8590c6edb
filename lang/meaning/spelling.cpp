// Takes words; gives whether they can stand in a name without quotes.
#include "lang/meaning/spelling.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lang/text/utf8.hpp"
#include "lang/units/number.hpp"

namespace bedside::meaning {

namespace {

constexpr std::array<std::string_view, 20> reserved{
    {"if",      "then",    "and",    "or",      "not",     "no",    "without",
     "is",      "are",     "unless", "implies", "because", "cites", "overrides",
     "between", "exactly", "above",  "below",   "over",    "under"}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> reserved_pairs{
    {{"at", "least"},
     {"at", "most"},
     {"more", "than"},
     {"less", "than"},
     {"greater", "than"},
     {"any", "of"},
     {"all", "of"},
     {"none", "of"},
     {"one", "of"}}};

}  // namespace

bool is_reserved(std::string_view word) {
  return std::find(reserved.begin(), reserved.end(), word) != reserved.end();
}

bool is_reserved_pair(std::string_view first, std::string_view second) {
  return std::find(reserved_pairs.begin(), reserved_pairs.end(), std::pair(first, second)) !=
         reserved_pairs.end();
}

bool is_word(std::string_view text) {
  bool first = true;
  char32_t last = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = text::character_at(text, i);
    if (!c) return false;
    const bool digit = c->code >= '0' && c->code <= '9';
    const bool mark =
        c->code == '-' || c->code == '_' || c->code == '\'' || c->code == '+' || c->code == '/';
    if (!digit && !text::is_letter(c->code) && (first || !mark)) return false;
    first = false;
    last = c->code;
    i += c->size;
  }
  return last != 0 && last != '-' && last != '_' && last != '/';
}

bool is_plain_name(std::string_view name) {
  std::string before;
  const bool number = units::Number::parse(name).has_value();
  while (!name.empty() && !number) {
    const auto end = std::min(name.find(' '), name.size());
    const std::string_view word = name.substr(0, end);
    const std::string folded = text::fold_case(word);
    if (!is_word(word) || is_reserved(folded) || is_reserved_pair(before, folded)) return false;
    before = folded;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return !number;
}

}  // namespace bedside::meaning

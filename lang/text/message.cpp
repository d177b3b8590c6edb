// Takes what a pass noticed; gives a message as data: code, words, places, fixes.
#include "lang/text/message.hpp"

#include <algorithm>
#include <tuple>

namespace bedside::text {

std::string clipped(std::string words) {
  constexpr std::size_t longest = 300;
  if (words.size() <= 2 * longest) return words;
  const auto cut = [&](std::size_t at) {
    while ((static_cast<unsigned char>(words[at]) & 0xC0U) == 0x80U) --at;
    return at;
  };
  return words.substr(0, cut(longest)) + "…" + words.substr(cut(words.size() - longest / 3));
}

bool has_errors(const Messages& messages) {
  return std::any_of(messages.begin(), messages.end(), [](const Message& message) {
    return entry(message.code).severity == Severity::error;
  });
}

void sort_by_place(Messages& messages) {
  std::stable_sort(messages.begin(), messages.end(), [](const Message& a, const Message& b) {
    return std::tie(a.span, a.code) < std::tie(b.span, b.code);
  });
}

}  // namespace bedside::text

// Takes what a pass noticed; gives a message as data: code, words, places, fixes.
#include "lang/text/message.hpp"

#include <algorithm>
#include <tuple>

namespace bedside::text {

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

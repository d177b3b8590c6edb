// Takes a text and edits; gives the text as it reads after them.
#include "lang/text/edits.hpp"

#include <algorithm>

namespace bedside::text {

bool overlap(const Edit& left, const Edit& right) {
  if (left.span.file != right.span.file) return false;
  // Two texts put in at one place would depend on which comes first.
  if (left.span.begin == right.span.begin) return true;
  return left.span.begin < right.span.end && right.span.begin < left.span.end;
}

std::string edited(std::string_view content, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
  std::string result;
  std::size_t from = 0;
  for (const Edit& edit : edits) {
    if (edit.span.begin < from) continue;
    result += content.substr(from, edit.span.begin - from);
    result += edit.text;
    from = edit.span.end;
  }
  result += content.substr(from);
  return result;
}

}  // namespace bedside::text

// Takes a name that nobody knows and the names in force; gives the ones that may have been meant.
#include "lang/text/near.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include "lang/text/utf8.hpp"

namespace bedside::text {

namespace {

// Longer names are never slips of each other, and the comparison takes the product of the lengths.
constexpr std::size_t longest_compared = 80;

std::vector<char32_t> letters(std::string_view text) {
  const std::string folded = fold_case(text);
  std::vector<char32_t> result;
  for (std::size_t i = 0; i < folded.size();) {
    const auto c = character_at(folded, i);
    result.push_back(c ? c->code : 0xFFFD);
    i += c ? c->size : 1;
  }
  return result;
}

// Which ASCII letters and digits a text has, a bit each. One letter added, dropped or changed turns
// at most two of them, so that most names need no closer look.
std::uint64_t letters_seen(std::string_view text) {
  std::uint64_t seen = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) seen |= std::uint64_t{1} << ((byte | 0x20U) & 0x3FU);
  }
  return seen;
}

}  // namespace

std::size_t distance(std::string_view left, std::string_view right) {
  const auto a = letters(left);
  const auto b = letters(right);
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) table[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) table[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      table[i][j] =
          std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
  }
  return table[a.size()][b.size()];
}

std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& all) {
  // Of one or two letters everything is near: a guess would be worse than none.
  if (name.size() > longest_compared || count_characters(name) < 3) return {};
  const std::size_t allowed = std::max<std::size_t>(1, count_characters(name) / 3);
  std::vector<std::pair<std::size_t, std::string>> found;
  const std::uint64_t seen = letters_seen(name);
  for (const std::string& candidate : all) {
    if (candidate.size() > name.size() + allowed * 4) continue;
    if (candidate.size() + allowed * 4 < name.size()) continue;
    const auto turned = static_cast<std::size_t>(std::popcount(seen ^ letters_seen(candidate)));
    if (turned > 2 * allowed) continue;
    // The very same, but not where it was looked for: nobody meant to write it otherwise.
    if (candidate == name) continue;
    const std::size_t steps = distance(name, candidate);
    if (steps <= allowed) found.emplace_back(steps, candidate);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, found.size()); ++i) {
    names.push_back(std::move(found[i].second));
  }
  return names;
}

std::string did_you_mean(const std::vector<std::string>& names) {
  if (names.empty()) return "";
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  return fmt::format(" Did you mean {}?", text);
}

}  // namespace bedside::text

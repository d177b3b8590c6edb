// Takes a text that is no unit; gives the known spellings that its writer may have meant.
#include <algorithm>
#include <numeric>

#include "lang/units/table.hpp"

namespace bedside::units {

namespace {

constexpr std::size_t most_suggestions = 3;
constexpr std::size_t longest_compared = 32;

/// Small letters without brackets, so that mmhg is as near to mm[Hg] as can be.
std::string folded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']') continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

struct Candidate {
  std::string text;
  std::string folded_text;
};

/// The common units first, then every unit of the table, then every unit with a usual prefix.
const std::vector<Candidate>& candidates() {
  static const std::vector<Candidate> list = [] {
    std::vector<Candidate> result;
    const auto add = [&](const std::string& text) { result.push_back({text, folded(text)}); };
    for (const std::string& text : common_units()) add(text);
    for (const auto& [text, atom] : atoms()) add(text);
    for (const auto& [text, atom] : atoms()) {
      if (!atom.metric) continue;
      for (const std::string_view prefix : {"k", "d", "c", "m", "u", "n", "p", "f"}) {
        add(std::string(prefix) + text);
      }
    }
    return result;
  }();
  return list;
}

/// How many letters must be put in, left out, changed or swapped with their neighbour.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> now(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last.back();
}

/// What was meant by a spelling that is a slip away from one which people often use, such as
/// `milimeters`.
std::vector<std::string> near_misspellings(std::string_view text) {
  std::vector<std::string> result;
  constexpr std::size_t shortest = 6;
  if (text.size() < shortest || text.size() > longest_compared) return result;
  const std::string wanted = folded(text);
  for (const Misspelling& slip : misspellings()) {
    if (slip.written.size() < shortest || distance(wanted, slip.written) > 2) continue;
    result.insert(result.end(), slip.meant.begin(), slip.meant.end());
  }
  return result;
}

/// The best spellings for one part or a whole unit: those that differ in case only, where there are
/// any, otherwise those a slip away.
std::vector<std::string> near_spellings(std::string_view text) {
  std::vector<std::string> result;
  if (text.empty() || text.size() > longest_compared) return result;
  const std::string wanted = folded(text);
  const std::size_t slips = wanted.size() < 3 ? 0 : wanted.size() < 6 ? 1 : 2;
  for (std::size_t allowed = 0; allowed <= slips && result.empty(); ++allowed) {
    for (const Candidate& candidate : candidates()) {
      if (candidate.folded_text.size() > wanted.size() + allowed ||
          candidate.folded_text.size() + allowed < wanted.size() || candidate.text == text ||
          distance(wanted, candidate.folded_text) != allowed ||
          std::ranges::find(result, candidate.text) != result.end()) {
        continue;
      }
      result.push_back(candidate.text);
      if (result.size() == most_suggestions) break;
    }
  }
  return result;
}

}  // namespace

std::vector<std::string> near_units(std::string_view text, std::string_view part) {
  std::vector<std::string> result;
  const auto offer = [&](std::string spelling) {
    if (result.size() < most_suggestions && is_unit(spelling) &&
        std::ranges::find(result, spelling) == result.end()) {
      result.push_back(std::move(spelling));
    }
  };
  for (std::string& spelling : near_spellings(text)) offer(std::move(spelling));
  if (result.empty()) {
    for (std::string& spelling : near_misspellings(text)) offer(std::move(spelling));
  }
  const std::size_t at = part.empty() ? text.npos : text.find(part);
  if (at == text.npos || part.size() == text.size()) return result;
  std::vector<std::string> parts = near_spellings(part);
  for (const Misspelling& slip : misspellings()) {
    if (slip.written != folded(part)) continue;
    parts.insert(parts.end(), slip.meant.begin(), slip.meant.end());
  }
  for (const std::string& spelling : parts) {
    offer(std::string(text.substr(0, at)) + spelling + std::string(text.substr(at + part.size())));
  }
  return result;
}

}  // namespace bedside::units

// Takes expected and printed lines; gives their agreement or difference. See compare.hpp.
#include "tests/transcripts/compare.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace bedside::transcripts {
namespace {

struct Edit {
  char sign;  // ' ' in both, '-' expected only, '+' got only
  const std::string* line;
};

constexpr std::size_t context = 2;
constexpr std::size_t largest_table = 16'000'000;

/// Shortest edits, by the usual table of longest common tails. Texts too long for the table are
/// shown whole, one after the other.
std::vector<Edit> edits_between(const Lines& expected, const Lines& got) {
  const auto rows = expected.size();
  const auto columns = got.size();
  std::vector<Edit> edits;
  const bool tabled = (rows + 1) * (columns + 1) <= largest_table;
  std::vector<std::uint32_t> common(tabled ? (rows + 1) * (columns + 1) : 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return common[i * (columns + 1) + j];
  };
  for (std::size_t i = tabled ? rows : 0; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      const auto longer = std::max(at(i + 1, j), at(i, j + 1));
      at(i, j) = expected[i] == got[j] ? at(i + 1, j + 1) + 1 : longer;
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && expected[i] == got[j]) {
      edits.push_back({' ', &expected[i++]});
      ++j;
    } else if (i < rows && (j == columns || !tabled || at(i + 1, j) >= at(i, j + 1))) {
      edits.push_back({'-', &expected[i++]});
    } else {
      edits.push_back({'+', &got[j++]});
    }
  }
  return edits;
}

bool near_change(const std::vector<Edit>& edits, std::size_t at) {
  const auto begin = at < context ? 0 : at - context;
  const auto end = std::min(at + context + 1, edits.size());
  for (auto i = begin; i < end; ++i) {
    if (edits[i].sign != ' ') return true;
  }
  return false;
}

}  // namespace

bool agrees(const Lines& expected, const Lines& got) {
  std::size_t i = 0;
  std::size_t j = 0;
  bool open_ended = false;
  std::size_t after_dots = 0;  // where to go on after the last `...`, and how far it reaches by now
  std::size_t dots_reach = 0;
  while (j < got.size()) {
    if (i < expected.size() && expected[i] == "...") {
      open_ended = true;
      after_dots = ++i;
      dots_reach = j;
    } else if (i < expected.size() && expected[i] == got[j]) {
      ++i;
      ++j;
    } else if (open_ended) {
      i = after_dots;
      j = ++dots_reach;
    } else {
      return false;
    }
  }
  while (i < expected.size() && expected[i] == "...") ++i;
  return i == expected.size();
}

std::string difference(const Lines& expected, const Lines& got) {
  const auto edits = edits_between(expected, got);
  std::string text;
  bool skipping = false;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (near_change(edits, i)) {
      text += std::string("  ") + edits[i].sign + " " + *edits[i].line + "\n";
      skipping = false;
    } else if (!skipping) {
      text += "    (lines that agree)\n";
      skipping = true;
    }
  }
  return text;
}

}  // namespace bedside::transcripts

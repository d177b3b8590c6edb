// Takes the rule texts of the repository; drops, repeats, swaps and mixes their words and lines,
// and runs them through the targets of the fuzzers: without a sanitizer, but many times as fast.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/agree/draw.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/catch.hpp"
#include "tests/fuzz/targets.hpp"

namespace bedside::fuzz {

namespace {

namespace fs = std::filesystem;
using agree::Draw;
using Words = std::vector<std::string>;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void add_blocks(const std::string& markdown, Words& to) {
  for (std::size_t at = 0; (at = markdown.find("```bedside", at)) != std::string::npos;) {
    const auto begin = markdown.find('\n', at) + 1;
    const auto end = markdown.find("\n```", begin - 1);
    if (end == std::string::npos) return;
    to.push_back(markdown.substr(begin, end + 1 - begin));
    at = end + 4;
  }
}

/// Short ones, so that each change weighs.
Words rule_texts() {
  Words texts;
  const fs::path top = BEDSIDE_SOURCE_DIR;
  for (const char* const folder : {"examples", "docs", "tests/golden", "tests/fuzz/corpus"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
      if (entry.path().extension() == ".md") add_blocks(read(entry.path()), texts);
      if (entry.path().extension() == ".bedside") texts.push_back(read(entry.path()));
    }
  }
  std::erase_if(texts, [](const auto& text) { return text.size() > 2500; });
  std::sort(texts.begin(), texts.end());
  return texts;
}

bool is_of_word(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || (letter & 0x80) != 0;
}

/// Words, runs of blanks, and every other character by itself.
Words pieces_of(const std::string& text) {
  Words pieces;
  for (const char letter : text) {
    const char last = pieces.empty() ? '\0' : pieces.back().back();
    const bool joins = (is_of_word(last) && is_of_word(letter)) || (last == ' ' && letter == ' ');
    if (!joins) pieces.emplace_back();
    pieces.back() += letter;
  }
  return pieces;
}

std::string joined(const Words& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece;
  return text;
}

void change(Draw& draw, Words& pieces, const Words& others) {
  static const Words signs{"\n", "\n  ", "\r\n", "\"",   "(", ")",  ",",   " | ", "#",
                           "<",  " not", " or ", " no ", "0", "-1", "0.1", "\t",  "|"};
  if (pieces.empty()) return;
  const auto at = draw.below(pieces.size());
  const auto place = pieces.begin() + static_cast<std::ptrdiff_t>(at);
  switch (draw.below(7)) {
    case 0:
      pieces.erase(place);
      break;
    case 1:
      std::swap(pieces[at], pieces[draw.below(pieces.size())]);
      break;
    case 2:
      pieces[at] = draw.pick(others);
      break;
    case 3:
      pieces.insert(place, draw.pick(signs));
      break;
    case 4:
      pieces[at] = pieces[draw.below(pieces.size())];
      break;
    case 5:
      pieces.insert(place, {draw.pick(others), " "});
      break;
    default: {
      const auto end = at + draw.below(std::min<std::size_t>(pieces.size() - at, 20) + 1);
      const Words run(place, pieces.begin() + static_cast<std::ptrdiff_t>(end));
      const auto to = static_cast<std::ptrdiff_t>(draw.below(pieces.size()));
      pieces.insert(pieces.begin() + to, run.begin(), run.end());
    }
  }
}

std::string mangled(Draw& draw, const Words& texts) {
  Words pieces = pieces_of(draw.pick(texts));
  const Words others = pieces_of(draw.pick(texts));
  for (std::size_t i = draw.below(5); i > 0; --i) change(draw, pieces, others);
  return joined(pieces);
}

/// A crash leaves its input in the file that is named so, for tests/fuzz/found.
void keep(const std::string& text) {
  const char* const path = std::getenv("BEDSIDE_FUZZ_KEEP");
  if (path != nullptr) std::ofstream(path, std::ios::binary) << text;
}

void try_mangled(void (*target)(std::string_view), std::size_t usual) {
  const Words texts = rule_texts();
  REQUIRE(texts.size() > 200);
  const auto seed = agree::wanted_seed();
  const auto cases = agree::wanted_cases(usual);
  for (std::size_t i = 0; i < cases; ++i) {
    Draw draw(seed + i);
    const auto text = mangled(draw, texts);
    keep(text);
    INFO("BEDSIDE_AGREE_SEED=" << seed + i << " BEDSIDE_AGREE_CASES=1\n" << text);
    REQUIRE_NOTHROW(target(text));
  }
}

}  // namespace

TEST_CASE("fuzz: mangled rule text is refused or assessed", "[agree]") { try_mangled(rules, 300); }

TEST_CASE("fuzz: mangled rule text is formatted without loss", "[agree]") {
  try_mangled(format, 2000);
}

TEST_CASE("fuzz: mangled rule text is the same as its formatted twin", "[agree]") {
  try_mangled(diff, 200);
}

}  // namespace bedside::fuzz

// Takes every rule text of the repository, and random ones in many spellings with comments strewn
// in; holds the formatter to its word: the same meaning, all comments, and nothing changes twice.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "lang/format/format.hpp"
#include "lang/format/verify.hpp"
#include "lang/meaning/exact_text.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

namespace fs = std::filesystem;

meaning::UsedFile no_file(const std::string& /*path*/) { return {}; }

bool can_be_read(const std::string& text) {
  return !text::has_errors(syntax::parse(text::Source("x.bedside", text), 0).messages);
}

std::string formatted(const std::string& text) {
  const text::Source source("x.bedside", text);
  return format::format(syntax::parse(source, 0), source);
}

/// What is said, and the codes of what is wrong with it; names are by order, so it may be wrong.
std::string meaning_of(const std::string& text) {
  const auto loaded = meaning::load({{"x.bedside", text}}, no_file);
  std::string meaning = meaning::exact_text(loaded.rules);
  for (const auto& message : loaded.messages) {
    meaning += text::entry(message.code).name;
    meaning += '\n';
  }
  return meaning;
}

/// Everything but blanks, line ends and bars: words, marks and comments alike. Sorted, since a
/// comment inside a row of a table moves above it.
std::string letters_of(const std::string& text) {
  std::string letters;
  for (const char letter : text) {
    if (std::string_view(" \t\r\n|").find(letter) == std::string_view::npos) letters += letter;
  }
  std::sort(letters.begin(), letters.end());
  return letters;
}

void hold_to_its_word(const std::string& text) {
  const auto once = formatted(text);
  CAPTURE(text, once);
  REQUIRE(can_be_read(once));
  CHECK(formatted(once) == once);
  CHECK(meaning_of(once) == meaning_of(text));
  CHECK(letters_of(once) == letters_of(text));
  const auto fault = format::verify({"x.bedside", text}, once, no_file);
  CHECK((fault ? fault->text : "") == "");
  for (std::size_t at = 0; (at = once.find('\n', at)) != std::string::npos; ++at) {
    CHECK((at == 0 || (once[at - 1] != ' ' && once[at - 1] != '\r')));
  }
  CHECK(once.find("\n\n\n") == std::string::npos);
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The fenced blocks of rule text in a Markdown file.
std::vector<std::string> blocks_of(const std::string& markdown) {
  std::vector<std::string> blocks;
  const std::string fence = "```bedside";
  for (std::size_t at = markdown.find(fence); at != std::string::npos;
       at = markdown.find(fence, at)) {
    const auto begin = markdown.find('\n', at) + 1;
    const auto end = std::min(markdown.find("\n```", begin - 1), markdown.size());
    blocks.push_back(markdown.substr(begin, end + 1 - std::min(begin, end + 1)));
    at = end;
  }
  return blocks;
}

std::vector<std::string> texts_of_the_repository() {
  std::vector<std::string> texts;
  const fs::path top = BEDSIDE_SOURCE_DIR;
  for (const char* const folder :
       {"docs", "examples", "stdlib_rules", "tests/golden", "README.md"}) {
    std::vector<fs::path> paths;
    if (fs::is_directory(top / folder)) {
      for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
        paths.push_back(entry.path());
      }
    } else {
      paths.push_back(top / folder);
    }
    for (const auto& path : paths) {
      if (path.extension() == ".bedside") texts.push_back(read(path));
      if (path.extension() == ".md") {
        for (auto& block : blocks_of(read(path))) texts.push_back(std::move(block));
      }
    }
  }
  return texts;
}

/// The same rules as a careless hand would have typed them.
class Strewing {
 public:
  explicit Strewing(Draw& draw) : draw_(draw) {}

  std::string run(const std::string& text) {
    std::string out;
    bool quoted = false;
    for (const char letter : text) {
      if (letter == '"') quoted = !quoted;
      if (letter == '\n') {
        out += line_end(draw_.chance(15));
        while (draw_.chance(15)) out += between_lines();
      } else if (letter == ' ' && !quoted) {
        out += blank();
      } else {
        out += letter;
      }
    }
    if (draw_.chance(10)) out += "# the end" + std::string(draw_.below(2), '\n');
    return out;
  }

 private:
  std::string comment() {
    static const std::vector<std::string> words{"#", "# why: article A3", "#\tß 日本 \"",
                                                "# | then"};
    return draw_.pick(words) + std::string(draw_.below(3), ' ');
  }

  std::string line_end(bool commented) {
    std::string end = commented ? std::string(draw_.below(3), ' ') + comment() : "";
    return end + (draw_.chance(10) ? " \r\n" : "\n");
  }

  std::string between_lines() {
    if (draw_.chance(40)) return draw_.chance(50) ? "\n" : "  \t\n";
    return std::string(draw_.pick(std::vector<std::size_t>{0, 0, 2, 5}), ' ') + line_end(true);
  }

  std::string blank() {
    if (draw_.chance(90)) return " ";
    if (draw_.chance(60)) return draw_.chance(50) ? "  " : "\t ";
    return line_end(draw_.chance(40)) + std::string(draw_.between(1, 9), ' ');
  }

  Draw& draw_;
};

}  // namespace

TEST_CASE("format: every rule text of the repository that can be read") {
  std::size_t tried = 0;
  for (const auto& text : texts_of_the_repository()) {
    if (!can_be_read(text)) continue;
    hold_to_its_word(text);
    ++tried;
  }
  CHECK(tried > 100);
}

TEST_CASE("format: random rule sets in every spelling, with comments strewn in", "[agree]") {
  const auto cases = wanted_cases(2000);
  const auto seed = wanted_seed();
  std::size_t torn = 0;
  for (std::size_t number = 0; number < cases; ++number) {
    CAPTURE(seed + number);
    Draw draw(seed + number);
    const auto model = random_model(draw, Taste{});
    const auto text = write_model(draw, model) + write_claims(draw, model);
    REQUIRE(can_be_read(text));
    const auto strewn = Strewing(draw).run(text);
    // a line end in a wrong place breaks a statement; that is no matter of layout
    const bool same = can_be_read(strewn) && meaning_of(strewn) == meaning_of(text);
    if (!same) ++torn;
    hold_to_its_word(same ? strewn : text);
    CHECK(formatted(formatted(text)) == formatted(text));
  }
  CHECK(torn < cases / 2 + 1);
}

}  // namespace bedside::agree

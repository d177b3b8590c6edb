// Takes random rule sets; holds the canonical text to what they say: the same in every spelling,
// and another one wherever a patient or a reader could tell two rule sets apart.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <tuple>

#include "lang/meaning/canonical.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/adapter.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/mutate_model.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

/// None where the rule set is refused.
std::optional<std::string> canonical_of(const std::string& text) {
  const auto loaded = load_text(text);
  if (!loaded.usable()) return std::nullopt;
  return meaning::canonical(loaded.rules);
}

/// Whether some record, complete or not, tells the two apart. Both know the same findings.
bool told_apart(Draw& draw, const Model& before, const Model& after) {
  const Engine engine = bedside_engine();
  for (std::size_t i = 0; i < 6; ++i) {
    const Record record = i == 0 ? open_record(before) : random_record(draw, before);
    const Reply was = engine(before, record, draw.seed());
    const Reply is = engine(after, record, draw.seed());
    if (!was.answer || !is.answer) return false;
    if (*was.answer != *is.answer) return true;
  }
  return false;
}

std::size_t changed_finding(const Model& before, const Model& after) {
  const auto said = [](const Finding& each) {
    return std::tie(each.kind, each.values, each.unit, each.low, each.high, each.step);
  };
  std::size_t place = 0;
  while (said(before.findings.at(place)) == said(after.findings.at(place))) ++place;
  return place;
}

/// Where each text in quotes begins that stands in no comment, example or claim.
std::vector<std::size_t> texts_in(const std::string& rules) {
  std::vector<std::size_t> found;
  bool counts = false;
  for (std::size_t at = 0; at < rules.size(); at = rules.find('\n', at) + 1) {
    const std::string line = rules.substr(at, rules.find('\n', at) - at);
    if (!line.empty() && line[0] != ' ' && line[0] != '#') {
      counts = !line.starts_with("example") && !line.starts_with("claim");
    }
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '#' && !inside) break;
      if (line[i] != '"' || (i > 0 && line[i - 1] == '\\')) continue;
      inside = !inside;
      if (inside && counts) found.push_back(at + i + 1);
    }
    if (rules.find('\n', at) == std::string::npos) break;
  }
  return found;
}

}  // namespace

TEST_CASE("fingerprint: the same however it is written") {
  const auto cases = wanted_cases(1500);
  const auto seed = wanted_seed();
  for (std::size_t number = 0; number < cases; ++number) {
    Draw draw(seed + number);
    const Model model = random_model(draw, Taste{});
    const std::string before = write_model(draw, model);
    const std::string after = write_model(draw, model) + write_claims(draw, model);
    CAPTURE(seed + number, before, after);
    const auto was = canonical_of(before);
    const auto is = canonical_of(after);
    REQUIRE(was);
    REQUIRE(is);
    REQUIRE(*was == *is);
  }
}

TEST_CASE("fingerprint: another one where a record tells the rules apart") {
  const auto cases = wanted_cases(1500);
  const auto seed = wanted_seed();
  std::size_t apart = 0;
  std::size_t only_said = 0;  // otherwise, as far as the records tried show
  std::size_t same = 0;
  for (std::size_t number = 0; number < cases; ++number) {
    Draw draw(seed + number);
    const Taste taste;
    const Model model = random_model(draw, taste);
    const auto slip = with_slip(draw, taste, model);
    if (!slip) continue;
    const std::string before = write_model(draw, model);
    const std::string after = write_model(draw, *slip);
    CAPTURE(seed + number, before, after);
    const auto was = canonical_of(before);
    const auto is = canonical_of(after);
    if (!was || !is) continue;
    const bool differ = told_apart(draw, model, *slip);
    if (*was == *is) REQUIRE_FALSE(differ);
    ++(differ ? apart : *was == *is ? same : only_said);
  }
  WARN(fmt::format("{} told apart, {} with other texts only, {} the same", apart, only_said, same));
  CHECK(apart > cases / 4);
}

TEST_CASE("fingerprint: another one for each text that is changed") {
  namespace fs = std::filesystem;
  std::size_t changes = 0;
  for (const char* folder : {"stdlib_rules", "examples", "tests/same"}) {
    for (const auto& each :
         fs::recursive_directory_iterator(fs::path(BEDSIDE_SOURCE_DIR) / folder)) {
      if (each.path().extension() != ".bedside") continue;
      std::ifstream in(each.path(), std::ios::binary);
      const std::string rules{std::istreambuf_iterator<char>(in), {}};
      const auto before = canonical_of(rules);
      CAPTURE(each.path());
      if (!before) continue;
      for (const std::size_t at : texts_in(rules)) {
        std::string other = rules;
        other.insert(at, "x");
        CAPTURE(other.substr(at, 40));
        const auto after = canonical_of(other);
        // A name that is mentioned elsewhere is none any more.
        if (!after) continue;
        REQUIRE(*after != *before);
        ++changes;
      }
      REQUIRE(canonical_of("# One more remark.\n\n" + rules) == before);
    }
  }
  CHECK(changes > 150);
}

TEST_CASE("fingerprint: another one with another range, step, value or unit of a finding") {
  const auto cases = wanted_cases(500);
  const auto seed = wanted_seed();
  std::size_t tried = 0;
  for (std::size_t number = 0; number < cases; ++number) {
    Draw draw(seed + number);
    const Model model = random_model(draw, Taste{});
    const auto next = draw.chance(70) ? with_other_values(draw, model) : in_other_unit(draw, model);
    if (!next) continue;
    // What nothing mentions is not written.
    const std::size_t changed = changed_finding(model, *next);
    if (unused(model).findings[changed] || unused(*next).findings[changed]) continue;
    const std::string before = write_model(draw, model);
    const std::string after = write_model(draw, *next);
    CAPTURE(seed + number, before, after);
    const auto was = canonical_of(before);
    const auto is = canonical_of(after);
    if (!was || !is) continue;
    REQUIRE(*was != *is);
    ++tried;
  }
  CHECK(tried > cases / 4);
}

}  // namespace bedside::agree

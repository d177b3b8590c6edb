// Takes random rule sets with random claims; holds that claims are added behind all the rest, and
// that all the rest is as without them.
#include "lang/meaning/exact_text.hpp"
#include "lang/meaning/groups.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

/// The rule set without the claims and what stands behind everything that `without` has.
meaning::RuleSet cut(meaning::RuleSet rules, const meaning::RuleSet& without) {
  const auto cut_behind = [](auto& things, std::size_t size) {
    REQUIRE(things.size() >= size);
    things.erase(things.begin() + static_cast<std::ptrdiff_t>(size), things.end());
  };
  rules.claims.clear();
  cut_behind(rules.program, rules.program_without_claims().size());
  cut_behind(rules.conditions, without.conditions.size());
  cut_behind(rules.quantities, without.quantities.size());
  return rules;
}

std::string words_of(const std::vector<meaning::CellList>& lists) {
  std::string words;
  for (const meaning::CellList& list : lists) {
    words += "\nfinding";
    for (const meaning::Cell& cell : list.cells) {
      words += "\n ";
      for (const std::size_t value : cell.values.list()) words += " " + std::to_string(value);
      for (const meaning::Range& range : cell.ranges) {
        words += " " + std::string(range.low_open ? "above " : "") + range.low.to_string() + ".." +
                 std::string(range.high_open ? "below " : "") + range.high.to_string();
      }
    }
  }
  return words;
}

}  // namespace

TEST_CASE("claims change nothing else", "[agree]") {
  const auto cases = wanted_cases(500);
  const auto seed = wanted_seed();
  std::size_t claims = 0;
  std::size_t steps = 0;
  for (std::size_t number = 0; number < cases; ++number) {
    CAPTURE(seed + number);
    Draw draw(seed + number);
    const Model model = random_model(draw, Taste{});
    const std::string text = write_model(draw, model);
    const std::string more = write_claims(draw, model);
    CAPTURE(text, more);
    const auto without = load_text(text);
    const auto with = load_text(draw.chance(50) ? text + more : more + text);
    REQUIRE(without.usable());
    REQUIRE(with.usable());
    CHECK(with.messages.size() == without.messages.size());
    CHECK(without.rules.claim_steps == 0);
    CHECK(meaning::exact_text(cut(with.rules, without.rules)) ==
          meaning::exact_text(without.rules));
    CHECK(words_of(meaning::cells_of_all(with.rules)) ==
          words_of(meaning::cells_of_all(without.rules)));
    claims += with.rules.claims.size();
    steps += with.rules.claim_steps;
  }
  CHECK(claims > cases);
  CHECK(steps > cases);
}

}  // namespace bedside::agree

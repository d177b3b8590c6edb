// Takes random rule sets; holds the checks that ask set by set to those that make one diagram.
#include <set>
#include <tuple>

#include "interpreter/proving/all_patients.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using Found = std::set<std::tuple<text::Code, std::uint32_t>>;

struct Checked {
  Found found;
  bool undecided = false;
};

Checked checked(const meaning::Loaded& loaded, std::size_t nodes_at_once) {
  proving::Limits limits;
  limits.nodes_at_once = nodes_at_once;
  Checked checked;
  for (const text::Message& message : proving::check_all_patients(loaded, limits)) {
    checked.undecided = checked.undecided || message.code == text::Code::undecided_check;
    checked.found.emplace(message.code, message.span.begin);
  }
  return checked;
}

}  // namespace

TEST_CASE("checks that ask set by set find the same as one diagram", "[agree]") {
  const auto cases = wanted_cases(300);
  const auto seed = wanted_seed();
  std::size_t compared = 0;
  std::size_t gaps = 0;
  std::size_t conflicts = 0;
  std::size_t idle = 0;
  std::size_t claims = 0;
  for (std::size_t number = 0; number < cases; ++number) {
    CAPTURE(seed + number);
    Draw draw(seed + number);
    Taste taste;
    taste.computed = draw.chance(30);
    const Model model = random_model(draw, taste);
    const std::string text = write_model(draw, model) + write_claims(draw, model);
    CAPTURE(text);
    const auto loaded = load_text(text);
    REQUIRE(loaded.usable());
    const Checked at_once = checked(loaded, 100'000);
    const Checked by_search = checked(loaded, 0);
    if (at_once.undecided || by_search.undecided) continue;
    ++compared;
    CHECK(at_once.found == by_search.found);
    for (const auto& [code, begin] : by_search.found) {
      gaps += code == text::Code::gap;
      conflicts += code == text::Code::conflict;
      claims += code == text::Code::claim_fails;
      idle += code == text::Code::never_matters || code == text::Code::never_fires;
    }
  }
  CHECK(compared > cases / 2);
  CHECK(gaps > cases / 10);
  CHECK(conflicts > cases / 30);
  CHECK(idle > cases / 10);
  CHECK(claims > cases / 3);
}

}  // namespace bedside::agree

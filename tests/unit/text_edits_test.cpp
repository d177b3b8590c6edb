// Takes texts and edits; checks what they give, and which edits are in each other's way.
#include "lang/text/edits.hpp"
#include "tests/catch.hpp"

using namespace bedside::text;

TEST_CASE("edits are applied by their places, in whatever order they come") {
  CHECK(edited("no pain or fever", {{{0, 8, 10}, "and no"}}) == "no pain and no fever");
  CHECK(edited("abc", {{{0, 3, 3}, ")"}, {{0, 0, 0}, "("}}) == "(abc)");
  CHECK(edited("abc", {{{0, 1, 2}, ""}}) == "ac");
  CHECK(edited("", {{{0, 0, 0}, "x"}}) == "x");
  CHECK(edited("abc", {}) == "abc");
}

TEST_CASE("edits of one place are in each other's way, and neighbours are not") {
  CHECK(overlap({{0, 1, 3}, "x"}, {{0, 2, 4}, "y"}));
  CHECK(overlap({{0, 1, 1}, "x"}, {{0, 1, 1}, "y"}));
  CHECK(overlap({{0, 1, 3}, "x"}, {{0, 2, 2}, "y"}));
  CHECK_FALSE(overlap({{0, 1, 3}, "x"}, {{0, 3, 4}, "y"}));
  CHECK_FALSE(overlap({{0, 1, 3}, "x"}, {{1, 1, 3}, "y"}));
}

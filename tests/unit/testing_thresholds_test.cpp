// Takes small rule sets; holds the two sides of each threshold to their definition.
#include "interpreter/testing/thresholds.hpp"

#include "lang/meaning/load.hpp"
#include "tests/catch.hpp"

namespace bedside::testing {
namespace {

using namespace meaning;

std::vector<Threshold> thresholds(const std::string& text) {
  const Loaded loaded =
      load({{"rules.bedside", text}}, [](const std::string&) { return meaning::UsedFile{}; });
  REQUIRE(loaded.usable());
  return thresholds_of(loaded.rules);
}

std::string rule(const std::string& finding, const std::string& condition) {
  return "finding size: number " + finding + "\nassessment outlook: low < high\nif " + condition +
         " then high\n";
}

}  // namespace

TEST_CASE("a threshold on a grid lies between two steps") {
  const auto at_least = thresholds(rule("from 0 to 10 by 0.5", "size at least 3"));
  REQUIRE(at_least.size() == 1);
  CHECK(at_least[0].below == Range::point(Number::ratio(5, 2)));
  CHECK(at_least[0].above == Range::point(3));
  const auto more_than = thresholds(rule("from 0 to 10 by 0.5", "size more than 3"));
  CHECK(more_than[0].below == Range::point(3));
  CHECK(more_than[0].above == Range::point(Number::ratio(7, 2)));
  // The same step is the same threshold, however it is said; each place is kept.
  const auto twice = thresholds(
      rule("from 0 to 10 by 1", "any of (size at least 4, size more than 3, size exactly 9)"));
  REQUIRE(twice.size() == 3);
  CHECK(twice[0].spans.size() == 2);
}

TEST_CASE("without a grid one side is the threshold, the other just beyond") {
  const auto half = thresholds(rule("from 0 to 10", "size at most 3.5"));
  REQUIRE(half.size() == 1);
  CHECK(half[0].below == Range::point(Number::ratio(7, 2)));
  CHECK(half[0].above.has(Number::ratio(36, 10)));
  CHECK_FALSE(half[0].above.has(Number::ratio(37, 10)));
  CHECK_FALSE(half[0].above.has(Number::ratio(7, 2)));
  const auto whole = thresholds(rule("from 0 to 10", "size at least 3"));
  CHECK(whole[0].above == Range::point(3));
  CHECK(whole[0].below.has(2));
  CHECK_FALSE(whole[0].below.has(Number::ratio(19, 10)));
}

TEST_CASE("thresholds outside the domain, and those of computed numbers, are none") {
  CHECK(thresholds(rule("from 0 to 10", "size at least 0")).empty());
  CHECK(thresholds(rule("from 0 to 10", "size * 2 at least 5")).empty());
}

TEST_CASE("a threshold in another unit is one of the finding") {
  const auto found = thresholds(rule("in mm from 0 to 100", "size in cm at least 3"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].at == Number(30));
  CHECK(found[0].above == Range::point(30));
}

TEST_CASE("thresholds of scores are those of their bands") {
  const auto found = thresholds(
      "finding pain: yes or no\nfinding fever: yes or no\n"
      "score risk\n  1 point if pain\n  2 points if fever\n"
      "assessment outlook: low < high\n  by risk: 0 to 1: low | at least 2: high\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].below == Range::point(1));
  CHECK(found[0].above == Range::point(2));
}

}  // namespace bedside::testing

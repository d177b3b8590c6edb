// Takes rule sets with claims, in a file or as a text of their own; tests what is read, and where
// messages point.
#include <algorithm>

#include "interpreter/testing/decisions.hpp"
#include "interpreter/testing/thresholds.hpp"
#include "lang/meaning/load.hpp"
#include "tests/catch.hpp"

namespace bedside::meaning {

namespace {

const std::string rules = R"(finding pain: yes or no
finding fever: yes or no
finding size: number in mm from 0 to 300
assessment outlook: benign < caution < urgent
claim "in the file": pain implies outlook at least caution
if pain or size at least 30 mm then caution
if fever then urgent
)";

UsedFile no_file(const std::string& /*path*/) { return {}; }

Loaded with_claim(const std::string& text) {
  return load_with_claim({{"rules.bedside", rules}}, no_file, {"the claim", text});
}

std::size_t place_of(const RuleSet& rule_set, ConditionId id) {
  const auto found = std::find(rule_set.program.begin(), rule_set.program.end(), Step(id));
  REQUIRE(found != rule_set.program.end());
  return static_cast<std::size_t>(found - rule_set.program.begin());
}

}  // namespace

TEST_CASE("a claim that is a text of its own is the last of the rule set") {
  const auto loaded = with_claim(" size at least\n 4 cm   # large\n implies  outlook is caution ");
  REQUIRE(loaded.usable());
  REQUIRE(loaded.rules.claims.size() == 2);
  const Claim& claim = loaded.rules.claims.back();
  CHECK(claim.name == "size at least 4 cm implies outlook is caution");
  CHECK(loaded.sources.of(claim.span).path() == "the claim");
  REQUIRE(claim.premise);
  const auto& within = std::get<Within>(loaded.rules.at(*claim.premise).kind);
  CHECK(within.range == Range::at_least(40));
  const auto& level = std::get<IsLevel>(loaded.rules.at(claim.conclusion).kind);
  CHECK(level.levels.list() == std::vector<std::size_t>{1});
  CHECK(loaded.sources.slice(loaded.rules.at(claim.conclusion).span) == "outlook is caution");
}

TEST_CASE("a claim without a premise holds always") {
  const auto loaded = with_claim("not (outlook is urgent and no pain)");
  REQUIRE(loaded.usable());
  CHECK(!loaded.rules.claims.back().premise);
  CHECK(loaded.rules.claims.front().premise);
}

TEST_CASE("what claims read is computed last, and what only they read comes behind all else") {
  const auto loaded = with_claim("size * 2 above 7 mm implies fever");
  REQUIRE(loaded.usable());
  const RuleSet& read = loaded.rules;
  const auto alone = load({{"rules.bedside", rules.substr(0, rules.find("claim")) +
                                                 rules.substr(rules.find("if pain"))}},
                          no_file);
  REQUIRE(alone.usable());
  const auto kept = read.program_without_claims();
  CHECK(std::vector<Step>(kept.begin(), kept.end()) == alone.rules.program);
  for (const Claim& claim : read.claims) {
    CHECK(place_of(read, *claim.premise) >= kept.size());
    CHECK(place_of(read, claim.conclusion) > place_of(read, *claim.premise));
  }
  CHECK(testing::decisions_of(read).size() == testing::decisions_of(alone.rules).size());
  CHECK(testing::thresholds_of(read).size() == testing::thresholds_of(alone.rules).size());
}

TEST_CASE("messages about a claim point into its text") {
  const auto misspelt = with_claim("fever\nimplies pian");
  REQUIRE(misspelt.messages.size() == 1);
  const text::Message& message = misspelt.messages.front();
  CHECK(message.code == text::Code::unknown_name);
  CHECK(message.text == "Nothing is declared under the name `pian`. Did you mean `pain`?");
  REQUIRE(message.fixes.size() == 1);
  const text::Source& source = misspelt.sources.of(message.span);
  CHECK(source.path() == "the claim");
  CHECK(source.place(message.span).line == 2);
  CHECK(source.place(message.span).column == 9);
  for (const char* const text : {"", " # nothing", "pain implies", "implies pain", "(pain",
                                 "pain implies fever implies pain", "claim \"x\": pain", "pain,",
                                 "if pain then fever", "pain is recorded", "pain\" implies"}) {
    CAPTURE(text);
    const auto wrong = with_claim(text);
    REQUIRE(wrong.messages.size() == 1);
    CHECK(!wrong.usable());
    CHECK(wrong.sources.of(wrong.messages.front().span).path() == "the claim");
  }
}

TEST_CASE("a text may say the same as a claim in a file, whose name it may be") {
  CHECK(with_claim("pain implies outlook at least caution").usable());
  const auto same =
      load_with_claim({{"rules.bedside", "finding pain: yes or no\nclaim \"pain\": pain\n"}},
                      no_file, {"claim", "pain"});
  CHECK(same.usable());
  CHECK(same.rules.claims.size() == 2);
}

TEST_CASE("messages about the files stand beside those about the claim") {
  const auto loaded =
      load_with_claim({{"rules.bedside", "finding pain: yes or no\nif pian then caution\n"}},
                      no_file, {"claim", "fevr implies pain"});
  REQUIRE(loaded.messages.size() == 3);
  CHECK(loaded.messages.back().span.file == 1);
  CHECK(loaded.messages.front().span.file == 0);
}

}  // namespace bedside::meaning

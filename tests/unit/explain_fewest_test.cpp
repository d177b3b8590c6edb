// Takes rule sets written here; gives what the search for the fewest changes makes of the largest.
#include <string>

#include "interpreter/explain/why_not.hpp"
#include "tests/catch.hpp"

namespace bedside::explain {

namespace {

meaning::Loaded loaded_from(const std::string& text) {
  return meaning::load({{"rules.bedside", text}},
                       [](const std::string&) { return meaning::UsedFile{}; });
}

/// 1,000 rules over 40 findings, made by counting.
std::string large_rules() {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "finding f" + std::to_string(i) + ": yes or no\n";
  text += "assessment outlook: benign < caution < urgent\nadvice look: \"Look.\"\n";
  const char* const levels[] = {"benign", "caution", "urgent"};
  for (unsigned r = 0; r < 1000; ++r) {
    text += "if ";
    for (unsigned k = 0; k < 3; ++k) {
      const unsigned finding = (r * 7 + k * (11 + r % 5)) % 40;
      text += (k > 0 ? " and f" : "f") + std::to_string(finding) +
              ((r >> k) % 2 == 0 ? " is present" : " is absent");
    }
    text += " then " + std::string(levels[r % 3]) + "\n";
  }
  text += "if at least 20 of (f0";
  for (int i = 1; i < 40; ++i) text += ", f" + std::to_string(i);
  return text + ") then advise look\n";
}

Fewest fewest_for(const meaning::Loaded& loaded, const std::string& given, const char* name,
                  Budget budget = {}) {
  evaluate::Record record = evaluate::empty_record(loaded.rules);
  meaning::FactReader reader(loaded);
  for (const auto& fact : reader.facts("given", given).facts) {
    evaluate::narrow(record, loaded.rules, fact);
  }
  const auto evaluation = evaluate::evaluate(loaded.rules, record);
  const auto goal = goal_named(loaded, name);
  REQUIRE(std::holds_alternative<Goal>(goal));
  return fewest_changes({loaded.rules, record, evaluation}, std::get<Goal>(goal), budget);
}

}  // namespace

TEST_CASE("explain: a search that is too long says what is certain") {
  const meaning::Loaded loaded = loaded_from(large_rules());
  REQUIRE(loaded.usable());
  const Fewest look = fewest_for(loaded, "f0, f1", "look", {1'000});
  CHECK(look.tries < 1'200);
  CHECK_FALSE(look.proved());
  CHECK_FALSE(look.impossible);
  CHECK(look.at_least >= 1);
  REQUIRE(look.ways.size() == 1);
  CHECK(look.count == 18);  // not proved, but right

  const Fewest urgent = fewest_for(loaded, "f0", "urgent");
  CHECK(urgent.proved());
  CHECK(urgent.count <= 3);
}

TEST_CASE("explain: what is taken out of the record, and what only has to be in it") {
  const meaning::Loaded loaded = loaded_from(
      "finding pain: yes or no\nfinding fever: yes or no\nadvice a: \"A.\"\nadvice b: \"B.\"\n"
      "if pain is not recorded and fever then advise a\n"
      "if pain is recorded then advise b\n");
  REQUIRE(loaded.usable());
  const Fewest a = fewest_for(loaded, "pain, fever", "a");
  REQUIRE(a.ways.size() == 1);
  CHECK(a.different == 1);
  CHECK(a.ways[0].at(0).forget);
  const Fewest b = fewest_for(loaded, "", "b");
  REQUIRE(b.ways.size() == 1);
  CHECK(b.different == 0);
  CHECK(b.ways[0].at(0).to.values.size() == 2);  // whatever its value
}

}  // namespace bedside::explain

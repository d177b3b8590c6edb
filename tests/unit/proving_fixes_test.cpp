// Takes rule sets with a gap or an empty part; applies each fix that is offered, and holds it to
// what it promises.
#include "interpreter/proving/all_patients.hpp"
#include "lang/text/edits.hpp"
#include "tests/catch.hpp"

namespace bedside::proving {

namespace {

meaning::Loaded load(const std::string& text) {
  return meaning::load({{"rules.bedside", text}},
                       [](const std::string&) { return meaning::UsedFile{}; });
}

/// The messages of this code in the text.
text::Messages messages_of(const std::string& text, text::Code code) {
  const meaning::Loaded loaded = load(text);
  REQUIRE(loaded.usable());
  text::Messages all = check_all_patients(loaded, {});
  std::erase_if(all, [&](const text::Message& message) { return message.code != code; });
  return all;
}

/// How many fixes the text's only message of this code has; each of them must end it.
std::size_t fixes_that_hold(const std::string& text, text::Code code) {
  const text::Messages messages = messages_of(text, code);
  REQUIRE(messages.size() == 1);
  for (const text::Fix& fix : messages.front().fixes) {
    const std::string mended = text::edited(text, fix.edits);
    INFO(mended);
    CHECK(messages_of(mended, code).empty());
  }
  return messages.front().fixes.size();
}

}  // namespace

TEST_CASE("each fix of a gap closes it") {
  const std::string bands =
      "finding points: whole number from 0 to 20\n"
      "assessment risk: low < high\n"
      "if points at most 9 then low\n";
  CHECK(fixes_that_hold(bands + "if points more than 10 then high\n", text::Code::gap) == 2);
  CHECK(fixes_that_hold(bands + "if points from 13 to 20 then high\n", text::Code::gap) == 2);
  const std::string table =
      "finding weight: number in kg from 1 to 300\n"
      "finding old: yes or no\n"
      "assessment dose: small < large\n"
      "table \"doses\"\n"
      "  | weight      | old | then dose |\n"
      "  | below 80 kg | any | small     |\n"
      "  | any         | yes | small     |\n"
      "  | above 80 kg | no  | large     |\n";
  CHECK(fixes_that_hold(table, text::Code::gap) == 2);
  const std::string signs =
      "finding fever: yes or no\nfinding glands: yes or no\nassessment swab: yes or no\n"
      "if fever and glands then swab\nif no fever then no swab\n";
  CHECK(fixes_that_hold(signs, text::Code::gap) == 2);
}

TEST_CASE("a gap beyond the last band, or with one level beside it, is not filled by a guess") {
  CHECK(fixes_that_hold("finding pain: yes or no\nassessment risk: low < high\n"
                        "if pain then high\n",
                        text::Code::gap) == 0);
  CHECK(fixes_that_hold("finding size: number in mm from 0 to 300\nassessment risk: low < high\n"
                        "if size at least 30 mm then high\n",
                        text::Code::gap) == 0);
}

TEST_CASE("a part that is left out takes the word that joins it along") {
  const std::string start = "finding a: yes or no\nfinding b: yes or no\nassessment x: yes or no\n";
  const auto fixes = [&](const std::string& rule) {
    return fixes_that_hold(start + rule + "\notherwise no x\n", text::Code::empty_part);
  };
  CHECK(fixes("if a and b and a then x") == 1);
  CHECK(fixes("if a or b or a then x") == 1);
  CHECK(fixes("if a\n   and b\n   and a\n   then x") == 1);
  CHECK(fixes("if any of (a, b, a) then x") == 1);
  // Parentheses and `unless` are left to a person.
  CHECK(fixes("if a and (a or b) then x") == 0);
  CHECK(fixes("if a then x unless no a") == 0);
}

}  // namespace bedside::proving

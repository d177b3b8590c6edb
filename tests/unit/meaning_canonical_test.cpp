// Takes pairs of rule texts; checks that the canonical text tells apart what they say, and not how
// they are laid out.
#include <string>
#include <string_view>
#include <vector>

#include "lang/meaning/canonical.hpp"
#include "lang/meaning/load.hpp"
#include "tests/catch.hpp"

using namespace bedside;

namespace {

std::string canonical(const std::string& path, const std::string& text) {
  const auto loaded =
      meaning::load({{path, text}}, [](const auto&) { return meaning::UsedFile{}; });
  CHECK(loaded.usable());
  return meaning::canonical(loaded.rules);
}

const std::string_view whole = R"(guideline "G"
  version 1.0
  applies if pain
source article
  title "T"
  states
    A1 "says"
finding pain: yes or no
  also hand pain
  ask "Pain?"
  code SNOMED 22253000 "Pain"
finding stage: I < II < III
finding size: number in mm from 0 to 300 by 0.5
define large: size at least 30 mm
define double in mm: size * 2
score S
  by stage: I: 0 | other: 1
  2 points if pain
  add 1
assessment outlook: benign < caution
assessment risk: low < high
  by S: at most 2: low | other: high
advice watch: "Watch."
  because "safe"
  cites article A1
rule "first"
  if large and no pain then caution unless stage is III
  because "so"
  cites article
  overrides "second"
rule "second"
  if double above 40 mm or any item of S at least 2 then benign and advise watch
otherwise outlook is benign
claim "c": pain and large implies outlook at least caution
  because "always"
claim "d": not (large and stage is III)
example "e"
  given pain, size 12 mm
  expect outlook benign, S at least 2, advise watch, ask stage
)";

/// Each changes one thing that is said, in a word or a number.
const std::vector<std::pair<std::string_view, std::string_view>> changes{
    {"\"G\"", "\"H\""},
    {"version 1.0", "version 1.1"},
    {"claim \"c\"", "claim \"b\""},
    {"pain and large implies", "pain or large implies"},
    {"implies outlook at least caution", "implies outlook is benign"},
    {"large implies outlook at least caution", "large and outlook at least caution"},
    {"\"always\"", "\"ever\""},
    {"\"always\"", "\"always\"\n  cites article"},
    {"large and stage is III", "large or stage is III"},
    {"applies if pain", "applies if no pain"},
    {"source article\n", "source article\n  url \"u\"\n"},
    {"title \"T\"", "title \"U\""},
    {"A1 \"says\"", "A1 \"said\""},
    {"also hand pain", "also foot pain"},
    {"\"Pain?\"", "\"Pain now?\""},
    {"SNOMED 22253000", "SNOMED 22253001"},
    {"22253000 \"Pain\"", "22253000 \"Ache\""},
    {"I < II < III", "I < II < III < IV"},
    {"I < II < III", "I, II or III"},
    {"from 0 to 300", "from 0 to 301"},
    {"by 0.5", "by 0.25"},
    {"double in mm", "double in cm"},
    {"at least 30 mm", "more than 30 mm"},
    {"at least 30 mm", "at least 31 mm"},
    {"size * 2", "size * 3"},
    {"I: 0 | other: 1", "I or II: 0 | other: 1"},
    {"2 points", "3 points"},
    {"add 1", "add 2"},
    {"at most 2: low", "at most 1: low"},
    {"\"Watch.\"", "\"Watch it.\""},
    {"because \"safe\"", "because \"unsafe\""},
    {"rule \"first\"", "rule \"one\""},
    {"large and no pain", "large or no pain"},
    {"unless stage is III", "unless stage is II"},
    {"because \"so\"", "because \"thus\""},
    {"cites article\n", "cites article A1\n"},
    {"  overrides \"second\"\n", ""},
    {"any item of S at least 2", "any item of S at least 1"},
    {"then benign and", "then caution and"},
    {"otherwise outlook is benign", "otherwise outlook is caution"},
    {"example \"e\"", "example \"f\""},
    {"size 12 mm", "size 13 mm"},
    {"expect outlook benign", "expect outlook caution"},
    {"expect outlook benign", "expect outlook open"},
    {"S at least 2, advise", "S at least 3, advise"},
    {"advise watch, ask", "no advise watch, ask"},
    {"ask stage", "nothing to ask"},
};

}  // namespace

TEST_CASE("canonical: everything that is said is in it") {
  const std::string text(whole);
  const auto before = canonical("x.bedside", text);
  for (const auto& [said, instead] : changes) {
    CAPTURE(said, instead);
    auto changed = text;
    REQUIRE(changed.find(said) != std::string::npos);
    changed.replace(changed.find(said), said.size(), instead);
    CHECK(canonical("x.bedside", changed) != before);
  }
}

TEST_CASE("canonical: no place is in it, neither line nor file") {
  const std::string text(whole);
  const auto before = canonical("x.bedside", text);
  CHECK(canonical("y.bedside", "# moved\n\n" + text) == before);
  const std::string wider = "if large and no pain\n  then caution";
  auto spread = text;
  spread.replace(spread.find("if large and no pain then caution"), wider.size() - 2, wider);
  CHECK(canonical("x.bedside", spread) == before);
}

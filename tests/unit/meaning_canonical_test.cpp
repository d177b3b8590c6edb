// Takes pairs of rule texts; checks that the canonical text tells apart what they say, and not how
// they are laid out or spelled.
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
    A2 "says more"
finding pain: yes or no
  also hand pain
  ask "Pain?"
  code SNOMED 22253000 "Pain"
finding stage: I < II < III
finding kind: none, mild or bad
finding other: yes or no
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
if kind is bad and (other or pain) then advise watch
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
    {"assessment risk", "assessment danger"},
    {"none, mild or bad", "mild, none or bad"},
    {"cites article A1", "cites article A2, A1"},
    {"cites article A1", "cites article A1, A2"},
    {"number in mm from 0 to 300 by 0.5", "number in cm from 0 to 300 by 0.1"},
    {"kind is bad and", "kind is mild and"},
    {"(other or pain)", "(other and pain)"},
};

}  // namespace

TEST_CASE("canonical: everything that is said of patients is in it") {
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

/// Names, each changed wherever it stands.
const std::vector<std::pair<std::string_view, std::string_view>> renamed{
    {"large", "big"},    {"watch", "look"},         {"benign", "harmless"}, {"stage", "grade"},
    {"double", "twice"}, {"outlook", "view"},       {"article", "paper"},   {"A1", "A3"},
    {"III", "three"},    {"\"second\"", "\"two\""}, {"mild", "Mild"},
};

/// Each says the same thing otherwise.
const std::vector<std::pair<std::string_view, std::string_view>> respellings{
    {"applies if pain", "applies if hand pain is present"},
    {"size at least 30 mm", "not (size below 3 cm)"},
    {"size * 2", "2 * size"},
    {"size * 2", "size / 0.5"},
    {"I: 0 | other: 1", "II or III: 1 | other: 0"},
    {"I: 0 | other: 1", "III: 1 | I: 0 | II: 1"},
    {"at most 2: low | other: high", "above 2: high | below 1: low | 1 to 2: low"},
    {"if large and no pain then", "if none of (not large, pain) then"},
    {"if large and no pain then", "if all of (no pain, large, large) then"},
    {"then caution unless stage is III", "then caution unless stage at least III"},
    {"large and no pain then caution unless stage is III",
     "(large and no pain) and not (stage is III) then caution"},
    {"(other or pain)", "at least 1 of (pain, other)"},
    {"(other or pain)", "not (no pain and no other)"},
    {"(other or pain)", "not (at most 0 of (pain, other))"},
    {"kind is bad and", "kind is not one of (none, mild) and"},
    {"double above 40 mm", "double more than 4 cm"},
    {"benign and advise watch", "advise watch and outlook is benign"},
    {"stage is III\n  because", "(not (stage is I or II))\n  because"},
    // What no answer shows.
    {"claim \"c\"", "claim \"b\""},
    {"pain and large implies", "pain or large implies"},
    {"because \"always\"", "because \"ever\""},
    {"example \"e\"", "example \"f\""},
    {"size 12 mm", "size 13 mm"},
};

TEST_CASE("canonical: names are in it") {
  const auto before = canonical("x.bedside", std::string(whole));
  for (const auto& [name, instead] : renamed) {
    CAPTURE(name, instead);
    std::string changed(whole);
    REQUIRE(changed.find(name) != std::string::npos);
    for (auto at = changed.find(name); at != std::string::npos;
         at = changed.find(name, at + instead.size())) {
      changed.replace(at, name.size(), instead);
    }
    CHECK(canonical("x.bedside", changed) != before);
  }
}

TEST_CASE("canonical: how it is said is not in it") {
  const std::string text(whole);
  const auto before = canonical("x.bedside", text);
  for (const auto& [said, instead] : respellings) {
    CAPTURE(said, instead);
    auto changed = text;
    REQUIRE(changed.find(said) != std::string::npos);
    changed.replace(changed.find(said), said.size(), instead);
    CHECK(canonical("x.bedside", changed) == before);
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

TEST_CASE("canonical: statements have no order, and may stand in files") {
  const std::string text(whole);
  const auto before = canonical("x.bedside", text);
  const auto cut = text.find("score S");
  CHECK(canonical("x.bedside", text.substr(cut) + text.substr(0, cut)) == before);
  const auto loaded =
      meaning::load({{"x.bedside", "use \"a/y.bedside\"\n" + text.substr(cut)}},
                    [&](const std::string&) { return meaning::UsedFile{text.substr(0, cut)}; });
  REQUIRE(loaded.usable());
  CHECK(meaning::canonical(loaded.rules) == before);
}

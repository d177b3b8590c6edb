// Takes messages; checks what programs read of them: SARIF's required properties, GitHub's escapes,
// JUnit's counts, the places and the fixes.
#include <algorithm>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "interpreter/commands/write_messages.hpp"
#include "lang/meaning/load.hpp"
#include "tests/catch.hpp"

namespace bedside::commands {
namespace {

using nlohmann::json;

const char* const broken =
    "finding Größe: number in mm from 0 to 300\n"
    "finding pain: yes or no\n"
    "finding Pain: yes or no\n"
    "finding swelling: yes or no\n"
    "assessment outlook: benign < caution\n"
    "if Größe at least 30 mm and no pain or swelling then benign\n";

meaning::Loaded loaded(const std::string& path) {
  return meaning::load({{path, broken}}, [](const std::string&) { return meaning::UsedFile{}; });
}

json sarif_of(const meaning::Loaded& rules) {
  return json::parse(messages_sarif({{rules.messages, rules.sources, "rules"}}));
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// What the schema of SARIF 2.1.0 requires of a place and of a region.
void check_place(const json& place) {
  const json& physical = place.at("physicalLocation");
  CHECK(physical.at("artifactLocation").at("uri").is_string());
  const json& region = physical.at("region");
  CHECK(region.at("startLine") >= 1);
  CHECK(region.at("startColumn") >= 1);
  CHECK(region.at("endLine") >= region.at("startLine"));
}

void check_fix(const json& fix) {
  CHECK(fix.at("description").at("text").is_string());
  CHECK_FALSE(fix.at("artifactChanges").empty());
  for (const json& change : fix.at("artifactChanges")) {
    CHECK(change.at("artifactLocation").at("uri").is_string());
    CHECK_FALSE(change.at("replacements").empty());
    for (const json& each : change.at("replacements")) {
      CHECK(each.at("deletedRegion").at("startLine") >= 1);
      CHECK(each.at("insertedContent").at("text").is_string());
    }
  }
}

}  // namespace

TEST_CASE("SARIF has what its schema requires: version, tool, rules, results with their places") {
  const auto rules = loaded("rules.bedside");
  REQUIRE(rules.messages.size() == 2);
  const json log = sarif_of(rules);
  CHECK(log.at("version") == "2.1.0");
  REQUIRE(log.at("runs").size() == 1);
  const json& run = log.at("runs").at(0);
  CHECK(run.at("columnKind") == "unicodeCodePoints");
  const json& driver = run.at("tool").at("driver");
  CHECK(driver.at("name") == "bedside");
  REQUIRE(run.at("results").size() == rules.messages.size());
  for (const json& result : run.at("results")) {
    CHECK(result.at("message").at("text").is_string());
    const std::set<std::string> levels{"error", "warning", "note"};
    CHECK(levels.contains(result.at("level")));
    CHECK(driver.at("rules").at(result.at("ruleIndex").get<std::size_t>()).at("id") ==
          result.at("ruleId"));
    for (const json& place : result.at("locations")) check_place(place);
    for (const json& place : result.value("relatedLocations", json::array())) check_place(place);
    const json fixes = result.value("fixes", json::array());
    for (const json& fix : fixes) check_fix(fix);
    CHECK(std::set<json>(fixes.begin(), fixes.end()).size() == fixes.size());
  }
}

TEST_CASE("SARIF counts columns in characters, and writes paths as URIs") {
  const auto rules = loaded("/guidelines/a b,c%ü.bedside");
  const json log = sarif_of(rules);
  const json place = log.at("runs").at(0).at("results").at(1).at("locations").at(0);
  const json& physical = place.at("physicalLocation");
  CHECK(physical.at("artifactLocation").at("uri") ==
        "file:///guidelines/a%20b%2Cc%25%C3%BC.bedside");
  // `no pain or swelling` behind a name with two letters of two bytes each.
  CHECK(physical.at("region").at("startLine") == 6);
  CHECK(physical.at("region").at("startColumn") == 29);
}

TEST_CASE("SARIF without messages is a run without results") {
  const json log = json::parse(messages_sarif({}));
  CHECK(log.at("runs").at(0).at("results") == json::array());
  CHECK(log.at("runs").at(0).at("tool").at("driver").at("rules") == json::array());
}

TEST_CASE("GitHub: one line a message, with what would end it or its properties written out") {
  const auto rules = loaded("a,b:c%.bedside");
  const std::string lines = write_messages("github", {{rules.messages, rules.sources, "rules"}});
  CHECK(count(lines, "\n") == rules.messages.size());
  CHECK(
      lines.starts_with("::error file=a%2Cb%3Ac%25.bedside,line=3,endLine=3,col=9,endColumn=13,"
                        "title=duplicate-name::`Pain` is declared twice.%0A"));
}

TEST_CASE("JUnit: a failure for each message that is denied, and a file without any passes") {
  const auto rules = loaded("rules.bedside");
  const std::string failing = write_messages("junit", {{rules.messages, rules.sources, "a<b"}});
  CHECK(count(failing, "<testcase ") == 2);
  CHECK(count(failing, "<failure ") == 2);
  CHECK(count(failing, "tests=\"2\" failures=\"2\"") == 2);
  CHECK(count(failing, "classname=\"a&lt;b\"") == 2);
  const text::Messages none;
  const std::string passing = write_messages("junit", {{none, rules.sources, "rules"}});
  CHECK(count(passing, "<testcase name=\"rules.bedside\"") == 1);
  CHECK(count(passing, "tests=\"1\" failures=\"0\"") == 2);
}

TEST_CASE("what --deny names makes a check fail") {
  CHECK(Denied{}.covers(text::Severity::error));
  CHECK_FALSE(Denied{}.covers(text::Severity::warning));
  CHECK(Denied{true, false}.covers(text::Severity::warning));
  CHECK_FALSE(Denied{true, false}.covers(text::Severity::note));
  CHECK(Denied{false, true}.covers(text::Severity::warning));
  CHECK(Denied{false, true}.covers(text::Severity::note));
}

}  // namespace bedside::commands

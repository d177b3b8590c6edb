// Takes the keys that a person presses; tests the REPL and the interview in a terminal.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/catch.hpp"
#include "tests/terminal/terminal.hpp"

namespace bedside::terminal {

namespace {

constexpr const char* prompt = "bedside> ";

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("lines are edited, remembered and completed") {
  Terminal person({bedside(), "repl"});
  person.expect(prompt);
  // One letter too many, found out at once: one step to the left, and away with it.
  person.press("no paixn");
  person.press(left);
  person.press(backspace);
  person.press(enter);
  person.expect("recorded: no pain\n");
  person.expect(prompt);
  // The line above comes back; its first word goes.
  person.press(up);
  person.press(ctrl_a);
  person.press(
      "\x1b"
      "d");
  person.press(enter);
  person.expect("`pain` contradicts `no pain`, which is recorded too.");
  person.expect("`forget pain` takes back what is recorded.");
  person.expect(prompt);
  person.press(std::string("no hand sw") + tab + enter);
  person.expect("recorded: no hand swelling\n");
  person.expect(prompt);
  // Several names are possible: they are listed, and the line stays as it is.
  person.press(std::string("why not c") + tab);
  person.expect("calcification found");
  person.expect("caution");
  person.press(std::string("aut") + tab + enter);
  person.expect("Why not outlook caution");
  person.expect(prompt);
  person.press(ctrl_d);
  CHECK(person.wait_for_end() == 0);
}

TEST_CASE("Ctrl-C costs the line and never the session") {
  Terminal person({bedside(), "repl"});
  person.expect(prompt);
  person.press("calcification extensive and then something else");
  person.press(ctrl_c);
  person.expect("^C\n");
  person.expect(prompt);
  person.press(std::string("record") + enter);
  person.expect("Nothing is recorded.\n");
  person.expect(prompt);
  person.press(std::string("rule \"half\"") + enter);
  person.expect("...");
  person.press(ctrl_c);
  person.expect("^C\n");
  person.expect(prompt);
  person.press(std::string("typed") + enter);
  person.expect("No statement was typed that is not saved.\n");
  person.expect(prompt);
  person.press(ctrl_d);
  CHECK(person.wait_for_end() == 0);
}

TEST_CASE("a rule of several lines changes the outcome, and is saved") {
  Terminal person({bedside(), "repl"});
  person.expect(prompt);
  person.press(std::string("calcification localized, concerns") + enter);
  person.expect("recorded: concerns\n");
  person.expect(prompt);
  person.press(std::string("rule \"a worried patient needs care\"") + enter);
  person.expect("...");
  person.press(std::string("if concerns") + enter);
  person.expect("...");
  person.press(std::string("then caution") + enter);
  person.expect("...");
  person.press(enter);
  person.expect("kept: rule \"a worried patient needs care\"\n");
  person.expect("outlook: caution, settled (was open)\n");
  person.expect(prompt);
  // An indented line goes on with the statement above.
  person.press(std::string("  because \"nobody knows why\"") + enter);
  person.expect("went on with: rule \"a worried patient needs care\"\n");
  person.expect(prompt);
  person.press(ctrl_d);
  person.expect("1 statement was typed and not saved");
  person.expect(prompt);
  person.press(std::string("save mine.bedside") + enter);
  person.expect("saved in mine.bedside\n");
  person.expect(prompt);
  person.press(ctrl_d);
  CHECK(person.wait_for_end() == 0);
  CHECK(content(person.folder() + "/mine.bedside").find("because \"nobody knows why\"") !=
        std::string::npos);
}

TEST_CASE("what is typed is not kept on disk") {
  Terminal person({bedside(), "repl"});
  person.expect(prompt);
  person.press(std::string("pain") + enter);
  person.expect("recorded: pain\n");
  person.expect(prompt);
  person.press(ctrl_d);
  CHECK(person.wait_for_end() == 0);
  CHECK(std::filesystem::is_empty(person.folder()));
}

TEST_CASE("an interview in a terminal") {
  Terminal person({bedside(), "ask", "--record", "patient.patient"});
  person.expect("How far does the calcification reach? (1 none, 2 localized, 3 extensive)\n");
  person.expect("> ");
  person.press(std::string("ext") + tab + enter);
  person.expect("recorded: calcification extensive\n");
  person.expect("> ");
  SECTION("Ctrl-C saves what was answered and says so") {
    person.press(ctrl_c);
    person.expect("Stopped; recorded so far: calcification extensive\n");
    CHECK(person.wait_for_end() == 130);
  }
  SECTION("Ctrl-D stops with the outcome so far") {
    person.press(ctrl_d);
    person.expect("outlook  caution  settled");
    CHECK(person.wait_for_end() == 0);
  }
  CHECK(content(person.folder() + "/patient.patient") == "calcification extensive\n");
}

}  // namespace bedside::terminal

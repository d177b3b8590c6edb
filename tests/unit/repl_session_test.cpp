// Takes lines; tests what a session says, what it keeps, and that it survives whatever is typed.
#include "interpreter/repl/session.hpp"

#include <map>
#include <random>

#include "interpreter/repl/statements.hpp"
#include "tests/catch.hpp"

namespace bedside::repl {

namespace {

const char* const hand = R"(use "common.bedside"
finding calcification: none, localized or extensive
assessment outlook: benign < caution < urgent
# the quiet ones
rule "quiet"
  if calcification localized and no pain
  then benign   # so far
rule "extensive"
  if calcification extensive then caution
)";

/// A world of files in memory.
struct Files {
  std::map<std::string, std::string> files{{"rules/hand.bedside", hand},
                                           {"rules/common.bedside", "finding pain: yes or no\n"},
                                           {"broken.bedside", "finding\n"}};

  World world() {
    const auto read = [this](const std::string& path) -> meaning::UsedFile {
      return {files.contains(path) ? std::optional(files.at(path)) : std::nullopt};
    };
    const auto open = [this](const std::string& name) -> World::Files {
      if (!files.contains(name)) return "`" + name + "` is not there.";
      return std::vector<meaning::InputFile>{{name, files.at(name)}};
    };
    return {open, read, [this](const std::string& path) { return files.contains(path); },
            [this](const std::string& path, const std::string& text) {
              files[path] = text;
              return std::string();
            }};
  }
};

/// A session with the lines that were said to it.
struct Talk {
  explicit Talk(bool in_terminal, std::vector<std::string> names = {"rules/hand.bedside"})
      : session(files.world(), std::move(names), {"", text::Style(), 100}, in_terminal) {
    session.open();
  }

  std::string operator()(const std::string& line) { return session.take(line).text; }
  bool has(const std::string& line, const std::string& part) {
    last = (*this)(line);
    return last.find(part) != std::string::npos;
  }

  Files files;
  Session session;
  std::string last;
};

}  // namespace

TEST_CASE("a statement that is not finished is seen to be so") {
  for (const char* unfinished :
       {"rule \"x\"", "if pain", "if pain and", "if any of (pain,", "table \"t\"", "score S",
        "finding pain: yes or", "finding stage: I <", "define x:", "source article", "rule"}) {
    INFO(unfinished);
    CHECK(is_unfinished(unfinished));
  }
  for (const char* finished :
       {"if pain then benign", "finding pain: yes or no", "define x: any of (pain, fever)",
        "assessment a: low < high", "otherwise benign", "use \"x.bedside\"",
        "advice a: \"wait and\"", "if pain then benign  # and ("}) {
    INFO(finished);
    CHECK_FALSE(is_unfinished(finished));
  }
}

TEST_CASE("names of several words are completed from any of their words on") {
  const std::vector<std::string> names{"hand swelling", "hand pain", "pain", "no", "not"};
  CHECK(complete("no hand s", names).candidates == std::vector<std::string>{"hand swelling"});
  CHECK(complete("no hand s", names).replaced == 6);
  CHECK(complete("no HAND  s", names).candidates == std::vector<std::string>{"hand swelling"});
  CHECK(complete("hand ", names).candidates ==
        std::vector<std::string>{"hand pain", "hand swelling"});
  CHECK(complete("any of (pa", names).candidates == std::vector<std::string>{"pain"});
  CHECK(complete("n", names).candidates == std::vector<std::string>{"no", "not"});
  CHECK(complete("zebra", names).candidates.empty());
  CHECK(complete("", names).candidates.empty());
  CHECK(common_beginning({"hand pain", "Hand swelling"}) == "hand ");
  CHECK(common_beginning({"Überlauf", "übel"}) == "Übe");
}

TEST_CASE("statements are kept, replaced, taken back and saved") {
  Talk say(true);
  CHECK(say.has("calcification localized", "recorded: calcification localized"));
  say("rule \"quiet\"");
  CHECK(say.session.goes_on());
  say("if calcification localized then caution");
  CHECK(say.has("", "in place of what stands in rules/hand.bedside: rule \"quiet\""));
  CHECK(say.last.find("outlook: caution, settled (was open)") != std::string::npos);
  CHECK(say.has("  because \"it is known\"", "went on with: rule \"quiet\""));
  CHECK(say.has("undo", "taken back"));
  CHECK(say("typed").find("because") == std::string::npos);
  CHECK(say.has("save rules/hand.bedside", "saved in rules/hand.bedside"));
  const std::string& saved = say.files.files.at("rules/hand.bedside");
  CHECK(saved.find("use \"common.bedside\"") == 0);
  CHECK(saved.find("# the quiet ones\nrule \"quiet\"\n  if calcification localized then caution") !=
        std::string::npos);
  CHECK(saved.find("# so far") != std::string::npos);
  CHECK(say("typed") == "No statement was typed that is not saved.\n");
  CHECK(say.session.take("quit").quit);
}

TEST_CASE("what is saved elsewhere finds the files that it uses") {
  Talk say(false);
  CHECK(say.has("save mine.bedside", "saved in mine.bedside"));
  CHECK(say.files.files.at("mine.bedside").find("use \"rules/common.bedside\"") == 0);
  CHECK(say.has("save rules/common.bedside", "is there already"));
  say.files.files.at("mine.bedside") += "# by somebody else\n";
  CHECK(say.has("save mine.bedside", "has been changed since it was read"));
  CHECK(say.has("reload", "read again"));
  CHECK(say.has("save mine.bedside", "saved in mine.bedside"));
}

TEST_CASE("a file that is used in the session is used from where it is saved") {
  Talk say(true, {});
  CHECK(say.has("use \"rules/common.bedside\"", "kept: use"));
  CHECK(say.has("pain", "recorded: pain"));
  CHECK(say.has("save other/mine.bedside", "saved in"));
  CHECK(say.files.files.at("other/mine.bedside") == "use \"../rules/common.bedside\"\n");
}

TEST_CASE("a statement with a mistake is not kept, and neither are broken rules") {
  Talk say(true);
  CHECK(say.has("if pein then caution", "Not kept."));
  CHECK(say.has("rules", "extensive"));
  CHECK(say.last.find("typed:") == std::string::npos);
  CHECK(say.session.take("load broken.bedside").wrong);
  CHECK(say.session.take("load nowhere.bedside").wrong);
  CHECK(say.has("pain", "recorded: pain"));
}

TEST_CASE("findings that no longer fit are said") {
  Talk say(true);
  say("calcification localized");
  const std::string changed = say("finding calcification: none, small or large");
  // Rules of the file still speak of `localized`: the change is refused as a whole.
  CHECK(changed.find("Not kept.") != std::string::npos);
  Talk empty(true, {});
  empty("finding size: number in mm from 0 to 300");
  empty("size 100 mm");
  CHECK(empty.has("finding size: number in mm from 0 to 50", "no longer recorded: size 100 mm."));
  CHECK(empty.has("undo", "taken back"));
  CHECK(empty("record") == "size 100 mm\n");
}

TEST_CASE("whatever is typed, the session goes on") {
  const std::vector<std::string> pieces{"pain",
                                        "no pain",
                                        "calcification",
                                        "localized",
                                        " ",
                                        "  ",
                                        ",",
                                        "rule \"x\"",
                                        "if ",
                                        "then ",
                                        "benign",
                                        "(",
                                        ")",
                                        "\"",
                                        "why ",
                                        "why not ",
                                        "what if ",
                                        "forget ",
                                        "ask",
                                        "skip",
                                        "undo",
                                        "load ",
                                        "save x.bedside",
                                        "finding y: yes or no",
                                        "| a | b |",
                                        "table \"t\"",
                                        "\x80",
                                        "#",
                                        "otherwise outlook is benign",
                                        "example \"e\"",
                                        "\t",
                                        "reset",
                                        "?",
                                        "check",
                                        "1",
                                        "mm",
                                        "<"};
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 draw(seed);
    Talk say(seed % 2 == 0);
    for (int line = 0; line < 30; ++line) {
      std::string text;
      for (std::size_t i = draw() % 5; i > 0; --i) text += pieces[draw() % pieces.size()];
      INFO("seed " << seed << ": " << text);
      CHECK_NOTHROW(say(text));
    }
    say.session.end();
    say.session.give_up();
    CHECK(say.has("reset", "othing is recorded"));
  }
}

}  // namespace bedside::repl

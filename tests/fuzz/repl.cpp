// Takes a letter (t: in a terminal, else a script), then what a person types; holds a session over
// files in memory.
#include <map>

#include "interpreter/repl/session.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/fuzz/try.hpp"

namespace bedside::fuzz {

namespace {

const char* const hand = R"(use "common.bedside"
guideline "Hand"
finding calcification: none, localized or extensive
finding lesion size: number in mm from 0 to 300
score S
  1 point if pain
  2 points if calcification extensive
assessment outlook: benign < caution < urgent
advice follow-up: "Watch it."
# the quiet ones
rule "quiet"
  if calcification localized and no pain
  then benign and advise follow-up   # so far
rule "extensive"
  if calcification extensive unless lesion size below 3 mm then caution
if S at least 2 then urgent
)";

/// A world of files in memory.
struct Files {
  std::map<std::string, std::string> files{
      {"rules/hand.bedside", hand},
      {"rules/common.bedside", "finding pain: yes or no\n  ask \"Does it hurt?\"\n"},
      {"broken.bedside", "finding\n"}};

  repl::World world() {
    const auto read = [this](const std::string& path) {
      return files.contains(path) ? meaning::UsedFile{files.at(path)} : meaning::UsedFile{};
    };
    const auto open = [this](const std::string& name) -> repl::World::Files {
      if (!files.contains(name)) return "`" + name + "` is not there.";
      return std::vector<meaning::InputFile>{{name, files.at(name)}};
    };
    const auto write = [this](const std::string& path, const std::string& text) {
      files[path] = text;
      return std::string();
    };
    return {open, read, [this](const std::string& path) { return files.contains(path); }, write};
  }
};

}  // namespace

void repl(std::string_view bytes) {
  if (bytes.empty()) return;
  const bool in_terminal = bytes.front() == 't';
  bytes.remove_prefix(1);
  Files files;
  repl::Session session(files.world(), {"rules/hand.bedside"}, {"", text::Style(), 100},
                        in_terminal);
  session.open();
  session.greeting();
  for (std::size_t lines = 0; !bytes.empty() && lines < 40; ++lines) {
    const auto line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    const auto completion = session.complete(line);
    hold(completion.replaced <= line.size(), "no more is replaced than was typed");
    if (session.take(line).quit) return;
  }
  session.end();
  session.give_up();
  hold(session.take("reset").text.find("othing is recorded") != std::string::npos,
       "the session goes on");
}

}  // namespace bedside::fuzz

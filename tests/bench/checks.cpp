// Takes nothing; gives how long the checks over all patients take: for guidelines, for generated
// rules, and for a set that no machine gets through.
#include "tests/bench/checks.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "interpreter/proving/all_patients.hpp"
#include "tests/agree/draw.hpp"

namespace bedside::bench {

namespace {

using agree::Draw;
using Clock = std::chrono::steady_clock;

/// What one run of all checks over all patients took and left.
struct Run {
  double seconds = 0;
  std::size_t found = 0;
  std::string undecided;  ///< how many questions of which check
};

proving::Limits limits(double seconds) {
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  proving::Limits limits;
  limits.is_spent = [end] { return Clock::now() >= end; };
  limits.seconds_left = [end] { return std::chrono::duration<double>(end - Clock::now()).count(); };
  return limits;
}

Run run(const std::string& text, double most_seconds) {
  const meaning::Loaded loaded = meaning::load(
      {{"bench.bedside", text}}, [](const std::string&) { return meaning::UsedFile{}; });
  Run run;
  if (!loaded.usable()) run.undecided = "it has errors";
  if (!loaded.usable()) return run;
  const auto start = Clock::now();
  const text::Messages messages = proving::check_all_patients(loaded, limits(most_seconds));
  run.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  for (const text::Message& message : messages) {
    const bool open = message.code == text::Code::undecided_check;
    if (!open) ++run.found;
    // "`gap` could not be decided for rule 1 and 12 more: …"
    if (open) run.undecided += "\n    " + message.text.substr(0, message.text.find(": it is"));
  }
  return run;
}

/// As `run`, and a line of the table.
double row(const std::string& what, const std::string& text, double most_seconds,
           const std::string& target) {
  const Run of = run(text, most_seconds);
  fmt::print("{:<46} {:>10.1f} ms   {} found; {}{}\n", what, of.seconds * 1000, of.found,
             of.undecided.empty() ? "nothing undecided; " : "undecided; ", target + of.undecided);
  return of.seconds;
}

std::string file(const std::string& path) {
  std::ifstream in(std::string(BEDSIDE_SOURCE_DIR) + "/" + path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Two to four parts each, over forty findings, in no order: most rules never matter.
std::string rules_over_forty_findings(int rules) {
  Draw draw(7);
  std::string text = "assessment outlook: benign < caution < urgent\n";
  for (int i = 0; i < 30; ++i) text += fmt::format("finding sign {}: yes or no\n", i);
  for (int i = 0; i < 5; ++i) text += fmt::format("finding kind {}: none, local or wide\n", i);
  for (int i = 0; i < 5; ++i) {
    text += fmt::format("finding size {}: number in mm from 0 to 300\n", i);
  }
  const std::vector<std::string> kinds{"none", "local", "wide"};
  const std::vector<std::string> levels{"benign", "caution", "urgent"};
  for (int i = 0; i < rules; ++i) {
    std::string parts;
    for (const std::size_t finding : draw.some(draw.between(2, 4), 40)) {
      parts += parts.empty() ? "" : " and ";
      if (finding < 30) {
        parts += fmt::format("sign {} is {}", finding, draw.chance(50) ? "yes" : "no");
      } else if (finding < 35) {
        parts += fmt::format("kind {} is {}", finding - 30, draw.pick(kinds));
      } else {
        parts += fmt::format("size {} {} {} mm", finding - 35,
                             draw.chance(50) ? "at least" : "below", draw.between(10, 290));
      }
    }
    text += fmt::format("rule \"rule {}\"\n  if {} then {}\n", i, parts, draw.pick(levels));
  }
  return text;
}

/// So many rules of three parts over so many findings that it is just open whether some patient
/// escapes them all: where such questions are hardest.
std::string hard_rules(int findings) {
  Draw draw(7);
  std::string text = "assessment outlook: benign < caution\n";
  for (int i = 0; i < findings; ++i) text += fmt::format("finding sign {}: yes or no\n", i);
  for (int i = 0; i < findings * 426 / 100; ++i) {
    std::string parts;
    for (const std::size_t finding : draw.some(3, static_cast<std::size_t>(findings))) {
      parts += fmt::format("{}sign {} is {}", parts.empty() ? "" : " and ", finding,
                           draw.chance(50) ? "yes" : "no");
    }
    text += fmt::format("if {} then {}\n", parts, i % 2 == 0 ? "benign" : "caution");
  }
  return text;
}

/// One more sample than places: two always share one, which takes a proof beyond any length.
std::string shared_places(int places) {
  std::string list = "place 1";
  for (int place = 2; place <= places; ++place) {
    list += fmt::format("{}place {}", place == places ? " or " : ", ", place);
  }
  std::string text = "assessment order: fine < mixed up\n";
  for (int i = 0; i <= places; ++i) text += fmt::format("finding sample {}: {}\n", i, list);
  for (int place = 1; place <= places; ++place) {
    std::string all;
    for (int i = 0; i <= places; ++i) {
      all += fmt::format("{}sample {} is place {}", all.empty() ? "" : ", ", i, place);
    }
    text += fmt::format("if at least 2 of ({}) then mixed up\n", all);
  }
  return text;
}

}  // namespace

void print_checks() {
  constexpr double most = 60;
  row("all checks of hand-hemangioma", file("stdlib_rules/hand-hemangioma.bedside"), most,
      "at most 50 ms");
  row("all checks of NEWS2", file("examples/news2/news2.bedside"), most, "at most 500 ms");
  row("all checks of CURB-65", file("examples/curb-65/curb-65.bedside"), most, "");
  const double small =
      row("all checks of 100 generated rules", rules_over_forty_findings(100), most, "");
  const double large = row("all checks of 1,000 generated rules", rules_over_forty_findings(1000),
                           most, "at most 30 s");
  fmt::print("{:<46} {:>10.1f} x\n", "  1,000 rules against 100", large / small);
  row("a hard set, 300 findings, in 2 s", hard_rules(300), 2, "at most 3 s");
  row("a hard set, 20 samples in 19 places, in 2 s", shared_places(19), 2, "at most 3 s");
}

}  // namespace bedside::bench

// Takes nothing; gives how fast rule files are read and patients assessed, as ratios of one run.
//
// Prints a table; asserts nothing. `./dev bench` runs it together with whole processes
// (processes.sh); `--rules N` prints N generated rules for that. Times are those that the processor
// spends on it: what else runs on the machine makes a long run wait more often than a short one.
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "lang/meaning/load.hpp"
#include "tests/bench/checks.hpp"

namespace {

using namespace bedside;

double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double median(std::vector<double>& all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

// The median of some runs, in seconds.
double seconds(const std::function<void()>& work, int runs) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const double start = now();
    work();
    times.push_back(now() - start);
  }
  return median(times);
}

// Rules of the shipped kind: conjunctions of two to four conditions over forty findings.
std::string rule_text(int rules) {
  std::string text = "assessment outlook: benign < caution < urgent\n";
  for (int i = 0; i < 30; ++i) text += fmt::format("finding sign {}: yes or no\n", i);
  for (int i = 0; i < 5; ++i) text += fmt::format("finding kind {}: none, local or wide\n", i);
  for (int i = 0; i < 5; ++i)
    text += fmt::format("finding size {}: number in mm from 0 to 300\n", i);
  const char* const levels[] = {"benign", "caution", "urgent"};
  for (int i = 0; i < rules; ++i) {
    text += fmt::format(
        "rule \"rule {}\"\n  if sign {} and no sign {} and kind {} is local or wide\n"
        "     and size {} at least {} mm\n  then {}\n",
        i, i % 30, (i * 7 + 1) % 30, i % 5, (i * 3) % 5, i % 300, levels[i % 3]);
  }
  return text;
}

meaning::Loaded load(const std::string& text) {
  return meaning::load({{"bench.bedside", text}},
                       [](const std::string&) { return meaning::UsedFile{}; });
}

void row(const std::string& what, double time, const std::string& ratio) {
  fmt::print("{:<46} {:>10.3f} ms   {}\n", what, time * 1000, ratio);
}

// Memory that is kept from the run before would make the small file alone look faster.
double seconds_afresh(const std::string& text) {
  malloc_trim(0);
  return seconds([&] { load(text); }, 1);
}

// The small file ten times, then the large one, in turn: what disturbs the machine disturbs both.
void growth(const std::string& small, const std::string& large) {
  std::vector<double> of_small;
  std::vector<double> of_large;
  std::vector<double> ratios;
  for (int round = 0; round < 9; ++round) {
    std::vector<double> times;
    for (int i = 0; i < 10; ++i) times.push_back(seconds_afresh(small));
    of_small.push_back(median(times));
    of_large.push_back(seconds_afresh(large));
    ratios.push_back(of_large.back() / of_small.back());
  }
  row("reading and checking 1,000 rules", median(of_small), "");
  const double middle = median(ratios);
  row("reading and checking 10,000 rules", median(of_large),
      fmt::format("{:.1f} x of 1,000 rules ({:.1f} to {:.1f}; limit 12 x)", middle, ratios.front(),
                  ratios.back()));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--rules") {
    fmt::print("{}", rule_text(std::stoi(argv[2])));
    return 0;
  }
  const std::string small = rule_text(1000);
  const std::string large = rule_text(10000);
  if (!load(small).usable() || !load(large).usable()) {
    fmt::print("the generated rules have errors\n");
    return 1;
  }
  growth(small, large);
  for (const auto& [rules, text] : {std::pair(1000, &small), std::pair(10000, &large)}) {
    const meaning::Loaded loaded = load(*text);
    const evaluate::Record record = evaluate::empty_record(loaded.rules);
    const double time = seconds([&] { evaluate::evaluate(loaded.rules, record); }, 5);
    row(fmt::format("one patient, {} rules, nothing recorded", rules), time, "");
  }
  bench::print_checks();
  return 0;
}

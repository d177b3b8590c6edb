// Takes nothing; gives how fast fourteen rules are for one patient after the other and for many at
// once, each against the same rules written by hand in C++, as ratios of one run.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "interpreter/cohort/planes.hpp"
#include "lang/meaning/load.hpp"

namespace {

using namespace bedside;
using cohort::Code;
using cohort::Millionths;
using cohort::Word;

constexpr const char* rule_text = R"(
assessment level: benign < monitor < caution < urgent
finding calcification: none, localized or extensive
finding pain: yes or no
finding swelling: yes or no
finding restricted movement: yes or no
finding compression: yes or no
finding recurrent inflammation: yes or no
finding injury history: yes or no
finding bleeding: yes or no
finding ulceration: yes or no
finding growth: regressing, stable or growing
finding age: number in years
finding lesion size: number in mm
rule "R1"
  if calcification localized and no pain and no swelling and no restricted movement
     and no compression
  then benign
rule "R2"
  if calcification localized and growth is stable or regressing
  then benign
rule "R3"
  if calcification extensive then caution
rule "R4"
  if swelling then caution
rule "R5"
  if pain then caution
rule "R6"
  if restricted movement then caution
rule "R7"
  if any of (pain, swelling, restricted movement) and calcification extensive
  then urgent
rule "R8"
  if recurrent inflammation or injury history then caution
rule "R9"
  if compression then urgent
rule "R10"
  if calcification is not none and growth growing then caution
rule "R11"
  if calcification localized and lesion size at least 30 mm then monitor
rule "R12"
  if calcification is not none and age below 1 years then monitor
rule "R13"
  if calcification is not none then monitor
rule "R14"
  if bleeding or ulceration then urgent
)";

constexpr std::size_t findings = 12;
constexpr std::size_t patients = 10'240;

// ---- By hand -------------------------------------------------------------------------------

/// 0: not recorded; of yes and no 1: no, 2: yes; of lists 1 and the place; numbers: not a number.
struct alignas(32) Patient {
  std::uint8_t said[10];
  double age;
  double size;
};

/// Without a branch on the data; the rules that fire, and the level plus one. One patient a call,
/// as the session has it: inlined, the compiler would turn it into planes of its own.
[[gnu::noinline]] int by_hand(const Patient& of, std::uint64_t& rules) {
  const std::uint8_t* const s = of.said;
  const auto is = [&](int finding, int value) { return unsigned{s[finding] == value}; };
  const auto yes = [&](int finding) { return is(finding, 2); };
  const auto no = [&](int finding) { return is(finding, 1); };
  const unsigned localized = is(0, 2);
  const unsigned extensive = is(0, 3);
  const unsigned some = localized | extensive;
  unsigned fired = localized & no(1) & no(2) & no(3) & no(4);
  fired |= (localized & (is(9, 1) | is(9, 2))) << 1U;
  fired |= extensive << 2U;
  fired |= yes(2) << 3U;
  fired |= yes(1) << 4U;
  fired |= yes(3) << 5U;
  fired |= ((yes(1) | yes(2) | yes(3)) & extensive) << 6U;
  fired |= (yes(5) | yes(6)) << 7U;
  fired |= yes(4) << 8U;
  fired |= (some & is(9, 3)) << 9U;
  fired |= (localized & unsigned{of.size >= 30}) << 10U;
  fired |= (some & unsigned{of.age < 1}) << 11U;
  fired |= some << 12U;
  fired |= (yes(7) | yes(8)) << 13U;
  rules = fired;
  constexpr unsigned urgent = 1U << 6U | 1U << 8U | 1U << 13U;
  constexpr std::uint64_t caution = 1U << 2U | 1U << 3U | 1U << 4U | 1U << 5U | 1U << 7U | 1U << 9U;
  constexpr unsigned monitor = 1U << 10U | 1U << 11U | 1U << 12U;
  const unsigned level = static_cast<unsigned>((fired & urgent) != 0) << 3U |
                         static_cast<unsigned>((fired & caution) != 0) << 2U |
                         static_cast<unsigned>((fired & monitor) != 0) << 1U |
                         static_cast<unsigned>(fired != 0);
  return static_cast<int>(std::bit_width(level));
}

// ---- The same patients for all -------------------------------------------------------------

struct Cohort {
  meaning::Loaded loaded = meaning::load({{"bench.bedside", rule_text}},
                                         [](const std::string&) { return meaning::UsedFile{}; });
  cohort::Session session{loaded.rules};
  std::vector<Patient> by_hand;
  std::vector<Code> codes;          // findings each; numbers still to be cut
  std::vector<Millionths> numbers;  // two each

  Cohort() {
    for (const auto& message : loaded.messages) fmt::print("{}\n", message.text);
    std::mt19937_64 random(42);
    const auto below = [&](std::uint64_t bound) { return random() % bound; };
    const cohort::Codes& of = session.codes();
    for (std::size_t p = 0; p < patients; ++p) {
      Patient& patient = by_hand.emplace_back();
      for (std::uint32_t i = 0; i < 10; ++i) {
        const std::size_t values = loaded.rules.findings[i].values.size();
        const bool lacks = below(100) < 15;
        const std::size_t value = values == 2 ? (below(100) < 18 ? 1 : 0) : below(values);
        patient.said[i] = static_cast<std::uint8_t>(lacks ? 0 : value + 1);
        codes.push_back(lacks ? of.at({i}).missing : of.of_value({i}, value));
      }
      codes.insert(codes.end(), 2, 0);
      for (double* number : {&patient.age, &patient.size}) {
        const std::uint64_t tenths = below(number == &patient.age && below(10) == 0 ? 12 : 600);
        const bool lacks = below(100) < 15;
        *number = lacks ? std::nan("") : static_cast<double>(tenths) / 10;
        numbers.push_back(lacks ? cohort::no_number : static_cast<Millionths>(tenths) * 100'000);
      }
    }
  }
};

Cohort& cohort_of_all() {
  static Cohort cohort;
  return cohort;
}

std::vector<std::uint8_t> levels(patients);
std::vector<std::uint64_t> fired(patients);

void straight_lines(benchmark::State& state) {
  const Patient* const all = cohort_of_all().by_hand.data();
  std::uint8_t* const level = levels.data();  // its bytes might else be taken for anything
  std::uint64_t* const rules = fired.data();
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t p = 0; p < patients; ++p) {
      level[p] = static_cast<std::uint8_t>(by_hand(all[p], rules[p]));
    }
    benchmark::ClobberMemory();
  }
}

template <cohort::Wanted wanted>
void session(benchmark::State& state) {
  Cohort& all = cohort_of_all();
  const auto& age = all.session.codes().at({10});
  const auto& size = all.session.codes().at({11});
  Code* const all_codes = all.codes.data();
  const Millionths* const numbers = all.numbers.data();
  std::uint8_t* const level = levels.data();
  std::uint64_t* const rules = fired.data();
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t p = 0; p < patients; ++p) {
      Code* const codes = all_codes + p * findings;
      codes[10] = age.code_of(numbers[p * 2]);
      codes[11] = size.code_of(numbers[p * 2 + 1]);
      const cohort::Row& row = all.session.assess({codes, findings}, wanted);
      level[p] = static_cast<std::uint8_t>(row.assessments[0].value + 1);
      rules[p] = row.fired[0];
    }
    benchmark::ClobberMemory();
  }
}

struct Chunks {
  explicit Chunks(Cohort& all) : planes(all.session) {
    std::vector<Code> turned(findings * cohort::chunk_patients);
    std::vector<const Code*> columns;
    for (std::size_t f = 0; f < findings; ++f) {
      columns.push_back(turned.data() + f * cohort::chunk_patients);
    }
    for (std::size_t first = 0; first < patients; first += cohort::chunk_patients) {
      for (std::size_t i = 0; i < cohort::chunk_patients * findings; ++i) {
        const std::size_t patient = first + i % cohort::chunk_patients;
        turned[i] = all.codes[patient * findings + i / cohort::chunk_patients];
      }
      in.resize(in.size() + planes.in_words());
      planes.load(columns, cohort::chunk_patients, &in[in.size() - planes.in_words()]);
      ++count;
    }
    out.resize(count * planes.out_words());
    work.resize(planes.work_words());
  }
  cohort::Planes planes;
  std::size_t count = 0;
  std::vector<Word> in;
  std::vector<Word> out;
  std::vector<Word> work;
};

Chunks& chunks() {
  static Chunks all(cohort_of_all());
  return all;
}

void planes(benchmark::State& state) {
  Chunks& all = chunks();
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t i = 0; i < all.count; ++i) {
      all.planes.run(all.in.data() + i * all.planes.in_words(),
                     all.out.data() + i * all.planes.out_words(), all.work.data());
    }
    benchmark::ClobberMemory();
  }
}

/// As many bytes as planes read and write, only copied.
void copied_planes(benchmark::State& state) {
  Chunks& all = chunks();
  for ([[maybe_unused]] auto _ : state) {
    std::memcpy(all.out.data(), all.in.data(), all.out.size() * sizeof(Word));
    benchmark::ClobberMemory();
  }
}

/// Prints each case as nanoseconds for a patient, and against the first of them.
class Ratios : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& /*context*/) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.aggregate_name != "median") continue;
      const double time = run.GetAdjustedCPUTime() / static_cast<double>(patients);
      if (hand_ == 0) hand_ = time;
      fmt::print("{:<46} {:>10.3f} ns   {}\n", run.run_name.function_name, time,
                 time > hand_ ? fmt::format("{:.2f} x by hand", time / hand_)
                              : fmt::format("1/{:.0f} of by hand", hand_ / time));
    }
  }

 private:
  double hand_ = 0;
};

}  // namespace

int main() {
  const auto add = [](const char* name, void (*work)(benchmark::State&)) {
    benchmark::RegisterBenchmark(name, work)->Repetitions(5)->MinTime(0.2);
  };
  add("14 rules by hand, outcome and fired rules", straight_lines);
  add("one patient, outcome and fired rules", session<cohort::Wanted::outcome>);
  add("one patient, everything", session<cohort::Wanted::everything>);
  add("planes, outcome and fired rules", planes);
  add("copying as many bytes as planes give", copied_planes);
  Ratios ratios;
  benchmark::RunSpecifiedBenchmarks(&ratios);
  return 0;
}

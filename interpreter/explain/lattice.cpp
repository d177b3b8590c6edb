// Takes stretches of a number; gives finer ones, to try them one by one.
#include "interpreter/explain/lattice.hpp"

#include <algorithm>

namespace bedside::explain {

using namespace meaning;
using evaluate::Possible;

namespace {

constexpr std::int64_t few_values = 400;
constexpr std::int64_t coarse_steps = 100;

Number quotient(const Number& a, const Number& b) {
  return units::divide(a, b).value_or(Number(0));
}

/// 1, 2 or 5 times a power of ten, not below `least`.
Number round_step(const Number& least) {
  Number power(1);
  while (power > least) power = quotient(power, 10);
  for (;;) {
    for (const std::int64_t digit : {1, 2, 5}) {
      if (power * Number(digit) >= least) return power * Number(digit);
    }
    power = power * Number(10);
  }
}

/// Numbers of two digits for a domain without ends, from 0.1 to 990,000, and their negatives.
std::vector<Number> round_numbers() {
  std::vector<Number> numbers{0};
  for (Number power = Number::ratio(1, 100); power <= Number(10000); power = power * Number(10)) {
    for (std::int64_t digits = 10; digits < 100; ++digits) {
      numbers.push_back(power * Number(digits));
      numbers.push_back(-(power * Number(digits)));
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::vector<Number> cuts_for(const Finding& finding, bool& all_values) {
  const Range domain = snap(finding.range, finding.grid);
  all_values = false;
  if (!domain.has_low || !domain.has_high) return round_numbers();
  const Number width = domain.high - domain.low;
  Number step = round_step(quotient(width.is_zero() ? Number(1) : width, Number(coarse_steps)));
  Number first = quotient(domain.low, step).ceiling() * step;
  if (finding.grid && !finding.grid->step.is_zero()) {
    const Number count = quotient(width, finding.grid->step);
    if (count <= Number(few_values)) {
      step = finding.grid->step;
      first = domain.low;
      all_values = true;
    }
  }
  std::vector<Number> cuts;
  for (Number cut = first; cut <= domain.high; cut += step) {
    if (!finding.grid || finding.grid->has(cut)) cuts.push_back(cut);
  }
  return cuts;
}

}  // namespace

bool divide_further(const Finding& finding, std::vector<Possible>& classes) {
  bool all_values = false;
  const std::vector<Number> cuts = cuts_for(finding, all_values);
  std::vector<Possible> finer;
  const auto add = [&](const Range& range) {
    if (!none_in(range, finding.grid)) finer.push_back({{}, snap(range, finding.grid), true});
  };
  for (const Possible& each : classes) {
    Range rest = each.range;
    for (const Number& cut : cuts) {
      if (!rest.has(cut)) continue;
      add(intersect(rest, Range::below(cut)));
      add(Range::point(cut));
      rest = intersect(rest, Range::above(cut));
    }
    add(rest);
  }
  classes = std::move(finer);
  const auto single = [](const Possible& each) { return each.range.is_point(); };
  return all_values || std::all_of(classes.begin(), classes.end(), single);
}

}  // namespace bedside::explain

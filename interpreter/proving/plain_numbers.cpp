// Takes ranges; gives numbers in them that people would write, to try them.
#include "interpreter/proving/plain_numbers.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "interpreter/proving/patients.hpp"

namespace bedside::proving {

using namespace meaning;

namespace {

constexpr std::size_t most_combinations = 1000000;
/// Round numbers between the ends of a domain.
constexpr int between_ends = 10;  // tenths can be written
/// And this often a half of what is left, towards the lower end.
constexpr int halvings = 8;

/// The number with the fewest digits strictly between two others.
Number fewest_digits(const Number& low, const Number& high) {
  Number step(1);
  while (step < high - low) step *= 10;
  for (;;) {
    const Number first = units::divide(low, step)->floor() * step + step;
    if (first < high) return first;
    step *= Number::ratio(1, 10);
  }
}

}  // namespace

Number as_written(const Number& number) {
  return Number::parse(number.to_string()).value_or(number);
}

Number plain_number(const Range& range, const std::optional<Grid>& grid) {
  const Range r = snap(range, grid);
  if (r.has_low && !r.low_open) return r.low;
  if (r.has_high && !r.high_open) return r.high;
  if (grid) return grid->origin;  // without ends
  if (r.has_low && r.has_high) return fewest_digits(r.low, r.high);
  if (r.has_low) return r.low.floor() + 1;
  if (r.has_high) return r.high.ceiling() - 1;
  return 0;
}

std::vector<Number> plain_numbers(const proofs::Variable& variable,
                                  const std::vector<bool>& cells) {
  std::vector<Number> numbers;
  for (std::size_t cell = 0; cell < variable.cells(); ++cell) {
    if (!cells[cell]) continue;
    const Range& range = variable.ranges[cell];
    const auto add = [&](const Number& number) {
      const bool on_grid = !variable.grid || variable.grid->has(number);
      if (range.has(number) && on_grid && as_written(number) == number) {
        numbers.push_back(number);
      }
    };
    numbers.push_back(plain_number(range, variable.grid));
    const Range snapped = snap(range, variable.grid);
    if (snapped.has_low) add(snapped.low);
    if (snapped.has_high) add(snapped.high);
    const Number low = range.has_low    ? range.low
                       : range.has_high ? range.high - 1000
                                        : Number(-100);
    const Number high = range.has_high ? range.high : low + 1100;
    const auto add_near = [&](const Number& at) {
      add(at);
      add(at.floor());
      if (variable.grid && !variable.grid->step.is_zero()) add(variable.grid->next_up(at, false));
    };
    for (int i = 1; i < between_ends; ++i) {
      add_near(low + (high - low) * Number::ratio(i, between_ends));
    }
    Number part = high - low;
    for (int i = 0; i < halvings; ++i) add_near(low + (part *= Number::ratio(1, 2)));
  }
  std::vector<Number> once;
  for (const Number& number : numbers) {
    if (std::find(once.begin(), once.end(), number) == once.end()) once.push_back(number);
  }
  return once;
}

Mixer::Mixer(Choices choices) : choices_(std::move(choices)) {
  for (const auto& [variable, numbers] : choices_) {
    combinations_ =
        std::min(combinations_ * std::max<std::size_t>(numbers.size(), 1), most_combinations);
  }
  // A step that shares no factor with the count visits each combination once, far apart in turn.
  if (combinations_ > 3) step_ = combinations_ * 5 / 13 + 1;
  while (std::gcd(step_, combinations_) != 1) ++step_;
}

bool Mixer::next(std::map<std::uint32_t, Number>& mixed) {
  if (done_ == combinations_) return false;
  std::size_t rest = at_;
  for (const auto& [variable, numbers] : choices_) {
    mixed.insert_or_assign(variable, numbers[rest % numbers.size()]);
    rest /= numbers.size();
  }
  at_ = (at_ + step_) % combinations_;
  ++done_;
  return true;
}

Mixer::Choices of_few_digits(const Mixer::Choices& choices, std::size_t digits) {
  const auto is_short = [&](const Number& number) {
    std::string written = number.abs().to_string();
    while (written.size() > 1 && written.back() == '0') written.pop_back();
    return static_cast<std::size_t>(std::count_if(written.begin(), written.end(), [](char c) {
             return c >= '0' && c <= '9';
           })) <= digits;
  };
  Mixer::Choices few;
  for (const auto& [variable, numbers] : choices) {
    std::vector<Number>& kept = few.emplace_back(variable, std::vector<Number>()).second;
    std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(kept), is_short);
    if (kept.empty() && !numbers.empty()) kept.push_back(numbers.front());
  }
  return few;
}

}  // namespace bedside::proving

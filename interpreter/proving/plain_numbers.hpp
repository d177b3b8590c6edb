// Takes ranges; gives numbers in them that people would write, to try them. For this room alone.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "lang/proofs/space.hpp"

namespace bedside::proving {

/// What a reader of the number's decimals reads; another number where they do not end.
meaning::Number as_written(const meaning::Number& number);

/// Numbers of a variable's cells: for each cell a plain one and its ends, and round numbers
/// between.
std::vector<meaning::Number> plain_numbers(const proofs::Variable& variable,
                                           const std::vector<bool>& cells);

/// Goes through combinations of numbers for some variables: all of them where they are few, else
/// the same spread of them each time.
class Mixer {
 public:
  /// By variable.
  using Choices = std::vector<std::pair<std::uint32_t, std::vector<meaning::Number>>>;
  explicit Mixer(Choices choices);

  /// Gives the next combination; false after the last.
  bool next(std::map<std::uint32_t, meaning::Number>& numbers);

 private:
  Choices choices_;
  std::size_t combinations_ = 1;
  std::size_t step_ = 1;
  std::size_t done_ = 0;
  std::size_t at_ = 0;
};

/// The choices with at most so many digits; of a variable that has none, its first.
Mixer::Choices of_few_digits(const Mixer::Choices& choices, std::size_t digits);

}  // namespace bedside::proving

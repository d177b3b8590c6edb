// Takes a number that a rule set computes; gives it in one form, however it is written: a sum of
// products. Inside this room only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/meaning/canonical_text.hpp"
#include "lang/meaning/rule_set.hpp"

namespace bedside::meaning {

/// A number times things that are multiplied.
struct Product {
  Number times = 1;
  Texts factors;  ///< sorted
};

/// Only what interval arithmetic does not notice is put in order: nothing is multiplied out but by
/// plain numbers, and `x - x` stays what it is.
struct Sum {
  std::vector<Product> products;
  Number plain;

  Sum& operator+=(const Sum& other);
  Sum& operator*=(const Number& number);
  /// In the order of the factors.
  void sort();
  std::string text() const;
};

Sum sum_of(const RuleSet& rules, QuantityId id);

/// The ranges of one quantity, in one form: those of its domain, on its grid, from low to high.
std::vector<Range> ranges_in_one_form(const Quantity& quantity, const std::vector<Range>& ranges);

/// A quantity with ranges of it, as a comparison or a list of bands has them. Of the two ways to
/// say a comparison of two numbers (`a > b`, `b < a`) one is taken.
struct Measured {
  std::string quantity;
  bool mirrored = false;  ///< all ranges change their sign

  std::string text_of(std::vector<Range> ranges) const;
};
Measured measured(const RuleSet& rules, QuantityId id);

}  // namespace bedside::meaning

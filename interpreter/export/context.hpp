// Takes a rule set and a dialect; gives what all parts of an export share: its columns and what had
// to be refused. For this folder alone.
#pragma once

#include <set>
#include <string>

#include "interpreter/export/layers.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/text/message.hpp"

namespace bedside::export_to {

using meaning::RuleSet;
using text::Span;

struct Context {
  Context(const RuleSet& of, const Dialect& in) : rules(of), dialect(in), layers(in) {}

  /// What cannot be said exactly; the rest is looked at all the same.
  void refuse(const Span& span, std::string words) {
    if (!refused.insert(words).second) return;
    messages.push_back({text::Code::not_in_sql, std::move(words), span, "", {}, {}, ""});
  }

  const RuleSet& rules;
  const Dialect& dialect;
  Layers layers;
  text::Messages messages;
  std::set<std::string> refused;  // each once
};

/// numerator / denominator, in lowest terms; the denominator is above zero.
struct Ratio {
  Number over;
  Number under;
};
Ratio ratio_of(const Number& number);

/// How many places behind the point it needs; none where they never end.
std::optional<unsigned> places_of(const Number& number);

/// 10 to the power of this.
Number power_of_ten(unsigned exponent);

/// How many digits a whole number of this size may have.
unsigned digits_of(const Number& size);

}  // namespace bedside::export_to

// Takes units; gives their products, quotients, powers, conversions and the words for them.
#include "lang/units/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "lang/units/table.hpp"

namespace bedside::units {

namespace {

bool is_whole_number(std::string_view code) {
  return std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

/// One term to a power of 1 or more. A note stands behind the exponent, and a number or a note
/// alone has no exponent in UCUM: it is written as often as it counts.
std::string term_text(const std::string& code, int exponent, char joint) {
  if (exponent == 1) return code;
  const std::size_t brace = code.find('{');
  if (brace == 0 || is_whole_number(code)) {
    std::string result = code;
    for (int i = 1; i < exponent; ++i) result += joint + code;
    return result;
  }
  return code.substr(0, brace) + std::to_string(exponent) +
         (brace == std::string::npos ? "" : code.substr(brace));
}

/// Adds terms to a list, a code that stands there already by its exponent; what cancels goes.
void add_terms(std::vector<UnitTerm>& into, const std::vector<UnitTerm>& terms, int times) {
  for (const UnitTerm& term : terms) {
    const auto same = std::ranges::find(into, term.code, &UnitTerm::code);
    if (same == into.end()) {
      into.push_back({term.code, term.exponent * times});
    } else {
      same->exponent += term.exponent * times;
    }
  }
  std::erase_if(into, [](const UnitTerm& term) { return term.exponent == 0; });
}

}  // namespace

std::string ucum_text(const std::vector<UnitTerm>& terms) {
  std::vector<UnitTerm> merged;
  add_terms(merged, terms, 1);
  std::string text;
  for (const UnitTerm& term : merged) {
    if (term.exponent < 0) continue;
    if (!text.empty()) text += '.';
    text += term_text(term.code, term.exponent, '.');
  }
  for (const UnitTerm& term : merged) {
    if (term.exponent < 0) text += '/' + term_text(term.code, -term.exponent, '/');
  }
  return text;
}

Number whole_power(const Number& base, int exponent) {
  Number result = 1;
  for (int i = 0; i < std::abs(exponent) && !result.too_large(); ++i) result *= base;
  return exponent < 0 ? divide(1, result).value_or(Number()) : result;
}

Unit::Unit(std::string text, std::vector<UnitTerm> terms, const Dimension& dimension, Number factor,
           Number shift)
    : text_(std::move(text)),
      dimension_(dimension),
      factor_(std::move(factor)),
      shift_(std::move(shift)) {
  add_terms(terms_, terms, 1);
}

Unit Unit::beyond_bounds() {
  Unit result;
  result.text_ = "a unit beyond all bounds";
  result.too_large_ = true;
  return result;
}

std::string Unit::code() const { return ucum_text(terms_); }

bool Unit::is_plain() const { return is_dimensionless() && factor_ == 1; }

bool Unit::is_dimensionless() const { return !too_large_ && dimension_ == Dimension{}; }

bool Unit::same_dimension(const Unit& other) const {
  return !too_large_ && !other.too_large_ && dimension_ == other.dimension_;
}

bool Unit::same_scale(const Unit& other) const {
  return same_dimension(other) && factor_ == other.factor_ && shift_ == other.shift_;
}

Number convert(const Number& value, const Unit& from, const Unit& to) {
  if (from.same_scale(to)) return value;
  // A unit's factor is never zero.
  return divide(value * from.factor() + from.shift() - to.shift(), to.factor()).value_or(Number());
}

Unit multiply(const Unit& a, const Unit& b) {
  if (a.is_shifted() || b.is_shifted()) {
    return multiply(difference_unit(a), difference_unit(b));
  }
  if (a.too_large_ || b.too_large_) return Unit::beyond_bounds();
  if (b.is_plain()) return a;
  if (a.is_plain()) return b;
  Unit result = a;
  for (std::size_t i = 0; i < dimension_count; ++i) {
    const int sum = a.dimension_[i] + b.dimension_[i];
    if (std::abs(sum) > most_exponent_of_a_unit) return Unit::beyond_bounds();
    result.dimension_[i] = static_cast<std::int8_t>(sum);
  }
  result.factor_ *= b.factor_;
  add_terms(result.terms_, b.terms_, 1);
  const auto is_extreme = [](const UnitTerm& term) {
    return std::abs(term.exponent) > most_exponent_of_a_unit;
  };
  if (result.factor_.too_large() || std::ranges::any_of(result.terms_, is_extreme)) {
    return Unit::beyond_bounds();
  }
  result.text_ = ucum_text(result.terms_);
  return result;
}

Unit divide(const Unit& a, const Unit& b) { return multiply(a, power(b, -1)); }

Unit power(const Unit& base, int exponent) {
  if (exponent == 0) return Unit();
  if (exponent == 1) return base;
  if (base.is_shifted()) return power(difference_unit(base), exponent);
  if (base.is_plain()) return Unit();
  // Checked before the absolute value is taken, which the least int has not.
  constexpr int most = most_exponent_of_a_unit;
  if (base.too_large_ || exponent > most || exponent < -most) return Unit::beyond_bounds();
  Unit result;
  for (std::size_t i = 0; i < dimension_count; ++i) {
    const int product = base.dimension_[i] * exponent;
    if (std::abs(product) > most) return Unit::beyond_bounds();
    result.dimension_[i] = static_cast<std::int8_t>(product);
  }
  result.factor_ = whole_power(base.factor_, exponent);
  add_terms(result.terms_, base.terms_, exponent);
  for (const UnitTerm& term : result.terms_) {
    if (std::abs(term.exponent) > most) return Unit::beyond_bounds();
  }
  if (result.factor_.too_large()) return Unit::beyond_bounds();
  result.text_ = ucum_text(result.terms_);
  return result;
}

std::optional<Unit> root(const Unit& unit, int exponent) {
  if (exponent == 0 || unit.too_large() || unit.is_shifted()) return std::nullopt;
  if (unit.is_plain()) return Unit();
  std::vector<UnitTerm> terms = unit.terms();
  for (UnitTerm& term : terms) {
    if (term.exponent % exponent != 0) return std::nullopt;
    term.exponent /= exponent;
  }
  auto found = read_unit(ucum_text(terms), atoms());
  const Unit* result = std::get_if<Unit>(&found);
  if (!result || !power(*result, exponent).same_scale(unit)) return std::nullopt;
  return *result;
}

Unit difference_unit(const Unit& unit) {
  if (!unit.is_shifted()) return unit;
  const bool is_kelvin = unit.factor() == 1;
  auto found = read_unit(is_kelvin ? "K" : "5.K/9", atoms());
  return std::get<Unit>(std::move(found));  // both are read by a test
}

std::string dimension_words(const Unit& unit) {
  if (unit.too_large()) return "a quantity beyond all bounds";
  if (unit.is_plain()) return "a plain number";
  static const auto named = [] {
    std::vector<std::pair<Unit, std::string_view>> list;
    for (const DimensionName& name : dimension_names()) {
      auto read = read_unit(name.unit, atoms());
      if (Unit* known = std::get_if<Unit>(&read)) list.emplace_back(std::move(*known), name.words);
    }
    return list;
  }();
  std::string_view words;
  for (const auto& [known, its_words] : named) {
    if (!known.same_dimension(unit)) continue;
    if (known.terms().size() == unit.terms().size()) return std::string(its_words);
    if (words.empty()) words = its_words;
  }
  return words.empty() ? fmt::format("a quantity in {}", unit.text()) : std::string(words);
}

}  // namespace bedside::units

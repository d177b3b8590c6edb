// Takes conditions and numbers as SQL; gives what is put together from them, as plain as it can be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/export/dialect.hpp"
#include "lang/meaning/truth.hpp"

namespace bedside::export_to {

using meaning::Truth;

/// Where a line may be broken; it becomes a blank or a line break.
inline constexpr char soft_break = '\v';
/// Where a new line always begins.
inline constexpr char hard_break = '\f';

/// How tightly an expression holds together; the loosest first.
enum class Binding : std::uint8_t { either, both, negation, comparison, sum, product, atom };

/// A piece of SQL. SQL's own logic is Kleene's: NULL stands for unknown.
struct Expression {
  std::string text;
  Binding binding = Binding::atom;
  std::vector<std::size_t> columns;  ///< that it reads, by their place in `Layers`, sorted
  std::optional<Truth> truth;        ///< of a condition that is the same for every row
  std::optional<Number> number;      ///< of a number that is the same for every row
  bool never_null = false;

  bool is_constant() const { return truth || number; }
  /// Whether it may be written out wherever it is read.
  bool is_short() const { return text.size() <= 40 && text.find("CASE") == std::string::npos; }
};

Expression constant(Truth truth);
Expression constant(const Number& number);
Expression null();
Expression text_literal(const Dialect& dialect, std::string_view words);

Expression negation(const Expression& condition);
Expression both(std::vector<Expression> conditions);
Expression either(std::vector<Expression> conditions);
/// `sign` is =, <, <=, > or >=.
Expression compared(const Expression& left, std::string_view sign, const Expression& right);
Expression is_null(const Expression& of);
/// Whether it is certain, and whether it is possible: conditions that are never NULL.
Expression certainly(const Expression& condition);
Expression possibly(const Expression& condition);

Expression sum_of(std::vector<Expression> numbers);
Expression difference_of(const Expression& left, const Expression& right);
Expression product_of(const Expression& left, const Expression& right);
Expression minus(const Expression& number);
/// Texts, one after the other.
Expression joined(std::vector<Expression> texts);

struct Branch {
  Expression when;
  Expression then;
};
/// The first branch that is certain, else `otherwise`.
Expression cases(const std::vector<Branch>& branches, const Expression& otherwise);
/// `number` where it is not NULL, else the other.
Expression coalesced(const Expression& number, const Expression& other);

/// Any text of SQL that reads these.
Expression raw(std::string text, const std::vector<Expression>& reads,
               Binding binding = Binding::atom);

}  // namespace bedside::export_to

// Takes conditions and numbers as SQL; gives what is put together from them, as plain as it can be.
#include "interpreter/export/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bedside::export_to {

namespace {

/// Longer chains are put into brackets: engines bound how deep an expression may be.
constexpr std::size_t longest_chain = 50;

std::vector<std::size_t> columns_of(const std::vector<Expression>& parts) {
  std::vector<std::size_t> all;
  for (const Expression& part : parts) {
    all.insert(all.end(), part.columns.begin(), part.columns.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::string bracketed(const Expression& part, Binding least) {
  return part.binding < least ? fmt::format("({})", part.text) : part.text;
}

bool all_never_null(const std::vector<Expression>& parts) {
  return std::all_of(parts.begin(), parts.end(),
                     [](const Expression& part) { return part.never_null; });
}

/// Parts with one sign between them; what is looser than the sign stands in brackets.
Expression chain(std::vector<Expression> parts, std::string_view sign, Binding binding,
                 char before = soft_break) {
  while (parts.size() > longest_chain) {
    std::vector<Expression> fewer;
    for (std::size_t i = 0; i < parts.size(); i += longest_chain) {
      const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(i);
      const std::size_t size = std::min(longest_chain, parts.size() - i);
      Expression group =
          chain({begin, begin + static_cast<std::ptrdiff_t>(size)}, sign, binding, before);
      if (size > 1) group.text = fmt::format("({})", group.text);
      group.binding = Binding::atom;
      fewer.push_back(std::move(group));
    }
    parts = std::move(fewer);
  }
  if (parts.size() == 1) return parts.front();
  Expression all{"", binding, columns_of(parts), {}, {}, all_never_null(parts)};
  for (const Expression& part : parts) {
    if (!all.text.empty()) all.text += fmt::format("{}{} ", before, sign);
    // AND inside OR needs no brackets, but readers do.
    const bool mixed = binding == Binding::either && part.binding == Binding::both;
    all.text += bracketed(part, mixed ? Binding::atom : binding);
  }
  return all;
}

/// Kleene's and, or: `neutral` changes nothing, its opposite decides.
Expression logic(std::vector<Expression> parts, Truth neutral, std::string_view sign,
                 Binding binding) {
  std::vector<Expression> left;
  for (Expression& part : parts) {
    if (part.truth == !neutral) return constant(!neutral);
    const auto same = [&](const Expression& other) { return other.text == part.text; };
    if (part.truth == neutral || std::any_of(left.begin(), left.end(), same)) continue;
    left.push_back(std::move(part));
  }
  if (left.empty()) return constant(neutral);
  return chain(std::move(left), sign, binding);
}

}  // namespace

Expression constant(Truth truth) {
  if (truth == Truth::unknown) return {"NULL", Binding::atom, {}, truth, {}, false};
  return {truth == Truth::yes ? "TRUE" : "FALSE", Binding::atom, {}, truth, {}, true};
}

Expression constant(const Number& number) {
  const Binding binding = number.sign() < 0 ? Binding::sum : Binding::atom;
  return {literal(number), binding, {}, {}, number, true};
}

Expression null() { return constant(Truth::unknown); }

Expression text_literal(const Dialect& dialect, std::string_view words) {
  return {dialect.text(words), Binding::atom, {}, {}, {}, true};
}

Expression negation(const Expression& condition) {
  if (condition.truth) return constant(!*condition.truth);
  constexpr std::string_view none = " IS NULL";
  if (condition.binding == Binding::comparison && condition.text.ends_with(none)) {
    Expression there = condition;
    there.text.resize(there.text.size() - none.size());
    there.text += " IS NOT NULL";
    return there;
  }
  if (condition.binding == Binding::negation) {
    Expression plain = condition;
    plain.text = condition.text.substr(4);
    plain.binding = Binding::comparison;  // what follows NOT holds together as tightly at least
    return plain;
  }
  return {fmt::format("NOT {}", bracketed(condition, Binding::comparison)),
          Binding::negation,
          condition.columns,
          {},
          {},
          condition.never_null};
}

Expression both(std::vector<Expression> conditions) {
  return logic(std::move(conditions), Truth::yes, "AND", Binding::both);
}

Expression either(std::vector<Expression> conditions) {
  return logic(std::move(conditions), Truth::no, "OR", Binding::either);
}

Expression compared(const Expression& left, std::string_view sign, const Expression& right) {
  if (left.number && right.number) {
    const auto order = *left.number <=> *right.number;
    const bool holds = (order < 0 && sign.front() == '<') || (order > 0 && sign.front() == '>') ||
                       (order == 0 && sign.find('=') != std::string_view::npos);
    return constant(holds ? Truth::yes : Truth::no);
  }
  return {
      fmt::format("{} {} {}", bracketed(left, Binding::sum), sign, bracketed(right, Binding::sum)),
      Binding::comparison,
      columns_of({left, right}),
      {},
      {},
      left.never_null && right.never_null};
}

Expression is_null(const Expression& of) {
  if (of.never_null) return constant(Truth::no);
  if (of.truth == Truth::unknown) return constant(Truth::yes);
  return {fmt::format("{} IS NULL", bracketed(of, Binding::atom)),
          Binding::comparison,
          of.columns,
          {},
          {},
          true};
}

namespace {

Expression with_null_as(const Expression& condition, Truth truth) {
  if (condition.never_null) return condition;
  if (condition.truth == Truth::unknown) return constant(truth);
  return {fmt::format("COALESCE({}, {})", condition.text, constant(truth).text),
          Binding::atom,
          condition.columns,
          {},
          {},
          true};
}

}  // namespace

Expression certainly(const Expression& condition) { return with_null_as(condition, Truth::no); }

Expression possibly(const Expression& condition) { return with_null_as(condition, Truth::yes); }

Expression sum_of(std::vector<Expression> numbers) {
  Number total;
  std::vector<Expression> left;
  for (Expression& number : numbers) {
    if (number.number) total += *number.number;
    if (!number.number) left.push_back(std::move(number));
  }
  if (left.empty()) return constant(total);
  Expression all = chain(std::move(left), "+", Binding::sum);
  if (total.is_zero()) return all;
  const bool less = total.sign() < 0;
  return {
      fmt::format("{} {} {}", bracketed(all, Binding::sum), less ? '-' : '+', literal(total.abs())),
      Binding::sum,
      all.columns,
      {},
      {},
      all.never_null};
}

Expression difference_of(const Expression& left, const Expression& right) {
  if (right.number) return sum_of({left, constant(-*right.number)});
  return {fmt::format("{} - {}", bracketed(left, Binding::sum), bracketed(right, Binding::product)),
          Binding::sum,
          columns_of({left, right}),
          {},
          {},
          left.never_null && right.never_null};
}

Expression product_of(const Expression& left, const Expression& right) {
  if (left.number && right.number) return constant(*left.number * *right.number);
  if (left.number) return product_of(right, left);
  if (right.number == Number(1)) return left;
  if (right.number == Number(-1)) return minus(left);
  return {
      fmt::format("{} * {}", bracketed(left, Binding::product), bracketed(right, Binding::product)),
      Binding::product,
      columns_of({left, right}),
      {},
      {},
      left.never_null && right.never_null};
}

Expression minus(const Expression& number) {
  if (number.number) return constant(-*number.number);
  return {fmt::format("-{}", bracketed(number, Binding::atom)),
          Binding::sum,
          number.columns,
          {},
          {},
          number.never_null};
}

Expression joined(std::vector<Expression> texts) {
  return chain(std::move(texts), "||", Binding::sum, hard_break);
}

Expression cases(const std::vector<Branch>& branches, const Expression& otherwise) {
  std::vector<Branch> left;
  Expression last = otherwise;
  for (const Branch& branch : branches) {
    if (branch.when.truth == Truth::yes) {
      last = branch.then;
      break;
    }
    if (!branch.when.truth) left.push_back(branch);
  }
  while (!left.empty() && left.back().then.text == last.text) left.pop_back();
  if (left.empty()) return last;
  std::vector<Expression> parts{last};
  bool never_null = last.never_null;
  std::string text = "CASE";
  for (const Branch& branch : left) {
    const char before = parts.size() == 1 ? ' ' : soft_break;
    text +=
        fmt::format("{}WHEN {}{}THEN {}", before, branch.when.text, soft_break, branch.then.text);
    parts.push_back(branch.when);
    parts.push_back(branch.then);
    never_null = never_null && branch.then.never_null;
  }
  if (last.text != "NULL") text += fmt::format("{}ELSE {}", soft_break, last.text);
  return {text + soft_break + "END", Binding::atom, columns_of(parts), {}, {}, never_null};
}

Expression coalesced(const Expression& number, const Expression& other) {
  if (number.never_null) return number;
  return {fmt::format("COALESCE({}, {})", number.text, other.text),
          Binding::atom,
          columns_of({number, other}),
          {},
          {},
          other.never_null};
}

Expression raw(std::string text, const std::vector<Expression>& reads, Binding binding) {
  return {std::move(text), binding, columns_of(reads), {}, {}, all_never_null(reads)};
}

}  // namespace bedside::export_to

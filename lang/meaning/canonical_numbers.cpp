// Takes a number that a rule set computes; gives it in one form, however it is written: a sum of
// products.
#include "lang/meaning/canonical_numbers.hpp"

#include "lang/meaning/cells.hpp"

namespace bedside::meaning {

namespace {

Sum single(std::string factor) { return {{{1, {std::move(factor)}}}, 0}; }

// A product may stand in another one as its factors.
Product as_product(const Sum& sum) {
  if (sum.products.size() == 1 && sum.plain.is_zero()) return sum.products.front();
  return {1, {sum.text()}};
}

class Numbers {
 public:
  explicit Numbers(const RuleSet& rules) : rules_(rules) {}

  Sum of(QuantityId id) {
    return std::visit([this](const auto& kind) { return this->of_kind(kind); }, rules_.at(id).kind);
  }

 private:
  std::string text(QuantityId id) { return of(id).text(); }

  Sum of_kind(const FindingNumber& number) {
    return single("(finding " + quoted(rules_.at(number.finding).name) + ')');
  }
  static Sum of_kind(const Constant& constant) { return {{}, constant.number}; }
  Sum of_kind(const ScoreNumber& number) {
    return single("(score " + quoted(rules_.at(number.score).name) + ')');
  }
  Sum of_kind(const DefinedNumber& number) {
    return single("(defined " + quoted(rules_.at(number.definition).name) + ')');
  }

  Sum of_kind(const Arithmetic& arithmetic) {
    Sum left = of(arithmetic.left);
    Sum right = of(arithmetic.right);
    switch (arithmetic.sign) {
      case Operator::subtract:
        right *= -1;
        [[fallthrough]];
      case Operator::add:
        left += right;
        return left;
      case Operator::multiply:
        return product(std::move(left), std::move(right));
      case Operator::divide:
        if (right.products.empty() && !right.plain.is_zero()) {
          left *= *units::divide(1, right.plain);
          return left;
        }
        return single(in_brackets("over", {left.text(), right.text()}));
      case Operator::power:
        break;
    }
    return single(in_brackets("power", {left.text(), right.text()}));
  }

  static Sum product(Sum left, Sum right) {
    if (left.products.empty()) std::swap(left, right);
    // Nothing times something is nothing only where there is something.
    if (right.products.empty() && !right.plain.is_zero()) {
      left *= right.plain;
      return left;
    }
    Product both = as_product(left);
    const Product other = as_product(right);
    both.times *= other.times;
    both.factors.insert(both.factors.end(), other.factors.begin(), other.factors.end());
    both.factors = sorted(std::move(both.factors));
    return {{both}, 0};
  }

  Sum of_kind(const Extreme& extreme) {
    Texts operands;
    for (const QuantityId each : extreme.operands) operands.push_back(text(each));
    return single(in_brackets(extreme.greatest ? "greatest" : "least", sorted(operands)));
  }
  Sum of_kind(const Rounded& rounded) {
    const std::string way = rounded.way == Rounding::nearest ? "round"
                            : rounded.way == Rounding::floor ? "floor"
                                                             : "ceiling";
    return single(in_brackets(way, {text(rounded.operand), rounded.step.to_fraction()}));
  }
  Sum of_kind(const Function& call) {
    const std::string name = call.function == FunctionKind::ln      ? "ln"
                             : call.function == FunctionKind::log10 ? "log10"
                             : call.function == FunctionKind::exp   ? "exp"
                                                                    : "sqrt";
    return single(in_brackets(name, {text(call.operand)}));
  }
  Sum of_kind(const Scaled& scaled) {
    Sum sum = of(scaled.operand);
    sum *= scaled.factor;
    sum.plain += scaled.shift;
    return sum;
  }

  const RuleSet& rules_;
};

}  // namespace

Sum& Sum::operator+=(const Sum& other) {
  products.insert(products.end(), other.products.begin(), other.products.end());
  plain += other.plain;
  sort();
  return *this;
}

Sum& Sum::operator*=(const Number& number) {
  for (Product& product : products) product.times *= number;
  plain *= number;
  sort();
  return *this;
}

void Sum::sort() {
  std::sort(products.begin(), products.end(), [](const Product& a, const Product& b) {
    return a.factors != b.factors ? a.factors < b.factors : a.times < b.times;
  });
}

std::string Sum::text() const {
  if (products.empty()) return plain.to_fraction();
  Texts texts;
  for (const Product& product : products) {
    Texts factors = product.factors;
    if (product.times != 1) factors.insert(factors.begin(), product.times.to_fraction());
    texts.push_back(factors.size() == 1 ? factors.front() : in_brackets("times", factors));
  }
  if (!plain.is_zero()) texts.push_back(plain.to_fraction());
  return texts.size() == 1 ? texts.front() : in_brackets("sum", texts);
}

Sum sum_of(const RuleSet& rules, QuantityId id) { return Numbers(rules).of(id); }

std::vector<Range> ranges_in_one_form(const Quantity& quantity, const std::vector<Range>& ranges) {
  // What is left where all the rest was taken is in order, and what touches is one.
  const auto rest = subtract(quantity.domain, ranges, quantity.grid);
  std::vector<Range> result = subtract(quantity.domain, rest, quantity.grid);
  for (Range& range : result) range = snap(range, quantity.grid);
  return result;
}

std::string Measured::text_of(std::vector<Range> ranges) const {
  if (mirrored) {
    std::reverse(ranges.begin(), ranges.end());
    for (Range& range : ranges) {
      range = {-range.high,   -range.low,      range.has_high,
               range.has_low, range.high_open, range.low_open};
    }
  }
  Texts parts{quantity};
  for (const Range& range : ranges) parts.push_back(meaning::text_of(range));
  return in_brackets("within", parts);
}

Measured measured(const RuleSet& rules, QuantityId id) {
  Sum sum = sum_of(rules, id);
  Measured result;
  result.mirrored = !sum.products.empty() && sum.products.front().times.sign() < 0;
  if (result.mirrored) sum *= -1;
  result.quantity = sum.text();
  std::optional<Grid> grid = rules.at(id).grid;
  if (!grid || as_finding(rules, id)) return result;
  if (result.mirrored) grid->origin = -grid->origin;
  result.quantity = in_brackets("on", {result.quantity, meaning::text_of(*grid)});
  return result;
}

}  // namespace bedside::meaning

// Takes what is wanted of numbers that are computed from findings; gives a patient who has them, or
// that there is none.
#include "interpreter/proving/solver.hpp"

#include <z3_late.hpp>

#include <optional>
#include <string>

#include "lang/units/number.hpp"

namespace bedside::proving {

using namespace meaning;

namespace {

/// Results of `^`, `ln`, `log10`, `exp`, `sqrt` are rounded to 12 digits: so far they may be off.
constexpr const char* rounding = "1/100000000000";
constexpr std::int64_t most_power = 8;

class Problem {
 public:
  Problem(const proofs::Space& space, unsigned milliseconds) : space_(space), solver_(context_) {
    z3::params params(context_);
    params.set("timeout", milliseconds);
    solver_.set(params);
  }

  void limit(std::uint32_t variable, const std::vector<Range>& ranges) {
    solver_.add(in_one_of(of_variable(variable), ranges));
  }

  void want(const Wanted& wanted) {
    // What one rule set defines is not looked up in another.
    if (wanted.rule_set != rule_set_) {
      quantities_.clear();
      conditions_.clear();
    }
    rule_set_ = wanted.rule_set;
    rules_ = space_.rule_sets.at(rule_set_);
    defined_ = z3::expr_vector(context_);
    const z3::expr value = of(wanted.quantity);
    z3::expr wish = z3::mk_and(defined_) && in_one_of(value, wanted.ranges);
    if (wanted.undefined) wish = wish || !z3::mk_and(defined_);
    solver_.add(wish);
  }

  Solved solve() {
    switch (solver_.check()) {
      case z3::unsat:
        return {Solved::Answer::none, {}};
      case z3::unknown:
        return {};
      case z3::sat:
        break;
    }
    Solved solved{Solved::Answer::exists, {}};
    const z3::model model = solver_.get_model();
    for (const auto& [variable, value] : variables_) {
      const auto number = number_of(model.eval(value, true));
      if (!number) return {};
      solved.numbers[variable] = *number;
    }
    return solved;
  }

 private:
  z3::expr constant(const Number& number) {
    return context_.real_val(number.to_fraction().c_str());
  }
  z3::expr fresh() { return context_.real_const(("n" + std::to_string(++names_)).c_str()); }

  z3::expr in(const z3::expr& value, const Range& range) {
    z3::expr inside = context_.bool_val(true);
    if (range.has_low) {
      const z3::expr low = constant(range.low);
      inside = inside && (range.low_open ? value > low : value >= low);
    }
    if (range.has_high) {
      const z3::expr high = constant(range.high);
      inside = inside && (range.high_open ? value < high : value <= high);
    }
    return inside;
  }
  z3::expr in_one_of(const z3::expr& value, const std::vector<Range>& ranges) {
    z3::expr some = context_.bool_val(false);
    for (const Range& range : ranges) some = some || in(value, range);
    return some;
  }

  z3::expr of(FindingId id) {
    const std::uint32_t index = space_.of_finding[rule_set_][id.index];
    const proofs::Variable& variable = space_.variables[index];
    // Linear: what 0 and 1 become says it all.
    const Number zero = variable.in_unit_of(rule_set_, Number(0));
    const Number factor = variable.in_unit_of(rule_set_, Number(1)) - zero;
    return of_variable(index) * constant(factor) + constant(zero);
  }

  z3::expr of_variable(std::uint32_t index) {
    const auto known = variables_.find(index);
    if (known != variables_.end()) return known->second;
    const proofs::Variable& variable = space_.variables[index];
    z3::expr value = fresh();
    if (variable.grid) {
      const z3::expr steps = context_.int_const(("k" + std::to_string(++names_)).c_str());
      solver_.add(value == constant(variable.grid->origin) +
                               constant(variable.grid->step) * z3::to_real(steps));
    }
    solver_.add(in_one_of(value, variable.ranges));
    variables_.emplace(index, value);
    return value;
  }

  z3::expr of(QuantityId id) {
    const auto known = quantities_.find(id);
    if (known != quantities_.end()) {
      const auto conditions = conditions_.equal_range(id);
      for (auto i = conditions.first; i != conditions.second; ++i) defined_.push_back(i->second);
      return known->second;
    }
    const unsigned before = defined_.size();
    const z3::expr value =
        std::visit([this](const auto& kind) { return of_kind(kind); }, rules_->at(id).kind);
    quantities_.emplace(id, value);
    for (unsigned i = before; i < defined_.size(); ++i) {
      conditions_.emplace(id, defined_[static_cast<int>(i)]);
    }
    return value;
  }

  z3::expr of_kind(const FindingNumber& number) { return of(number.finding); }
  z3::expr of_kind(const Constant& number) { return constant(number.number); }
  z3::expr of_kind(const DefinedNumber& number) {
    return of(std::get<QuantityId>(rules_->at(number.definition).body));
  }
  // What its points are is not said here; the evaluator has the last word.
  z3::expr of_kind(const ScoreNumber& number) {
    const z3::expr total = fresh();
    solver_.add(in(total, rules_->at(number.score).domain));
    return total;
  }
  z3::expr of_kind(const Arithmetic& arithmetic) {
    const z3::expr left = of(arithmetic.left);
    if (arithmetic.sign == Operator::power) return power(left, arithmetic.right);
    const z3::expr right = of(arithmetic.right);
    switch (arithmetic.sign) {
      case Operator::add:
        return left + right;
      case Operator::subtract:
        return left - right;
      case Operator::multiply:
        return left * right;
      case Operator::divide:
      case Operator::power:
        break;
    }
    defined_.push_back(right != 0);
    // Spelled as a product: Z3 decides products better than quotients.
    const z3::expr quotient = fresh();
    solver_.add(z3::implies(right != 0, quotient * right == left));
    return quotient;
  }
  z3::expr of_kind(const Extreme& of_all) {
    z3::expr extreme = of(of_all.operands.front());
    for (std::size_t i = 1; i < of_all.operands.size(); ++i) {
      const z3::expr next = of(of_all.operands[i]);
      extreme = z3::ite(of_all.greatest ? extreme >= next : extreme <= next, extreme, next);
    }
    return extreme;
  }
  z3::expr of_kind(const Rounded& rounded) {
    const z3::expr steps = of(rounded.operand) / constant(rounded.step);
    const z3::expr half = constant(Number::ratio(1, 2));
    const auto floor = [](const z3::expr& value) { return z3::to_real(z3_floor(value)); };
    switch (rounded.way) {
      case Rounding::floor:
        return floor(steps) * constant(rounded.step);
      case Rounding::ceiling:
        return -floor(-steps) * constant(rounded.step);
      case Rounding::nearest:
        break;
    }
    // Halves go away from zero.
    return z3::ite(steps >= 0, floor(steps + half), -floor(-steps + half)) * constant(rounded.step);
  }
  static z3::expr z3_floor(const z3::expr& value) {
    return z3::expr(value.ctx(), Z3_mk_real2int(value.ctx(), value));
  }
  z3::expr of_kind(const Function& function) {
    const z3::expr operand = of(function.operand);
    const z3::expr result = fresh();
    switch (function.function) {
      case FunctionKind::ln:
      case FunctionKind::log10:
        defined_.push_back(operand > 0);
        solver_.add(z3::implies(operand > 1, result >= 0));
        solver_.add(z3::implies(operand < 1, result <= 0));
        break;
      case FunctionKind::exp:
        solver_.add(result >= 0);
        break;
      case FunctionKind::sqrt:
        defined_.push_back(operand >= 0);
        solver_.add(result >= 0);
        solver_.add(z3::implies(operand >= 0, nearly(result * result, operand)));
        break;
    }
    return result;
  }
  z3::expr of_kind(const Scaled& scaled) {
    return of(scaled.operand) * constant(scaled.factor) + constant(scaled.shift);
  }

  z3::expr power(const z3::expr& base, QuantityId exponent) {
    const z3::expr result = fresh();
    const auto* fixed = std::get_if<Constant>(&rules_->at(exponent).kind);
    const auto whole = fixed == nullptr ? std::nullopt : fixed->number.to_int64();
    if (!whole || *whole < 1 || *whole > most_power) {
      of(exponent);
      // When it is defined is not said here, so both are open.
      defined_.push_back(context_.bool_const(("d" + std::to_string(++names_)).c_str()));
      return result;
    }
    z3::expr product = base;
    for (std::int64_t i = 1; i < *whole; ++i) product = product * base;
    solver_.add(nearly(result, product));
    return result;
  }
  z3::expr nearly(const z3::expr& rounded, const z3::expr& exact) {
    const z3::expr off = context_.real_val(rounding) * 4;
    const z3::expr size = z3::ite(exact >= 0, exact, -exact);
    return rounded >= exact - size * off && rounded <= exact + size * off;
  }

  std::optional<Number> number_of(const z3::expr& value) const {
    std::string text;
    if (value.is_algebraic()) {
      text = Z3_get_numeral_string(context_, Z3_get_algebraic_number_lower(context_, value, 12));
    } else if (value.is_numeral()) {
      text = Z3_get_numeral_string(context_, value);
    }
    const std::size_t bar = text.find('/');
    const auto above = Number::parse(text.substr(0, bar));
    const auto below = bar == std::string::npos ? Number(1) : Number::parse(text.substr(bar + 1));
    if (!above || !below) return std::nullopt;
    return units::divide(*above, *below);
  }

  const proofs::Space& space_;
  std::size_t rule_set_ = 0;
  const RuleSet* rules_ = nullptr;
  z3::context context_;
  z3::solver solver_;
  z3::expr_vector defined_{context_};
  std::map<std::uint32_t, z3::expr> variables_;
  std::map<QuantityId, z3::expr> quantities_;
  std::multimap<QuantityId, z3::expr> conditions_;
  int names_ = 0;
};

}  // namespace

Solved solve(const proofs::Space& space, const std::map<std::uint32_t, std::vector<Range>>& ranges,
             const std::vector<Wanted>& wanted, unsigned milliseconds) {
  try {
    Problem problem(space, milliseconds);
    for (const auto& [variable, in] : ranges) problem.limit(variable, in);
    for (const Wanted& wish : wanted) problem.want(wish);
    return problem.solve();
  } catch (const z3::exception&) {
    return {};  // out of memory, or beyond what it knows: nothing is proved
  }
}

}  // namespace bedside::proving

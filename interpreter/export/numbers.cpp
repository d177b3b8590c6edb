// Takes numbers that are computed from findings and scores; gives their ends, as columns.
#include <fmt/format.h>

#include "interpreter/export/steps.hpp"
#include "lang/meaning/cells.hpp"

namespace bedside::export_to {

using namespace meaning;

namespace {

/// A finding's number: where it is not recorded, it lies in its range.
Interval interval_of(Steps& steps, FindingId id) {
  const NumberCell& cell = steps.findings().number(id);
  const Number parts = power_of_ten(cell.places);
  Interval all;
  all.unit = *units::divide(1, parts);
  all.least = cell.low * parts;
  all.greatest = cell.high * parts;
  const Expression whole = steps.findings().whole(id);
  all.low.over = cell.bounded ? coalesced(whole, constant(all.least)) : whole;
  all.high.over = cell.bounded ? coalesced(whole, constant(all.greatest)) : whole;
  all.low_free = all.high_free = !cell.bounded;
  const std::string& name = steps.context().rules.at(id).name;
  return Intervals(steps.context(), steps.context().rules.at(id).span)
      .in_columns(all, fmt::format("f{}", id.index + 1), name);
}

std::string_view function_name(const Function& of) {
  switch (of.function) {
    case FunctionKind::ln:
      return "ln";
    case FunctionKind::log10:
      return "log10";
    case FunctionKind::exp:
      return "exp";
    case FunctionKind::sqrt:
      return "sqrt";
  }
  return "";
}

Interval not_exact(Steps& steps, const Quantity& quantity, std::string_view what) {
  steps.context().refuse(quantity.span,
                         fmt::format("`{}` is rounded to 12 digits by Bedside, and by no database "
                                     "in the same way.",
                                     what));
  return fixed(0);
}

struct IntervalOf {
  Steps& steps;
  const Quantity& quantity;

  Intervals intervals() const { return {steps.context(), quantity.span}; }

  Interval operator()(const FindingNumber& of) const { return interval_of(steps, of.finding); }
  Interval operator()(const Constant& of) const { return fixed(of.number); }
  Interval operator()(const ScoreNumber& of) const { return steps.score(of.score); }
  Interval operator()(const DefinedNumber& of) const {
    return steps.number(std::get<QuantityId>(steps.context().rules.at(of.definition).body));
  }
  Interval operator()(const Arithmetic& of) const { return steps.arithmetic(quantity, of); }
  Interval operator()(const Extreme& of) const { return steps.extreme(quantity, of); }
  Interval operator()(const Rounded& of) const {
    return intervals().rounded(of.way, steps.number(of.operand), of.step);
  }
  Interval operator()(const Function& of) const {
    return not_exact(steps, quantity, function_name(of));
  }
  Interval operator()(const Scaled& of) const {
    Intervals all = intervals();
    return all.sum(all.scaled(steps.number(of.operand), of.factor), fixed(of.shift));
  }
};

}  // namespace

Interval Steps::arithmetic(const Quantity& quantity, const Arithmetic& of) const {
  Intervals intervals(context_, quantity.span);
  const Interval& left = number(of.left);
  const Interval& right = number(of.right);
  switch (of.sign) {
    case Operator::add:
      return intervals.sum(left, right);
    case Operator::subtract:
      return intervals.sum(left, intervals.negated(right));
    case Operator::multiply:
      return intervals.product(left, right);
    case Operator::divide:
      return intervals.quotient(left, right, context_.rules.at(of.right).grid);
    case Operator::power:
      break;
  }
  context_.refuse(quantity.span,
                  "`^` is rounded to 12 digits by Bedside, and by no database in the same way. A "
                  "square is exact as a product: `height * height`.");
  return fixed(0);
}

Interval Steps::extreme(const Quantity& quantity, const Extreme& of) const {
  Intervals intervals(context_, quantity.span);
  Interval all = number(of.operands.front());
  for (std::size_t i = 1; i < of.operands.size(); ++i) {
    all = intervals.in_columns(intervals.extreme(of.greatest, all, number(of.operands[i])), "n#",
                               of.greatest ? "the greatest" : "the least");
  }
  return all;
}

void Steps::compute(QuantityId id) {
  const Quantity& quantity = context_.rules.at(id);
  // A finding that is only compared needs no ends.
  const Interval found = std::visit(IntervalOf{*this, quantity}, quantity.kind);
  quantities_.at(id.index) =
      Intervals(context_, quantity.span).in_columns(found, "n#", name_of_definition(id));
}

// ---- Bands -----------------------------------------------------------------------------------

// A number that may be undefined may be anything.
Expression Steps::overlaps(QuantityId id, const Range& range) const {
  const Interval& number = this->number(id);
  const Quantity& quantity = context_.rules.at(id);
  const Range steps = snap(range, quantity.grid);
  if (steps.empty()) {
    if (!number.undefined) return constant(Truth::no);
    if (number.is_free()) {
      context_.refuse(quantity.span, "A number that may be undefined has a band without numbers.");
    }
    return is_null(number.low.over);
  }
  Intervals intervals(context_, quantity.span);
  std::vector<Expression> needs;
  if (steps.has_low) {
    const char* const sign = steps.low_open ? ">" : ">=";
    needs.push_back(possibly(intervals.compared_with(number, number.high, sign, steps.low)));
  }
  if (steps.has_high) {
    const char* const sign = steps.high_open ? "<" : "<=";
    needs.push_back(possibly(intervals.compared_with(number, number.low, sign, steps.high)));
  }
  return both(needs);
}

namespace {

/// All that some bands take.
struct Taken {
  explicit Taken(const std::vector<const Band*>& bands) {
    for (const Band* band : bands) {
      values |= band->values;
      ranges.insert(ranges.end(), band->ranges.begin(), band->ranges.end());
    }
  }
  Values values;
  std::vector<Range> ranges;
};

}  // namespace

std::optional<Expression> Steps::in_recorded(const ByList& by, const Bands& bands) const {
  const Taken taken(bands);
  if (const auto* finding = std::get_if<FindingId>(&by.subject)) {
    return findings_.is_one_of(*finding, taken.values);
  }
  const auto finding = as_finding(context_.rules, std::get<QuantityId>(by.subject));
  if (!finding) return std::nullopt;
  return findings_.lies_in(*finding, taken.ranges);
}

Expression Steps::possible(const ByList& by, const Bands& bands) const {
  const auto& [values, ranges] = Taken(bands);
  if (const auto* finding = std::get_if<FindingId>(&by.subject)) {
    return findings_.possible(*finding, values);
  }
  const QuantityId id = std::get<QuantityId>(by.subject);
  if (const auto finding = as_finding(context_.rules, id)) {
    return findings_.possible(*finding, ranges);
  }
  std::vector<Expression> each;
  for (const Range& range : ranges) each.push_back(overlaps(id, range));
  return either(each);
}

Expression Steps::possible_level(const ByList& by, std::size_t level) const {
  Bands bands;
  for (const Band& band : by.bands) {
    if (band.level == level) bands.push_back(&band);
  }
  return context_.layers.column("band#", possible(by, bands));
}

}  // namespace bedside::export_to

// Takes the findings of a rule set; gives the columns with their cells, each read once and looked
// at.
#include "interpreter/export/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bedside::export_to {

using namespace meaning;

namespace {

/// A number without a step has so many places behind the point, and all together so many digits
/// where it has no range. A binary fraction of a database keeps as many decimal digits.
constexpr unsigned usual_places = 6;
constexpr unsigned usual_digits = 15;

Truth over_domain(const Finding& finding, const Range& range) {
  const Range domain = snap(finding.range, finding.grid);
  return of_possible(!none_in(intersect(domain, range), finding.grid), !within(domain, range));
}

bool any_in_domain(const Finding& finding, const std::vector<Range>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
    return !none_in(intersect(finding.range, range), finding.grid);
  });
}

}  // namespace

FindingColumns::FindingColumns(Context& context, const std::string& table) : context_(context) {
  const RuleSet& rules = context.rules;
  const std::string from = table + ".";
  id_ = context.layers.source(context.dialect.quoted("id"), from + context.dialect.quoted("id"));
  for (const Finding& finding : rules.findings) {
    context.layers.reserve(finding.name);
  }
  numbers_.resize(rules.findings.size());
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    add({i}, from + context.dialect.quoted(rules.findings[i].name));
  }
}

namespace {

/// SQLite writes a small binary fraction with an exponent; these are its 15 digits.
std::string text_of_small(const std::string& cell) {
  return fmt::format(
      "CASE WHEN TYPEOF({0}) = 'real' AND ABS({0}) < 0.0001{1}"
      "THEN PRINTF('%.19f', {0}) ELSE CAST({0} AS TEXT) END",
      cell, soft_break);
}

}  // namespace

void FindingColumns::add(FindingId id, const std::string& cell) {
  const Dialect& dialect = context_.dialect;
  const Finding& finding = context_.rules.at(id);
  const bool is_number = finding.kind == FindingKind::number;
  if (is_number) numbers_[id.index] = cell_of(id);
  // A boolean column needs no look: it holds nothing else.
  std::string text = cell;
  if (finding.kind == FindingKind::list || dialect.scaled()) text = dialect.as_text(cell);
  if (is_number && dialect.id == DialectId::postgres) text = dialect.decimal(cell, 0, 0);
  if (is_number && dialect.scaled() && number(id).places > 4) text = text_of_small(cell);
  const std::string name = fmt::format("cell{}", id.index + 1);
  cells_.push_back(context_.layers.source(name, text));
  const Expression& read = cells_.back();
  const Expression value = is_number ? number_value(id, read, cell) : list_value(finding, read);
  values_.push_back(context_.layers.named_column(finding.name, value));
}

Expression FindingColumns::list_value(const Finding& finding, const Expression& cell) {
  const Dialect& dialect = context_.dialect;
  if (finding.kind == FindingKind::yes_no) {
    if (!dialect.scaled()) return cell;
    const auto one_of = [&](const char* words) {
      return raw(fmt::format("{} IN ({})", cell.text, words), {cell}, Binding::comparison);
    };
    return cases(
        {{one_of("'1', 'yes'"), constant(Truth::yes)}, {one_of("'0', 'no'"), constant(Truth::no)}},
        null());
  }
  std::string texts;
  for (const std::string& value : finding.values) {
    if (!texts.empty()) texts += std::string(",") + soft_break;
    texts += dialect.text(value);
  }
  const auto known = raw(fmt::format("{} IN ({})", cell.text, texts), {cell}, Binding::comparison);
  return cases({{known, cell}}, null());
}

NumberCell FindingColumns::cell_of(FindingId id) {
  const Finding& finding = context_.rules.at(id);
  std::vector<Number> ends;
  if (finding.grid) ends = {finding.grid->origin, finding.grid->step};
  if (finding.range.has_low) ends.insert(ends.end(), {finding.range.low, finding.range.high});
  NumberCell cell{finding.grid ? 0 : usual_places, 0, 0, finding.range.has_low};
  for (const Number& end : ends) {
    const auto places = places_of(end);
    if (!places) {
      context_.refuse(finding.span,
                      fmt::format("The range or the steps of `{}` have more than 30 places behind "
                                  "the point.",
                                  finding.name));
      return cell;
    }
    cell.places = std::max(cell.places, *places);
  }
  const Number most = power_of_ten(usual_digits) - 1;
  const Number step = *units::divide(1, power_of_ten(cell.places));
  cell.low = cell.bounded ? finding.range.low : -most * step;
  cell.high = cell.bounded ? finding.range.high : most * step;
  const Number size = std::max(cell.low.abs(), cell.high.abs());
  if (digits_of(size * power_of_ten(cell.places)) > std::min(context_.dialect.digits, 30U)) {
    context_.refuse(finding.span, fmt::format("The numbers of `{}` have more digits than a number "
                                              "of {} holds exactly.",
                                              finding.name, context_.dialect.full_name));
  }
  return cell;
}

// SQLite has no decimals but as text. `12.50` with one place is `125`: what stands before the
// point, then as many digits as there are places; none but zeros may follow.
Expression FindingColumns::whole_of_text(FindingId id, const Expression& cell) {
  const unsigned places = number(id).places;
  const std::string& text = cell.text;
  const std::string point = fmt::format("INSTR({} || '.', '.')", text);
  const std::string rest = fmt::format("SUBSTR({}, {} + 1)", text, point);
  std::vector<std::string> needs{
      fmt::format("({0} GLOB '[0-9]*' OR {0} GLOB '-[0-9]*')", text),
      fmt::format("SUBSTR({}, 2) NOT GLOB '*[^0-9.]*'", text),
      fmt::format("{} NOT GLOB '*.*.*'", text),
      fmt::format("{} <= {}", point, 19 - places),
      fmt::format("RTRIM(SUBSTR({}, {}), '0') = ''", rest, places + 1),
  };
  std::vector<Expression> conditions;
  for (std::string& need : needs) {
    conditions.push_back(raw(std::move(need), {cell}, Binding::comparison));
  }
  std::string digits = fmt::format("SUBSTR({}, 1, {} - 1)", text, point);
  if (places > 0) {
    digits += fmt::format("{}|| SUBSTR({} || '{}', 1, {})", soft_break, rest,
                          std::string(places, '0'), places);
  }
  const Expression whole = raw(fmt::format("CAST({} AS INTEGER)", digits), {cell});
  return context_.layers.column(fmt::format("number{}", id.index + 1),
                                cases({{both(conditions), whole}}, null()));
}

Expression FindingColumns::number_value(FindingId id, const Expression& cell,
                                        const std::string& text) {
  const Dialect& dialect = context_.dialect;
  const NumberCell& of = number(id);
  const std::optional<Grid>& grid = context_.rules.at(id).grid;
  Expression value = cell;
  std::vector<Expression> needs;
  if (dialect.scaled()) {
    value = whole_of_text(id, cell);
  } else if (dialect.id == DialectId::postgres) {
    needs.push_back(raw(fmt::format("{0} = ROUND({0}, {1})", cell.text, of.places), {cell},
                        Binding::comparison));
  } else {
    const unsigned before = digits_of(std::max(of.low.abs(), of.high.abs()));
    const std::string decimal =
        dialect.decimal(text, std::max(before + of.places, usual_digits), of.places);
    value = context_.layers.source(fmt::format("number{}", id.index + 1), decimal);
    needs.push_back(compared(value, "=", cell));
  }
  const Number parts = power_of_ten(of.places);
  const auto as_written = [&](const Number& n) { return dialect.scaled() ? n * parts : n; };
  needs.push_back(raw(fmt::format("{} BETWEEN {} AND {}", value.text, literal(as_written(of.low)),
                                  literal(as_written(of.high))),
                      {value}, Binding::comparison));
  if (grid && !(grid->step * parts == Number(1))) {
    std::string whole = value.text;
    if (!dialect.scaled() && of.places > 0) whole += fmt::format(" * {}", literal(parts));
    const Expression from_origin =
        difference_of(raw(dialect.whole(whole), {value}), constant(grid->origin * parts));
    needs.push_back(
        raw(dialect.remainder_of(from_origin.text, literal(grid->step * parts)) + " = 0", {value},
            Binding::comparison));
  }
  return cases({{both(needs), value}}, null());
}

Expression FindingColumns::whole(FindingId id) const {
  const Dialect& dialect = context_.dialect;
  const Expression& cell = value(id);
  if (dialect.scaled()) return cell;
  const unsigned places = number(id).places;
  const std::string parts =
      places == 0 ? cell.text : fmt::format("{} * {}", cell.text, literal(power_of_ten(places)));
  return raw(dialect.whole(parts), {cell});
}

Expression FindingColumns::rejected() const {
  const RuleSet& rules = context_.rules;
  std::vector<Expression> names;
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    const Finding& finding = rules.findings[i];
    if (finding.kind == FindingKind::yes_no && !context_.dialect.scaled()) continue;
    const Expression wrong = both({is_null(values_[i]), negation(is_null(cells_[i]))});
    names.push_back(cases({{wrong, text_literal(context_.dialect, "; " + finding.name)}},
                          text_literal(context_.dialect, "")));
  }
  if (names.empty()) return null();
  const Expression all = joined(names);
  Expression list =
      raw(fmt::format("NULLIF({}, '')", context_.dialect.without_first_two(all.text)), {all});
  list.never_null = false;
  return list;
}

// ---- What is asked of them -----------------------------------------------------------------

Expression FindingColumns::as_cell(FindingId id, const Number& number) const {
  if (!context_.dialect.scaled()) return constant(number);
  return constant(number * power_of_ten(this->number(id).places));
}

Expression FindingColumns::is_one_of(FindingId id, const Values& values) const {
  const Finding& finding = context_.rules.at(id);
  const Expression& cell = value(id);
  if (finding.kind == FindingKind::yes_no) {
    if (values.size() == 1) return values.has(1) ? cell : negation(cell);
    return cases({{negation(is_null(cell)), constant(values.empty() ? Truth::no : Truth::yes)}},
                 null());
  }
  std::string texts;
  for (const std::size_t value : values.list()) {
    if (!texts.empty()) texts += std::string(",") + soft_break;
    texts += context_.dialect.text(finding.values.at(value));
  }
  const std::string many = values.size() == 1 ? fmt::format("{} = {}", cell.text, texts)
                                              : fmt::format("{} IN ({})", cell.text, texts);
  return raw(many, {cell}, Binding::comparison);
}

// The table's numbers have so many places: between two of them nothing is recorded. Nor is
// anything beyond the least and the greatest.
Expression FindingColumns::lies_in_one(FindingId id, const Range& range) const {
  const Expression& cell = value(id);
  const NumberCell& of = number(id);
  const auto if_recorded = [&](Truth truth) {
    return cases({{negation(is_null(cell)), constant(truth)}}, null());
  };
  const Grid places{0, *units::divide(1, power_of_ten(of.places))};
  const Range steps = snap(intersect(range, Range::between(of.low, of.high)), places);
  if (steps.empty()) return if_recorded(Truth::no);
  if (steps.is_point()) return compared(cell, "=", as_cell(id, steps.low));
  const auto end = [&](const Number& written, const Number& step, bool open, char sign) {
    // As it was written, where the column's numbers are written so.
    const auto needs = places_of(written);
    const bool same = !context_.dialect.scaled() && needs && *needs <= of.places;
    const std::string sign_text = same && open ? std::string(1, sign) : std::string{sign, '='};
    return compared(cell, sign_text, as_cell(id, same ? written : step));
  };
  std::vector<Expression> ends;
  if (steps.low > of.low) ends.push_back(end(range.low, steps.low, range.low_open, '>'));
  if (steps.high < of.high) ends.push_back(end(range.high, steps.high, range.high_open, '<'));
  return ends.empty() ? if_recorded(Truth::yes) : both(ends);
}

Expression FindingColumns::lies_in(FindingId id, const std::vector<Range>& ranges) const {
  std::vector<Expression> each;
  for (const Range& range : ranges) each.push_back(lies_in_one(id, range));
  return either(each);
}

Expression FindingColumns::holds(FindingId id, const Values& values) const {
  const Values all = Values::all(context_.rules.at(id).values.size());
  const Truth truth = of_possible(all.meets(values), !all.within(values));
  return truth == Truth::unknown ? is_one_of(id, values) : constant(truth);
}

Expression FindingColumns::holds(FindingId id, const Range& range) const {
  const Truth truth = over_domain(context_.rules.at(id), range);
  return truth == Truth::unknown ? lies_in(id, {range}) : constant(truth);
}

Expression FindingColumns::possible(FindingId id, const Values& values) const {
  if (values.empty()) return constant(Truth::no);
  return possibly(holds(id, values));
}

Expression FindingColumns::possible(FindingId id, const std::vector<Range>& ranges) const {
  if (!any_in_domain(context_.rules.at(id), ranges)) return constant(Truth::no);
  return possibly(lies_in(id, ranges));
}

}  // namespace bedside::export_to

// Takes the steps of a rule set as columns; gives what the view shows of them.
#include "interpreter/export/results.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bedside::export_to {

using namespace meaning;

Results::Results(Context& context, const FindingColumns& findings, const Steps& steps,
                 const Steps* without)
    : context_(context), steps_(steps), without_(without) {
  rejected_ = context.layers.column("rejects#", findings.rejected(),
                                    "columns with a cell that is no value of its finding");
  const std::optional<Guideline>& guideline = context.rules.guideline;
  if (guideline && guideline->applies) {
    applies_ =
        context.layers.own_column("applies#", steps.truth(*guideline->applies), "applies if");
  }
  shown_.push_back({"id", findings.id()});
}

std::vector<Shown> Results::shown() && {
  show_assessments();
  show_scores();
  show_advice();
  show_fired();
  shown_.push_back({"rejected", rejected_});
  // Nothing at all has no type; every column that may be so is one of texts.
  for (Shown& each : shown_) {
    if (each.expression.text == null().text) {
      each.expression.text = context_.dialect.as_text(each.expression.text);
    }
  }
  return std::move(shown_);
}

void Results::show_assessments() {
  const auto words = [&](const char* status) { return text_literal(context_.dialect, status); };
  const Expression read = is_null(rejected_);
  const auto& assessments = context_.rules.assessments;
  for (std::uint32_t i = 0; i < assessments.size(); ++i) {
    const AssessmentColumns& columns = steps_.assessment({i});
    shown_.push_back(
        {assessments[i].name, cases({{both({read, applies_}), columns.value}}, null())});
    shown_.push_back(
        {assessments[i].name + " status", cases({{negation(read), null()},
                                                 {negation(applies_), words("not applicable")},
                                                 {is_null(applies_), words("open")}},
                                                columns.status)});
  }
}

// ---- Scores ----------------------------------------------------------------------------------

// SQLite has no decimals. This is the one place with a binary fraction: the nearest to a decimal of
// at most 15 digits, which reads as that decimal; nothing is computed with it.
Expression Results::as_decimal(const Expression& over, const Interval& of, unsigned places) const {
  const Dialect& dialect = context_.dialect;
  if (places == 0) return product_of(over, constant(of.unit));
  if (dialect.scaled()) {
    const Number parts = power_of_ten(places);
    const Expression whole = product_of(over, constant(of.unit * parts));
    return raw(fmt::format("CAST({} AS REAL) / {}", whole.text, literal(parts)), {over});
  }
  const unsigned digits = digits_of(std::max(of.least.abs(), of.greatest.abs()));
  const std::string decimal = dialect.id == DialectId::postgres
                                  ? fmt::format("({})", over.text)
                                  : fmt::format("CAST({} AS DECIMAL({}, 0))", over.text, digits);
  return raw(fmt::format("{} * {}", decimal, literal(of.unit)), {over});
}

void Results::show_score(const Score& score, const char* which, const Interval& of,
                         const End& end) {
  const auto places = places_of(of.unit);
  if (end.under || !places) {
    context_.refuse(score.span,
                    fmt::format("The ends of `{}` are no decimals: it adds a number that is "
                                "divided. `round` makes it one.",
                                score.name));
    return;
  }
  const Number size = std::max(of.least.abs(), of.greatest.abs());
  if (digits_of(size) + *places > context_.dialect.shown_digits) {
    context_.refuse(
        score.span,
        fmt::format("The ends of `{}` have more than {} digits, which {} does not "
                    "show exactly. Findings with a range and steps (`from 0 to 300 by "
                    "0.1`) need fewer.",
                    score.name, context_.dialect.shown_digits, context_.dialect.full_name));
    return;
  }
  shown_.push_back({fmt::format("{} {}", score.name, which),
                    cases({{is_null(rejected_), as_decimal(end.over, of, *places)}}, null())});
}

// Where it is unknown whether the guideline applies, a score that reads assessments has the ends of
// both cases.
Interval Results::whether_it_applies(ScoreId id) {
  const Score& score = context_.rules.at(id);
  Intervals intervals(context_, score.span);
  const Number unit = units::gcd(steps_.score(id).unit, without_->score(id).unit);
  const Interval in = intervals.with_unit(steps_.score(id), unit);
  const Interval out = intervals.with_unit(without_->score(id), unit);
  Interval total = intervals.hull(in, out);
  const auto end = [&](const End& if_yes, const End& if_no, End& if_unknown) {
    if_unknown.over =
        cases({{applies_, if_yes.over}, {negation(applies_), if_no.over}}, if_unknown.over);
  };
  end(in.low, out.low, total.low);
  end(in.high, out.high, total.high);
  return intervals.in_columns(total, "s#", "score " + score.name + ", whether it applies or not");
}

void Results::show_scores() {
  const auto& scores = context_.rules.scores;
  for (std::uint32_t i = 0; i < scores.size(); ++i) {
    const bool differs = scores[i].reads_assessments && without_ != nullptr;
    const Interval total = differs ? whether_it_applies({i}) : steps_.score({i});
    show_score(scores[i], "low", total, total.low);
    show_score(scores[i], "high", total, total.high);
  }
}

// ---- Lists -----------------------------------------------------------------------------------

/// `; a; b` without its first two characters; NULL where there is nothing.
void Results::show_list(const char* name, std::vector<Expression> texts) {
  constexpr std::size_t together = 100;
  std::erase_if(texts, [](const Expression& text) { return text.text == "''"; });
  std::vector<Expression> parts;
  for (std::size_t i = 0; i < texts.size(); i += together) {
    const auto begin = texts.begin() + static_cast<std::ptrdiff_t>(i);
    const auto size = static_cast<std::ptrdiff_t>(std::min(together, texts.size() - i));
    Expression part = joined({begin, begin + size});
    if (texts.size() > together) part = context_.layers.column("list#", part);
    parts.push_back(std::move(part));
  }
  Expression list = null();
  if (!parts.empty()) {
    const Expression all = joined(parts);
    list = raw(fmt::format("NULLIF({}, '')", context_.dialect.without_first_two(all.text)), {all});
  }
  list.never_null = false;
  shown_.push_back({name, cases({{is_null(rejected_), list}}, null())});
}

void Results::show_advice() {
  const RuleSet& rules = context_.rules;
  std::vector<std::vector<Expression>> givers(rules.advice.size());
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    for (const AdviceId advice : rules.rules[i].advice) {
      givers[advice.index].push_back(steps_.rule({i}));
    }
  }
  std::vector<Expression> texts;
  for (std::size_t i = 0; i < givers.size(); ++i) {
    const std::string& name = rules.advice[i].name;
    const Expression given =
        context_.layers.column("advice#", both({either(givers[i]), applies_}), "advice " + name);
    const auto text = [&](const std::string& words) {
      return text_literal(context_.dialect, words);
    };
    texts.push_back(cases(
        {{given, text("; " + name)}, {is_null(given), text(fmt::format("; {} (possible)", name))}},
        text("")));
  }
  show_list("advice", std::move(texts));
}

void Results::show_fired() {
  const RuleSet& rules = context_.rules;
  std::vector<Expression> texts;
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    texts.push_back(cases({{both({steps_.rule({i}), applies_}),
                            text_literal(context_.dialect, "; " + rules.rules[i].name)}},
                          text_literal(context_.dialect, "")));
  }
  show_list("fired", std::move(texts));
}

}  // namespace bedside::export_to

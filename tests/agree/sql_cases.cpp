// Takes a draw; gives rule sets with records of which each finding is recorded or not, and what the
// evaluator's CSV output says of them.
#include "tests/agree/sql_cases.hpp"
#include "tests/agree/all_patients.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/explain/result.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/write.hpp"

namespace bedside::agree {

namespace {

using meaning::Range;
using meaning::RuleSet;
using meaning::Values;

// ---- Records ---------------------------------------------------------------------------------

/// A number in the range, on the step where there is one, near the ends and zero more often.
meaning::Number random_cell(Draw& draw, const meaning::Finding& finding) {
  using meaning::Number;
  const Range& range = finding.range;
  const Number step = finding.grid ? finding.grid->step : Number::ratio(1, 4);
  const Number low = range.has_low ? range.low : Number(-3);
  const Number high = range.has_high ? range.high : Number(6);
  const Number steps = units::divide(high - low, step)->floor();
  const auto count = static_cast<std::size_t>(*steps.to_int64());
  const auto place = static_cast<std::int64_t>(draw.below(count + 1));
  Number cell = low + Number(place) * step;
  if (finding.grid && !range.has_low) cell = finding.grid->next_up(cell, false);
  if (!finding.grid && draw.chance(10)) cell += *Number::parse("0.000001");
  return range.has(cell) ? cell : low;
}

/// Writes one value down, as it stands in the table and in the evaluator's record.
Cell record(Draw& draw, const RuleSet& rules, std::uint32_t index, evaluate::Record& into) {
  const meaning::Finding& finding = rules.findings[index];
  meaning::Fact fact;
  fact.finding = {index};
  std::string cell;
  if (finding.kind == meaning::FindingKind::number) {
    const meaning::Number number = random_cell(draw, finding);
    fact.range = Range::point(number);
    cell = number.to_string();
  } else {
    const std::size_t value = draw.below(finding.values.size());
    fact.values = Values::one(value);
    cell = finding.values[value];
  }
  if (evaluate::narrow(into, rules, fact) != evaluate::Narrowed::done) {
    throw std::runtime_error("cannot be recorded: " + finding.name + " " + cell);
  }
  return cell;
}

// ---- What is expected ------------------------------------------------------------------------

template <class Items, class Name>
Cell joined(const Items& items, const Name& name) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : "; ") + name(item);
  return text.empty() ? Cell() : Cell(text);
}

Cell end_text(const std::optional<meaning::Number>& end) {
  return end ? Cell(end->to_string()) : Cell();
}

Cells expected_of(const meaning::Loaded& loaded, const evaluate::Record& record) {
  const evaluate::Evaluation evaluation = evaluate::conclude(loaded.rules, record);
  const explain::Result result =
      explain::by_name({loaded.rules, record, evaluation}, loaded.sources, "");
  Cells cells{record.id};
  for (const auto& each : result.assessments) {
    cells.push_back(each.value);
    cells.emplace_back(std::string(each.status));
  }
  for (const auto& each : result.scores) {
    cells.push_back(end_text(each.low));
    cells.push_back(end_text(each.high));
  }
  cells.push_back(joined(result.advice, [](const explain::NamedAdvice& each) {
    return each.given ? each.name : each.name + " (possible)";
  }));
  cells.push_back(joined(result.fired, [](const explain::FiredRule& each) { return each.name; }));
  return cells;
}

}  // namespace

std::vector<std::string> sql_heading(const RuleSet& rules) {
  std::vector<std::string> names{"id"};
  for (const meaning::Assessment& assessment : rules.assessments) {
    names.push_back(assessment.name);
    names.push_back(assessment.name + " status");
  }
  for (const meaning::Score& score : rules.scores) {
    names.push_back(score.name + " low");
    names.push_back(score.name + " high");
  }
  names.insert(names.end(), {"advice", "fired"});
  return names;
}

SqlCase sql_case_of(Draw& draw, std::string rules, std::size_t records) {
  SqlCase made;
  made.rules = std::move(rules);
  made.loaded = load_text(made.rules);
  if (!made.loaded.usable()) {
    std::string why = "these rules are refused:\n";
    for (const auto& message : made.loaded.messages) why += "  " + message.text + "\n";
    throw std::runtime_error(why + made.rules);
  }
  const RuleSet& set = made.loaded.rules;
  for (const meaning::Finding& finding : set.findings) {
    made.columns.push_back({finding.name, finding.kind});
  }
  for (std::size_t i = 0; i < records; ++i) {
    evaluate::Record known = evaluate::empty_record(set);
    known.id = std::to_string(i + 1);
    Cells cells;
    const unsigned open = i == 0 ? 100 : i % 5 == 0 ? 0 : static_cast<unsigned>(draw.below(80));
    for (std::uint32_t finding = 0; finding < set.findings.size(); ++finding) {
      const bool is_open = draw.chance(open);
      cells.push_back(is_open ? Cell() : record(draw, set, finding, known));
    }
    made.records.push_back(std::move(cells));
    made.expected.push_back(expected_of(made.loaded, known));
  }
  return made;
}

SqlCase random_sql_case(Draw& draw, std::size_t records) {
  Taste taste;
  taste.max_patients = 100000;
  const Model model = random_model(draw, taste);
  Draw style(draw.seed());
  return sql_case_of(draw, write_model(style, model), records);
}

// ---- Numbers ---------------------------------------------------------------------------------

namespace {

std::string random_operand(Draw& draw) {
  static const std::vector<std::string> numbers{"tenths", "halves",     "count",
                                                "loose",  "open count", "open"};
  return draw.chance(75) ? draw.pick(numbers) : draw.pick<std::string>({"2", "0.5", "3", "1"});
}

std::string random_expression(Draw& draw, std::size_t depth) {
  if (depth == 0) return random_operand(draw);
  const std::string left = random_expression(draw, depth - 1);
  const std::string right =
      draw.chance(50) ? random_operand(draw) : random_expression(draw, depth - 1);
  switch (draw.below(12)) {
    case 0:
    case 1:
      return fmt::format("({} + {})", left, right);
    case 2:
      return fmt::format("({} - {})", left, right);
    case 3:
    case 4:
      return fmt::format("({} * {})", left, right);
    case 5:
    case 6:
      return fmt::format("({} / {})", left, right);
    case 7:
      return fmt::format("minimum of ({}, {})", left, right);
    case 8:
      return fmt::format("maximum of ({}, {})", left, right);
    case 9:
      return fmt::format("{}({})", draw.pick<std::string>({"round", "floor", "ceiling"}), left);
    case 10:
      return fmt::format("round({}, {})", left, draw.pick<std::string>({"0.5", "0.1", "3"}));
    default:
      return fmt::format("({} / {})", left, draw.pick<std::string>({"3", "4", "7"}));
  }
}

std::string random_threshold(Draw& draw) {
  return draw.pick<std::string>({"0", "1", "-1", "0.5", "2.5", "3", "0.3", "10", "-4"});
}

}  // namespace

SqlCase number_sql_case(Draw& draw, std::size_t records) {
  std::string text =
      "finding tenths: number from 0.3 to 2 by 0.1\n"
      "finding halves: number from -1 to 1.5 by 0.5\n"
      "finding count: whole number from 0 to 4\n"
      "finding loose: number from 1 to 3\n"
      "finding open count: whole number\n"
      "finding open: number\n"
      "finding pain: yes or no\n"
      "assessment size: small < middle < large\n"
      "assessment kind: one, two or three\n";
  text += fmt::format("define first: {}\n", random_expression(draw, draw.between(1, 2)));
  text += fmt::format("define second: {}\n", random_expression(draw, draw.between(1, 3)));
  text +=
      fmt::format("  by first: at most {0}: small | above {0}: large\n", random_threshold(draw));
  const std::size_t at = text.find("assessment kind");
  const std::string by = text.substr(text.rfind("  by first"));
  text.erase(text.rfind("  by first"));
  if (draw.chance(60)) text.insert(at, by);
  text += fmt::format("score points\n  by second: below {0}: 2 | at least {0}: -1\n",
                      random_threshold(draw));
  text += fmt::format("  1 point if first more than {}\n  0.5 points if pain\n",
                      random_threshold(draw));
  if (draw.chance(30))
    text += fmt::format("  add {}\n", draw.pick<std::string>({"first", "second"}));
  const char* const levels[] = {"middle", "large", "one", "two", "three"};
  for (const char* level : levels) {
    const char* const number = draw.chance(50) ? "first" : "second";
    const std::string other = draw.chance(50) ? "second" : random_threshold(draw);
    text += fmt::format("if {} {} {} then {}\n", number,
                        draw.pick<std::string>({"at least", "below", "exactly", "above"}), other,
                        level);
  }
  text += fmt::format("if points at least {} and pain then large\n", random_threshold(draw));
  if (draw.chance(40)) {
    text += "score more\n  1 point if size is large\n  add points\n";
    text += "guideline \"Numbers\"\n  applies if pain\n";
  }
  return sql_case_of(draw, text, records);
}

}  // namespace bedside::agree

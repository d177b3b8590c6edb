// Takes tables; gives one rule a row.
#include <fmt/format.h>

#include "lang/meaning/lowering.hpp"

namespace bedside::meaning {

std::optional<Lowering::Column> Lowering::table_column(const syntax::Cell& cell) {
  if (cell.chains.size() != 1) {
    say(Code::empty_condition, cell.span, "A column of a table has one heading.");
    return std::nullopt;
  }
  const NodeId node = cell.chains.front();
  const auto* run = as<syntax::Run>(node);
  if (!cell.then) {
    const auto what = subject(node);
    if (!what) return std::nullopt;
    return Column{*what, std::nullopt, false};
  }
  if (run != nullptr && syntax::says(run->words, "advise"))
    return Column{std::nullopt, std::nullopt, true};
  const auto named = run == nullptr ? std::nullopt : find(run->words, 0, run->words.size());
  if (const auto* id = named ? std::get_if<AssessmentId>(&*named) : nullptr) {
    return Column{std::nullopt, *id, false};
  }
  if (run != nullptr && mentions_broken(run->words)) return std::nullopt;
  say(Code::missing_outcome, cell.span,
      fmt::format("`then {}`: after `then` stands the name of an assessment, or `advise`.",
                  quote(at(node).span)));
  return std::nullopt;
}

void Lowering::lower(const syntax::Table& statement) {
  std::vector<Column> columns;
  bool good = true;
  bool concludes = false;
  for (const syntax::Cell& cell : statement.heading.cells) {
    auto column = table_column(cell);
    good = good && column.has_value();
    if (!column) continue;
    concludes = concludes || !column->subject;
    columns.push_back(std::move(*column));
  }
  if (good && !concludes) {
    say(Code::missing_then, statement.heading.span,
        "A table has a column `then` with the name of an assessment, or `then advise`.");
    good = false;
  }
  for (const syntax::Row& row : statement.rows) {
    const RuleId id{static_cast<std::uint32_t>(next_rule_++)};
    Rule rule = rules_.at(id);
    if (good && table_row(columns, row, rule) && closing(statement.closing, rule)) {
      fill(id, std::move(rule));
    }
  }
}

bool Lowering::table_row(const std::vector<Column>& columns, const syntax::Row& row, Rule& rule) {
  std::vector<ConditionId> conditions;
  bool good = true;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    good = table_cell(columns[i], row.cells[i], conditions, rule) && good;
  }
  if (!good) return false;
  if (rule.outcomes.empty() && rule.advice.empty()) {
    say(Code::missing_outcome, row.span, "Nothing follows from this row.");
    return false;
  }
  rule.condition =
      conditions.size() == 1 ? conditions.front() : add(All{std::move(conditions)}, row.span);
  return true;
}

// `any` in the place of an empty cell: of its blanks where these are enough, so that the columns
// stay below each other.
text::Edit Lowering::any_in(const Span& cell) const {
  const std::string_view content = sources_.of(cell).content();
  std::uint32_t begin = cell.begin;
  while (begin > 0 && content[begin - 1] == ' ') --begin;
  constexpr std::uint32_t needed = 5;  // ` any `
  if (cell.begin - begin < needed) return {{cell.file, begin, cell.begin}, " any "};
  return {{cell.file, begin + 1, begin + needed - 1}, "any"};
}

bool Lowering::table_cell(const Column& column, const syntax::Cell& cell,
                          std::vector<ConditionId>& conditions, Rule& rule) {
  const auto* run = cell.chains.size() == 1 ? as<syntax::Run>(cell.chains.front()) : nullptr;
  if (column.subject) {
    const bool any = run != nullptr && syntax::says(run->words, "any") &&
                     !is_value_of(*column.subject, run->words);
    if (cell.dash || any) return true;
    if (cell.chains.empty()) {
      text::Message& message =
          say(Code::empty_condition, cell.span,
              fmt::format("The condition on `{}` is empty; write `any` where it does not matter.",
                          name(*column.subject)));
      message.fixes.push_back({"write `any`", {any_in(cell.span)}, false});
      return false;
    }
    if (cell.chains.size() > 1) {
      say(Code::comma_for_and, cell.span, "Write `or` between the values of a cell.");
      return false;
    }
    const auto holds = about(*column.subject, cell.chains.front());
    if (holds) conditions.push_back(*holds);
    return holds.has_value();
  }
  if (cell.chains.empty() || cell.dash) return true;
  if (column.advise) {
    bool good = true;
    for (const NodeId node : cell.chains) {
      const auto* advice = as<syntax::Run>(node);
      if (advice == nullptr) {
        say(Code::unknown_name, at(node).span,
            fmt::format("`{}` is no advice; several advices stand with commas between them.",
                        quote(at(node).span)));
        good = false;
      } else {
        good = advise(advice->words, 0, rule) && good;
      }
    }
    return good;
  }
  if (run == nullptr) {
    say(Code::missing_outcome, cell.span,
        fmt::format("`{}` is no level of `{}`.", quote(cell.span),
                    rules_.at(*column.assessment).name));
    return false;
  }
  const auto level = position(LevelSubject{*column.assessment}, run->words);
  if (level) rule.outcomes.push_back({*column.assessment, *level});
  return level.has_value();
}

}  // namespace bedside::meaning

// Takes new patients; gives them as a table of examples in the language, with what the rules say.
#include "interpreter/testing/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/explain/page.hpp"
#include "interpreter/testing/describe.hpp"
#include "lang/meaning/names.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/render.hpp"

namespace bedside::testing {

using namespace meaning;
using evaluate::AdviceStatus;
using evaluate::Evaluation;

namespace {

struct Column {
  std::string heading;
  std::vector<std::string> cells;
};

class Table {
 public:
  Table(const Plan& plan, const Generated& generated, const text::Sources& sources)
      : plan_(plan), rules_(plan.rules), generated_(generated), sources_(sources) {
    for (const NewExample& example : generated.examples) {
      evaluations_.push_back(evaluate::evaluate(rules_, example.record));
    }
  }

  std::vector<Column> columns() {
    findings();
    for (std::uint32_t i = 0; i < rules_.scores.size(); ++i) {
      const std::string heading = fmt::format("expect {}", written(rules_.scores[i].name));
      add(heading, [&](std::size_t row) { return score(row, {i}); });
    }
    for (std::uint32_t i = 0; i < rules_.assessments.size(); ++i) {
      const std::string heading = fmt::format("expect {}", written(rules_.assessments[i].name));
      add(heading, [&](std::size_t row) { return assessment(row, {i}); });
    }
    add("expect advise", [&](std::size_t row) { return advice(row); });
    add("expect", [&](std::size_t row) { return rules_shown(row); });
    return std::move(columns_);
  }

 private:
  template <class Cell>
  void add(std::string heading, const Cell& cell) {
    Column column{std::move(heading), {}};
    bool any = false;
    for (std::size_t row = 0; row < evaluations_.size(); ++row) {
      column.cells.push_back(cell(row));
      any = any || !column.cells.back().empty();
    }
    if (any) columns_.push_back(std::move(column));
  }

  void findings() {
    for (std::size_t i = 0; i < rules_.findings.size(); ++i) {
      const Finding& finding = rules_.findings[i];
      add(written(finding.name), [&](std::size_t row) {
        return cell_of(finding, generated_.examples[row].record.findings[i]);
      });
    }
  }

  // What cannot be written as a decimal is left to the other columns.
  static bool is_decimal(const Range& range) {
    const auto same = [](const Number& number) {
      return Number::parse(number.to_string()) == number;
    };
    return (!range.has_low || same(range.low)) && (!range.has_high || same(range.high));
  }

  std::string score(std::size_t row, ScoreId id) const {
    const auto& total = evaluations_[row].scores.at(id.index).total;
    const Range& range = total.range;
    const bool any_end = range.has_low || range.has_high;
    if (total.undefined || !any_end || range == rules_.at(id).domain || !is_decimal(range)) {
      return "";
    }
    return meaning::in_words(range, Unit());
  }

  std::string assessment(std::size_t row, AssessmentId id) const {
    const Assessment& of = rules_.at(id);
    const auto& result = evaluations_[row].assessments.at(id.index);
    if (result.status == Status::settled) {
      const std::string& level = of.levels.at(*result.value);
      return of.yes_no ? level : written(level);
    }
    const std::string_view status = explain::status_name(result.status);
    // A level of that name would be meant.
    const bool taken = std::any_of(of.levels.begin(), of.levels.end(),
                                   [&](const auto& level) { return Names::key(level) == status; });
    return taken ? "" : std::string(status);
  }

  std::string advice(std::size_t row) const {
    std::string cell;
    for (const AdviceStatus status : {AdviceStatus::given, AdviceStatus::not_given}) {
      for (std::size_t i = 0; i < rules_.advice.size(); ++i) {
        if (evaluations_[row].advice[i].status != status) continue;
        if (!cell.empty()) cell += ", ";
        if (status == AdviceStatus::not_given) cell += "no ";
        cell += written(rules_.advice[i].name);
      }
    }
    return cell;
  }

  // The rules that the row is about, so that a change of theirs is seen even where another one
  // hides it.
  std::string rules_shown(std::size_t row) const {
    std::set<RuleId> about;
    for (const std::size_t each : generated_.examples[row].shown) {
      const Shown& shown = plan_.shown[each];
      if (const auto* rule = std::get_if<RuleShown>(&shown)) about.insert(rule->rule);
      const auto* part = std::get_if<PartShown>(&shown);
      if (part == nullptr) continue;
      const Decision& decision = plan_.decisions[part->decision];
      if (decision.kind == Decision::Kind::rule) about.insert({decision.owner});
    }
    std::string cell;
    for (const RuleId id : about) {
      const Rule& rule = rules_.at(id);
      const std::string place = explain::rule_place(rule, sources_);
      if (rule.otherwise || text::file_name(place) == rule.name) continue;
      const RuleStatus status = evaluations_[row].rules.at(id.index).status;
      cell += fmt::format("{}rule {} {}", cell.empty() ? "" : ", ", quoted(rule.name),
                          status == RuleStatus::fires       ? "fires"
                          : status == RuleStatus::undecided ? "undecided"
                                                            : "ruled out");
    }
    return cell;
  }

  static std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    return text + '"';
  }

  const Plan& plan_;
  const RuleSet& rules_;
  const Generated& generated_;
  const text::Sources& sources_;
  std::vector<Evaluation> evaluations_;
  std::vector<Column> columns_;
};

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, text::display_width(text)), ' ');
}

std::string line_of(const std::vector<Column>& columns, const std::vector<std::string>& cells) {
  std::string line = "  |";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::size_t width = text::display_width(columns[i].heading);
    for (const std::string& cell : columns[i].cells) {
      width = std::max(width, text::display_width(cell));
    }
    line += fmt::format(" {} |", padded(cells[i], width));
  }
  return line + "\n";
}

/// One comment for each thing that the row is about.
std::string purposes(const Plan& plan, const NewExample& example, const text::Sources& sources) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const std::size_t each : example.shown) {
    const std::string subject = subject_of(plan, plan.shown[each], sources).name;
    const std::string words = in_words(plan, plan.shown[each], sources);
    const auto same = [&](const auto& line) { return line.first == subject; };
    const auto line = std::find_if(lines.begin(), lines.end(), same);
    if (line == lines.end()) {
      lines.emplace_back(subject, words);
    } else {
      line->second += "; " + words;
    }
  }
  std::string text;
  for (const auto& [subject, words] : lines) {
    text += fmt::format("  # review: {}: {}\n", subject, words);
  }
  return text;
}

std::string goal_line(const Plan& plan, std::size_t goal, const text::Sources& sources) {
  const Goal& of = plan.goals[goal];
  return fmt::format("{}: {}", subject_of(plan, plan.shown.at(of.ways[0][0]), sources).name,
                     in_words(plan, of, sources));
}

}  // namespace

std::string examples_table(const Plan& plan, const Coverage& coverage, const Generated& generated,
                           const text::Sources& sources, const std::string& name) {
  std::string text;
  if (!generated.examples.empty()) {
    const std::vector<Column> columns = Table(plan, generated, sources).columns();
    std::vector<std::string> headings;
    for (const Column& column : columns) headings.push_back(column.heading);
    text += fmt::format("examples \"{}\"\n{}", name, line_of(columns, headings));
    for (std::size_t row = 0; row < generated.examples.size(); ++row) {
      std::vector<std::string> cells;
      for (const Column& column : columns) cells.push_back(column.cells[row]);
      text += purposes(plan, generated.examples[row], sources) + line_of(columns, cells);
    }
  }
  for (const std::size_t goal : generated.not_found) {
    text += fmt::format("# no example was found that shows: {}\n", goal_line(plan, goal, sources));
  }
  for (std::size_t i = 0; i < plan.goals.size(); ++i) {
    if (coverage.goals[i] != GoalState::impossible) continue;
    text += fmt::format("# no patient can show: {}\n", goal_line(plan, i, sources));
  }
  return text;
}

}  // namespace bedside::testing

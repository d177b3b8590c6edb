// Takes the header of a CSV; gives what each column holds.
#include "interpreter/records/csv_header.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/records/answers.hpp"
#include "interpreter/records/place.hpp"
#include "interpreter/records/rows.hpp"
#include "lang/meaning/names.hpp"
#include "lang/text/near.hpp"

namespace bedside::records {

using meaning::FindingId;

namespace {

constexpr std::size_t most_reasons = 5;

/// Reads the header; what is wrong with it is wrong with the whole.
class Header {
 public:
  Header(const Answers& answers, const CsvRow& row) : answers_(answers), row_(row) {}

  std::optional<Reject> failure() {
    if (row_.problem) return reject_in(row_, row_.problem->offset, row_.problem->reason);
    if (auto other = other_separator()) return other;
    for (const CsvCell& cell : row_.cells) {
      if (auto failed = add(cell)) return failed;
    }
    if (!unknown_.empty()) return unknown_columns();
    const bool any = std::any_of(columns.begin(), columns.end(),
                                 [](const Column& column) { return column.finding.has_value(); });
    if (!any) return fail(row_.cells.front(), "No column of the header is a finding.");
    return std::nullopt;
  }

  std::vector<Column> columns;

 private:
  Reject fail(const CsvCell& cell, std::string reason) const {
    return reject_in(row_, cell.offset, std::move(reason));
  }

  // Where lists of numbers have decimal commas, spreadsheets separate cells with semicolons.
  std::optional<Reject> other_separator() const {
    for (const CsvCell& cell : row_.cells) {
      std::string buffer;
      const std::string_view name = cell.text(buffer);
      const std::size_t mark = name.find_first_of(";\t");
      if (cell.is_quoted || mark == std::string_view::npos || answers_.finding(name)) continue;
      return reject_in(row_, cell.offset + mark,
                       fmt::format("The columns are separated with {}; commas are expected. Save "
                                   "the table again as CSV with commas.",
                                   name[mark] == ';' ? "semicolons" : "tabs"));
    }
    return std::nullopt;
  }

  std::optional<Reject> add(const CsvCell& cell) {
    std::string buffer;
    const std::string_view name = trimmed(cell.text(buffer));
    if (name.empty()) {
      return fail(cell, fmt::format("Column {} of the header has no name. Name it, or take it out.",
                                    columns.size() + 1));
    }
    if (const auto finding = answers_.finding(name)) return add(cell, {finding, std::nullopt});
    if (meaning::Names::key(name) == "id") return add(cell, {std::nullopt, std::nullopt});
    const std::size_t bracket = name.find('(');
    if (bracket != std::string_view::npos && name.ends_with(')')) {
      if (const auto finding = answers_.finding(name.substr(0, bracket))) {
        return add_with_unit(cell, *finding,
                             trimmed(name.substr(bracket + 1, name.size() - bracket - 2)));
      }
    }
    unknown_.push_back(&cell);
    columns.push_back({});
    return std::nullopt;
  }

  std::optional<Reject> add(const CsvCell& cell, Column column) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool is_known =
          std::find(unknown_.begin(), unknown_.end(), &row_.cells[i]) == unknown_.end();
      if (!is_known || columns[i].finding != column.finding) continue;
      const std::string what =
          column.finding ? fmt::format("`{}`", answers_.at(*column.finding).name) : "the id";
      return fail(cell, fmt::format("Columns {} and {} both are {}. Take one of them out.", i + 1,
                                    columns.size() + 1, what));
    }
    columns.push_back(std::move(column));
    return std::nullopt;
  }

  std::optional<Reject> add_with_unit(const CsvCell& cell, FindingId id, std::string_view text) {
    const meaning::Finding& finding = answers_.at(id);
    if (finding.kind != meaning::FindingKind::number) {
      return fail(cell, fmt::format("`{}` is {}; it has no unit, but its column has {}.",
                                    finding.name, answers_.expected(id), in_marks(text)));
    }
    auto unit = units::parse_unit(text);
    if (const auto* problem = std::get_if<units::UnitProblem>(&unit)) {
      return fail(cell,
                  fmt::format("The unit of the column `{}`, {}, cannot be read. {}{}", finding.name,
                              in_marks(text), problem->what, text::did_you_mean(problem->near)));
    }
    auto& known = std::get<units::Unit>(unit);
    if (!known.same_dimension(finding.unit)) {
      return fail(cell, fmt::format("`{}` is {}; {} is {}.", finding.name, answers_.expected(id),
                                    in_marks(text), units::dimension_words(known)));
    }
    return add(cell, {id, std::move(known)});
  }

  Reject unknown_columns() const {
    std::string buffer;
    if (unknown_.size() == row_.cells.size()) {
      const std::string reason =
          fmt::format("The first line must be a header with the names of findings. {}",
                      answers_.no_finding(trimmed(unknown_.front()->text(buffer))));
      return fail(*unknown_.front(), reason);
    }
    std::string reason;
    for (std::size_t i = 0; i < std::min(unknown_.size(), most_reasons); ++i) {
      reason += answers_.no_finding(trimmed(unknown_[i]->text(buffer))) + ' ';
    }
    if (unknown_.size() > most_reasons) {
      reason += fmt::format("Nor are {} more columns. ", unknown_.size() - most_reasons);
    }
    reason += "A column that the rules do not need can be taken out.";
    return fail(*unknown_.front(), std::move(reason));
  }

  const Answers& answers_;
  const CsvRow& row_;
  std::vector<const CsvCell*> unknown_;
};

}  // namespace

Reject reject_in(const CsvRow& row, std::size_t offset, std::string reason) {
  Reject reject = reject_at(row.text, offset, std::move(reason), row.line);
  reject.row = shown(without_end(row.text));
  return reject;
}

std::variant<std::vector<Column>, Reject> read_header(const meaning::Loaded& loaded,
                                                      const std::string& name, const CsvRow& row) {
  if (without_end(row.text).size() > longest_row) return too_long(row.text, row.line);
  if (auto wrong = unreadable(row.text, row.line)) return *std::move(wrong);
  const Answers answers(loaded, name);
  Header header(answers, row);
  if (auto failed = header.failure()) return *std::move(failed);
  return std::move(header.columns);
}

}  // namespace bedside::records

// Takes CSV with a header of findings; gives one record a row.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "interpreter/records/answers.hpp"
#include "interpreter/records/csv_text.hpp"
#include "interpreter/records/place.hpp"
#include "interpreter/records/rows.hpp"
#include "lang/meaning/names.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::records {

namespace {

using meaning::FindingId;

/// What a column holds; a finding, or else the patient's id.
struct Column {
  std::optional<FindingId> finding;
  std::optional<units::Unit> unit;
};

constexpr std::size_t most_reasons = 5;

Reject reject_in(const CsvRow& row, std::size_t offset, std::string reason) {
  Reject reject = reject_at(row.text, offset, std::move(reason), row.line);
  reject.row = shown(without_end(row.text));
  return reject;
}

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

class CsvRows : public Rows {
 public:
  CsvRows(Answers answers, std::vector<Column> columns, CsvText text)
      : answers_(std::move(answers)), columns_(std::move(columns)), text_(text) {
    for (const Column& column : columns_) {
      if (column.unit) answers_.read_in(*column.finding, *column.unit);
    }
  }

  std::optional<Row> next() override {
    while (text_.next(row_)) {
      if (!row_.blank() || columns_.size() == 1) return read();
    }
    return std::nullopt;
  }

 private:
  Row read() {
    if (auto wrong = unreadable(row_.text, row_.line)) {
      wrong->row = shown(without_end(row_.text));
      return *std::move(wrong);
    }
    if (row_.problem) return reject(row_.problem->offset, std::move(row_.problem->reason));
    if (row_.cells.size() != columns_.size()) return other_count();
    evaluate::Record record = answers_.nothing();
    std::string reasons;
    std::size_t count = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const CsvCell& cell = row_.cells[i];
      const std::string_view said = cell.text(buffer_);
      if (!columns_[i].finding) {
        record.id = said;
      } else if (auto refusal = add(record, *columns_[i].finding, said)) {
        if (++count == 1) first = cell.offset + (cell.is_quoted ? 0 : refusal->offset);
        if (count <= most_reasons) reasons += (count > 1 ? " " : "") + refusal->reason;
      }
    }
    if (count == 0) return record;
    return reject(first, std::move(reasons));
  }

  std::optional<Refusal> add(evaluate::Record& record, FindingId finding, std::string_view said) {
    if (is_blank(said)) return std::nullopt;
    Answer answer = answers_.text(finding, said);
    if (auto* refusal = std::get_if<Refusal>(&answer)) return std::move(*refusal);
    auto refused = answers_.add(record, std::get<meaning::Fact>(answer));
    if (!refused) return std::nullopt;
    return Refusal{*std::move(refused), 0};
  }

  Reject other_count() {
    std::string reason =
        fmt::format("This row has {} cell{}, the header has {}.", row_.cells.size(),
                    row_.cells.size() == 1 ? "" : "s", columns_.size());
    std::size_t offset = without_end(row_.text).size();
    if (row_.cells.size() > columns_.size()) {
      offset = row_.cells[columns_.size()].offset;
      reason += decimal_comma();
    }
    const std::string_view text = without_end(row_.text);
    if (text.find_first_of("\r\n") != std::string_view::npos) {
      reason += " Quotation marks join it from several lines; the others are read apart.";
      text_.read_apart(row_);
    }
    return reject(offset, std::move(reason));
  }

  // `38,5` in one more cell than there should be: most likely one number.
  std::string decimal_comma() const {
    for (std::size_t i = 0; i + 1 < row_.cells.size(); ++i) {
      const std::string_view left = row_.cells[i].raw;
      const std::string_view right = row_.cells[i + 1].raw;
      const auto digit = [](char c) { return c >= '0' && c <= '9'; };
      if (left.empty() || right.empty() || !std::all_of(left.begin(), left.end(), digit) ||
          !std::all_of(right.begin(), right.end(), digit)) {
        continue;
      }
      return fmt::format(" If {} is one number, write it with a point: {}.",
                         in_marks(fmt::format("{},{}", left, right)),
                         in_marks(fmt::format("{}.{}", left, right)));
    }
    return "";
  }

  Reject reject(std::size_t offset, std::string reason) {
    Reject result = reject_in(row_, offset, std::move(reason));
    const std::size_t cells = std::min(row_.cells.size(), columns_.size());
    for (std::size_t i = 0; i < cells; ++i) {
      if (!columns_[i].finding) result.id = row_.cells[i].text(buffer_);
    }
    return result;
  }

  Answers answers_;
  std::vector<Column> columns_;
  CsvText text_;
  CsvRow row_;
  std::string buffer_;
};

}  // namespace

Opened open_csv(const meaning::Loaded& loaded, const std::string& name, std::string_view text) {
  CsvText rows(text);
  CsvRow header;
  while (rows.next(header) && header.blank()) continue;
  if (auto wrong = unreadable(header.text, header.line)) return *std::move(wrong);
  Answers answers(loaded, name);
  Header read(answers, header);
  if (auto failed = read.failure()) return *std::move(failed);
  return std::make_unique<CsvRows>(std::move(answers), std::move(read.columns), rows);
}

}  // namespace bedside::records

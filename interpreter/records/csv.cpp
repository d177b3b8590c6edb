// Takes pieces of CSV; gives one record a row.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "interpreter/records/answers.hpp"
#include "interpreter/records/cell_table.hpp"
#include "interpreter/records/csv_header.hpp"
#include "interpreter/records/csv_text.hpp"
#include "interpreter/records/place.hpp"
#include "interpreter/records/rows.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::records {

namespace {

using meaning::FindingId;

constexpr std::size_t most_reasons = 5;

/// Letters, digits and signs of ASCII: nothing that needs another look.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

class CsvRows : public PieceRows {
 public:
  CsvRows(const meaning::Loaded& loaded, const std::string& name, std::vector<Column> columns)
      : answers_(loaded, name),
        columns_(std::move(columns)),
        tables_(columns_.size()),
        buffers_(columns_.size()),
        alone_(answers_.nothing()) {
    for (const Column& column : columns_) {
      if (column.unit) answers_.read_in(*column.finding, *column.unit);
      places_.push_back(column.finding ? column.finding->index : is_id);
    }
  }

  void open(const Piece& piece) override {
    text_ = CsvText(piece.text, {piece.line, columns_.size(), false});
    end_ = piece.size;
    // Mostly all is well; then no row has to be looked at for it.
    is_text_ = !unreadable(piece.text);
  }

  bool next(SaidRow& row, std::optional<Reject>& reject) override {
    reject.reset();
    if (is_text_ && text_.at() < end_ && read_known(row)) return true;
    while (text_.at() < end_ && text_.next(row_)) {
      if (row_.blank() && columns_.size() != 1) continue;
      reject = read(row);
      return true;
    }
    return false;
  }

 private:
  std::optional<Reject> read(SaidRow& row) {
    if (without_end(row_.text).size() > longest_row) return too_long(row_.text, row_.line);
    if (auto wrong = is_text_ ? std::nullopt : unreadable(row_.text, row_.line)) {
      wrong->row = shown(without_end(row_.text));
      return wrong;
    }
    if (row_.problem) return reject(row_.problem->offset, std::move(row_.problem->reason));
    if (row_.cells.size() != columns_.size()) return other_count();
    row.id = {};
    row.findings.assign(answers_.nothing().findings.size(), {});
    return read_cells(row);
  }

  // Most rows say nothing that was not said before, without quotes. The others are read with care.
  bool read_known(SaidRow& row) {
    row.id = {};
    row.findings.assign(answers_.nothing().findings.size(), {});
    const char* const end = text_.end();
    return text_.next_plain(columns_.size(), [&](std::size_t i, std::string_view said) {
      if (places_[i] == is_id) {
        row.id = said;
        return is_plain(said);
      }
      if (said.empty()) return true;
      const auto readable = static_cast<std::size_t>(end - said.data());
      const Said known = tables_[i].find(said, readable);
      row.findings[places_[i]] = known;
      return known.possible != nullptr;
    });
  }

  std::optional<Reject> read_cells(SaidRow& row) {
    std::string reasons;
    std::size_t count = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const CsvCell& cell = row_.cells[i];
      const std::string_view said = cell.text(buffers_[i]);
      if (places_[i] == is_id) {
        row.id = said;
        if (std::string odd = odd_id(said); !odd.empty()) {
          if (++count == 1) first = cell.offset;
          reasons += (count > 1 ? " " : "") + odd;
        }
      } else if (auto refusal = add(row, i, said)) {
        if (++count == 1) first = cell.offset + (cell.is_quoted ? 0 : refusal->offset);
        if (count <= most_reasons) reasons += (count > 1 ? " " : "") + refusal->reason;
      }
    }
    if (count == 0) return std::nullopt;
    return reject(first, std::move(reasons));
  }

  // Each finding has one column, so that what a cell comes to does not depend on the others.
  std::optional<Refusal> add(SaidRow& row, std::size_t column, std::string_view said) {
    if (is_blank(said)) return std::nullopt;
    const FindingId finding{places_[column]};
    if (const Said known = tables_[column].find(said, 0); known.possible != nullptr) {
      row.findings[finding.index] = known;
      return std::nullopt;
    }
    Answer answer = answers_.text(finding, said);
    if (auto* refusal = std::get_if<Refusal>(&answer)) return std::move(*refusal);
    meaning::Possible& possible = alone_.findings[finding.index];
    possible = answers_.nothing().findings[finding.index];
    auto refused = answers_.add(alone_, std::get<meaning::Fact>(answer));
    if (refused) return Refusal{*std::move(refused), 0};
    tables_[column].remember(said, possible, room_);
    row.findings[finding.index].possible = &possible;
    return std::nullopt;
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
    if (row_.is_apart) {
      reason += " Quotation marks join it from several lines; the others are read apart.";
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
      if (!columns_[i].finding) result.id = row_.cells[i].text(buffers_[i]);
    }
    return result;
  }

  Answers answers_;
  std::vector<Column> columns_;
  static constexpr std::uint32_t is_id = ~std::uint32_t{0};
  std::vector<std::uint32_t> places_;  // by column: its finding
  std::vector<CellTable> tables_;      // by column
  CsvText text_{""};
  std::size_t end_ = 0;  // of the rows that are read
  bool is_text_ = true;
  CsvRow row_;
  Room room_;
  std::vector<std::string> buffers_;  // by column
  evaluate::Record alone_;            // what is new in the row
};

}  // namespace

std::unique_ptr<PieceRows> csv_rows(const meaning::Loaded& loaded, const std::string& name,
                                    std::vector<Column> columns) {
  return std::make_unique<CsvRows>(loaded, name, std::move(columns));
}

}  // namespace bedside::records

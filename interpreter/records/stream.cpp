// Takes pieces of whole rows; gives their records one by one.
#include "interpreter/records/stream.hpp"

#include "interpreter/records/rows.hpp"

namespace bedside::records {

PieceReader::PieceReader(const meaning::Loaded& loaded, const std::string& source_name,
                         const Layout& layout)
    : rows_(layout.format == Format::csv ? csv_rows(loaded, source_name, layout.columns)
                                         : ndjson_rows(loaded, source_name)) {}
PieceReader::PieceReader(PieceReader&&) noexcept = default;
PieceReader::~PieceReader() = default;

void PieceReader::open(const Piece& piece) { rows_->open(piece); }
bool PieceReader::next(SaidRow& row, std::optional<Reject>& reject) {
  return rows_->next(row, reject);
}

void to_record(const SaidRow& row, const evaluate::Record& nothing, evaluate::Record& record) {
  record.id = row.id;
  record.findings = nothing.findings;
  for (std::size_t i = 0; i < row.findings.size(); ++i) {
    if (row.findings[i].possible != nullptr) record.findings[i] = *row.findings[i].possible;
  }
}

StreamReader::StreamReader(const meaning::Loaded& loaded, Format format, std::string source_name)
    : loaded_(loaded),
      source_name_(source_name),
      pieces_(loaded, format, std::move(source_name)),
      nothing_(evaluate::empty_record(loaded.rules)) {}

bool StreamReader::next(Row& row) {
  while (!reader_ || !reader_->next(said_, reject_)) {
    if (!pieces_.next(piece_)) return false;
    if (!reader_) reader_.emplace(loaded_, source_name_, *pieces_.layout());
    reader_->open(piece_);
  }
  if (reject_) {
    row = *std::move(reject_);
    return true;
  }
  if (!std::holds_alternative<evaluate::Record>(row)) row = evaluate::Record();
  to_record(said_, nothing_, std::get<evaluate::Record>(row));
  return true;
}

}  // namespace bedside::records

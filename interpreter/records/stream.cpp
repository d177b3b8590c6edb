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
bool PieceReader::next(Row& row) { return rows_->next(row); }

StreamReader::StreamReader(const meaning::Loaded& loaded, Format format, std::string source_name)
    : loaded_(loaded), source_name_(source_name), pieces_(loaded, format, std::move(source_name)) {}

bool StreamReader::next(Row& row) {
  while (!reader_ || !reader_->next(row)) {
    if (!pieces_.next(piece_)) return false;
    if (!reader_) reader_.emplace(loaded_, source_name_, *pieces_.layout());
    reader_->open(piece_);
  }
  return true;
}

}  // namespace bedside::records

// Takes patients as bytes that come little by little; gives their results as bytes.
#include "interpreter/cohort/stream.hpp"

namespace bedside::cohort {

void Assessed::clear() {
  rows.clear();
  patients = 0;
  rejects.clear();
}

void Assessor::assess(const records::Piece& piece, Assessed& to) {
  reader_.open(piece);
  while (reader_.next(row_)) {
    if (auto* reject = std::get_if<records::Reject>(&row_)) {
      to.rejects.push_back(std::move(*reject));
    } else {
      assess_(std::get<evaluate::Record>(row_), to.rows);
      ++to.patients;
    }
  }
}

Stream::Stream(const Prepared& prepared, const meaning::Loaded& loaded, records::Format format,
               std::string name)
    : prepared_(prepared), loaded_(loaded), name_(name), pieces_(loaded, format, std::move(name)) {}

void Stream::take(Assessed& to) {
  if (!assessor_) {
    const records::Layout* layout = pieces_.layout();
    if (layout == nullptr) return;
    const AssessOne assess = [this](const evaluate::Record& record, std::string& rows) {
      assess_one(prepared_, record, rows);
    };
    assessor_.emplace(records::PieceReader(loaded_, name_, *layout), assess);
    to.rows += prepared_.heading();
  }
  while (pieces_.next(piece_)) assessor_->assess(piece_, to);
}

}  // namespace bedside::cohort

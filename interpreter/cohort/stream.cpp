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
  while (reader_.next(row_, reject_)) {
    if (reject_) {
      to.rejects.push_back(*std::move(reject_));
    } else {
      assess_(row_, to.rows);
      ++to.patients;
    }
  }
}

Stream::Stream(const Prepared& prepared, const Session& session, const meaning::Loaded& loaded,
               records::Format format, std::string name)
    : prepared_(prepared),
      writer_(prepared, session),
      loaded_(loaded),
      name_(name),
      pieces_(loaded, format, std::move(name)) {}

void Stream::take(Assessed& to) {
  if (!assessor_) {
    const records::Layout* layout = pieces_.layout();
    if (layout == nullptr) return;
    const AssessOne assess = [this](const records::SaidRow& row, std::string& rows) {
      writer_.add(row, rows);
    };
    assessor_.emplace(records::PieceReader(loaded_, name_, *layout), assess);
    to.rows += prepared_.heading();
  }
  while (pieces_.next(piece_)) assessor_->assess(piece_, to);
}

}  // namespace bedside::cohort

// Takes patients as bytes that come little by little; gives their results as bytes, for programs
// that bring files and threads of their own.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cohort/row_writer.hpp"
#include "interpreter/records/stream.hpp"

namespace bedside::cohort {

/// Adds what a patient comes to.
using AssessOne = std::function<void(const records::SaidRow&, std::string& to)>;

/// What a piece of a source came to.
struct Assessed {
  std::string rows;
  std::size_t patients = 0;
  std::vector<records::Reject> rejects;

  void clear();
};

/// Assesses the rows of pieces, of which several can be done at once: each place that does needs an
/// assessor of its own.
class Assessor {
 public:
  Assessor(records::PieceReader reader, AssessOne assess)
      : reader_(std::move(reader)), assess_(std::move(assess)) {}

  /// Adds what the piece comes to.
  void assess(const records::Piece& piece, Assessed& to);

 private:
  records::PieceReader reader_;
  AssessOne assess_;
  records::SaidRow row_;
  std::optional<records::Reject> reject_;
};

/// From bytes to bytes, in one place: no files, no threads, and no more memory than for some rows.
///
///     Stream stream(prepared, session, loaded, records::Format::csv, "patients");
///     while (…) {
///       stream.feed(bytes);             // whatever has come
///       stream.take(assessed);          // what it came to; write it, then clear it
///     }
///     stream.finish();
///     stream.take(assessed);
///     if (stream.failure()) …           // the whole could not be read, from its header on
class Stream {
 public:
  /// `prepared` and `loaded` must outlive it; it and `session` are made of `loaded`. `name` is what
  /// people call the source.
  Stream(const Prepared& prepared, const Session& session, const meaning::Loaded& loaded,
         records::Format format, std::string name);

  void feed(std::string_view bytes) { pieces_.feed(bytes); }
  void finish() { pieces_.finish(); }
  /// Adds the results of the rows that are whole, in their order; before the first of them what
  /// Prepared::heading gives.
  void take(Assessed& to);
  const std::optional<records::Reject>& failure() { return pieces_.failure(); }

 private:
  const Prepared& prepared_;
  RowWriter writer_;
  const meaning::Loaded& loaded_;
  std::string name_;
  records::Pieces pieces_;
  records::Piece piece_;
  std::optional<Assessor> assessor_;
};

}  // namespace bedside::cohort

// Takes patients as bytes that come little by little (CSV, NDJSON); gives their records one by one.
//
// Two halves, so that the second can be done in several places at once: `Pieces` cuts what comes
// into pieces of whole rows, `PieceReader` reads the rows of a piece. `StreamReader` is both.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/records/read.hpp"

namespace bedside::records {

/// So many bytes a row (or a line of one) may have. What is longer is a Reject: it is a quote or a
/// line end that is missing, and no patient.
inline constexpr std::size_t longest_row = 1'000'000;

/// What a column of CSV holds; a finding, or else the patient's id.
struct Column {
  std::optional<meaning::FindingId> finding;
  std::optional<units::Unit> unit;  ///< of numbers without one, where it is not the finding's own
};

/// What all rows of a source have in common.
struct Layout {
  Format format = Format::csv;  ///< csv or ndjson
  std::vector<Column> columns;  ///< of CSV
};

/// Whole rows of a source, as they stand in it.
struct Piece {
  std::string text;
  /// Rows that begin before here are of this piece. What follows is only there to tell how they
  /// end.
  std::size_t size = 0;
  std::size_t line = 1;       ///< of its first row
  std::size_t next_line = 1;  ///< of the first row after it
};

/// Cuts the bytes of a source into pieces. It keeps no more of them than the last rows that are not
/// whole yet.
class Pieces {
 public:
  /// `loaded` (usable) must outlive it. `format` is csv or ndjson.
  Pieces(const meaning::Loaded& loaded, Format format, std::string source_name);
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;
  ~Pieces();

  void feed(std::string_view bytes);
  /// There is no more.
  void finish();
  /// All whole rows that have come, or false: more is needed, or there is a failure.
  bool next(Piece& piece);

  /// What can be known of all rows; null as long as it has not come.
  const Layout* layout();
  /// Something that is wrong with the whole: no text, no header, an unknown column. Then there are
  /// no pieces.
  const std::optional<Reject>& failure();

 private:
  class Cutter;
  std::unique_ptr<Cutter> cutter_;
};

/// What a row says of one finding.
struct Said {
  static constexpr std::uint32_t no_number = ~std::uint32_t{0};

  const meaning::Possible* possible = nullptr;  ///< null where it was not recorded
  /// Numbers count from 0. What has the same one says the same of the finding, to the same reader;
  /// who remembers what was made of it needs not look at it again. Not all has one.
  std::uint32_t number = no_number;
};

/// A row of which nothing was copied. Good until the next one is read.
struct SaidRow {
  std::string_view id;
  std::vector<Said> findings;  ///< by FindingId
};

/// The row as a record, in the memory of the one before. `nothing` is a patient of whom nothing is
/// recorded.
void to_record(const SaidRow& row, const evaluate::Record& nothing, evaluate::Record& record);

/// One way in which the rows of pieces are written.
class PieceRows;

/// Reads the rows of pieces. Each place that reads needs one of its own.
class PieceReader {
 public:
  /// `loaded` must outlive it; `source_name` is what people call the source.
  PieceReader(const meaning::Loaded& loaded, const std::string& source_name, const Layout& layout);
  PieceReader(PieceReader&&) noexcept;
  ~PieceReader();

  /// Goes on with this piece, which must outlive its reading.
  void open(const Piece& piece);
  /// The next row; false at the end of the piece. Where it is no patient, `reject` says why.
  bool next(SaidRow& row, std::optional<Reject>& reject);

 private:
  std::unique_ptr<PieceRows> rows_;
};

/// Reads one patient after the other as their bytes come. Nothing is dropped: each row is a record
/// or a Reject, the same ones in whatever portions it is fed.
///
///     StreamReader reader(loaded, Format::csv, "patients");
///     reader.feed(bytes);                       // as often as some come; then:
///     reader.finish();
///     while (reader.next(row)) …                // after each of them
///     if (reader.failure()) …
class StreamReader {
 public:
  StreamReader(const meaning::Loaded& loaded, Format format, std::string source_name);

  void feed(std::string_view bytes) { pieces_.feed(bytes); }
  void finish() { pieces_.finish(); }
  /// False: more is needed, or that was all.
  bool next(Row& row);
  const std::optional<Reject>& failure() { return pieces_.failure(); }

 private:
  const meaning::Loaded& loaded_;
  std::string source_name_;
  Pieces pieces_;
  Piece piece_;
  std::optional<PieceReader> reader_;
  evaluate::Record nothing_;
  SaidRow said_;
  std::optional<Reject> reject_;
};

}  // namespace bedside::records

// Takes patients as text (facts, JSON, NDJSON, CSV); gives their records one by one, in their
// order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "interpreter/evaluate/record.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::records {

enum class Format : std::uint8_t { patient, json, ndjson, csv };

/// Why something is no record. Line and column count from 1 in the source, columns in characters.
struct Reject {
  std::size_t line = 1;
  std::size_t column = 1;
  std::string id;      ///< of the patient, where it could be read; else empty
  std::string reason;  ///< one or more plain sentences
  /// The text of the row (of a file with one patient: of that line), at most 200 characters, on one
  /// line and always valid UTF-8.
  std::string row;
};

/// What a row turned out to be.
using Row = std::variant<evaluate::Record, Reject>;

/// One way in which patients are written; RecordReader chooses it.
class Rows {
 public:
  virtual ~Rows() = default;
  virtual std::optional<Row> next() = 0;
};

/// Reads one patient after the other. Nothing is dropped: each row is a record or a Reject.
///
///     RecordReader reader(loaded, Format::csv, "patients.csv", text);
///     if (reader.failure()) …                       // nothing of it can be read
///     while (auto row = reader.next()) …            // std::get_if<Reject>(&*row)
class RecordReader {
 public:
  /// `loaded` (usable) and `text` must outlive the reader; `source_name` is what people call the
  /// text.
  RecordReader(const meaning::Loaded& loaded, Format format, std::string source_name,
               std::string_view text);

  /// The next record, or why the next row is none; nothing at the end, or where there is a failure.
  std::optional<Row> next();
  /// Something that is wrong with the whole: no text, no header, an unknown column. It is known
  /// from the start, and then there are no records. `row` is the line that it is about.
  const std::optional<Reject>& failure() const { return failure_; }
  const std::string& source_name() const { return source_name_; }

 private:
  std::string source_name_;
  std::unique_ptr<Rows> rows_;
  std::optional<Reject> failure_;
};

/// The format that the ending of a path names (`.patient`, `.json`, `.ndjson`, `.jsonl`, `.csv`,
/// in any case).
std::optional<Format> format_of(std::string_view path);

/// What a text without a name most likely is: `{` begins JSON (NDJSON where there is more than one
/// object), a first line of finding names CSV, anything else the facts of one patient.
Format guess_format(const meaning::Loaded& loaded, std::string_view text);

/// The same where `text` is only the begin of it; nothing where that does not tell yet.
std::optional<Format> guess_from_begin(const meaning::Loaded& loaded, std::string_view text);

}  // namespace bedside::records

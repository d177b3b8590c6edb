// Takes patients as text; gives their records one by one: which reader it is, and what every text
// must be.
#include "interpreter/records/read.hpp"

#include <fmt/format.h>

#include "interpreter/records/place.hpp"
#include "interpreter/records/rows.hpp"
#include "interpreter/records/stream.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::records {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// More characters than are shown of a row, in bytes.
constexpr std::size_t most_shown = 2000;

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

Opened open(const meaning::Loaded& loaded, Format format, const std::string& name,
            std::string_view text) {
  if (auto failed = no_text(text, true)) return *std::move(failed);
  return format == Format::patient ? open_patient(loaded, name, text)
                                   : open_json(loaded, name, text);
}

/// Rows of a whole text, read as if it came little by little.
class StreamedRows : public Rows {
 public:
  StreamedRows(const meaning::Loaded& loaded, Format format, const std::string& name,
               std::string_view text)
      : reader_(loaded, format, name), rest_(text) {}

  // The first row is looked for, so that a failure is known from the start.
  std::optional<Reject> failure() {
    has_first_ = read();
    return reader_.failure();
  }

  std::optional<Row> next() override {
    if (!has_first_ && !read()) return std::nullopt;
    has_first_ = false;
    return std::move(row_);
  }

 private:
  bool read() {
    while (!reader_.next(row_)) {
      if (finished_) return false;
      finished_ = rest_.empty();
      if (finished_) reader_.finish();
      const std::string_view bytes = rest_.substr(0, portion);
      reader_.feed(bytes);
      rest_.remove_prefix(bytes.size());
    }
    return true;
  }

  static constexpr std::size_t portion = std::size_t{1} << 16U;

  StreamReader reader_;
  std::string_view rest_;
  Row row_;
  bool has_first_ = false;
  bool finished_ = false;
};

}  // namespace

std::string odd_id(std::string_view id) {
  for (std::size_t i = 0; i < id.size();) {
    const auto byte = static_cast<unsigned char>(id[i]);
    const bool blank = byte == '\n' || byte == '\r' || byte == '\t';
    if ((byte >= 0x20 && byte < 0x7F) || blank) {
      ++i;
      continue;
    }
    const auto c = text::character_at(id, i);
    if (!c) return "";  // said of the whole row
    const bool turns = text::is_direction_control(c->code) && c->code > 0x2010;
    if (text::is_control(c->code) || turns) {
      return fmt::format("\"id\" has a character in it that cannot be shown (U+{:04X}).",
                         static_cast<unsigned>(c->code));
    }
    i += c->size;
  }
  return "";
}

std::optional<Reject> no_text(std::string_view& text, bool whole) {
  if (is_utf16(text)) return Reject{1, 1, "", "The text is in UTF-16; save it as UTF-8.", ""};
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!whole || !is_blank(text)) return std::nullopt;
  return Reject{1, 1, "", "There is nothing in it; patients are expected.", ""};
}

Reject too_long(std::string_view row, std::size_t line) {
  // Its middle may have been left out, so that no place in it but the first is sure.
  return {line, 1, "", "This row is longer than a million bytes; one patient is expected.",
          shown(row.substr(0, most_shown))};
}

std::optional<Reject> unreadable(std::string_view text, std::size_t first_line) {
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    return reject_at(text, nul, "Here is a byte 0, which no text has.", first_line);
  }
  if (const auto invalid = text::first_invalid_byte(text)) {
    return reject_at(text, *invalid, "This is not UTF-8. Save the file again as UTF-8.",
                     first_line);
  }
  return std::nullopt;
}

RecordReader::RecordReader(const meaning::Loaded& loaded, Format format, std::string source_name,
                           std::string_view text)
    : source_name_(std::move(source_name)) {
  if (format == Format::csv || format == Format::ndjson) {
    auto rows = std::make_unique<StreamedRows>(loaded, format, source_name_, text);
    failure_ = rows->failure();
    if (!failure_) rows_ = std::move(rows);
    return;
  }
  Opened opened = open(loaded, format, source_name_, text);
  if (auto* failed = std::get_if<Reject>(&opened)) {
    failure_ = std::move(*failed);
  } else {
    rows_ = std::move(std::get<std::unique_ptr<Rows>>(opened));
  }
}

std::optional<Row> RecordReader::next() {
  if (!rows_) return std::nullopt;
  return rows_->next();
}

}  // namespace bedside::records

// Takes patients as text; gives their records one by one: which reader it is, and what every text
// must be.
#include "interpreter/records/read.hpp"

#include <fmt/format.h>

#include "interpreter/records/place.hpp"
#include "interpreter/records/rows.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::records {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

Opened open(const meaning::Loaded& loaded, Format format, const std::string& name,
            std::string_view text) {
  if (is_utf16(text)) {
    return Reject{1, 1, "", "The text is in UTF-16; save it as UTF-8.", ""};
  }
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (is_blank(text)) return Reject{1, 1, "", "There is nothing in it; patients are expected.", ""};
  switch (format) {
    case Format::patient:
      return open_patient(loaded, name, text);
    case Format::json:
      return open_json(loaded, name, text);
    case Format::ndjson:
      return open_ndjson(loaded, name, text);
    case Format::csv:
      break;
  }
  return open_csv(loaded, name, text);
}

}  // namespace

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

// Takes the bytes of CSV or NDJSON as they come; gives pieces of whole rows.
#include <algorithm>

#include "interpreter/records/csv_header.hpp"
#include "interpreter/records/csv_text.hpp"
#include "interpreter/records/place.hpp"
#include "interpreter/records/rows.hpp"
#include "interpreter/records/stream.hpp"

namespace bedside::records {

namespace {

// Where the last line end is over that no further byte can change: a CR alone may be half of one.
std::size_t end_of_lines(std::string_view text) {
  const std::size_t lf = text.rfind('\n');
  const std::size_t begin = lf == std::string_view::npos ? 0 : lf + 1;
  if (text.size() < begin + 2) return begin;
  const std::size_t cr = text.substr(begin, text.size() - 1 - begin).rfind('\r');
  return cr == std::string_view::npos ? begin : begin + cr + 1;
}

}  // namespace

/// `text_` is what has come and was not given yet: whole lines up to `whole_`, then the begin of
/// one. Where a line is longer than a row may be, the rest of it is left out as it comes; so it
/// stays too long, and needs no more memory.
class Pieces::Cutter {
 public:
  Cutter(const meaning::Loaded& loaded, Format format, std::string name)
      : loaded_(loaded), name_(std::move(name)) {
    layout_.format = format;
  }

  void feed(std::string_view bytes) {
    if (failure_ || finished_) return;
    while (!bytes.empty()) {
      std::size_t take = bytes.size();
      std::size_t keep = take;
      if (text_.ends_with('\r')) {
        take = keep = 1;  // now it can be told whether the line has ended
      } else if (text_.size() - whole_ + take > longest_row) {
        take = std::min(bytes.find_first_of("\r\n"), take - 1) + 1;
        const std::size_t line = take - (bytes[take - 1] == '\r' || bytes[take - 1] == '\n');
        const std::size_t room = longest_row + 1 - std::min(text_.size() - whole_, longest_row + 1);
        keep = std::min(line, room);
        add(bytes.substr(0, keep));
        bytes.remove_prefix(line);
        take = keep = take - line;
      }
      add(bytes.substr(0, keep));
      bytes.remove_prefix(take);
    }
  }

  void finish() { finished_ = true; }

  const Layout* layout() {
    begin();
    return failure_ || !has_layout_ ? nullptr : &layout_;
  }

  const std::optional<Reject>& failure() {
    begin();
    return failure_;
  }

  bool next(Piece& piece) {
    if (layout() == nullptr) return false;
    while (true) {
      const std::size_t end = finished_ ? text_.size() : whole_;
      if (end == 0) return false;
      const bool plain = layout_.format == Format::ndjson || quote_ >= end;
      if (!(plain ? cut_lines(piece, end) : cut_rows(piece))) return false;
      if (!is_blank(piece.text) || layout_.columns.size() == 1) return true;
    }
  }

 private:
  void add(std::string_view bytes) {
    const std::size_t before = text_.size();
    text_ += bytes;
    const std::size_t from = before == 0 ? 0 : before - 1;
    const std::size_t end = end_of_lines(std::string_view(text_).substr(from));
    if (end > 0) whole_ = from + end;
    if (quote_ == std::string::npos) quote_ = text_.find('"', before);
  }

  void drop(std::size_t size) {
    text_.erase(0, size);
    whole_ -= std::min(whole_, size);
    tried_ = 0;
    if (quote_ == std::string::npos) return;
    quote_ = quote_ >= size ? quote_ - size : text_.find('"');
  }

  // Finds out what has to be known before the first row.
  void begin() {
    if (failure_ || has_layout_) return;
    if (!has_begun_) {
      if (text_.size() < 3 && !finished_) return;
      std::string_view rest = text_;
      failure_ = no_text(rest, finished_);
      if (failure_) return;
      has_begun_ = true;
      drop(text_.size() - rest.size());
    }
    if (is_blank(text_)) {
      std::string_view rest = text_;
      failure_ = no_text(rest, finished_);
      line_ += count_line_ends(rest.substr(0, whole_));
      drop(whole_);
    } else if (layout_.format == Format::ndjson) {
      has_layout_ = true;
    } else if (finished_ || whole_ > tried_ || text_.size() > longest_row) {
      header();
    }
  }

  void header() {
    // A heading that is longer than any row is not waited for.
    CsvText rows(text_, {line_, 0, !finished_ && text_.size() <= longest_row});
    CsvRow row;
    while (rows.next(row)) {
      if (row.blank()) continue;
      auto read = read_header(loaded_, name_, row);
      if (auto* failed = std::get_if<Reject>(&read)) {
        failure_ = std::move(*failed);
        return;
      }
      layout_.columns = std::get<std::vector<Column>>(std::move(read));
      has_layout_ = true;
      break;
    }
    line_ = rows.line();
    drop(rows.at());
    if (!has_layout_) tried_ = whole_;
  }

  bool cut_lines(Piece& piece, std::size_t end) {
    piece.text.assign(text_, 0, end);
    piece.size = end;
    piece.line = line_;
    line_ += count_line_ends(piece.text);
    piece.next_line = line_;
    drop(end);
    return true;
  }

  // Where there are quotes, the end of a row is only found by reading it.
  bool cut_rows(Piece& piece) {
    if (!finished_ && whole_ <= tried_) return false;
    CsvText rows(text_, {line_, layout_.columns.size(), !finished_});
    CsvRow row;
    while (rows.next(row)) continue;
    if (rows.at() == 0) {
      tried_ = whole_;
      return false;
    }
    piece.text.assign(text_, 0, rows.reach());
    piece.size = rows.at();
    piece.line = line_;
    line_ = rows.line();
    piece.next_line = line_;
    drop(rows.at());
    return true;
  }

  const meaning::Loaded& loaded_;
  std::string name_;
  Layout layout_;
  std::optional<Reject> failure_;
  std::string text_;
  std::size_t whole_ = 0;
  std::size_t quote_ = std::string::npos;  // the first one in `text_`
  std::size_t tried_ = 0;                  // with so many whole lines, no row was whole
  std::size_t line_ = 1;                   // where `text_` begins
  bool has_begun_ = false;
  bool has_layout_ = false;
  bool finished_ = false;
};

Pieces::Pieces(const meaning::Loaded& loaded, Format format, std::string source_name)
    : cutter_(std::make_unique<Cutter>(loaded, format, std::move(source_name))) {}
Pieces::~Pieces() = default;

void Pieces::feed(std::string_view bytes) { cutter_->feed(bytes); }
void Pieces::finish() { cutter_->finish(); }
bool Pieces::next(Piece& piece) { return cutter_->next(piece); }
const Layout* Pieces::layout() { return cutter_->layout(); }
const std::optional<Reject>& Pieces::failure() { return cutter_->failure(); }

}  // namespace bedside::records

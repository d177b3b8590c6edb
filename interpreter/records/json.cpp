// Takes patients as JSON objects; gives their records. The JSON library is used here alone.
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/records/answers.hpp"
#include "interpreter/records/json_known.hpp"
#include "interpreter/records/place.hpp"
#include "interpreter/records/rows.hpp"
#include "lang/text/near.hpp"

namespace bedside::records {

namespace {

using meaning::Fact;
using meaning::FindingId;

/// What the object of one patient turned out to be.
struct Patient {
  evaluate::Record record;
  std::string reasons;
  std::size_t offset = 0;  ///< of the first reason, in the object's text
  std::size_t count = 0;
};

constexpr std::size_t most_reasons = 5;

constexpr std::string_view shape =
    R"(A patient is one object: {"id": "p1", "findings": {"pain": false}}.)";

/// Hears what the library reads, in the order of the text, and makes one patient of it. The
/// library says what it reads, but not where, and numbers as binary fractions; so this follows
/// the text on its own and takes both from there.
class Listener {
 public:
  Listener(Answers& answers, Known& known, std::string_view text)
      : answers_(answers), known_(known), text_(text) {
    patient.record = answers.nothing();
    seen_.resize(patient.record.findings.size());
  }

  Patient patient;

  // What the library calls; they all return whether it should go on.
  bool null() { return scalar(nullptr); }
  bool boolean(bool said) { return scalar(said); }
  bool number_integer(std::int64_t /*value*/) { return digits(); }
  bool number_unsigned(std::uint64_t /*value*/) { return digits(); }
  bool number_float(double /*value*/, const std::string& /*text*/) { return digits(); }
  bool string(std::string& said) { return scalar(std::string_view(said)); }
  bool binary(nlohmann::json::binary_t& /*bytes*/) { return false; }
  bool start_object(std::size_t /*size*/) { return open(false); }
  bool start_array(std::size_t /*size*/) { return open(true); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    step();
    if (depth_ == 1) {
      top_key(name);
    } else if (depth_ == 2 && in_findings_) {
      finding_key(name);
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*last*/,
                   const nlohmann::json::exception& error) {
    const bool ends = position > text_.size() || is_blank(text_.substr(end_of(position)));
    const std::string_view what = error.what();
    const auto mentions = [&](std::string_view word) {
      return what.find(word) != std::string_view::npos;
    };
    // Where the thing begins at which the library stopped, having read `position` bytes.
    offset_ = std::min(next_thing(), std::max<std::size_t>(position, 1) - 1);
    if (depth_ == 0 && opened_) {
      refuse(
          "After the patient's object there is more text. Several patients are written one on a "
          "line, as NDJSON.");
    } else if (mentions("surrogate")) {
      refuse("A \\u escape here is half of a character; the other half is missing.");
    } else if (mentions("overflow")) {
      refuse(fmt::format("The number {} is too large to be a measurement.",
                         in_marks(text_.substr(offset_, end_of(position) - offset_))));
    } else if (mentions("control character")) {
      offset_ = position == 0 ? 0 : std::min(position - 1, text_.size());
      refuse(
          "A text in quotation marks is not closed on its line, or has a control character in "
          "it.");
    } else if (ends && (mentions("end of input") || mentions("missing closing quote"))) {
      offset_ = text_.size();
      refuse("The text ends before the object is complete.");
    } else {
      refuse(syntax());
    }
    return false;
  }

  void finish() {
    if (patient.count == 0 && !has_findings_) {
      offset_ = 0;
      refuse(fmt::format("The object has no \"findings\". {}", shape));
    }
  }

 private:
  enum class Key { none, id, findings };

  static bool is_between(char c) {
    return c == ' ' || c == ',' || c == ':' || c == '\t' || c == '\r' || c == '\n';
  }
  static bool is_in_number(char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
  }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  std::size_t end_of(std::size_t position) const { return std::min(position, text_.size()); }

  std::size_t next_thing() const {
    std::size_t at = std::min(at_, text_.size());
    while (at < text_.size() && is_between(text_[at])) ++at;
    return at;
  }

  // Goes past the next thing of the text; offset_ is then its begin, at_ its end.
  void step() {
    at_ = next_thing();
    offset_ = at_;
    if (at_ == text_.size()) return;
    const char first = text_[at_++];
    if (first == '"') {
      while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
      at_ = std::min(at_ + 1, text_.size());
    } else if (is_in_number(first) && !is_letter(first)) {
      while (at_ < text_.size() && is_in_number(text_[at_])) ++at_;
    } else {
      while (is_letter(first) && at_ < text_.size() && is_letter(text_[at_])) ++at_;
    }
  }

  bool digits() {
    const std::size_t before = at_;
    step();
    const Digits said{text_.substr(offset_, at_ - offset_)};
    at_ = before;
    return scalar(said);
  }

  void refuse(std::string reason) {
    if (++patient.count == 1) patient.offset = offset_;
    if (patient.count > most_reasons) return;
    if (patient.count > 1) patient.reasons += ' ';
    patient.reasons += reason;
  }

  std::string syntax() const {
    const std::string_view rest = text_.substr(std::min(offset_, text_.size()));
    for (const std::string_view word : {"NaN", "-NaN", "Infinity", "-Infinity"}) {
      if (!rest.starts_with(word)) continue;
      return fmt::format("`{}` is no number; null, or left out, is not recorded.", word);
    }
    if (rest.starts_with('\'')) return "JSON takes double quotation marks, not single ones.";
    const std::string_view first = trimmed(rest.substr(0, rest.find_first_of(" \t\r\n,:]}")));
    return fmt::format("This is not JSON: {} does not belong here.",
                       in_marks(first.empty() ? rest.substr(0, 1) : first));
  }

  void top_key(const std::string& name) {
    key_ = Key::none;
    bool& has = name == "id" ? has_id_ : has_findings_;
    if (name == "id" || name == "findings") {
      if (has) return refuse(fmt::format("\"{}\" is there twice.", name));
      has = true;
      key_ = name == "id" ? Key::id : Key::findings;
      return;
    }
    std::string hint = text::did_you_mean(text::near_names(name, {"id", "findings"}));
    if (hint.empty() && answers_.finding(name)) hint = " Findings stand inside \"findings\".";
    refuse(
        fmt::format("{} is not known here; \"id\" and \"findings\" are.{}", in_marks(name), hint));
  }

  void finding_key(const std::string& name) {
    finding_ = known_.finding(answers_, name);
    if (!finding_) return refuse(answers_.no_finding(name));
    std::string& before = seen_[finding_->index];
    if (before.empty()) {
      before = name;
      return;
    }
    const std::string& own = answers_.at(*finding_).name;
    refuse(before == name ? fmt::format("`{}` is there twice.", own)
                          : fmt::format("`{}` is there twice, as {} and as {}.", own,
                                        in_marks(before), in_marks(name)));
    finding_.reset();
  }

  bool open(bool list) {
    step();
    if (depth_ == 0) {
      opened_ = true;
      if (list)
        refuse(
            fmt::format("This is a list. {} Several patients are written one on a line, "
                        "as NDJSON.",
                        shape));
      top_is_list_ = list;
    } else if (depth_ == 1) {
      open_in_patient(list);
    } else if (depth_ == 2 && in_findings_) {
      if (list) {
        in_list_ = true;
        good_list_ = true;
        list_begin_ = offset_;
        facts_.clear();
      } else {
        refuse_inner("an object");
      }
    } else if (depth_ == 3 && in_list_) {
      refuse_inner(list ? "a list in a list" : "an object in a list");
    }
    ++depth_;
    return true;
  }

  void refuse_inner(std::string_view what) {
    good_list_ = false;
    if (!finding_) return;
    refuse(fmt::format("`{}` cannot be {}; {} is expected.", answers_.at(*finding_).name, what,
                       answers_.expected(*finding_)));
  }

  void open_in_patient(bool list) {
    if (top_is_list_) return;
    if (key_ == Key::id) refuse("\"id\" is a text or a whole number.");
    if (key_ == Key::findings && list) refuse_findings();
    in_findings_ = key_ == Key::findings && !list;
    key_ = Key::none;
  }

  void refuse_findings() { refuse(R"("findings" is an object: {"pain": false}.)"); }

  bool close() {
    step();
    if (--depth_ == 1) in_findings_ = false;
    if (depth_ == 2 && in_list_) {
      in_list_ = false;
      offset_ = list_begin_;
      if (finding_ && good_list_) add(answers_.one_of(*finding_, facts_));
    }
    return true;
  }

  bool scalar(const Scalar& said) {
    step();
    if (depth_ == 0) {
      opened_ = true;
      refuse(fmt::format("This is no object. {}", shape));
    } else if (depth_ == 1 && !top_is_list_) {
      if (key_ == Key::id) take_id(said);
      if (key_ == Key::findings) refuse_findings();
      key_ = Key::none;
    } else if (depth_ == 2 && in_findings_ && finding_) {
      if (!std::holds_alternative<std::nullptr_t>(said)) take_only(said);
    } else if (depth_ == 3 && in_list_ && finding_) {
      take_item(said);
    }
    return true;
  }

  void take_id(const Scalar& said) {
    if (std::holds_alternative<std::nullptr_t>(said)) return;
    std::optional<std::string> id;
    if (const auto* written = std::get_if<std::string_view>(&said)) id = std::string(*written);
    if (const auto* number = std::get_if<Digits>(&said)) {
      if (number->text.find_first_of(".eE") == std::string_view::npos)
        id = std::string(number->text);
    }
    if (!id || id->find('\0') != std::string::npos) {
      return refuse("\"id\" is a text or a whole number.");
    }
    if (std::string odd = odd_id(*id); !odd.empty()) refuse(std::move(odd));
    patient.record.id = *std::move(id);
  }

  // It is all that is said of the finding, as that is not there twice.
  void take_only(const Scalar& said) {
    CellTable& table = known_.of(*finding_, said);
    meaning::Possible& possible = patient.record.findings[finding_->index];
    if (const Said known = table.find(text_of(said), 0); known.possible != nullptr) {
      possible = *known.possible;
      return;
    }
    const std::size_t before = patient.count;
    add(answer(said));
    if (patient.count == before) table.remember(text_of(said), possible, known_.room);
  }

  void take_item(const Scalar& said) {
    if (std::holds_alternative<std::nullptr_t>(said)) {
      good_list_ = false;
      return refuse(
          fmt::format("null stands in the list of `{}`; a list narrows it to the values "
                      "that it may have.",
                      answers_.at(*finding_).name));
    }
    Answer item = answer(said);
    if (auto* refusal = std::get_if<Refusal>(&item)) {
      good_list_ = false;
      return refuse(std::move(refusal->reason));
    }
    // Alone, each of them must be possible too.
    evaluate::Record alone = answers_.nothing();
    if (auto refused = answers_.add(alone, std::get<Fact>(item))) {
      good_list_ = false;
      return refuse(*std::move(refused));
    }
    facts_.push_back(std::get<Fact>(std::move(item)));
  }

  Answer answer(const Scalar& said) {
    if (const auto* truth = std::get_if<bool>(&said)) return answers_.truth(*finding_, *truth);
    if (const auto* number = std::get_if<Digits>(&said)) {
      return answers_.number(*finding_, number->text);
    }
    return answers_.text(*finding_, std::get<std::string_view>(said));
  }

  void add(Answer said) {
    if (auto* refusal = std::get_if<Refusal>(&said)) return refuse(std::move(refusal->reason));
    if (auto refused = answers_.add(patient.record, std::get<Fact>(said))) {
      refuse(*std::move(refused));
    }
  }

  Answers& answers_;
  Known& known_;
  std::string_view text_;
  std::size_t at_ = 0;      // up to here the text has been followed
  std::size_t offset_ = 0;  // where what is read now begins
  std::size_t depth_ = 0;   // open brackets
  bool opened_ = false;     // something has been read
  bool top_is_list_ = false;
  bool has_id_ = false;
  bool has_findings_ = false;
  bool in_findings_ = false;
  bool in_list_ = false;
  bool good_list_ = true;  // nothing in it was refused
  std::size_t list_begin_ = 0;
  Key key_ = Key::none;
  std::optional<FindingId> finding_;  // whose value comes
  std::vector<std::string> seen_;     // by finding: the name under which it was there
  std::vector<Fact> facts_;           // of a list
};

Row read_object(Answers& answers, Known& known, std::string_view text, std::size_t first_line) {
  if (auto wrong = unreadable(text, first_line)) return *std::move(wrong);
  Listener listener(answers, known, text);
  try {
    nlohmann::json::sax_parse(text.begin(), text.end(), &listener);
  } catch (const std::exception& error) {
    return reject_at(text, 0, fmt::format("This cannot be read as JSON: {}", error.what()),
                     first_line);
  }
  listener.finish();
  Patient& patient = listener.patient;
  if (patient.count == 0) return std::move(patient.record);
  Reject reject = reject_at(text, patient.offset, std::move(patient.reasons), first_line);
  reject.id = patient.record.id;
  return reject;
}

class JsonRows : public Rows {
 public:
  JsonRows(Answers answers, std::string_view text) : answers_(std::move(answers)), text_(text) {}

  std::optional<Row> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    Known known(answers_.nothing().findings.size());
    return read_object(answers_, known, text_, 1);
  }

 private:
  Answers answers_;
  std::string_view text_;
  bool done_ = false;
};

class NdjsonRows : public PieceRows {
 public:
  explicit NdjsonRows(Answers answers)
      : answers_(std::move(answers)), known_(answers_.nothing().findings.size()) {}

  void open(const Piece& piece) override {
    rest_ = piece.text;
    line_ = piece.line - 1;
  }

  bool next(SaidRow& row, std::optional<Reject>& reject) override {
    while (!rest_.empty()) {
      const std::string_view line = without_end(take_line(rest_));
      ++line_;
      if (is_blank(line)) continue;
      read_ = line.size() > longest_row ? too_long(line, line_)
                                        : read_object(answers_, known_, line, line_);
      reject.reset();
      if (auto* wrong = std::get_if<Reject>(&read_)) {
        reject = std::move(*wrong);
      } else {
        show(std::get<evaluate::Record>(read_), row);
      }
      return true;
    }
    return false;
  }

 private:
  static void show(const evaluate::Record& record, SaidRow& row) {
    row.id = record.id;
    row.findings.assign(record.findings.size(), {});
    for (std::size_t i = 0; i < record.findings.size(); ++i) {
      if (record.findings[i].recorded) row.findings[i].possible = &record.findings[i];
    }
  }

  Answers answers_;
  Known known_;
  std::string_view rest_;
  std::size_t line_ = 0;
  Row read_;
};

}  // namespace

Opened open_json(const meaning::Loaded& loaded, const std::string& name, std::string_view text) {
  return std::make_unique<JsonRows>(Answers(loaded, name), text);
}

std::unique_ptr<PieceRows> ndjson_rows(const meaning::Loaded& loaded, const std::string& name) {
  return std::make_unique<NdjsonRows>(Answers(loaded, name));
}

}  // namespace bedside::records

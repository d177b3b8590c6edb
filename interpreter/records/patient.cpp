// Takes the facts of one patient, in the words of the language; gives the record.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "interpreter/records/answers.hpp"
#include "interpreter/records/place.hpp"
#include "interpreter/records/rows.hpp"

namespace bedside::records {

namespace {

using meaning::Fact;

// What a person writes down of one patient is far shorter.
constexpr std::size_t longest_text = 1'000'000;

/// Adds facts to a record and remembers them, to say which ones contradict each other.
class Patient {
 public:
  Patient(const meaning::Loaded& loaded, const std::string& name)
      : answers_(loaded, name), record_(answers_.nothing()) {}

  std::optional<std::string> add(const Fact& fact) {
    const evaluate::Record before = record_;
    auto refused = answers_.add(record_, fact);
    std::vector<Fact> about;
    for (const Fact& each : said_) {
      if (each.finding == fact.finding) about.push_back(each);
    }
    about.push_back(fact);
    said_.push_back(fact);
    if (!refused || about.size() == 1) return refused;
    evaluate::Record alone = answers_.nothing();
    if (answers_.add(alone, fact)) return refused;
    return contradiction(answers_.at(fact.finding), about);
  }

  evaluate::Record take() { return std::move(record_); }

 private:
  Answers answers_;
  evaluate::Record record_;
  std::vector<Fact> said_;
};

Row read_facts(const meaning::Loaded& loaded, const std::string& name, std::string_view text,
               const meaning::Facts& facts) {
  std::string reasons;
  std::size_t first = text.size();
  const auto refuse = [&](std::size_t begin, std::string_view reason) {
    first = std::min(first, begin);
    reasons += (reasons.empty() ? "" : " ") + std::string(reason);
  };
  for (const text::Message& message : facts.messages) refuse(message.span.begin, message.text);
  if (reasons.empty()) {
    Patient patient(loaded, name);
    for (const Fact& fact : facts.facts) {
      if (const auto refused = patient.add(fact)) refuse(fact.span.begin, *refused);
    }
    if (reasons.empty()) return patient.take();
  }
  return reject_at(text, first, shown(reasons, 2000));
}

class OnePatient : public Rows {
 public:
  explicit OnePatient(Row row) : row_(std::move(row)) {}

  std::optional<Row> next() override {
    auto row = std::move(row_);
    row_.reset();
    return row;
  }

 private:
  std::optional<Row> row_;
};

}  // namespace

Opened open_patient(const meaning::Loaded& loaded, const std::string& name, std::string_view text) {
  if (text.size() > longest_text) {
    return reject_at(text, 0,
                     "This is longer than a million bytes; facts about one patient are "
                     "expected.");
  }
  if (auto wrong = unreadable(text)) return std::make_unique<OnePatient>(*std::move(wrong));
  meaning::FactReader reader(loaded);
  const meaning::Facts facts = reader.facts(name, std::string(text));
  if (facts.facts.empty() && facts.messages.empty()) {
    return reject_at(text, 0, "There is no fact in it; facts about one patient are expected.");
  }
  return std::make_unique<OnePatient>(read_facts(loaded, name, text, facts));
}

}  // namespace bedside::records

// Takes one patient's result; gives it as a row of CSV.
#include "interpreter/cohort/results.hpp"

#include <fmt/format.h>

#include "interpreter/cohort/result_views.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::cohort {

using evaluate::AdviceStatus;
using evaluate::Evaluation;
using evaluate::Record;
using meaning::Loaded;

namespace {

constexpr std::size_t statuses = 6;  // of Status

bool needs_quotes(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

Written written(const std::string& text) {
  Written all{text, "; " + text, needs_quotes(text), ""};
  add_json(text, all.json);
  return all;
}

void add(const Written& text, std::string& to) {
  if (text.needs_quotes) return add_cell(text.plain, to);
  to += text.plain;
}

/// A cell with a list in it: items with `; ` between them. They are written as they come; should
/// one of them need quotes, the whole cell gets them at the end.
class ListCell {
 public:
  explicit ListCell(std::string& to) : to_(to), begin_(to.size()) {}

  void add(const Written& item, std::string_view more = "") {
    to_ += to_.size() > begin_ ? item.next : item.plain;
    if (!more.empty()) to_ += more;
    needs_quotes_ = needs_quotes_ || item.needs_quotes;
  }

  void finish() {
    if (!needs_quotes_) return;
    const std::string text = to_.substr(begin_);
    to_.resize(begin_);
    add_cell(text, to_);
  }

 private:
  std::string& to_;
  std::size_t begin_;
  bool needs_quotes_ = false;
};

}  // namespace

void add_cell(std::string_view text, std::string& to) {
  if (!needs_quotes(text)) {
    to += text;
    return;
  }
  to += '"';
  for (const char c : text) {
    if (c == '"') to += '"';
    to += c;
  }
  to += '"';
}

Prepared::Prepared(const Loaded& loaded, const std::string& guideline, Form form,
                   bool with_guideline)
    : loaded_(loaded),
      form_(form),
      with_guideline_(with_guideline),
      guideline_(written(guideline)) {
  for (const meaning::Finding& each : rules().findings) findings_.push_back(written(each.name));
  for (const meaning::Assessment& each : rules().assessments) {
    NamedAssessment named{written(each.name), {}, {}};
    for (const std::string& level : each.levels) named.levels.push_back(written(level));
    for (std::size_t level = 0; level <= named.levels.size(); ++level) {
      std::string value = ",";
      if (level < named.levels.size()) add(named.levels[level], value);
      for (std::size_t status = 0; status < statuses; ++status) {
        const auto name = meaning::status_name(static_cast<meaning::Status>(status));
        named.cells.push_back(fmt::format("{},{}", value, name));
      }
    }
    assessments_.push_back(std::move(named));
  }
  for (const meaning::Score& each : rules().scores) scores_.push_back(written(each.name));
  for (const meaning::Advice& each : rules().advice) advice_.push_back(written(each.name));
  for (const meaning::Rule& each : rules().rules) rules_.push_back(written(each.name));
  if (form_ == Form::ndjson) prepare_rules();
}

std::string Prepared::heading() const {
  if (form_ != Form::csv) return "";
  std::string text = with_guideline_ ? "id,guideline" : "id";
  const auto column = [&](const std::string& name) {
    text += ',';
    add_cell(name, text);
  };
  for (const meaning::Assessment& each : rules().assessments) {
    column(each.name);
    column(each.name + " status");
  }
  for (const meaning::Score& each : rules().scores) {
    column(each.name + " low");
    column(each.name + " high");
  }
  return text + ",advice,fired,ask\n";
}

template <class Of>
void Prepared::csv(std::string_view id, const Of& of, std::string& to) const {
  add_cell(id, to);
  if (with_guideline_) {
    to += ',';
    add(guideline_, to);
  }
  for (std::size_t i = 0; i < assessments_.size(); ++i) {
    const NamedAssessment& named = assessments_[i];
    const std::size_t level = of.value(i).value_or(named.levels.size());
    to += named.cells[level * statuses + static_cast<std::size_t>(of.status(i))];
  }
  for (std::size_t i = 0; i < scores_.size(); ++i) {
    to += ',';
    of.add_low(i, to);
    to += ',';
    of.add_high(i, to);
  }
  to += ',';
  ListCell advice(to);
  for (std::size_t i = 0; i < advice_.size(); ++i) {
    const AdviceStatus status = of.advice(i);
    if (status == AdviceStatus::given) advice.add(advice_[i]);
    if (status == AdviceStatus::possible) advice.add(advice_[i], " (possible)");
  }
  advice.finish();
  to += ',';
  ListCell fired(to);
  of.fired([&](std::size_t rule) { fired.add(rules_[rule]); });
  fired.finish();
  to += ',';
  ListCell ask(to);
  for (const meaning::FindingId finding : of.ask()) ask.add(findings_[finding.index]);
  ask.finish();
  to += '\n';
}

void Prepared::write(const Record& record, const Evaluation& evaluation, std::string& to) const {
  const OfEvaluation of(rules(), record, evaluation, form_);
  form_ == Form::csv ? csv(record.id, of, to) : json(record.id, of, to);
}

void Prepared::write(std::string_view id, const OfRow& row, std::string& to) const {
  form_ == Form::csv ? csv(id, row, to) : json(id, row, to);
}

void assess_one(const Prepared& prepared, const Record& record, std::string& to) {
  prepared.write(record, evaluate::evaluate(prepared.rules(), record), to);
}

}  // namespace bedside::cohort

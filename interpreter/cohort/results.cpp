// Takes one patient's result; gives it as a row of CSV.
#include "interpreter/cohort/results.hpp"

#include "lang/meaning/words.hpp"

namespace bedside::cohort {

using evaluate::AdviceStatus;
using evaluate::Evaluation;
using evaluate::Record;
using meaning::Loaded;
using meaning::RuleStatus;

namespace {

bool needs_quotes(std::string_view text) {
  return text.find_first_of(",\"\r\n") != std::string_view::npos;
}

Written written(const std::string& text) {
  Written all{text, needs_quotes(text), ""};
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
    if (to_.size() > begin_) to_ += "; ";
    to_ += item.plain;
    to_ += more;
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
    NamedAssessment named{written(each.name), {}};
    for (const std::string& level : each.levels) named.levels.push_back(written(level));
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

void Prepared::write(const Record& record, const Evaluation& evaluation, std::string& to) const {
  form_ == Form::csv ? csv(record, evaluation, to) : json(record, evaluation, to);
}

void Prepared::csv(const Record& record, const Evaluation& evaluation, std::string& to) const {
  add_cell(record.id, to);
  if (with_guideline_) {
    to += ',';
    add(guideline_, to);
  }
  for (std::size_t i = 0; i < assessments_.size(); ++i) {
    const evaluate::AssessmentResult& result = evaluation.assessments[i];
    to += ',';
    if (result.value) add(assessments_[i].levels[*result.value], to);
    to += ',';
    to += meaning::status_name(result.status);
  }
  for (const evaluate::ScoreResult& score : evaluation.scores) {
    const meaning::Range& range = score.total.range;
    to += ',';
    if (!score.total.undefined && range.has_low) to += range.low.to_string();
    to += ',';
    if (!score.total.undefined && range.has_high) to += range.high.to_string();
  }
  to += ',';
  csv_advice(evaluation, to);
  to += ',';
  csv_fired(evaluation, to);
  to += ',';
  csv_ask(evaluation, to);
  to += '\n';
}

void Prepared::csv_advice(const Evaluation& evaluation, std::string& to) const {
  ListCell list(to);
  for (std::size_t i = 0; i < advice_.size(); ++i) {
    const AdviceStatus status = evaluation.advice[i].status;
    if (status == AdviceStatus::given) list.add(advice_[i]);
    if (status == AdviceStatus::possible) list.add(advice_[i], " (possible)");
  }
  list.finish();
}

void Prepared::csv_fired(const Evaluation& evaluation, std::string& to) const {
  ListCell list(to);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (evaluation.rules[i].status == RuleStatus::fires) list.add(rules_[i]);
  }
  list.finish();
}

void Prepared::csv_ask(const Evaluation& evaluation, std::string& to) const {
  ListCell list(to);
  for (const meaning::FindingId id : evaluation.ask) list.add(findings_[id.index]);
  list.finish();
}

void assess_one(const Prepared& prepared, const Record& record, std::string& to) {
  prepared.write(record, evaluate::evaluate(prepared.rules(), record), to);
}

}  // namespace bedside::cohort

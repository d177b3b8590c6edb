// Takes one patient's result; gives it as an object on one line.
#include <fmt/format.h>

#include <cmath>

#include "interpreter/cohort/results.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::cohort {

using evaluate::AdviceStatus;
using evaluate::Evaluation;
using evaluate::Record;
using meaning::RuleId;
using meaning::RuleStatus;

namespace {

void add_escaped(char c, std::string& to) {
  switch (c) {
    case '"':
      to += "\\\"";
      return;
    case '\\':
      to += "\\\\";
      return;
    case '\b':
      to += "\\b";
      return;
    case '\f':
      to += "\\f";
      return;
    case '\n':
      to += "\\n";
      return;
    case '\r':
      to += "\\r";
      return;
    case '\t':
      to += "\\t";
      return;
    default:
      to += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
}

bool is_plain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

void add_number(const meaning::Number& number, std::string& to) {
  if (const auto whole = number.to_int64()) {
    fmt::format_to(std::back_inserter(to), "{}", *whole);
    return;
  }
  const double value = number.to_double();
  to += std::isfinite(value) ? fmt::format("{}", value) : "null";
}

/// Writes the items of a list or an object, with commas between them.
class Items {
 public:
  explicit Items(std::string& to) : to_(to) {}

  std::string& next() {
    if (!first_) to_ += ',';
    first_ = false;
    return to_;
  }

 private:
  std::string& to_;
  bool first_ = true;
};

std::string_view truth_name(evaluate::Truth truth) {
  using evaluate::Truth;
  return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}

}  // namespace

void add_json(std::string_view text, std::string& to) {
  to += '"';
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    to += text.substr(at, end - at);
    at = end;
    if (at == text.size()) break;
    const auto c = text::character_at(text, at);
    if (!c) {
      to += "\xEF\xBF\xBD";
    } else if (c->code < 0x20 || c->code == '"' || c->code == '\\') {
      add_escaped(text[at], to);
    } else {
      to += text.substr(at, c->size);
    }
    at += c ? c->size : 1;
  }
  to += '"';
}

void Prepared::prepare_rules() {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const meaning::Rule& rule = rules().rules[i];
    const text::Source& source = loaded_.sources.of(rule.span);
    std::string object = "{\"rule\":" + rules_[i].json + ",\"file\":";
    add_json(source.path(), object);
    object += fmt::format(",\"line\":{}", source.place(rule.span).line);
    if (!rule.because.empty()) {
      object += ",\"because\":";
      add_json(rule.because, object);
    }
    if (!rule.cites.empty()) {
      object += ",\"cites\":[";
      Items items(object);
      for (const meaning::Citation& each : rule.cites) {
        add_json(meaning::citation_text(rules(), each), items.next());
      }
      object += ']';
    }
    fired_.push_back(object + '}');
  }
}

void Prepared::json(const Record& record, const Evaluation& evaluation, std::string& to) const {
  to += '{';
  if (!record.id.empty()) {
    to += "\"id\":";
    add_json(record.id, to);
    to += ',';
  }
  to += "\"guideline\":";
  to += guideline_.json;
  to += ",\"applies\":\"";
  to += truth_name(evaluation.applies);
  to += "\",\"assessments\":{";
  json_assessments(evaluation, to);
  to += "},\"scores\":{";
  json_scores(evaluation, to);
  to += "},\"advice\":{";
  json_advice(evaluation, to);
  to += '}';
  json_rules(record, evaluation, to);
  to += ",\"ask\":[";
  Items items(to);
  for (const meaning::FindingId id : evaluation.ask) items.next() += findings_[id.index].json;
  to += "]}\n";
}

void Prepared::json_assessments(const Evaluation& evaluation, std::string& to) const {
  Items items(to);
  for (std::size_t i = 0; i < assessments_.size(); ++i) {
    const evaluate::AssessmentResult& result = evaluation.assessments[i];
    const NamedAssessment& named = assessments_[i];
    items.next() += named.name.json;
    to += ":{\"status\":\"";
    to += meaning::status_name(result.status);
    to += "\",\"value\":";
    to += result.value ? named.levels[*result.value].json : "null";
    to += ",\"possible\":[";
    Items possible(to);
    for (std::size_t level = 0; level < named.levels.size(); ++level) {
      if (result.ends.levels.has(level)) possible.next() += named.levels[level].json;
    }
    if (result.ends.nothing) possible.next() += "null";
    to += "]}";
  }
}

void Prepared::json_scores(const Evaluation& evaluation, std::string& to) const {
  Items items(to);
  for (std::size_t i = 0; i < scores_.size(); ++i) {
    const evaluate::Possibly& total = evaluation.scores[i].total;
    const auto end = [&](bool has, const meaning::Number& number) {
      if (!has || total.undefined) {
        to += "null";
      } else {
        add_number(number, to);
      }
    };
    items.next() += scores_[i].json;
    to += ":{\"low\":";
    end(total.range.has_low, total.range.low);
    to += ",\"high\":";
    end(total.range.has_high, total.range.high);
    to += '}';
  }
}

void Prepared::json_advice(const Evaluation& evaluation, std::string& to) const {
  Items items(to);
  for (std::size_t i = 0; i < advice_.size(); ++i) {
    const evaluate::AdviceResult& result = evaluation.advice[i];
    if (result.status == AdviceStatus::not_given) continue;
    items.next() += advice_[i].json;
    to += result.status == AdviceStatus::given ? ":{\"status\":\"given\",\"by\":["
                                               : ":{\"status\":\"possible\",\"by\":[";
    Items by(to);
    for (const RuleId rule : result.by) by.next() += rules_[rule.index].json;
    to += "]}";
  }
}

void Prepared::json_rules(const Record& record, const Evaluation& evaluation,
                          std::string& to) const {
  to += ",\"fired\":[";
  Items fired(to);
  for (std::size_t i = 0; i < fired_.size(); ++i) {
    if (evaluation.rules[i].status == RuleStatus::fires) fired.next() += fired_[i];
  }
  to += "],\"undecided\":[";
  Items undecided(to);
  for (std::uint32_t i = 0; i < rules_.size(); ++i) {
    if (evaluation.rules[i].status != RuleStatus::undecided) continue;
    undecided.next() += "{\"rule\":" + rules_[i].json + ",\"needs\":[";
    Items needs(to);
    for (const auto id : evaluate::open_findings(rules(), record, evaluation, RuleId{i})) {
      needs.next() += findings_[id.index].json;
    }
    to += "]}";
  }
  to += "],\"overridden\":[";
  Items overridden(to);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    for (const RuleId by : evaluation.rules[i].overridden_by) {
      overridden.next() += "{\"rule\":" + rules_[i].json + ",\"by\":" + rules_[by.index].json + '}';
    }
  }
  to += ']';
}

}  // namespace bedside::cohort

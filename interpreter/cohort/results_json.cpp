// Takes one patient's result; gives it as an object on one line.
#include <fmt/format.h>

#include <cmath>

#include "interpreter/cohort/result_views.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::cohort {

using evaluate::AdviceStatus;
using meaning::RuleId;

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

void add_points(const meaning::Number& number, Form form, std::string& to) {
  if (form == Form::csv) {
    to += number.to_string();
    return;
  }
  if (const auto whole = number.to_int64()) {
    fmt::format_to(std::back_inserter(to), "{}", *whole);
    return;
  }
  const double value = number.to_double();
  to += std::isfinite(value) ? fmt::format("{}", value) : "null";
}

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

template <class Of>
void Prepared::json(std::string_view id, const Of& of, std::string& to) const {
  to += '{';
  if (!id.empty()) {
    to += "\"id\":";
    add_json(id, to);
    to += ',';
  }
  to += "\"guideline\":";
  to += guideline_.json;
  to += ",\"applies\":\"";
  to += truth_name(of.applies());
  to += "\",\"assessments\":{";
  json_assessments(of, to);
  to += "},\"scores\":{";
  json_scores(of, to);
  to += "},\"advice\":{";
  json_advice(of, to);
  to += '}';
  json_rules(of, to);
  to += ",\"ask\":[";
  Items items(to);
  for (const meaning::FindingId finding : of.ask()) items.next() += findings_[finding.index].json;
  to += "]}\n";
}

template void Prepared::json(std::string_view, const OfEvaluation&, std::string&) const;
template void Prepared::json(std::string_view, const OfRow&, std::string&) const;

template <class Of>
void Prepared::json_assessments(const Of& of, std::string& to) const {
  Items items(to);
  for (std::size_t i = 0; i < assessments_.size(); ++i) {
    const NamedAssessment& named = assessments_[i];
    items.next() += named.name.json;
    to += ":{\"status\":\"";
    to += meaning::status_name(of.status(i));
    to += "\",\"value\":";
    const auto value = of.value(i);
    to += value ? named.levels[*value].json : "null";
    to += ",\"possible\":[";
    Items possible(to);
    for (std::size_t level = 0; level < named.levels.size(); ++level) {
      if (of.may_end_at(i, level)) possible.next() += named.levels[level].json;
    }
    if (of.may_end_at_nothing(i)) possible.next() += "null";
    to += "]}";
  }
}

template <class Of>
void Prepared::json_scores(const Of& of, std::string& to) const {
  Items items(to);
  for (std::size_t i = 0; i < scores_.size(); ++i) {
    items.next() += scores_[i].json;
    to += ":{\"low\":";
    if (!of.add_low(i, to)) to += "null";
    to += ",\"high\":";
    if (!of.add_high(i, to)) to += "null";
    to += '}';
  }
}

template <class Of>
void Prepared::json_advice(const Of& of, std::string& to) const {
  Items items(to);
  for (std::uint32_t i = 0; i < advice_.size(); ++i) {
    const AdviceStatus status = of.advice(i);
    if (status == AdviceStatus::not_given) continue;
    items.next() += advice_[i].json;
    to += status == AdviceStatus::given ? ":{\"status\":\"given\",\"by\":["
                                        : ":{\"status\":\"possible\",\"by\":[";
    Items by(to);
    for (const RuleId rule : of.given_by(i)) by.next() += rules_[rule.index].json;
    to += "]}";
  }
}

template <class Of>
void Prepared::json_rules(const Of& of, std::string& to) const {
  to += ",\"fired\":[";
  Items fired(to);
  of.fired([&](std::size_t rule) { fired.next() += fired_[rule]; });
  to += "],\"undecided\":[";
  Items undecided(to);
  of.undecided([&](std::size_t rule) {
    undecided.next() += "{\"rule\":";
    to += rules_[rule].json;
    to += ",\"needs\":[";
    Items needs(to);
    for (const auto id : of.needs(static_cast<std::uint32_t>(rule))) {
      needs.next() += findings_[id.index].json;
    }
    to += "]}";
  });
  to += "],\"overridden\":[";
  Items overridden(to);
  of.overridden([&](std::uint32_t rule, std::uint32_t by) {
    overridden.next() += "{\"rule\":";
    to += rules_[rule].json;
    to += ",\"by\":";
    to += rules_[by].json;
    to += '}';
  });
  to += ']';
}

}  // namespace bedside::cohort

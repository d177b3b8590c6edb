// Takes a record; gives it as text that reads back as the very same record.
#include "interpreter/records/write.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "lang/meaning/words.hpp"

namespace bedside::records {

using meaning::Finding;
using meaning::FindingId;
using meaning::FindingKind;
using meaning::Range;
using units::Number;
using units::Unit;

namespace {

using Json = nlohmann::ordered_json;

bool is_decimal(const Number& number) {
  const auto read = Number::parse(number.to_string());
  return read && *read == number;
}

bool is_decimal(const Range& range) {
  return (!range.has_low || is_decimal(range.low)) && (!range.has_high || is_decimal(range.high));
}

Range converted(Range range, const Unit& from, const Unit& to) {
  if (range.has_low) range.low = units::convert(range.low, from, to);
  if (range.has_high) range.high = units::convert(range.high, from, to);
  return range;
}

/// A range in a unit in which its ends are decimals.
struct Said {
  Range range;
  Unit unit;
};

std::optional<Said> as_decimals(const Finding& finding, const Range& range) {
  if (is_decimal(range)) return Said{range, finding.unit};
  for (const std::string& name : units::common_units()) {
    const auto parsed = units::parse_unit(name);
    const auto* unit = std::get_if<Unit>(&parsed);
    if (unit == nullptr || !unit->same_dimension(finding.unit)) continue;
    const Range other = converted(range, finding.unit, *unit);
    if (is_decimal(other)) return Said{other, *unit};
  }
  return std::nullopt;
}

std::optional<Json> json_of(const Finding& finding, const evaluate::Possible& possible) {
  if (finding.kind == FindingKind::number) {
    const auto said = as_decimals(finding, possible.range);
    if (!said) return std::nullopt;
    return meaning::in_words(said->range, said->unit);
  }
  Json values = Json::array();
  for (const std::size_t value : possible.values.list()) {
    if (finding.kind == FindingKind::yes_no) {
      values.push_back(value == 1);
    } else {
      values.push_back(finding.values.at(value));
    }
  }
  return values.size() == 1 ? values.front() : values;
}

}  // namespace

std::optional<std::string> exact_words(const Finding& finding, const evaluate::Possible& possible) {
  if (finding.kind != FindingKind::number) return meaning::in_words(finding, possible.values, {});
  const auto said = as_decimals(finding, possible.range);
  if (!said) return std::nullopt;
  return fmt::format("{} {}", meaning::written(finding.name),
                     meaning::in_words(said->range, said->unit));
}

Written patient_text(const meaning::RuleSet& rules, const evaluate::Record& record) {
  Written written;
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    if (!record.findings[i].recorded) continue;
    const auto words = exact_words(rules.findings[i], record.findings[i]);
    if (!words) {
      written.unsaid.push_back(FindingId{i});
      continue;
    }
    if (!written.text.empty()) written.text += ",\n";
    written.text += *words;
  }
  if (!written.text.empty()) written.text += '\n';
  return written;
}

namespace {

Json patient(const meaning::RuleSet& rules, const evaluate::Record& record, Written& written) {
  Json findings = Json::object();
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    if (!record.findings[i].recorded) continue;
    auto said = json_of(rules.findings[i], record.findings[i]);
    if (said) {
      findings[rules.findings[i].name] = std::move(*said);
    } else {
      written.unsaid.push_back(FindingId{i});
    }
  }
  Json patient = Json::object();
  if (!record.id.empty()) patient["id"] = record.id;
  patient["findings"] = std::move(findings);
  return patient;
}

}  // namespace

Written patient_json(const meaning::RuleSet& rules, const evaluate::Record& record) {
  Written written;
  const Json json = patient(rules, record, written);
  written.text = json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
  return written;
}

Written patient_line(const meaning::RuleSet& rules, const evaluate::Record& record) {
  Written written;
  const Json json = patient(rules, record, written);
  written.text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return written;
}

}  // namespace bedside::records

// Takes ranges, values and facts; gives them in the words of the language.
#include "lang/meaning/words.hpp"

#include <fmt/format.h>

#include "lang/meaning/spelling.hpp"
#include "lang/text/near.hpp"

namespace bedside::meaning {

std::string in_words(const Number& number, const Unit& unit) {
  if (unit.text().empty()) return number.to_string();
  const bool close = unit.text() == "%" || unit.text().starts_with("°");
  return fmt::format("{}{}{}", number.to_string(), close ? "" : " ", unit.text());
}

std::string unit_problem(const units::UnitProblem& problem) {
  const bool ends = problem.what.ends_with('.');
  return fmt::format("{}{}{}", problem.what, ends ? "" : ".", text::did_you_mean(problem.near));
}

std::string in_words(const Range& range, const Unit& unit) {
  if (range.is_point()) return in_words(range.low, unit);
  if (range.has_low && range.has_high) {
    const std::string high = in_words(range.high, unit);
    if (range.low_open && range.high_open) {
      return fmt::format("above {} to below {}", range.low.to_string(), high);
    }
    if (range.low_open) return fmt::format("above {} to {}", range.low.to_string(), high);
    if (range.high_open) return fmt::format("from {} to below {}", range.low.to_string(), high);
    return fmt::format("from {} to {}", range.low.to_string(), high);
  }
  if (range.has_low) {
    return fmt::format("{} {}", range.low_open ? "more than" : "at least",
                       in_words(range.low, unit));
  }
  if (range.has_high) {
    return fmt::format("{} {}", range.high_open ? "less than" : "at most",
                       in_words(range.high, unit));
  }
  return "anything";
}

std::string in_words(const Values& values, const std::vector<std::string>& names) {
  std::string words;
  const auto list = values.list();
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) words += i + 1 == list.size() ? " or " : ", ";
    words += written(names.at(list[i]));
  }
  return words;
}

std::string written(const std::string& name) {
  if (is_plain_name(name)) return name;
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string in_words(const Finding& finding, const Values& values, const Range& range) {
  const std::string name = written(finding.name);
  if (finding.kind == FindingKind::number) {
    return fmt::format("{} {}", name, in_words(range, finding.unit));
  }
  if (finding.kind == FindingKind::yes_no && values.size() == 1) {
    return values.has(1) ? name : fmt::format("no {}", name);
  }
  if (values.size() == 1) return fmt::format("{} {}", name, in_words(values, finding.values));
  // `one of (…)` is read as one list wherever it stands.
  std::string list;
  for (const std::size_t value : values.list()) {
    if (!list.empty()) list += ", ";
    const std::string& name_of = finding.values.at(value);
    list += finding.kind == FindingKind::yes_no ? name_of : written(name_of);
  }
  return fmt::format("{} is one of ({})", name, list);
}

std::string_view status_name(Status status) {
  switch (status) {
    case Status::settled:
      return "settled";
    case Status::provisional:
      return "provisional";
    case Status::open:
      return "open";
    case Status::none:
      return "none";
    case Status::conflict:
      return "conflict";
    case Status::not_applicable:
      return "not applicable";
  }
  return "";
}

std::string citation_text(const RuleSet& rules, const Citation& citation) {
  const SourceWork& source = rules.at(citation.source);
  if (!citation.statement) return source.name;
  return fmt::format("{} {}", source.name, source.statements.at(*citation.statement).id);
}

}  // namespace bedside::meaning

// Takes what a row says of one finding (text, number, yes or no, several values); gives a fact, or
// why it is none.
#include "interpreter/records/answers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/records/decimal.hpp"
#include "interpreter/records/place.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/near.hpp"

namespace bedside::records {

using meaning::Fact;
using meaning::Finding;
using meaning::FindingId;
using meaning::FindingKind;
using meaning::in_words;
using meaning::Names;
using meaning::Range;
using meaning::Values;
using units::Number;
using units::Unit;

namespace {

// No fact about one finding is longer; the limit keeps a slip (a quote that swallows a file) cheap.
constexpr std::size_t longest_said = 10'000;

Number converted(const Number& number, const Unit& from, const Unit& to) {
  return units::convert(number, from, to);
}

Range converted(Range range, const Unit& from, const Unit& to) {
  if (range.has_low) range.low = converted(range.low, from, to);
  if (range.has_high) range.high = converted(range.high, from, to);
  return range;
}

// The same finding, as if it had been declared in that unit.
void change_unit(Finding& finding, const Unit& unit) {
  finding.range = converted(finding.range, finding.unit, unit);
  if (finding.grid) {
    const Number origin = converted(finding.grid->origin, finding.unit, unit);
    const Number next = converted(finding.grid->origin + finding.grid->step, finding.unit, unit);
    finding.grid = meaning::Grid{origin, next - origin};
  }
  finding.unit = unit;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// What is like a number and is none: the slips that spreadsheets and their users make.
std::optional<std::string> number_slip(std::string_view said) {
  std::string_view digits = said;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const std::size_t comma = digits.find(',');
  if (comma != std::string_view::npos && all_digits(digits.substr(0, comma)) &&
      all_digits(digits.substr(comma + 1))) {
    std::string decimal(said);
    std::replace(decimal.begin(), decimal.end(), ',', '.');
    return fmt::format("{} has a comma in it. A decimal number is written with a point: {}.",
                       in_marks(said), in_marks(decimal));
  }
  const std::size_t mark = digits.find_first_of("eE");
  if (mark != std::string_view::npos && mark > 0 && exact_number(said)) {
    return fmt::format(
        "{} is a shortened number, of which a spreadsheet may have dropped digits. Write all of "
        "its digits.",
        in_marks(said));
  }
  if (digits.size() > 400 && digits.find_first_not_of("0123456789.") == std::string_view::npos) {
    return fmt::format("{} has {} digits; that is no measurement.", in_marks(said), digits.size());
  }
  return std::nullopt;
}

std::string joined(const text::Messages& messages) {
  std::string words;
  for (const text::Message& message : messages) {
    if (!words.empty()) words += ' ';
    words += shown(message.text, 500);
  }
  return words;
}

std::string as_said(const Finding& finding, const Fact& fact) {
  if (finding.kind == FindingKind::number) return in_words(fact.range, finding.unit);
  if (finding.kind == FindingKind::yes_no && fact.values.size() == 1) {
    return fact.values.has(1) ? "yes" : "no";
  }
  return in_words(fact.values, finding.values);
}

std::string off_step(const Finding& finding, const Range& said) {
  const std::string what = in_words(finding, {}, said);
  const Number step = finding.grid->step;
  if (step == Number(1) && finding.grid->origin.is_whole()) {
    return fmt::format("{} {} whole number{}{}.", what, said.is_point() ? "is not a" : "has no",
                       finding.unit.text().empty() ? "" : " of " + finding.unit.text(),
                       said.is_point() ? "" : " in it");
  }
  return fmt::format("{} is off its steps: it is recorded in steps of {}, counted from {}.", what,
                     in_words(step, finding.unit), in_words(finding.grid->origin, finding.unit));
}

}  // namespace

Answers::Answers(const meaning::Loaded& loaded, std::string source_name)
    : loaded_(loaded),
      source_name_(std::move(source_name)),
      nothing_(evaluate::empty_record(loaded.rules)),
      units_(loaded.rules.findings.size()) {}

void Answers::read_in(FindingId finding, const Unit& unit) {
  if (!in_units_) {
    in_units_ = std::make_unique<meaning::Loaded>();
    in_units_->rules = loaded_.rules;
    in_units_->names = loaded_.names;
  }
  units_[finding.index] = unit;
  change_unit(in_units_->rules.findings[finding.index], unit);
  for (meaning::Quantity& quantity : in_units_->rules.quantities) {
    const auto* number = std::get_if<meaning::FindingNumber>(&quantity.kind);
    if (number == nullptr || number->finding != finding) continue;
    quantity.unit = unit;
    quantity.grid = at(finding).grid;
  }
  reader_.reset();
}

std::optional<FindingId> Answers::finding(std::string_view name) const {
  const auto named = loaded_.names.find(Names::key(name));
  if (!named || !std::holds_alternative<FindingId>(*named)) return std::nullopt;
  return std::get<FindingId>(*named);
}

std::string Answers::no_finding(std::string_view name) const {
  std::vector<std::string> all;
  for (const Finding& each : loaded_.rules.findings) {
    all.push_back(each.name);
    all.insert(all.end(), each.other_names.begin(), each.other_names.end());
  }
  return fmt::format("{} is no finding of these rules.{}", in_marks(name),
                     text::did_you_mean(text::near_names(name, all)));
}

std::string Answers::expected(FindingId id) const {
  const Finding& finding = at(id);
  if (finding.kind == FindingKind::yes_no) return "yes or no";
  if (finding.kind == FindingKind::list) {
    constexpr std::size_t most_listed = 12;
    if (finding.values.size() <= most_listed) {
      std::string all;
      for (std::size_t i = 0; i < finding.values.size(); ++i) {
        if (i > 0) all += i + 1 == finding.values.size() ? " or " : ", ";
        all += finding.values[i];
      }
      return all;
    }
    return fmt::format("one of its {} values", finding.values.size());
  }
  const bool whole = finding.grid && finding.grid->step == Number(1);
  return fmt::format(
      "a {}number{}{}{}", whole ? "whole " : "", finding.unit.text().empty() ? "" : " in ",
      finding.unit.text(),
      finding.range == Range::everything() ? "" : ", " + in_words(finding.range, finding.unit));
}

Refusal Answers::is_not(FindingId id, std::string_view said) const {
  const Finding& finding = at(id);
  // One letter is a step away from every other one.
  const bool is_letter = said.size() < 2;
  const auto near = is_letter ? std::vector<std::string>() : text::near_names(said, finding.values);
  return {fmt::format("`{}` cannot be {}; {} is expected.{}", finding.name, in_marks(said),
                      expected(id), text::did_you_mean(near)),
          0};
}

// A value by its name; of yes or no also true and false.
std::optional<std::size_t> Answers::value(FindingId id, std::string_view said) const {
  const std::string key = Names::key(said);
  const Finding& finding = at(id);
  if (finding.kind == FindingKind::yes_no) {
    if (key == "no" || key == "false") return 0;
    if (key == "yes" || key == "true") return 1;
    return std::nullopt;
  }
  if (const auto found = loaded_.names.value(id, key)) return found;
  if (key == "true") return loaded_.names.value(id, "yes");
  if (key == "false") return loaded_.names.value(id, "no");
  return std::nullopt;
}

// One value, or several with `or` between the last two, and nothing else.
std::optional<Values> Answers::values(FindingId id, std::string_view said) const {
  if (const auto found = value(id, said)) return Values::one(*found);
  const std::string key = Names::key(said);
  std::string_view rest = key;
  Values all;
  while (true) {
    const std::size_t end = std::min(rest.find(" or "), rest.find(','));
    const auto found = value(id, rest.substr(0, end));
    if (!found) return std::nullopt;
    all.insert(*found);
    if (end == std::string_view::npos) return all;
    const bool comma = rest[end] == ',';
    rest.remove_prefix(end + (comma ? 1 : 4));
    if (comma && rest.find(" or ") == std::string_view::npos) return std::nullopt;
  }
}

Answer Answers::point(FindingId id, const Number& number) const {
  const auto& unit = units_[id.index];
  return Fact{id, {}, Range::point(unit ? converted(number, *unit, at(id).unit) : number), {}};
}

Answer Answers::text(FindingId id, std::string_view said) {
  const std::string_view bare = trimmed(said);
  const std::size_t before = static_cast<std::size_t>(bare.data() - said.data());
  if (bare.empty()) {
    return Refusal{
        fmt::format("Of `{}` nothing is said: {} is expected.", at(id).name, expected(id)), 0};
  }
  if (bare.size() > longest_said) {
    return Refusal{fmt::format("{} is too long to be said of `{}`: it has {} bytes.",
                               in_marks(bare), at(id).name, bare.size()),
                   0};
  }
  if (at(id).kind == FindingKind::number) {
    if (bare.size() <= 400) {
      if (const auto decimal = Number::parse(bare)) return point(id, *decimal);
    }
    if (auto slip = number_slip(bare)) return Refusal{std::move(*slip), before};
  } else if (const auto found = values(id, bare)) {
    return Fact{id, *found, Range::everything(), {}};
  }
  Answer answer = fact_text(id, bare);
  if (auto* refusal = std::get_if<Refusal>(&answer)) refusal->offset += before;
  return answer;
}

Answer Answers::fact_text(FindingId id, std::string_view said) {
  const std::size_t odd = said.find_first_of(std::string_view("#\0", 2));
  if (odd != std::string_view::npos) return is_not(id, said);
  if (!reader_) reader_.emplace(in_units_ ? *in_units_ : loaded_);
  meaning::Facts facts = reader_->about(id, source_name_, std::string(said));
  if (text::has_errors(facts.messages) || facts.facts.size() != 1 ||
      facts.facts.front().finding != id) {
    if (facts.messages.empty()) return is_not(id, said);
    const std::string name = fmt::format("`{}`", at(id).name);
    std::string reason = joined(facts.messages);
    if (reason.find(name) == std::string::npos) reason = fmt::format("{}: {}", name, reason);
    return Refusal{std::move(reason), facts.messages.front().span.begin};
  }
  Fact fact = std::move(facts.facts.front());
  const auto& unit = units_[id.index];
  if (unit) fact.range = converted(fact.range, *unit, at(id).unit);
  return fact;
}

Answer Answers::number(FindingId id, std::string_view digits) const {
  if (at(id).kind == FindingKind::list) {
    if (const auto found = value(id, digits)) {
      return Fact{id, Values::one(*found), Range::everything(), {}};
    }
  }
  if (at(id).kind != FindingKind::number) return is_not(id, digits);
  if (const auto number = exact_number(digits)) return point(id, *number);
  return Refusal{fmt::format("The number {} is too long, or too far from 1, to be a measurement.",
                             in_marks(digits)),
                 0};
}

Answer Answers::truth(FindingId id, bool said) const {
  if (at(id).kind != FindingKind::number) {
    if (const auto found = value(id, said ? "true" : "false")) {
      return Fact{id, Values::one(*found), Range::everything(), {}};
    }
  }
  return is_not(id, said ? "true" : "false");
}

Answer Answers::one_of(FindingId id, const std::vector<Fact>& facts) const {
  const Finding& finding = at(id);
  if (facts.empty()) {
    return Refusal{
        fmt::format("`{}` is one of no values; null, or left out, is not recorded.", finding.name),
        0};
  }
  Fact whole = facts.front();
  std::vector<Range> parts;
  for (const Fact& fact : facts) {
    whole.values |= fact.values;
    whole.range = meaning::hull(whole.range, fact.range);
    parts.push_back(fact.range);
  }
  if (finding.kind == FindingKind::number &&
      !meaning::subtract(whole.range, parts, finding.grid).empty()) {
    return Refusal{fmt::format("These values of `{}` are not one range: there is something between "
                               "them. Write one number, or one range such as \"{}\".",
                               finding.name, in_words(whole.range, finding.unit)),
                   0};
  }
  return whole;
}

std::optional<std::string> Answers::add(evaluate::Record& record, const Fact& fact) const {
  const Finding& finding = at(fact.finding);
  const evaluate::Possible before = record.at(fact.finding);
  switch (evaluate::narrow(record, loaded_.rules, fact)) {
    case evaluate::Narrowed::done:
      return std::nullopt;
    case evaluate::Narrowed::contradiction: {
      return contradiction(finding, {Fact{fact.finding, before.values, before.range, {}}, fact});
    }
    case evaluate::Narrowed::outside_domain:
      break;
  }
  if (finding.kind != FindingKind::number) {
    return fmt::format("`{}` is left without a value: {} is expected.", finding.name,
                       expected(fact.finding));
  }
  if (!meaning::intersect(fact.range, finding.range).empty()) {
    return off_step(finding, fact.range);
  }
  if (fact.range.empty()) {
    return fmt::format("No number is {}.", in_words(finding, {}, fact.range));
  }
  return fmt::format("{} is outside its range, {}.", in_words(finding, {}, fact.range),
                     in_words(finding.range, finding.unit));
}

std::string contradiction(const Finding& finding, const std::vector<Fact>& said) {
  std::string words;
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (i > 0) words += i + 1 == said.size() ? " and " : ", ";
    words += fmt::format("as {}", as_said(finding, said[i]));
  }
  const std::string times = said.size() == 2 ? "twice" : fmt::format("{} times", said.size());
  return fmt::format("{} is recorded {}, {}.", meaning::written(finding.name), times, words);
}

}  // namespace bedside::records

// Takes `by` lists as written; gives bands of values or ranges. Whether they cover their domain is
// found in domains.cpp, when the domain is known.
#include <fmt/format.h>

#include "lang/meaning/lowering.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

// A unit said once in a list is enough: the first that is said.
void Lowering::note_said_unit(NodeId node, std::optional<Unit>& unit) const {
  if (unit) return;
  if (const auto* chain_node = as<syntax::Chain>(node)) {
    for (const NodeId operand : chain_node->operands) note_said_unit(operand, unit);
  } else if (const auto* clause_node = as<syntax::Clause>(node)) {
    if (clause_node->subject) note_said_unit(*clause_node->subject, unit);
    for (const syntax::Tail& tail : clause_node->tails) {
      for (const NodeId operand : tail.operands) note_said_unit(operand, unit);
    }
  } else if (const auto* run = as<syntax::Run>(node)) {
    for (std::size_t i = 0; i < run->words.size() && !unit; ++i) {
      const std::string& word = run->words[i].text;
      const auto end = word.find_first_not_of("-.0123456789");
      if (run->words[i].quoted || word.empty() || end == 0) continue;
      std::string_view said;
      if (end != std::string::npos) {
        said = std::string_view(word).substr(end);
      } else if (i + 1 < run->words.size()) {
        said = run->words[i + 1].text;
      }
      if (said.empty() || said == "to") continue;
      auto parsed = units::parse_unit(said);
      if (auto* found = std::get_if<Unit>(&parsed)) unit = std::move(*found);
    }
  }
}

std::optional<Unit> Lowering::said_unit(const syntax::ByList& list) const {
  std::optional<Unit> unit;
  for (const syntax::Band& band : list.bands) note_said_unit(band.when, unit);
  return unit;
}

// Adds what a condition about the subject takes; false where it is of another shape.
bool Lowering::take(const Condition& condition, const Subject& subject, Band& band) {
  if (const auto* is = std::get_if<IsValue>(&condition.kind)) {
    band.values |= is->values;
    return true;
  }
  if (const auto* in = std::get_if<Within>(&condition.kind)) {
    band.ranges.push_back(in->range);
    return true;
  }
  if (const auto* any = std::get_if<Any>(&condition.kind)) {
    for (const ConditionId each : any->operands) {
      const Condition part = rules_.at(each);
      if (!take(part, subject, band)) return false;
    }
    return true;
  }
  if (const auto* none = std::get_if<Not>(&condition.kind)) {
    Band inner;
    const Condition part = rules_.at(none->operand);
    if (!take(part, subject, inner)) return false;
    for (Range& range : subtract(Range::everything(), inner.ranges, std::nullopt)) {
      band.ranges.push_back(std::move(range));
    }
    return true;
  }
  return false;
}

bool Lowering::band_takes(const Subject& subject, const syntax::Band& from, Band& band) {
  const auto* run = as<syntax::Run>(from.when);
  const bool other = run != nullptr && run->words.size() == 1 && !run->words[0].quoted &&
                     text::fold_case(run->words[0].text) == "other" &&
                     (values(subject).empty() || !is_value_of(subject, run->words));
  if (other) {
    band.other = true;
    return true;
  }
  const auto lowered = about(subject, from.when);
  if (!lowered) return false;
  const Condition condition_of = rules_.at(*lowered);
  if (take(condition_of, subject, band)) return true;
  say(Code::missing_band, at(from.when).span,
      fmt::format("`{}` is no band; a value, a range or a comparison is expected.",
                  quote(at(from.when).span)));
  return false;
}

std::optional<ByList> Lowering::by_list(const syntax::ByList& list, const Assessment* assessment) {
  const auto what = subject(list.quantity);
  if (!what) return std::nullopt;
  ByList result;
  result.span = list.span;
  if (const auto* of = std::get_if<ListSubject>(&*what)) {
    result.subject = of->finding;
  } else if (const auto* of_number = std::get_if<NumberSubject>(&*what)) {
    result.subject = of_number->quantity;
  } else {
    say(Code::wrong_kind, at(list.quantity).span,
        fmt::format("`{}` cannot be cut into bands; a finding, a score or a number can.",
                    quote(at(list.quantity).span)));
    return std::nullopt;
  }
  // Proofs hold each stretch of values against each band.
  constexpr std::size_t most_bands = 10000;
  if (list.bands.size() > most_bands) {
    say(Code::too_large, at(list.quantity).span, "This list has more than 10,000 bands.");
    return std::nullopt;
  }
  list_unit_ = said_unit(list);
  const std::size_t kept = rules_.conditions.size();
  bool good = true;
  for (const syntax::Band& from : list.bands) {
    Band band;
    band.span = from.span;
    good = band_takes(*what, from, band) && band_result(from, assessment, band) && good;
    if (band.other && &from != &list.bands.back()) {
      say(Code::band_overlap, from.span, "`other` takes the rest, and so comes last.");
      good = false;
    }
    result.bands.push_back(std::move(band));
  }
  rules_.conditions.resize(kept, Condition{IsRecorded{}, {}});
  list_unit_.reset();
  if (!good) return std::nullopt;
  return result;
}

bool Lowering::band_result(const syntax::Band& from, const Assessment* assessment, Band& band) {
  const Span span = syntax::span_of(from.result);
  if (assessment == nullptr) {
    const auto points = from.result.size() == 1 ? Number::parse(from.result[0].text) : std::nullopt;
    if (!points) {
      say(Code::not_a_number, span,
          fmt::format("`{}` is no number of points.", text_of(from.result)));
      return false;
    }
    band.points = *points;
    return true;
  }
  const std::string key = Names::key(from.result, 0, from.result.size());
  for (std::size_t i = 0; i < assessment->levels.size(); ++i) {
    if (Names::key(assessment->levels[i]) != key) continue;
    band.level = i;
    return true;
  }
  const auto near = text::near_names(text_of(from.result), assessment->levels);
  text::Message& message = say(Code::unknown_value, span,
                               fmt::format("`{}` has no level `{}`.{}", assessment->name,
                                           text_of(from.result), text::did_you_mean(near)));
  for (const std::string& level : near) {
    message.fixes.push_back({fmt::format("write `{}`", level), {{span, level}}, false});
  }
  return false;
}

}  // namespace bedside::meaning

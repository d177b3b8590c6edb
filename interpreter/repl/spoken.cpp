// Takes what a person says in answer to a question; gives facts, or why it is none.
#include "interpreter/repl/spoken.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lang/meaning/words.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::repl {

using namespace meaning;

namespace {

// Where values look like numbers themselves, a number is a value and never its place in the list.
bool are_numbered(const Finding& finding) {
  if (finding.kind != FindingKind::list) return false;
  return std::none_of(finding.values.begin(), finding.values.end(), [](const std::string& value) {
    return value.find_first_of("0123456789") == 0;
  });
}

std::optional<std::size_t> by_place(const Finding& finding, std::string_view said) {
  if (!are_numbered(finding)) return std::nullopt;
  std::size_t place = 0;
  const auto read = std::from_chars(said.data(), said.data() + said.size(), place);
  const bool whole = read.ec == std::errc() && read.ptr == said.data() + said.size();
  if (!whole || place == 0 || place > finding.values.size()) return std::nullopt;
  return place - 1;
}

std::optional<std::size_t> by_beginning(const Finding& finding, std::string_view said) {
  const std::string beginning = Names::key(said);
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < finding.values.size(); ++i) {
    if (beginning.empty() || !Names::key(finding.values[i]).starts_with(beginning)) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

}  // namespace

std::string choices(const Loaded& loaded, FindingId id) {
  const Finding& finding = loaded.rules.at(id);
  if (!are_numbered(finding)) return records::Answers(loaded, "").expected(id);
  std::string all;
  for (std::size_t i = 0; i < finding.values.size(); ++i) {
    all += fmt::format("{}{} {}", i == 0 ? "" : ", ", i + 1, finding.values[i]);
  }
  return all;
}

Spoken::Spoken(const Loaded& loaded)
    : loaded_(loaded), answers_(loaded, "the answer"), reader_(loaded) {}

bool Spoken::is_value(FindingId id, std::string_view said) const {
  return loaded_.rules.at(id).kind == FindingKind::list &&
         loaded_.names.value(id, Names::key(said)).has_value();
}

std::variant<Fact, std::string> Spoken::answer(FindingId id, std::string_view said) {
  const Finding& finding = loaded_.rules.at(id);
  const auto value = by_place(finding, said);
  if (value) return Fact{id, Values::one(*value), Range::everything(), {}};
  auto read = answers_.text(id, said);
  if (auto* fact = std::get_if<Fact>(&read)) return std::move(*fact);
  if (finding.kind != FindingKind::number) {
    const auto begun = by_beginning(finding, said);
    if (begun) return Fact{id, Values::one(*begun), Range::everything(), {}};
  }
  return std::get<records::Refusal>(std::move(read)).reason;
}

std::vector<Fact> Spoken::facts(const std::string& said) {
  Facts read = reader_.facts("the answer", said);
  if (!read.messages.empty()) return {};
  return std::move(read.facts);
}

std::string Spoken::add(evaluate::Record& record, const std::vector<Fact>& facts) const {
  evaluate::Record trial = record;
  for (const Fact& fact : facts) {
    if (const auto refused = answers_.add(trial, fact)) return *refused;
  }
  record = std::move(trial);
  return "";
}

}  // namespace bedside::repl

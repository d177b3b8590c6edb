// Takes what was found of two sides of a comparison; gives it as data and in the words that every
// format uses.
#include "interpreter/commands/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bedside::commands {

using proving::Change;
using proving::Differences;
using proving::RuleThere;

namespace {

bool all(const std::vector<bool>& flags) {
  return std::all_of(flags.begin(), flags.end(), [](bool flag) { return flag; });
}

}  // namespace

bool is_of_rules(const Change& change) { return change.of == Change::Of::rules; }

bool Compared::all_accepted() const {
  if (!in_both()) return one_side_accepted;
  return found.undecided.empty() && all(accepted) && all(vocabulary_accepted);
}

bool Comparison::same() const {
  return std::all_of(guidelines.begin(), guidelines.end(),
                     [](const Compared& each) { return each.same(); });
}

bool Comparison::all_accepted() const {
  return std::all_of(guidelines.begin(), guidelines.end(),
                     [](const Compared& each) { return each.all_accepted(); });
}

FilePlace file_place(const text::Span& span, const text::Sources& sources) {
  const text::Source& source = sources.of(span);
  return {source.path(), source.place(span)};
}

std::string_view of_name(Change::Of of) {
  switch (of) {
    case Change::Of::assessment:
      return "assessment";
    case Change::Of::advice:
      return "advice";
    case Change::Of::score:
      return "score";
    case Change::Of::rules:
      return "rules";
  }
  return "";
}

std::string heading(const Change& change, std::string_view arrow) {
  const bool with_kind = change.of == Change::Of::advice || change.of == Change::Of::score;
  return fmt::format("{}{}{}: {} {} {}", with_kind ? of_name(change.of) : "", with_kind ? " " : "",
                     change.subject, change.before, arrow, change.after);
}

std::string share_text(double share) {
  if (share >= 1) return "100 %";
  const double percent = share * 100;
  // Also of single values of a range, which have no width: a change is never for nobody.
  if (percent < 0.1) return "less than 0.1 %";
  if (percent > 99.9) return "more than 99.9 %";
  return fmt::format("{:.1f} %", percent);
}

std::string rule_text(const RuleThere& rule, const text::Sources& sources) {
  const FilePlace where = file_place(rule.span, sources);
  const std::string place = fmt::format("{}:{}", where.file, where.place.line);
  // A rule without a name is known by its place already.
  if (rule.name.ends_with(place)) return rule.name;
  return fmt::format("{} ({})", rule.name, place);
}

std::string outcome_text(const std::string& outcome, const std::vector<RuleThere>& rules,
                         const text::Sources& sources) {
  std::vector<std::string> names;
  for (const RuleThere& rule : rules) names.push_back(rule_text(rule, sources));
  if (names.empty()) return outcome;
  return fmt::format("{}, by {}", outcome, fmt::join(names, ", "));
}

std::string one_side_text(const Compared& compared) {
  return compared.pair.before == nullptr
             ? "This guideline is new: there is nothing to compare it with."
             : "This guideline is gone: there is nothing to compare it with.";
}

std::string summary(const Compared& compared) {
  if (compared.pair.before == nullptr) return "a new guideline";
  if (compared.pair.after == nullptr) return "a guideline that is gone";
  const Differences& found = compared.found;
  if (found.same()) return "the same for every patient";
  const auto number_of = [&](const auto& is) {
    return static_cast<std::size_t>(std::count_if(found.changes.begin(), found.changes.end(), is));
  };
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, count == 1 ? one : many));
  };
  add(number_of([](const Change& change) { return !change.partial && !is_of_rules(change); }),
      "change for patients", "changes for patients");
  add(number_of([](const Change& change) { return !change.partial && is_of_rules(change); }),
      "change of the rules that fire", "changes of the rules that fire");
  add(number_of([](const Change& change) { return change.partial; }),
      "change that only shows while findings are missing",
      "changes that only show while findings are missing");
  add(found.vocabulary.size(), "change of the vocabulary", "changes of the vocabulary");
  add(found.undecided.size(), "not decided", "not decided");
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string missing_text(const Differences& found) {
  if (!found.partial_compared) return "Records with missing findings were not compared.";
  return found.undecided.empty() ? "Records with missing findings were compared too." : "";
}

std::string same_text(const Differences& found) {
  if (!found.changes.empty() || !found.undecided.empty()) return "";
  // A patient with a value that one side does not know has no result there.
  return found.vocabulary.empty() ? "The same for every patient: proved."
                                  : "The same for every patient whom both can describe: proved.";
}

}  // namespace bedside::commands

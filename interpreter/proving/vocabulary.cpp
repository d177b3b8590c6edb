// Takes two rule sets; gives what one of them declares and the other does not, or otherwise.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "interpreter/proving/comparer.hpp"
#include "lang/meaning/names.hpp"
#include "lang/meaning/words.hpp"
#include "lang/proofs/space.hpp"

namespace bedside::proving {

using namespace meaning;

namespace {

template <class Thing>
const Thing* named(const std::vector<Thing>& things, const std::string& name) {
  const auto same = [&](const Thing& thing) { return Names::key(thing.name) == Names::key(name); };
  const auto found = std::find_if(things.begin(), things.end(), same);
  return found == things.end() ? nullptr : &*found;
}

std::vector<std::string> missing_in(const std::vector<std::string>& names,
                                    const std::vector<std::string>& other) {
  std::unordered_set<std::string> known;
  for (const std::string& name : other) known.insert(Names::key(name));
  std::vector<std::string> missing;
  for (const std::string& name : names) {
    if (!known.contains(Names::key(name))) missing.push_back(name);
  }
  return missing;
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names)
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", name);
  return list;
}

bool is_number(const Finding& finding) { return finding.kind == FindingKind::number; }

std::string kind_words(const Finding& finding) {
  if (finding.kind == FindingKind::number) {
    const std::string& unit = finding.unit.text();
    return unit.empty() ? "a number" : fmt::format("a number in {}", unit);
  }
  return "a list of values";
}

class Collector {
 public:
  Collector(const RuleSet& before, const RuleSet& after) : before_(before), after_(after) {}

  std::vector<VocabularyChange> run() {
    new_and_gone("finding", before_.findings, after_.findings,
                 "the comparison holds for each of its values");
    new_and_gone("assessment", before_.assessments, after_.assessments,
                 "there is nothing to compare");
    new_and_gone("score", before_.scores, after_.scores, "there is nothing to compare");
    new_and_gone("advice", before_.advice, after_.advice, "");
    for (const Finding& finding : after_.findings) {
      if (const Finding* was = named(before_.findings, finding.name)) compare(*was, finding);
    }
    for (const Advice& advice : after_.advice) {
      const Advice* was = named(before_.advice, advice.name);
      if (was == nullptr || was->text == advice.text) continue;
      add(*was, advice, fmt::format("says \"{}\", said \"{}\"", advice.text, was->text),
          "whom it is given to is compared, not what it says");
    }
    for (const Assessment& assessment : after_.assessments) {
      const Assessment* was = named(before_.assessments, assessment.name);
      if (was != nullptr) compare(*was, assessment);
    }
    return std::move(all_);
  }

 private:
  template <class Thing>
  void new_and_gone(const char* what, const std::vector<Thing>& before,
                    const std::vector<Thing>& after, const char* implies) {
    for (const Thing& thing : after) {
      if (named(before, thing.name) != nullptr) continue;
      all_.push_back(
          {fmt::format("{} `{}` is new", what, thing.name), implies, std::nullopt, thing.span});
    }
    for (const Thing& thing : before) {
      if (named(after, thing.name) != nullptr) continue;
      all_.push_back(
          {fmt::format("{} `{}` is gone", what, thing.name), implies, thing.span, std::nullopt});
    }
  }

  template <class Thing>
  void add(const Thing& before, const Thing& after, const std::string& text, const char* implies) {
    all_.push_back({fmt::format("`{}` {}", after.name, text), implies, before.span, after.span});
  }

  void compare(const Finding& before, const Finding& after) {
    const bool number = after.kind == FindingKind::number;
    const bool was_number = before.kind == FindingKind::number;
    if (number != was_number || !before.unit.same_dimension(after.unit)) {
      add(before, after, fmt::format("is {}, was {}", kind_words(after), kind_words(before)),
          "the two are compared as different findings");
      return;
    }
    if (number && !before.unit.same_scale(after.unit)) {
      add(before, after, fmt::format("is {}, was {}", kind_words(after), kind_words(before)),
          "the same quantities are compared");
    }
    if (number) return compare_numbers(before, after);
    compare_values(before, after);
  }

  void compare_values(const Finding& before, const Finding& after) {
    const auto places = proofs::places_in(before, after);
    std::vector<std::string> fresh;
    std::vector<std::string> gone = before.values;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::string& value = after.values[i];
      if (!places[i]) {
        fresh.push_back(value);
        continue;
      }
      const std::string& was = before.values[*places[i]];
      std::erase(gone, was);
      if (Names::key(was) == Names::key(value)) continue;
      add(before, after, fmt::format("has `{}` where it had `{}`", value, was),
          "the two are compared as one value under two names");
    }
    constexpr const char* implies = "patients with that value cannot be compared";
    if (!fresh.empty()) add(before, after, fmt::format("has new: {}", listed(fresh)), implies);
    if (!gone.empty()) add(before, after, fmt::format("has no longer: {}", listed(gone)), implies);
  }

  void compare_numbers(const Finding& before, const Finding& after) {
    const Range was = in(before, after.unit, before.range);
    if (was != after.range) {
      add(before, after,
          fmt::format("runs {}, was {}", meaning::in_words(after.range, after.unit),
                      meaning::in_words(before.range, before.unit)),
          "patients outside one of the two ranges cannot be compared");
    }
    if (!same_steps(before, after)) {
      add(before, after, fmt::format("is measured {}, was {}", steps(after), steps(before)),
          "only values that both know are compared");
    }
  }

  static Range in(const Finding& from, const Unit& unit, Range range) {
    if (range.has_low) range.low = units::convert(range.low, from.unit, unit);
    if (range.has_high) range.high = units::convert(range.high, from.unit, unit);
    return range;
  }

  // Whether both count in the same steps, wherever their ranges begin.
  static bool same_steps(const Finding& before, const Finding& after) {
    if (!before.grid || !after.grid) return before.grid.has_value() == after.grid.has_value();
    const Number& origin = before.grid->origin;
    const auto here = [&](const Number& number) {
      return units::convert(number, before.unit, after.unit);
    };
    const Number step = here(origin + before.grid->step) - here(origin);
    return step == after.grid->step && after.grid->has(here(origin));
  }

  static std::string steps(const Finding& finding) {
    if (!finding.grid) return "without steps";
    return fmt::format("in steps of {}", meaning::in_words(finding.grid->step, finding.unit));
  }

  void compare(const Assessment& before, const Assessment& after) {
    if (before.kind != after.kind) {
      add(before, after,
          after.kind == AssessmentKind::scale ? "is a scale, was a choice"
                                              : "is a choice, was a scale",
          "");
    }
    const auto fresh = missing_in(after.levels, before.levels);
    const auto gone = missing_in(before.levels, after.levels);
    if (!fresh.empty()) add(before, after, fmt::format("has new: {}", listed(fresh)), "");
    if (!gone.empty()) add(before, after, fmt::format("has no longer: {}", listed(gone)), "");
    const bool same_levels = fresh.empty() && gone.empty() && before.levels.size() > 1;
    if (!same_levels || after.kind != AssessmentKind::scale) return;
    const auto same = [](const std::string& a, const std::string& b) {
      return Names::key(a) == Names::key(b);
    };
    if (!std::equal(before.levels.begin(), before.levels.end(), after.levels.begin(), same)) {
      add(before, after, "has its levels in another order", "");
    }
  }

  const RuleSet& before_;
  const RuleSet& after_;
  std::vector<VocabularyChange> all_;
};

}  // namespace

std::vector<std::string> incomparable_findings(const RuleSet& before, const RuleSet& after) {
  std::vector<std::string> names;
  for (const Finding& finding : after.findings) {
    const Finding* was = named(before.findings, finding.name);
    if (was == nullptr || is_number(*was) != is_number(finding)) continue;
    if (is_number(finding) && !was->unit.same_dimension(finding.unit)) continue;
    const auto here = [&](Number number) {
      return units::convert(number, was->unit, finding.unit);
    };
    Range range = was->range;
    if (range.has_low) range.low = here(range.low);
    if (range.has_high) range.high = here(range.high);
    std::optional<Grid> grid = finding.grid;
    if (was->grid) {
      const Number origin = here(was->grid->origin);
      const Grid old{origin, here(was->grid->origin + was->grid->step) - origin};
      grid = grid ? intersect(*grid, old) : std::optional(old);
      if (!grid) range = Range::nothing();
    }
    const auto places = proofs::places_in(*was, finding);
    const bool common = is_number(finding) ? !none_in(intersect(range, finding.range), grid)
                                           : places != decltype(places)(places.size());
    if (!common) names.push_back(finding.name);
  }
  return names;
}

std::vector<VocabularyChange> vocabulary_changes(const RuleSet& before, const RuleSet& after) {
  return Collector(before, after).run();
}

}  // namespace bedside::proving

// Takes random rule sets; gives where the checks over all patients call a part of a condition
// empty, or a comparison decided, that some patient needs, or leave one out that none does.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/proving/all_patients.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using meaning::ConditionId;
using text::Code;

/// An operand of `and` or `or`.
struct Part {
  ConditionId whole;
  ConditionId node;
  ConditionId part;
  bool counted = false;  ///< stands in `at least 2 of` and its like
};

struct Tally {
  std::size_t empty = 0;
  std::size_t parts = 0;
  std::size_t decided = 0;
};

const std::vector<ConditionId>* joined(const meaning::ConditionKind& kind) {
  if (const auto* all = std::get_if<meaning::All>(&kind)) return &all->operands;
  if (const auto* any = std::get_if<meaning::Any>(&kind)) return &any->operands;
  return nullptr;
}

class Judge {
 public:
  Judge(const AllPatients& all, Tally& tally) : all_(all), rules_(all.rules()), tally_(tally) {
    messages_ = proving::check_all_patients(all.loaded, {});
    for (const meaning::Rule& rule : rules_.rules) {
      if (rule.condition) gather(*rule.condition);
    }
    for (const meaning::Definition& definition : rules_.definitions) {
      if (const auto* id = std::get_if<ConditionId>(&definition.body)) gather(*id);
    }
    for (const meaning::Score& score : rules_.scores) {
      for (const meaning::ScoreItem& item : score.items) {
        if (const auto* points = std::get_if<meaning::Points>(&item.kind)) {
          gather(points->condition);
        }
      }
    }
    if (rules_.guideline && rules_.guideline->applies) gather(*rules_.guideline->applies);
  }

  /// `exact`: that nothing is left out, too.
  std::string wrong(bool exact) {
    std::string wrong = wrong_parts();
    if (wrong.empty()) wrong = wrong_together();
    if (wrong.empty()) wrong = wrong_comparisons();
    if (wrong.empty() && exact) wrong = missed_parts();
    return wrong;
  }

 private:
  void gather(ConditionId whole) {
    Part from;
    from.whole = whole;
    gather(whole, from);
  }

  void gather(ConditionId id, const Part& from) {
    const meaning::ConditionKind& kind = rules_.at(id).kind;
    if (const auto* negation = std::get_if<meaning::Not>(&kind)) gather(negation->operand, from);
    if (const auto* count = std::get_if<meaning::Count>(&kind)) {
      Part inside = from;
      inside.counted = true;
      for (const ConditionId operand : count->operands) gather(operand, inside);
    }
    if (const auto* operands = joined(kind)) {
      for (const ConditionId operand : *operands) {
        Part part = from;
        part.node = id;
        part.part = operand;
        parts_.push_back(part);
        gather(operand, part);
      }
    }
  }

  std::string words(ConditionId id) const {
    return std::string(all_.loaded.sources.slice(rules_.at(id).span));
  }

  bool said_of(Code code, const text::Span& span) const {
    return std::any_of(messages_.begin(), messages_.end(), [&](const text::Message& message) {
      return message.code == code && message.span == span;
    });
  }

  // ---- Truth without a part

  Truth without(const Row& row, const std::vector<const Part*>& gone, ConditionId id) const {
    const meaning::ConditionKind& kind = rules_.at(id).kind;
    if (const auto* negation = std::get_if<meaning::Not>(&kind)) {
      return !without(row, gone, negation->operand);
    }
    if (const auto* operands = joined(kind)) {
      const bool all = std::holds_alternative<meaning::All>(kind);
      Truth truth = all ? Truth::yes : Truth::no;
      for (const ConditionId operand : *operands) {
        const auto is_gone = [&](const Part* part) {
          return id == part->node && operand == part->part;
        };
        if (std::any_of(gone.begin(), gone.end(), is_gone)) continue;
        const Truth next = without(row, gone, operand);
        truth = all ? both(truth, next) : either(truth, next);
      }
      return truth;
    }
    if (const auto* count = std::get_if<meaning::Count>(&kind)) {
      std::size_t surely = 0;
      std::size_t maybe = 0;
      for (const ConditionId operand : count->operands) {
        const Truth truth = without(row, gone, operand);
        surely += truth == Truth::yes ? 1U : 0U;
        maybe += truth != Truth::no ? 1U : 0U;
      }
      if (surely >= count->least && maybe <= count->most) return Truth::yes;
      return maybe < count->least || surely > count->most ? Truth::no : Truth::unknown;
    }
    return row.conditions[id.index];
  }

  /// Whether the whole holds for the same patients without these parts of it.
  bool changes_nothing(ConditionId whole, const std::vector<const Part*>& gone) const {
    return std::all_of(all_.rows.begin(), all_.rows.end(), [&](const Row& row) {
      return !row.applies || without(row, gone, whole) == row.conditions[whole.index];
    });
  }
  bool changes_nothing(const Part& part) const { return changes_nothing(part.whole, {&part}); }

  /// That all that is called empty can be left out at once.
  std::string wrong_together() {
    std::map<ConditionId, std::vector<const Part*>> said;
    for (const Part& part : parts_) {
      if (is_named(part)) said[part.whole].push_back(&part);
    }
    for (const auto& [whole, gone] : said) {
      if (!changes_nothing(whole, gone)) return "not together in `" + words(whole) + "`";
    }
    return "";
  }

  /// Whether it is called empty, in a message of its own or with others of its kind.
  bool is_named(const Part& part) const {
    const text::Span& span = rules_.at(part.part).span;
    return std::any_of(messages_.begin(), messages_.end(), [&](const text::Message& message) {
      return message.code == Code::empty_part &&
             (message.span == span ||
              std::any_of(message.related.begin(), message.related.end(),
                          [&](const text::Related& too) { return too.span == span; }));
    });
  }

  std::string wrong_parts() {
    for (const Part& part : parts_) {
      if (!is_named(part)) continue;
      ++tally_.empty;
      const bool right = std::any_of(parts_.begin(), parts_.end(), [&](const Part& same) {
        return rules_.at(same.part).span == rules_.at(part.part).span && changes_nothing(same);
      });
      if (!right) return "not empty: `" + words(part.part) + "` in `" + words(part.whole) + "`";
    }
    return "";
  }

  /// Whether some other message stands for this one: about a part of the same whole, or that a
  /// comparison in it is decided.
  bool is_stood_for(const Part& part) const {
    const text::Span whole = rules_.at(part.whole).span;
    return std::any_of(messages_.begin(), messages_.end(), [&](const text::Message& message) {
      const bool inside = message.span.begin >= whole.begin && message.span.end <= whole.end;
      return inside && (message.code == Code::outside_range || message.code == Code::empty_part);
    });
  }

  std::string missed_parts() {
    for (const Part& part : parts_) {
      ++tally_.parts;
      if (part.counted || is_stood_for(part) || !changes_nothing(part)) continue;
      return fmt::format("missed: `{}` in `{}`", words(part.part), words(part.whole));
    }
    return "";
  }

  // ---- Comparisons

  /// Whether the condition is the same truth for all patients, and which.
  std::optional<Truth> constant(std::size_t condition) const {
    std::set<Truth> truths;
    for (const Row& row : all_.rows) {
      if (row.complete) truths.insert(row.conditions[condition]);
    }
    if (truths.size() == 1) return *truths.begin();
    return std::nullopt;
  }

  std::string wrong_comparisons() {
    for (std::size_t i = 0; i < rules_.conditions.size(); ++i) {
      const meaning::Condition& condition = rules_.conditions[i];
      const auto* is = std::get_if<meaning::Within>(&condition.kind);
      if (is == nullptr) continue;
      const bool said = said_of(Code::outside_range, condition.span);
      const bool used = std::count(rules_.program.begin(), rules_.program.end(),
                                   meaning::Step(ConditionId{static_cast<std::uint32_t>(i)})) > 0;
      if (!used) continue;
      const auto is_constant = constant(i);
      tally_.decided += said ? 1U : 0U;
      const std::string what = std::string(all_.loaded.sources.slice(condition.span));
      if (said && !is_constant) return "not decided: " + what;
      const auto& kind = rules_.at(is->quantity).kind;
      if (!said && is_constant && std::holds_alternative<meaning::FindingNumber>(kind)) {
        return "decided: " + what;
      }
    }
    return "";
  }

  const AllPatients& all_;
  const meaning::RuleSet& rules_;
  Tally& tally_;
  text::Messages messages_;
  std::vector<Part> parts_;
};

bool asks_if_recorded(const meaning::RuleSet& rules) {
  return std::any_of(rules.conditions.begin(), rules.conditions.end(), [](const auto& condition) {
    return std::holds_alternative<meaning::IsRecorded>(condition.kind);
  });
}

std::string first_wrong(const Taste& taste, bool wide, std::size_t cases, Tally& tally) {
  for (std::uint64_t seed = wanted_seed(); seed < wanted_seed() + cases; ++seed) {
    const auto all = all_patients(seed, taste, wide, 6000);
    if (!all) continue;
    const bool exact = !wide && !asks_if_recorded(all->rules()) && !all->model.applies;
    const std::string wrong = Judge(*all, tally).wrong(exact);
    if (!wrong.empty()) return seed_and_text(seed, wrong, all->text);
  }
  return "";
}

}  // namespace

TEST_CASE("empty parts of conditions are those that no patient needs", "[agree]") {
  Tally tally;
  Taste taste;
  taste.max_patients = 150;
  const std::size_t cases = wanted_cases(600);
  CHECK(first_wrong(taste, false, cases, tally) == "");
  CHECK(tally.empty > cases);
  CHECK(tally.decided > cases / 4);
  CHECK(tally.parts > tally.empty * 2);
}

TEST_CASE("no part is called empty where computed numbers leave it open", "[agree]") {
  Tally tally;
  Taste taste;
  taste.max_patients = 60;
  CHECK(first_wrong(taste, true, wanted_cases(40), tally) == "");
  CHECK(tally.empty > 0);
}

}  // namespace bedside::agree

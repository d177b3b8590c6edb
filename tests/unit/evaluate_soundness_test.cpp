// Takes small random rule sets and records; gives whether every completion of a record ends where
// its evaluation said that it could.
#include <algorithm>
#include <map>
#include <random>

#include "tests/catch.hpp"
#include "tests/unit/evaluate_draft.hpp"

namespace bedside::evaluate {

namespace {

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine_);
  }
  bool one_in(std::size_t count) { return below(count) == 0; }
  Values some(std::size_t count) {
    Values values = Values::one(below(count));
    for (std::size_t i = 0; i < count; ++i) {
      if (one_in(3)) values.insert(i);
    }
    return values;
  }

 private:
  std::mt19937 engine_;
};

constexpr std::size_t finding_count = 5;
constexpr std::size_t levels = 3;

/// Two assessments, the second of which may read the first, with rules that override each other.
struct Random {
  Chance& chance;
  Draft draft;
  std::vector<AssessmentId> read;  // what conditions may read
  std::vector<ScoreId> scores;

  explicit Random(Chance& from) : chance(from) {
    for (std::size_t i = 0; i < finding_count; ++i) {
      draft.list("f" + std::to_string(i), {"a", "b", "c"});
    }
    if (chance.one_in(3)) draft.rules.guideline = Guideline{"g", "", condition(1), {}};
    for (int i = 0; i < 2; ++i) scores.push_back(score());
    for (int i = 0; i < 2; ++i) assess();
  }

  FindingId finding() { return {static_cast<std::uint32_t>(chance.below(finding_count))}; }

  ConditionId condition(int depth) {
    const std::size_t kind = depth == 0 ? chance.below(2) : chance.below(7);
    if (kind == 1 && !read.empty()) {
      return draft.condition(IsLevel{read[chance.below(read.size())], chance.some(levels)});
    }
    if (kind == 2 && !scores.empty()) {
      const QuantityId total = draft.quantity(ScoreNumber{scores[chance.below(scores.size())]});
      return draft.within(total, Range::at_least(static_cast<std::int64_t>(chance.below(5))));
    }
    if (kind < 4) return draft.condition(IsValue{finding(), chance.some(3)});
    std::vector<ConditionId> parts;
    for (int i = 0; i < 3; ++i) parts.push_back(condition(depth - 1));
    if (kind == 4) return draft.condition(Not{draft.condition(All{parts})});
    if (kind == 5) return draft.condition(Any{parts});
    return draft.condition(Count{parts, chance.below(3), 2});
  }

  ByList by_list(FindingId subject) {
    ByList by{subject, {}, {}};
    for (std::size_t value = 0; value < 3; ++value) {
      by.bands.push_back(band(value, static_cast<std::int64_t>(chance.below(levels))));
    }
    return by;
  }

  /// Two items on one finding, tried over its cells, and one by itself.
  ScoreId score() {
    const FindingId shared = finding();
    const ConditionId is = draft.condition(IsValue{shared, chance.some(3)});
    ItemGroup group{{0, 1}, true, {{shared, {}}}, {is}};
    for (std::size_t value = 0; value < 3; ++value) {
      group.cells[0].cells.push_back({Values::one(value), {}});
    }
    return draft.score({{by_list(shared), {}}, {Points{-1, is}, {}}, {Points{2, condition(0)}, {}}},
                       {group, {{2}, false, {}, {}}});
  }

  void assess() {
    std::vector<ByList> by;
    while (chance.one_in(4)) by.push_back(by_list(finding()));
    const auto kind = chance.one_in(2) ? AssessmentKind::scale : AssessmentKind::choice;
    const bool otherwise = by.empty() && chance.one_in(2);
    const AssessmentId id = draft.assessment(kind, levels, std::move(by));
    const AdviceId advice = draft.advice();
    const std::size_t first = draft.rules.rules.size();
    for (std::size_t i = first; i < first + 4; ++i) {
      const RuleId rule = draft.rule(condition(2), {{id, chance.below(levels)}});
      if (chance.one_in(3)) draft.rules.rules[i].advice.push_back(advice);
      if (i == first || !chance.one_in(3)) continue;
      draft.overrides({static_cast<std::uint32_t>(first + chance.below(i - first))}, rule);
    }
    if (otherwise) draft.otherwise(id, chance.below(levels));
    draft.conclude(id);
    read.push_back(id);
  }
};

void check_completion(const RuleSet& rules, const Evaluation& open, const Evaluation& complete) {
  const bool applies = complete.applies == Truth::yes;
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    REQUIRE(complete.rules[i].status != RuleStatus::undecided);
    if (open.rules[i].status == RuleStatus::undecided) continue;
    REQUIRE(complete.rules[i].status == open.rules[i].status);
  }
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    const AssessmentResult& before = open.assessments[i];
    const AssessmentResult& after = complete.assessments[i];
    if (before.status == Status::settled) REQUIRE(after.value == before.value);
    if (before.status == Status::conflict) REQUIRE(after.status == Status::conflict);
    if (after.value) REQUIRE(before.ends.levels.has(*after.value));
    if (after.status == Status::none) REQUIRE(before.ends.nothing);
    if (after.status == Status::conflict) REQUIRE(before.ends.conflict);
    if (!applies && open.applies == Truth::unknown) REQUIRE(before.ends.nothing);
    REQUIRE(after.ends.levels.within(before.ends.levels));
  }
  for (std::size_t i = 0; i < rules.scores.size(); ++i) {
    REQUIRE(complete.scores[i].total.range.is_point());
    REQUIRE(within(complete.scores[i].total.range, open.scores[i].total.range));
  }
  for (std::size_t i = 0; i < rules.conditions.size() && applies; ++i) {
    if (open.conditions[i] == Truth::unknown) continue;
    REQUIRE(complete.conditions[i] == open.conditions[i]);
  }
}

/// Another fact may only take possible ends away.
void check_narrower(const RuleSet& rules, const Evaluation& open, const Evaluation& narrower) {
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    if (open.rules[i].status == RuleStatus::undecided) continue;
    REQUIRE(narrower.rules[i].status == open.rules[i].status);
  }
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    const AssessmentResult& before = open.assessments[i];
    const AssessmentResult& after = narrower.assessments[i];
    if (before.status == Status::settled) REQUIRE(after.status == Status::settled);
    if (before.status == Status::settled) REQUIRE(after.value == before.value);
    REQUIRE(after.ends.levels.within(before.ends.levels));
    REQUIRE((before.ends.nothing || !after.ends.nothing));
    REQUIRE((before.ends.conflict || !after.ends.conflict));
  }
  for (std::size_t i = 0; i < rules.scores.size(); ++i) {
    REQUIRE(within(narrower.scores[i].total.range, open.scores[i].total.range));
  }
}

/// What a person sees of an outcome: values, statuses, advice.
std::vector<std::size_t> outcome(const Evaluation& evaluation) {
  std::vector<std::size_t> seen;
  for (const AssessmentResult& result : evaluation.assessments) {
    seen.push_back(static_cast<std::size_t>(result.status));
    seen.push_back(result.value.value_or(99));
  }
  for (const AdviceResult& result : evaluation.advice) {
    seen.push_back(static_cast<std::size_t>(result.status));
  }
  return seen;
}

/// Calls `act` for each record in which every finding is settled, with its values.
template <class Act>
void for_completions(const Record& record, Act act) {
  std::vector<std::size_t> values(finding_count, 0);
  for (std::size_t number = 0; number < 243; ++number) {
    Record complete = record;
    bool possible = true;
    std::size_t rest = number;
    for (std::size_t i = 0; i < finding_count; ++i, rest /= 3) {
      values[i] = rest % 3;
      possible = possible && record.findings[i].values.has(values[i]);
      complete.findings[i].values = Values::one(values[i]);
    }
    if (possible) act(complete, values);
  }
}

}  // namespace

TEST_CASE("every completion ends where it could, and only what was to be asked changes it") {
  Chance chance(7);
  int settled_early = 0;
  for (int round = 0; round < 400; ++round) {
    const Random random(chance);
    const RuleSet& rules = random.draft.rules;
    Record record = empty_record(rules);
    for (Possible& possible : record.findings) {
      if (chance.one_in(2)) possible.values = chance.some(3);
    }
    const Evaluation open = evaluate(rules, record);
    Record more = record;
    more.findings[chance.below(finding_count)].values &= Values::one(chance.below(3));
    const bool consistent = std::none_of(more.findings.begin(), more.findings.end(),
                                         [](const Possible& one) { return one.values.empty(); });
    if (consistent) check_narrower(rules, open, evaluate(rules, more));
    std::map<std::vector<std::size_t>, std::vector<std::size_t>> by_asked;
    for_completions(record, [&](const Record& complete, const std::vector<std::size_t>& values) {
      const Evaluation closed = evaluate(rules, complete);
      check_completion(rules, open, closed);
      REQUIRE(closed.ask.empty());
      std::vector<std::size_t> asked;
      for (const FindingId finding : open.ask) asked.push_back(values[finding.index]);
      const auto [known, is_new] = by_asked.try_emplace(asked, outcome(closed));
      REQUIRE(known->second == outcome(closed));
    });
    settled_early += open.assessments[0].status == Status::settled ? 1 : 0;
  }
  CHECK(settled_early > 20);
}

}  // namespace bedside::evaluate

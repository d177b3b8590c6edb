// Takes rules that fire, are undecided or ruled out; gives where assessments end, and advice.
#include "tests/catch.hpp"
#include "tests/unit/evaluate_draft.hpp"

namespace bedside::evaluate {

namespace {

constexpr auto scale = AssessmentKind::scale;
constexpr auto choice = AssessmentKind::choice;

/// One assessment; a yes/no finding `f0`, `f1`, … makes the rule for each of these levels fire.
struct Levels {
  Draft draft;
  AssessmentId assessment;
  std::vector<FindingId> findings;

  Levels(AssessmentKind kind, const std::vector<std::size_t>& levels,
         std::optional<std::size_t> otherwise = std::nullopt, std::vector<ByList> by = {},
         Draft start = {})
      : draft(std::move(start)), assessment(draft.assessment(kind, 4, std::move(by))) {
    for (const std::size_t level : levels) {
      findings.push_back(draft.yes_no("f" + std::to_string(findings.size())));
      draft.rule(draft.yes(findings.back()), {{assessment, level}});
    }
    if (otherwise) draft.otherwise(assessment, *otherwise);
    draft.conclude(assessment);
  }

  /// 'y', 'n' or '?' for each finding.
  Record record(const std::string& said) const {
    Given given;
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (said[i] != '?') given.push_back({findings[i], {said[i] == 'y' ? 1U : 0U}});
    }
    return record_with(draft.rules, given);
  }
  AssessmentResult result(const std::string& said) const {
    return evaluate(draft.rules, record(said)).assessments.at(assessment.index);
  }
};

void check(const AssessmentResult& result, Status status, std::optional<std::size_t> value,
           const std::vector<std::size_t>& ends, bool nothing, bool conflict = false) {
  CHECK(result.status == status);
  CHECK(result.value == value);
  CHECK(result.ends.levels.list() == ends);
  CHECK(result.ends.nothing == nothing);
  CHECK(result.ends.conflict == conflict);
}

}  // namespace

TEST_CASE("a scale takes the most serious level, and lower ones stop mattering") {
  const Levels outlook(scale, {0, 1, 2});
  check(outlook.result("???"), Status::open, std::nullopt, {0, 1, 2}, true);
  check(outlook.result("nn?"), Status::open, std::nullopt, {2}, true);
  check(outlook.result("y??"), Status::provisional, 0, {0, 1, 2}, false);
  check(outlook.result("?y?"), Status::provisional, 1, {1, 2}, false);
  check(outlook.result("??y"), Status::settled, 2, {2}, false);
  check(outlook.result("ynn"), Status::settled, 0, {0}, false);
  check(outlook.result("nnn"), Status::none, std::nullopt, {}, true);
}

TEST_CASE("otherwise concludes where all others are ruled out") {
  const Levels outlook(scale, {1, 2}, 0);
  check(outlook.result("??"), Status::open, std::nullopt, {0, 1, 2}, false);
  check(outlook.result("nn"), Status::settled, 0, {0}, false);
  CHECK(outlook.result("nn").established == Values::one(0));
  check(outlook.result("yn"), Status::settled, 1, {1}, false);
  const auto status = [&](const std::string& said) {
    return evaluate(outlook.draft.rules, outlook.record(said)).rules.at(2).status;
  };
  CHECK(status("n?") == RuleStatus::undecided);
  CHECK(status("?y") == RuleStatus::ruled_out);
  CHECK(status("nn") == RuleStatus::fires);
  const Levels same(scale, {0}, 0);  // whichever it is, the end is the same
  check(same.result("?"), Status::settled, 0, {0}, false);
}

TEST_CASE("a choice takes the one established value; two are a conflict") {
  const Levels type(choice, {0, 1, 1});
  check(type.result("???"), Status::open, std::nullopt, {0, 1}, true, true);
  check(type.result("y??"), Status::provisional, 0, {0, 1}, false, true);
  check(type.result("n??"), Status::open, std::nullopt, {1}, true);
  check(type.result("ny?"), Status::settled, 1, {1}, false);
  check(type.result("yy?"), Status::conflict, std::nullopt, {0, 1}, false, true);
  check(type.result("nnn"), Status::none, std::nullopt, {}, true);
  const Levels other(choice, {0, 1}, 3);
  check(other.result("?n"), Status::open, std::nullopt, {0, 3}, false);
  check(other.result("nn"), Status::settled, 3, {3}, false);
}

TEST_CASE(
    "a band list establishes its least serious possible level, the lowest only where certain") {
  Draft start;
  const FindingId stage = start.list("stage", {"I", "II", "III"});
  const ByList by{stage, {band(0, 0), band(1, 1), band(2, 2)}, {}};
  const Levels risk(scale, {1, 3}, std::nullopt, {by}, start);
  const auto with = [&](const std::vector<std::size_t>& values, const std::string& said) {
    Record record = risk.record(said);
    narrow(record, risk.draft.rules, {stage, values_of(values), {}, {}});
    return evaluate(risk.draft.rules, record).assessments.at(risk.assessment.index);
  };
  check(risk.result("??"), Status::open, std::nullopt, {0, 1, 2, 3}, false);
  check(with({0, 1}, "nn"), Status::open, std::nullopt, {0, 1}, false);
  check(with({0}, "nn"), Status::settled, 0, {0}, false);
  check(with({1, 2}, "nn"), Status::provisional, 1, {1, 2}, false);
  check(with({0, 2}, "yn"), Status::provisional, 1, {1, 2}, false);
  check(with({0, 1}, "yn"), Status::settled, 1, {1}, false);
  check(with({0, 1}, "?y"), Status::settled, 3, {3}, false);
}

TEST_CASE("a band list of a choice concludes where one level is possible") {
  Draft start;
  const FindingId culture = start.list("culture", {"a", "b", "c"});
  const ByList by{culture, {band(0, 0), band(1, 1), band(2, 2)}, {}};
  const Levels alone(choice, {}, std::nullopt, {by}, start);
  check(alone.result(""), Status::open, std::nullopt, {0, 1, 2}, false, false);
  const Levels type(choice, {1}, std::nullopt, {by}, start);
  const auto with = [&](const std::vector<std::size_t>& values, const std::string& said) {
    Record record = type.record(said);
    narrow(record, type.draft.rules, {culture, values_of(values), {}, {}});
    return evaluate(type.draft.rules, record).assessments.at(type.assessment.index);
  };
  check(with({1}, "?"), Status::settled, 1, {1}, false, false);
  check(with({0}, "?"), Status::provisional, 0, {0, 1}, false, true);
  check(with({0}, "y"), Status::conflict, std::nullopt, {0, 1}, false, true);
  check(with({0, 1}, "y"), Status::provisional, 1, {0, 1}, false, true);
  check(with({0, 1}, "n"), Status::open, std::nullopt, {0, 1}, false, false);
}

TEST_CASE("overrides: where a rule counts the other does not, along chains") {
  Draft draft;
  const AssessmentId outlook = draft.assessment(scale, 3);
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  const FindingId c = draft.yes_no("c");
  const RuleId first = draft.rule(draft.yes(a), {{outlook, 0}});
  const RuleId second = draft.rule(draft.yes(b), {{outlook, 1}});
  const RuleId third = draft.rule(draft.yes(c), {{outlook, 2}});
  draft.overrides(first, second);
  draft.overrides(second, third);
  draft.conclude(outlook);
  const auto rules = [&](const Given& given) {
    return evaluate(draft.rules, record_with(draft.rules, given)).rules;
  };
  auto found = rules({{a, {1}}, {b, {1}}, {c, {1}}});
  CHECK(found[first.index].status == RuleStatus::fires);
  CHECK(found[second.index].status == RuleStatus::ruled_out);
  CHECK(found[second.index].condition == Truth::yes);
  CHECK(found[second.index].overridden_by == std::vector<RuleId>{first});
  CHECK(found[third.index].status == RuleStatus::fires);
  found = rules({{b, {1}}, {c, {1}}});
  CHECK(found[second.index].status == RuleStatus::undecided);
  CHECK(found[third.index].status == RuleStatus::undecided);
  CHECK(found[third.index].overridden_by.empty());
  found = rules({{a, {1}}, {b, {0}}, {c, {1}}});
  CHECK(found[second.index].status == RuleStatus::ruled_out);
  CHECK(found[second.index].overridden_by.empty());  // its own condition does not hold
}

TEST_CASE("conditions read an assessment by its ends, and a conflict satisfies none") {
  Draft draft;
  const AssessmentId type = draft.assessment(choice, 2);
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  draft.rule(draft.yes(a), {{type, 0}});
  draft.rule(draft.yes(b), {{type, 1}});
  draft.conclude(type);
  const ConditionId either_one = draft.ends(type, {0, 1});
  const ConditionId first = draft.ends(type, {0});
  const auto truth = [&](const Given& given, ConditionId id) {
    return evaluate(draft.rules, record_with(draft.rules, given)).conditions.at(id.index);
  };
  CHECK(truth({{a, {1}}, {b, {1}}}, either_one) == Truth::no);
  CHECK(truth({{a, {1}}}, either_one) == Truth::unknown);  // b may bring a conflict
  CHECK(truth({{a, {1}}, {b, {0}}}, either_one) == Truth::yes);
  CHECK(truth({{a, {1}}, {b, {0}}}, first) == Truth::yes);
  CHECK(truth({{b, {1}}}, first) == Truth::unknown);  // its level is still among the possible
  CHECK(truth({{a, {0}}, {b, {0}}}, first) == Truth::no);
}

TEST_CASE("advice follows the rules that give it") {
  Draft draft;
  const AdviceId rest = draft.advice();
  const FindingId a = draft.yes_no("a");
  const FindingId b = draft.yes_no("b");
  const RuleId first = draft.rule(draft.yes(a), {}, {rest});
  const RuleId second = draft.rule(draft.yes(b), {}, {rest});
  const auto advice = [&](const Given& given) {
    return evaluate(draft.rules, record_with(draft.rules, given)).advice.at(rest.index);
  };
  CHECK(advice({}).status == AdviceStatus::possible);
  CHECK(advice({}).by == std::vector<RuleId>{first, second});
  CHECK(advice({{b, {1}}}).status == AdviceStatus::given);
  CHECK(advice({{b, {1}}}).by == std::vector<RuleId>{second});
  CHECK(advice({{a, {0}}, {b, {0}}}).status == AdviceStatus::not_given);
}

namespace {

/// For adults: pain is serious, everything else is not; a score and a condition read the outcome.
struct ForAdults {
  Draft draft;
  FindingId adult = draft.yes_no("adult");
  FindingId pain = draft.yes_no("pain");
  AssessmentId outlook = draft.assessment(scale, 2);
  ConditionId applies = draft.yes(adult);
  AdviceId advice = draft.advice();
  RuleId rule = draft.rule(draft.yes(pain), {{outlook, 1}}, {advice});
  RuleId otherwise = draft.otherwise(outlook, 0);
  ConditionId serious;
  ScoreId score;

  ForAdults() {
    draft.conclude(outlook);
    serious = draft.ends(outlook, {1});
    score = draft.score({{Points{5, serious}, {}}}, {{{0}, false, {}, {}}});
    draft.rules.scores.at(0).reads_assessments = true;
    draft.rules.guideline = Guideline{"g", "", applies, {}};
  }
  Evaluation with(const Given& given) const {
    return evaluate(draft.rules, record_with(draft.rules, given));
  }
};

}  // namespace

TEST_CASE("where a guideline does not apply no rule fires, and nothing is asked") {
  const ForAdults of;
  const Evaluation found = of.with({{of.adult, {0}}, {of.pain, {1}}});
  CHECK(found.applies == Truth::no);
  CHECK(found.rules[of.rule.index].status == RuleStatus::ruled_out);
  CHECK(found.rules[of.rule.index].condition == Truth::yes);
  CHECK(found.rules[of.otherwise.index].status == RuleStatus::ruled_out);
  check(found.assessments[0], Status::not_applicable, std::nullopt, {}, false);
  CHECK(found.advice.at(of.advice.index).status == AdviceStatus::not_given);
  CHECK(found.scores[of.score.index].total.range == Range::point(0));
  CHECK(found.ask.empty());
}

TEST_CASE("where a guideline may apply, a rule that would be overridden is ruled out, no more") {
  ForAdults of;
  const RuleId better = of.draft.rule(of.draft.yes(of.adult), {});
  of.draft.rules.program.emplace_back(of.rule);  // again, after the rule that overrides it
  of.draft.overrides(better, of.rule);
  of.draft.rules.guideline->applies = of.draft.yes(of.draft.yes_no("inpatient"));
  const Evaluation found = of.with({{of.adult, {1}}, {of.pain, {1}}});
  CHECK(found.applies == Truth::unknown);
  CHECK(found.rules[of.rule.index].status == RuleStatus::ruled_out);
  CHECK(found.rules[of.rule.index].overridden_by.empty());
}

TEST_CASE("where a guideline may apply, what would fire is undecided, and that is asked first") {
  const ForAdults of;
  Evaluation found = of.with({{of.pain, {1}}});
  CHECK(found.applies == Truth::unknown);
  CHECK(found.rules[of.rule.index].status == RuleStatus::undecided);
  check(found.assessments[0], Status::open, std::nullopt, {1}, true);
  CHECK(found.assessments[0].established.empty());
  CHECK(found.assessments[0].undecided == Values::one(1));
  CHECK(found.conditions[of.serious.index] == Truth::yes);  // as if it applied
  CHECK(found.advice[of.advice.index].status == AdviceStatus::possible);
  CHECK(found.scores[of.score.index].total.range == Range::between(0, 5));
  CHECK(found.ask == std::vector<FindingId>{of.adult});
  CHECK(of.with({}).ask == std::vector<FindingId>{of.adult, of.pain});
  found = of.with({{of.adult, {1}}, {of.pain, {1}}});
  check(found.assessments[0], Status::settled, 1, {1}, false);
}

}  // namespace bedside::evaluate

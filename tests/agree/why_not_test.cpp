// Takes random rule sets and records; gives where the fewest changes that would bring a rule, level
// or advice are not the fewest, held against trying every change.
#include <algorithm>
#include <map>
#include <set>

#include "interpreter/explain/fewest.hpp"
#include "interpreter/explain/goal.hpp"
#include "lang/meaning/words.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using explain::Fewest;
using explain::Goal;
using explain::has_come;
using meaning::FindingId;
using meaning::RuleSet;

/// A finding set to one value, or taken out of the record.
struct Set {
  FindingId finding;
  evaluate::Possible to;
  bool different = false;
  bool forget = false;
};
using Sets = std::vector<Set>;

struct Trial {
  meaning::Loaded loaded;
  evaluate::Record record;
  evaluate::Evaluation evaluation;
  std::vector<Sets> options;  ///< by FindingId: every way to touch it
  std::string given;
};

evaluate::Possible settled(const meaning::Finding& finding, Value value) {
  evaluate::Possible to;
  to.recorded = true;
  if (finding.kind == meaning::FindingKind::number) {
    to.range = meaning::Range::point(units::Number::ratio(value, one));
  } else {
    to.values = meaning::Values::one(static_cast<std::size_t>(value));
  }
  return to;
}

bool inside(const evaluate::Possible& part, const evaluate::Possible& whole, bool number) {
  return number ? meaning::within(part.range, whole.range) : part.values.within(whole.values);
}

bool asks_if_recorded(const RuleSet& rules, FindingId id) {
  return std::any_of(rules.conditions.begin(), rules.conditions.end(), [&](const auto& condition) {
    const auto* is = std::get_if<meaning::IsRecorded>(&condition.kind);
    return is != nullptr && is->finding == id;
  });
}

std::vector<Sets> options_of(const Model& model, const RuleSet& rules,
                             const evaluate::Record& record) {
  std::map<std::string, const Finding*> by_name;
  for (const Finding& each : model.findings) by_name[plain(each.name)] = &each;
  std::vector<Sets> options(rules.findings.size());
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    const meaning::Finding& finding = rules.findings[i];
    const evaluate::Possible& now = record.findings[i];
    const bool number = finding.kind == meaning::FindingKind::number;
    for (const Value value : by_name.at(finding.name)->domain) {
      const auto to = settled(finding, value);
      const bool agrees = !now.recorded || inside(to, now, number);
      if (now.recorded && evaluate::is_settled(now, finding) && agrees) continue;
      options[i].push_back({{i}, to, !agrees, false});
    }
    if (now.recorded && asks_if_recorded(rules, {i})) {
      evaluate::Possible open = meaning::everything_possible(rules)[i];
      options[i].push_back({{i}, open, true, true});
    }
  }
  return options;
}

Trial make_trial(Draw& draw, const Taste& taste) {
  const Model model = random_model(draw, taste);
  const Record record = random_record(draw, model);
  Draw style(draw.seed());
  Trial trial{meaning::load({{"rules.bedside", write_model(style, model)}},
                            [](const std::string&) { return meaning::UsedFile{}; }),
              {},
              {},
              {},
              write_record(style, model, record)};
  REQUIRE(trial.loaded.usable());
  trial.record = evaluate::empty_record(trial.loaded.rules);
  meaning::FactReader reader(trial.loaded);
  for (const meaning::Fact& fact : reader.facts("given", trial.given).facts) {
    evaluate::narrow(trial.record, trial.loaded.rules, fact);
  }
  trial.evaluation = evaluate::evaluate(trial.loaded.rules, trial.record);
  trial.options = options_of(model, trial.loaded.rules, trial.record);
  return trial;
}

std::vector<Goal> goals_of(const Trial& trial) {
  std::vector<Goal> goals;
  const RuleSet& rules = trial.loaded.rules;
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) goals.emplace_back(meaning::RuleId{i});
  for (std::uint32_t i = 0; i < rules.advice.size(); ++i) goals.emplace_back(meaning::AdviceId{i});
  for (std::uint32_t i = 0; i < rules.assessments.size(); ++i) {
    for (std::size_t level = 0; level < rules.assessments[i].levels.size(); ++level) {
      goals.emplace_back(meaning::Outcome{{i}, level});
    }
  }
  std::erase_if(goals, [&](const Goal& goal) { return has_come(trial.evaluation, goal); });
  return goals;
}

/// All ways with the fewest findings, found by trying everything.
struct Brute {
  std::size_t count = 0;
  std::size_t different = 0;
  std::vector<Sets> ways;  ///< empty where there is none
};

class Tryer {
 public:
  Tryer(const Trial& trial, const std::vector<Goal>& goals)
      : trial_(trial), goals_(goals), found(goals.size()) {}

  void run() {
    for (std::size_t k = 1; k <= trial_.options.size(); ++k) {
      Sets sets;
      evaluate::Record record = trial_.record;
      size_ = k;
      touch(0, sets, record);
    }
  }

 private:
  void touch(std::size_t from, Sets& sets, evaluate::Record& record) {
    if (sets.size() == size_) {
      note(sets, record);
      return;
    }
    for (std::size_t i = from; i < trial_.options.size(); ++i) {
      const evaluate::Possible before = record.findings[i];
      for (const Set& set : trial_.options[i]) {
        record.findings[i] = set.to;
        sets.push_back(set);
        touch(i + 1, sets, record);
        sets.pop_back();
      }
      record.findings[i] = before;
    }
  }

  void note(const Sets& sets, const evaluate::Record& record) {
    const auto evaluation = evaluate::conclude(trial_.loaded.rules, record);
    std::size_t different = 0;
    bool forgets = false;
    for (const Set& set : sets) {
      different += set.different ? 1U : 0U;
      forgets = forgets || set.forget;
    }
    for (std::size_t g = 0; g < goals_.size(); ++g) {
      Brute& best = found[g];
      if (!has_come(evaluation, goals_[g])) continue;
      // No assessment depends on what is recorded; that one could know less is no way to a level.
      if (forgets && std::holds_alternative<meaning::Outcome>(goals_[g])) continue;
      if (!best.ways.empty() && best.count < sets.size()) continue;
      if (!best.ways.empty() && best.different < different) continue;
      if (best.different > different) best.ways.clear();
      best.count = sets.size();
      best.different = different;
      best.ways.push_back(sets);
    }
  }

  const Trial& trial_;
  const std::vector<Goal>& goals_;
  std::size_t size_ = 0;

 public:
  std::vector<Brute> found;
};

bool covers(const RuleSet& rules, const explain::Way& way, const Sets& sets) {
  if (way.size() != sets.size()) return false;
  for (const Set& set : sets) {
    const auto same = [&](const explain::Change& change) {
      const bool number = rules.at(set.finding).kind == meaning::FindingKind::number;
      return change.finding == set.finding && change.forget == set.forget &&
             inside(set.to, change.to, number);
    };
    if (std::none_of(way.begin(), way.end(), same)) return false;
  }
  return true;
}

/// Whether every record that a way stands for brings the goal.
bool all_bring(const Trial& trial, const Goal& goal, const explain::Way& way) {
  evaluate::Record record = trial.record;
  for (const explain::Change& change : way) record.findings.at(change.finding.index) = change.to;
  if (!has_come(evaluate::evaluate(trial.loaded.rules, record), goal)) return false;
  Draw draw(way.size());
  for (int round = 0; round < 10; ++round) {
    for (const explain::Change& change : way) {
      if (change.forget) continue;
      const auto& options = trial.options.at(change.finding.index);
      const Set& set = draw.pick(options);
      const bool number =
          trial.loaded.rules.at(change.finding).kind == meaning::FindingKind::number;
      if (set.forget || !inside(set.to, change.to, number)) continue;
      record.findings.at(change.finding.index) = set.to;
    }
    if (!has_come(evaluate::evaluate(trial.loaded.rules, record), goal)) return false;
  }
  return true;
}

struct Tally {
  std::size_t goals = 0;
  std::size_t proved = 0;
  std::size_t impossible = 0;
  std::size_t several = 0;
  std::size_t differing = 0;
  std::size_t longest = 0;
};

/// `exact`: whether the values that are tried are all that there are to tell apart.
std::string wrong_with(const Trial& trial, const Goal& goal, const Brute& brute, bool exact,
                       Tally& tally) {
  const explain::Case of{trial.loaded.rules, trial.record, trial.evaluation};
  const Fewest fewest = explain::fewest_changes(of, goal);
  ++tally.goals;
  if (fewest.proved()) ++tally.proved;
  if (fewest.impossible) ++tally.impossible;
  if (fewest.ways.size() > 1) ++tally.several;
  if (fewest.different > 0) ++tally.differing;
  tally.longest = std::max(tally.longest, fewest.count);
  for (const explain::Way& way : fewest.ways) {
    if (way.size() != fewest.count) return "a way of another length";
    if (!all_bring(trial, goal, way)) return "a way that does not bring it";
  }
  if (brute.ways.empty()) {
    return exact && !fewest.ways.empty() ? "a way where there is none"
           : exact && !fewest.impossible ? "not found to be impossible"
                                         : "";
  }
  if (fewest.impossible) return "called impossible";
  if (fewest.at_least > brute.count) return "not the fewest";
  if (!exact) return "";
  if (!fewest.proved()) return "not proved";
  if (fewest.count != brute.count) return "another count";
  if (fewest.different != brute.different) return "another split";
  if (fewest.more || !fewest.all_seen) {
    return fewest.all_seen && fewest.ways.size() != explain::most_ways ? "too few shown" : "";
  }
  for (const Sets& sets : brute.ways) {
    const bool forgets =
        std::any_of(sets.begin(), sets.end(), [](const Set& s) { return s.forget; });
    if (forgets) continue;  // the goal may not ask for it
    const bool seen = std::any_of(fewest.ways.begin(), fewest.ways.end(), [&](const auto& way) {
      return covers(trial.loaded.rules, way, sets);
    });
    if (!seen) return "a way was missed";
  }
  return "";
}

std::string first_wrong(const Taste& taste, bool exact, std::size_t cases, Tally& tally) {
  for (std::uint64_t seed = wanted_seed(); seed < wanted_seed() + cases; ++seed) {
    Draw draw(seed);
    const Trial trial = make_trial(draw, taste);
    const std::vector<Goal> goals = goals_of(trial);
    Tryer tryer(trial, goals);
    tryer.run();
    for (std::size_t g = 0; g < goals.size(); ++g) {
      const std::string wrong = wrong_with(trial, goals[g], tryer.found[g], exact, tally);
      if (wrong.empty()) continue;
      return "seed " + std::to_string(seed) + ": " + wrong + " for " +
             explain::goal_words(trial.loaded, goals[g]) + "\ngiven " + trial.given + "\n" +
             trial.loaded.sources.at(0).content();
    }
  }
  return "";
}

}  // namespace

TEST_CASE("why not: the fewest changes are the fewest, and none is missed", "[agree]") {
  Taste taste;
  taste.max_patients = 150;
  taste.max_rules = 6;
  taste.computed = false;
  Tally tally;
  CHECK(first_wrong(taste, true, wanted_cases(150), tally) == "");
  // That it was not all the same easy case.
  CHECK(tally.proved > 100);
  CHECK(tally.impossible > 10);
  CHECK(tally.several > 20);
  CHECK(tally.differing > 50);
  CHECK(tally.longest >= 3);
}

TEST_CASE("why not: with computed numbers nothing is claimed that is not so", "[agree]") {
  Taste taste;
  taste.max_patients = 100;
  taste.max_rules = 5;
  Tally tally;
  CHECK(first_wrong(taste, false, wanted_cases(60), tally) == "");
  CHECK(tally.proved > 50);
}

}  // namespace bedside::agree

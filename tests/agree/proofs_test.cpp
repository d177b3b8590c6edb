// Takes random rule sets; gives where the checks over all patients say of rules and assessments
// what trying every patient does not show, or leave out what it shows.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/proving/all_patients.hpp"
#include "interpreter/proving/regions.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/cells.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using meaning::RuleId;
using meaning::Status;
using proving::Symbolic;
using text::Code;

using Tally = std::map<std::string, std::size_t>;

/// The messages on one rule set, held to all its patients. Each function gives a complaint, or an
/// empty text.
class Judge {
 public:
  /// `wide`: some numbers have more values than are taken one by one.
  Judge(const AllPatients& all, bool wide, Tally& tally)
      : all_(all), rules_(all.rules()), wide_(wide), tally_(tally), reader_(all.loaded) {
    messages_ = proving::check_all_patients(all.loaded, {});
    for (const text::Message& message : messages_) ++tally_[name(message.code)];
  }

  std::string wrong() {
    if (!wide_ && !of(Code::undecided_check).empty()) return "something undecided";
    for (const auto check : {&Judge::never, &Judge::always, &Judge::duplicates,
                             &Judge::never_matters, &Judge::assessments, &Judge::witnesses}) {
      if (std::string complaint = (this->*check)(); !complaint.empty()) return complaint;
    }
    return "";
  }

 private:
  static std::string name(Code code) { return std::string(text::entry(code).name); }

  std::vector<const text::Message*> of(Code code) const {
    std::vector<const text::Message*> found;
    for (const text::Message& message : messages_) {
      if (message.code == code) found.push_back(&message);
    }
    return found;
  }

  bool undecided(Code code) const {
    for (const text::Message* message : of(Code::undecided_check)) {
      if (message->text.rfind("`" + name(code) + "`", 0) == 0) return true;
    }
    return false;
  }

  std::size_t rule_at(const text::Span& span) const {
    std::size_t rule = 0;
    while (rules_.rules.at(rule).span != span) ++rule;
    return rule;
  }

  bool said_of(Code code, const text::Span& span) const {
    const auto messages = of(code);
    return std::any_of(messages.begin(), messages.end(),
                       [&](const text::Message* message) { return message->span == span; });
  }

  /// That it is said where it is so, and only there.
  std::string held(Code code, const text::Span& span, const std::string& what, bool so) const {
    const bool said = said_of(code, span);
    if (said && !so) return fmt::format("{} of {} is wrong", name(code), what);
    if (!said && so && !undecided(code)) return fmt::format("{} of {} is missed", name(code), what);
    return "";
  }

  template <class Is>
  bool some(const Is& is) const {
    return std::any_of(all_.rows.begin(), all_.rows.end(), is);
  }

  bool ever_fires(std::size_t rule) const {
    return some([&](const Row& row) { return AllPatients::fires(row, rule); });
  }

  std::string never() {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const meaning::Rule& rule = rules_.rules[i];
      const std::string wrong = held(Code::never_fires, rule.span, rule.name, !ever_fires(i));
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  /// The rows that a statement on the rule is about: what is not recorded is no property of a
  /// patient, unless the rule reads it.
  bool meant(const Row& row, std::size_t rule) const {
    return row.complete || all_.reads_recorded[rule];
  }

  std::string always() {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const meaning::Rule& rule = rules_.rules[i];
      // Of a record without something, to which it does not apply, no row says what would be.
      const bool fails = some([&](const Row& row) {
        const bool told = row.complete || row.applies;
        return meant(row, i) && told && row.holds[i] != Truth::yes;
      });
      const bool so = !rule.otherwise && !fails && ever_fires(i);
      const bool exact = !wide_ && !(all_.reads_recorded[i] && all_.model.applies);
      if (!exact && !fails && !rule.otherwise) continue;
      const std::string wrong = held(Code::always_fires, rule.span, rule.name, so);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  // ---- Duplicates

  template <class List>
  static auto sorted(List list) {
    std::sort(list.begin(), list.end());
    return list;
  }

  bool twins(std::size_t a, std::size_t b) const {
    const meaning::Rule& one_rule = rules_.rules[a];
    const meaning::Rule& other = rules_.rules[b];
    const auto outcomes = [](const meaning::Rule& rule) {
      std::set<std::pair<std::uint32_t, std::size_t>> set;
      for (const auto& outcome : rule.outcomes)
        set.emplace(outcome.assessment.index, outcome.level);
      return set;
    };
    if (one_rule.otherwise || other.otherwise || outcomes(one_rule) != outcomes(other) ||
        sorted(one_rule.advice) != sorted(other.advice) ||
        sorted(one_rule.overrides) != sorted(other.overrides) ||
        sorted(one_rule.overridden_by) != sorted(other.overridden_by)) {
      return false;
    }
    return !some([&](const Row& row) {
      return (meant(row, a) || meant(row, b)) &&
             (row.holds[a] == Truth::yes) != (row.holds[b] == Truth::yes);
    });
  }

  std::string duplicates() {
    std::vector<bool> twin(rules_.rules.size());
    for (const text::Message* message : of(Code::duplicate)) {
      const std::size_t rule = rule_at(message->span);
      if (!twins(rule, rule_at(message->related.at(0).span)) || !ever_fires(rule) || twin[rule]) {
        return "duplicate of " + rules_.rules[rule].name + " is wrong";
      }
      twin[rule] = true;
    }
    // With computed numbers of their own, different diagrams may still be the same.
    if (wide_) return "";
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (twin[i] || all_.reads_recorded[i] || all_.reads_recorded[j]) continue;
        if (!ever_fires(i) || !ever_fires(j) || !twins(i, j)) continue;
        return "duplicate of " + rules_.rules[i].name + " is missed";
      }
    }
    return "";
  }

  // ---- Never matters

  bool gives_as_much(const Row& row, std::size_t rule, const meaning::Outcome& outcome) const {
    const bool scale = rules_.at(outcome.assessment).kind == meaning::AssessmentKind::scale;
    const auto as_much = [&](std::size_t level) {
      return scale ? level >= outcome.level : level == outcome.level;
    };
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (i == rule || rules_.rules[i].otherwise || row.counts[i] != Truth::yes) continue;
      for (const meaning::Outcome& other : rules_.rules[i].outcomes) {
        if (other.assessment == outcome.assessment && as_much(other.level)) return true;
      }
    }
    const std::vector<std::size_t>& by = row.by[outcome.assessment.index];
    return std::any_of(by.begin(), by.end(), as_much);
  }

  bool given_otherwise(const Row& row, std::size_t rule, meaning::AdviceId advice) const {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const auto& gives = rules_.rules[i].advice;
      const bool same = std::find(gives.begin(), gives.end(), advice) != gives.end();
      if (i != rule && same && row.counts[i] == Truth::yes) return true;
    }
    return false;
  }

  bool matters_to(const Row& row, std::size_t id) const {
    const meaning::Rule& rule = rules_.rules[id];
    return std::any_of(rule.outcomes.begin(), rule.outcomes.end(),
                       [&](const auto& outcome) { return !gives_as_much(row, id, outcome); }) ||
           std::any_of(rule.advice.begin(), rule.advice.end(),
                       [&](const auto& advice) { return !given_otherwise(row, id, advice); }) ||
           std::any_of(rule.overrides.begin(), rule.overrides.end(),
                       [&](const RuleId other) { return row.holds[other.index] == Truth::yes; });
  }

  bool has_twin(std::size_t rule) const {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (i != rule && ever_fires(i) && twins(i, rule)) return true;
    }
    return false;
  }

  std::string never_matters() {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const meaning::Rule& rule = rules_.rules[i];
      const bool matters = some([&](const Row& row) {
        return row.complete && AllPatients::fires(row, i) && matters_to(row, i);
      });
      bool so = !rule.otherwise && !matters && ever_fires(i);
      // Where it is read whether something is recorded, or where numbers are computed, it may not
      // be seen that a rule stands twice or never matters.
      const bool exact = !wide_ && !all_.any_recorded;
      if (so && !exact && !said_of(Code::never_matters, rule.span)) continue;
      if (exact) so = so && !has_twin(i);
      const std::string wrong = held(Code::never_matters, rule.span, rule.name, so);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  // ---- Assessments

  std::string assessments() {
    for (std::uint32_t i = 0; i < rules_.assessments.size(); ++i) {
      for (const auto& [code, kind] : {std::pair(Code::gap, End::Kind::null),
                                       std::pair(Code::conflict, End::Kind::conflict)}) {
        const meaning::Assessment& assessment = rules_.assessments[i];
        const bool so = some([&, end = kind](const Row& row) { return ends_so(row, i, end); });
        std::string wrong = held(code, assessment.span, assessment.name, so);
        if (wrong.empty() && said_of(code, assessment.span)) wrong = regions({i}, kind);
        if (!wrong.empty()) return wrong;
      }
    }
    return "";
  }

  static bool ends_so(const Row& row, std::size_t assessment, End::Kind kind) {
    return row.complete && row.applies && row.ends[assessment].kind == kind;
  }

  /// That the regions have the patients who end so, and no others; so have their words, read as
  /// facts.
  std::string regions(meaning::AssessmentId id, End::Kind kind) {
    proving::World world({&rules_}, proofs::Missing::where_read);
    Symbolic symbolic(world, 0);
    proving::Patients patients(world);
    const proofs::Node so = symbolic.where_end(id, [&](const proving::End& end) {
      return end.status == (kind == End::Kind::null ? Status::none : Status::conflict);
    });
    const proofs::Node meant =
        world.logic.both(world.recorded, world.logic.where(symbolic.applies(), Truth::yes));
    const proving::Regions regions = proving::regions_of(symbolic, patients, all_.loaded.sources,
                                                         world.logic.both(so, meant), meant);
    for (const Row& row : all_.rows) {
      if (!row.complete || !row.applies) continue;
      const Cells cells =
          *cells_of(world.space, row.record, evaluate::conclude(rules_, row.record));
      const bool inside =
          std::any_of(regions.list.begin(), regions.list.end(), [&](const proving::Region& region) {
            return lies_in(cells, world.diagrams, region.patients);
          });
      const bool ends = ends_so(row, id.index, kind);
      if (inside && !ends) return "a region of " + rules_.at(id).name + " has another patient";
      if (ends && !inside && !regions.more) return "no region has a patient";
    }
    for (const proving::Region& region : regions.list) {
      ++tally_["regions"];
      if (std::string wrong = words_of(region, world.space); !wrong.empty()) return wrong;
    }
    return "";
  }

  std::string words_of(const proving::Region& region, const proofs::Space& space) {
    if (region.words == "any patient") return "";
    const meaning::Facts facts = reader_.facts("region", region.words);
    if (!facts.messages.empty()) return "";
    ++tally_["regions read"];
    evaluate::Record record = evaluate::empty_record(rules_);
    for (const meaning::Fact& fact : facts.facts) {
      if (evaluate::narrow(record, rules_, fact) != meaning::Narrowed::done) {
        return "a region that nobody is in: " + region.words;
      }
    }
    for (const Row& row : all_.rows) {
      if (!row.complete) continue;
      const Cells cells = *cells_of(space, row.record, evaluate::conclude(rules_, row.record));
      bool agrees = true;
      for (std::size_t i = 0; i < record.findings.size(); ++i) {
        const bool number = rules_.findings[i].kind == meaning::FindingKind::number;
        const evaluate::Possible& is = row.record.findings[i];
        agrees = agrees && (number ? meaning::within(is.range, record.findings[i].range)
                                   : is.values.within(record.findings[i].values));
      }
      if (agrees != lies_in(cells, region.box))
        return "words that say more or less: " + region.words;
    }
    return "";
  }

  // ---- Witnesses

  std::string witnesses() {
    for (const text::Message& message : messages_) {
      // Of any patient a gap needs no words.
      const bool wanted = message.code == Code::gap || message.code == Code::conflict ||
                          message.code == Code::never_matters || message.code == Code::duplicate;
      if (!wanted && message.witness.empty()) continue;
      ++tally_["witnesses"];
      const meaning::Facts facts = reader_.facts("witness", message.witness);
      evaluate::Record record = evaluate::empty_record(rules_);
      bool good = facts.messages.empty();
      for (const meaning::Fact& fact : facts.facts) {
        good = evaluate::narrow(record, rules_, fact) == meaning::Narrowed::done && good;
      }
      if (!good || !shows(message, evaluate::evaluate(rules_, record))) {
        return "a witness that shows nothing: " + message.text + "\n" + message.witness;
      }
    }
    return "";
  }

  bool shows(const text::Message& message, const evaluate::Evaluation& evaluation) const {
    if (message.code == Code::gap || message.code == Code::conflict) {
      const Status wanted = message.code == Code::gap ? Status::none : Status::conflict;
      std::size_t assessment = 0;
      while (rules_.assessments.at(assessment).span != message.span) ++assessment;
      return evaluation.assessments[assessment].status == wanted;
    }
    return evaluation.rules[rule_at(message.span)].status == meaning::RuleStatus::fires;
  }

  const AllPatients& all_;
  const meaning::RuleSet& rules_;
  bool wide_;
  Tally& tally_;
  meaning::FactReader reader_;
  text::Messages messages_;
};

std::string first_wrong(const Taste& taste, bool wide, std::size_t cases, Tally& tally) {
  for (std::uint64_t seed = wanted_seed(); seed < wanted_seed() + cases; ++seed) {
    const auto all = all_patients(seed, taste, wide, 8000);
    if (!all) continue;
    ++tally["rule sets"];
    const std::string wrong = Judge(*all, wide, tally).wrong();
    if (!wrong.empty()) return seed_and_text(seed, wrong, all->text);
  }
  return "";
}

std::string in_words(const Tally& tally) {
  std::string words;
  for (const auto& [what, count] : tally) words += fmt::format("{} {}\n", count, what);
  return words;
}

}  // namespace

TEST_CASE("the checks over all patients find what trying every patient finds", "[agree]") {
  Tally tally;
  Taste taste;
  taste.max_patients = 200;
  const std::size_t cases = wanted_cases(400);
  for (const bool recorded : {false, true}) {
    taste.recorded = recorded;
    CHECK(first_wrong(taste, false, cases, tally) == "");
  }
  INFO(in_words(tally));
  for (const char* const what :
       {"never-fires", "always-fires", "never-matters", "duplicate", "gap", "conflict"}) {
    INFO(what);
    CHECK(tally[what] > 0);
  }
  CHECK(tally["regions read"] * 2 > tally["regions"]);
}

TEST_CASE("of computed numbers the checks over all patients claim nothing wrong", "[agree]") {
  Tally tally;
  Taste taste;
  taste.max_patients = 60;
  CHECK(first_wrong(taste, true, wanted_cases(40), tally) == "");
  INFO(in_words(tally));
  CHECK(tally["gap"] > 0);
}

}  // namespace bedside::agree

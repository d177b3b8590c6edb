// Takes the shipped guideline and those of the examples, each with ten small slips; holds that
// `differences` names every slip that a patient can notice, with a true witness, and no other.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/proving/differences.hpp"
#include "lang/meaning/groups.hpp"
#include "lang/meaning/values.hpp"
#include "tests/agree/mutate.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

namespace fs = std::filesystem;
using evaluate::Evaluation;
using evaluate::Record;
using meaning::Fact;
using meaning::Loaded;
using meaning::RuleSet;
using proving::Change;

constexpr std::size_t mutants_each = 10;
/// Of more patients than these, only some are tried.
constexpr std::size_t most_patients = 100'000;
constexpr std::size_t drawn_patients = 5'000;

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> guidelines() {
  std::vector<fs::path> paths;
  for (const char* folder : {"stdlib_rules", "examples"}) {
    for (const auto& each :
         fs::recursive_directory_iterator(fs::path(BEDSIDE_SOURCE_DIR) / folder)) {
      if (each.path().extension() == ".bedside") paths.push_back(each.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// ---- What a person sees ------------------------------------------------------------------------

std::string end_of(const meaning::Assessment& assessment, const evaluate::AssessmentResult& end) {
  std::string words = fmt::format("{}", static_cast<int>(end.status));
  if (end.value) words += " " + assessment.levels.at(*end.value);
  for (const std::size_t level : end.ends.levels.list()) words += "/" + assessment.levels.at(level);
  return words + (end.ends.nothing ? "/nothing" : "");
}

std::string score_of(const evaluate::ScoreResult& score) {
  const meaning::Range& range = score.total.range;
  return fmt::format("{} to {}{}", range.has_low ? range.low.to_string() : "?",
                     range.has_high ? range.high.to_string() : "?",
                     score.total.undefined ? ", undefined" : "");
}

/// One thing of a result, in words of our own.
std::string seen(const RuleSet& rules, const Evaluation& result, Change::Of of,
                 const std::string& subject) {
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    const bool is_meant = of == Change::Of::assessment && rules.assessments[i].name == subject;
    if (is_meant) return end_of(rules.assessments[i], result.assessments[i]);
  }
  for (std::size_t i = 0; i < rules.scores.size(); ++i) {
    const bool is_meant = of == Change::Of::score && rules.scores[i].name == subject;
    if (is_meant) return score_of(result.scores[i]);
  }
  for (std::size_t i = 0; i < rules.advice.size(); ++i) {
    const bool is_meant = of == Change::Of::advice && rules.advice[i].name == subject;
    if (is_meant) return fmt::format("{}", static_cast<int>(result.advice[i].status));
  }
  if (of != Change::Of::rules) return "unknown";
  std::multiset<std::string> fired;
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    if (result.rules[i].status != meaning::RuleStatus::fires) continue;
    fired.insert(rules.rules[i].named ? rules.rules[i].name : "one without a name");
  }
  return fmt::format("{}", fmt::join(fired, ", "));
}

/// Whether more findings can no longer change an assessment.
bool is_decided(const RuleSet& rules, const Evaluation& result, const std::string& subject) {
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    if (rules.assessments[i].name != subject) continue;
    const meaning::Status status = result.assessments[i].status;
    return status != meaning::Status::open && status != meaning::Status::provisional;
  }
  return true;
}

/// All outcomes, but not which rules fire.
std::string outcomes(const RuleSet& rules, const Evaluation& result) {
  std::string words;
  for (const auto& each : rules.assessments) {
    words += seen(rules, result, Change::Of::assessment, each.name) + "; ";
  }
  for (const auto& each : rules.scores) {
    words += seen(rules, result, Change::Of::score, each.name) + "; ";
  }
  for (const auto& each : rules.advice) {
    words += seen(rules, result, Change::Of::advice, each.name) + "; ";
  }
  return words;
}

// ---- Witnesses ---------------------------------------------------------------------------------

Record recorded(const Loaded& loaded, const std::string& given) {
  Record record = evaluate::empty_record(loaded.rules);
  if (given.empty()) return record;
  const meaning::Facts facts = meaning::FactReader(loaded).facts("witness", given);
  CHECK(facts.messages.empty());
  for (const Fact& fact : facts.facts) {
    CHECK(evaluate::narrow(record, loaded.rules, fact) == evaluate::Narrowed::done);
  }
  return record;
}

void check_witness(const Loaded& before, const Loaded& after, const Change& change) {
  CAPTURE(change.subject, change.before, change.after, change.witness);
  const std::string& line = change.witness_before.empty() ? change.witness : change.witness_before;
  const Evaluation old_result = evaluate::conclude(before.rules, recorded(before, line));
  const Evaluation new_result = evaluate::conclude(after.rules, recorded(after, change.witness));
  CHECK(seen(before.rules, old_result, change.of, change.subject) !=
        seen(after.rules, new_result, change.of, change.subject));
  if (change.partial || change.of != Change::Of::assessment) return;
  CHECK(is_decided(before.rules, old_result, change.subject));
  CHECK(is_decided(after.rules, new_result, change.subject));
}

// ---- Every patient -----------------------------------------------------------------------------

/// Values of one finding, at least one of each cell of both rule sets.
std::vector<Fact> values_of(meaning::FindingId id, const Loaded& before, const Loaded& after) {
  std::vector<Fact> all;
  const meaning::Finding& finding = before.rules.at(id);
  for (std::size_t value = 0; value < finding.values.size(); ++value) {
    all.push_back({id, meaning::Values::one(value), {}, {}});
  }
  if (finding.kind != meaning::FindingKind::number) return all;
  std::set<meaning::Number> numbers;
  for (const RuleSet* rules : {&before.rules, &after.rules}) {
    for (const meaning::CellList& list : meaning::cells_of_all(*rules)) {
      if (list.finding != id) continue;
      for (const meaning::Cell& cell : list.cells) {
        for (const meaning::Range& each : cell.ranges) {
          numbers.insert(each.low);
          numbers.insert(each.high);
        }
      }
    }
  }
  numbers.insert(finding.range.low);
  numbers.insert(finding.range.high);
  std::set<meaning::Number> between;
  for (auto each = numbers.begin(); std::next(each) != numbers.end(); ++each) {
    between.insert((*each + *std::next(each)) * *units::divide(1, 2));
  }
  numbers.merge(between);
  for (const meaning::Number& number : numbers) {
    const meaning::Range point = meaning::Range::point(number);
    const bool exists = !meaning::none_in(point, finding.grid) &&
                        !meaning::none_in(meaning::intersect(point, finding.range), std::nullopt);
    if (exists) all.push_back({id, {}, point, {}});
  }
  return all;
}

/// What is found by trying patients one by one.
struct Tried {
  bool differs = false;
  bool all = true;  ///< there is no patient of another kind
};

/// Whether values of one cell are told apart by nothing: no number is computed from findings.
bool only_cells(const RuleSet& rules) {
  return std::all_of(rules.quantities.begin(), rules.quantities.end(), [](const auto& quantity) {
    return !std::holds_alternative<meaning::Arithmetic>(quantity.kind) &&
           !std::holds_alternative<meaning::Extreme>(quantity.kind) &&
           !std::holds_alternative<meaning::Rounded>(quantity.kind) &&
           !std::holds_alternative<meaning::Function>(quantity.kind);
  });
}

Record record_of(const RuleSet& rules, const std::vector<std::vector<Fact>>& values,
                 const std::vector<std::size_t>& places) {
  Record record = evaluate::empty_record(rules);
  for (std::size_t i = 0; i < values.size(); ++i) {
    evaluate::narrow(record, rules, values[i][places[i]]);
  }
  return record;
}

/// The next patient; after the last comes the first.
void next(const std::vector<std::vector<Fact>>& values, std::vector<std::size_t>& places) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (++places[i] < values[i].size()) return;
    places[i] = 0;
  }
}

Tried tried(const Loaded& before, const Loaded& after, Draw& draw) {
  std::vector<std::vector<Fact>> values;
  std::size_t count = 1;
  for (std::uint32_t i = 0; i < before.rules.findings.size(); ++i) {
    values.push_back(values_of({i}, before, after));
    count = std::min(count * values.back().size(), most_patients + 1);
  }
  const bool some = count > most_patients;
  count = some ? drawn_patients : count;
  Tried result{false, !some && only_cells(before.rules) && only_cells(after.rules)};
  std::vector<std::size_t> places(values.size());
  for (std::size_t number = 0; number < count && !result.differs; ++number) {
    const Record record = record_of(before.rules, values, places);
    result.differs = outcomes(before.rules, evaluate::conclude(before.rules, record)) !=
                     outcomes(after.rules, evaluate::conclude(after.rules, record));
    if (some) {
      for (std::size_t i = 0; i < places.size(); ++i) places[i] = draw.below(values[i].size());
    } else {
      next(values, places);
    }
  }
  return result;
}

// ---- The slips of one guideline ----------------------------------------------------------------

struct Sum {
  std::size_t mutants = 0;
  std::size_t outcomes = 0;  ///< another outcome for some complete patient
  std::size_t other = 0;     ///< only other rules, or only while findings are missing
  std::size_t same = 0;
  std::size_t tried = 0;  ///< every patient was tried too, one of each kind
};

void compare(const Loaded& before, const Mutant& mutant, Draw& draw, Sum& sum) {
  CAPTURE(mutant.slip);
  const Loaded after = loaded_alone(mutant.text);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  proving::Limits limits;
  limits.is_spent = [end] { return std::chrono::steady_clock::now() >= end; };
  const proving::Differences found = proving::differences(before, after, limits);
  CHECK(found.vocabulary.empty());
  for (const std::string& what : found.undecided) FAIL_CHECK("undecided: " << what);
  for (const Change& change : found.changes) check_witness(before, after, change);
  const bool named = std::any_of(found.changes.begin(), found.changes.end(), [](const auto& each) {
    return !each.partial && each.of != Change::Of::rules;
  });
  const Tried by_hand = tried(before, after, draw);
  if (by_hand.all) ++sum.tried;
  if (by_hand.all || by_hand.differs) CHECK(by_hand.differs == named);
  ++sum.mutants;
  ++(named ? sum.outcomes : found.changes.empty() ? sum.same : sum.other);
}

Sum compare_all(const fs::path& path) {
  const std::string text = read_whole(path);
  const Loaded loaded = loaded_alone(text);
  REQUIRE(loaded.usable());
  Sum sum;
  std::set<std::string> known{text};
  // Slips of each kind in turn; where a guideline has no place for one kind, others take its turn.
  Draw draw(wanted_seed());
  for (std::size_t turn = 0; turn < 40 * mutants_each && known.size() <= mutants_each; ++turn) {
    const auto mutant = mutated(text, loaded, all_slips.at(turn % all_slips.size()), draw);
    if (!mutant || !known.insert(mutant->text).second) continue;
    compare(loaded, *mutant, draw, sum);
  }
  return sum;
}

}  // namespace

TEST_CASE("each of ten slips in each guideline is named, with a true witness") {
  for (const fs::path& path : guidelines()) {
    const std::string name = fs::relative(path, BEDSIDE_SOURCE_DIR).string();
    CAPTURE(name);
    const Sum sum = compare_all(path);
    WARN(
        fmt::format("{}: {} slips: {} change outcomes, {} only rules or partial records, {} "
                    "nothing; of {} every patient was tried",
                    name, sum.mutants, sum.outcomes, sum.other, sum.same, sum.tried));
    CHECK(sum.mutants == mutants_each);
    CHECK(sum.outcomes > 0);
  }
}

}  // namespace bedside::agree

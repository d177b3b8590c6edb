// Takes random rule sets; holds `test --generate` to what it promises: its examples can be pasted,
// hold, and show what they claim; and what no patient can show, none does.
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "interpreter/testing/examples.hpp"
#include "interpreter/testing/rows.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using testing::Coverage;
using testing::GoalState;
using testing::Plan;

constexpr std::size_t usual_cases = 80;

meaning::Loaded load_text(const std::string& text) {
  return meaning::load({{"rules.bedside", text}},
                       [](const std::string&) { return meaning::UsedFile{}; });
}

std::string first_message(const meaning::Loaded& loaded) {
  for (const text::Message& message : loaded.messages) {
    if (text::entry(message.code).severity == text::Severity::error) return message.text;
  }
  return "";
}

/// Random records of the model, as the rule set reads them.
std::vector<evaluate::Record> some_records(Draw& draw, const Model& model,
                                           const meaning::Loaded& loaded, std::size_t count) {
  meaning::FactReader reader(loaded);
  std::vector<evaluate::Record> records;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string given = write_record(draw, model, random_record(draw, model));
    evaluate::Record record = evaluate::empty_record(loaded.rules);
    for (const meaning::Fact& fact : reader.facts("given", given).facts) {
      evaluate::narrow(record, loaded.rules, fact);
    }
    records.push_back(std::move(record));
  }
  return records;
}

struct Sum {
  std::size_t reached = 0;
  std::size_t of = 0;
  std::size_t impossible = 0;
  std::size_t examples = 0;
};

/// The rules, the records of examples that they have in some way, and many more records.
struct Held {
  const std::string& text;
  const meaning::Loaded& loaded;
  std::vector<evaluate::Record> examples;
  std::vector<evaluate::Record> others;
};

void hold(Held held, Sum& sum) {
  const meaning::RuleSet& rules = held.loaded.rules;
  const Plan plan(rules);
  Coverage coverage = testing::coverage_of(plan, held.examples);
  testing::Search search(plan, coverage.shown);
  testing::mark_impossible(plan, search, coverage);
  const testing::Generated generated = testing::generate(plan, coverage, search);

  const std::string table =
      testing::examples_table(plan, coverage, generated, held.loaded.sources, "to review");
  INFO(table);
  const meaning::Loaded again = load_text(held.text + table);
  CHECK(first_message(again) == "");
  REQUIRE(again.usable());
  const std::size_t own = rules.examples.size();
  REQUIRE(again.rules.examples.size() == own + generated.examples.size());
  for (const auto& result : testing::run_examples(again.rules, again.sources)) {
    for (const auto& failure : result.failures) {
      FAIL_CHECK(result.name + " expects " + failure.expected + " but got " + failure.got);
    }
  }

  // What the new examples give, read back from the text, shows all that was claimed.
  std::vector<evaluate::Record> all = held.examples;
  for (std::size_t i = own; i < again.rules.examples.size(); ++i) {
    all.push_back(testing::record_of(rules, again.rules.examples[i]));
  }
  const Coverage after = testing::coverage_of(plan, all);
  std::vector<GoalState> claimed = coverage.goals;
  for (const testing::NewExample& example : generated.examples) {
    for (const std::size_t goal : example.goals) claimed[goal] = GoalState::reached;
  }
  all.insert(all.end(), held.others.begin(), held.others.end());
  const Coverage with_others = testing::coverage_of(plan, all);
  for (std::size_t i = 0; i < plan.goals.size(); ++i) {
    INFO(i);
    if (claimed[i] == GoalState::reached) CHECK(after.goals[i] == GoalState::reached);
    if (claimed[i] == GoalState::missing) CHECK(after.goals[i] == GoalState::missing);
    if (claimed[i] == GoalState::impossible) CHECK(with_others.goals[i] == GoalState::missing);
    sum.reached += claimed[i] == GoalState::reached ? 1U : 0U;
    sum.impossible += claimed[i] == GoalState::impossible ? 1U : 0U;
    sum.of += claimed[i] == GoalState::impossible ? 0U : 1U;
  }
  sum.examples += generated.examples.size();
}

void hold_random(std::uint64_t seed, const Taste& taste, Sum& sum) {
  Draw draw(seed);
  const Model model = random_model(draw, taste);
  const std::string text = write_model(draw, model);
  INFO(text);
  const meaning::Loaded loaded = load_text(text);
  REQUIRE(loaded.usable());
  const auto examples = some_records(draw, model, loaded, 2);
  hold({text, loaded, examples, some_records(draw, model, loaded, 40)}, sum);
}

}  // namespace

TEST_CASE("generated examples can be pasted, hold, and show what they claim", "[agree]") {
  const std::uint64_t seed = wanted_seed();
  const std::size_t cases = wanted_cases(usual_cases);
  Taste plain;  // of computed numbers and what is recorded nothing is proved
  plain.computed = false;
  plain.recorded = false;
  for (const Taste& taste : {Taste(), plain}) {
    Sum sum;
    for (std::size_t i = 0; i < cases; ++i) {
      INFO("BEDSIDE_AGREE_SEED=" << seed + i << " BEDSIDE_AGREE_CASES=1");
      hold_random(seed + i, taste, sum);
    }
    INFO(fmt::format("{} of {} shown by {} examples; {} impossible", sum.reached, sum.of,
                     sum.examples, sum.impossible));
    CHECK(sum.examples > cases);
    // What is neither found nor proved to be nowhere is little.
    CHECK(sum.reached * 100 >= sum.of * (taste.computed ? 70 : 95));
  }
}

TEST_CASE("generated examples show all that the guidelines here leave out", "[agree]") {
  for (const char* const path :
       {"stdlib_rules/hand-hemangioma.bedside", "examples/curb-65/curb-65.bedside",
        "examples/news2/news2.bedside"}) {
    INFO(path);
    std::ifstream in(std::string(BEDSIDE_SOURCE_DIR) + "/" + path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const meaning::Loaded loaded = load_text(text);
    REQUIRE(loaded.usable());
    std::vector<evaluate::Record> examples;
    for (const meaning::Example& example : loaded.rules.examples) {
      examples.push_back(testing::record_of(loaded.rules, example));
    }
    Sum sum;
    hold({text, loaded, examples, {}}, sum);
    CHECK(sum.reached * 100 >= sum.of * 98);
    CHECK(sum.examples > 0);
  }
}

}  // namespace bedside::agree

// Takes random rule sets and patients; tests that an interview asks nothing in vain, ends where
// nothing matters any more, and needs fewer questions than one that asks in the evaluator's order.
#include "interpreter/repl/interview.hpp"

#include "interpreter/evaluate/evaluation.hpp"
#include "lang/meaning/words.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using meaning::FindingId;

/// A random rule set, and one complete patient of it.
struct Trial {
  meaning::Loaded loaded;
  evaluate::Record complete;
  std::size_t skips = 0;  // of 100 questions, how many are skipped
};

std::optional<Trial> trial(std::uint64_t seed) {
  Draw draw(seed);
  Taste taste;
  taste.recorded = false;  // what `is recorded` brings is never asked for
  const Model model = random_model(draw, taste);
  Trial made;
  made.loaded = meaning::load({{"rules.bedside", write_model(draw, model)}},
                              [](const std::string&) { return std::nullopt; });
  if (!made.loaded.usable()) return std::nullopt;
  Patient patient;
  for (const Finding& finding : model.findings) {
    patient.push_back(draw.pick(finding.domain));
  }
  meaning::FactReader reader(made.loaded);
  const auto facts =
      reader.facts("given", write_record(draw, model, complete_record(model, patient)));
  if (!facts.messages.empty()) return std::nullopt;
  made.complete = evaluate::empty_record(made.loaded.rules);
  for (const auto& fact : facts.facts) evaluate::narrow(made.complete, made.loaded.rules, fact);
  made.skips = draw.chance(50) ? 0 : 30;
  return made;
}

std::string fact_of(const Trial& of, FindingId id) {
  const auto& known = of.complete.at(id);
  return meaning::in_words(of.loaded.rules.at(id), known.values, known.range);
}

/// The interview, to its end; what is wrong with it.
std::string held(const Trial& of, Draw& draw, std::size_t& asked) {
  const meaning::RuleSet& rules = of.loaded.rules;
  repl::Interview interview(of.loaded, evaluate::empty_record(rules), {"", text::Style(), 100});
  std::set<FindingId> skipped;
  while (!interview.over()) {
    const FindingId id = *interview.asked();
    const auto before = evaluate::evaluate(rules, interview.record());
    if (std::find(before.ask.begin(), before.ask.end(), id) == before.ask.end()) {
      return "asked in vain: " + rules.at(id).name;
    }
    if (skipped.contains(id)) return "asked again: " + rules.at(id).name;
    if (draw.chance(static_cast<unsigned>(of.skips))) {
      skipped.insert(id);
      interview.answer("skip");
    } else {
      interview.answer(fact_of(of, id));
      if (!evaluate::is_settled(interview.record().at(id), rules.at(id))) {
        return "not understood: " + fact_of(of, id);
      }
    }
    ++asked;
  }
  const auto end = evaluate::evaluate(rules, interview.record());
  for (const FindingId id : end.ask) {
    if (!skipped.contains(id)) return "never asked: " + rules.at(id).name;
  }
  if (!skipped.empty()) return "";
  const auto whole = evaluate::evaluate(rules, of.complete);
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    if (end.assessments[i].status != whole.assessments[i].status ||
        end.assessments[i].value != whole.assessments[i].value) {
      return "another end of " + rules.assessments[i].name;
    }
  }
  return "";
}

std::size_t asked_in_order(const Trial& of) {
  const meaning::RuleSet& rules = of.loaded.rules;
  evaluate::Record record = evaluate::empty_record(rules);
  std::size_t asked = 0;
  for (;;) {
    const auto now = evaluate::evaluate(rules, record);
    if (now.ask.empty()) return asked;
    record.findings[now.ask.front().index] = of.complete.at(now.ask.front());
    ++asked;
  }
}

}  // namespace

TEST_CASE("an interview asks what matters, and ends where nothing does") {
  std::size_t held_in_full = 0;
  std::size_t questions = 0;
  std::size_t in_order = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const auto of = trial(seed);
    if (!of) continue;
    Draw draw(seed);
    std::size_t asked = 0;
    INFO("seed " << seed);
    REQUIRE(held(*of, draw, asked) == "");
    if (of->skips > 0) continue;
    ++held_in_full;
    questions += asked;
    in_order += asked_in_order(*of);
  }
  CHECK(held_in_full > 100);
  INFO(questions << " questions, " << in_order << " in the evaluator's order");
  CHECK(questions < in_order);
}

}  // namespace bedside::agree

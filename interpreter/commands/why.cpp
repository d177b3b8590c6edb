// Takes --why, --why-not and --what-if; gives what they ask about one patient, as sections of a
// page.
#include "interpreter/commands/why.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bedside::commands {

using explain::Goal;
using explain::NoGoal;

int Whys::read(const std::vector<RuleSetInput>& inputs, const Common& common) {
  words_.assign(inputs.size(), {});
  first_ = inputs.data();
  const int code = read_names(inputs);
  return code != done ? code : read_facts(inputs, common);
}

// Of several guidelines one at least has to know each name.
int Whys::read_names(const std::vector<RuleSetInput>& inputs) {
  for (const std::string& name : flags_.why_not) {
    bool known = false;
    std::string problem;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const auto goal = explain::goal_named(inputs[i].loaded, name);
      if (const auto* found = std::get_if<Goal>(&goal)) {
        words_[i].goals.push_back(*found);
        known = true;
      } else if (problem.empty() || std::get<NoGoal>(goal).instead.size() > 1) {
        problem = std::get<NoGoal>(goal).words;
      }
    }
    if (!known) return fail({fmt::format("--why-not: {}", problem)});
  }
  return done;
}

int Whys::read_facts(const std::vector<RuleSetInput>& inputs, const Common& common) {
  std::vector<Given> all;
  for (const RuleSetInput& input : inputs) {
    // Each text is a supposition of its own: they need not agree with each other.
    Given given{evaluate::empty_record(input.loaded.rules), {}};
    for (const std::string& text : flags_.what_if) {
      given.texts.push_back(read_given(input, "--what-if", {text}).texts.front());
    }
    all.push_back(std::move(given));
  }
  if (report_given(all, common)) return wrong;
  for (std::size_t text = 0; text < flags_.what_if.size(); ++text) {
    const auto says_nothing = [&](const Given& given) { return given.texts[text].facts.empty(); };
    if (std::all_of(all.begin(), all.end(), says_nothing)) {
      return fail({"--what-if: say what to suppose, as in --what-if \"no pain\""});
    }
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (meaning::Facts& facts : all[i].texts) {
      if (!facts.facts.empty()) words_[i].facts.push_back(std::move(facts.facts));
    }
  }
  return done;
}

bool Whys::any() const { return flags_.why || !flags_.why_not.empty() || !flags_.what_if.empty(); }

Explained Whys::of(const RuleSetInput& input, const explain::Case& of) const {
  const Words& words = words_.at(static_cast<std::size_t>(&input - first_));
  const meaning::Loaded& loaded = input.loaded;
  Explained explained;
  explained.why = flags_.why;
  std::vector<meaning::RuleId> fired;
  for (std::uint32_t i = 0; flags_.why && i < of.rules.rules.size(); ++i) {
    const bool fires = of.evaluation.rules[i].status == meaning::RuleStatus::fires;
    if (fires) fired.push_back({i});
  }
  explained.fired = explain::proofs_of(of, loaded.sources, fired);
  for (const Goal& goal : words.goals) {
    explained.why_not.push_back(explain::why_not(loaded, of, goal));
  }
  for (const auto& facts : words.facts) {
    std::string why;
    const auto then = explain::supposed(of.rules, of.record, facts, why);
    if (then) explained.what_if.push_back(explain::what_if(loaded, of.record, facts, *then));
  }
  return explained;
}

std::string explained_text(const Explained& explained, const text::Style& style,
                           std::size_t width) {
  std::string text;
  const auto section = [&](std::string_view title) {
    text += fmt::format("\n{}\n", style.bold(title));
  };
  if (explained.why) section("Proof");
  if (explained.why && explained.fired.empty()) text += "  No rule fires.\n";
  for (const explain::Proof& proof : explained.fired) text += proof_text(proof, width, 2);
  for (const explain::WhyNot& each : explained.why_not) {
    section(fmt::format("{} {}", each.came ? "Why" : "Why not", each.name));
    text += why_not_text(each, width);
  }
  for (const explain::WhatIf& each : explained.what_if) {
    section(fmt::format("What if {}", fmt::join(each.facts, ", ")));
    text += what_if_text(each, width);
  }
  return text;
}

}  // namespace bedside::commands

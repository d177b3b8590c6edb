// Takes random rule sets and records; gives where the diagrams of all patients say of one of them
// what the evaluator does not say of his record.
#include <fmt/format.h>

#include <optional>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/proving/symbolic.hpp"
#include "lang/meaning/load.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/cells.hpp"
#include "tests/agree/patients.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/vocabulary.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

using evaluate::Evaluation;
using meaning::Truth;
using proving::Symbolic;

struct Tally {
  std::size_t records = 0;
  std::size_t partial = 0;
  std::size_t unknown = 0;  ///< conditions
  std::size_t free = 0;     ///< records of rule sets with a computed number as a variable
};

/// Each finding recorded, or not where the space has a cell for that.
evaluate::Record random_record_in(Draw& draw, const Model& model, const Symbolic& symbolic,
                                  const proofs::Space& space) {
  const meaning::RuleSet& rules = symbolic.rules();
  evaluate::Record record = evaluate::empty_record(rules);
  const unsigned missing = draw.chance(20) ? 0 : static_cast<unsigned>(draw.between(5, 80));
  for (std::size_t i = 0; i < rules.findings.size(); ++i) {
    const proofs::Variable& variable = space.variables[space.of_finding[0][i]];
    if (variable.may_lack && draw.chance(missing)) continue;
    const meaning::Finding& finding = rules.findings[i];
    const Value value = draw.pick(finding_named(model, finding.name).domain);
    record.findings[i] = recorded_as(finding, value);
  }
  return record;
}

proofs::Leaf leaf_at(const proofs::Diagrams& diagrams, proofs::Node node, const Cells& cells) {
  while (!diagrams.is_leaf(node)) {
    const std::uint32_t variable = diagrams.variable(node);
    node = diagrams.child(node, variable, cells[variable]);
  }
  return diagrams.value(node);
}

/// Says of one record what each diagram has for it.
class Walk {
 public:
  Walk(Symbolic& symbolic, const text::Sources& sources, const Evaluation& evaluation,
       const Cells& cells)
      : symbolic_(symbolic), sources_(sources), evaluation_(evaluation), cells_(cells) {}

  /// What differs; empty where nothing does.
  std::string wrong(Tally& tally) {
    const meaning::RuleSet& rules = symbolic_.rules();
    if (truth(symbolic_.applies()) != evaluation_.applies) return "applies if";
    // Of patients to whom it does not apply the diagrams say what would be if it did.
    if (evaluation_.applies == Truth::no) return "";
    for (const meaning::Step& step : rules.program) {
      const std::string wrong = wrong_step(step, tally);
      if (!wrong.empty()) return wrong;
    }
    for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
      if (truth(symbolic_.condition({i})) != evaluation_.rules[i].condition) {
        return "condition of " + rules.rules[i].name;
      }
    }
    return evaluation_.applies == Truth::yes ? wrong_where_it_applies() : "";
  }

 private:
  proofs::Leaf leaf(proofs::Node node) { return leaf_at(symbolic_.world().diagrams, node, cells_); }
  Truth truth(proofs::Node node) { return static_cast<Truth>(leaf(node)); }

  std::string wrong_step(const meaning::Step& step, Tally& tally) {
    const meaning::RuleSet& rules = symbolic_.rules();
    if (const auto* id = std::get_if<meaning::ConditionId>(&step)) {
      const Truth expected = evaluation_.conditions[id->index];
      tally.unknown += expected == Truth::unknown ? 1U : 0U;
      if (truth(symbolic_.truth(*id)) == expected) return "";
      return fmt::format("condition `{}`", sources_.slice(rules.at(*id).span));
    }
    if (const auto* id = std::get_if<meaning::QuantityId>(&step)) {
      if (covers(symbolic_.number(*id), evaluation_.quantities[id->index])) return "";
      return fmt::format("number `{}`", sources_.slice(rules.at(*id).span));
    }
    return "";
  }

  /// A number is known as far as its cell.
  bool covers(proofs::Node node, const meaning::Possibly& number) {
    const meaning::Possibly& is = symbolic_.world().numbers.at(leaf(node));
    return is.undefined == number.undefined &&
           (is.undefined || meaning::within(number.range, is.range));
  }

  std::string wrong_where_it_applies() {
    const meaning::RuleSet& rules = symbolic_.rules();
    for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
      const auto status = static_cast<std::size_t>(evaluation_.rules[i].status);
      if (static_cast<std::size_t>(leaf(symbolic_.counts({i}))) != status) {
        return "status of " + rules.rules[i].name;
      }
    }
    for (std::uint32_t i = 0; i < rules.assessments.size(); ++i) {
      const auto& is = evaluation_.assessments[i];
      const proving::End expected{is.status,       is.value,         is.ends.levels.list(),
                                  is.ends.nothing, is.ends.conflict, is.established.list()};
      if (symbolic_.world().ends.at(leaf(symbolic_.end({i}))) != expected) {
        return "end of " + rules.assessments[i].name;
      }
    }
    for (std::uint32_t i = 0; i < rules.scores.size(); ++i) {
      const meaning::Possibly& total = evaluation_.scores[i].total;
      const meaning::Possibly& is = symbolic_.world().numbers.at(leaf(symbolic_.total({i})));
      if (is.undefined != total.undefined || !(is.range == total.range)) {
        return "total of " + rules.scores[i].name;
      }
    }
    return "";
  }

  Symbolic& symbolic_;
  const text::Sources& sources_;
  const Evaluation& evaluation_;
  const Cells& cells_;
};

/// Whether a number may be computed from what is recorded and from what is not: then the evaluator
/// may know more of it than that it is open.
bool knows_in_part(const Model& model, const meaning::RuleSet& rules,
                   const evaluate::Record& record) {
  bool known = false;
  bool open = false;
  for (std::size_t i = 0; i < rules.findings.size(); ++i) {
    if (!is_plain(finding_named(model, rules.findings[i].name))) continue;
    (record.findings[i].recorded ? known : open) = true;
  }
  return known && open;
}

std::string wrong_with(Draw& draw, const Model& model, const meaning::Loaded& loaded,
                       proofs::Missing missing, Tally& tally) {
  proving::World world({&loaded.rules}, missing);
  Symbolic symbolic(world, 0);
  const bool free = !world.space.of_quantity[0].empty();
  for (int i = 0; i < 40; ++i) {
    const evaluate::Record record = random_record_in(draw, model, symbolic, world.space);
    const Evaluation evaluation = evaluate::conclude(loaded.rules, record);
    const auto cells = cells_of(world.space, record, evaluation);
    if (!cells) return "the record is no patient of the space";
    if (free && knows_in_part(model, loaded.rules, record)) continue;
    ++tally.records;
    tally.free += free ? 1U : 0U;
    for (const evaluate::Possible& possible : record.findings) {
      if (possible.recorded) continue;
      ++tally.partial;
      break;
    }
    const std::string wrong = Walk(symbolic, loaded.sources, evaluation, *cells).wrong(tally);
    if (wrong.empty()) continue;
    std::string given;
    for (std::uint32_t f = 0; f < record.findings.size(); ++f) {
      const evaluate::Possible& possible = record.findings[f];
      given += fmt::format("\n  {} {} {}", loaded.rules.findings[f].name,
                           possible.recorded ? "recorded" : "open",
                           possible.values.empty() ? possible.range.low.to_fraction()
                                                   : std::to_string(possible.values.first()));
    }
    return wrong + given;
  }
  return "";
}

std::string first_wrong(const Taste& taste, bool wide, std::size_t cases, Tally& tally) {
  for (std::uint64_t seed = wanted_seed(); seed < wanted_seed() + cases; ++seed) {
    Draw draw(seed);
    const auto [model, text, loaded] = random_rules(draw, taste, wide);
    REQUIRE(loaded.usable());
    for (const auto missing : {proofs::Missing::where_read, proofs::Missing::all}) {
      const std::string wrong = wrong_with(draw, model, loaded, missing, tally);
      if (wrong.empty()) continue;
      return seed_and_text(seed, wrong, text);
    }
  }
  return "";
}

}  // namespace

TEST_CASE("the diagrams of all patients say of each what the evaluator says", "[agree]") {
  Tally tally;
  const std::size_t cases = wanted_cases(300);
  CHECK(first_wrong(Taste(), false, cases, tally) == "");
  CHECK(tally.records >= cases * 70);
  CHECK(tally.partial * 4 > tally.records);
  CHECK(tally.unknown > tally.records);
}

TEST_CASE("so they do with numbers that are computed from many values", "[agree]") {
  Tally tally;
  const std::size_t cases = wanted_cases(150);
  CHECK(first_wrong(Taste(), true, cases, tally) == "");
  CHECK(tally.free > cases * 5);
}

}  // namespace bedside::agree

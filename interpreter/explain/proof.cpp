// Takes a result and a rule or a condition; gives the tree of what it rests on, in words.
#include "interpreter/explain/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/page.hpp"
#include "lang/meaning/order.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::explain {

using namespace meaning;

namespace {

constexpr std::size_t most_parts = 400;
constexpr std::size_t deepest = 32;

/// Builds parts from the top down. It goes no deeper than `deepest`, so that recursion is safe.
class Builder {
 public:
  Builder(const Case& of, const text::Sources& sources) : of_(of), sources_(sources) {}

  Proof rule(RuleId id) {
    const Rule& rule = of_.rules.at(id);
    Proof proof = start(PartKind::rule, rule_name(rule, sources_), truth_of(id));
    proof.found = conclusions(of_.rules, rule);
    proof.place = rule_place(rule, sources_);
    if (shown(id, proof)) return proof;
    proof.because = rule.because;
    for (const Citation& cite : rule.cites) {
      proof.cites.push_back(citation_in_full(of_.rules, cite));
    }
    if (!enter(proof)) return proof;
    whether_it_applies(proof);
    if (rule.condition) condition_of_rule(rule, *proof.truth, proof);
    if (rule.otherwise) {
      for (const RuleId other : of_.rules.at(rule.outcomes.at(0).assessment).rules) {
        proof.parts.push_back(this->rule(other));
      }
    }
    for (const RuleId over : rule.overridden_by) {
      Proof part = this->rule(over);
      part.words += ", which overrides it,";
      proof.parts.push_back(std::move(part));
    }
    leave();
    return proof;
  }

  Proof condition(ConditionId id) {
    Proof proof = start(PartKind::condition, condition_words(of_.rules, sources_, id), truth(id));
    if (enter(proof)) {
      std::visit([&](const auto& kind) { read(kind, id, proof); }, of_.rules.at(id).kind);
      leave();
    }
    return proof;
  }

  Proof assessment(AssessmentId id) {
    const Assessment& assessment = of_.rules.at(id);
    const evaluate::AssessmentResult& result = of_.evaluation.assessments.at(id.index);
    Proof part = start(PartKind::assessment, assessment.name, {});
    part.found = std::string(status_name(result.status));
    if (result.value) {
      part.found = fmt::format("{}, {}", assessment.levels.at(*result.value), part.found);
    }
    if (shown(id, part) || !enter(part)) return part;
    for (std::size_t i = 0; i < assessment.by.size(); ++i) {
      if (!result.by_list.at(i).empty()) part.parts.push_back(list(id, i));
    }
    for (const RuleId rule : assessment.rules) add_deciding(rule, result, part);
    if (assessment.otherwise) add_deciding(*assessment.otherwise, result, part);
    leave();
    return part;
  }

  Proof list(AssessmentId id, std::size_t index) {
    const Assessment& assessment = of_.rules.at(id);
    const ByList& list = assessment.by.at(index);
    Proof part = start(PartKind::by_list, fmt::format("by {}", subject(list)), {});
    const Values& levels = of_.evaluation.assessments.at(id.index).by_list.at(index);
    part.found = levels.empty() ? "nothing" : in_words(levels, assessment.levels);
    below(list, part);
    return part;
  }

 private:
  // ---- Bounds ------------------------------------------------------------------------------

  Proof start(PartKind kind, std::string words, std::optional<Truth> truth) {
    ++count_;
    Proof proof;
    proof.kind = kind;
    proof.words = std::move(words);
    proof.truth = truth;
    return proof;
  }

  // False where there are too many parts already; then one says so.
  bool enter(Proof& proof) {
    if (depth_ < deepest && count_ < most_parts) {
      ++depth_;
      return true;
    }
    Proof rest;
    rest.kind = PartKind::rest;
    rest.words = "what it rests on is left out here: there are too many parts";
    proof.parts.push_back(std::move(rest));
    return false;
  }
  void leave() { --depth_; }

  template <class Key>
  bool shown(Key id, Proof& proof) {
    proof.above = !seen_.insert(Step(id)).second;
    return proof.above;
  }

  Truth truth(ConditionId id) const { return of_.evaluation.conditions.at(id.index); }
  Truth truth_of(RuleId id) const {
    const RuleStatus status = of_.evaluation.rules.at(id.index).status;
    if (status == RuleStatus::undecided) return Truth::unknown;
    return status == RuleStatus::fires ? Truth::yes : Truth::no;
  }

  // ---- Rules -------------------------------------------------------------------------------

  void whether_it_applies(Proof& proof) {
    if (of_.evaluation.applies == Truth::yes) return;
    const ConditionId id = *of_.rules.guideline->applies;
    Proof part = condition(id);
    part.words = fmt::format("the guideline applies if {}", part.words);
    part.truth = of_.evaluation.applies;
    proof.parts.push_back(std::move(part));
  }

  // The parts that `and` joins stand directly below the rule.
  void condition_of_rule(const Rule& rule, Truth wanted, Proof& proof) {
    const auto* all = std::get_if<All>(&of_.rules.at(*rule.condition).kind);
    if (all == nullptr) {
      proof.parts.push_back(condition(*rule.condition));
      return;
    }
    const Truth whole = truth(*rule.condition);
    // A condition may hold where the rule does not count.
    deciding(all->operands, whole == Truth::yes ? whole : std::min(whole, wanted), proof);
    if (proof.parts.empty()) deciding(all->operands, whole, proof);
  }

  void deciding(const std::vector<ConditionId>& operands, Truth decisive, Proof& proof) {
    for (const ConditionId operand : operands) {
      if (truth(operand) == decisive) proof.parts.push_back(condition(operand));
    }
  }

  // ---- Conditions --------------------------------------------------------------------------

  void read(const IsValue& is, ConditionId, Proof& proof) {
    proof.finding = state_of(of_, is.finding);
  }
  void read(const IsRecorded& is, ConditionId, Proof& proof) {
    proof.finding = state_of(of_, is.finding);
  }
  void read(const Within& within, ConditionId, Proof& proof) { number(within.quantity, proof); }
  void read(const IsLevel& is, ConditionId, Proof& proof) {
    proof.parts.push_back(assessment(is.assessment));
  }
  void read(const AnyItem& any, ConditionId, Proof& proof) {
    proof.parts.push_back(score(any.score));
  }
  void read(const Defined& defined, ConditionId id, Proof& proof) {
    proof.kind = PartKind::definition;
    if (shown(defined.definition, proof)) return;
    const ConditionId body = std::get<ConditionId>(of_.rules.at(defined.definition).body);
    // A body that only names something else adds nothing.
    if (of_.rules.at(body).span == of_.rules.at(id).span) return;
    proof.parts.push_back(condition(body));
  }
  void read(const Not& negation, ConditionId id, Proof& proof) {
    // `none of (…)` rests on its items, `x is not recorded` on x.
    const Condition& operand = of_.rules.at(negation.operand);
    const bool leaf = std::holds_alternative<IsRecorded>(operand.kind) ||
                      std::holds_alternative<IsValue>(operand.kind) ||
                      std::holds_alternative<Within>(operand.kind);
    if (leaf || operand.span == of_.rules.at(id).span) {
      std::visit([&](const auto& kind) { read(kind, negation.operand, proof); }, operand.kind);
    } else {
      proof.parts.push_back(condition(negation.operand));
    }
  }
  void read(const All& all, ConditionId id, Proof& proof) {
    deciding(all.operands, truth(id), proof);
  }
  void read(const Any& any, ConditionId id, Proof& proof) {
    deciding(any.operands, truth(id), proof);
  }
  void read(const Count& count, ConditionId id, Proof& proof) {
    // Enough that hold, or too few that may; with an upper end both sides count.
    const Truth found = truth(id);
    const bool bounded = count.most < count.operands.size() || found == Truth::unknown;
    for (const ConditionId operand : count.operands) {
      const bool counts = bounded || truth(operand) == found;
      if (counts) proof.parts.push_back(condition(operand));
    }
  }

  // ---- Numbers -----------------------------------------------------------------------------

  // A finding alone is said beside the part itself; anything else stands below it.
  void number(QuantityId id, Proof& proof) {
    if (const auto* finding = std::get_if<FindingNumber>(&of_.rules.at(id).kind)) {
      proof.finding = state_of(of_, finding->finding);
      return;
    }
    const QuantityKind& kind = of_.rules.at(id).kind;
    const bool named =
        std::holds_alternative<ScoreNumber>(kind) || std::holds_alternative<DefinedNumber>(kind);
    if (named) {
      sources_of(id, proof);
      return;
    }
    Proof part = start(PartKind::number, as_written(sources_, of_.rules.at(id).span), {});
    part.found = amount(of_.evaluation.quantities.at(id.index), of_.rules.at(id).unit);
    sources_of(id, part);
    proof.parts.push_back(std::move(part));
  }

  // The findings, scores and definitions that a number is computed from, each once.
  void sources_of(QuantityId root, Proof& proof) {
    std::vector<QuantityId> open{root};
    std::set<QuantityId> met;
    while (!open.empty()) {
      const QuantityId id = open.back();
      open.pop_back();
      if (!met.insert(id).second) continue;
      const QuantityKind& kind = of_.rules.at(id).kind;
      if (const auto* finding = std::get_if<FindingNumber>(&kind)) {
        add_finding(finding->finding, proof);
      } else if (const auto* points = std::get_if<ScoreNumber>(&kind)) {
        proof.parts.push_back(score(points->score));
      } else if (const auto* defined = std::get_if<DefinedNumber>(&kind)) {
        proof.parts.push_back(definition(defined->definition, id));
      } else {
        std::vector<QuantityId> operands;
        for (const Step& step : reads(of_.rules, Step(id))) {
          if (const auto* operand = std::get_if<QuantityId>(&step)) operands.push_back(*operand);
        }
        open.insert(open.end(), operands.rbegin(), operands.rend());
      }
    }
  }

  void add_finding(FindingId id, Proof& proof) {
    Proof part = start(PartKind::finding, of_.rules.at(id).name, {});
    part.finding = state_of(of_, id);
    const auto same = [&](const Proof& other) {
      return other.kind == PartKind::finding && other.words == part.words;
    };
    if (std::any_of(proof.parts.begin(), proof.parts.end(), same)) return;
    proof.parts.push_back(std::move(part));
  }

  Proof definition(DefinitionId id, QuantityId read_as) {
    Proof part = start(PartKind::definition, of_.rules.at(id).name, {});
    part.found = amount(of_.evaluation.quantities.at(read_as.index), of_.rules.at(read_as).unit);
    if (shown(id, part) || !enter(part)) return part;
    const QuantityId body = std::get<QuantityId>(of_.rules.at(id).body);
    const QuantityKind& kind = of_.rules.at(body).kind;
    const bool other_name = std::holds_alternative<FindingNumber>(kind);
    if (!other_name) {
      part.words += " = " + as_written(sources_, of_.rules.at(body).span);
    }
    sources_of(body, part);
    leave();
    return part;
  }

  // ---- Scores and assessments --------------------------------------------------------------

  Proof score(ScoreId id) {
    const Score& score = of_.rules.at(id);
    const evaluate::ScoreResult& result = of_.evaluation.scores.at(id.index);
    Proof part = start(PartKind::score, score.name, {});
    part.found = score_text(result.total);
    if (shown(id, part) || !enter(part)) return part;
    for (std::size_t i = 0; i < score.items.size(); ++i) {
      part.parts.push_back(item(score.items[i], result.items.at(i)));
    }
    leave();
    return part;
  }

  Proof item(const ScoreItem& item, const evaluate::ItemPoints& points) {
    Proof part = start(PartKind::item, "", {});
    std::visit([&](const auto& kind) { read(kind, item, points, part); }, item.kind);
    return part;
  }

  static std::string points_text(const std::vector<Number>& points) {
    std::vector<std::string> texts;
    for (const Number& each : points) texts.push_back(each.to_string());
    const bool one = points.size() == 1 && points.front() == Number(1);
    return fmt::format("{} point{}", fmt::join(texts, " or "), one ? "" : "s");
  }

  void read(const Points& points, const ScoreItem&, const evaluate::ItemPoints& found,
            Proof& part) {
    part.words = condition_words(of_.rules, sources_, points.condition);
    part.truth = truth(points.condition);
    part.found = points_text(found.points);
    if (!enter(part)) return;
    std::visit([&](const auto& kind) { read(kind, points.condition, part); },
               of_.rules.at(points.condition).kind);
    part.kind = PartKind::item;
    leave();
  }
  void read(const ByList& list, const ScoreItem&, const evaluate::ItemPoints& found, Proof& part) {
    part.words = fmt::format("by {}", subject(list));
    part.found = points_text(found.points);
    below(list, part);
  }
  void read(const Add& add, const ScoreItem&, const evaluate::ItemPoints& found, Proof& part) {
    part.words = fmt::format("add {}", as_written(sources_, of_.rules.at(add.quantity).span));
    part.found = amount(found.added, of_.rules.at(add.quantity).unit);
    number(add.quantity, part);
  }

  std::string subject(const ByList& list) const {
    if (const auto* id = std::get_if<FindingId>(&list.subject)) return of_.rules.at(*id).name;
    return as_written(sources_, of_.rules.at(std::get<QuantityId>(list.subject)).span);
  }

  void below(const ByList& list, Proof& part) {
    if (const auto* id = std::get_if<FindingId>(&list.subject)) {
      part.finding = state_of(of_, *id);
    } else {
      number(std::get<QuantityId>(list.subject), part);
    }
  }

  // Of a settled assessment the rules that fire; else also those that may.
  void add_deciding(RuleId id, const evaluate::AssessmentResult& result, Proof& part) {
    const bool settled = result.status == Status::settled;
    const Truth counts = truth_of(id);
    if (counts == Truth::no ||
        (counts == Truth::unknown && settled && result.value && !result.established.empty())) {
      return;
    }
    part.parts.push_back(rule(id));
  }

  const Case& of_;
  const text::Sources& sources_;
  std::set<Step> seen_;
  std::size_t count_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

Proof proof_of(const Case& of, const text::Sources& sources, RuleId rule) {
  return Builder(of, sources).rule(rule);
}

Proof proof_of(const Case& of, const text::Sources& sources, AssessmentId assessment) {
  return Builder(of, sources).assessment(assessment);
}

Proof proof_of(const Case& of, const text::Sources& sources, AssessmentId assessment,
               std::size_t list) {
  return Builder(of, sources).list(assessment, list);
}

std::vector<Proof> proofs_of(const Case& of, const text::Sources& sources,
                             const std::vector<RuleId>& rules) {
  Builder builder(of, sources);
  std::vector<Proof> proofs;
  for (const RuleId rule : rules) proofs.push_back(builder.rule(rule));
  return proofs;
}

std::vector<Proof> parts_with(const Case& of, const text::Sources& sources, RuleId rule,
                              Truth truth) {
  std::vector<Proof> parts;
  if (!of.rules.at(rule).condition) return parts;
  const ConditionId root = *of.rules.at(rule).condition;
  std::vector<ConditionId> conjuncts{root};
  if (const auto* all = std::get_if<All>(&of.rules.at(root).kind)) conjuncts = all->operands;
  Builder builder(of, sources);
  for (const ConditionId id : conjuncts) {
    if (of.evaluation.conditions.at(id.index) == truth) parts.push_back(builder.condition(id));
  }
  return parts;
}

FindingState state_of(const Case& of, FindingId id) {
  const Finding& finding = of.rules.at(id);
  const evaluate::Possible& possible = of.record.at(id);
  FindingState state;
  state.name = finding.name;
  if (!possible.recorded) return state;
  using Kind = FindingState::Kind;
  state.kind = evaluate::is_settled(possible, finding) ? Kind::recorded : Kind::narrowed;
  state.words = in_words(finding, possible.values, possible.range);
  return state;
}

}  // namespace bedside::explain

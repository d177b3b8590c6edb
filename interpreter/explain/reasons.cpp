// Takes an evaluation; gives the recorded findings that a condition rests on.
#include "interpreter/explain/reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lang/meaning/words.hpp"

namespace bedside::explain {

using namespace meaning;

namespace {

/// Walks down from one condition, only into the parts that decide it.
class Walk {
 public:
  explicit Walk(const Case& of) : of_(of) {}

  void follow(ConditionId root) {
    std::vector<ConditionId> stack{root};
    while (!stack.empty()) {
      const ConditionId id = stack.back();
      stack.pop_back();
      if (!seen_.insert(id).second) continue;
      next_.clear();
      std::visit([&](const auto& kind) { read(kind, truth(id)); }, of_.rules.at(id).kind);
      stack.insert(stack.end(), next_.rbegin(), next_.rend());
    }
  }

  std::vector<std::string> found;

 private:
  Truth truth(ConditionId id) const { return of_.evaluation.conditions.at(id.index); }

  void say(std::string text) {
    if (std::find(found.begin(), found.end(), text) == found.end())
      found.push_back(std::move(text));
  }

  void finding(FindingId id) {
    const evaluate::Possible& possible = of_.record.at(id);
    if (possible.recorded) say(in_words(of_.rules.at(id), possible.values, possible.range));
  }

  // Those operands that have the same truth as the whole, or the truth that decided it.
  void deciding(const std::vector<ConditionId>& operands, Truth decisive) {
    for (const ConditionId operand : operands) {
      if (truth(operand) == decisive) next_.push_back(operand);
    }
  }

  void read(const IsValue& is, Truth /*truth*/) { finding(is.finding); }
  void read(const IsRecorded& is, Truth truth) {
    const std::string& name = of_.rules.at(is.finding).name;
    say(fmt::format("{} is {}recorded", name, truth == Truth::yes ? "" : "not "));
  }
  void read(const Within& within, Truth /*truth*/) { number(within.quantity); }
  void read(const IsLevel& is, Truth /*truth*/) {
    const Assessment& assessment = of_.rules.at(is.assessment);
    const auto& result = of_.evaluation.assessments.at(is.assessment.index);
    if (result.value) {
      say(fmt::format("{} {}", assessment.name, assessment.levels.at(*result.value)));
    } else if (result.status == Status::open) {
      say(fmt::format("{} may become {}{}", assessment.name,
                      in_words(result.ends.levels, assessment.levels),
                      result.ends.nothing ? " or no value" : ""));
    } else {
      say(fmt::format("{} has no value", assessment.name));
    }
  }
  void read(const AnyItem& any, Truth /*truth*/) {
    const Score& score = of_.rules.at(any.score);
    const auto& items = of_.evaluation.scores.at(any.score.index).items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto& points = items[i].points;
      const bool inside =
          !points.empty() && any.range.has(points.front()) && any.range.has(points.back());
      if (inside) item(score.items.at(i));
    }
  }
  void item(const ScoreItem& item) {
    if (const auto* points = std::get_if<Points>(&item.kind)) next_.push_back(points->condition);
    const auto* list = std::get_if<ByList>(&item.kind);
    if (list == nullptr) return;
    if (const auto* of = std::get_if<FindingId>(&list->subject)) finding(*of);
    if (const auto* of = std::get_if<QuantityId>(&list->subject)) number(*of);
  }
  void read(const Defined& defined, Truth /*truth*/) {
    next_.push_back(std::get<ConditionId>(of_.rules.at(defined.definition).body));
  }
  void read(const Not& negation, Truth /*truth*/) { next_.push_back(negation.operand); }
  void read(const All& all, Truth truth) { deciding(all.operands, truth); }
  void read(const Any& any, Truth truth) { deciding(any.operands, truth); }
  void read(const Count& count, Truth truth) {
    // Enough that hold, or too few that may; with an upper end both sides count.
    const bool bounded = count.most < count.operands.size();
    if (truth == Truth::yes || bounded) deciding(count.operands, Truth::yes);
    if (truth == Truth::no || bounded) deciding(count.operands, Truth::no);
  }

  // A number with a name is said by its name; below it stand the findings that it was computed
  // from.
  void number(QuantityId root) {
    std::vector<QuantityId> stack{root};
    std::set<QuantityId> seen;
    while (!stack.empty()) {
      const QuantityId id = stack.back();
      stack.pop_back();
      if (!seen.insert(id).second) continue;
      std::vector<QuantityId> operands;
      std::visit([&](const auto& kind) { read(kind, id, operands); }, of_.rules.at(id).kind);
      stack.insert(stack.end(), operands.rbegin(), operands.rend());
    }
  }
  void read(const FindingNumber& of, QuantityId, std::vector<QuantityId>&) { finding(of.finding); }
  void read(const Constant&, QuantityId, std::vector<QuantityId>&) {}
  void read(const ScoreNumber& of, QuantityId, std::vector<QuantityId>&) {
    say(fmt::format("{} {}", of_.rules.at(of.score).name,
                    score_text(of_.evaluation.scores.at(of.score.index).total)));
  }
  void read(const DefinedNumber& of, QuantityId id, std::vector<QuantityId>& operands) {
    say(fmt::format("{} {}", of_.rules.at(of.definition).name,
                    amount(of_.evaluation.quantities.at(id.index), of_.rules.at(id).unit)));
    operands.push_back(std::get<QuantityId>(of_.rules.at(of.definition).body));
  }
  void read(const Arithmetic& of, QuantityId, std::vector<QuantityId>& operands) {
    operands = {of.left, of.right};
  }
  void read(const Extreme& of, QuantityId, std::vector<QuantityId>& operands) {
    operands = of.operands;
  }
  void read(const Rounded& of, QuantityId, std::vector<QuantityId>& operands) {
    operands = {of.operand};
  }
  void read(const Function& of, QuantityId, std::vector<QuantityId>& operands) {
    operands = {of.operand};
  }
  void read(const Scaled& of, QuantityId, std::vector<QuantityId>& operands) {
    operands = {of.operand};
  }

  const Case& of_;
  std::set<ConditionId> seen_;
  std::vector<ConditionId> next_;
};

}  // namespace

std::vector<std::string> reasons(const Case& of, ConditionId condition) {
  if (of.evaluation.conditions.at(condition.index) == Truth::unknown) return {};
  Walk walk(of);
  walk.follow(condition);
  return std::move(walk.found);
}

std::string amount(const evaluate::Possibly& possibly, const Unit& unit) {
  if (possibly.undefined) return "cannot be computed";
  return in_words(possibly.range, unit);
}

std::string score_text(const evaluate::Possibly& total) {
  const Range& range = total.range;
  if (total.undefined) return "cannot be computed";
  if (range.is_point()) return range.low.to_string();
  if (range.has_low && range.has_high) {
    return fmt::format("{} to {}", range.low.to_string(), range.high.to_string());
  }
  return in_words(range, Unit());
}

}  // namespace bedside::explain

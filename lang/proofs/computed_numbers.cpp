// Takes rule sets; gives the numbers that are computed from findings, and how each can be told
// apart into cells.
#include "lang/proofs/computed_numbers.hpp"

#include <fmt/format.h>

#include <map>

#include "lang/meaning/cells.hpp"
#include "lang/meaning/groups.hpp"
#include "lang/meaning/names.hpp"

namespace bedside::proofs {

using namespace meaning;

namespace {

/// A finding with more values is not taken value by value; nor are findings whose values make more
/// combinations together.
constexpr std::int64_t most_values = 64;
constexpr std::int64_t most_combinations = 4096;

struct From {
  const RuleSet& rules;
  std::set<FindingId>& into;
  std::set<QuantityId>& seen;  // each once: a number may be part of another in very many ways

  void at(QuantityId id) const {
    if (seen.insert(id).second) std::visit(*this, rules.at(id).kind);
  }
  void operator()(const FindingNumber& number) const { into.insert(number.finding); }
  void operator()(const Constant& /*constant*/) const {}
  void operator()(const ScoreNumber& number) const {
    for (const ScoreItem& item : rules.at(number.score).items) {
      if (const auto* add = std::get_if<Add>(&item.kind)) at(add->quantity);
    }
  }
  void operator()(const DefinedNumber& number) const {
    at(std::get<QuantityId>(rules.at(number.definition).body));
  }
  void operator()(const Arithmetic& of) const { at(of.left), at(of.right); }
  void operator()(const Extreme& of) const {
    for (const QuantityId operand : of.operands) at(operand);
  }
  void operator()(const Rounded& of) const { at(of.operand); }
  void operator()(const Function& of) const { at(of.operand); }
  void operator()(const Scaled& of) const { at(of.operand); }
};

/// Numbers for texts, the same for the same text.
using Numbering = std::map<std::string, std::size_t>;

/// A computation as a text that is the same in every rule set that has it. Its parts stand in it by
/// their numbers, so that it stays short, in how many ways soever they are parts of each other.
struct KeyOf {
  const RuleSet& rules;
  Numbering& numbering;
  std::map<QuantityId, std::string>& known;  // of this rule set

  std::string at(QuantityId id) const {
    const auto found = known.find(id);
    if (found != known.end()) return found->second;
    const std::string whole = std::visit(*this, rules.at(id).kind);
    const auto number = numbering.try_emplace(whole, numbering.size()).first->second;
    return known[id] = fmt::format("#{}", number);
  }
  std::string operator()(const FindingNumber& number) const {
    const Finding& finding = rules.at(number.finding);
    return fmt::format("[{} in {}]", Names::key(finding.name), finding.unit.text());
  }
  std::string operator()(const Constant& constant) const { return constant.number.to_fraction(); }
  std::string operator()(const ScoreNumber& number) const {
    return fmt::format("[score {}]", Names::key(rules.at(number.score).name));
  }
  std::string operator()(const DefinedNumber& number) const {
    return at(std::get<QuantityId>(rules.at(number.definition).body));
  }
  std::string operator()(const Arithmetic& of) const {
    return fmt::format("({} {} {})", at(of.left), static_cast<int>(of.sign), at(of.right));
  }
  std::string operator()(const Extreme& of) const {
    std::string key = of.greatest ? "max(" : "min(";
    for (const QuantityId operand : of.operands) key += at(operand) + ",";
    return key + ")";
  }
  std::string operator()(const Rounded& of) const {
    return fmt::format("round{}({},{})", static_cast<int>(of.way), at(of.operand),
                       of.step.to_fraction());
  }
  std::string operator()(const Function& of) const {
    return fmt::format("function{}({})", static_cast<int>(of.function), at(of.operand));
  }
  std::string operator()(const Scaled& of) const {
    return fmt::format("({}*{}+{})", at(of.operand), of.factor.to_fraction(),
                       of.shift.to_fraction());
  }
};

std::optional<std::int64_t> values_of(const Finding& finding) {
  const Range domain = snap(finding.range, finding.grid);
  if (!finding.grid || finding.grid->step.is_zero() || !domain.has_low || !domain.has_high) {
    return std::nullopt;
  }
  const auto count = units::divide(domain.high - domain.low, finding.grid->step)->to_int64();
  if (!count || *count >= most_values) return std::nullopt;
  return *count + 1;
}

bool can_be_tried(const RuleSet& rules, const std::set<FindingId>& findings) {
  std::int64_t combinations = 1;
  for (const FindingId finding : findings) {
    const auto values = values_of(rules.at(finding));
    if (!values) return false;
    combinations *= *values;
    if (combinations > most_combinations) return false;
  }
  return true;
}

class Collector {
 public:
  explicit Collector(ComputedNumbers& into) : into_(into) {}

  void collect(std::size_t set, const RuleSet& rules) {
    set_ = set;
    known_.clear();
    into_.one_by_one.emplace_back();
    for (const Condition& condition : rules.conditions) {
      const auto* within = std::get_if<Within>(&condition.kind);
      if (within != nullptr) add(rules, within->quantity, {within->range});
    }
    for (const Assessment& assessment : rules.assessments) {
      for (const ByList& list : assessment.by) add(rules, list);
    }
    for (const Score& score : rules.scores) {
      for (const ScoreItem& item : score.items) {
        if (const auto* list = std::get_if<ByList>(&item.kind)) add(rules, *list);
        if (const auto* more = std::get_if<Add>(&item.kind)) add(rules, more->quantity, {});
      }
    }
  }

 private:
  void add(const RuleSet& rules, const ByList& list) {
    const auto* quantity = std::get_if<QuantityId>(&list.subject);
    if (quantity == nullptr) return;
    std::vector<Range> ranges;
    for (const Band& band : list.bands) {
      ranges.insert(ranges.end(), band.ranges.begin(), band.ranges.end());
    }
    add(rules, *quantity, ranges);
  }

  void add(const RuleSet& rules, QuantityId id, const std::vector<Range>& thresholds) {
    if (as_finding(rules, id)) return;
    const std::set<FindingId> findings = computed_from(rules, id);
    if (can_be_tried(rules, findings)) {
      into_.one_by_one.back().insert(findings.begin(), findings.end());
      return;
    }
    const Quantity& quantity = rules.at(id);
    const auto [place, is_new] =
        by_key_.try_emplace(KeyOf{rules, numbering_, known_}.at(id), into_.free.size());
    if (is_new) {
      into_.free.push_back({place->first, quantity.domain, quantity.grid, false, {}, {}});
    }
    ComputedNumber& number = into_.free[place->second];
    number.domain = intersect(number.domain, quantity.domain);
    number.may_be_undefined = number.may_be_undefined || quantity.may_be_undefined;
    number.thresholds.insert(number.thresholds.end(), thresholds.begin(), thresholds.end());
    number.read_as.emplace_back(set_, id);
  }

  ComputedNumbers& into_;
  std::size_t set_ = 0;
  Numbering numbering_;
  std::map<QuantityId, std::string> known_;
  std::map<std::string, std::size_t> by_key_;
};

}  // namespace

std::set<FindingId> computed_from(const RuleSet& rules, QuantityId id) {
  std::set<FindingId> findings;
  std::set<QuantityId> seen;
  From{rules, findings, seen}.at(id);
  return findings;
}

std::set<FindingId> read_by(const RuleSet& rules, QuantityId id) {
  std::set<FindingId> findings;
  const auto add = [&](const ByList& list) {
    if (const auto* finding = std::get_if<FindingId>(&list.subject)) findings.insert(*finding);
  };
  for (const Step& step : reached(rules, {id})) {
    if (const auto* condition = std::get_if<ConditionId>(&step)) {
      const auto* is = std::get_if<IsValue>(&rules.at(*condition).kind);
      if (is != nullptr) findings.insert(is->finding);
    }
    if (const auto* quantity = std::get_if<QuantityId>(&step)) {
      const auto* number = std::get_if<FindingNumber>(&rules.at(*quantity).kind);
      if (number != nullptr) findings.insert(number->finding);
    }
    if (const auto* score = std::get_if<ScoreId>(&step)) {
      for (const ScoreItem& item : rules.at(*score).items) {
        if (const auto* list = std::get_if<ByList>(&item.kind)) add(*list);
      }
    }
    if (const auto* assessment = std::get_if<AssessmentId>(&step)) {
      for (const ByList& list : rules.at(*assessment).by) add(list);
    }
  }
  return findings;
}

ComputedNumbers computed_numbers(const std::vector<const RuleSet*>& rule_sets) {
  ComputedNumbers numbers;
  Collector collector(numbers);
  for (std::size_t set = 0; set < rule_sets.size(); ++set) collector.collect(set, *rule_sets[set]);
  return numbers;
}

}  // namespace bedside::proofs

// Takes an evaluation; gives the findings that a condition waits for, and what to record next.
#include <algorithm>
#include <map>

#include "interpreter/evaluate/evaluator.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::evaluate {

using namespace meaning;

namespace {

/// What can wait for findings, or be one. The order is that of `Waiting::offsets_`.
using Part =
    std::variant<FindingId, ConditionId, QuantityId, DefinitionId, ScoreId, RuleId, AssessmentId>;

/// Goes from a part down to the open findings that could still change it, each part once.
class Waiting {
 public:
  Waiting(const RuleSet& rules, const Record& record, const Evaluation& evaluation);
  /// Good until the next call.
  const std::vector<FindingId>& of(Part part);

 private:
  void push(Part part);
  void follow(FindingId id);
  void follow(ConditionId id);
  void follow(QuantityId id);
  void follow(DefinitionId id);
  void follow(ScoreId id);
  void follow(RuleId id);
  void follow(AssessmentId id);

  void read(const IsValue& is) { push(is.finding); }
  void read(const Within& within) { push(within.quantity); }
  void read(const IsLevel& is) { push(is.assessment); }
  void read(const AnyItem& any) { push(any.score); }
  void read(const IsRecorded&) {}  // never unknown
  void read(const Defined& defined) { push(defined.definition); }
  void read(const Not& negation) { push(negation.operand); }
  void read(const All& all) { push_all(all.operands); }
  void read(const Any& any) { push_all(any.operands); }
  void read(const Count& count) { push_all(count.operands); }

  void read(const FindingNumber& number) { push(number.finding); }
  void read(const Constant&) {}
  void read(const ScoreNumber& number) { push(number.score); }
  void read(const DefinedNumber& number) { push(number.definition); }
  void read(const Arithmetic& arithmetic) { push(arithmetic.left), push(arithmetic.right); }
  void read(const Extreme& extreme) { push_all(extreme.operands); }
  void read(const Rounded& rounded) { push(rounded.operand); }
  void read(const Function& function) { push(function.operand); }
  void read(const Scaled& scaled) { push(scaled.operand); }

  void read(const Points& points) { push(points.condition); }
  void read(const ByList& by) {
    std::visit([this](auto id) { push(id); }, by.subject);
  }
  void read(const Add& add) { push(add.quantity); }

  template <class Ids>
  void push_all(const Ids& ids) {
    for (const auto id : ids) push(id);
  }

  const RuleSet& rules_;
  const Record& record_;
  const Evaluation& evaluation_;
  std::vector<std::size_t> offsets_;    // where each kind of part begins in `visited_`
  std::vector<std::uint32_t> visited_;  // the last round in which the part was met
  std::uint32_t round_ = 0;
  std::vector<Part> open_;
  std::vector<FindingId> found_;
};

Waiting::Waiting(const RuleSet& rules, const Record& record, const Evaluation& evaluation)
    : rules_(rules), record_(record), evaluation_(evaluation) {
  std::size_t total = 0;
  for (const std::size_t size :
       {rules.findings.size(), rules.conditions.size(), rules.quantities.size(),
        rules.definitions.size(), rules.scores.size(), rules.rules.size(),
        rules.assessments.size()}) {
    offsets_.push_back(total);
    total += size;
  }
  visited_.resize(total, 0);
}

const std::vector<FindingId>& Waiting::of(Part part) {
  ++round_;
  found_.clear();
  push(part);
  while (!open_.empty()) {
    const Part next = open_.back();
    open_.pop_back();
    std::visit([this](auto id) { follow(id); }, next);
  }
  return found_;
}

void Waiting::push(Part part) {
  const std::size_t index = std::visit([](auto id) { return std::size_t{id.index}; }, part);
  std::uint32_t& visited = visited_.at(offsets_[part.index()] + index);
  if (visited == round_) return;
  visited = round_;
  open_.push_back(part);
}

void Waiting::follow(FindingId id) {
  if (!is_settled(record_.at(id), rules_.at(id))) found_.push_back(id);
}

void Waiting::follow(ConditionId id) {
  if (evaluation_.conditions.at(id.index) != Truth::unknown) return;
  std::visit([this](const auto& kind) { read(kind); }, rules_.at(id).kind);
}

void Waiting::follow(QuantityId id) {
  if (evaluation_.quantities.at(id.index).is_point()) return;
  std::visit([this](const auto& kind) { read(kind); }, rules_.at(id).kind);
}

void Waiting::follow(DefinitionId id) {
  std::visit([this](auto body) { push(body); }, rules_.at(id).body);
}

void Waiting::follow(ScoreId id) {
  const std::vector<ItemPoints>& items = evaluation_.scores.at(id.index).items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].points.size() == 1) continue;
    std::visit([this](const auto& kind) { read(kind); }, rules_.at(id).items[i].kind);
  }
}

void Waiting::follow(RuleId id) {
  const Rule& rule = rules_.at(id);
  if (evaluation_.rules.at(id.index).status != RuleStatus::undecided) return;
  if (rule.condition) push(*rule.condition);
  if (rule.otherwise) push_all(rules_.at(rule.outcomes.at(0).assessment).rules);
  push_all(rule.overridden_by);
}

void Waiting::follow(AssessmentId id) {
  const Assessment& assessment = rules_.at(id);
  push_all(assessment.rules);
  const std::vector<Values>& by_list = evaluation_.assessments.at(id.index).by_list;
  for (std::size_t i = 0; i < by_list.size(); ++i) {
    if (by_list[i].size() > 1) read(assessment.by[i]);
  }
  if (evaluation_.applies == Truth::unknown) push(*rules_.guideline->applies);
}

// ---- What matters --------------------------------------------------------------------------

using Parts = std::vector<Part>;

bool is_undecided(const Evaluation& evaluation, RuleId rule) {
  return evaluation.rules.at(rule.index).status == RuleStatus::undecided;
}

/// Whether a band list could change where a scale ends: it reaches above what all others reach.
bool list_matters(const Said& said, const std::vector<Values>& lists, std::size_t list) {
  if (lists[list].size() < 2) return false;
  const auto below = [&](std::size_t level) { return level < lists[list].last(); };
  for (std::size_t other = 0; other < lists.size(); ++other) {
    if (other != list && !below(lists[other].first())) return false;
  }
  return said.fired.empty() || below(said.fired.last());
}

/// Of a scale: the levels that would change the end, if an undecided rule concluded them.
Values raising_levels(const RuleSet& rules, const Assessment& assessment, const Said& said,
                      const std::vector<Values>& lists) {
  const std::vector<std::size_t> ends = maxima(said, lists).list();
  std::optional<std::size_t> otherwise;
  if (assessment.otherwise) otherwise = rules.at(*assessment.otherwise).outcomes.at(0).level;
  Values raising;
  for (const std::size_t level : said.undecided.list()) {
    const auto raises = [&](std::size_t end) {
      return end == 0 ? level != otherwise : end - 1 < level;
    };
    if (std::any_of(ends.begin(), ends.end(), raises)) raising.insert(level);
  }
  return raising;
}

/// The undecided rules and the band lists that could still change this assessment.
void add_mattering(const RuleSet& rules, const Evaluation& evaluation, AssessmentId id,
                   std::vector<bool>& mattering, Parts& parts) {
  const Assessment& assessment = rules.at(id);
  const AssessmentResult& result = evaluation.assessments.at(id.index);
  const bool scale = assessment.kind == AssessmentKind::scale;
  if (result.status == Status::conflict || result.status == Status::settled) return;
  const Said said = said_of(rules, evaluation, id);
  const Values levels =
      scale ? raising_levels(rules, assessment, said, result.by_list) : said.undecided;
  for (const RuleId rule : assessment.rules) {
    if (!is_undecided(evaluation, rule)) continue;
    for (const Outcome& outcome : rules.at(rule).outcomes) {
      const bool known = outcome.level == result.value;
      if (outcome.assessment != id || known || !levels.has(outcome.level)) continue;
      mattering.at(rule.index) = true;
    }
  }
  for (std::size_t i = 0; i < result.by_list.size(); ++i) {
    const bool open = result.by_list[i].size() > 1;
    if (!open || (scale && !list_matters(said, result.by_list, i))) continue;
    std::visit([&](auto subject) { parts.push_back(subject); }, assessment.by[i].subject);
  }
}

Parts mattering_parts(const RuleSet& rules, const Evaluation& evaluation) {
  Parts parts;
  std::vector<bool> mattering(rules.rules.size(), false);
  for (std::uint32_t i = 0; i < rules.assessments.size(); ++i) {
    add_mattering(rules, evaluation, AssessmentId{i}, mattering, parts);
  }
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    const Rule& rule = rules.rules[i];
    if (rule.reads_recorded || !is_undecided(evaluation, RuleId{i})) continue;
    const auto not_yet_given = [&](AdviceId advice) {
      return evaluation.advice.at(advice.index).status != AdviceStatus::given;
    };
    const auto& gives = rule.advice;
    const bool advises = std::any_of(gives.begin(), gives.end(), not_yet_given);
    if (mattering[i] || advises) parts.emplace_back(RuleId{i});
  }
  return parts;
}

/// Whether advice is given or possible, by rules that are asked about.
bool gives_advice(const RuleSet& rules, const Evaluation& evaluation) {
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const Rule& rule = rules.rules[i];
    const bool out = evaluation.rules[i].status == RuleStatus::ruled_out;
    if (!out && !rule.reads_recorded && !rule.advice.empty()) return true;
  }
  return false;
}

struct Wanted {
  FindingId finding;
  bool decides_whether_it_applies = false;
  std::uint64_t usefulness = 0;
  std::string name;
};

/// What one part shares among the findings that it waits for: all multiples up to 24 divide it, so
/// that whole numbers keep the sums exact, whatever the order of the rules.
constexpr std::uint64_t whole_share = 5354228880;

}  // namespace

std::vector<FindingId> what_to_ask(const RuleSet& rules, const Record& record,
                                   const Evaluation& evaluation) {
  Waiting waiting(rules, record, evaluation);
  std::map<FindingId, Wanted> wanted;
  const auto want = [&](Part part, bool decides) {
    const std::vector<FindingId>& findings = waiting.of(part);
    for (const FindingId finding : findings) {
      Wanted& entry = wanted[finding];
      entry.usefulness += whole_share / findings.size();
      entry.decides_whether_it_applies = entry.decides_whether_it_applies || decides;
    }
  };
  // Of a rule set without assessments, whether it applies matters to its advice alone.
  const bool applying_matters = !rules.assessments.empty() || gives_advice(rules, evaluation);
  if (evaluation.applies == Truth::unknown && applying_matters) {
    want(*rules.guideline->applies, true);
  }
  for (const Part part : mattering_parts(rules, evaluation)) want(part, false);
  std::vector<Wanted> sorted;
  for (auto& [finding, entry] : wanted) {
    entry.finding = finding;
    entry.name = text::fold_case(rules.at(finding).name);
    sorted.push_back(entry);
  }
  std::sort(sorted.begin(), sorted.end(), [](const Wanted& a, const Wanted& b) {
    if (a.decides_whether_it_applies != b.decides_whether_it_applies) {
      return a.decides_whether_it_applies;
    }
    return a.usefulness != b.usefulness ? a.usefulness > b.usefulness : a.name < b.name;
  });
  std::vector<FindingId> ask;
  for (const Wanted& entry : sorted) ask.push_back(entry.finding);
  return ask;
}

namespace {

std::vector<FindingId> by_name(const RuleSet& rules, std::vector<FindingId> findings) {
  std::sort(findings.begin(), findings.end(), [&](FindingId a, FindingId b) {
    return text::fold_case(rules.at(a).name) < text::fold_case(rules.at(b).name);
  });
  return findings;
}

}  // namespace

std::vector<FindingId> open_findings(const RuleSet& rules, const Record& record,
                                     const Evaluation& evaluation, ConditionId condition) {
  return by_name(rules, Waiting(rules, record, evaluation).of(condition));
}

std::vector<FindingId> open_findings(const RuleSet& rules, const Record& record,
                                     const Evaluation& evaluation, QuantityId quantity) {
  return by_name(rules, Waiting(rules, record, evaluation).of(quantity));
}

std::vector<FindingId> open_findings(const RuleSet& rules, const Record& record,
                                     const Evaluation& evaluation, RuleId rule) {
  return by_name(rules, Waiting(rules, record, evaluation).of(rule));
}

}  // namespace bedside::evaluate

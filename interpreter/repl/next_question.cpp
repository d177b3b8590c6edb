// Takes what is known of a patient; gives the finding to ask for next: the one that is expected to
// settle most.
#include "interpreter/repl/next_question.hpp"

#include <algorithm>

#include "lang/meaning/groups.hpp"

namespace bedside::repl {

using namespace meaning;
using evaluate::Evaluation;
using evaluate::Record;

namespace {

// Looking ahead is evaluating; this many steps of the rule set's program keep it within some tens
// of milliseconds. Findings for which nothing is left keep the evaluator's order.
constexpr std::size_t most_steps = 1'000'000;

/// A number of the range that a person might answer, on the finding's grid.
Number inside(const Finding& finding, const Range& range, const Number& share) {
  Number number;
  if (range.has_low && range.has_high) {
    number = range.low + (range.high - range.low) * share;
  } else if (range.has_low) {
    number = range.low + 1;
  } else if (range.has_high) {
    number = range.high - 1;
  }
  if (!finding.grid) return number;
  const Number up = finding.grid->next_up(number, false);
  return range.has(up) ? up : finding.grid->next_down(number, false);
}

std::vector<Possible> number_answers(const Finding& finding, const Range& possible,
                                     const CellList& list) {
  std::vector<Number> numbers;
  for (const Cell& cell : list.cells) {
    for (const Range& piece : cell.ranges) {
      const Range left = intersect(piece, possible);
      if (none_in(left, finding.grid)) continue;
      numbers.push_back(inside(finding, snap(left, finding.grid), Number::ratio(1, 2)));
      break;  // one number stands for the whole cell
    }
  }
  if (numbers.size() == 1) {
    // Nothing compares it directly, so that it matters through computed numbers alone.
    for (const int tenths : {1, 9}) {
      numbers.push_back(inside(finding, possible, Number::ratio(tenths, 10)));
    }
  }
  std::vector<Possible> answers;
  for (const Number& number : numbers) {
    if (possible.has(number)) answers.push_back({{}, Range::point(number), true});
  }
  return answers;
}

std::vector<Possible> answers(const Finding& finding, const Possible& possible,
                              const CellList& list) {
  if (finding.kind == FindingKind::number) return number_answers(finding, possible.range, list);
  std::vector<Possible> all;
  for (const Cell& cell : list.cells) {
    Values left = cell.values;
    left &= possible.values;
    if (!left.empty()) all.push_back({Values::one(left.first()), possible.range, true});
  }
  return all;
}

/// How many findings are left to ask, summed over so many answers.
struct Expected {
  std::size_t left = 0;
  std::size_t answers = 0;

  bool less_than(const Expected& other) const {
    return left * other.answers < other.left * answers;
  }
};

std::vector<FindingId> candidates(const RuleSet& rules, const Record& record,
                                  const Evaluation& evaluation,
                                  const std::vector<FindingId>& mattering,
                                  const std::set<FindingId>& skipped) {
  const auto known = [&](const std::vector<FindingId>& wanted) {
    std::vector<FindingId> rest;
    for (const FindingId finding : mattering) {
      const bool in = std::find(wanted.begin(), wanted.end(), finding) != wanted.end();
      if (in && !skipped.contains(finding)) rest.push_back(finding);
    }
    return rest;
  };
  if (evaluation.applies == Truth::unknown) {
    const auto deciding =
        evaluate::open_findings(rules, record, evaluation, *rules.guideline->applies);
    auto first = known(deciding);
    if (!first.empty()) return first;
  }
  return known(mattering);
}

}  // namespace

Questions::Questions(const RuleSet& rules) : rules_(rules), cells_(cells_of_all(rules)) {}

proving::ExactQuestions& Questions::exact() {
  if (!exact_) exact_ = std::make_unique<proving::ExactQuestions>(rules_);
  return *exact_;
}

std::vector<FindingId> Questions::mattering(const Record& record, const Evaluation& evaluation) {
  if (!exact().available()) return evaluation.ask;
  const std::vector<FindingId> exactly = exact().mattering(record);
  std::vector<FindingId> both;
  for (const FindingId finding : evaluation.ask) {
    if (std::binary_search(exactly.begin(), exactly.end(), finding)) both.push_back(finding);
  }
  return both;
}

std::optional<FindingId> Questions::next(const Record& record, const Evaluation& evaluation,
                                         const std::set<FindingId>& skipped) {
  const auto open = candidates(rules_, record, evaluation, mattering(record, evaluation), skipped);
  if (open.size() < 2) return open.empty() ? std::nullopt : std::optional(open.front());
  if (exact().available()) {
    if (const auto best = exact().best(record, skipped, open)) return best;
  }
  return ahead(record, skipped, open);
}

std::optional<FindingId> Questions::ahead(const Record& record, const std::set<FindingId>& skipped,
                                          const std::vector<FindingId>& open) const {
  std::optional<FindingId> best;
  Expected least;
  std::size_t steps = 0;
  for (const FindingId finding : open) {
    Record trial = record;
    Expected expected;
    const auto tried = answers(rules_.at(finding), record.at(finding), cells_[finding.index]);
    steps += tried.size() * rules_.program_without_claims().size();
    if (tried.empty() || (best && steps > most_steps)) continue;
    for (const Possible& answer : tried) {
      trial.findings[finding.index] = answer;
      ++expected.answers;
      for (const FindingId left : evaluate::evaluate(rules_, trial).ask) {
        if (!skipped.contains(left)) ++expected.left;
      }
    }
    if (!best || expected.less_than(least)) {
      best = finding;
      least = expected;
    }
  }
  return best ? best : std::optional(open.front());
}

}  // namespace bedside::repl

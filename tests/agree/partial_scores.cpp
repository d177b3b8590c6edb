// Takes a small model and a record; gives the ends of its scores over all completions, and says for
// which scores and models language.md fixes every end.
#include <algorithm>
#include <limits>

#include "tests/agree/brute.hpp"
#include "tests/agree/partial.hpp"

namespace bedside::agree {

namespace {

using Kind = Condition::Kind;

constexpr std::size_t group_limit = 4096;

Reads reads_items(const Model& model, const std::vector<std::size_t>& group,
                  const std::vector<ScoreItem>& items) {
  Reads all;
  all.findings.resize(model.findings.size());
  for (const std::size_t item : group) add(all, reads(model, items[item]));
  return all;
}

/// Items that share a finding, directly or through others.
std::vector<std::vector<std::size_t>> groups_of(const Model& model,
                                                const std::vector<ScoreItem>& items) {
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].dropped) continue;
    const std::vector<bool> mine = reads(model, items[i]).findings;
    std::vector<std::size_t> joined = {i};
    std::vector<std::vector<std::size_t>> apart;
    for (std::vector<std::size_t>& group : groups) {
      const std::vector<bool> theirs = reads_items(model, group, items).findings;
      bool shared = false;
      for (std::size_t f = 0; f < mine.size(); ++f) shared = shared || (mine[f] && theirs[f]);
      if (shared)
        joined.insert(joined.end(), group.begin(), group.end());
      else
        apart.push_back(group);
    }
    apart.push_back(joined);
    groups = apart;
  }
  return groups;
}

bool plain_condition(const Model& model, const Condition& condition) {
  if (condition.kind == Kind::any_item) return false;
  return std::all_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return plain_condition(model, part); });
}

}  // namespace

bool exact_score(const Model& model, std::size_t index) {
  const std::vector<ScoreItem>& items = model.scores[index].items;
  for (const ScoreItem& item : items) {
    if (!item.dropped && item.kind == ScoreItem::Kind::add) return false;
  }
  for (const std::vector<std::size_t>& group : groups_of(model, items)) {
    const Reads all = reads_items(model, group, items);
    if (all.computed || all.scores || all.layer > 0) return false;
    std::size_t cells = 1;
    for (std::size_t f = 0; f < all.findings.size(); ++f) {
      if (all.findings[f]) cells *= model.findings[f].domain.size();
      if (cells > group_limit) return false;
    }
  }
  return true;
}

bool in_words_exact(const Model& model) {
  if (model.applies) return false;
  const Unused left = unused(model);
  const auto fits = [&](const Condition& condition) {
    return !reads(model, condition).computed && plain_condition(model, condition);
  };
  for (std::size_t i = 0; i < model.scores.size(); ++i) {
    if (!left.scores[i] && !exact_score(model, i)) return false;
  }
  for (std::size_t i = 0; i < model.definitions.size(); ++i) {
    if (!left.definitions[i] && !fits(model.definitions[i].condition)) return false;
  }
  for (const Assessment& assessment : model.assessments) {
    for (const ByList& by : assessment.by) {
      if (!by.dropped && reads(model, by.quantity).computed) return false;
    }
  }
  return std::all_of(model.rules.begin(), model.rules.end(),
                     [&](const Rule& rule) { return rule.dropped || fits(whole_condition(rule)); });
}

std::pair<Value, Value> score_ends(const Model& model, const Record& record, std::size_t index) {
  Number score;
  score.kind = Number::Kind::score;
  score.index = index;
  Record read = record;  // findings that the score does not read may stand still
  const std::vector<bool> findings = reads(model, score).findings;
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (!findings[i]) read[i].remaining.resize(1);
  }
  std::pair<Value, Value> ends = {std::numeric_limits<Value>::max(),
                                  std::numeric_limits<Value>::min()};
  std::vector<std::size_t> places;
  Patient patient = first_patient(read, places);
  do {
    const Value value = value_of(model, patient, score);
    ends = {std::min(ends.first, value), std::max(ends.second, value)};
  } while (next_patient(read, places, patient));
  return ends;
}

}  // namespace bedside::agree

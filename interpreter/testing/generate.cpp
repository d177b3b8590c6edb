// Takes a rule set and what its examples leave out; gives the patients that are missing, few of
// them.
#include "interpreter/testing/generate.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "lang/meaning/words.hpp"

namespace bedside::testing {

using namespace meaning;
using evaluate::Record;

namespace {

using Indices = std::set<std::size_t>;

constexpr std::size_t most_joins = 200;  // tries to put two patients into one, for each row

/// The things to be shown that are wanted, and a patient for each.
class Choose {
 public:
  Choose(const Plan& plan, const Coverage& coverage, Search& search)
      : plan_(plan), coverage_(coverage), search_(search) {}

  Indices wanted;
  std::vector<Record> pool;
  std::vector<std::size_t> not_found;

  void run() {
    for (std::size_t i = 0; i < plan_.goals.size(); ++i) {
      if (coverage_.goals[i] != GoalState::missing) continue;
      if (!choose(plan_.goals[i])) not_found.push_back(i);
    }
  }

 private:
  // The way that needs the fewest new patients.
  bool choose(const Goal& goal) {
    std::optional<std::vector<std::size_t>> best;
    for (const auto& way : goal.ways) {
      std::vector<std::size_t> missing;
      for (const std::size_t each : way) {
        const bool there = coverage_.shown.at(each).count > 0 || wanted.count(each) > 0;
        if (!there) missing.push_back(each);
      }
      if (best && best->size() <= missing.size()) continue;
      const bool all = std::all_of(missing.begin(), missing.end(), [&](std::size_t each) {
        return search_.find(each).record.has_value();
      });
      if (all) best = std::move(missing);
    }
    if (!best) return false;
    for (const std::size_t each : *best) {
      wanted.insert(each);
      pool.push_back(*search_.find(each).record);
    }
    return true;
  }

  const Plan& plan_;
  const Coverage& coverage_;
  Search& search_;
};

/// Both patients in one, where no finding of theirs differs.
std::optional<Record> joined(const Record& a, const Record& b) {
  Record both = a;
  bool more = false;
  for (std::size_t i = 0; i < both.findings.size(); ++i) {
    const Possible& other = b.findings[i];
    if (!other.recorded) continue;
    if (!both.findings[i].recorded) {
      both.findings[i] = other;
      more = true;
    } else if (!(both.findings[i].values == other.values &&
                 both.findings[i].range == other.range)) {
      return std::nullopt;
    }
  }
  if (!more) return std::nullopt;
  return both;
}

/// Takes the patient who shows most of what is left, and puts others into the same one as long as
/// that shows more; again, until nothing is left.
class Cover {
 public:
  Cover(const Plan& plan, Indices wanted, std::vector<Record> pool)
      : plan_(plan), left_(std::move(wanted)), pool_(std::move(pool)) {
    for (const Record& record : pool_) shown_.push_back(shown_by(record));
  }

  std::vector<Record> run() {
    std::vector<Record> rows;
    while (!left_.empty()) {
      std::size_t best = 0;
      for (std::size_t i = 1; i < pool_.size(); ++i) {
        if (gain(shown_[i]) > gain(shown_[best])) best = i;
      }
      if (pool_.empty() || gain(shown_[best]) == 0) break;
      Record row = pool_[best];
      Indices shown = shown_[best];
      grow(row, shown);
      for (const std::size_t each : shown) left_.erase(each);
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  Indices shown_by(const Record& record) const {
    const auto evaluation = evaluate::evaluate(plan_.rules, record);
    Indices shown;
    for (const std::size_t each : left_) {
      if (shows(plan_, plan_.shown.at(each), record, evaluation) == Truth::yes) shown.insert(each);
    }
    return shown;
  }

  std::size_t gain(const Indices& shown) const {
    return static_cast<std::size_t>(std::count_if(
        shown.begin(), shown.end(), [&](std::size_t each) { return left_.count(each) > 0; }));
  }

  void grow(Record& row, Indices& shown) const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < pool_.size(); ++i) {
      if (gain(shown_[i]) > 0) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return gain(shown_[a]) > gain(shown_[b]);
    });
    std::size_t joins = 0;
    for (const std::size_t each : order) {
      const bool adds = std::any_of(shown_[each].begin(), shown_[each].end(), [&](std::size_t one) {
        return left_.count(one) > 0 && shown.count(one) == 0;
      });
      const auto both = adds ? joined(row, pool_[each]) : std::nullopt;
      if (!both || ++joins > most_joins) continue;
      Indices more = shown_by(*both);
      if (gain(more) <= gain(shown)) continue;
      row = *both;
      shown = std::move(more);
    }
  }

  const Plan& plan_;
  Indices left_;
  std::vector<Record> pool_;
  std::vector<Indices> shown_;
};

}  // namespace

Generated generate(const Plan& plan, const Coverage& coverage, Search& search) {
  Choose choose(plan, coverage, search);
  choose.run();
  Generated generated;
  std::vector<Sighting> shown = coverage.shown;
  std::vector<GoalState> goals = coverage.goals;
  for (Record& record : Cover(plan, choose.wanted, choose.pool).run()) {
    const auto evaluation = evaluate::evaluate(plan.rules, record);
    NewExample example{std::move(record), {}, {}};
    for (std::size_t i = 0; i < plan.shown.size(); ++i) {
      if (shows(plan, plan.shown[i], example.record, evaluation) != Truth::yes) continue;
      const bool first = shown[i].count++ == 0;
      if (first && choose.wanted.count(i) > 0) example.shown.push_back(i);
    }
    for (std::size_t i = 0; i < plan.goals.size(); ++i) {
      if (goals[i] != GoalState::missing || !is_reached(plan.goals[i], shown)) continue;
      goals[i] = GoalState::reached;
      example.goals.push_back(i);
    }
    generated.examples.push_back(std::move(example));
  }
  for (const std::size_t goal : choose.not_found) {
    if (goals[goal] == GoalState::missing) generated.not_found.push_back(goal);
  }
  return generated;
}

std::string cell_of(const Finding& finding, const Possible& possible) {
  if (!possible.recorded) return "";
  if (finding.kind == FindingKind::number) return in_words(possible.range, finding.unit);
  if (finding.kind == FindingKind::yes_no) return possible.values.has(1) ? "yes" : "no";
  // Commas would begin another fact.
  std::string cell;
  for (const std::size_t value : possible.values.list()) {
    cell += (cell.empty() ? "" : " or ") + written(finding.values.at(value));
  }
  return cell;
}

}  // namespace bedside::testing

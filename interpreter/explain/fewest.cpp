// Takes a record and a goal; gives the fewest findings to record or change that would bring it.
#include "interpreter/explain/fewest.hpp"

#include <algorithm>

#include "interpreter/explain/boxes.hpp"
#include "interpreter/explain/question.hpp"
#include "lang/text/invariant.hpp"

namespace bedside::explain {

using evaluate::Possible;
using evaluate::Record;

namespace {

using Set = std::vector<std::size_t>;  // subjects, by their place in the question

bool meets(const Set& a, const Set& b) {
  return std::any_of(a.begin(), a.end(), [&](std::size_t each) {
    return std::find(b.begin(), b.end(), each) != b.end();
  });
}

/// Looks for sets of one, two, three … findings to touch. A *core* is a set of findings of which at
/// least one has to be touched, since the goal is out of reach while all of them stay as they are,
/// whatever the others become. Each core that is found cuts all later searching short.
class Search {
 public:
  Search(const Case& of, const Goal& goal, std::size_t budget)
      : question_(of, goal), trier_(question_, budget), boxes_(question_, trier_) {}

  Fewest run() {
    Fewest found;
    const std::size_t count = question_.subjects().size();
    Record all = question_.now();
    for (std::size_t i = 0; i < count; ++i) question_.set_free(all, i);
    found.impossible = !question_.allows(trier_.of(all));
    found.at_least = 1;
    for (std::size_t k = 1; k <= count && !found.impossible; ++k) {
      excluded_.assign(count, false);
      Set chosen;
      search(chosen, k);
      if (!boxes_.ways().empty() || trier_.spent()) break;
      // Where something stayed unresolved, nothing is certain beyond.
      if (!boxes_.unresolved()) found.at_least = k + 1;
      found.impossible = k == count && !boxes_.unresolved();
    }
    return finish(std::move(found));
  }

 private:
  Fewest finish(Fewest found) {
    if (found.impossible) found.at_least = 0;
    found.all_seen = !trier_.spent() && !boxes_.unresolved();
    if (boxes_.ways().empty() && !found.impossible) boxes_.find_some_way();
    found.ways = boxes_.ways();
    found.more = boxes_.more();
    found.different = boxes_.different();
    found.count = found.ways.empty() ? 0 : found.ways.front().size();
    found.tries = trier_.tries();
    return found;
  }

  void search(Set& chosen, std::size_t left) {
    if (trier_.spent() || apart(chosen) > left) return;
    const Set* core = known_core(chosen);
    Set branches;
    if (core == nullptr) core = find_core(chosen);
    if (core == nullptr && left == 0) {
      boxes_.solve(chosen);
      return;
    }
    if (left == 0) return;
    if (core != nullptr) branches = *core;
    for (std::size_t i = 0; core == nullptr && i < question_.subjects().size(); ++i) {
      if (std::find(chosen.begin(), chosen.end(), i) == chosen.end()) branches.push_back(i);
    }
    std::erase_if(branches, [&](std::size_t each) { return excluded_[each]; });
    for (const std::size_t each : branches) {
      chosen.push_back(each);
      search(chosen, left - 1);
      chosen.pop_back();
      excluded_[each] = true;
    }
    for (const std::size_t each : branches) excluded_[each] = false;
  }

  /// How many known cores share no finding with each other nor with what is chosen: so many more
  /// findings are needed at least.
  std::size_t apart(const Set& chosen) const {
    Set taken = chosen;
    std::size_t count = 0;
    for (const Set& core : cores_) {
      if (meets(core, taken)) continue;
      taken.insert(taken.end(), core.begin(), core.end());
      ++count;
    }
    return count;
  }

  /// The one with the fewest ways on.
  const Set* known_core(const Set& chosen) const {
    const Set* best = nullptr;
    std::size_t fewest = 0;
    for (const Set& core : cores_) {
      if (meets(core, chosen)) continue;
      const auto open = static_cast<std::size_t>(std::count_if(
          core.begin(), core.end(), [&](std::size_t each) { return !excluded_[each]; }));
      if (best == nullptr || open < fewest) {
        best = &core;
        fewest = open;
      }
    }
    return best;
  }

  const Set* find_core(const Set& chosen) {
    Record record = question_.now();
    for (const std::size_t each : chosen) question_.set_free(record, each);
    if (!question_.allows(trier_.of(record))) return shrunk(chosen, std::move(record), true);
    for (std::size_t way = 0; way < ways_of_fate; ++way) {
      Record fate = record;
      if (!trier_.set_fates(fate, chosen, way)) return nullptr;
      if (!question_.may_conclude(trier_.of(fate))) return shrunk(chosen, std::move(fate), false);
    }
    return nullptr;
  }

  /// Leaves out what the record is out of reach without. `allows`: else it is about what may be
  /// concluded.
  const Set* shrunk(const Set& chosen, Record record, bool allows) {
    Set core;
    for (std::size_t i = 0; i < question_.subjects().size(); ++i) {
      if (std::find(chosen.begin(), chosen.end(), i) != chosen.end()) continue;
      Record freer = record;
      question_.set_free(freer, i);
      const auto evaluation = trier_.of(freer);
      const bool in_reach =
          allows ? question_.allows(evaluation) : question_.may_conclude(evaluation);
      if (in_reach) {
        core.push_back(i);
      } else {
        record = std::move(freer);
      }
    }
    // Shorter ones first: they leave fewer ways on, and more of them lie apart.
    const auto shorter = [](const Set& a, const Set& b) { return a.size() < b.size(); };
    const auto place = std::upper_bound(cores_.begin(), cores_.end(), core, shorter);
    return &*cores_.insert(place, std::move(core));
  }

  Question question_;
  Trier trier_;
  Boxes boxes_;
  std::vector<Set> cores_;
  std::vector<bool> excluded_;
};

/// So that the largest rule sets take seconds, and small ones are searched to the end.
std::size_t usual_budget(const Case& of) {
  const std::size_t size = of.rules.program_without_claims().size() + 50;
  return std::clamp<std::size_t>(50'000'000 / size, 5'000, 100'000);
}

}  // namespace

Fewest fewest_changes(const Case& of, const Goal& goal, Budget budget) {
  if (has_come(of.evaluation, goal)) return {};
  Fewest found = Search(of, goal, budget.tries > 0 ? budget.tries : usual_budget(of)).run();
  for (const Way& way : found.ways) {
    Record changed = of.record;
    for (const Change& change : way) changed.findings.at(change.finding.index) = change.to;
    text::invariant(has_come(evaluate::conclude(of.rules, changed), goal),
                    "what is said to bring a rule, level or advice brings it");
  }
  return found;
}

}  // namespace bedside::explain

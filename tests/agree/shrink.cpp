// Takes a case that fails a property; leaves out one thing after the other while it still fails.
#include "tests/agree/shrink.hpp"

#include <cstdlib>
#include <fstream>

#include "tests/agree/write.hpp"

namespace bedside::agree {

namespace {

constexpr std::size_t most_tries = 2000;

using Change = std::function<void(Case&)>;

void condition_changes(const Case& from, std::vector<Change>& changes) {
  Case copy = from;
  const std::vector<Condition*> all = conditions_of(copy.model);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t part = 0; part < all[i]->parts.size(); ++part) {
      changes.push_back([i, part](Case& next) {
        Condition* const place = conditions_of(next.model)[i];
        const Condition only = place->parts[part];
        *place = only;
      });
      if (all[i]->parts.size() < 3) continue;
      changes.push_back([i, part](Case& next) {
        Condition* const place = conditions_of(next.model)[i];
        place->parts.erase(place->parts.begin() + static_cast<std::ptrdiff_t>(part));
      });
    }
  }
}

void rule_changes(const Case& from, std::vector<Change>& changes) {
  for (std::size_t i = 0; i < from.model.rules.size(); ++i) {
    const Rule& rule = from.model.rules[i];
    if (rule.dropped) continue;
    changes.push_back([i](Case& next) { next.model.rules[i].dropped = true; });
    if (rule.unless) changes.push_back([i](Case& next) { next.model.rules[i].unless.reset(); });
    if (!rule.overrides.empty()) {
      changes.push_back([i](Case& next) { next.model.rules[i].overrides.pop_back(); });
    }
    if (rule.outcomes.size() + rule.advice.size() < 2) continue;
    if (!rule.advice.empty()) {
      changes.push_back([i](Case& next) { next.model.rules[i].advice.pop_back(); });
    }
    // A rule on `recorded` has no outcomes to leave out.
    if (!rule.outcomes.empty()) {
      changes.push_back([i](Case& next) { next.model.rules[i].outcomes.pop_back(); });
    }
  }
  for (std::size_t i = 0; i < from.model.otherwise.size(); ++i) {
    if (from.model.otherwise[i].dropped) continue;
    changes.push_back([i](Case& next) { next.model.otherwise[i].dropped = true; });
  }
}

void list_changes(const Case& from, std::vector<Change>& changes) {
  for (std::size_t a = 0; a < from.model.assessments.size(); ++a) {
    for (std::size_t i = 0; i < from.model.assessments[a].by.size(); ++i) {
      if (from.model.assessments[a].by[i].dropped) continue;
      changes.push_back([a, i](Case& next) { next.model.assessments[a].by[i].dropped = true; });
    }
  }
  for (std::size_t s = 0; s < from.model.scores.size(); ++s) {
    std::size_t left = 0;
    for (const ScoreItem& item : from.model.scores[s].items) left += item.dropped ? 0U : 1U;
    for (std::size_t i = 0; left > 1 && i < from.model.scores[s].items.size(); ++i) {
      if (from.model.scores[s].items[i].dropped) continue;
      changes.push_back([s, i](Case& next) { next.model.scores[s].items[i].dropped = true; });
    }
  }
}

std::vector<Change> changes_of(const Case& from) {
  std::vector<Change> changes;
  rule_changes(from, changes);
  list_changes(from, changes);
  if (from.model.applies) changes.push_back([](Case& next) { next.model.applies.reset(); });
  condition_changes(from, changes);
  for (std::size_t i = 0; i < from.record.size(); ++i) {
    if (!from.record[i].recorded) continue;
    changes.push_back([i](Case& next) { next.record[i] = open_record(next.model)[i]; });
  }
  return changes;
}

bool is_trouble(const Engine& engine, const Case& given) {
  return !engine(given.model, given.record, given.seed).answer;
}

}  // namespace

Case random_case(std::uint64_t seed, const Taste& taste) {
  Draw draw(seed);
  Case result;
  result.seed = seed;
  result.model = random_model(draw, taste);
  result.record = random_record(draw, result.model);
  return result;
}

Case shrink(const Engine& engine, const Property& property, Case failing) {
  const bool trouble = is_trouble(engine, failing);
  std::size_t tries = 0;
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (const Change& change : changes_of(failing)) {
      if (++tries > most_tries) return failing;
      Case next = failing;
      change(next);
      if (is_trouble(engine, next) != trouble || !property(engine, next)) continue;
      failing = next;
      smaller = true;
      break;
    }
  }
  return failing;
}

std::string report(const Engine& engine, const Property& property, const Case& failing) {
  Draw style(failing.seed);
  std::string text = "BEDSIDE_AGREE_SEED=" + std::to_string(failing.seed) + "\n\n";
  text += write_model(style, failing.model) + "\ngiven ";
  text += write_record(style, failing.model, failing.record) + "\n\n";
  return text + property(engine, failing).value_or("(does not fail when it is tried again)");
}

std::string first_failure(const Engine& engine, const Property& property, const Taste& taste,
                          std::uint64_t seed, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const Case given = random_case(seed + i, taste);
    if (property(engine, given)) {
      return report(engine, property, shrink(engine, property, given));
    }
  }
  return "";
}

std::size_t wanted_cases(std::size_t usual) {
  const char* const text = std::getenv("BEDSIDE_AGREE_CASES");
  const std::size_t wanted = text ? std::strtoull(text, nullptr, 10) : 0;
  const std::size_t cases = wanted > 0 ? wanted : usual;
  if (const char* const counts = std::getenv("BEDSIDE_AGREE_COUNTS")) {
    std::ofstream(counts, std::ios::app) << cases << '\n';
  }
  return cases;
}

std::uint64_t wanted_seed() {
  const char* const text = std::getenv("BEDSIDE_AGREE_SEED");
  return text ? std::strtoull(text, nullptr, 10) : 1;
}

}  // namespace bedside::agree

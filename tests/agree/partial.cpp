// Takes a small model and a record; gives the answer that language.md, section 5, spells out, with
// strong Kleene logic over sets of possible values.
#include "tests/agree/partial.hpp"

#include <algorithm>
#include <numeric>

#include "tests/agree/brute.hpp"

namespace bedside::agree {

namespace {

using Kind = Condition::Kind;

Three opposite(Three truth) { return static_cast<Three>(2 - static_cast<int>(truth)); }

/// Where an assessment can still end: levels, and two ends without a value.
constexpr std::size_t no_value = 1000;
constexpr std::size_t in_conflict = 1001;

/// One rule or band list that concludes: the levels it may still give, and whether it surely does.
struct Source {
  std::set<std::size_t> levels;
  bool sure = false;
  bool band_list = false;
  std::size_t lowest = 0;  ///< of a band list, whatever the record
};

struct Assessed {
  AssessmentAnswer answer;
  std::set<std::size_t> read_as;  ///< the ends that conditions on it see
};

class Reading {
 public:
  Reading(const Model& model, const Record& record) : model_(model), record_(record) {}

  Answer answer();
  Three truth(const Condition& condition) const;

 private:
  Three over_values(const std::vector<Value>& values, const Condition& condition) const;
  Three over_ends(const Condition& condition) const;
  Three counted(const Condition& condition) const;
  std::vector<Value> possible(const Number& number) const;
  Three status(std::size_t rule) const;
  Three otherwise_status(std::size_t assessment) const;
  std::vector<Source> sources(std::size_t assessment) const;
  const Otherwise* otherwise_of(std::size_t assessment) const;
  Assessed assess(std::size_t assessment) const;
  Assessed scale(std::size_t assessment) const;
  Assessed choice(std::size_t assessment) const;
  Assessed finish(std::size_t assessment, std::set<std::size_t> ends,
                  std::optional<std::size_t> value) const;
  std::size_t nothing(std::size_t assessment) const;
  void add_rules(Answer& answer) const;
  void add_advice(Answer& answer) const;

  const Model& model_;
  const Record& record_;
  std::vector<Assessed> assessed_;
};

// "A condition is yes if it holds for all of them, no if for none, otherwise unknown."
template <class Items, class Holds>
Three for_all(const Items& items, Holds holds) {
  bool some = false;
  bool all = true;
  for (const auto& item : items) {
    const bool yes = holds(item);
    some = some || yes;
    all = all && yes;
  }
  return all ? Three::yes : some ? Three::unknown : Three::no;
}

// "The possible values of a score are all multiples of its step between its ends."
std::vector<Value> Reading::possible(const Number& number) const {
  if (number.kind == Number::Kind::finding) return record_[number.index].remaining;
  Value step = 0;
  for (const ScoreItem& item : model_.scores[number.index].items) {
    if (item.dropped) continue;
    if (item.kind == ScoreItem::Kind::points) step = std::gcd(step, item.points);
    for (const Band& band : item.by.bands) step = std::gcd(step, band.result);
  }
  const auto [low, high] = score_ends(model_, record_, number.index);
  std::vector<Value> values;
  for (Value value = low; value <= high; value += std::max<Value>(step, 1)) values.push_back(value);
  return values;
}

Three Reading::over_values(const std::vector<Value>& values, const Condition& condition) const {
  const auto listed = [&](Value value) {
    return std::find(condition.values.begin(), condition.values.end(), value) !=
           condition.values.end();
  };
  return for_all(values, [&](Value value) {
    if (condition.kind == Kind::finding) return value != 0;
    if (condition.kind == Kind::values) return listed(value);
    if (condition.kind == Kind::not_value) return !listed(value);
    if (condition.kind == Kind::ordered) {
      return compare(value, condition.comparison, condition.values[0], 0);
    }
    const Value high = condition.numbers.size() > 2 ? condition.numbers[2].constant : 0;
    return compare(value, condition.comparison, condition.numbers[1].constant, high);
  });
}

Three Reading::over_ends(const Condition& condition) const {
  return for_all(assessed_[condition.index].read_as, [&](std::size_t end) {
    const Value level = static_cast<Value>(end);
    const bool found = std::find(condition.values.begin(), condition.values.end(), level) !=
                       condition.values.end();
    if (condition.kind == Kind::not_assessed) return !found;
    if (condition.kind == Kind::assessed) return found;
    return end < no_value && level >= condition.values[0];
  });
}

// "Counts are intervals."
Three Reading::counted(const Condition& condition) const {
  std::size_t least = 0;
  std::size_t most = 0;
  for (const Condition& part : condition.parts) {
    least += truth(part) == Three::yes ? 1U : 0U;
    most += truth(part) != Three::no ? 1U : 0U;
  }
  std::vector<std::size_t> counts;
  for (std::size_t count = least; count <= most; ++count) counts.push_back(count);
  const std::size_t all = condition.parts.size();
  return for_all(counts, [&](std::size_t count) {
    switch (condition.kind) {
      case Kind::all:
        return count == all;
      case Kind::any:
        return count > 0;
      case Kind::none:
        return count == 0;
      case Kind::count_at_least:
        return count >= condition.count;
      case Kind::count_at_most:
        return count <= condition.count;
      default:
        return count == condition.count;
    }
  });
}

Three Reading::truth(const Condition& condition) const {
  switch (condition.kind) {
    case Kind::definition:
      return truth(model_.definitions[condition.index].condition);
    case Kind::finding:
    case Kind::values:
    case Kind::not_value:
    case Kind::ordered:
      return over_values(record_[condition.index].remaining, condition);
    case Kind::number:
      return over_values(possible(condition.numbers[0]), condition);
    case Kind::assessed:
    case Kind::not_assessed:
    case Kind::assessed_at_least:
      return over_ends(condition);
    case Kind::recorded:
      return record_[condition.index].recorded ? Three::yes : Three::no;
    case Kind::not_recorded:
      return record_[condition.index].recorded ? Three::no : Three::yes;
    case Kind::negation:
      return opposite(truth(condition.parts[0]));
    default:
      return counted(condition);
  }
}

// "Where R counts, S is ruled out; where R may yet count, S is at most undecided."
Three Reading::status(std::size_t index) const {
  if (model_.rules[index].dropped) return Three::no;
  Three result = truth(whole_condition(model_.rules[index]));
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    const std::vector<std::size_t>& over = model_.rules[i].overrides;
    if (std::find(over.begin(), over.end(), index) == over.end()) continue;
    result = std::min(result, opposite(status(i)));
  }
  return result;
}

std::vector<Source> Reading::sources(std::size_t assessment) const {
  std::vector<Source> result;
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    for (const Outcome& outcome : model_.rules[i].outcomes) {
      if (outcome.assessment != assessment) continue;  // may read what is not assessed yet
      const Three fires = status(i);
      if (fires == Three::no) continue;
      result.push_back({{outcome.level}, fires == Three::yes, false, 0});
    }
  }
  for (const ByList& by : model_.assessments[assessment].by) {
    if (by.dropped) continue;
    Source source;
    source.band_list = true;
    source.lowest = no_value;
    const std::vector<Value> values = possible(by.quantity);
    for (const Band& band : by.bands) {
      const auto level = static_cast<std::size_t>(band.result);
      source.lowest = std::min(source.lowest, level);
      const bool met = std::any_of(values.begin(), values.end(), [&](Value value) {
        if (!band.other) return in_band(band, value);
        return std::none_of(by.bands.begin(), by.bands.end(),
                            [&](const Band& rest) { return !rest.other && in_band(rest, value); });
      });
      if (met) source.levels.insert(level);
    }
    source.sure = source.levels.size() == 1;
    result.push_back(source);
  }
  return result;
}

const Otherwise* Reading::otherwise_of(std::size_t assessment) const {
  for (const Otherwise& otherwise : model_.otherwise) {
    if (!otherwise.dropped && otherwise.outcome.assessment == assessment) return &otherwise;
  }
  return nullptr;
}

std::size_t Reading::nothing(std::size_t assessment) const {
  const Otherwise* otherwise = otherwise_of(assessment);
  return otherwise ? otherwise->outcome.level : no_value;
}

Assessed Reading::finish(std::size_t assessment, std::set<std::size_t> ends,
                         std::optional<std::size_t> value) const {
  const std::vector<std::string>& levels = model_.assessments[assessment].levels;
  Assessed result;
  for (const std::size_t end : ends) {
    result.answer.possible.insert(end == no_value ? "" : plain(levels[end]));
  }
  const bool one_end = ends.size() == 1;
  if (one_end && *ends.begin() != no_value) value = *ends.begin();
  if (value) result.answer.value = plain(levels[*value]);
  if (value)
    result.answer.status = one_end ? "settled" : "provisional";
  else
    result.answer.status = one_end ? "none" : "open";
  result.read_as = std::move(ends);
  return result;
}

// "Its possible ends are the most serious of: what is established, one still possible level of each
// `by` list, and any of the undecided levels or none of them."
Assessed Reading::scale(std::size_t assessment) const {
  std::optional<std::size_t> value;
  std::set<std::size_t> ends = {no_value};  // no_value stands for: nothing so far
  const auto more = [](std::size_t a, std::size_t b) {
    return a == no_value ? b : b == no_value ? a : std::max(a, b);
  };
  for (const Source& source : sources(assessment)) {
    std::set<std::size_t> next;
    for (const std::size_t end : ends) {
      if (!source.sure && !source.band_list) next.insert(end);
      for (const std::size_t level : source.levels) next.insert(more(end, level));
    }
    ends = next;
    const std::size_t least = *source.levels.begin();
    const bool counts = source.band_list ? source.sure || least != source.lowest : source.sure;
    if (counts) value = value ? std::max(*value, least) : least;
  }
  // "Where every possible end is more serious than what is established, the least serious of them."
  if (value) value = std::max(*value, *ends.begin());
  if (ends.erase(no_value) > 0) ends.insert(nothing(assessment));
  return finish(assessment, ends, value);
}

Assessed Reading::choice(std::size_t assessment) const {
  const std::vector<Source> all = sources(assessment);
  std::set<std::size_t> sure;
  std::set<std::size_t> ends;
  bool band_list = false;
  for (const Source& source : all) {
    if (source.sure) sure.insert(*source.levels.begin());
    ends.insert(source.levels.begin(), source.levels.end());
    band_list = band_list || source.band_list;
  }
  if (sure.empty() && !band_list) ends.insert(nothing(assessment));
  std::optional<std::size_t> value;
  if (!sure.empty()) value = *sure.begin();
  Assessed result = finish(assessment, ends, value);
  if (sure.size() > 1) {
    result.answer.status = "conflict";
    result.answer.value = "";
    result.read_as = {in_conflict};
    return result;
  }
  for (std::size_t i = 0; i < all.size(); ++i) {  // "two sources may still differ"
    for (std::size_t j = 0; j < i; ++j) {
      std::set<std::size_t> both = all[i].levels;
      both.insert(all[j].levels.begin(), all[j].levels.end());
      if (both.size() > 1) result.read_as.insert(in_conflict);
    }
  }
  return result;
}

Assessed Reading::assess(std::size_t assessment) const {
  const bool one_of_them = model_.assessments[assessment].kind == AssessmentKind::choice;
  return one_of_them ? choice(assessment) : scale(assessment);
}

// "`otherwise` concludes where every other rule for the assessment is ruled out; it is undecided
// where one is undecided and none fires."
Three Reading::otherwise_status(std::size_t assessment) const {
  Three others = Three::no;
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    for (const Outcome& outcome : model_.rules[i].outcomes) {
      if (outcome.assessment == assessment) others = std::max(others, status(i));
    }
  }
  return opposite(others);
}

std::string rule_status(Three status) {
  return status == Three::yes ? "fires" : status == Three::no ? "ruled out" : "undecided";
}

void Reading::add_rules(Answer& answer) const {
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    const Rule& rule = model_.rules[i];
    if (rule.dropped || rule.name.empty()) continue;
    answer.rules[rule.name] = rule_status(status(i));
    if (status(i) != Three::yes) continue;
    for (const std::size_t over : rule.overrides) {
      const Rule& loser = model_.rules[over];
      if (!loser.dropped && truth(whole_condition(loser)) == Three::yes) {
        answer.overridden.emplace(loser.name, rule.name);
      }
    }
  }
}

void Reading::add_advice(Answer& answer) const {
  std::vector<Three> best(model_.advice.size(), Three::no);
  const auto raise = [&](const std::vector<std::size_t>& advice, Three status) {
    for (const std::size_t each : advice) best[each] = std::max(best[each], status);
  };
  for (std::size_t i = 0; i < model_.rules.size(); ++i) raise(model_.rules[i].advice, status(i));
  for (const Otherwise& otherwise : model_.otherwise) {
    if (otherwise.dropped) continue;
    const Three concluded = otherwise_status(otherwise.outcome.assessment);
    raise(otherwise.advice, concluded);
    const Assessment& of = model_.assessments[otherwise.outcome.assessment];
    answer.otherwise[of.name] = rule_status(concluded);
  }
  const std::vector<bool> left = unused(model_).advice;
  for (std::size_t i = 0; i < best.size(); ++i) {
    if (left[i]) continue;
    answer.advice[plain(model_.advice[i])] = best[i] == Three::yes       ? "given"
                                             : best[i] == Three::unknown ? "possible"
                                                                         : "not given";
  }
}

Answer Reading::answer() {
  Answer answer;
  answer.applies = "yes";
  const Unused left = unused(model_);
  for (std::size_t i = 0; i < model_.assessments.size(); ++i) {
    assessed_.push_back(assess(i));
    if (!left.assessments[i]) answer.assessments[model_.assessments[i].name] = assessed_[i].answer;
  }
  for (std::size_t i = 0; i < model_.scores.size(); ++i) {
    if (!left.scores[i]) answer.scores[model_.scores[i].name] = score_ends(model_, record_, i);
  }
  add_rules(answer);
  add_advice(answer);
  return answer;
}

}  // namespace

Answer answer_in_words(const Model& model, const Record& record) {
  return Reading(model, record).answer();
}

Three truth_of(const Model& model, const Record& record, const Condition& condition) {
  return Reading(model, record).truth(condition);
}

}  // namespace bedside::agree

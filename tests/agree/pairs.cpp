// Takes a seed; gives two rule sets, all patients whom both know, and what plain booleans say of
// each in both: what the comparison of rule sets is held to.
#include "tests/agree/pairs.hpp"

#include <algorithm>

#include "tests/agree/answer.hpp"
#include "tests/agree/mutate_model.hpp"
#include "tests/agree/vocabulary.hpp"
#include "tests/agree/write.hpp"

namespace bedside::agree {

namespace {

template <class Things>
std::optional<std::size_t> place_of(const Things& things, const std::string& name) {
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (plain(things[i].name) == name) return i;
  }
  return std::nullopt;
}

/// What is not written is not checked either, and may read itself in a circle: it is made empty.
void empty_unused(Model& model) {
  const Unused left = unused(model);
  for (std::size_t i = 0; i < model.definitions.size(); ++i) {
    Condition always;
    always.kind = Condition::Kind::all;
    if (left.definitions[i]) model.definitions[i].condition = always;
  }
  for (std::size_t i = 0; i < model.scores.size(); ++i) {
    for (ScoreItem& item : model.scores[i].items) item.dropped = item.dropped || left.scores[i];
  }
}

/// None where the rule set is refused.
std::optional<Side> side_of(Draw& style, Model model) {
  empty_unused(model);
  Side side{std::move(model), {}, {}, {}, {}};
  side.text = write_model(style, side.model);
  side.loaded = load_text(side.text);
  if (!side.loaded.usable()) return std::nullopt;
  for (const meaning::Finding& finding : side.rules().findings) {
    side.findings.push_back(*place_of(side.model.findings, finding.name));
  }
  for (const Rule& rule : side.model.rules) {
    side.rule_ids.emplace_back();
    for (std::size_t i = 0; i < side.rules().rules.size(); ++i) {
      const bool is =
          !rule.dropped && !rule.name.empty() && side.rules().rules[i].name == rule.name;
      if (is) side.rule_ids.back() = i;
    }
  }
  return side;
}

// ---- The two rule sets -------------------------------------------------------------------------

class Maker {
 public:
  Maker(Draw& draw, const Taste& taste) : draw_(draw), taste_(taste) {}

  std::optional<Pair> pair(bool wide) {
    Pair pair;
    Model model = random_model(draw_, taste_);
    if (wide) widen(model);
    auto before = side_of(draw_, std::move(model));
    if (!before) throw std::logic_error("refused");
    pair.before = std::move(*before);
    const std::size_t how = draw_.below(20);
    pair.made = how < 3    ? Pair::Made::said_otherwise
                : how < 5  ? Pair::Made::other_unit
                : how < 15 ? Pair::Made::slips
                : how < 17 ? Pair::Made::other_values
                           : Pair::Made::unrelated;
    auto after = other_than(pair.before.model, pair.made);
    if (!after) return std::nullopt;
    pair.after = std::move(*after);
    if (pair.made != Pair::Made::other_values) return pair;
    const auto again = with_other_values(draw_, pair.before.model);
    auto both = again && draw_.chance(30) ? side_of(draw_, *again) : std::nullopt;
    if (both) pair.before = std::move(*both);
    if (draw_.chance(50)) std::swap(pair.before, pair.after);
    return pair;
  }

 private:
  std::optional<Side> other_than(const Model& model, Pair::Made made) {
    if (made == Pair::Made::unrelated) return side_of(draw_, unrelated_to(model));
    if (made == Pair::Made::said_otherwise) return side_of(draw_, renamed(draw_, model));
    if (made == Pair::Made::other_unit) {
      const auto next = in_other_unit(draw_, model);
      return next ? side_of(draw_, *next) : std::nullopt;
    }
    auto next =
        slipped(model, made == Pair::Made::other_values ? draw_.below(2) : draw_.between(1, 4));
    if (!next || made == Pair::Made::slips) return next;
    const auto other = with_other_values(draw_, next->model);
    return other ? side_of(draw_, *other) : std::nullopt;
  }

  std::optional<Side> slipped(const Model& model, std::size_t count) {
    auto side = side_of(draw_, draw_.chance(30) ? renamed(draw_, model) : model);
    for (std::size_t i = 0, tries = 0; i < count && tries < 40; ++tries) {
      const auto slip = with_slip(draw_, taste_, side->model);
      if (!slip) continue;
      auto next = side_of(draw_, *slip);
      if (!next) continue;
      side = std::move(next);
      ++i;
    }
    return side;
  }

  Model unrelated_to(const Model& model) {
    Model start;
    start.findings = model.findings;
    const bool same = draw_.chance(60);
    start.assessments = same ? model.assessments : random_assessments(draw_);
    for (Assessment& assessment : start.assessments) assessment.by.clear();
    start.advice = same ? model.advice : random_advice(draw_);
    return random_rules(draw_, taste_, std::move(start));
  }

  Draw& draw_;
  const Taste& taste_;
};

// ---- All patients ------------------------------------------------------------------------------

/// A value in the words of both, and how much of the finding it stands for.
struct Common {
  Value before = 0;
  Value after = 0;
  double share = 0;
};

bool is_written(const Side& side, std::size_t finding) {
  return std::find(side.findings.begin(), side.findings.end(), finding) != side.findings.end();
}

/// Values of lists are the same by their names; of lists as long as each other, by their places.
bool other_values(const Finding& before, const Finding& after, Value value) {
  if (is_number(before) || before.values.size() == after.values.size()) return false;
  const auto place = static_cast<std::size_t>(value);
  return before.values[place] != after.values[place];
}

/// The values that both know; all of a finding that only one of them has.
std::vector<Common> common_values(const Pair& pair, std::size_t index) {
  const Finding& before = pair.before.model.findings[index];
  const Finding& after = pair.after.model.findings[index];
  const bool in_before = is_written(pair.before, index);
  const bool in_after = is_written(pair.after, index);
  if (!in_before && !in_after) return {{before.domain[0], after.domain[0], 1}};
  const bool real = (!in_before || before.kind == FindingKind::real) &&
                    (!in_after || after.kind == FindingKind::real);
  std::vector<Common> common;
  double sum = 0;
  for (const Value value : in_before ? before.domain : after.domain) {
    // What nobody reads is the same for all.
    Common both{value, value, 1};
    if (in_before && in_after) {
      both.after = in_unit_of(after, before, value);
      const auto& known = after.domain;
      if (std::find(known.begin(), known.end(), both.after) == known.end()) continue;
      if (other_values(before, after, value)) continue;
    }
    const Finding& said = in_before ? before : after;
    // A real number is exactly at a limit for nobody.
    if (real && (value - said.low) % said.step == 0) both.share = 0;
    sum += both.share;
    common.push_back(both);
  }
  for (Common& each : common) each.share /= sum;
  return common;
}

bool counted_otherwise(const Pair& pair, std::size_t index) {
  if (!is_written(pair.before, index) || !is_written(pair.after, index)) return false;
  const std::size_t common = common_values(pair, index).size();
  bool counted = false;
  for (const Side* side : {&pair.before, &pair.after}) {
    for (std::size_t i = 0; i < side->model.scores.size(); ++i) {
      Number score;
      score.kind = Number::Kind::score;
      score.index = i;
      counted = counted || reads(side->model, score).findings[index];
    }
  }
  return counted && (common < pair.before.model.findings[index].domain.size() ||
                     common < pair.after.model.findings[index].domain.size());
}

std::string in_words(const Assessment& assessment, const End& end) {
  switch (end.kind) {
    case End::Kind::level:
      return plain(assessment.levels[end.level]);
    case End::Kind::null:
      return "no value";
    case End::Kind::not_applicable:
      return "not applicable";
    case End::Kind::conflict:
      break;
  }
  std::vector<std::string> names;
  for (const std::size_t level : end.levels) names.push_back(plain(assessment.levels[level]));
  std::sort(names.begin(), names.end());
  return "conflict of " + listed(names);
}

class Filler {
 public:
  explicit Filler(Pair& pair) : pair_(pair) {
    for (std::size_t i = 0; i < pair.before.model.findings.size(); ++i) {
      values_.push_back(common_values(pair, i));
    }
  }

  std::size_t size() const {
    std::size_t product = 1;
    for (const auto& values : values_) product *= values.size();
    return product;
  }

  void fill() {
    Both both;
    both.share = 1;
    fill_from(0, both);
    const std::vector<bool> recorded(values_.size(), true);
    for (std::size_t i = 0; i < pair_.patients.size(); ++i) {
      Both& patient = pair_.patients[i];
      Facts before = facts_of(pair_.before.model, patient.before, recorded);
      Facts after = facts_of(pair_.after.model, patient.after, recorded);
      observe(i, before, after);
      patient.counts_before = std::move(before.counts);
      patient.counts_after = std::move(after.counts);
      patient.concludes_before = std::move(before.concludes);
      patient.concludes_after = std::move(after.concludes);
    }
  }

 private:
  void fill_from(std::size_t finding, Both& both) {
    if (finding == values_.size()) {
      pair_.patients.push_back(both);
      return;
    }
    for (const Common& value : values_[finding]) {
      Both next = both;
      next.before.push_back(value.before);
      next.after.push_back(value.after);
      next.share *= value.share;
      fill_from(finding + 1, next);
    }
  }

  void add(std::size_t patient, Subject subject, const std::string& before,
           const std::string& after) {
    if (before == after) {
      pair_.ever_same[subject] = true;
      return;
    }
    Set& group = pair_.groups[subject][{before, after}];
    group.resize(pair_.patients.size());
    group[patient] = true;
  }

  void observe(std::size_t patient, const Facts& before, const Facts& after) {
    const Model& old = pair_.before.model;
    const Model& now = pair_.after.model;
    for (const meaning::Assessment& each : pair_.after.rules().assessments) {
      if (!place_of(pair_.before.rules().assessments, each.name)) continue;
      const std::size_t was = *place_of(old.assessments, each.name);
      const std::size_t is = *place_of(now.assessments, each.name);
      add(patient, {Of::assessment, each.name}, in_words(old.assessments[was], before.ends[was]),
          in_words(now.assessments[is], after.ends[is]));
    }
    for (const meaning::Score& each : pair_.after.rules().scores) {
      if (!place_of(pair_.before.rules().scores, each.name)) continue;
      add(patient, {Of::score, each.name}, decimal(before.scores[*place_of(old.scores, each.name)]),
          decimal(after.scores[*place_of(now.scores, each.name)]));
    }
    for (const Side* side : {&pair_.before, &pair_.after}) {
      for (const meaning::Advice& each : side->rules().advice) {
        add(patient, {Of::advice, each.name}, advised(old, before, each.name),
            advised(now, after, each.name));
      }
    }
  }

  static std::string advised(const Model& model, const Facts& facts, const std::string& name) {
    for (std::size_t i = 0; i < model.advice.size(); ++i) {
      if (plain(model.advice[i]) == name && facts.advice[i]) return "given";
    }
    return "not given";
  }

  Pair& pair_;
  std::vector<std::vector<Common>> values_;
};

}  // namespace

std::optional<Pair> random_pair(std::uint64_t seed, const Taste& taste, bool wide,
                                std::size_t most) {
  Draw draw(seed);
  auto pair = Maker(draw, taste).pair(wide);
  if (!pair) return std::nullopt;
  for (std::size_t i = 0; i < pair->before.model.findings.size(); ++i) {
    pair->always_known.push_back(counted_otherwise(*pair, i));
  }
  Filler filler(*pair);
  if (filler.size() == 0 || filler.size() > most) return std::nullopt;
  filler.fill();
  return pair;
}

Set Pair::all_of(const Subject& subject) const {
  Set all(patients.size());
  const auto found = groups.find(subject);
  if (found == groups.end()) return all;
  for (const auto& [words, set] : found->second) {
    for (std::size_t i = 0; i < set.size(); ++i) all[i] = all[i] || set[i];
  }
  return all;
}

evaluate::Record record_of(const Side& side, const Patient& patient,
                           const std::vector<bool>& known) {
  evaluate::Record record = evaluate::empty_record(side.rules());
  for (std::size_t i = 0; i < side.findings.size(); ++i) {
    const std::size_t place = side.findings[i];
    if (!known[place]) continue;
    record.findings[i] = recorded_as(side.rules().findings[i], patient[place]);
  }
  return record;
}

bool completes(const Side& side, const Patient& patient, const evaluate::Record& record) {
  for (std::size_t i = 0; i < side.findings.size(); ++i) {
    const meaning::Finding& finding = side.rules().findings[i];
    const evaluate::Possible is = recorded_as(finding, patient[side.findings[i]]);
    const evaluate::Possible& may = record.findings[i];
    const bool in = finding.kind == meaning::FindingKind::number
                        ? meaning::within(is.range, may.range)
                        : is.values.within(may.values);
    if (!in) return false;
  }
  return true;
}

std::string listed(const std::vector<std::string>& names) {
  std::string list = names.at(0);
  for (std::size_t i = 1; i < names.size(); ++i) {
    list += (i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  return list;
}

}  // namespace bedside::agree

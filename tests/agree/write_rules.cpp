// Takes a small model; gives its statements as Bedside text, in any order, with what nothing
// mentions left out.
#include <algorithm>

#include "tests/agree/vocabulary.hpp"
#include "tests/agree/write.hpp"

namespace bedside::agree {

namespace {

class RuleWriter {
 public:
  RuleWriter(Draw& style, const Model& model) : style_(style), model_(model) {}

  std::string finding(const Finding& finding);
  std::string score(const Score& score);
  std::string assessment(const Assessment& assessment);
  std::string rule(const Rule& rule);
  std::string otherwise(const Otherwise& otherwise);
  std::vector<std::string> sides();
  std::string list(const std::vector<std::string>& values);
  std::string condition(const Condition& condition) {
    return write_condition(style_, model_, condition);
  }

 private:
  std::string outcome(const Outcome& outcome);
  std::string outcomes(std::vector<Outcome> outcomes, const std::vector<std::size_t>& advice);
  std::string by(const ByList& by, const Assessment* assessment);
  std::string band(const Band& band, const ByList& by, const std::string& unit);
  std::string bound(const Band& band, const std::string& unit);
  bool level_is_unique(const std::string& level) const;

  Draw& style_;
  const Model& model_;
};

std::string RuleWriter::list(const std::vector<std::string>& values) {
  const bool bars = style_.chance(30);
  std::string text = values[0];
  for (std::size_t i = 1; i < values.size(); ++i) {
    const bool last = i + 1 == values.size();
    text += (bars ? " | " : last ? " or " : ", ") + values[i];
  }
  return text;
}

std::string ordered(const std::vector<std::string>& values) {
  std::string text = values[0];
  for (std::size_t i = 1; i < values.size(); ++i) text += " < " + values[i];
  return text;
}

std::string RuleWriter::finding(const Finding& finding) {
  const std::string head = "finding " + finding.name + ": ";
  if (finding.kind == FindingKind::yes_no) return head + "yes or no\n";
  if (finding.kind == FindingKind::list) return head + list(finding.values) + "\n";
  if (finding.kind == FindingKind::ordered) return head + ordered(finding.values) + "\n";
  const bool whole = finding.kind == FindingKind::whole;
  return head + (whole ? "whole number" : "number") +
         (finding.unit.empty() ? "" : " in " + finding.unit) + " from " + decimal(finding.low) +
         " to " + decimal(finding.high) +
         (finding.kind == FindingKind::stepped ? " by " + decimal(finding.step) : "") + "\n";
}

std::string RuleWriter::bound(const Band& band, const std::string& unit) {
  const auto pick = [&](const std::vector<std::string>& words) { return style_.pick(words); };
  const std::string low = band.low ? decimal(*band.low) : "";
  const std::string high = (band.high ? decimal(*band.high) : "") + unit;
  if (!band.low) {
    const std::string words =
        band.high_open ? pick({"below ", "less than ", "under ", "< "}) : pick({"at most ", "<= "});
    return words + high;
  }
  if (!band.high) {
    const std::string words =
        band.low_open ? pick({"above ", "more than ", "over ", "> "}) : pick({"at least ", ">= "});
    return words + low + unit;
  }
  if (band.high_open) return "from " + low + " to below " + high;
  if (band.low_open) return "above " + low + " to " + high;
  if (*band.low == *band.high) return high;
  return pick({"", "from "}) + low + " to " + high;
}

std::string RuleWriter::band(const Band& band, const ByList& by, const std::string& unit) {
  if (band.other) return "other";
  if (band.values.empty()) return bound(band, unit);
  const Finding& finding = model_.findings[by.quantity.index];
  std::vector<std::string> values;
  for (const Value value : band.values) {
    const auto place = static_cast<std::size_t>(value);
    values.push_back(finding.kind != FindingKind::yes_no ? finding.values[place]
                     : value == 1                        ? "yes"
                                                         : "no");
  }
  style_.shuffle(values);
  std::string text = values[0];
  for (std::size_t i = 1; i < values.size(); ++i) text += " or " + values[i];
  return text;
}

std::string RuleWriter::by(const ByList& by, const Assessment* assessment) {
  const bool lines = style_.chance(30);
  std::string unit;
  if (by.quantity.kind == Number::Kind::finding) unit = model_.findings[by.quantity.index].unit;
  if (!unit.empty()) unit = " " + unit;
  const bool once = style_.chance(40);
  std::string text = "  by " + write_number(style_, model_, by.quantity) + ": ";
  std::vector<Band> bands = by.bands;
  const std::size_t fixed = bands.back().other ? 1 : 0;
  for (std::size_t i = bands.size() - fixed; i > 1; --i) {
    std::swap(bands[i - 1], bands[style_.below(i)]);
  }
  for (std::size_t i = 0; i < bands.size(); ++i) {
    if (i > 0) text += lines ? "\n    | " : " | ";
    text += band(bands[i], by, once && i > 0 ? "" : unit) + ": ";
    const Value result = bands[i].result;
    text += assessment ? assessment->levels[static_cast<std::size_t>(result)] : decimal(result);
  }
  return text + "\n";
}

std::string RuleWriter::score(const Score& score) {
  std::vector<ScoreItem> items = score.items;
  style_.shuffle(items);
  std::string text = "score " + score.name + "\n";
  for (const ScoreItem& item : items) {
    if (item.dropped) continue;
    if (item.kind == ScoreItem::Kind::by) text += by(item.by, nullptr);
    if (item.kind == ScoreItem::Kind::add) text += "  add " + model_.scores[item.score].name + "\n";
    if (item.kind == ScoreItem::Kind::points) {
      const bool single = item.points == one && style_.chance(70);
      text += "  " + decimal(item.points) + (single ? " point" : " points") + " if " +
              condition(item.condition) + "\n";
    }
  }
  return text;
}

std::string RuleWriter::assessment(const Assessment& assessment) {
  std::string text = "assessment " + assessment.name + ": ";
  if (assessment.kind == AssessmentKind::yes_no) text += "yes or no";
  if (assessment.kind == AssessmentKind::scale) text += ordered(assessment.levels);
  if (assessment.kind == AssessmentKind::choice) text += list(assessment.levels);
  text += "\n";
  std::vector<ByList> lists = assessment.by;
  style_.shuffle(lists);
  for (const ByList& each : lists) {
    if (!each.dropped) text += by(each, &assessment);
  }
  return text;
}

bool RuleWriter::level_is_unique(const std::string& level) const {
  std::size_t count = 0;
  for (const Assessment& assessment : model_.assessments) {
    for (const std::string& other : assessment.levels) count += other == level ? 1U : 0U;
  }
  return count == 1;
}

std::string RuleWriter::outcome(const Outcome& outcome) {
  const Assessment& assessment = model_.assessments[outcome.assessment];
  if (assessment.kind == AssessmentKind::yes_no) {
    return (outcome.level == 1 ? "" : "no ") + assessment.name;
  }
  const std::string& level = assessment.levels[outcome.level];
  return level_is_unique(level) && style_.chance(60) ? level : assessment.name + " is " + level;
}

std::string RuleWriter::outcomes(std::vector<Outcome> outcomes,
                                 const std::vector<std::size_t>& advice) {
  std::vector<std::string> parts;
  for (const Outcome& each : outcomes) parts.push_back(outcome(each));
  for (const std::size_t each : advice) parts.push_back("advise " + model_.advice[each]);
  style_.shuffle(parts);
  std::string text = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) text += " and " + parts[i];
  return text;
}

std::string RuleWriter::rule(const Rule& rule) {
  const std::string blank = rule.name.empty() && style_.chance(60) ? " " : "\n  ";
  std::string text = rule.name.empty() ? "" : "rule \"" + rule.name + "\"\n  ";
  text += "if " + condition(rule.condition) + blank + "then ";
  text += outcomes(rule.outcomes, rule.advice);
  if (rule.unless) {
    text += (style_.chance(50) ? " " : "\n  ");
    text += "unless " + condition(*rule.unless);
  }
  text += "\n";
  for (const std::size_t over : rule.overrides) {
    const Rule& loser = model_.rules[over];
    if (!loser.dropped) text += "  overrides \"" + loser.name + "\"\n";
  }
  return text;
}

std::string RuleWriter::otherwise(const Otherwise& otherwise) {
  return "otherwise " + outcomes({otherwise.outcome}, otherwise.advice) + "\n";
}

// What claims may say.
std::vector<std::string> RuleWriter::sides() {
  std::vector<std::string> all;
  for (const Rule& rule : model_.rules) {
    if (rule.dropped) continue;
    if (!reads(model_, rule.condition).recorded) all.push_back(condition(rule.condition));
    for (const Outcome& each : rule.outcomes) {
      const Assessment& assessment = model_.assessments[each.assessment];
      const bool yes_no = assessment.kind == AssessmentKind::yes_no;
      all.push_back(yes_no ? assessment.name
                           : assessment.name + " is " + assessment.levels[each.level]);
    }
  }
  return all;
}

std::vector<std::string> statements(Draw& style, const Model& model) {
  RuleWriter writer(style, model);
  const Unused left = unused(model);
  std::vector<std::string> result;
  const auto each = [&](std::size_t size, const std::vector<bool>& skip, auto text) {
    for (std::size_t i = 0; i < size; ++i) {
      if (!skip[i]) result.push_back(text(i));
    }
  };
  each(model.findings.size(), left.findings,
       [&](std::size_t i) { return writer.finding(model.findings[i]); });
  each(model.definitions.size(), left.definitions, [&](std::size_t i) {
    const Definition& definition = model.definitions[i];
    return "define " + definition.name + ": " + writer.condition(definition.condition) + "\n";
  });
  each(model.numbers.size(), left.numbers, [&](std::size_t i) {
    const NumberDefinition& definition = model.numbers[i];
    const std::string number = write_number(style, model, definition.number);
    return "define " + definition.name + ": " + number + "\n";
  });
  each(model.scores.size(), left.scores,
       [&](std::size_t i) { return writer.score(model.scores[i]); });
  each(model.assessments.size(), left.assessments,
       [&](std::size_t i) { return writer.assessment(model.assessments[i]); });
  each(model.advice.size(), left.advice,
       [&](std::size_t i) { return "advice " + model.advice[i] + ": \"Do so.\"\n"; });
  for (const Rule& rule : model.rules) {
    if (!rule.dropped) result.push_back(writer.rule(rule));
  }
  for (const Otherwise& otherwise : model.otherwise) {
    if (!otherwise.dropped) result.push_back(writer.otherwise(otherwise));
  }
  if (model.applies) {
    result.push_back("guideline \"Generated\"\n  applies if " + writer.condition(*model.applies) +
                     "\n");
  }
  return result;
}

}  // namespace

std::string write_model(Draw& style, const Model& model) {
  std::vector<std::string> all = statements(style, model);
  if (all.empty()) all.emplace_back("guideline \"Generated\"\n");
  style.shuffle(all);
  std::string text;
  for (const std::string& statement : all) {
    if (style.chance(5)) text += "# A remark, with \"a quote\".\n";
    text += statement;
    if (style.chance(15)) text += "\n";
  }
  return text;
}

std::string write_claims(Draw& style, const Model& model) {
  const std::vector<std::string> sides = RuleWriter(style, model).sides();
  std::string text;
  const std::size_t count = sides.empty() ? 0 : style.between(1, 4);
  for (std::size_t i = 0; i < count; ++i) {
    const auto blank = [&] { return style.chance(70) ? " " : "\n  "; };
    text += "claim \"claim " + std::to_string(i) + "\":" + blank() + style.pick(sides);
    if (style.chance(75)) text += blank() + ("implies " + style.pick(sides));
    text += "\n";
    if (style.chance(20)) text += "  because \"so\"\n";
  }
  return text;
}

std::string write_record(Draw& style, const Model& model, const Record& record) {
  const Unused left = unused(model);
  std::vector<Condition> facts;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (record[i].recorded && !left.findings[i]) facts.push_back(record[i].said);
  }
  return write_facts(style, model, facts);
}

}  // namespace bedside::agree

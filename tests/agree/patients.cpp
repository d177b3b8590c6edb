// Takes a small model and the rule set of its text; gives records drawn at random.
#include "tests/agree/patients.hpp"

#include "tests/agree/vocabulary.hpp"
#include "tests/agree/write.hpp"

namespace bedside::agree {

namespace {

meaning::Fact random_fact(Draw& draw, const Finding& of, const meaning::Finding& finding,
                          std::uint32_t index) {
  const auto number = [&] { return recorded_as(finding, draw.pick(of.domain)).range.low; };
  meaning::Fact fact{{index}, {}, {}, {}};
  if (finding.kind != meaning::FindingKind::number) {
    for (std::size_t i = draw.between(1, finding.values.size()); i > 0; --i) {
      fact.values.insert(draw.below(finding.values.size()));
    }
    return fact;
  }
  const meaning::Number a = number();
  const meaning::Number b = number();
  fact.range = meaning::Range::between(std::min(a, b), std::max(a, b));
  if (draw.chance(30)) fact.range.has_low = false;
  if (draw.chance(30)) fact.range.has_high = false;
  fact.range.low_open = fact.range.has_low && draw.chance(30);
  fact.range.high_open = fact.range.has_high && draw.chance(30);
  return fact;
}

}  // namespace

Rules random_rules(Draw& draw, const Taste& taste, bool wide) {
  Rules rules;
  rules.model = random_model(draw, taste);
  if (wide) widen(rules.model);
  rules.text = write_model(draw, rules.model);
  rules.loaded = load_text(rules.text);
  return rules;
}

evaluate::Record random_patient(Draw& draw, const Model& model, const meaning::RuleSet& rules) {
  evaluate::Record record = evaluate::empty_record(rules);
  const unsigned missing = draw.chance(20) ? 0 : static_cast<unsigned>(draw.between(5, 80));
  const unsigned narrowed = draw.chance(60) ? 0 : static_cast<unsigned>(draw.between(5, 50));
  for (std::uint32_t i = 0; i < rules.findings.size(); ++i) {
    if (draw.chance(missing)) continue;
    const Finding& of = finding_named(model, rules.findings[i].name);
    if (draw.chance(narrowed)) {
      evaluate::narrow(record, rules, random_fact(draw, of, rules.findings[i], i));
    } else {
      record.findings[i] = recorded_as(rules.findings[i], draw.pick(of.domain));
    }
  }
  return record;
}

}  // namespace bedside::agree

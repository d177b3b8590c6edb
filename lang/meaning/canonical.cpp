// Takes a rule set that can be evaluated; gives one text for what it says, however it is written.
#include "lang/meaning/canonical.hpp"

#include <map>

#include "lang/meaning/canonical_conditions.hpp"
#include "lang/meaning/canonical_numbers.hpp"

namespace bedside::meaning {

namespace {

/// Each statement is taken apart by a structured binding that names all its fields: one that is new
/// does not compile until somebody decides whether it is meaning. Spans are places and left out,
/// and so is what follows from the rest: groups, grids, `overridden_by`, the program.
class Writer {
 public:
  explicit Writer(const RuleSet& rules) : rules_(rules) {}

  std::string run() {
    const auto& [guideline, sources, findings, definitions, scores, assessments, advice, all_rules,
                 claims, examples, conditions, quantities, program, claim_steps] = rules_;
    std::string out = "bedside rule set 1\n";
    if (guideline) out += of(*guideline) + '\n';
    // None of them has an order.
    lines(out, sources);
    lines(out, findings);
    lines(out, definitions);
    lines(out, scores);
    lines(out, assessments);
    lines(out, advice);
    lines(out, all_rules);
    return out;
  }

 private:
  template <class Things>
  void lines(std::string& out, const Things& things) const {
    Texts texts;
    for (const auto& thing : things) texts.push_back(of(thing) + '\n');
    for (const std::string& text : sorted(std::move(texts))) out += text;
  }

  // ---- What everything is made of ----------------------------------------------------------

  static std::string words(std::string_view head, const std::vector<std::string>& names) {
    Texts texts;
    for (const std::string& name : names) texts.push_back(quoted(name));
    return in_brackets(head, texts);
  }

  template <class Thing>
  std::string names(std::string_view head, const std::vector<Id<Thing>>& ids) const {
    std::vector<std::string> all;
    for (const Id<Thing> id : ids) all.push_back(rules_.at(id).name);
    return words(head, sorted(std::move(all)));
  }

  std::string condition(const std::optional<ConditionId>& id) const {
    return id ? condition_text(rules_, *id) : "-";
  }

  // In the order in which they are shown.
  std::string cites(const std::vector<Citation>& citations) const {
    Texts texts;
    for (const auto& [source, statement, span] : citations) {
      const SourceWork& work = rules_.at(source);
      Texts parts{quoted(work.name)};
      if (statement) parts.push_back(quoted(work.statements.at(*statement).id));
      texts.push_back(in_brackets("", parts));
    }
    return in_brackets("cites", texts);
  }

  // ---- Bands -------------------------------------------------------------------------------

  // What each result takes. Bands with one result are one band.
  template <class Result>
  std::string by_list(const ByList& list, const Result& result) const {
    const auto& [subject, bands, span] = list;
    std::map<std::string, std::pair<Values, std::vector<Range>>> taken;
    for (const Band& band : bands) {
      // What the last one takes is in it, whether it is called `other` or not.
      auto& [values, ranges] = taken[result(band)];
      values |= band.values;
      ranges.insert(ranges.end(), band.ranges.begin(), band.ranges.end());
    }
    Texts texts;
    for (const auto& [name, cell] : taken) texts.push_back(name + ' ' + cell_text(subject, cell));
    return in_brackets("by", texts);
  }

  std::string cell_text(const std::variant<FindingId, QuantityId>& subject,
                        const std::pair<Values, std::vector<Range>>& cell) const {
    if (const auto* id = std::get_if<QuantityId>(&subject)) {
      return measured(rules_, *id).text_of(ranges_in_one_form(rules_.at(*id), cell.second));
    }
    const Finding& finding = rules_.at(std::get<FindingId>(subject));
    Texts texts{quoted(finding.name)};
    for (const std::size_t value : cell.first.list())
      texts.push_back(quoted(finding.values[value]));
    return in_brackets("is", texts);
  }

  // ---- Statements --------------------------------------------------------------------------

  std::string of(const Guideline& guideline) const {
    const auto& [name, version, applies, span] = guideline;
    return in_brackets("guideline", {quoted(name), quoted(version), condition(applies)});
  }

  std::string of(const SourceWork& source) const {
    const auto& [name, fields, statements, span] = source;
    Texts texts{quoted(name)};
    for (const auto& [key, value] : fields) texts.push_back(words("field", {key, value}));
    for (const auto& [id, text, place] : statements) texts.push_back(words("states", {id, text}));
    return in_brackets("source", texts);
  }

  std::string of(const Finding& finding) const {
    const auto& [name, other_names, kind, values, ordered, unit, range, grid, ask, codes, span] =
        finding;
    Texts texts{quoted(name), words("also", sorted(other_names)), quoted(ask)};
    Texts bindings;
    for (const auto& [system, code, meaning] : codes) {
      bindings.push_back(words("code", {system, code, meaning}));
    }
    for (std::string& each : sorted(std::move(bindings))) texts.push_back(std::move(each));
    if (kind == FindingKind::number) {
      texts.push_back(quoted(unit.text()));
      texts.push_back(text_of(range));
      if (grid) texts.push_back(text_of(*grid));
    } else {
      texts.push_back(words(ordered ? "ordered" : "values", values));
    }
    return in_brackets("finding", texts);
  }

  std::string of(const Definition& definition) const {
    const auto& [name, body, span] = definition;
    if (const auto* id = std::get_if<ConditionId>(&body)) {
      return in_brackets("define", {quoted(name), condition(*id)});
    }
    const QuantityId number = std::get<QuantityId>(body);
    return in_brackets("define", {quoted(name), sum_of(rules_, number).text(),
                                  quoted(rules_.at(number).unit.text())});
  }

  std::string of(const Score& score) const {
    const auto& [name, items, groups, grid, domain, reads_assessments, span] = score;
    // Which ends it has depends on whether they are exact.
    std::vector<bool> exact(items.size(), true);
    for (const ItemGroup& group : groups) {
      for (const std::size_t item : group.items) exact[item] = group.exact;
    }
    Texts texts;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string item =
          std::visit([this](const auto& kind) { return of_item(kind); }, items[i].kind);
      texts.push_back(exact[i] ? item : in_brackets("wide", {item}));
    }
    texts = sorted(std::move(texts));
    texts.insert(texts.begin(), quoted(name));
    return in_brackets("score", texts);
  }
  std::string of_item(const Points& item) const {
    const auto& [points, when] = item;
    return in_brackets("points", {points.to_fraction(), condition(when)});
  }
  std::string of_item(const ByList& list) const {
    return by_list(list, [](const Band& band) { return band.points.to_fraction(); });
  }
  std::string of_item(const Add& item) const {
    const auto& [quantity] = item;
    return in_brackets("add", {sum_of(rules_, quantity).text()});
  }

  std::string of(const Assessment& assessment) const {
    const auto& [name, kind, yes_no, levels, by, all_rules, otherwise, span] = assessment;
    const auto level = [&](const Band& band) { return quoted(assessment.levels.at(band.level)); };
    Texts texts;
    for (const ByList& list : by) texts.push_back(by_list(list, level));
    texts = sorted(std::move(texts));
    const std::string_view head = yes_no                          ? "yes-no"
                                  : kind == AssessmentKind::scale ? "scale"
                                                                  : "choice";
    texts.insert(texts.begin(), {quoted(name), words(head, levels)});
    return in_brackets("assessment", texts);
  }

  std::string of(const Advice& advice) const {
    const auto& [name, text, because, citations, span] = advice;
    return in_brackets("advice", {quoted(name), quoted(text), quoted(because), cites(citations)});
  }

  std::string of(const Rule& rule) const {
    const auto& [name, named, when, outcomes, advice, because, citations, overrides, overridden_by,
                 otherwise, reads_recorded, span] = rule;
    Texts levels;
    for (const auto& [assessment, level] : outcomes) {
      const Assessment& about = rules_.at(assessment);
      levels.push_back(words("is", {about.name, about.levels.at(level)}));
    }
    // The name of a rule without one is its place.
    return in_brackets(otherwise ? "otherwise" : "rule",
                       {named ? quoted(name) : "-", condition(when),
                        in_brackets("then", sorted(std::move(levels))), names("advise", advice),
                        quoted(because), cites(citations), names("overrides", overrides)});
  }

  const RuleSet& rules_;
};

}  // namespace

std::string canonical(const RuleSet& rules) { return Writer(rules).run(); }

}  // namespace bedside::meaning

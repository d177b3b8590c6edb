// Takes the trees of all files; gives what they declare, and the names for it.
#include "lang/meaning/declare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lang/meaning/looks.hpp"
#include "lang/meaning/spelling.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

// A name longer than this is a slip, or made to be hard.
constexpr std::size_t longest_name = 1000;

bool is_plain_number(const syntax::Words& words) {
  return words.size() == 1 && !words[0].quoted && Number::parse(words[0].text).has_value();
}

class Declaring {
 public:
  Declaring(const text::Sources& sources, text::Messages& messages)
      : sources_(sources), messages_(messages) {}

  Declared run(const std::vector<syntax::Parsed>& files) {
    for (const syntax::Parsed& file : files) {
      for (const std::string& name : file.broken_names) out_.names.add_broken(name);
      for (const syntax::Statement& statement : file.tree.statements) {
        tree_ = &file.tree;
        std::visit([&](const auto& kind) { declare(kind, statement); }, statement.kind);
      }
    }
    return std::move(out_);
  }

 private:
  using Statement = syntax::Statement;

  text::Message& say(Code code, const Span& span, std::string words) {
    messages_.push_back({code, std::move(words), span, "", {}, {}, ""});
    return messages_.back();
  }

  // ---- Names -------------------------------------------------------------------------------

  // The name without its quotes; a message where it needs quotes that it does not have.
  std::string checked_name(const Words& words) {
    const Span span = syntax::span_of(words);
    std::string name = syntax::name_text(words);
    const std::string shown(sources_.slice(span));
    if (name.size() > longest_name) {
      say(Code::too_large, span, "This name is longer than 1,000 bytes.");
      return name.substr(0, longest_name);
    }
    if (Names::key(name).empty()) {
      say(Code::bad_name, span, "A name has at least one letter or digit.");
      return name;
    }
    if (!looks_.check(name, span, shown.starts_with('"'), messages_)) return name;
    const auto quoted_fix = [&](text::Message& message) {
      message.fixes.push_back(
          {fmt::format("write `\"{}\"`", name), {{span, fmt::format("\"{}\"", name)}}, false});
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].quoted) continue;
      const std::string word = text::fold_case(words[i].text);
      const std::string next = i + 1 < words.size() ? text::fold_case(words[i + 1].text) : "";
      const bool pair = is_reserved_pair(word, next);
      if (!pair && !is_reserved(word) && is_word(words[i].text)) continue;
      const std::string what = pair ? fmt::format("`{} {}` is a comparison", word, next)
                               : is_reserved(word)
                                   ? fmt::format("`{}` has a meaning of its own", word)
                                   : fmt::format("`{}` has a mark in it", words[i].text);
      quoted_fix(say(Code::bad_name, span,
                     fmt::format("{}; a name with it stands in quotes: `\"{}\"`.", what, name)));
      return name;
    }
    if (is_plain_number(words)) {
      quoted_fix(
          say(Code::bad_name, span,
              fmt::format("`{}` is a number; a name that looks like one stands in quotes.", name)));
    }
    return name;
  }

  Span span_of(const Named& named) const {
    return std::visit([&](auto id) { return out_.rules.at(id).span; }, named);
  }

  void add_name(const std::string& name, Named named, const Span& span) {
    if (out_.names.add(name, named)) return;
    const auto other = out_.names.find(Names::key(name));
    text::Message& message =
        say(Code::duplicate_name, span, fmt::format("`{}` is declared twice.", name));
    message.label = "again here";
    message.related.push_back({span_of(*other), "first declared here"});
    // What is said of either of them is no further mistake.
    out_.names.add_broken(name);
  }

  // ---- Statements --------------------------------------------------------------------------

  void declare(const syntax::Guideline& guideline, const Statement& /*statement*/) {
    if (out_.rules.guideline) {
      text::Message& message = say(Code::two_guidelines, guideline.title.span,
                                   "One rule set has one `guideline` statement.");
      message.related.push_back({out_.rules.guideline->span, "the first one"});
      return;
    }
    out_.rules.guideline =
        Guideline{guideline.title.text, guideline.version ? guideline.version->text : "",
                  std::nullopt, guideline.title.span};
  }

  void declare(const syntax::SourceWork& source, const Statement& /*statement*/) {
    SourceWork work{checked_name(source.name), {}, {}, syntax::span_of(source.name)};
    for (const syntax::Field& field : source.fields) {
      work.fields.push_back({text::fold_case(field.name.text), field.value.text});
    }
    for (const syntax::Field& statement : source.statements) {
      const auto same = [&](const SourceStatement& each) {
        return Names::key(each.id) == Names::key(statement.name.text);
      };
      if (std::any_of(work.statements.begin(), work.statements.end(), same)) {
        say(Code::duplicate_name, statement.name.span,
            fmt::format("The source has two statements `{}`.", statement.name.text));
      }
      work.statements.push_back({statement.name.text, statement.value.text, statement.name.span});
    }
    const SourceId id{static_cast<std::uint32_t>(out_.rules.sources.size())};
    if (!out_.names.add_source(work.name, id)) {
      say(Code::duplicate_name, work.span,
          fmt::format("Two sources have the name `{}`.", work.name));
    }
    out_.rules.sources.push_back(std::move(work));
  }

  // A claim that is a text of its own has no name that another could have.
  void declare(const syntax::Claim& claim, const Statement& /*statement*/) {
    if (!claim.name.quoted) return;
    const auto [first, fresh] = claims_.try_emplace(Names::key(claim.name.text), claim.name.span);
    if (fresh) return;
    text::Message& message = say(Code::duplicate_name, claim.name.span,
                                 fmt::format("Two claims have the name `{}`.", claim.name.text));
    message.label = "again here";
    message.related.push_back({first->second, "the first one"});
  }

  void declare(const syntax::Use& /*use*/, const Statement& /*statement*/) {}
  void declare(const syntax::Example& /*example*/, const Statement& /*statement*/) {}
  void declare(const syntax::Examples& /*examples*/, const Statement& /*statement*/) {}

  void declare(const syntax::Finding& statement, const Statement& /*statement*/) {
    const FindingId id{static_cast<std::uint32_t>(out_.rules.findings.size())};
    Finding finding;
    finding.name = checked_name(statement.name);
    finding.span = syntax::span_of(statement.name);
    if (statement.ask) finding.ask = statement.ask->text;
    for (const syntax::CodeBinding& code : statement.codes) {
      finding.codes.push_back(
          {code.system.text, code.code.text, code.meaning ? code.meaning->text : ""});
    }
    if (const auto* number = std::get_if<syntax::NumberType>(&statement.type)) {
      finding.kind = FindingKind::number;
      declare_number(*number, finding);
    } else if (const auto* list = std::get_if<syntax::ValueList>(&statement.type)) {
      finding.kind = FindingKind::list;
      finding.values = declare_values(*list, finding.ordered);
      for (std::size_t i = 0; i < finding.values.size(); ++i) {
        out_.names.add_value(finding.values[i], {id, i});
      }
    } else {
      finding.values = {"no", "yes"};
    }
    std::vector<Words> others = statement.also;
    for (const Words& other : others) finding.other_names.push_back(checked_name(other));
    out_.rules.findings.push_back(finding);
    add_name(finding.name, id, finding.span);
    for (std::size_t i = 0; i < others.size(); ++i) {
      add_name(finding.other_names[i], id, syntax::span_of(others[i]));
    }
  }

  std::vector<std::string> declare_values(const syntax::ValueList& list, bool& ordered) {
    std::vector<std::string> values;
    std::set<std::string> known;
    for (const Words& words : list.values) {
      std::string value = checked_name(words);
      if (!known.insert(Names::key(value)).second) {
        say(Code::duplicate_name, syntax::span_of(words),
            fmt::format("The list has `{}` twice.", value));
        continue;
      }
      values.push_back(std::move(value));
    }
    const auto is_less = [](const Word& separator) { return separator.text.starts_with('<'); };
    const auto less = std::count_if(list.separators.begin(), list.separators.end(), is_less);
    ordered = less > 0;
    if (ordered && static_cast<std::size_t>(less) != list.separators.size()) {
      const auto odd = std::find_if_not(list.separators.begin(), list.separators.end(), is_less);
      say(Code::mixed_separators, odd->span,
          "An ordered list has `<` between all its values; another list has none.");
      messages_.back().fixes.push_back(
          {"write `<`", {{odd->span, odd->text == "<" || odd->text == "|" ? "<" : " <"}}, false});
    }
    if (list.values.size() == 1) {
      say(Code::missing_type, syntax::span_of(list.values.front()),
          "A list has at least two values, as in `none, localized or extensive`.");
    }
    return values;
  }

  std::optional<Number> declared_number(const std::optional<Word>& word) {
    if (!word) return std::nullopt;
    auto number = Number::parse(word->text);
    if (!number) {
      say(Code::bad_range, word->span,
          fmt::format("`{}` is no number; the unit stands once, after `in`.", word->text));
    }
    return number;
  }

  void declare_number(const syntax::NumberType& type, Finding& finding) {
    if (type.unit) {
      auto unit = units::parse_unit(type.unit->text);
      if (auto* found = std::get_if<Unit>(&unit)) {
        finding.unit = std::move(*found);
      } else {
        const auto& problem = std::get<units::UnitProblem>(unit);
        text::Message& message = say(Code::unknown_unit, type.unit->span, unit_problem(problem));
        for (const std::string& near : problem.near) {
          message.fixes.push_back(
              {fmt::format("write `{}`", near), {{type.unit->span, near}}, false});
        }
      }
    }
    const auto from = declared_number(type.from);
    const auto to = declared_number(type.to);
    auto by = declared_number(type.by);
    if (type.whole && !by) by = Number(1);
    if (from && to && *from > *to) {
      say(Code::bad_range, text::cover(type.from->span, type.to->span),
          fmt::format("The range from {} to {} is empty.", from->to_string(), to->to_string()));
      messages_.back().fixes.push_back(
          {fmt::format("write `from {} to {}`", to->to_string(), from->to_string()),
           {{type.from->span, type.to->text}, {type.to->span, type.from->text}},
           false});
      return;
    }
    if (by && by->sign() <= 0) {
      say(Code::bad_range, type.by->span, "A step is a number above zero.");
      return;
    }
    if (by) finding.grid = Grid{from.value_or(0), *by};
    finding.range = from && to ? Range::between(*from, *to) : Range::everything();
    finding.range = snap(finding.range, finding.grid);
  }

  void declare(const syntax::Define& statement, const Statement& /*statement*/) {
    const DefinitionId id{static_cast<std::uint32_t>(out_.rules.definitions.size())};
    Words name = statement.name;
    std::optional<Unit> unit;
    const std::size_t count = name.size();
    const bool in =
        count > 2 && !name[count - 2].quoted && Names::key(name[count - 2].text) == "in";
    if (in) {
      auto parsed = units::parse_unit(name.back().text);
      if (auto* found = std::get_if<Unit>(&parsed)) {
        unit = std::move(*found);
        name.resize(count - 2);
      }
    }
    out_.definitions.push_back({tree_, &statement, unit, Progress::waiting, 0});
    out_.rules.definitions.push_back({checked_name(name), ConditionId{}, syntax::span_of(name)});
    add_name(out_.rules.definitions.back().name, id, syntax::span_of(name));
  }

  void declare(const syntax::Score& statement, const Statement& /*statement*/) {
    const ScoreId id{static_cast<std::uint32_t>(out_.rules.scores.size())};
    Score score;
    score.name = checked_name(statement.name);
    score.span = syntax::span_of(statement.name);
    out_.rules.scores.push_back(score);
    add_name(score.name, id, score.span);
  }

  void declare(const syntax::Assessment& statement, const Statement& /*statement*/) {
    const AssessmentId id{static_cast<std::uint32_t>(out_.rules.assessments.size())};
    Assessment assessment;
    assessment.name = checked_name(statement.name);
    assessment.span = syntax::span_of(statement.name);
    if (const auto* list = std::get_if<syntax::ValueList>(&statement.type)) {
      bool scale = false;
      assessment.levels = declare_values(*list, scale);
      assessment.kind = scale ? AssessmentKind::scale : AssessmentKind::choice;
    } else {
      assessment.levels = {"no", "yes"};
      assessment.yes_no = true;
    }
    // Levels of one declared twice would each be levels of two.
    const bool twice = out_.names.find(Names::key(assessment.name)).has_value();
    for (std::size_t i = 0; !twice && i < assessment.levels.size(); ++i) {
      out_.names.add_value(assessment.levels[i], {id, i});
    }
    out_.rules.assessments.push_back(assessment);
    add_name(assessment.name, id, assessment.span);
  }

  void declare(const syntax::Advice& statement, const Statement& /*statement*/) {
    const AdviceId id{static_cast<std::uint32_t>(out_.rules.advice.size())};
    const Span span = syntax::span_of(statement.name);
    out_.rules.advice.push_back({checked_name(statement.name), statement.text.text, "", {}, span});
    add_name(out_.rules.advice.back().name, id, span);
  }

  // ---- Rules -------------------------------------------------------------------------------

  std::string place_name(const Span& span) const {
    const text::Source& source = sources_.of(span);
    return fmt::format("{}:{}", text::file_name(source.path()), source.place(span).line);
  }

  // Pasted twice and left as it was, or pasted to be changed and given the same name.
  void rule_twice(const std::string& name, RuleId first, const Span& span, const Span& statement) {
    text::Message& message =
        say(Code::duplicate_name, span, fmt::format("Two rules have the name `{}`.", name));
    message.label = "again here";
    message.related.push_back({out_.rules.at(first).span, "the first one"});
    if (sources_.slice(statement) != sources_.slice(statements_[first.index])) return;
    message.text = fmt::format("The rule `{}` stands here twice, word for word.", name);
    Span whole = statement;
    const std::string_view content = sources_.of(statement).content();
    while (whole.end < content.size() &&
           (content[whole.end] == '\r' || content[whole.end] == '\n')) {
      ++whole.end;
    }
    message.fixes.push_back({"take the second one out", {{whole, ""}}, true});
  }

  void add_rule(std::string name, bool named, const Span& span, const Span& statement) {
    if (named) rule_looks_.check(name, span, true, messages_);
    const RuleId id{static_cast<std::uint32_t>(out_.rules.rules.size())};
    const bool fresh = out_.names.add_rule(name, id);
    statements_.push_back(statement);
    if (named && !fresh) rule_twice(name, *out_.names.rule(Names::key(name)), span, statement);
    Rule rule;
    rule.name = std::move(name);
    rule.named = named;
    rule.span = span;
    out_.rules.rules.push_back(std::move(rule));
  }

  void declare(const syntax::Rule& rule, const Statement& statement) {
    if (rule.name) {
      add_rule(rule.name->text, true, rule.name->span, statement.span);
    } else {
      add_rule(place_name(statement.span), false, statement.keyword, statement.span);
    }
  }

  void declare(const syntax::Otherwise& /*rule*/, const Statement& statement) {
    add_rule(place_name(statement.span), false, statement.keyword, statement.span);
  }

  void declare(const syntax::Table& table, const Statement& statement) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      add_rule(fmt::format("{}, row {}", table.name.text, i + 1), true, table.rows[i].span,
               statement.span);
    }
  }

  const text::Sources& sources_;
  text::Messages& messages_;
  const syntax::Tree* tree_ = nullptr;
  std::vector<Span> statements_;  // of each rule, the statement that it comes from
  std::map<std::string, Span> claims_;
  Looks looks_;
  Looks rule_looks_;
  Declared out_;
};

}  // namespace

Declared declare(const std::vector<syntax::Parsed>& files, const text::Sources& sources,
                 text::Messages& messages) {
  return Declaring(sources, messages).run(files);
}

}  // namespace bedside::meaning

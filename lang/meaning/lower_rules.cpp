// Takes statements; gives the scores, assessments, advice and rules of a rule set.
#include <fmt/format.h>

#include <algorithm>

#include "lang/meaning/lowering.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

void Lowering::lower_statement(const syntax::Tree& tree, const syntax::Statement& statement) {
  tree_ = &tree;
  const auto visit = [&](const auto& kind) {
    using Kind = std::decay_t<decltype(kind)>;
    if constexpr (std::is_same_v<Kind, syntax::Rule> || std::is_same_v<Kind, syntax::Otherwise> ||
                  std::is_same_v<Kind, syntax::Guideline>) {
      lower(kind, statement.keyword);
    } else if constexpr (!std::is_same_v<Kind, syntax::Finding> &&
                         !std::is_same_v<Kind, syntax::SourceWork> &&
                         !std::is_same_v<Kind, syntax::Use> &&
                         !std::is_same_v<Kind, syntax::Define> &&
                         !std::is_same_v<Kind, syntax::Claim>) {
      lower(kind);  // the others were declared, or are lowered later or when they are needed
    }
  };
  std::visit(visit, statement.kind);
}

void Lowering::lower(const syntax::Guideline& statement, const Span& /*keyword*/) {
  if (!statement.applies || !rules_.guideline) return;
  rules_.guideline->applies = condition(*statement.applies);
}

// ---- Scores and assessments ----------------------------------------------------------------

std::optional<ScoreItem> Lowering::score_item(const syntax::ScoreItem& item) {
  if (const auto* list = std::get_if<syntax::ByList>(&item)) {
    auto lowered = by_list(*list, nullptr);
    if (!lowered) return std::nullopt;
    const Span span = lowered->span;
    return ScoreItem{std::move(*lowered), span};
  }
  if (const auto* points = std::get_if<syntax::Points>(&item)) {
    const auto number_of = Number::parse(points->number.text);
    if (!number_of) {
      say(Code::not_a_number, points->number.span,
          fmt::format("`{}` is no number of points.", points->number.text));
      return std::nullopt;
    }
    const auto lowered = condition(points->condition);
    if (!lowered) return std::nullopt;
    return ScoreItem{Points{*number_of, *lowered}, points->span};
  }
  const auto& add_item = std::get<syntax::Add>(item);
  const auto lowered = number(add_item.quantity);
  if (!lowered) return std::nullopt;
  if (!rules_.at(lowered->id).unit.is_plain()) {
    say(Code::wrong_unit, at(add_item.quantity).span,
        fmt::format("`{}` has a unit; a score adds plain numbers.",
                    quote(at(add_item.quantity).span)));
    return std::nullopt;
  }
  return ScoreItem{Add{lowered->id}, add_item.span};
}

void Lowering::lower(const syntax::Score& statement) {
  const auto named = find(statement.name, 0, statement.name.size());
  const auto* id = named ? std::get_if<ScoreId>(&*named) : nullptr;
  if (id == nullptr) return;
  for (const syntax::ScoreItem& item : statement.items) {
    auto lowered = score_item(item);
    if (lowered) rules_.scores[id->index].items.push_back(std::move(*lowered));
  }
}

void Lowering::lower(const syntax::Assessment& statement) {
  const auto named = find(statement.name, 0, statement.name.size());
  const auto* id = named ? std::get_if<AssessmentId>(&*named) : nullptr;
  if (id == nullptr) return;
  for (const syntax::ByList& list : statement.by) {
    const Assessment assessment = rules_.at(*id);
    auto lowered = by_list(list, &assessment);
    if (lowered) rules_.assessments[id->index].by.push_back(std::move(*lowered));
  }
}

void Lowering::lower(const syntax::Advice& statement) {
  const auto named = find(statement.name, 0, statement.name.size());
  const auto* id = named ? std::get_if<AdviceId>(&*named) : nullptr;
  if (id == nullptr) return;
  Advice& advice = rules_.advice[id->index];
  if (statement.closing.because) advice.because = statement.closing.because->text;
  cites(statement.closing.cites, advice.cites);
}

// ---- Rules ---------------------------------------------------------------------------------

void Lowering::lower(const syntax::Rule& statement, const Span& /*span*/) {
  const RuleId id{static_cast<std::uint32_t>(next_rule_++)};
  Rule rule = rules_.at(id);
  const auto holds = condition(statement.condition);
  bool good = outcomes(statement.outcomes, rule) && holds.has_value();
  rule.condition = holds;
  if (statement.unless) {
    const auto unless = condition(*statement.unless);
    good = good && unless.has_value();
    if (good) {
      const Span span = rules_.at(*unless).span;  // a copy: conditions move when one is added
      const ConditionId excluded = negate(*unless, span);
      rule.condition = add(All{{*holds, excluded}}, text::cover(rules_.at(*holds).span, span));
    }
  }
  good = closing(statement.closing, rule) && good;
  if (good) fill(id, std::move(rule));
}

void Lowering::lower(const syntax::Otherwise& statement, const Span& span) {
  const RuleId id{static_cast<std::uint32_t>(next_rule_++)};
  Rule rule = rules_.at(id);
  rule.otherwise = true;
  if (!outcomes(statement.outcomes, rule) || !closing(statement.closing, rule)) return;
  if (rule.outcomes.size() != 1) {
    say(Code::otherwise_outcome, span,
        "`otherwise` names one level of one assessment, as in `otherwise outlook is benign`.");
    return;
  }
  if (!statement.closing.overrides.empty()) {
    say(Code::otherwise_outcome, syntax::span_of(statement.closing.overrides.front()),
        "`otherwise` comes last and overrides nothing.");
    return;
  }
  fill(id, std::move(rule));
}

void Lowering::lower_claim(const syntax::Tree& tree, const syntax::Claim& claim) {
  tree_ = &tree;
  Claim lowered{claim.name.text, std::nullopt, {}, "", {}, claim.name.span};
  if (claim.premise) lowered.premise = condition(*claim.premise);
  const auto conclusion = condition(claim.conclusion);
  const bool cited = cites(claim.closing.cites, lowered.cites);
  if (claim.closing.because) lowered.because = claim.closing.because->text;
  if (!conclusion || !cited || (claim.premise && !lowered.premise)) return;
  lowered.conclusion = *conclusion;
  rules_.claims.push_back(std::move(lowered));
}

// Enters a rule that is complete with the assessments and rules that it concerns.
void Lowering::fill(RuleId id, Rule rule) {
  for (const Outcome& outcome : rule.outcomes) {
    Assessment& assessment = rules_.assessments[outcome.assessment.index];
    if (rule.otherwise) {
      const bool twice = assessment.otherwise.has_value();
      if (twice || !assessment.by.empty()) {
        text::Message& message = say(
            Code::two_otherwise, rule.span,
            twice ? fmt::format("`{}` has an `otherwise` already.", assessment.name)
                  : fmt::format("`{}` has a `by` list, which leaves nothing for an `otherwise`.",
                                assessment.name));
        message.related.push_back(
            {twice ? rules_.at(*assessment.otherwise).span : assessment.by.front().span,
             "the first one"});
        continue;
      }
      assessment.otherwise = id;
    } else if (assessment.rules.empty() || assessment.rules.back() != id) {
      // Two outcomes of one rule for one assessment follow each other.
      assessment.rules.push_back(id);
    }
  }
  for (const RuleId other : rule.overrides) {
    if (rules_.at(other).otherwise) {
      say(Code::otherwise_outcome, rule.span, "An `otherwise` comes last; it is never overridden.");
      continue;
    }
    rules_.rules[other.index].overridden_by.push_back(id);
  }
  rule.overridden_by = rules_.at(id).overridden_by;
  rules_.rules[id.index] = std::move(rule);
}

bool Lowering::outcomes(const syntax::ChainList& chains, Rule& rule) {
  bool good = true;
  for (const NodeId node : chains) {
    const auto* chain_node = as<syntax::Chain>(node);
    if (chain_node == nullptr) {
      good = outcome(node, rule) && good;
      continue;
    }
    for (const syntax::Join& join : chain_node->joins) {
      if (!join.is_or) continue;
      say(Code::joined_items, at(node).span,
          "What follows is joined by `and`; a rule cannot leave open which of two follows.");
      return false;
    }
    for (const NodeId operand : chain_node->operands) good = outcome(operand, rule) && good;
  }
  return good;
}

bool Lowering::outcome(NodeId node, Rule& rule) {
  const Span span = at(node).span;
  if (const auto* run = as<syntax::Run>(node)) {
    const bool advises = run->words.size() > 1 && text::fold_case(run->words[0].text) == "advise";
    if (advises) return advise(run->words, 1, rule);
    return level_outcome(run->words, false, span, rule);
  }
  const auto* clause_node = as<syntax::Clause>(node);
  if (clause_node != nullptr && clause_node->subject) {
    const auto* subject_run = as<syntax::Run>(*clause_node->subject);
    const bool one_no = clause_node->negations.size() == 1 && clause_node->tails.empty();
    if (subject_run != nullptr && one_no) {
      return level_outcome(subject_run->words, true, span, rule);
    }
    const bool says = clause_node->negations.empty() && clause_node->tails.size() == 1 &&
                      (clause_node->tails[0].comparator == syntax::Comparator::none ||
                       clause_node->tails[0].comparator == syntax::Comparator::exactly) &&
                      !clause_node->tails[0].negation;
    const auto* value = says ? as<syntax::Run>(clause_node->tails[0].operands.front()) : nullptr;
    const auto named = subject_run != nullptr
                           ? find(subject_run->words, 0, subject_run->words.size())
                           : std::nullopt;
    const auto* id = named ? std::get_if<AssessmentId>(&*named) : nullptr;
    if (value != nullptr && id != nullptr) {
      const auto level = position(LevelSubject{*id}, value->words);
      if (level) rule.outcomes.push_back({*id, *level});
      return level.has_value();
    }
    const bool broken = subject_run != nullptr && mentions_broken(subject_run->words);
    if (value != nullptr && !broken) {
      say(Code::unknown_name, at(*clause_node->subject).span,
          fmt::format("`{}` is no assessment; a rule concludes the level of one, or advises.",
                      quote(at(*clause_node->subject).span)));
      return false;
    }
    if (value != nullptr) return false;
  }
  say(Code::missing_outcome, span,
      fmt::format("`{}` is no outcome; a rule concludes a level of an assessment, or advises.",
                  quote(span)));
  return false;
}

bool Lowering::level_outcome(const Words& words, bool negated, const Span& span, Rule& rule) {
  const std::string key = Names::key(words, 0, words.size());
  const auto named = find(words, 0, words.size());
  const auto* yes_no = named ? std::get_if<AssessmentId>(&*named) : nullptr;
  if (yes_no != nullptr && rules_.at(*yes_no).yes_no) {
    rule.outcomes.push_back({*yes_no, negated ? std::size_t{0} : std::size_t{1}});
    return true;
  }
  std::vector<Outcome> found;
  for (const NamedValue& value : names_.values(key)) {
    const auto* of = std::get_if<AssessmentId>(&value.of);
    if (of != nullptr && !rules_.at(*of).yes_no) found.push_back({*of, value.value});
  }
  const auto all = readings(words);
  if (found.empty() && !all.empty() && !all.front().whole) {
    const auto middle = words.begin() + static_cast<std::ptrdiff_t>(all.front().split);
    const Words left(words.begin(), middle);
    const Words right(middle, words.end());
    const Words& name_words = all.front().value_first ? right : left;
    const auto of = find(name_words, 0, name_words.size());
    if (const auto* id = of ? std::get_if<AssessmentId>(&*of) : nullptr) {
      const auto level = position(LevelSubject{*id}, all.front().value_first ? left : right);
      if (level) found.push_back({*id, *level});
    }
  }
  if (found.size() == 1 && !negated) {
    rule.outcomes.push_back(found.front());
    return true;
  }
  refuse_outcome(words, found, negated, span);
  return false;
}

// `then outlook severe`: whether an assessment stands there; then its levels are told.
bool Lowering::refuse_level(const Words& words) {
  for (std::size_t split = 1; split < words.size(); ++split) {
    const auto middle = words.begin() + static_cast<std::ptrdiff_t>(split);
    const Words left(words.begin(), middle);
    const Words right(middle, words.end());
    for (const auto& [name_words, level] : {std::pair{&left, &right}, std::pair{&right, &left}}) {
      const auto named = find(*name_words, 0, name_words->size());
      const auto* id = named ? std::get_if<AssessmentId>(&*named) : nullptr;
      if (id == nullptr || rules_.at(*id).yes_no) continue;
      if (!position(LevelSubject{*id}, *level)) return true;
    }
  }
  return false;
}

void Lowering::refuse_outcome(const Words& words, const std::vector<Outcome>& found, bool negated,
                              const Span& span) {
  if (mentions_broken(words)) return;
  const std::string text = text_of(words);
  if (found.size() > 1) {
    text::Message& message =
        say(Code::two_readings, span,
            fmt::format("`{}` is a level of two assessments; say of which.", text));
    for (const Outcome& each : found) {
      const std::string whole = fmt::format("{} is {}", rules_.at(each.assessment).name, text);
      message.fixes.push_back({fmt::format("`{}`", whole), {{span, whole}}, false});
    }
    return;
  }
  if (negated && !found.empty()) {
    say(Code::missing_outcome, span,
        "A rule concludes a level, not its absence; `overrides` takes another rule's conclusion "
        "back.");
    return;
  }
  for (const Word& word : words) {
    if (word.quoted || text::fold_case(word.text) != "else") continue;
    text::Message& message = say(
        Code::unexpected_text, word.span,
        "There is no `else`: write a rule of its own for the other case, or one `otherwise` line "
        "for the assessment.");
    // `then caution else benign` at the end of its line
    const bool last = &word != &words.front() && &word != &words.back();
    const std::string_view file = sources_.of(word.span).content();
    const std::size_t end = words.back().span.end;
    if (last && (end == file.size() || file[end] == '\n' || file[end] == '\r')) {
      const Span gap{word.span.file, (&word - 1)->span.end, word.span.end};
      message.fixes.push_back(
          {"write `otherwise` as a line of its own", {{gap, "\notherwise"}}, false});
    }
    return;
  }
  if (refuse_level(words)) return;
  std::vector<std::string> known;
  for (const Assessment& assessment : rules_.assessments) {
    if (assessment.yes_no) known.push_back(assessment.name);
    if (!assessment.yes_no) {
      known.insert(known.end(), assessment.levels.begin(), assessment.levels.end());
    }
  }
  if (is_aftermath(text, known)) return;
  const auto near = text::near_names(text, known);
  text::Message& message =
      say(Code::unknown_value, span,
          fmt::format("`{}` is no level of an assessment.{}", text, text::did_you_mean(near)));
  if (const auto named = find(words, 0, words.size())) {
    if (std::holds_alternative<AdviceId>(*named)) {
      message.text = fmt::format("`{}` is an advice; write `advise {}`.", text, text);
      message.fixes.push_back({"write `advise`", {{span, "advise " + text}}, true});
    }
  }
  for (const std::string& level : near) {
    message.fixes.push_back({fmt::format("write `{}`", level), {{span, level}}, false});
  }
}

bool Lowering::advise(const Words& words, std::size_t begin, Rule& rule) {
  const auto named = find(words, begin, words.size());
  const auto* id = named ? std::get_if<AdviceId>(&*named) : nullptr;
  if (id != nullptr) {
    if (std::find(rule.advice.begin(), rule.advice.end(), *id) == rule.advice.end()) {
      rule.advice.push_back(*id);
    }
    return true;
  }
  if (mentions_broken(words)) return false;
  std::vector<std::string> known;
  for (const Advice& advice : rules_.advice) known.push_back(advice.name);
  const Span span = text::cover(words[begin].span, words.back().span);
  const std::string text = text_of(words, begin);
  const auto near = text::near_names(text, known);
  text::Message& message = say(
      Code::unknown_name, span,
      fmt::format("No advice is declared under the name `{}`.{}", text, text::did_you_mean(near)));
  for (const std::string& candidate : near) {
    message.fixes.push_back({fmt::format("write `{}`", candidate), {{span, candidate}}, false});
  }
  return false;
}

bool Lowering::closing(const syntax::Closing& closing, Rule& rule) {
  bool good = cites(closing.cites, rule.cites);
  if (closing.because) rule.because = closing.because->text;
  for (const Words& words : closing.overrides) {
    if (const auto id = names_.rule(Names::key(words, 0, words.size()))) {
      rule.overrides.push_back(*id);
      continue;
    }
    good = false;
    if (mentions_broken(words)) continue;
    std::vector<std::string> known;
    for (const Rule& each : rules_.rules) known.push_back(each.name);
    const std::string name = syntax::name_text(words);
    const auto near = text::near_names(name, known);
    text::Message& message =
        say(Code::unknown_name, syntax::span_of(words),
            fmt::format("No rule has the name `{}`.{}", name, text::did_you_mean(near)));
    for (const std::string& candidate : near) {
      message.fixes.push_back({fmt::format("write `\"{}\"`", candidate),
                               {{syntax::span_of(words), fmt::format("\"{}\"", candidate)}},
                               false});
    }
  }
  return good;
}

bool Lowering::cites(const std::optional<syntax::Cites>& cites, std::vector<Citation>& into) {
  if (!cites) return true;
  std::optional<SourceId> last;
  bool good = true;
  for (const Words& words : cites->items) {
    const auto found = citation(words, last);
    good = good && found.has_value();
    if (found) into.push_back(*found);
  }
  return good;
}

// `article A3`, `article`, or `A4` after another statement of the same source.
std::optional<Citation> Lowering::citation(const Words& words, std::optional<SourceId>& last) {
  const Span span = syntax::span_of(words);
  const std::size_t count = words.size();
  if (const auto whole = names_.source(Names::key(words, 0, count))) {
    last = *whole;
    return Citation{*whole, std::nullopt, span};
  }
  std::optional<SourceId> source =
      count > 1 ? names_.source(Names::key(words, 0, count - 1)) : last;
  if (!source && count == 1 && rules_.sources.size() == 1) source = SourceId{0};
  if (!source) {
    if (mentions_broken(words)) return std::nullopt;
    std::vector<std::string> known;
    for (const SourceWork& each : rules_.sources) known.push_back(each.name);
    say(Code::unknown_citation, span,
        fmt::format("No source is declared for `{}`.{}", text_of(words),
                    known.empty() ? "" : fmt::format(" Known: `{}`.", fmt::join(known, "`, `"))));
    return std::nullopt;
  }
  last = source;
  const SourceWork& work = rules_.at(*source);
  const std::string id = Names::key(words, count - 1, count);
  for (std::size_t i = 0; i < work.statements.size(); ++i) {
    if (Names::key(work.statements[i].id) == id) return Citation{*source, i, span};
  }
  std::vector<std::string> known;
  for (const SourceStatement& statement : work.statements) known.push_back(statement.id);
  const auto near = text::near_names(words.back().text, known);
  text::Message& message = say(Code::unknown_citation, words.back().span,
                               fmt::format("The source `{}` has no statement `{}`.{}", work.name,
                                           words.back().text, text::did_you_mean(near)));
  message.related.push_back({work.span, "declared here"});
  for (const std::string& candidate : near) {
    message.fixes.push_back(
        {fmt::format("write `{}`", candidate), {{words.back().span, candidate}}, false});
  }
  return std::nullopt;
}

}  // namespace bedside::meaning

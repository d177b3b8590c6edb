// Takes examples; gives what they give and what they expect, as tests of the rule set.
#include <fmt/format.h>

#include <array>

#include "lang/meaning/lowering.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

struct StatusName {
  std::string_view name;
  Status status;
};
constexpr std::array<StatusName, 6> statuses{{{"settled", Status::settled},
                                              {"provisional", Status::provisional},
                                              {"open", Status::open},
                                              {"none", Status::none},
                                              {"conflict", Status::conflict},
                                              {"not applicable", Status::not_applicable}}};

struct RuleStatusName {
  std::string_view name;
  RuleStatus status;
};
constexpr std::array<RuleStatusName, 3> rule_statuses{{{"fires", RuleStatus::fires},
                                                       {"undecided", RuleStatus::undecided},
                                                       {"ruled out", RuleStatus::ruled_out}}};

std::string lower_word(const Word& word) { return word.quoted ? "" : text::fold_case(word.text); }

Words tail_of(const Words& words, std::size_t begin) {
  return {words.begin() + static_cast<std::ptrdiff_t>(begin), words.end()};
}

}  // namespace

bool Lowering::bad_expectation(const Span& span, std::string words) {
  say(Code::bad_expectation, span, std::move(words));
  return false;
}

void Lowering::lower(const syntax::Example& statement) {
  Example example;
  example.name = statement.name.text;
  example.span = statement.name.span;
  bool good = true;
  for (const NodeId node : statement.given) good = fact(node, example.given) && good;
  for (const syntax::ChainList& line : statement.expect) {
    for (const NodeId node : line) good = expectation(node, example.expect) && good;
  }
  if (good) rules_.examples.push_back(std::move(example));
}

bool Lowering::expectation(NodeId node, std::vector<Expectation>& expect) {
  const Span span = at(node).span;
  if (const auto* chain_node = as<syntax::Chain>(node)) {
    bool good = true;
    for (const syntax::Join& join : chain_node->joins) {
      if (join.is_or) return bad_expectation(span, "An example expects one thing, not one of two.");
    }
    for (const NodeId operand : chain_node->operands) good = expectation(operand, expect) && good;
    return good;
  }
  if (const auto* run = as<syntax::Run>(node)) return expect_words(run->words, false, span, expect);
  const auto* clause_node = as<syntax::Clause>(node);
  if (clause_node == nullptr) {
    return bad_expectation(span, fmt::format("`{}` is no outcome.", quote(span)));
  }
  if (!clause_node->subject) return expect_at_least(*clause_node, span, expect);
  const auto* run = as<syntax::Run>(*clause_node->subject);
  if (run == nullptr) return bad_expectation(span, fmt::format("`{}` is no outcome.", quote(span)));
  if (clause_node->tails.empty() && clause_node->negations.size() == 1) {
    return expect_words(run->words, true, span, expect);
  }
  return expect_condition(node, expect);
}

// `advise X`, `benign`, `outlook open`, `rule "x" fires`, `ask pain`, `nothing to ask`
bool Lowering::expect_words(const Words& words, bool negated, const Span& span,
                            std::vector<Expectation>& expect) {
  const std::string first = lower_word(words[0]);
  if (first == "advise" && words.size() > 1) {
    Rule advised;
    if (!advise(words, 1, advised)) return false;
    expect.push_back({ExpectAdvice{advised.advice.front(), !negated}, span});
    return true;
  }
  const auto named = find(words, 0, words.size());
  if (const auto* id = named ? std::get_if<AssessmentId>(&*named) : nullptr) {
    if (!rules_.at(*id).yes_no) {
      bad_expectation(span, fmt::format("`{}`: say which level is expected.", quote(span)));
      offer_levels(messages_.back(), *id, span);
      return false;
    }
    expect.push_back({ExpectLevel{*id, Values::one(negated ? 0 : 1), true}, span});
    return true;
  }
  if (negated) {
    return bad_expectation(
        span, fmt::format("`{}` is no outcome; `no` goes with an advice or a yes/no assessment.",
                          quote(span)));
  }
  if (Names::key(words, 0, words.size()) == "nothing to ask") {
    expect.push_back({ExpectNothingToAsk{}, span});
    return true;
  }
  if (first == "rule" && words.size() > 2) return expect_rule(words, span, expect);
  if (first == "ask" && words.size() > 1) {
    const auto asked = find(words, 1, words.size());
    const auto* id = asked ? std::get_if<FindingId>(&*asked) : nullptr;
    if (id == nullptr) {
      if (!mentions_broken(words))
        unknown_name(syntax::span_of(tail_of(words, 1)), text_of(words, 1));
      return false;
    }
    expect.push_back({ExpectAsk{*id}, span});
    return true;
  }
  if (named && !std::holds_alternative<AdviceId>(*named)) {
    return bad_expectation(
        span, fmt::format("`{}` is no outcome: a finding is given, not expected.", quote(span)));
  }
  for (std::size_t split = words.size() - 1; split > 0; --split) {
    if (const auto subject_name = find(words, 0, split)) {
      return expect_of(*subject_name, tail_of(words, split), span, expect);
    }
  }
  Rule rule;
  if (!level_outcome(words, false, span, rule)) return false;
  const Outcome& outcome_of = rule.outcomes.front();
  expect.push_back({ExpectLevel{outcome_of.assessment, Values::one(outcome_of.level), true}, span});
  return true;
}

bool Lowering::expect_of(const Named& named, const Words& rest, const Span& span,
                         std::vector<Expectation>& expect) {
  if (const auto* assessment = std::get_if<AssessmentId>(&named)) {
    return expect_status(*assessment, rest, span, expect);
  }
  const auto* score = std::get_if<ScoreId>(&named);
  if (score == nullptr) {
    return bad_expectation(span, fmt::format("`{}` is no outcome.", quote(span)));
  }
  const auto what = subject_of(named, span);
  const auto lowered = equals_words(*what, rest);
  if (!lowered) return false;
  const auto* in = std::get_if<Within>(&rules_.at(*lowered).kind);
  if (in == nullptr) return bad_expectation(span, fmt::format("`{}` is no range.", quote(span)));
  expect.push_back({ExpectScore{*score, in->range}, span});
  return true;
}

bool Lowering::expect_status(AssessmentId id, const Words& words, const Span& span,
                             std::vector<Expectation>& expect) {
  const std::string key = Names::key(words, 0, words.size());
  if (!names_.level(id, key)) {
    for (const StatusName& each : statuses) {
      if (each.name != key) continue;
      expect.push_back({ExpectStatus{id, each.status}, span});
      return true;
    }
  }
  const auto lowered = equals_words(LevelSubject{id}, words);
  if (!lowered) return false;
  const auto* is = std::get_if<IsLevel>(&rules_.at(*lowered).kind);
  if (is == nullptr) return bad_expectation(span, fmt::format("`{}` is no level.", quote(span)));
  expect.push_back({ExpectLevel{id, is->levels, true}, span});
  return true;
}

// `rule "x" ruled out`
bool Lowering::expect_rule(const Words& words, const Span& span, std::vector<Expectation>& expect) {
  for (const RuleStatusName& each : rule_statuses) {
    const std::size_t count = each.status == RuleStatus::ruled_out ? 2 : 1;
    if (words.size() < count + 2) continue;
    const std::size_t end = words.size() - count;
    if (Names::key(words, end, words.size()) != each.name) continue;
    if (const auto id = names_.rule(Names::key(words, 1, end))) {
      expect.push_back({ExpectRule{*id, each.status}, span});
      return true;
    }
    std::vector<std::string> known;
    for (const Rule& rule : rules_.rules) known.push_back(rule.name);
    const Span place = text::cover(words[1].span, words[end - 1].span);
    const auto near = text::near_names(words[1].text, known);
    say(Code::unknown_name, place,
        fmt::format("No rule has the name {}.{}", quote(place), text::did_you_mean(near)));
    return false;
  }
  return bad_expectation(span, "A rule `fires`, is `undecided`, or `ruled out`.");
}

// `at least caution`: the value so far.
bool Lowering::expect_at_least(const syntax::Clause& clause, const Span& span,
                               std::vector<Expectation>& expect) {
  const auto* run = as<syntax::Run>(clause.tails.front().operands.front());
  std::vector<AssessmentId> with;
  if (run != nullptr) {
    for (const NamedValue& value : names_.values(Names::key(run->words, 0, run->words.size()))) {
      if (const auto* of = std::get_if<AssessmentId>(&value.of)) with.push_back(*of);
    }
  }
  if (with.size() != 1) {
    return bad_expectation(span, fmt::format("`{}`: say of which assessment, as in `outlook {}`.",
                                             quote(span), quote(span)));
  }
  const auto lowered = said(LevelSubject{with.front()}, clause.tails.front());
  if (!lowered) return false;
  expect.push_back(
      {ExpectLevel{with.front(), std::get<IsLevel>(rules_.at(*lowered).kind).levels, false}, span});
  return true;
}

// `outlook at least caution`, `CURB-65 is 3`, `outlook is open`
bool Lowering::expect_condition(NodeId node, std::vector<Expectation>& expect) {
  const auto& clause_node = *as<syntax::Clause>(node);
  const Span span = at(node).span;
  const auto& words = as<syntax::Run>(*clause_node.subject)->words;
  const auto named = find(words, 0, words.size());
  const syntax::Tail& tail = clause_node.tails.front();
  const auto* rest = as<syntax::Run>(tail.operands.front());
  const bool plain = tail.comparator == syntax::Comparator::none && rest != nullptr;
  if (!named) {
    if (!mentions_broken(words)) unknown_name(syntax::span_of(words), text_of(words));
    return false;
  }
  if (const auto* id = std::get_if<AssessmentId>(&*named); id != nullptr && plain) {
    Words said_words = rest->words;
    if (tail.negation) said_words.insert(said_words.begin(), Word{*tail.negation, "not", false});
    return expect_status(*id, said_words, span, expect);
  }
  if (plain && !tail.negation) return expect_of(*named, rest->words, span, expect);
  const auto* assessment = std::get_if<AssessmentId>(&*named);
  const auto* score = std::get_if<ScoreId>(&*named);
  if ((assessment == nullptr && score == nullptr) || tail.negation ||
      clause_node.tails.size() > 1 || !clause_node.negations.empty()) {
    return bad_expectation(span, fmt::format("`{}` is no outcome.", quote(span)));
  }
  const auto what = subject_of(*named, span);
  const auto lowered = said(*what, tail);
  if (!lowered) return false;
  const Condition condition_of = rules_.at(*lowered);
  if (const auto* level = std::get_if<IsLevel>(&condition_of.kind)) {
    expect.push_back({ExpectLevel{*assessment, level->levels, false}, span});
  } else if (const auto* in = std::get_if<Within>(&condition_of.kind);
             in != nullptr && score != nullptr) {
    expect.push_back({ExpectScore{*score, in->range}, span});
  } else {
    return bad_expectation(span, fmt::format("`{}` is no outcome.", quote(span)));
  }
  return true;
}

// ---- Tables of examples --------------------------------------------------------------------

struct Lowering::ExampleColumn {
  enum class Kind : std::uint8_t { finding, anything, advise, ask, named, rule };
  Kind kind = Kind::anything;
  FindingId finding;
  Named named;
  Words rule;
};

std::optional<Lowering::ExampleColumn> Lowering::example_column(const syntax::Cell& cell) {
  const auto* run = cell.chains.size() == 1 ? as<syntax::Run>(cell.chains.front()) : nullptr;
  if (run == nullptr || cell.then) {
    bad_expectation(cell.span, "A column of examples is a finding, or `expect` with an outcome.");
    return std::nullopt;
  }
  const Words& words = run->words;
  using Kind = ExampleColumn::Kind;
  if (lower_word(words[0]) != "expect") {
    const auto named = find(words, 0, words.size());
    const auto* id = named ? std::get_if<FindingId>(&*named) : nullptr;
    if (id != nullptr) return ExampleColumn{Kind::finding, *id, {}, {}};
    if (!mentions_broken(words)) unknown_name(cell.span, text_of(words));
    return std::nullopt;
  }
  if (words.size() == 1) return ExampleColumn{Kind::anything, {}, {}, {}};
  const std::string second = lower_word(words[1]);
  if (words.size() == 2 && second == "advise") return ExampleColumn{Kind::advise, {}, {}, {}};
  if (words.size() == 2 && second == "ask") return ExampleColumn{Kind::ask, {}, {}, {}};
  if (words.size() > 2 && second == "rule")
    return ExampleColumn{Kind::rule, {}, {}, tail_of(words, 1)};
  const auto named = find(words, 1, words.size());
  const bool fits = named && (std::holds_alternative<AssessmentId>(*named) ||
                              std::holds_alternative<ScoreId>(*named));
  if (fits) return ExampleColumn{Kind::named, {}, *named, {}};
  if (!mentions_broken(words)) {
    unknown_name(syntax::span_of(tail_of(words, 1)), text_of(words, 1));
  }
  return std::nullopt;
}

void Lowering::lower(const syntax::Examples& statement) {
  std::vector<ExampleColumn> columns;
  for (const syntax::Cell& cell : statement.heading.cells) {
    auto column = example_column(cell);
    if (column) columns.push_back(std::move(*column));
  }
  if (columns.size() != statement.heading.cells.size()) return;
  for (std::size_t i = 0; i < statement.rows.size(); ++i) {
    const syntax::Row& row = statement.rows[i];
    Example example;
    example.name = fmt::format("{}, row {}", statement.name.text, i + 1);
    example.span = row.span;
    bool good = true;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const syntax::Cell& cell = row.cells[c];
      if (cell.chains.empty() || cell.dash) continue;
      good = example_cell(columns[c], cell, example) && good;
    }
    if (!good) continue;
    if (example.expect.empty()) {
      bad_expectation(row.span, "This row expects nothing.");
      continue;
    }
    rules_.examples.push_back(std::move(example));
  }
}

bool Lowering::example_cell(const ExampleColumn& column, const syntax::Cell& cell,
                            Example& example) {
  using Kind = ExampleColumn::Kind;
  if (column.kind == Kind::finding) {
    const auto found = lower_cell_fact(*tree_, column.finding, cell.chains, cell.span);
    if (found) example.given.push_back(*found);
    return found.has_value();
  }
  bool good = true;
  for (const NodeId node : cell.chains) {
    const Span span = at(node).span;
    const auto* run = as<syntax::Run>(node);
    const auto* clause_node = as<syntax::Clause>(node);
    const auto* negated = clause_node != nullptr && clause_node->subject &&
                                  clause_node->negations.size() == 1 && clause_node->tails.empty()
                              ? as<syntax::Run>(*clause_node->subject)
                              : nullptr;
    const auto prefixed = [&](std::string_view word, const Words& words) {
      Words whole{Word{span, std::string(word), false}};
      whole.insert(whole.end(), words.begin(), words.end());
      return whole;
    };
    if (column.kind == Kind::anything) {
      good = expectation(node, example.expect) && good;
    } else if (column.kind == Kind::advise && (run != nullptr || negated != nullptr)) {
      const Words words = prefixed("advise", run != nullptr ? run->words : negated->words);
      good = expect_words(words, run == nullptr, span, example.expect) && good;
    } else if (column.kind == Kind::ask && run != nullptr) {
      const bool nothing = run->words.size() == 1 && lower_word(run->words[0]) == "nothing";
      if (nothing) {
        example.expect.push_back({ExpectNothingToAsk{}, span});
      } else {
        good = expect_words(prefixed("ask", run->words), false, span, example.expect) && good;
      }
    } else if (column.kind == Kind::rule && run != nullptr) {
      Words words = column.rule;
      words.insert(words.end(), run->words.begin(), run->words.end());
      good = expect_rule(words, span, example.expect) && good;
    } else if (column.kind == Kind::named) {
      good = example_named(column.named, node, example) && good;
    } else {
      good = bad_expectation(span, fmt::format("`{}` does not fit its column.", quote(span)));
    }
  }
  return good;
}

// `expect outlook` and `expect CURB-65`: a level, a status, a number or a comparison.
bool Lowering::example_named(const Named& named, NodeId node, Example& example) {
  const Span span = at(node).span;
  if (const auto* run = as<syntax::Run>(node)) {
    return expect_of(named, run->words, span, example.expect);
  }
  const auto* clause_node = as<syntax::Clause>(node);
  const auto what = subject_of(named, span);
  if (clause_node != nullptr && clause_node->subject && clause_node->negations.size() == 1 &&
      clause_node->tails.empty()) {
    // `not applicable`
    const auto* run = as<syntax::Run>(*clause_node->subject);
    if (run != nullptr && std::holds_alternative<AssessmentId>(named)) {
      Words words = run->words;
      words.insert(words.begin(), Word{clause_node->negations[0].span, "not", false});
      return expect_status(std::get<AssessmentId>(named), words, span, example.expect);
    }
  }
  const auto lowered = about(*what, node);
  if (!lowered) return false;
  const Condition condition_of = rules_.at(*lowered);
  if (const auto* level = std::get_if<IsLevel>(&condition_of.kind)) {
    example.expect.push_back({ExpectLevel{level->assessment, level->levels, false}, span});
    return true;
  }
  const auto* in = std::get_if<Within>(&condition_of.kind);
  const auto* score = std::get_if<ScoreId>(&named);
  if (in == nullptr || score == nullptr) {
    return bad_expectation(span, fmt::format("`{}` is no outcome.", quote(span)));
  }
  example.expect.push_back({ExpectScore{*score, in->range}, span});
  return true;
}

}  // namespace bedside::meaning

// Takes a rule set; gives the places where single rules or items cut one number into bands.
#include "interpreter/proving/bands_as_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lang/meaning/cells.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::proving {

using namespace meaning;
using text::Message;
using text::Messages;

namespace {

constexpr std::size_t fewest = 3;   // two are a threshold and its other side
constexpr std::size_t most = 1000;  // more are no list for people, and each is compared with each
constexpr std::size_t most_shown = 10;
constexpr std::size_t longest_line = 100;

/// One rule or item: what it takes of the number, and what it gives for it.
struct Piece {
  Range range;
  std::string gives;  ///< a level, or points
  Span span;
  std::size_t index = 0;  ///< of the rule, or of the item in its score
};

/// The rules or items that compare one number.
struct Pieces {
  QuantityId quantity;
  std::vector<Piece> all;
};

/// What can be recognized as one and the same number wherever it is read.
using Measured = std::variant<FindingId, ScoreId, DefinitionId>;
using Cuts = std::map<Measured, Pieces>;

std::optional<Measured> as_measured(const RuleSet& rules, QuantityId id) {
  if (const auto finding = as_finding(rules, id)) return *finding;
  const QuantityKind& kind = rules.at(id).kind;
  if (const auto* score = std::get_if<ScoreNumber>(&kind)) return score->score;
  if (const auto* defined = std::get_if<DefinedNumber>(&kind)) return defined->definition;
  return std::nullopt;
}

std::string name_of(const RuleSet& rules, const Measured& number) {
  return std::visit([&](auto id) { return rules.at(id).name; }, number);
}

// Where the condition is one comparison, and nothing else.
void add_piece(const RuleSet& rules, ConditionId condition, Piece piece, Cuts& cuts) {
  const auto* compared = std::get_if<Within>(&rules.at(condition).kind);
  if (compared == nullptr) return;
  const auto number = as_measured(rules, compared->quantity);
  if (!number) return;
  Pieces& pieces = cuts.try_emplace(*number, Pieces{compared->quantity, {}}).first->second;
  piece.range = compared->range;
  pieces.all.push_back(std::move(piece));
}

// ---- What the pieces are together ----------------------------------------------------------

std::vector<Range> ranges_of(const std::vector<Piece>& pieces) {
  std::vector<Range> ranges;
  for (const Piece& piece : pieces) ranges.push_back(piece.range);
  return ranges;
}

/// What the pieces leave out of the number's domain, from low to high.
std::vector<Range> left_out(const Quantity& number, const std::vector<Piece>& pieces) {
  return subtract(number.domain, ranges_of(pieces), number.grid);
}

/// The first values that two of them take.
std::optional<Range> taken_twice(const Quantity& number, const std::vector<Piece>& pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::size_t j = i + 1; j < pieces.size(); ++j) {
      const Range both = intersect(intersect(pieces[i].range, pieces[j].range), number.domain);
      if (!none_in(both, number.grid)) return both;
    }
  }
  return std::nullopt;
}

bool are_bands(const Quantity& number, const std::vector<Piece>& pieces) {
  if (pieces.size() < fewest || pieces.size() > most) return false;
  const auto is = [&](const Piece& a, const Piece& b) {
    return within(intersect(a.range, number.domain), intersect(b.range, number.domain));
  };
  std::set<std::string> given;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    given.insert(pieces[i].gives);
    for (std::size_t j = 0; j < i; ++j) {
      if (is(pieces[i], pieces[j]) || is(pieces[j], pieces[i])) return false;
    }
  }
  return given.size() > 1;
}

std::string shown(const Range& range, const Quantity& number) {
  return in_words(snap(range, number.grid), number.unit);
}

/// The narrowest hole between two of them; what lies below or above all of them may well be meant.
std::optional<Range> hole_between(const Quantity& number, const std::vector<Piece>& pieces) {
  std::optional<Range> narrowest;
  for (const Range& hole : left_out(number, pieces)) {
    const auto lies_below = [&](const Piece& piece) {
      return piece.range.has_high && hole.has_low && piece.range.high <= hole.low;
    };
    const auto lies_above = [&](const Piece& piece) {
      return piece.range.has_low && hole.has_high && piece.range.low >= hole.high;
    };
    if (std::none_of(pieces.begin(), pieces.end(), lies_below) ||
        std::none_of(pieces.begin(), pieces.end(), lies_above)) {
      continue;
    }
    if (!narrowest || hole.high - hole.low < narrowest->high - narrowest->low) narrowest = hole;
  }
  return narrowest;
}

std::string what_is_wrong(const Quantity& number, const std::vector<Piece>& pieces) {
  if (const auto both = taken_twice(number, pieces)) {
    return fmt::format(", and two of them take {}", shown(*both, number));
  }
  const auto hole = hole_between(number, pieces);
  return hole ? fmt::format(", and none of them takes {}", shown(*hole, number)) : "";
}

/// `what`: "rules for `risk`".
Message message_of(const RuleSet& rules, const Measured& subject, const Pieces& pieces,
                   std::string_view what) {
  const Quantity& number = rules.at(pieces.quantity);
  Message message;
  message.code = text::Code::bands_as_rules;
  message.text = fmt::format(
      "{} {} cut `{}` into bands{}. One `by` list says it in one place, and is refused where a "
      "value falls out or is taken twice.",
      pieces.all.size(), what, name_of(rules, subject), what_is_wrong(number, pieces.all));
  for (const Piece& piece : pieces.all) {
    const std::string label =
        fmt::format("{}: {}", in_words(piece.range, number.unit), piece.gives);
    if (&piece == &pieces.all.front()) {
      message.span = piece.span;
      message.label = label;
    } else if (message.related.size() + 1 < most_shown) {
      message.related.push_back({piece.span, label});
    }
  }
  return message;
}

// ---- The list in their place ---------------------------------------------------------------

bool starts_lower(const Piece& left, const Piece& right) {
  if (left.range.has_low != right.range.has_low) return !left.range.has_low;
  return left.range.has_low && left.range.low < right.range.low;
}

/// `by age: below 65 years: 0 | at least 65 years: 1`
struct ListText {
  std::string line;
  std::string laid_out;  ///< as it stands below its score or assessment
};

ListText by_list(const RuleSet& rules, const Measured& subject, Pieces pieces) {
  std::sort(pieces.all.begin(), pieces.all.end(), starts_lower);
  const Unit& unit = rules.at(pieces.quantity).unit;
  std::vector<std::string> bands;
  for (const Piece& piece : pieces.all) {
    bands.push_back(fmt::format("{}: {}", in_words(piece.range, unit), piece.gives));
  }
  const std::string head = fmt::format("by {}:", written(name_of(rules, subject)));
  ListText text;
  text.line = fmt::format("{} {}", head, fmt::join(bands, " | "));
  // Two blanks stand before it.
  const bool fits = text::count_characters(text.line) + 2 <= longest_line;
  text.laid_out =
      fits ? text.line : fmt::format("{}\n    | {}", head, fmt::join(bands, "\n    | "));
  return text;
}

/// The span with all of its lines; a comment behind it stays, in the first column.
Span whole_lines(const text::Sources& sources, Span span) {
  const std::string_view content = sources.of(span).content();
  while (span.begin > 0 && content[span.begin - 1] == ' ') --span.begin;
  while (span.end < content.size() && content[span.end] == ' ') ++span.end;
  while (span.end < content.size() && content[span.end] == '\r') ++span.end;
  if (span.end < content.size() && content[span.end] == '\n') ++span.end;
  return span;
}

void offer(Message& message, const ListText& list, std::vector<text::Edit> edits) {
  message.fixes.push_back({fmt::format("write `{}`", list.line), std::move(edits), false});
}

// ---- Scores --------------------------------------------------------------------------------

// What no item takes has no points: said in the list, so that a hole is seen.
void offer_for_items(const Loaded& loaded, const Measured& subject, Pieces pieces,
                     Message& message) {
  const Quantity& number = loaded.rules.at(pieces.quantity);
  if (taken_twice(number, pieces.all)) return;
  std::vector<text::Edit> edits;
  for (const Piece& piece : pieces.all) {
    edits.push_back({whole_lines(loaded.sources, piece.span), ""});
  }
  edits.front().span = pieces.all.front().span;
  for (const Range& range : left_out(number, pieces.all)) {
    pieces.all.push_back({range, "0", {}, 0});
  }
  const ListText list = by_list(loaded.rules, subject, std::move(pieces));
  edits.front().text = list.laid_out;
  offer(message, list, std::move(edits));
}

void look_at(const Loaded& loaded, const Score& score, Messages& messages) {
  const RuleSet& rules = loaded.rules;
  Cuts cuts;
  for (std::size_t i = 0; i < score.items.size(); ++i) {
    const auto* points = std::get_if<Points>(&score.items[i].kind);
    if (points == nullptr) continue;
    add_piece(rules, points->condition, {{}, points->points.to_string(), score.items[i].span, i},
              cuts);
  }
  for (const auto& [subject, pieces] : cuts) {
    if (!are_bands(rules.at(pieces.quantity), pieces.all)) continue;
    messages.push_back(
        message_of(rules, subject, pieces, fmt::format("items of `{}`", score.name)));
    offer_for_items(loaded, subject, pieces, messages.back());
  }
}

// ---- Assessments ---------------------------------------------------------------------------

/// The statement that holds a place.
const syntax::Statement* statement_of(const Loaded& loaded, const Span& span) {
  for (const syntax::Statement& each : loaded.files.at(span.file).tree.statements) {
    if (each.span.begin <= span.begin && span.end <= each.span.end) return &each;
  }
  return nullptr;
}

bool is_expected_by_name(const RuleSet& rules, RuleId id) {
  const auto names_it = [&](const Expectation& expectation) {
    const auto* expected = std::get_if<ExpectRule>(&expectation.kind);
    return expected != nullptr && expected->rule == id;
  };
  return std::any_of(rules.examples.begin(), rules.examples.end(), [&](const Example& example) {
    return std::any_of(example.expect.begin(), example.expect.end(), names_it);
  });
}

// Whether the rule says nothing that a band cannot say.
bool is_bare(const RuleSet& rules, RuleId id) {
  const Rule& rule = rules.at(id);
  return rule.outcomes.size() == 1 && rule.advice.empty() && rule.because.empty() &&
         rule.cites.empty() && !is_expected_by_name(rules, id);
}

// The list below the assessment, and the rules taken out; where this loses nothing.
void offer_for_rules(const Loaded& loaded, const Assessment& assessment, const Measured& subject,
                     const Pieces& pieces, Message& message) {
  const RuleSet& rules = loaded.rules;
  const Quantity& number = rules.at(pieces.quantity);
  const syntax::Statement* owner = statement_of(loaded, assessment.span);
  if (owner == nullptr || assessment.otherwise || taken_twice(number, pieces.all) ||
      !left_out(number, pieces.all).empty()) {
    return;
  }
  std::map<const syntax::Statement*, std::size_t> statements;
  for (const Piece& piece : pieces.all) {
    const RuleId id{static_cast<std::uint32_t>(piece.index)};
    if (!is_bare(rules, id) || piece.span.file != assessment.span.file) return;
    ++statements[statement_of(loaded, piece.span)];
  }
  const ListText list = by_list(rules, subject, pieces);
  const Span end{owner->span.file, owner->span.end, owner->span.end};
  std::vector<text::Edit> edits{{end, fmt::format("\n  {}", list.laid_out)}};
  for (const auto& [statement, count] : statements) {
    if (statement == nullptr) return;
    const auto* table = std::get_if<syntax::Table>(&statement->kind);
    // A table goes only with all of its rows.
    if (table != nullptr && table->rows.size() != count) return;
    edits.push_back({whole_lines(loaded.sources, statement->span), ""});
  }
  std::sort(edits.begin(), edits.end(),
            [](const text::Edit& a, const text::Edit& b) { return a.span < b.span; });
  offer(message, list, std::move(edits));
}

void look_at(const Loaded& loaded, const Assessment& assessment, Messages& messages) {
  const RuleSet& rules = loaded.rules;
  if (assessment.kind != AssessmentKind::scale) return;
  Cuts cuts;
  for (const RuleId id : assessment.rules) {
    const Rule& rule = rules.at(id);
    if (!rule.condition || !rule.overrides.empty() || !rule.overridden_by.empty()) continue;
    for (const Outcome& outcome : rule.outcomes) {
      if (&rules.at(outcome.assessment) != &assessment) continue;
      add_piece(rules, *rule.condition,
                {{}, written(assessment.levels.at(outcome.level)), rule.span, id.index}, cuts);
    }
  }
  for (const auto& [subject, pieces] : cuts) {
    if (!are_bands(rules.at(pieces.quantity), pieces.all)) continue;
    messages.push_back(
        message_of(rules, subject, pieces, fmt::format("rules for `{}`", assessment.name)));
    offer_for_rules(loaded, assessment, subject, pieces, messages.back());
  }
}

}  // namespace

void bands_as_rules(const Loaded& loaded, Messages& messages) {
  for (const Score& score : loaded.rules.scores) look_at(loaded, score, messages);
  for (const Assessment& each : loaded.rules.assessments) look_at(loaded, each, messages);
}

}  // namespace bedside::proving

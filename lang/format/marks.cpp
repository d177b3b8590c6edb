// Takes a statement and its pieces; marks where its lines begin: one function for each kind.
#include "lang/format/marks.hpp"

#include "lang/format/marker.hpp"
#include "lang/syntax/parse.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::format {

namespace {

using namespace syntax;

constexpr std::size_t part_column = 2;
constexpr std::size_t inner_column = 4;

class Statements {
 public:
  Statements(const Tree& tree, std::span<const Piece> pieces) : mark_(tree, pieces) {}

  Marks run(const Statement& statement) {
    std::visit([&](const auto& kind) { visit(kind); }, statement.kind);
    return mark_.take();
  }

 private:
  bool says(std::size_t piece, std::string_view word) const {
    return text::fold_case(mark_.text(piece)) == word;
  }

  /// A line begins with the word before this place: `ask`, `given`, …
  void line_before(const Span& span, std::size_t words = 1) {
    mark_.begin_line(mark_.first_of(span) - words, part_column);
  }
  void line_before(NodeId id, std::size_t words = 1) { line_before(mark_.at(id).span, words); }

  /// Names with commas between them, in one line or more that each begin with a word: `also a, b`.
  void names(const std::vector<Words>& lists) {
    std::size_t first = 0;
    std::size_t last = 0;
    for (const auto& each : lists) {
      const auto here = mark_.first_of(span_of(each));
      const bool goes_on = says(here - 1, ",");
      if (goes_on) {
        mark_.gap(here, Gap::fill);
      } else {
        if (first > 0) mark_.group(first, last);
        mark_.begin_line(here - 1, part_column);
        first = here;
      }
      last = mark_.last_of(span_of(each));
    }
    if (first > 0) mark_.group(first, last);
  }

  void closing(const Closing& closing) {
    if (closing.because) line_before(closing.because->span);
    if (closing.cites) names(closing.cites->items);
    names(closing.overrides);
  }

  void visit(const Guideline& guideline) {
    if (guideline.version) line_before(guideline.version->span);
    if (!guideline.applies) return;
    line_before(*guideline.applies, 2);
    mark_.condition(*guideline.applies);
  }

  void visit(const SourceWork& source) {
    std::vector<bool> known(mark_.count(), false);
    const auto line = [&](const Field& field, std::size_t column) {
      const auto name = mark_.first_of(field.name.span);
      mark_.begin_line(name, column);
      known[name] = known[mark_.first_of(field.value.span)] = true;
    };
    for (const auto& field : source.fields) line(field, part_column);
    for (const auto& statement : source.statements) line(statement, inner_column);
    // what is left behind the name is the word `states`
    for (auto at = mark_.last_of(span_of(source.name)) + 1; at < mark_.count(); ++at) {
      if (!known[at]) mark_.begin_line(at, part_column);
    }
  }

  void visit(const Use& /*use*/) {}

  void visit(const Finding& finding) {
    type(finding.type);
    if (finding.ask) line_before(finding.ask->span);
    names(finding.also);
    for (const auto& code : finding.codes) line_before(code.system.span);
  }

  void type(const Type& type) {
    const auto* list = std::get_if<ValueList>(&type);
    if (list == nullptr) return;
    mark_.group(mark_.first_of(span_of(list->values.front())),
                mark_.last_of(span_of(list->values.back())));
    for (std::size_t value = 1; value < list->values.size(); ++value) {
      mark_.gap(mark_.first_of(span_of(list->values[value])), Gap::fill);
    }
  }

  void visit(const Define& define) {
    const auto body = mark_.first_of(define.body);
    mark_.group(0, mark_.count() - 1, {Indent::fixed, part_column});
    mark_.gap(body, Gap::line);
    mark_.condition(define.body);
  }

  void visit(const Score& score) {
    for (const auto& item : score.items) {
      std::visit([&](const auto& kind) { item_line(kind); }, item);
    }
  }
  void item_line(const ByList& list) { by_list(list); }
  void item_line(const Points& points) {
    mark_.begin_line(mark_.first_of(points.span), part_column);
    mark_.condition(points.condition);
  }
  void item_line(const Add& add) {
    mark_.begin_line(mark_.first_of(add.span), part_column);
    mark_.condition(add.quantity);
  }

  /// On one line with bars between the bands, or a line for each, with a bar before it.
  void by_list(const ByList& list) {
    mark_.begin_line(mark_.first_of(list.span), part_column);
    mark_.group(mark_.first_of(list.span), mark_.last_of(list.span), {Indent::fixed, inner_column});
    mark_.condition(list.quantity);
    for (const auto& band : list.bands) {
      const auto first = mark_.first_of(band.span);
      const bool barred = says(first - 1, "|");
      if (&band != &list.bands.front()) {
        mark_.gap(first - 1, Gap::line);
      } else {
        if (barred) mark_.leave_out(first - 1);
        mark_.gap(first, Gap::line);
        mark_.bar_before(first);
      }
      mark_.condition(band.when);
    }
  }

  void visit(const Assessment& assessment) {
    type(assessment.type);
    for (const auto& list : assessment.by) by_list(list);
  }

  void visit(const Advice& advice) { closing(advice.closing); }

  void visit(const Rule& rule) {
    const auto word_if = mark_.first_of(rule.condition) - 1;
    const auto end = mark_.last_of(rule.unless ? *rule.unless : rule.outcomes.back());
    if (rule.name) mark_.begin_line(word_if, part_column);
    mark_.group(word_if, end, {Indent::fixed, part_column});
    mark_.condition(rule.condition);
    mark_.gap(mark_.first_of(rule.outcomes.front()) - 1, Gap::line);
    mark_.list(rule.outcomes);
    if (rule.unless) {
      mark_.gap(mark_.first_of(*rule.unless) - 1, Gap::line);
      mark_.condition(*rule.unless);
    }
    closing(rule.closing);
  }

  void visit(const Otherwise& otherwise) {
    mark_.list(otherwise.outcomes);
    closing(otherwise.closing);
  }

  void visit(const Claim& claim) {
    const auto first = claim.premise.value_or(claim.conclusion);
    mark_.group(0, mark_.last_of(claim.conclusion), {Indent::fixed, part_column});
    mark_.gap(mark_.first_of(first), Gap::line);
    mark_.condition(first);
    if (claim.premise) {
      mark_.gap(mark_.first_of(claim.conclusion) - 1, Gap::line);
      mark_.condition(claim.conclusion);
    }
    closing(claim.closing);
  }

  void visit(const Table& table) {
    rows(table.heading, table.rows);
    closing(table.closing);
  }

  void rows(const Row& heading, const std::vector<Row>& rows) {
    row(heading);
    for (const auto& each : rows) row(each);
  }
  void row(const Row& row) {
    mark_.begin_line(mark_.first_of(row.span), part_column);
    mark_.row(row.span);
    for (const auto& cell : row.cells) {
      for (const auto chain : cell.chains) mark_.condition(chain);
    }
  }

  void visit(const Example& example) {
    if (!example.given.empty()) line_before(example.given.front());
    mark_.list(example.given);
    for (const auto& expect : example.expect) {
      line_before(expect.front());
      mark_.list(expect);
    }
  }

  void visit(const Examples& examples) { rows(examples.heading, examples.rows); }

  Marker mark_;
};

}  // namespace

Marks marks_of(const syntax::Statement& statement, const syntax::Tree& tree,
               std::span<const Piece> pieces) {
  return Statements(tree, pieces).run(statement);
}

}  // namespace bedside::format

// Takes the parts of one statement as the grammar saw them; gives the statement.
#include "lang/syntax/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "lang/syntax/parse.hpp"

namespace bedside::syntax {

namespace {

using text::Code;

class Builder {
 public:
  Builder(const StatementText& statement, const std::vector<RawPart>& parts, std::string_view text,
          Tree& tree)
      : from_(statement), parts_(parts), nodes_(tree, text, statement.span.file) {}

  Built run() {
    const bool rows = head().part == Part::table || head().part == Part::examples;
    if (rows && cells_differ()) return std::move(result_);
    std::optional<StatementKind> kind = statement();
    if (kind) result_.statement = Statement{from_.span, head().word, std::move(*kind)};
    return std::move(result_);
  }

 private:
  const PartText& head() const { return from_.parts.front(); }
  const RawNode& head_node() const { return parts_.front().root; }

  static const RawNode* child(const RawNode& raw, Raw kind) {
    for (const auto& each : raw.children) {
      if (each.is(kind)) return &each;
    }
    return nullptr;
  }

  std::optional<Word> quoted(const RawNode& raw) const {
    const RawNode* text = child(raw, Raw::quoted);
    return text == nullptr ? std::nullopt : std::optional(nodes_.word(*text));
  }

  Words name(const RawNode& raw) const { return nodes_.words(*child(raw, Raw::name)); }

  // Every part of this kind, in their order.
  std::vector<const RawPart*> all(Part kind) const {
    std::vector<const RawPart*> found;
    for (const RawPart& part : parts_) {
      if (part.text->part == kind) found.push_back(&part);
    }
    return found;
  }

  // The part of this kind that may stand once.
  const RawPart* once(Part kind) {
    const auto found = all(kind);
    if (found.size() > 1) {
      say(Code::repeated_part, found[1]->text->word,
          fmt::format("`{}` stands twice in this statement; it may stand once.", part_name(kind)));
      result_.messages.back().related.push_back({found[0]->text->word, "the first one"});
    }
    return found.empty() ? nullptr : found[0];
  }

  void say(Code code, const Span& span, std::string words) {
    result_.messages.push_back({code, std::move(words), span, "", {}, {}, ""});
  }

  std::optional<StatementKind> statement() {
    switch (head().part) {
      case Part::guideline:
        return guideline();
      case Part::source:
        return source();
      case Part::use:
        return Use{*quoted(head_node())};
      case Part::finding:
        return finding();
      case Part::define:
        return Define{name(head_node()), nodes_.chain(*child(head_node(), Raw::chain))};
      case Part::score:
        return score();
      case Part::assessment:
        return assessment();
      case Part::advice:
        return advice();
      case Part::rule:
        return rule();
      case Part::otherwise:
        return Otherwise{nodes_.list(*child(head_node(), Raw::list)), closing()};
      case Part::claim:
        return claim();
      case Part::table:
        return table();
      case Part::example:
        return example();
      case Part::examples:
        return examples();
      default:
        return std::nullopt;
    }
  }

  StatementKind guideline() {
    Guideline guideline{*quoted(head_node()), std::nullopt, std::nullopt};
    if (const RawPart* part = once(Part::version)) {
      guideline.version = nodes_.word(part->root.children.front());
    }
    if (const RawPart* part = once(Part::applies)) {
      guideline.applies = nodes_.chain(*child(part->root, Raw::chain));
    }
    return guideline;
  }

  StatementKind source() {
    SourceWork source{name(head_node()), {}, {}};
    for (const RawPart* part : all(Part::field)) source.fields.push_back(field(part->root));
    for (const RawPart* part : all(Part::statement)) {
      source.statements.push_back(field(part->root));
    }
    return source;
  }

  Field field(const RawNode& raw) const {
    return {nodes_.word(raw.children.front()), nodes_.word(raw.children.back())};
  }

  StatementKind finding() {
    Finding finding{name(head_node()), type(head_node()), std::nullopt, {}, {}};
    if (const RawPart* part = once(Part::ask)) finding.ask = quoted(part->root);
    for (const RawPart* part : all(Part::also)) {
      for (const auto& each : part->root.children) finding.also.push_back(nodes_.words(each));
    }
    for (const RawPart* part : all(Part::code)) finding.codes.push_back(binding(part->root));
    return finding;
  }

  CodeBinding binding(const RawNode& raw) const {
    const auto& words = raw.children;
    CodeBinding code{nodes_.word(words[0]), nodes_.word(words[1]), std::nullopt};
    if (words.size() > 2) code.meaning = nodes_.word(words[2]);
    return code;
  }

  Type type(const RawNode& raw) const {
    if (const RawNode* list = child(raw, Raw::value_list)) return values(*list);
    if (const RawNode* number = child(raw, Raw::number_type)) return number_type(*number);
    return YesNo{};
  }

  ValueList values(const RawNode& raw) const {
    ValueList list;
    for (const auto& each : raw.children) {
      if (each.is(Raw::name)) {
        list.values.push_back(nodes_.words(each));
      } else {
        list.separators.push_back(nodes_.word(each));
      }
    }
    return list;
  }

  NumberType number_type(const RawNode& raw) const {
    NumberType type;
    const auto word = [&](Raw kind) -> std::optional<Word> {
      const RawNode* part = child(raw, kind);
      if (part == nullptr) return std::nullopt;
      return nodes_.word(part->children.front());
    };
    type.whole = child(raw, Raw::whole) != nullptr;
    type.unit = word(Raw::number_unit);
    type.from = word(Raw::number_from);
    type.to = word(Raw::number_to);
    type.by = word(Raw::number_by);
    return type;
  }

  std::optional<StatementKind> score() {
    Score score{name(head_node()), {}};
    for (const RawPart& part : parts_) {
      if (auto item = score_item(part)) score.items.push_back(std::move(*item));
    }
    if (score.items.empty()) {
      say(Code::empty_statement, from_.span,
          "A score has items: lines with `by`, `2 points if …` or `add`.");
      return std::nullopt;
    }
    return score;
  }

  std::optional<ScoreItem> score_item(const RawPart& part) {
    const RawNode& root = part.root;
    Span span{from_.span.file, part.text->word.begin, part.text->end};
    if (part.text->part == Part::by_list) return by_list(part);
    if (part.text->part == Part::add) return Add{span, nodes_.sum(*child(root, Raw::sum))};
    if (part.text->part != Part::points) return std::nullopt;
    return Points{span, nodes_.word(root.children.front()), nodes_.chain(*child(root, Raw::chain))};
  }

  ByList by_list(const RawPart& part) {
    ByList list{{from_.span.file, part.text->word.begin, part.text->end},
                nodes_.sum(*child(part.root, Raw::sum)),
                {}};
    for (const auto& each : part.root.children) {
      if (!each.is(Raw::band)) continue;
      const RawNode& run = *child(*child(each, Raw::band_result), Raw::run);
      list.bands.push_back(
          {nodes_.span(each), nodes_.chain(*child(each, Raw::chain)), nodes_.words(run)});
    }
    return list;
  }

  StatementKind assessment() {
    Assessment assessment{name(head_node()), type(head_node()), {}};
    for (const RawPart* part : all(Part::by_list)) assessment.by.push_back(by_list(*part));
    return assessment;
  }

  StatementKind rule() {
    const RawNode& root = head_node();
    Rule rule{quoted(root), nodes_.chain(*child(root, Raw::chain)),
              nodes_.list(*child(root, Raw::list)), std::nullopt, closing()};
    if (const RawNode* unless = child(root, Raw::unless)) {
      rule.unless = nodes_.chain(unless->children.front());
    }
    return rule;
  }

  std::optional<StatementKind> claim() {
    Claim claim = nodes_.claim(head_node());
    claim.name = *quoted(head_node());
    claim.closing = closing();
    if (!overrides_nothing(claim.closing, "A claim")) return std::nullopt;
    return claim;
  }

  std::optional<StatementKind> advice() {
    Advice advice{name(head_node()), *quoted(head_node()), closing()};
    if (!overrides_nothing(advice.closing, "An advice")) return std::nullopt;
    return advice;
  }

  bool overrides_nothing(const Closing& closing, const char* what) {
    if (closing.overrides.empty()) return true;
    say(Code::unexpected_text, span_of(closing.overrides.front()),
        fmt::format("{} overrides nothing: rules do.", what));
    return false;
  }

  // `because`, `cites` and `overrides`, in the head or on lines of their own.
  Closing closing() {
    Closing closing;
    for (const RawPart& part : parts_) {
      for (const auto& each : part.root.children) close(each, closing);
    }
    return closing;
  }

  void close(const RawNode& raw, Closing& closing) {
    if (raw.is(Raw::because)) {
      if (closing.because) repeated(raw, "because");
      closing.because = quoted(raw);
    } else if (raw.is(Raw::cites)) {
      if (closing.cites) repeated(raw, "cites");
      closing.cites = Cites{nodes_.span(raw), {}};
      for (const auto& each : raw.children) {
        closing.cites->items.push_back(nodes_.words(each.children.front()));
      }
    } else if (raw.is(Raw::overrides)) {
      for (const auto& each : raw.children) closing.overrides.push_back(nodes_.words(each));
    }
  }

  void repeated(const RawNode& raw, std::string_view word) {
    Span span = nodes_.span(raw);
    span.end = span.begin + static_cast<std::uint32_t>(word.size());
    say(Code::repeated_part, span,
        fmt::format("`{}` stands twice in this statement; it may stand once.", word));
  }

  Row row(const RawPart& part) {
    Row row{{from_.span.file, part.text->begin, part.text->end}, {}};
    for (const auto& each : part.root.children) {
      Cell cell;
      cell.span = nodes_.span(each);
      cell.dash = child(each, Raw::dash) != nullptr;
      cell.then = child(each, Raw::then) != nullptr;
      if (const RawNode* list = child(each, Raw::list)) {
        cell.chains = nodes_.list(*list);
        cell.span = nodes_.span(*list);
      }
      row.cells.push_back(std::move(cell));
    }
    return row;
  }

  std::vector<Row> rows() {
    std::vector<Row> rows;
    for (const RawPart* part : all(Part::row)) rows.push_back(row(*part));
    return rows;
  }

  bool cells_differ() {
    const auto lines = all(Part::row);
    if (lines.size() < 2) {
      say(Code::empty_statement, from_.span,
          "A table has a line with headings and at least one row below it.");
      return true;
    }
    const std::size_t wanted = lines.front()->root.children.size();
    bool differ = false;
    for (const RawPart* line : lines) {
      const std::size_t count = line->root.children.size();
      if (count == wanted) continue;
      differ = true;
      say(Code::wrong_cells, {from_.span.file, line->text->begin, line->text->end},
          fmt::format("This row has {} cell{}, its heading has {}.", count, count == 1 ? "" : "s",
                      wanted));
      if (count + 1 == wanted) offer_cell(*lines.front(), *line);
      result_.messages.back().related.push_back(
          {{from_.span.file, lines[0]->text->begin, lines[0]->text->end}, "the heading"});
    }
    return differ;
  }

  // A cell too few: the last condition's, where it can be seen which cells conclude.
  void offer_cell(const RawPart& heading, const RawPart& line) {
    const auto& headings = heading.root.children;
    std::size_t conditions = 0;
    while (conditions < headings.size() && child(headings[conditions], Raw::then) == nullptr) {
      ++conditions;
    }
    if (head().part != Part::table || conditions == 0 || conditions == headings.size()) return;
    const auto& cells = line.root.children;
    const std::uint32_t at =
        conditions <= cells.size() ? nodes_.span(cells[conditions - 1]).begin : line.text->end;
    const std::string name(headings[conditions - 1].text());
    result_.messages.back().fixes.push_back(
        {fmt::format("write a cell for `{}`, with `any` where it does not matter",
                     name.substr(0, name.find_last_not_of(" \t") + 1)),
         {{{from_.span.file, at, at}, "any | "}},
         false});
  }

  StatementKind table() {
    std::vector<Row> lines = rows();
    Row heading = std::move(lines.front());
    lines.erase(lines.begin());
    return Table{*quoted(head_node()), std::move(heading), std::move(lines), closing()};
  }

  StatementKind examples() {
    std::vector<Row> lines = rows();
    Row heading = std::move(lines.front());
    lines.erase(lines.begin());
    return Examples{*quoted(head_node()), std::move(heading), std::move(lines)};
  }

  std::optional<StatementKind> example() {
    Example example{*quoted(head_node()), {}, {}};
    if (const RawPart* part = once(Part::given)) {
      example.given = nodes_.list(part->root.children.front());
    }
    for (const RawPart* part : all(Part::expect)) {
      example.expect.push_back(nodes_.list(part->root.children.front()));
    }
    if (example.expect.empty()) {
      say(Code::empty_statement, from_.span, "An example expects something: add an `expect` line.");
      return std::nullopt;
    }
    return example;
  }

  const StatementText& from_;
  const std::vector<RawPart>& parts_;
  Nodes nodes_;
  Built result_;
};

}  // namespace

Built build(const StatementText& statement, const std::vector<RawPart>& parts,
            std::string_view text, Tree& tree) {
  return Builder(statement, parts, text, tree).run();
}

}  // namespace bedside::syntax

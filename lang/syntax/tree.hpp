// Takes nothing; gives the tree of a rule text: statements as written, names not yet resolved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lang/text/source.hpp"

namespace bedside::syntax {

using text::Span;

/// A stretch of text without blanks, or a text in double quotes (then without them, unescaped).
struct Word {
  Span span;
  std::string text;
  bool quoted = false;
};

/// Words that follow each other; what they name is found out when all names are known.
using Words = std::vector<Word>;

/// Place of a node in its tree.
struct NodeId {
  std::uint32_t index = 0;
  friend bool operator==(NodeId, NodeId) = default;
};

/// `pain`, `calcification localized`, `10 to 30 mm`
struct Run {
  Words words;
};

/// `minimum of (…)`, `round(x, 0.1)`: words directly before a list in parentheses.
struct Call {
  Words name;
  std::vector<NodeId> arguments;
};

/// `one of a, b` and `one of (a, b)`
struct OneOf {
  std::vector<NodeId> values;
  bool parentheses = false;
};

enum class GroupKind : std::uint8_t { any_of, all_of, none_of, at_least, at_most, exactly };

/// `any of (…)`, `at least 2 of (…)`
struct Group {
  GroupKind kind = GroupKind::any_of;
  std::optional<Word> count;
  std::vector<NodeId> items;
};

struct Paren {
  NodeId inner;
};

/// `a`, `a * b + c`: operands with operators between them, and words that follow a bracket.
struct Sum {
  std::vector<NodeId> operands;
  std::vector<Word> operators;
};

/// A bracket with words after it: `(a / b) in kg`.
struct Followed {
  NodeId first;
  Words words;
};

enum class Comparator : std::uint8_t {
  none,
  at_least,
  at_most,
  more_than,
  less_than,
  exactly,
  between
};

/// What is said of a subject: `is not localized`, `at least 30 mm`, `between 10 and 30 mm`.
struct Tail {
  Span span;
  std::optional<Span> is;
  std::optional<Span> negation;
  Comparator comparator = Comparator::none;
  Span comparator_span;
  std::vector<NodeId> operands;  ///< one, or two after `between`
};

/// The words `no`, `not` and `without` before a condition.
struct Negation {
  Span span;
};

struct Clause {
  std::vector<Negation> negations;
  std::optional<NodeId> subject;
  std::vector<Tail> tails;
};

struct Join {
  Span span;
  bool is_or = false;
};

/// Conditions with `and` and `or` between them, as written.
struct Chain {
  std::vector<NodeId> operands;
  std::vector<Join> joins;
};

using NodeKind = std::variant<Run, Call, OneOf, Group, Paren, Sum, Followed, Clause, Chain>;

struct Node {
  Span span;
  NodeKind kind;
};

/// Chains with commas between them: what is given or expected, and outcomes of a rule.
using ChainList = std::vector<NodeId>;

struct Cites {
  Span span;
  std::vector<Words> items;  ///< `article A3`, then `A4`
};

/// The lines that may close a rule, table or advice.
struct Closing {
  std::optional<Word> because;
  std::optional<Cites> cites;
  std::vector<Words> overrides;
};

struct Guideline {
  Word title;
  std::optional<Word> version;
  std::optional<NodeId> applies;
};

/// One line of a source: `title "…"`, `date 2025-11-06`, or a statement `A1 "…"`.
struct Field {
  Word name;
  Word value;
};

struct SourceWork {
  Words name;
  std::vector<Field> fields;
  std::vector<Field> statements;
};

struct Use {
  Word path;
};

struct YesNo {};

struct ValueList {
  std::vector<Words> values;
  std::vector<Word> separators;  ///< `,`, `or`, `|` or `<`, one fewer than values
};

struct NumberType {
  bool whole = false;
  std::optional<Word> unit;
  std::optional<Word> from;
  std::optional<Word> to;
  std::optional<Word> by;
};

using Type = std::variant<YesNo, ValueList, NumberType>;

struct CodeBinding {
  Word system;
  Word code;
  std::optional<Word> meaning;
};

struct Finding {
  Words name;
  Type type;
  std::optional<Word> ask;
  std::vector<Words> also;
  std::vector<CodeBinding> codes;
};

struct Define {
  Words name;  ///< with a last `in UNIT`, if it was written
  NodeId body;
};

struct Band {
  Span span;
  NodeId when;   ///< a chain without subject; `other` stands as a run
  Words result;  ///< points or a level
};

struct ByList {
  Span span;
  NodeId quantity;
  std::vector<Band> bands;
};

struct Points {
  Span span;
  Word number;
  NodeId condition;
};

struct Add {
  Span span;
  NodeId quantity;
};

using ScoreItem = std::variant<ByList, Points, Add>;

struct Score {
  Words name;
  std::vector<ScoreItem> items;
};

struct Assessment {
  Words name;
  Type type;  ///< yes/no or a list
  std::vector<ByList> by;
};

struct Advice {
  Words name;
  Word text;
  Closing closing;
};

struct Rule {
  std::optional<Word> name;
  NodeId condition;
  ChainList outcomes;
  std::optional<NodeId> unless;
  Closing closing;
};

struct Otherwise {
  ChainList outcomes;
  Closing closing;
};

/// A sentence that holds for every complete patient: with `implies`, wherever its premise does.
struct Claim {
  Word name;  ///< in quotes; of a text that is a claim alone, that text
  std::optional<NodeId> premise;
  NodeId conclusion;
  Closing closing;
};

/// One cell of a table: empty, `-`, or chains with commas between them.
struct Cell {
  Span span;
  bool dash = false;
  bool then = false;  ///< a heading that starts with `then`
  ChainList chains;
};

struct Row {
  Span span;
  std::vector<Cell> cells;
};

struct Table {
  Word name;
  Row heading;
  std::vector<Row> rows;
  Closing closing;
};

struct Example {
  Word name;
  ChainList given;
  std::vector<ChainList> expect;
};

struct Examples {
  Word name;
  Row heading;
  std::vector<Row> rows;
};

using StatementKind = std::variant<Guideline, SourceWork, Use, Finding, Define, Score, Assessment,
                                   Advice, Rule, Otherwise, Claim, Table, Example, Examples>;

struct Statement {
  Span span;     ///< from its first character to its last
  Span keyword;  ///< `finding`, `if`, …
  StatementKind kind;
};

/// One file's statements in their order, with the nodes of their conditions.
struct Tree {
  std::vector<Statement> statements;
  std::vector<Node> nodes;

  const Node& at(NodeId id) const { return nodes.at(id.index); }
};

}  // namespace bedside::syntax

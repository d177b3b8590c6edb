// Takes a rule set, right or wrong; gives one text of all that it holds, in its order, but places.
#include "lang/meaning/exact_text.hpp"

#include <concepts>
#include <string_view>
#include <type_traits>

namespace bedside::meaning {

namespace {

/// Each thing is taken apart by a structured binding that names all its fields: one that is new
/// does not compile until somebody decides whether it is meaning. `span` is a place and is left
/// out.
class Writer {
 public:
  std::string run(const RuleSet& rules) {
    const auto& [guideline, sources, findings, definitions, scores, assessments, advice, all_rules,
                 claims, examples, conditions, quantities, program, claim_steps] = rules;
    section("guideline", guideline);
    lines("source", sources);
    lines("finding", findings);
    lines("definition", definitions);
    lines("score", scores);
    lines("assessment", assessments);
    lines("advice", advice);
    lines("rule", all_rules);
    lines("claim", claims);
    lines("example", examples);
    lines("condition", conditions);
    lines("quantity", quantities);
    section("program", program);
    return std::move(out_);
  }

 private:
  template <class Thing>
  void section(std::string_view name, const Thing& thing) {
    out_ += name;
    out_ += ' ';
    put(thing);
    out_ += '\n';
  }

  template <class Things>
  void lines(std::string_view name, const Things& things) {
    for (const auto& thing : things) section(name, thing);
  }

  // ---- What everything is made of ----------------------------------------------------------

  /// In quotes, so that no text can look like two, or like the end of one.
  void put(const std::string& text) {
    out_ += '"';
    for (const char letter : text) {
      if (letter == '"' || letter == '\\') out_ += '\\';
      if (letter == '\n') {
        out_ += "\\n";
      } else {
        out_ += letter;
      }
    }
    out_ += '"';
  }
  void put(bool yes) { out_ += yes ? "yes" : "no"; }
  void put(std::size_t count) { out_ += std::to_string(count); }
  void put(const Number& number) { out_ += number.to_fraction(); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(Enum kind) { out_ += std::to_string(static_cast<unsigned>(kind)); }
  template <class Thing>
  void put(Id<Thing> id) {
    out_ += '#';
    out_ += std::to_string(id.index);
  }
  template <class Thing>
  void put(const std::optional<Thing>& thing) {
    if (thing) {
      put(*thing);
    } else {
      out_ += '-';
    }
  }
  template <class Thing>
  void put(const std::vector<Thing>& things) {
    out_ += '[';
    bool first = true;
    for (const auto& thing : things) {
      if (!first) out_ += ' ';
      first = false;
      put(thing);
    }
    out_ += ']';
  }
  template <class... Kinds>
  void put(const std::variant<Kinds...>& kind) {
    out_ += std::to_string(kind.index());
    std::visit([this](const auto& inside) { this->put(inside); }, kind);
  }

  template <class... Fields>
  void fields(const Fields&... each) {
    out_ += '(';
    std::string_view between;
    ((out_ += between, between = " ", put(each)), ...);
    out_ += ')';
  }

  // ---- Numbers, units, sets ----------------------------------------------------------------

  void put(const Values& values) { put(values.list()); }
  void put(const Grid& grid) {
    const auto& [origin, step] = grid;
    fields(origin, step);
  }
  void put(const Range& range) {
    const auto& [low, high, has_low, has_high, low_open, high_open] = range;
    fields(low, high, has_low, has_high, low_open, high_open);
  }
  void put(const Unit& unit) {
    fields(unit.text(), unit.code(), unit.factor(), unit.shift(), unit.too_large());
  }

  // ---- Findings, conditions, quantities ----------------------------------------------------

  void put(const CodeBinding& binding) {
    const auto& [system, code, meaning] = binding;
    fields(system, code, meaning);
  }
  void put(const Finding& finding) {
    const auto& [name, other_names, kind, values, ordered, unit, range, grid, ask, codes, span] =
        finding;
    fields(name, other_names, kind, values, ordered, unit, range, grid, ask, codes);
  }
  void put(const IsValue& condition) {
    const auto& [finding, values] = condition;
    fields(finding, values);
  }
  void put(const Within& condition) {
    const auto& [quantity, range] = condition;
    fields(quantity, range);
  }
  void put(const IsLevel& condition) {
    const auto& [assessment, levels] = condition;
    fields(assessment, levels);
  }
  void put(const AnyItem& condition) {
    const auto& [score, range] = condition;
    fields(score, range);
  }
  void put(const IsRecorded& condition) {
    const auto& [finding] = condition;
    fields(finding);
  }
  void put(const Defined& condition) {
    const auto& [definition] = condition;
    fields(definition);
  }
  void put(const Not& condition) {
    const auto& [operand] = condition;
    fields(operand);
  }
  void put(const All& condition) {
    const auto& [operands] = condition;
    fields(operands);
  }
  void put(const Any& condition) {
    const auto& [operands] = condition;
    fields(operands);
  }
  void put(const Count& condition) {
    const auto& [operands, least, most] = condition;
    fields(operands, least, most);
  }
  void put(const Condition& condition) {
    const auto& [kind, span] = condition;
    put(kind);
  }

  void put(const FindingNumber& number) {
    const auto& [finding] = number;
    fields(finding);
  }
  void put(const Constant& constant) {
    const auto& [number] = constant;
    fields(number);
  }
  void put(const ScoreNumber& number) {
    const auto& [score] = number;
    fields(score);
  }
  void put(const DefinedNumber& number) {
    const auto& [definition] = number;
    fields(definition);
  }
  void put(const Arithmetic& arithmetic) {
    const auto& [sign, left, right] = arithmetic;
    fields(sign, left, right);
  }
  void put(const Extreme& extreme) {
    const auto& [greatest, operands] = extreme;
    fields(greatest, operands);
  }
  void put(const Rounded& rounded) {
    const auto& [way, operand, step] = rounded;
    fields(way, operand, step);
  }
  void put(const Function& call) {
    const auto& [function, operand] = call;
    fields(function, operand);
  }
  void put(const Scaled& scaled) {
    const auto& [operand, factor, shift] = scaled;
    fields(operand, factor, shift);
  }
  void put(const Quantity& quantity) {
    const auto& [kind, unit, grid, domain, may_be_undefined, span] = quantity;
    fields(kind, unit, grid, domain, may_be_undefined);
  }
  void put(const Definition& definition) {
    const auto& [name, body, span] = definition;
    fields(name, body);
  }

  // ---- Scores ------------------------------------------------------------------------------

  void put(const Band& band) {
    const auto& [values, ranges, points, level, other, span] = band;
    fields(values, ranges, points, level, other);
  }
  void put(const ByList& list) {
    const auto& [subject, bands, span] = list;
    fields(subject, bands);
  }
  void put(const Points& item) {
    const auto& [points, condition] = item;
    fields(points, condition);
  }
  void put(const Add& item) {
    const auto& [quantity] = item;
    fields(quantity);
  }
  void put(const ScoreItem& item) {
    const auto& [kind, span] = item;
    put(kind);
  }
  void put(const Cell& cell) {
    const auto& [values, ranges] = cell;
    fields(values, ranges);
  }
  void put(const CellList& list) {
    const auto& [finding, cells] = list;
    fields(finding, cells);
  }
  void put(const ItemGroup& group) {
    const auto& [items, exact, cells, program] = group;
    fields(items, exact, cells, program);
  }
  void put(const Score& score) {
    const auto& [name, items, groups, grid, domain, reads_assessments, span] = score;
    fields(name, items, groups, grid, domain, reads_assessments);
  }

  // ---- Assessments, rules, advice, sources -------------------------------------------------

  void put(const Assessment& assessment) {
    const auto& [name, kind, yes_no, levels, by, rules, otherwise, span] = assessment;
    fields(name, kind, yes_no, levels, by, rules, otherwise);
  }
  void put(const Citation& citation) {
    const auto& [source, statement, span] = citation;
    fields(source, statement);
  }
  void put(const Advice& advice) {
    const auto& [name, text, because, cites, span] = advice;
    fields(name, text, because, cites);
  }
  void put(const Outcome& outcome) {
    const auto& [assessment, level] = outcome;
    fields(assessment, level);
  }
  void put(const Rule& rule) {
    const auto& [name, named, condition, outcomes, advice, because, cites, overrides, overridden_by,
                 otherwise, reads_recorded, span] = rule;
    // The name of a rule without one is its place.
    fields(named ? std::optional(name) : std::nullopt, condition, outcomes, advice, because, cites,
           overrides, overridden_by, otherwise, reads_recorded);
  }
  void put(const Claim& claim) {
    const auto& [name, premise, conclusion, because, cites, span] = claim;
    fields(name, premise, conclusion, because, cites);
  }
  void put(const SourceField& field) {
    const auto& [name, value] = field;
    fields(name, value);
  }
  void put(const SourceStatement& statement) {
    const auto& [id, text, span] = statement;
    fields(id, text);
  }
  void put(const SourceWork& source) {
    const auto& [name, source_fields, statements, span] = source;
    fields(name, source_fields, statements);
  }
  void put(const Guideline& guideline) {
    const auto& [name, version, applies, span] = guideline;
    fields(name, version, applies);
  }

  // ---- Examples ----------------------------------------------------------------------------

  void put(const Fact& fact) {
    const auto& [finding, values, range, span] = fact;
    fields(finding, values, range);
  }
  void put(const ExpectLevel& expect) {
    const auto& [assessment, levels, settled] = expect;
    fields(assessment, levels, settled);
  }
  void put(const ExpectStatus& expect) {
    const auto& [assessment, status] = expect;
    fields(assessment, status);
  }
  void put(const ExpectAdvice& expect) {
    const auto& [advice, given] = expect;
    fields(advice, given);
  }
  void put(const ExpectRule& expect) {
    const auto& [rule, status] = expect;
    fields(rule, status);
  }
  void put(const ExpectAsk& expect) {
    const auto& [finding] = expect;
    fields(finding);
  }
  void put(const ExpectNothingToAsk& /*expect*/) { fields(); }
  void put(const ExpectScore& expect) {
    const auto& [score, range] = expect;
    fields(score, range);
  }
  void put(const Expectation& expectation) {
    const auto& [kind, span] = expectation;
    put(kind);
  }
  void put(const Example& example) {
    const auto& [name, given, expect, span] = example;
    fields(name, given, expect);
  }

  std::string out_;
};

}  // namespace

std::string exact_text(const RuleSet& rules) { return Writer().run(rules); }

}  // namespace bedside::meaning

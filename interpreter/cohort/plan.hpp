// Takes a rule set; gives all that can be computed of it before any patient comes, as tables over
// codes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/cohort/fresh.hpp"
#include "interpreter/cohort/needs.hpp"
#include "interpreter/cohort/terms.hpp"

namespace bedside::cohort {

/// Points and scores as whole multiples of 1 / `Plan::scale`.
using Points = std::int64_t;

// ---- Conditions that the terms do not hold --------------------------------------------------

/// One condition that is computed by itself: it reads a score, an assessment, a computed number,
/// or would have too many terms; or something that does reads it.
struct Node {
  enum class Kind : std::uint8_t {
    finding,   ///< truths[first + code of the finding `subject`]
    computed,  ///< truths[first + entry of the computed number `subject`]
    fresh,     ///< the condition `first`, on the number `subject`, which is computed anew
    level,     ///< the assessment `subject` ends at one of `levels`
    score,     ///< the score `subject` lies from `low` to `high`, scaled
    any_item,  ///< any item of the score `subject`; any_items[first …]
    negation,  ///< of operands[first]
    all,       ///< operands[first], `size` of them
    any,
    count,  ///< from `low` to `high` of them
  };
  Kind kind = Kind::finding;
  std::uint32_t subject = 0;
  std::uint32_t first = 0;
  std::uint32_t size = 0;
  Points low = 0;
  Points high = 0;
  Word levels = 0;
};

/// What `any item of` asks of one item of a score.
struct ItemRange {
  bool nothing_is_in = false;  ///< of points for a condition: whether no points are in the range
  bool points_are_in = false;
  Word bands_in = 0;  ///< of a band list
  Points low = 0;     ///< of what is added
  Points high = 0;
};

// ---- Numbers -------------------------------------------------------------------------------

/// A number that is computed from findings with few values, as a table over all their codes.
struct ComputedTable {
  std::vector<std::uint32_t> findings;
  std::vector<std::uint32_t> strides;  ///< entry = sum of code * stride
  std::vector<std::uint32_t> waits;    ///< by entry: bits of the `findings` that it waits for
  std::vector<Points> low;             ///< by entry, where a score adds it
  std::vector<Points> high;
};

/// A band list. What is possible of it is a set of bands, a bit each.
struct BandTable {
  enum class Subject : std::uint8_t { finding, score, computed, fresh };
  struct Piece {
    Points low = 0;
    Points high = 0;
    std::uint32_t band = 0;
  };
  Subject subject = Subject::finding;
  std::uint32_t index = 0;     ///< of the finding, score, computed number or quantity
  std::vector<Word> possible;  ///< by code or entry
  std::vector<Piece> pieces;   ///< of a score
  std::vector<Points> points;  ///< by band
  std::vector<std::uint32_t> levels;
  std::uint32_t lowest = 0;                ///< of the levels
  const meaning::ByList* fresh = nullptr;  ///< over a number that is computed anew
};

struct ItemPlan {
  enum class Kind : std::uint8_t { points, bands, score, computed };
  Kind kind = Kind::points;
  std::uint32_t index = 0;  ///< node, band list, score or computed number
  Points points = 0;
};

/// Items whose ends are known together: from a table, or item by item where it has no findings.
struct GroupPlan {
  std::vector<std::uint32_t> findings;
  std::vector<std::vector<std::uint32_t>> offsets;  ///< by finding and code; the entry is their sum
  std::vector<Points> low;
  std::vector<Points> high;
  std::vector<std::uint32_t> items;
};

struct ScorePlan {
  std::vector<ItemPlan> items;
  std::vector<GroupPlan> groups;
  std::vector<std::uint32_t> added;  ///< items that add something
  bool reads_assessments = false;
};

// ---- Rules and assessments -----------------------------------------------------------------

struct RulePlan {
  bool in_terms = true;  ///< its condition is that of its slot; else `node`, or `otherwise`
  std::uint32_t node = 0;
  bool plain = true;  ///< nothing overrides it, and it is in the terms: its status is its condition
};

struct AssessmentPlan {
  bool scale = true;
  std::size_t first_word = 0;  ///< of the words of rules in which its own lie
  std::size_t words = 0;
  std::vector<Word> rules;     ///< `words`: its rules
  std::vector<Word> of_level;  ///< [level * words …]: those that conclude the level
  std::vector<std::uint32_t> by;
  std::size_t first_by = 0;  ///< where its band lists stand among all
  std::size_t levels = 0;
  bool small = false;  ///< one word of rules, at most four levels: of_level has four words
  std::optional<std::uint32_t> otherwise;  ///< rule
  std::uint32_t otherwise_level = 0;
};

/// One thing to compute after the terms, in the order of the rule set's program.
struct PlanStep {
  enum class Kind : std::uint8_t { node, score, rule, assessment };
  Kind kind = Kind::node;
  std::uint32_t index = 0;
};

/// The rows of terms that fit into one word, again: a square table that needs no offsets.
struct OneWord {
  std::size_t findings = 0;
  std::size_t stride = 0;      ///< codes of the finding that has most, up to a power of two
  std::vector<Word> sure;      ///< [finding * stride + code]
  std::vector<Word> possible;  ///< likewise
};

/// A rule set, prepared. Fixed once made; any number of sessions may read it.
struct Plan {
  explicit Plan(const meaning::RuleSet& of);

  const meaning::RuleSet& rules;
  /// Why every record goes to the evaluator, in a sentence; empty where the tables do.
  std::string undone;

  std::optional<Codes> codes;
  std::optional<Atoms> atoms;
  std::vector<std::vector<Term>> terms_of_slots;  ///< by slot: rules, then `applies if`
  Terms terms;
  std::vector<Needs> needs;  ///< by slot that is in the terms
  NeedTables need_tables;
  std::optional<std::uint32_t> applies_slot;
  std::optional<std::uint32_t> applies_node;
  bool may_not_apply = false;  ///< there is an `applies if`

  std::vector<Node> nodes;
  std::vector<std::uint32_t> operands;
  std::vector<meaning::Truth> truths;
  std::vector<ItemRange> any_items;

  std::vector<ComputedTable> computed;
  FreshNumbers fresh;
  std::vector<BandTable> bands;
  std::vector<ScorePlan> scores;
  Points scale = 1;

  std::vector<RulePlan> rule_plans;
  std::vector<AssessmentPlan> assessments;
  std::size_t by_lists = 0;  ///< of all assessments
  std::vector<PlanStep> steps;
  std::size_t rule_words = 0;
  std::vector<Word> plain;    ///< the plain rules
  std::vector<Word> askable;  ///< rules that do not read whether something was recorded
  std::vector<std::vector<Word>> of_advice;  ///< the rules that give it
  std::vector<std::uint32_t> name_order;     ///< by finding: its place by name
  OneWord one_word;                          ///< where the terms have layers
  bool from_fired = false;  ///< values follow from the rules that fire, and those from the terms
  bool any_advice = false;
};

}  // namespace bedside::cohort

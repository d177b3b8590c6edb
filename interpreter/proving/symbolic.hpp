// Takes a rule set and all its patients; gives what the evaluator would say of each of them, as
// decision diagrams.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "interpreter/evaluate/concluding.hpp"
#include "lang/meaning/computing.hpp"
#include "lang/proofs/interned.hpp"
#include "lang/proofs/logic.hpp"
#include "lang/proofs/space.hpp"

namespace bedside::proving {

using meaning::Possibly;
using meaning::RuleSet;
using meaning::Truth;
using meaning::Values;
using proofs::Leaf;
using proofs::Node;

struct RangeLess {
  bool operator()(const meaning::Range& a, const meaning::Range& b) const;
};
struct PossiblyLess {
  bool operator()(const Possibly& a, const Possibly& b) const;
};

/// Where an assessment ends, as far as it can be seen from outside.
struct End {
  meaning::Status status = meaning::Status::open;
  std::optional<std::size_t> value;
  std::vector<std::size_t> possible;  ///< levels
  bool nothing = false;               ///< may end without a value
  bool conflict = false;
  std::vector<std::size_t> established;
  friend auto operator<=>(const End&, const End&) = default;
};

End end_of(const evaluate::AssessmentResult& result);

/// What has been said on an assessment so far: levels fired, levels undecided, and for each band
/// list its possible levels.
using SaidSoFar = std::vector<std::vector<std::size_t>>;

/// The diagrams of all patients, and what their leaves stand for; shared by rule sets that are
/// compared.
struct World {
  World(const std::vector<const RuleSet*>& rule_sets, proofs::Missing missing);

  proofs::Space space;
  proofs::Diagrams diagrams;
  proofs::Logic logic;
  proofs::Interned<Possibly, PossiblyLess> numbers;
  proofs::Interned<std::vector<meaning::Number>> points;  ///< that an item may give, ascending
  proofs::Interned<std::vector<std::size_t>> bands;       ///< places in a list, ascending
  proofs::Interned<SaidSoFar> said;
  proofs::Interned<End> ends;
  /// All complete patients: everything is recorded, every number defined.
  Node complete = 0;
  Node recorded = 0;  ///< everything is recorded
  /// For each variable whether its cells follow each other.
  std::vector<bool> linear;
};

/// The evaluator, run for all patients at once: each method gives for every patient what the
/// evaluator's trace has. In this trace the guideline is taken to apply; `applies` tells of whom it
/// is true. Once the world's diagrams are spent, what is given means nothing and is not kept.
class Symbolic {
 public:
  /// `rule_set`: which of the world's. Both must outlive it.
  Symbolic(World& world, std::size_t rule_set);

  Node truth(meaning::ConditionId id);
  /// Leaves in World::numbers.
  Node number(meaning::QuantityId id);
  Node total(meaning::ScoreId id);
  /// Whether a rule's own condition holds, and whether it counts (is not overridden).
  Node condition(meaning::RuleId id);
  Node counts(meaning::RuleId id);
  /// Leaves in World::ends.
  Node end(meaning::AssessmentId id);
  /// Of whom the guideline is true.
  Node applies();
  /// Places of the bands that are possible; leaves in World::bands.
  Node possible_bands(const meaning::ByList& by);
  /// Points that an item may give; leaves in World::points.
  Node item_points(meaning::ScoreId id, std::size_t item);
  /// Where an assessment ends in this way.
  template <class F>
  Node where_end(meaning::AssessmentId id, const F& is) {
    return world_.diagrams.map(world_.diagrams.operation(), end(id), [&](Leaf leaf) {
      return static_cast<Leaf>(is(world_.ends.at(leaf)) ? Truth::yes : Truth::no);
    });
  }

  /// Whether the evaluator may decide more where something is not recorded, as far as was asked
  /// yet: what is yes or no here is so there, but not all that is unknown.
  bool knows_less() const { return knows_less_; }

  const RuleSet& rules() const { return rules_; }
  World& world() { return world_; }
  std::size_t rule_set() const { return rule_set_; }

 private:
  struct TruthOf;
  struct NumberOf;
  using Known = std::vector<std::optional<Node>>;

  template <class Make>
  Node remembered(Known& known, std::size_t index, const Make& make);
  Node of_finding(meaning::FindingId id, const meaning::Values& values);
  Node counted(const meaning::Count& count);
  Node any_item(const meaning::AnyItem& any);
  Node level(const meaning::IsLevel& is);
  Node within(Node number, const meaning::Range& range, const std::optional<meaning::Grid>& grid);
  Node computed_number(meaning::QuantityId id);
  Node open_where_lacking(meaning::QuantityId id, Node number);
  Node number_variable(std::uint32_t variable, const meaning::Range& lacking, bool undefined);
  Node sum(const meaning::Score& score, meaning::ScoreId id);
  Node group(meaning::ScoreId id, const meaning::ItemGroup& group);
  Node hull_where_missing(Node node);
  Node added(Node a, Node b);
  Node said_on(meaning::AssessmentId id);
  Node concluded(meaning::AssessmentId id);

  World& world_;
  std::size_t rule_set_;
  const RuleSet& rules_;
  Known conditions_, quantities_, scores_, rule_conditions_, rules_counting_, ends_;
  std::map<meaning::ScoreId, Known> items_;
  /// So many nodes were too few for the end of an assessment: they are not tried again.
  std::map<meaning::AssessmentId, std::size_t> too_few_;
  proofs::Operation add_;
  bool knows_less_ = false;
};

template <class Make>
Node Symbolic::remembered(Known& known, std::size_t index, const Make& make) {
  if (known.at(index)) return *known[index];
  const Node node = make();
  if (!world_.diagrams.spent()) known[index] = node;
  return node;
}

}  // namespace bedside::proving

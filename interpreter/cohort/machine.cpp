// Takes a plan and the codes of one patient; gives the truth of conditions, scores and rules.
#include "interpreter/cohort/machine.hpp"

#include <algorithm>

namespace bedside::cohort {

using namespace meaning;

Machine::Machine(const Plan& plan) : plan_(plan) {
  holds.resize(plan.terms.words, 0);
  may.resize(plan.terms.words, 0);
  fired.resize(plan.rule_words, 0);
  undecided.resize(plan.rule_words, 0);
  truths.resize(plan.nodes.size(), Truth::unknown);
  scores.resize(plan.scores.size());
  assessments.resize(plan.assessments.size());
  by_list.resize(plan.by_lists, 0);
  std::size_t overrides = 0;
  for (const Rule& rule : plan.rules.rules) overrides += rule.overridden_by.size();
  overridden.reserve(overrides);
  rows_.resize(plan.terms.findings.size());
}

// ---- Terms ---------------------------------------------------------------------------------

namespace {

/// The terms that no finding takes away.
Word and_of(const OneWord& table, const std::vector<Word>& rows, Word start, const Code* codes,
            std::size_t findings) {
  const Word* row = rows.data();
  const std::size_t stride = table.stride;
  Word left = start;
  std::size_t i = 0;
  for (; i + 4 <= findings; i += 4, row += 4 * stride) {
    left &= row[codes[i]] & row[stride + codes[i + 1]] & row[2 * stride + codes[i + 2]] &
            row[3 * stride + codes[i + 3]];
  }
  for (; i < findings; ++i, row += stride) left &= row[codes[i]];
  return left;
}

/// Slots of which some term is left.
Word any_layer(const Terms& terms, Word left) {
  Word any = left;
  for (std::size_t layer = 1; layer < terms.layers; ++layer) any |= left >> layer * terms.slots;
  return any & (~Word{0} >> (64 - terms.slots));
}

}  // namespace

void Machine::start(const Code* from) {
  codes = from;
  if (plan_.terms.slots == 0) return;
  if (plan_.terms.layers > 0) {
    one_word();
  } else {
    many_words(0, holds);
    many_words(plan_.terms.words, may);
  }
}

void Machine::start_fired_alone(const Code* from) {
  codes = from;
  const Terms& terms = plan_.terms;
  if (terms.slots == 0) return;
  if (terms.layers > 0) {
    const OneWord& table = plan_.one_word;
    fired[0] =
        any_layer(terms, and_of(table, table.sure, terms.start[0], from, plan_.one_word.findings));
  } else {
    many_words(0, holds);
    std::copy_n(holds.begin(), fired.size(), fired.begin());
  }
}

void Machine::start(const Machine& other) {
  codes = other.codes;
  holds = other.holds;
  may = other.may;
}

void Machine::one_word() {
  const Terms& terms = plan_.terms;
  const OneWord& table = plan_.one_word;
  const std::size_t count = plan_.one_word.findings;
  holds[0] = any_layer(terms, and_of(table, table.sure, terms.start[0], codes, count));
  may[0] = any_layer(terms, and_of(table, table.possible, terms.start[0], codes, count));
}

void Machine::many_words(std::size_t row, std::vector<Word>& out) {
  const Terms& terms = plan_.terms;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::uint32_t finding = terms.findings[i];
    rows_[i] = terms.row(finding, codes[finding]) + row;
  }
  and_rows(rows_.data(), rows_.size(), terms.start.data(), terms.words, out.data());
  for (std::size_t word = terms.slot_words; word < terms.words; ++word) {
    for (Word bits = out[word]; bits != 0; bits &= bits - 1) {
      const auto bit = first_bit((bits));
      const std::uint32_t slot = terms.extra_slot[(word - terms.slot_words) * 64 + bit];
      out[slot / 64] |= Word{1} << (slot % 64);
    }
  }
}

// ---- Steps ---------------------------------------------------------------------------------

void Machine::run(bool applies) {
  for (std::size_t word = 0; word < plan_.rule_words; ++word) {
    const Word plain = applies ? plan_.plain[word] : 0;
    fired[word] = holds[word] & plain;
    undecided[word] = may[word] & ~holds[word] & plain;
  }
  overridden.clear();
  for (const PlanStep& step : plan_.steps) {
    switch (step.kind) {
      case PlanStep::Kind::node:
        truths[step.index] = truth_of(plan_.nodes[step.index]);
        break;
      case PlanStep::Kind::score:
        compute_score(step.index);
        break;
      case PlanStep::Kind::rule:
        compute_rule(step.index, applies);
        break;
      case PlanStep::Kind::assessment:
        conclude(step.index, applies);
        break;
    }
  }
}

Truth Machine::applies() const {
  if (plan_.applies_slot) return truth_of_slot(*plan_.applies_slot);
  return plan_.applies_node ? truths[*plan_.applies_node] : Truth::yes;
}

std::uint32_t Machine::entry(std::uint32_t computed) const {
  const ComputedTable& table = plan_.computed[computed];
  std::uint32_t entry = 0;
  for (std::size_t i = 0; i < table.findings.size(); ++i) {
    entry += table.strides[i] * codes[table.findings[i]];
  }
  return entry;
}

namespace {

/// On whole numbers, both ends of which are possible.
Truth lies_within(const ScoreRow& number, Points low, Points high) {
  const bool some = std::max(number.low, low) <= std::min(number.high, high);
  return of_possible(some, number.low < low || number.high > high);
}

}  // namespace

Truth Machine::truth_of(const Node& node) const {
  const auto operand = [&](std::size_t i) { return truths[plan_.operands[node.first + i]]; };
  Truth found = Truth::yes;
  std::size_t least = 0;
  std::size_t most = 0;
  switch (node.kind) {
    case Node::Kind::finding:
      return plan_.truths[node.first + codes[node.subject]];
    case Node::Kind::computed:
      return plan_.truths[node.first + entry(node.subject)];
    case Node::Kind::fresh:
      return findings->truth({node.first});
    case Node::Kind::level: {
      const AssessmentRow& is = assessments[node.subject];
      if (is.status == Status::conflict) return Truth::no;
      return of_possible((is.levels & node.levels) != 0,
                         is.nothing || is.conflict || (is.levels & ~node.levels) != 0);
    }
    case Node::Kind::score:
      return lies_within(scores[node.subject], node.low, node.high);
    case Node::Kind::any_item:
      return any_item(node);
    case Node::Kind::negation:
      return !operand(0);
    case Node::Kind::all:
      for (std::size_t i = 0; i < node.size; ++i) found = both(found, operand(i));
      return found;
    case Node::Kind::any:
      found = Truth::no;
      for (std::size_t i = 0; i < node.size; ++i) found = either(found, operand(i));
      return found;
    case Node::Kind::count:
      for (std::size_t i = 0; i < node.size; ++i) {
        least += operand(i) == Truth::yes ? 1U : 0U;
        most += operand(i) == Truth::no ? 0U : 1U;
      }
      return truth_of_count(
          least, most,
          {{}, static_cast<std::size_t>(node.low), static_cast<std::size_t>(node.high)});
  }
  return Truth::unknown;
}

// ---- Scores --------------------------------------------------------------------------------

Word Machine::possible(const BandTable& table) const {
  if (table.subject == BandTable::Subject::finding) return table.possible[codes[table.index]];
  if (table.subject == BandTable::Subject::computed) return table.possible[entry(table.index)];
  if (table.subject == BandTable::Subject::fresh) return findings->bands(*table.fresh);
  const ScoreRow& score = scores[table.index];
  Word mask = 0;
  for (const BandTable::Piece& piece : table.pieces) {
    const bool meets = std::max(score.low, piece.low) <= std::min(score.high, piece.high);
    mask |= Word{meets} << piece.band;
  }
  return mask;
}

ScoreRow Machine::item_ends(const ItemPlan& item) const {
  switch (item.kind) {
    case ItemPlan::Kind::points: {
      const Truth holds_now = truths[item.index];
      if (holds_now == Truth::yes) return {item.points, item.points};
      if (holds_now == Truth::no) return {0, 0};
      return {std::min<Points>(0, item.points), std::max<Points>(0, item.points)};
    }
    case ItemPlan::Kind::bands: {
      const BandTable& table = plan_.bands[item.index];
      Word mask = possible(table);
      if (mask == 0) return {0, 0};
      const Points first = table.points[first_bit((mask))];
      ScoreRow ends{first, first};
      for (; mask != 0; mask &= mask - 1) {
        const Points points = table.points[first_bit((mask))];
        ends = {std::min(ends.low, points), std::max(ends.high, points)};
      }
      return ends;
    }
    case ItemPlan::Kind::score:
      return scores[item.index];
    case ItemPlan::Kind::computed: {
      const ComputedTable& table = plan_.computed[item.index];
      return {table.low[entry(item.index)], table.high[entry(item.index)]};
    }
  }
  return {};
}

ScoreRow Machine::group_ends(const ScorePlan& score, const GroupPlan& group) const {
  if (!group.low.empty()) {
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < group.findings.size(); ++i) {
      at += group.offsets[i][codes[group.findings[i]]];
    }
    return {group.low[at], group.high[at]};
  }
  ScoreRow sum;
  for (const std::uint32_t item : group.items) {
    const ScoreRow ends = item_ends(score.items[item]);
    sum = {sum.low + ends.low, sum.high + ends.high};
  }
  return sum;
}

void Machine::compute_score(std::uint32_t index) {
  const ScorePlan& score = plan_.scores[index];
  ScoreRow sum;
  const auto add = [&](const ScoreRow& ends) { sum = {sum.low + ends.low, sum.high + ends.high}; };
  for (const GroupPlan& group : score.groups) add(group_ends(score, group));
  for (const std::uint32_t item : score.added) add(item_ends(score.items[item]));
  scores[index] = sum;
}

Truth Machine::any_item(const Node& node) const {
  const ScorePlan& score = plan_.scores[node.subject];
  Truth found = Truth::no;
  for (std::size_t i = 0; i < score.items.size(); ++i) {
    const ItemPlan& item = score.items[i];
    const ItemRange& range = plan_.any_items[node.first + i];
    if (item.kind == ItemPlan::Kind::points) {
      const Truth given = truths[item.index];
      const bool in = (given != Truth::no && range.points_are_in) ||
                      (given != Truth::yes && range.nothing_is_in);
      const bool out = (given != Truth::no && !range.points_are_in) ||
                       (given != Truth::yes && !range.nothing_is_in);
      found = either(found, of_possible(in, out));
    } else if (item.kind == ItemPlan::Kind::bands) {
      const Word mask = possible(plan_.bands[item.index]);
      found =
          either(found, of_possible((mask & range.bands_in) != 0, (mask & ~range.bands_in) != 0));
    } else {
      found = either(found, lies_within(item_ends(item), range.low, range.high));
    }
  }
  return found;
}

// ---- Rules ---------------------------------------------------------------------------------

Truth Machine::others_are_out(std::uint32_t rule) const {
  const AssessmentId id = plan_.rules.rules[rule].outcomes.at(0).assessment;
  const AssessmentPlan& plan = plan_.assessments[id.index];
  bool open = false;
  for (std::size_t i = 0; i < plan.words; ++i) {
    if ((fired[plan.first_word + i] & plan.rules[i]) != 0) return Truth::no;
    open = open || (undecided[plan.first_word + i] & plan.rules[i]) != 0;
  }
  return open ? Truth::unknown : Truth::yes;
}

void Machine::compute_rule(std::uint32_t index, bool applies) {
  const Rule& rule = plan_.rules.rules[index];
  const RulePlan& plan = plan_.rule_plans[index];
  const std::size_t word = index / 64;
  const Word bit = Word{1} << (index % 64);
  if (!plan.in_terms) {
    const Truth condition = rule.condition ? truths[plan.node]
                            : applies      ? others_are_out(index)
                                           : Truth::no;
    holds[word] = (holds[word] & ~bit) | (condition == Truth::yes ? bit : 0);
    may[word] = (may[word] & ~bit) | (condition == Truth::no ? 0 : bit);
  }
  Truth stays = applies ? Truth::yes : Truth::no;
  for (const RuleId other : rule.overridden_by) {
    const bool over = fires(other.index);
    if (over && (holds[word] & bit) != 0) overridden.push_back({{index}, other});
    stays = both(stays, over ? Truth::no : is_undecided(other.index) ? Truth::unknown : Truth::yes);
  }
  const Truth counts = both(truth_of_slot(index), stays);
  fired[word] |= counts == Truth::yes ? bit : 0;
  undecided[word] |= counts == Truth::unknown ? bit : 0;
}

}  // namespace bedside::cohort

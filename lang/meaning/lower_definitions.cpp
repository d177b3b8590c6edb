// Takes definitions as written; gives the conditions and numbers that they stand for, when they are
// needed.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/meaning/lowering.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

// Definitions that build on definitions: more than anybody follows, and little enough for any
// stack.
constexpr std::size_t deepest_definitions = 200;

}  // namespace

void Lowering::lower_definitions() {
  for (std::uint32_t i = 0; i < definitions.size(); ++i) lower_definition({i});
}

void Lowering::lower_definition(DefinitionId id) {
  DefinitionText& text = definitions[id.index];
  if (text.progress == Progress::under_way) {
    std::string circle;
    const auto first = std::find(under_way_.begin(), under_way_.end(), id);
    for (auto each = first; each != under_way_.end(); ++each) {
      circle += fmt::format("`{}` builds on ", rules_.at(*each).name);
    }
    text::Message& message =
        say(Code::circle, rules_.at(id).span,
            fmt::format("{}`{}`: a circle, which nothing can be computed from.", circle,
                        rules_.at(id).name));
    for (auto each = first; each != under_way_.end(); ++each) {
      if (*each != id) message.related.push_back({rules_.at(*each).span, "part of the circle"});
      definitions[each->index].progress = Progress::failed;
    }
  }
  if (text.progress == Progress::done) below_ = std::max(below_, text.depth);
  if (text.progress != Progress::waiting) return;
  if (under_way_.size() >= deepest_definitions) {
    for (const DefinitionId each : under_way_) definitions[each.index].progress = Progress::failed;
    return too_deep(id);
  }
  text.progress = Progress::under_way;
  under_way_.push_back(id);
  const std::size_t outer_below = std::exchange(below_, 0);
  const syntax::Tree* outer = std::exchange(tree_, text.tree);
  const auto outer_unit = std::exchange(list_unit_, std::nullopt);
  const NodeId body = text.statement->body;
  bool done = false;
  if (text.unit || is_number(body)) {
    auto value = number(body);
    if (value && text.unit) value = in_declared_unit(*value, *text.unit, at(body).span);
    if (value) rules_.definitions[id.index].body = value->id;
    done = value.has_value();
  } else {
    const auto value = condition(body);
    if (value) rules_.definitions[id.index].body = *value;
    done = value.has_value();
  }
  list_unit_ = outer_unit;
  tree_ = outer;
  under_way_.pop_back();
  DefinitionText& after = definitions[id.index];
  after.depth = below_ + 1;
  below_ = std::max(outer_below, after.depth);
  if (after.progress != Progress::under_way) return;
  after.progress = done ? Progress::done : Progress::failed;
  if (done && after.depth > deepest_definitions) too_deep(id);
}

// The same limit whatever the order in which definitions are written.
void Lowering::too_deep(DefinitionId id) {
  definitions[id.index].progress = Progress::failed;
  say(Code::too_deep, rules_.at(id).span,
      fmt::format("Definitions build on each other more than {} deep here.", deepest_definitions));
}

// Whether what is written is a number rather than a condition.
bool Lowering::is_number(NodeId node) {
  if (ends_in_range(node)) return false;
  if (as<syntax::Sum>(node) != nullptr || as<syntax::Call>(node) != nullptr) return true;
  if (const auto* paren = as<syntax::Paren>(node)) return is_number(paren->inner);
  if (const auto* followed = as<syntax::Followed>(node)) return is_number(followed->first);
  const auto* run = as<syntax::Run>(node);
  if (run == nullptr) return false;
  const auto named = find(run->words, 0, run->words.size());
  if (!named) {
    const std::size_t count = run->words.size();
    std::size_t at_word = 0;
    const std::string& first = run->words.front().text;
    const bool digit = !first.empty() && first[0] >= '0' && first[0] <= '9';
    Literal found;
    if (digit && literal(run->words, at_word, found) == Parse::done) return true;
    return count > 2 && text::fold_case(run->words[count - 2].text) == "in" &&
           find(run->words, 0, count - 2).has_value();
  }
  if (const auto* finding = std::get_if<FindingId>(&*named)) {
    return rules_.at(*finding).kind == FindingKind::number;
  }
  if (const auto* definition = std::get_if<DefinitionId>(&*named)) {
    lower_definition(*definition);
    return definitions[definition->index].progress == Progress::done &&
           std::holds_alternative<QuantityId>(rules_.at(*definition).body);
  }
  return std::holds_alternative<ScoreId>(*named);
}

// `define BMI in kg/m2: …`
std::optional<Num> Lowering::in_declared_unit(Num value, const Unit& unit, const Span& span) {
  const Unit from = rules_.at(value.id).unit;
  if (value.plain) {
    return Num{constant(Number(*constant_of(value.id)), unit, span), false};
  }
  if (!from.same_dimension(unit)) {
    say(Code::wrong_unit, span,
        fmt::format("This is {}{}, but the definition says {}.", units::dimension_words(from),
                    from.text().empty() ? "" : fmt::format(" in {}", from.text()), unit.text()));
    return std::nullopt;
  }
  const QuantityId id = converted(value.id, unit);
  rules_.quantities[id.index].unit = unit;
  return Num{id, false};
}

}  // namespace bedside::meaning

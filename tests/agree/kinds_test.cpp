// Takes generated rule sets; gives each kind of condition and of number that none of them has: what
// is not generated is not held to anything here.
#include <set>
#include <variant>

#include "lang/meaning/load.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

struct Seen {
  std::set<std::size_t> conditions;
  std::set<std::size_t> quantities;
};

Seen seen_in(std::size_t models) {
  Seen seen;
  for (std::size_t seed = 0; seed < models; ++seed) {
    Draw draw(seed);
    const std::string text = write_model(draw, random_model(draw, Taste{}));
    const auto loaded = meaning::load({{"rules.bedside", text}},
                                      [](const std::string&) { return meaning::UsedFile{}; });
    for (const auto& each : loaded.rules.conditions) seen.conditions.insert(each.kind.index());
    for (const auto& each : loaded.rules.quantities) seen.quantities.insert(each.kind.index());
  }
  return seen;
}

}  // namespace

TEST_CASE("generated rule sets have every kind of condition and of number", "[agree]") {
  const Seen seen = seen_in(500);
  for (std::size_t kind = 0; kind < std::variant_size_v<meaning::ConditionKind>; ++kind) {
    INFO("condition " << kind);
    CHECK(seen.conditions.count(kind) == 1);
  }
  // No model has `ln` and its like, or a computed number in another unit: tests/unit/ holds these
  // two.
  const std::set<std::size_t> left_out{meaning::QuantityKind(meaning::Function{}).index(),
                                       meaning::QuantityKind(meaning::Scaled{}).index()};
  for (std::size_t kind = 0; kind < std::variant_size_v<meaning::QuantityKind>; ++kind) {
    if (left_out.contains(kind)) continue;
    INFO("quantity " << kind);
    CHECK(seen.quantities.count(kind) == 1);
  }
}

}  // namespace bedside::agree

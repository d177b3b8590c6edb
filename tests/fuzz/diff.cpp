// Takes two rule texts with a line `---` between them, or one; compares them, or the one with its
// formatted twin.
#include "interpreter/proving/differences.hpp"
#include "lang/format/format.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/fuzz/try.hpp"

namespace bedside::fuzz {

namespace {

std::string formatted(std::string_view text) {
  const text::Source source("x.bedside", std::string(text));
  return format::format(syntax::parse(source, 0), source);
}

}  // namespace

void diff(std::string_view bytes) {
  constexpr std::string_view between = "\n---\n";
  const auto middle = bytes.find(between);
  const auto before = loaded(bytes.substr(0, middle));
  if (!before.usable()) return;
  if (middle == std::string_view::npos) {
    const auto twin = loaded(formatted(bytes));
    hold(twin.usable(), "a formatted rule set can be used");
    const auto found = proving::differences(before, twin, small_limits());
    hold(found.vocabulary.empty() && found.changes.empty(), "a rule set is its formatted twin");
    return;
  }
  const auto after = loaded(bytes.substr(middle + between.size()));
  if (!after.usable()) return;
  const auto there = proving::differences(before, after, small_limits());
  const auto back = proving::differences(after, before, small_limits());
  hold(!there.same() || back.same() || !back.undecided.empty(), "the same, and the same back");
  hold(!back.same() || there.same() || !there.undecided.empty(), "the same back, and the same");
}

}  // namespace bedside::fuzz

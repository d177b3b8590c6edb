// Takes a rule set as it was read; gives all that `check` finds in it beyond text, names and types.
#include "interpreter/proving/checks.hpp"

#include <algorithm>
#include <iterator>

#include "interpreter/proving/plain_checks.hpp"
#include "interpreter/testing/examples.hpp"

namespace bedside::proving {

namespace {

/// Where a rule never fires, no example can show it.
bool never_fires(const text::Messages& proved, const text::Message& no_example) {
  return std::any_of(proved.begin(), proved.end(), [&](const text::Message& message) {
    return message.code == text::Code::never_fires && message.span == no_example.span;
  });
}

}  // namespace

text::Messages all_checks(const meaning::Loaded& loaded, const Limits& limits) {
  if (!loaded.usable()) return {};
  text::Messages messages =
      testing::failing_examples(testing::run_examples(loaded.rules, loaded.sources));
  const bool failing = !messages.empty();
  text::Messages proved = check_all_patients(loaded, limits);
  for (text::Message& message : plain_checks(loaded)) {
    const bool of_example = message.code == text::Code::no_example;
    // A failing example may be the one that should show the rule.
    if (of_example && (failing || never_fires(proved, message))) continue;
    messages.push_back(std::move(message));
  }
  messages.insert(messages.end(), std::make_move_iterator(proved.begin()),
                  std::make_move_iterator(proved.end()));
  text::sort_by_place(messages);
  return messages;
}

bool is_left_over(text::Code code) {
  return code == text::Code::uncited_statement || code == text::Code::unused_finding ||
         code == text::Code::unused_definition;
}

}  // namespace bedside::proving

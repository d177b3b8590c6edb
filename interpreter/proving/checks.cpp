// Takes a rule set as it was read; gives all that `check` finds in it beyond text, names and types.
#include "interpreter/proving/checks.hpp"

#include "interpreter/proving/plain_checks.hpp"
#include "interpreter/testing/examples.hpp"

namespace bedside::proving {

text::Messages all_checks(const meaning::Loaded& loaded) {
  if (!loaded.usable()) return {};
  text::Messages messages =
      testing::failing_examples(testing::run_examples(loaded.rules, loaded.sources));
  const bool failing = !messages.empty();
  for (text::Message& message : plain_checks(loaded)) {
    // A failing example may be the one that should show the rule.
    if (failing && message.code == text::Code::no_example) continue;
    messages.push_back(std::move(message));
  }
  text::sort_by_place(messages);
  return messages;
}

bool is_left_over(text::Code code) {
  return code == text::Code::uncited_statement || code == text::Code::unused_finding ||
         code == text::Code::unused_definition;
}

}  // namespace bedside::proving

// Takes facts that stand on a command line; gives what they say in the words of each rule set.
#include "interpreter/commands/given.hpp"

#include <unistd.h>

#include <algorithm>

namespace bedside::commands {

Given read_given(const RuleSetInput& input, const std::string& flag,
                 const std::vector<std::string>& texts) {
  const meaning::RuleSet& rules = input.loaded.rules;
  Given result{evaluate::empty_record(rules), {}};
  meaning::FactReader reader(input.loaded);
  for (const std::string& text : texts) {
    meaning::Facts facts = reader.facts(flag, text);
    for (const meaning::Fact& fact : facts.facts) {
      const evaluate::Narrowed how = evaluate::narrow(result.record, rules, fact);
      if (how == evaluate::Narrowed::done) continue;
      const auto code = how == evaluate::Narrowed::contradiction ? text::Code::contradiction
                                                                 : text::Code::outside_domain;
      facts.messages.push_back({code,
                                meaning::why_left_out(how, result.record.findings, rules, fact),
                                fact.span,
                                "",
                                {},
                                {},
                                ""});
    }
    result.texts.push_back(std::move(facts));
  }
  return result;
}

namespace {

// Of several guidelines one need not know the findings of another; but somebody has to know each.
bool known_elsewhere(const std::vector<Given>& all, std::size_t text,
                     const text::Message& message) {
  if (message.code != text::Code::unknown_name) return false;
  return std::any_of(all.begin(), all.end(), [&](const Given& given) {
    const auto& others = given.texts[text].messages;
    return std::none_of(others.begin(), others.end(), [&](const text::Message& other) {
      return other.span.begin <= message.span.begin && message.span.begin < other.span.end;
    });
  });
}

}  // namespace

bool report_given(const std::vector<Given>& all, const Common& common) {
  const text::Style style = style_for(common, STDERR_FILENO);
  bool bad = false;
  for (const Given& given : all) {
    for (std::size_t i = 0; i < given.texts.size(); ++i) {
      for (const text::Message& message : given.texts[i].messages) {
        if (known_elsewhere(all, i, message)) continue;
        bad = true;
        tell_text(text::render(message, given.texts[i].sources, style));
      }
    }
    if (bad) return true;
  }
  return false;
}

}  // namespace bedside::commands

// Takes rule sets as texts; gives where the checks that need no proof do not say what they should:
// above all, fixes that do not load or that do not give what the rules gave.
#include "interpreter/proving/plain_checks.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/proving/checks.hpp"
#include "lang/meaning/load.hpp"
#include "lang/text/edits.hpp"
#include "tests/catch.hpp"

namespace bedside::proving {
namespace {

using meaning::Loaded;
using meaning::Number;

Loaded load(const std::string& text) {
  Loaded loaded =
      meaning::load({{"test.bedside", text}}, [](const auto&) { return meaning::UsedFile{}; });
  for (const text::Message& message : loaded.messages) UNSCOPED_INFO(message.text);
  REQUIRE(loaded.usable());
  return loaded;
}

std::vector<text::Message> bands_in(const Loaded& loaded) {
  auto messages = plain_checks(loaded);
  std::erase_if(messages, [](const text::Message& message) {
    return message.code != text::Code::bands_as_rules;
  });
  return messages;
}

/// The text after the only fix of its only message about bands; empty where there is no fix.
std::string mended(const std::string& text) {
  const auto messages = bands_in(load(text));
  REQUIRE(messages.size() == 1);
  if (messages.front().fixes.empty()) return "";
  CHECK_FALSE(messages.front().fixes.front().sure);
  return text::edited(text, messages.front().fixes.front().edits);
}

/// What the first assessment (its level), or else the first score comes to where `x` is the number.
std::string outcome(const Loaded& loaded, const Number& number) {
  evaluate::Record record = evaluate::empty_record(loaded.rules);
  const meaning::Range point = meaning::Range::point(number);
  evaluate::narrow(record, loaded.rules, {meaning::FindingId{0}, {}, point, {}});
  const auto result = evaluate::evaluate(loaded.rules, record);
  if (result.assessments.empty()) return result.scores.front().total.range.low.to_string();
  const auto& value = result.assessments.front().value;
  return value ? loaded.rules.assessments.front().levels.at(*value) : "nothing";
}

void check_same(const std::string& before, const std::string& after) {
  INFO(after);
  const Loaded old_rules = load(before);
  const Loaded new_rules = load(after);
  CHECK(bands_in(new_rules).empty());
  for (int halves = 0; halves <= 20; ++halves) {
    const Number number = Number::ratio(halves, 2);
    INFO(number.to_string());
    CHECK(outcome(old_rules, number) == outcome(new_rules, number));
  }
}

const std::string number = "finding x: number in kg from 0 to 10\n";

}  // namespace

TEST_CASE("the list that is offered for rules gives what they gave") {
  const std::string head = number + "assessment size: small < \"not so small\" < large\n";
  const std::vector<std::string> texts{
      head +
          "if x below 2 kg then small\nif x from 2 to below 5 kg then \"not so small\"  # middle\n"
          "if x at least 5 kg then large",
      head +
          "define weight in kg: x\n\nrule \"c\"\n  if weight over 5 kg then large\n"
          "rule \"b\"\n  if weight above 3 to 5 kg then \"not so small\"\n"
          "rule \"a\"\n  if weight at most 3 kg then small\n\nadvice rest: \"Rest.\"\n",
      head +
          "table \"sizes\"\n  | x | then size |\n  | < 2 | small |\n  | 2 | large |\n"
          "  | > 2 | \"not so small\" |\n"};
  for (const std::string& text : texts) check_same(text, mended(text));
}

TEST_CASE("the list that is offered for items gives their points, and 0 for what they leave out") {
  const std::string head = number + "score size\n";
  const std::vector<std::string> texts{
      head +
          "  1 point if x from 2 to 3 kg\n  2 points if x from 4 to 6 kg  # middle\n"
          "  -1.5 points if x above 6 kg\n",
      head +
          "  3 points if x at least 9 kg\n  1 point if x is 0 kg\n  2 points if x above 1 to 8 kg",
  };
  for (const std::string& text : texts) check_same(text, mended(text));
}

TEST_CASE("no list is offered where something would be lost") {
  const std::string head = number + "assessment size: small < middle < large\n";
  const std::string low = "if x below 2 kg then small\n";
  const std::string middle = "if x from 2 to below 5 kg then middle\n";
  const std::string high = "if x at least 5 kg then large\n";
  CHECK_FALSE(mended(head + low + middle + high).empty());
  CHECK(mended(head + low + middle + "if x above 5 kg then large\n").empty());
  CHECK(mended(head + low + "if x from 2 to 5 kg then middle\n" + high).empty());
  CHECK(mended(head + low + middle + high + "otherwise size is small\n").empty());
  CHECK(mended(head + low + middle + high + "  because \"it is heavy\"\n").empty());
  CHECK(mended(head + "advice rest: \"Rest.\"\n" + low + middle +
               "if x at least 5 kg then large and advise rest\n")
            .empty());
  CHECK(mended(head + "rule \"low\"\n  " + low + middle + high +
               "example \"e\"\n  given x 1 kg\n  expect rule \"low\" fires\n")
            .empty());
}

TEST_CASE("what no single comparison decides is no band") {
  const std::string head = number + "finding pain: yes or no\nassessment size: small < large\n";
  const auto bands = [&](const std::string& rules) { return bands_in(load(head + rules)).size(); };
  const std::string two = "if x below 2 kg then small\nif x from 2 to 4 kg then large\n";
  CHECK(bands(two) == 0);
  CHECK(bands(two + "if x above 4 kg then small\n") == 1);
  CHECK(bands(two + "if x above 4 kg and pain then small\n") == 0);
  CHECK(bands(two + "if x above 4 kg then small unless pain\n") == 0);
  CHECK(bands(two + "if x / 2 above 2 kg then small\n") == 0);
  CHECK(bands(two + "if x from 3 to 4 kg then small\n") == 0);
  CHECK(bands(two + "rule \"r\"\n  if x above 4 kg then small\n"
                    "rule \"s\"\n  if pain then large\n  overrides \"r\"\n") == 0);
}

TEST_CASE("an example that fails says more than that a rule is not shown") {
  const std::string text =
      "finding pain: yes or no\nassessment care: home < doctor\n"
      "rule \"a\"\n  if pain then doctor\nrule \"b\"\n  if no pain then home\n"
      "example \"e\"\n  given pain\n  expect ";
  const auto codes = [&](const std::string& expected) {
    std::vector<text::Code> all;
    for (const auto& message : all_checks(load(text + expected), {})) all.push_back(message.code);
    return all;
  };
  CHECK(codes("doctor\n") == std::vector{text::Code::no_example});
  CHECK(codes("home\n") == std::vector{text::Code::example_fails});
}

}  // namespace bedside::proving

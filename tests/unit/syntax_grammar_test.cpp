// Takes the grammar and texts; checks that it cannot run in circles, and what it gives for them.
#include <string>
#include <tao/pegtl/contrib/analyze.hpp>

#include "lang/syntax/grammar.hpp"
#include "lang/syntax/parse.hpp"
#include "lang/text/source.hpp"
#include "tests/catch.hpp"

namespace {

using namespace bedside;

syntax::Parsed parse(const std::string& text) {
  return syntax::parse(text::Source("rules.bedside", text), 0);
}

}  // namespace

TEST_CASE("grammar: no rule can go round without reading anything") {
  namespace g = syntax::grammar;
  CHECK(tao::pegtl::analyze<g::rule_part>() == 0);
  CHECK(tao::pegtl::analyze<g::by_part>() == 0);
  CHECK(tao::pegtl::analyze<g::finding_part>() == 0);
  CHECK(tao::pegtl::analyze<g::row>() == 0);
  CHECK(tao::pegtl::analyze<g::facts_part>() == 0);
}

TEST_CASE("parse: what the parser went back on leaves nothing in the tree") {
  // `at least 2` is first tried as a count, `(a + b)` first as a condition.
  const auto parsed = parse("if size at least 2 and (a + b) * 2 > 3 then x\n");
  REQUIRE(parsed.messages.empty());
  REQUIRE(parsed.tree.statements.size() == 1);
  const auto& rule = std::get<syntax::Rule>(parsed.tree.statements[0].kind);
  const auto& chain = std::get<syntax::Chain>(parsed.tree.at(rule.condition).kind);
  REQUIRE(chain.operands.size() == 2);
  const auto& first = std::get<syntax::Clause>(parsed.tree.at(chain.operands[0]).kind);
  REQUIRE(first.tails.size() == 1);
  CHECK(first.tails[0].comparator == syntax::Comparator::at_least);
  CHECK(first.negations.empty());
  const auto& second = std::get<syntax::Clause>(parsed.tree.at(chain.operands[1]).kind);
  const auto& sum = std::get<syntax::Sum>(parsed.tree.at(*second.subject).kind);
  CHECK(sum.operands.size() == 2);
  CHECK(std::holds_alternative<syntax::Paren>(parsed.tree.at(sum.operands[0]).kind));
}

TEST_CASE("parse: a broken statement costs itself alone") {
  const auto parsed = parse(
      "finding pain: yes or no\n"
      "if pain caution\n"
      "advice rest \"Rest.\"\n"
      "score\n"
      "assessment outlook: benign < caution\n");
  CHECK(parsed.messages.size() == 3);
  CHECK(parsed.tree.statements.size() == 2);
}

TEST_CASE("parse: comments and line ends are blanks, and keep their places") {
  const auto parsed = parse("# one\r\nfinding pain: yes or no # two\r\n  ask \"a # b\"\r\n");
  REQUIRE(parsed.messages.empty());
  CHECK(parsed.comments.size() == 2);
  const auto& finding = std::get<syntax::Finding>(parsed.tree.statements.at(0).kind);
  CHECK(finding.ask->text == "a # b");
  CHECK(finding.name.front().span.begin == 15);
}

// Takes a rule set; gives what is wrong with it for some patient, proved over all patients.
#include "interpreter/proving/all_patients.hpp"

#include <fmt/format.h>

#include "interpreter/explain/naming.hpp"
#include "interpreter/proving/checker.hpp"
#include "interpreter/testing/describe.hpp"
#include "lang/text/invariant.hpp"

namespace bedside::proving {

using namespace meaning;

Checker::Checker(const Loaded& loaded, const Limits& limits)
    : loaded_(loaded),
      limits_(limits),
      world_({&loaded.rules}, proofs::Missing::where_read),
      symbolic_(world_, 0),
      patients_(world_) {}

text::Messages Checker::run() {
  claims();
  comparisons();
  undefined_numbers();
  rules();
  parts();
  assessments();
  say_undecided();
  return std::move(messages_);
}

void Checker::undecided(Code code, const text::Span& at, const std::string& what) {
  undecided_[code].push_back({at, what});
}

void Checker::say_undecided() {
  for (const auto& [code, list] : undecided_) {
    const std::string_view name = text::entry(code).name;
    Message message{
        Code::undecided_check,
        fmt::format("`{}` could not be decided for {}{}: it is neither found nor "
                    "excluded. More time may help (`--limit`).",
                    name, list.front().what,
                    list.size() > 1 ? fmt::format(" and {} more", list.size() - 1) : ""),
        list.front().at,
        "",
        {},
        {},
        ""};
    for (std::size_t i = 1; i < list.size() && i <= 4; ++i) {
      message.related.push_back({list[i].at, list[i].what});
    }
    messages_.push_back(std::move(message));
  }
}

Node Checker::fires(RuleId id) {
  return logic().where(logic().both(symbolic_.counts(id), symbolic_.applies()), Truth::yes);
}

bool Checker::nobody(Node found, Code code, const text::Span& at, const std::string& what) {
  if (world_.diagrams.spent()) return false;
  const Existence here = patients_.some(found);
  if (here.undecided && !here.patient && !world_.diagrams.spent()) undecided(code, at, what);
  return here.none();
}

std::string Checker::rule_name(RuleId id) const {
  return explain::rule_name(set().at(id), loaded_.sources);
}

std::string Checker::the_rule(RuleId id) const {
  std::string name = rule_name(id);
  name.front() = name.starts_with("rule") ? 'R' : 'T';  // `rule "…"`, `the rule at …`
  return name;
}

std::string Checker::witness(const Record& record, const Shows& shows) const {
  const auto shown = [&](const Record& tried) { return shows(evaluate::conclude(set(), tried)); };
  text::invariant(shown(record), "a witness shows what it is a witness of");
  return testing::given_line(set(), shortened(set(), record, shown));
}

text::Messages check_all_patients(const Loaded& loaded, const Limits& limits) {
  return Checker(loaded, limits).run();
}

Proof prove(const Loaded& loaded, std::size_t claim, const Limits& limits) {
  return Checker(loaded, limits).prove(claim);
}

}  // namespace bedside::proving

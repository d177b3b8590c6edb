// Takes a rule set; gives what is wrong with it for some patient, proved over all patients.
#include "interpreter/proving/all_patients.hpp"

#include <fmt/format.h>

#include <algorithm>

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
      patients_(world_),
      search_(world_, patients_, limits_),
      fires_(loaded.rules.rules.size()) {}

text::Messages Checker::run() {
  claims();
  comparisons();
  undefined_numbers();
  rules();
  parts();
  assessments();
  all_matter();
  assessments_again();
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
  if (fires_[id.index]) return *fires_[id.index];
  const Node node =
      logic().where(logic().both(symbolic_.counts(id), symbolic_.applies()), Truth::yes);
  if (!world_.diagrams.spent()) fires_[id.index] = node;
  return node;
}

Formula Checker::fires_as_formula(RuleId id) {
  if (!set().at(id).otherwise || fires_[id.index]) return Formula::inside(fires(id));
  std::vector<Formula> parts{Formula::inside(logic().where(symbolic_.applies(), Truth::yes))};
  for (const RuleId other : set().at(set().at(id).outcomes.at(0).assessment).rules) {
    parts.push_back(Formula::inside(logic().where(symbolic_.counts(other), Truth::no)));
  }
  return Formula::all(std::move(parts));
}

Node Checker::surely(const ByList& by, const std::function<bool(std::size_t)>& is_level) {
  const Node bands = symbolic_.possible_bands(by);
  if (world_.diagrams.spent()) return bands;
  return world_.diagrams.map(world_.diagrams.operation(), bands, [&](Leaf leaf) {
    const auto& possible = world_.bands.at(leaf);
    const bool sure = std::all_of(possible.begin(), possible.end(),
                                  [&](std::size_t band) { return is_level(by.bands[band].level); });
    return static_cast<Leaf>(sure ? Truth::yes : Truth::no);
  });
}

bool Checker::nobody(Node found, Code code, const text::Span& at, const std::string& what) {
  if (world_.diagrams.spent()) return false;
  return nobody(patients_.some(found), code, at, what);
}

bool Checker::nobody(const Existence& here, Code code, const text::Span& at,
                     const std::string& what) {
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

std::string Checker::witness(const Record& record, const std::vector<RuleId>& firing) const {
  std::vector<Step> steps(firing.begin(), firing.end());
  if (set().guideline && set().guideline->applies) steps.push_back(*set().guideline->applies);
  return witness(as_far_as_read(set(), steps, record), [&](const Evaluation& evaluation) {
    return std::all_of(firing.begin(), firing.end(), [&](RuleId rule) {
      return evaluation.rules[rule.index].status == RuleStatus::fires;
    });
  });
}

text::Messages check_all_patients(const Loaded& loaded, const Limits& limits) {
  return Checker(loaded, limits).run();
}

Proof prove(const Loaded& loaded, std::size_t claim, const Limits& limits) {
  return Checker(loaded, limits).prove(claim);
}

}  // namespace bedside::proving

// Takes an account of why something did not come; gives it as lines for a person.
#include <fmt/format.h>

#include "interpreter/explain/lines.hpp"
#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/why_not.hpp"

namespace bedside::explain {

namespace {

std::string findings(std::size_t count) {
  return fmt::format("{} finding{}", count, count == 1 ? "" : "s");
}

class Text {
 public:
  Text(const WhyNot& why_not, std::size_t width) : of_(why_not), width_(width) {}

  std::string write() {
    for (const Proof& proof : of_.proofs) text_ += proof_text(proof, width_, 2);
    if (of_.came) return text_;
    for (const std::string& reason : of_.reasons) say(reason, 2);
    for (const Bringer& each : of_.bringers) bringer(each);
    if (of_.more_bringers > 0) {
      say(fmt::format("{} more rules could bring it; they are further from it.", of_.more_bringers),
          2);
    }
    if (of_.bringers.empty()) say("No rule brings it.", 2);
    changes();
    return text_;
  }

 private:
  void say(std::string_view words, std::size_t indent) {
    Lines lines(width_);
    lines.wrapped(words, indent + 2, indent);
    text_ += lines.text();
  }

  void bringer(const Bringer& each) {
    if (each.place.empty()) {
      for (const auto* parts : {&each.failing, &each.open}) {
        for (const Proof& part : *parts) text_ += proof_text(part, width_, 2);
      }
      return;
    }
    const bool named = !each.name.ends_with(each.place);
    say(fmt::format("{}{} {}", each.name, named ? fmt::format(" ({})", each.place) : "",
                    rule_status_name(each.status)),
        2);
    parts("what fails:", each.failing);
    parts("what is open:", each.open);
    for (const std::string& over : each.overridden_by) say("overridden by " + over, 4);
    for (const std::string& over : each.may_be_overridden_by) {
      say("may yet be overridden by " + over, 4);
    }
  }

  void parts(std::string_view title, const std::vector<Proof>& parts) {
    if (!parts.empty()) say(title, 4);
    for (const Proof& part : parts) text_ += proof_text(part, width_, 6);
  }

  // ---- What would bring it -----------------------------------------------------------------

  void changes() {
    const Fewest& fewest = of_.fewest;
    if (fewest.impossible) {
      say("No findings bring it, whatever is recorded.", 2);
      return;
    }
    if (fewest.ways.empty()) {
      say(fmt::format("To bring it, at least {} would have to be recorded or changed; which ones "
                      "was not found within {} tries.",
                      findings(fewest.at_least), fewest.tries),
          2);
      return;
    }
    say(heading(), 2);
    bool first = true;
    for (const WayWords& way : of_.ways) {
      if (!first) say("or", 4);
      first = false;
      for (const ChangeWords& each : way.record) say("record: " + each.to, 6);
      for (const ChangeWords& each : way.different) {
        say(fmt::format("would have to be different: {} (now: {})", each.to, each.now), 6);
      }
    }
    if (fewest.more) {
      say(fmt::format("There are further ways with {}.", findings(fewest.count)), 4);
    } else if (!fewest.all_seen && fewest.proved()) {
      say(fmt::format("There may be other ways with {}.", findings(fewest.count)), 4);
    }
  }

  std::string heading() const {
    const Fewest& fewest = of_.fewest;
    if (fewest.proved()) {
      return fmt::format("The fewest changes that would bring it ({}):", findings(fewest.count));
    }
    return fmt::format(
        "This would bring it ({}); at least {} {} needed, and whether fewer than {} do was not "
        "found within {} tries:",
        findings(fewest.count), fewest.at_least, fewest.at_least == 1 ? "is" : "are", fewest.count,
        fewest.tries);
  }

  const WhyNot& of_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string why_not_text(const WhyNot& why_not, std::size_t width) {
  return Text(why_not, width).write();
}

}  // namespace bedside::explain

// Takes --why, --why-not and --what-if; gives what they ask about one patient, as sections of a
// page.
#pragma once

#include <string>
#include <vector>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/given.hpp"
#include "interpreter/explain/goal.hpp"
#include "interpreter/explain/what_if.hpp"
#include "interpreter/explain/why_not.hpp"

namespace bedside::commands {

/// What the flags ask about one patient; empty members for flags that were not given.
struct Explained {
  std::vector<explain::Proof> fired;  ///< of the rules that fire, in their order
  std::vector<explain::WhyNot> why_not;
  std::vector<explain::WhatIf> what_if;
  bool why = false;  ///< whether proofs were asked for
};

/// What the flags mean in the words of each rule set.
class Whys {
 public:
  explicit Whys(const AssessFlags& flags) : flags_(flags) {}

  /// The exit code for names and facts that no rule set knows, said on standard error; `done` where
  /// all is well. The inputs must outlive this.
  int read(const std::vector<RuleSetInput>& inputs, const Common& common);

  /// Whether anything is to be explained.
  bool any() const;
  Explained of(const RuleSetInput& input, const explain::Case& of) const;

 private:
  struct Words {
    std::vector<explain::Goal> goals;
    std::vector<std::vector<meaning::Fact>> facts;
  };

  int read_names(const std::vector<RuleSetInput>& inputs);
  int read_facts(const std::vector<RuleSetInput>& inputs, const Common& common);

  const AssessFlags& flags_;
  const RuleSetInput* first_ = nullptr;
  std::vector<Words> words_;  // by rule set
};

/// Sections for the end of a page.
std::string explained_text(const Explained& explained, const text::Style& style, std::size_t width);

}  // namespace bedside::commands

// Takes names as they are declared; gives what a name, a value or a level stands for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "lang/meaning/rule_set.hpp"
#include "lang/syntax/tree.hpp"

namespace bedside::meaning {

/// What one of the names that share a namespace stands for.
using Named = std::variant<FindingId, DefinitionId, ScoreId, AssessmentId, AdviceId>;

/// One value of a finding, or one level of an assessment.
struct NamedValue {
  std::variant<FindingId, AssessmentId> of;
  std::size_t value = 0;
};

/// Names are found whatever their case and white space.
class Names {
 public:
  /// Small letters, single blanks.
  static std::string key(std::string_view name);
  static std::string key(const syntax::Words& words, std::size_t begin, std::size_t end);

  /// False where the name stands for something already.
  bool add(std::string_view name, Named named);
  void add_value(std::string_view value, NamedValue named);
  bool add_rule(std::string_view name, RuleId rule);
  bool add_source(std::string_view name, SourceId source);
  /// The name of a statement that could not be read: known, but for nothing.
  void add_broken(std::string_view name);

  std::optional<Named> find(const std::string& key) const;
  std::optional<std::size_t> value(FindingId finding, const std::string& key) const;
  std::optional<std::size_t> level(AssessmentId assessment, const std::string& key) const;
  const std::vector<NamedValue>& values(const std::string& key) const;
  std::optional<RuleId> rule(const std::string& key) const;
  std::optional<SourceId> source(const std::string& key) const;
  bool is_broken(const std::string& key) const;
  bool any_broken() const { return !broken_.empty(); }

  /// The longest name in words; no run of more words can be one.
  std::size_t longest() const { return longest_; }

 private:
  void measure(const std::string& key);

  std::unordered_map<std::string, Named> names_;
  std::unordered_map<std::string, std::vector<NamedValue>> values_;
  std::unordered_map<std::string, RuleId> rules_;
  std::unordered_map<std::string, SourceId> sources_;
  std::unordered_map<std::string, bool> broken_;
  std::size_t longest_ = 1;
};

}  // namespace bedside::meaning

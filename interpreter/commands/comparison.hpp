// Takes what was found of two sides of a comparison; gives it as data and in the words that every
// format uses.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/commands/sides.hpp"
#include "interpreter/proving/differences.hpp"
#include "lang/text/render.hpp"

namespace bedside::commands {

/// One guideline of both sides, or of one.
struct Compared {
  std::string guideline;
  Pair pair;
  proving::Differences found;  ///< of both
  /// By change, and by vocabulary change: whether the list of --expect accepts it.
  std::vector<bool> accepted;
  std::vector<bool> vocabulary_accepted;
  bool one_side_accepted = false;  ///< of a guideline that only one side has

  bool in_both() const { return pair.before != nullptr && pair.after != nullptr; }
  bool same() const { return in_both() && found.same(); }
  /// Nothing that was not accepted; what is undecided never is.
  bool all_accepted() const;
};

struct Comparison {
  const Side* before = nullptr;
  const Side* after = nullptr;
  bool expects = false;  ///< there is a list of accepted changes
  std::vector<Compared> guidelines;

  bool same() const;
  bool all_accepted() const;
};

/// A place as people and programs look it up.
struct FilePlace {
  std::string file;
  text::Place place;
};
FilePlace file_place(const text::Span& span, const text::Sources& sources);

/// Nothing changes but which rules fire.
bool is_of_rules(const proving::Change& change);

/// "outlook: benign → caution", "advice follow-up: given → not given"
std::string heading(const proving::Change& change, std::string_view arrow = "→");
/// "assessment", "advice", "score", "rules"
std::string_view of_name(proving::Change::Of of);
/// "3.1 %", and never "0.0 %" or "100.0 %" for what is neither.
std::string share_text(double share);
/// "benign, by rule "quiet" (x.bedside:12)"
std::string outcome_text(const std::string& outcome, const std::vector<proving::RuleThere>& rules,
                         const text::Sources& sources);
/// "rule "quiet" (x.bedside:12)"
std::string rule_text(const proving::RuleThere& rule, const text::Sources& sources);
/// "A new guideline: nothing to compare it with", or that it is gone.
std::string one_side_text(const Compared& compared);
/// "3 changes for patients, 1 in the vocabulary, 1 not decided"; or that all is the same.
std::string summary(const Compared& compared);
/// "Records with missing findings were compared too."; nothing where that is not decided.
std::string missing_text(const proving::Differences& found);
/// What is said where nothing changes, but for words perhaps; else nothing.
std::string same_text(const proving::Differences& found);

/// A page to read. `quiet`: without the guidelines that are the same or accepted.
std::string comparison_text(const Comparison& comparison, const text::Style& style,
                            std::size_t width, bool quiet);
/// One object.
std::string comparison_json(const Comparison& comparison);
/// Ready to be pasted into a review.
std::string comparison_markdown(const Comparison& comparison);
/// Annotations of GitHub Actions, at the new rules; without what is accepted.
std::string comparison_github(const Comparison& comparison);
/// A SARIF log, a result for each change; without what is accepted.
std::string comparison_sarif(const Comparison& comparison);

}  // namespace bedside::commands

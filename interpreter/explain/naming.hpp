// Takes parts of a rule set; gives the words in which they are spoken of.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/explain/reasons.hpp"
#include "lang/text/source.hpp"

namespace bedside::explain {

/// `rule "painful hand"`; of a rule without a name `the rule at x.bedside:12`.
std::string rule_name(const meaning::Rule& rule, const text::Sources& sources);

/// The same with its place: `rule "painful hand" (x.bedside:12)`.
std::string rule_name_and_place(const meaning::Rule& rule, const text::Sources& sources);

/// What a rule concludes: "outlook caution, advice imaging".
std::string conclusions(const meaning::RuleSet& rules, const meaning::Rule& rule);

/// "outlook caution"; of yes/no assessments "x-ray needed" and "no x-ray needed".
std::string level_name(const meaning::RuleSet& rules, const meaning::Outcome& outcome);

/// "article A3: what it states", the statement where there is one.
std::string citation_in_full(const meaning::RuleSet& rules, const meaning::Citation& citation);

/// "yes", "no", "unknown"
std::string_view truth_name(meaning::Truth truth);

/// "fires", "is ruled out", "is undecided"
std::string_view rule_status_name(meaning::RuleStatus status);

/// What stands at the span, on one line: without comments, with single blanks.
std::string as_written(const text::Sources& sources, const text::Span& span);

/// A condition as written; in the words of the language where what is written does not say it
/// alone (a cell of a table, what follows `unless`).
std::string condition_words(const meaning::RuleSet& rules, const text::Sources& sources,
                            meaning::ConditionId id);

}  // namespace bedside::explain

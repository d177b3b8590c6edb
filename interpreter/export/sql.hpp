// Takes a rule set; gives it as one view of a database, over a table of findings.
#pragma once

#include <string>
#include <vector>

#include "interpreter/export/dialect.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/text/message.hpp"

namespace bedside::export_to {

/// How the tables are called; `public.findings` is a table in a schema.
struct SqlNames {
  std::string table = "findings";
  std::string view = "results";
  std::string guideline;  ///< what the rule set is called
};

/// The view, or why there is none: what cannot be said exactly is refused.
struct SqlView {
  std::string text;
  text::Messages messages;
};

SqlView sql_view(const meaning::RuleSet& rules, const Dialect& dialect, const SqlNames& names);

}  // namespace bedside::export_to

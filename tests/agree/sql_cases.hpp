// Takes a draw; gives rule sets with records of which each finding is recorded or not, and what the
// evaluator's CSV output says of them: for the databases that `bedside export sql` writes for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/meaning/load.hpp"
#include "tests/agree/draw.hpp"

namespace bedside::agree {

using Cell = std::optional<std::string>;
using Cells = std::vector<Cell>;

/// One finding of the table.
struct SqlColumn {
  std::string name;
  meaning::FindingKind kind = meaning::FindingKind::yes_no;
};

struct SqlCase {
  std::string rules;  ///< as text
  meaning::Loaded loaded;
  std::vector<SqlColumn> columns;
  std::vector<Cells> records;   ///< by column; each with the id of its place
  std::vector<Cells> expected;  ///< id, then the columns of the CSV output but `ask`
};

/// A random model of the language, in its own words.
SqlCase random_sql_case(Draw& draw, std::size_t records);
/// Numbers computed from findings with and without ranges and steps, in conditions, bands, scores.
SqlCase number_sql_case(Draw& draw, std::size_t records);
/// These rules, with random records.
SqlCase sql_case_of(Draw& draw, std::string rules, std::size_t records);

/// The name of each column of the CSV output but `ask`.
std::vector<std::string> sql_heading(const meaning::RuleSet& rules);

}  // namespace bedside::agree

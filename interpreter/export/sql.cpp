// Takes a rule set; gives it as one view of a database, over a table of findings.
#include "interpreter/export/sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/export/results.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::export_to {

using namespace meaning;

namespace {

constexpr const char* row = "patient";  // how the table is called where it is read

/// `public.findings` as two names.
std::string quoted_path(const Dialect& dialect, const std::string& path) {
  std::string quoted;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    if (begin > 0) quoted += '.';
    quoted += dialect.quoted(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return quoted;
}

// ---- Names -----------------------------------------------------------------------------------

void check_length(Context& context, const Span& span, const std::string& name) {
  const Dialect& dialect = context.dialect;
  if (dialect.name_bytes == 0 || name.size() <= dialect.name_bytes) return;
  context.refuse(span, fmt::format("`{}` is longer than the {} bytes that a name may have in {}.",
                                   name, dialect.name_bytes, dialect.full_name));
}

void check_names(Context& context) {
  for (const Finding& finding : context.rules.findings) {
    check_length(context, finding.span, finding.name);
    if (text::fold_case(finding.name) != "id") continue;
    context.refuse(finding.span,
                   "The column `id` of the table names the patient; the finding needs another "
                   "name.");
  }
  std::set<std::string> results{"id", "advice", "fired", "rejected"};
  const auto take = [&](const Span& span, const std::string& name) {
    check_length(context, span, name);
    if (results.insert(text::fold_case(name)).second) return;
    context.refuse(span, fmt::format("Two columns of the view would be called `{}`.", name));
  };
  for (const Assessment& assessment : context.rules.assessments) {
    take(assessment.span, assessment.name);
    take(assessment.span, assessment.name + " status");
  }
  for (const Score& score : context.rules.scores) {
    take(score.span, score.name + " low");
    take(score.span, score.name + " high");
  }
}

// ---- The words above the view -------------------------------------------------------------------

std::string column_words(const Context& context, const FindingColumns& columns, FindingId id) {
  const Finding& finding = context.rules.at(id);
  const Dialect& dialect = context.dialect;
  if (finding.kind == FindingKind::yes_no) return std::string(dialect.yes_no_column);
  if (finding.kind == FindingKind::list) {
    std::string values;
    for (const std::string& value : finding.values) {
      values += (values.empty() ? "" : ", ") + dialect.text(value);
    }
    return fmt::format("{}: {}", dialect.list_column, values);
  }
  const NumberCell& cell = columns.number(id);
  std::string words(dialect.number_column);
  if (!finding.unit.text().empty()) words += " in " + finding.unit.text();
  words += fmt::format(", from {} to {}", cell.low.to_string(), cell.high.to_string());
  if (finding.grid) words += fmt::format(" by {}", finding.grid->step.to_string());
  if (!finding.grid) words += fmt::format(", at most {} places", cell.places);
  return words;
}

std::string heading(const Context& context, const FindingColumns& columns, const SqlNames& names) {
  const Dialect& dialect = context.dialect;
  std::string text = fmt::format(
      "-- {}\n-- as one view for {}, made by `bedside export sql --dialect {}`.\n"
      "-- It is not a medical device; this is information, not medical advice.\n--\n"
      "-- It reads {}: one row a patient, NULL where nothing was recorded.\n"
      "--   {}\n",
      names.guideline, dialect.full_name, dialect.name, quoted_path(dialect, names.table),
      dialect.quoted("id"));
  for (std::uint32_t i = 0; i < context.rules.findings.size(); ++i) {
    text += fmt::format("--   {}: {}\n", dialect.quoted(context.rules.findings[i].name),
                        column_words(context, columns, {i}));
  }
  return text +
         "-- A row with any other cell is not assessed: `rejected` names its columns.\n"
         "-- The column `ask` of `bedside assess` is left out: what to record next is no query.\n";
}

std::string on_lines_of_comment(std::string name) {
  std::replace(name.begin(), name.end(), '\n', ' ');
  return name;
}

}  // namespace

SqlView sql_view(const RuleSet& rules, const Dialect& dialect, const SqlNames& names) {
  Context context(rules, dialect);
  context.layers.reserve(names.table);
  check_names(context);
  const FindingColumns findings(context, row);
  Steps steps(context, findings, true);
  Steps without(context, findings, false);
  steps.run();
  const bool two_cases = rules.guideline && rules.guideline->applies &&
                         std::any_of(rules.scores.begin(), rules.scores.end(),
                                     [](const Score& score) { return score.reads_assessments; });
  if (two_cases) without.run();
  Results results(context, findings, steps, two_cases ? &without : nullptr);
  const std::vector<Shown> shown = std::move(results).shown();
  const std::string from = fmt::format("{} AS {}", quoted_path(dialect, names.table), row);
  const std::string query = context.layers.text(from, shown);
  if (dialect.columns != 0 && context.layers.width() > dialect.columns) {
    context.refuse(rules.guideline ? rules.guideline->span : rules.findings.front().span,
                   fmt::format("The view needs queries of {} columns, and {} has at most {}.",
                               context.layers.width(), dialect.full_name, dialect.columns));
  }
  if (!context.messages.empty()) return {"", std::move(context.messages)};
  SqlNames named = names;
  named.guideline = on_lines_of_comment(names.guideline);
  return {fmt::format("{}CREATE VIEW {} AS\n{}", heading(context, findings, named),
                      quoted_path(dialect, names.view), query),
          {}};
}

}  // namespace bedside::export_to

// Takes a rule set and a dialect of SQL; gives the rule set as one view of a database.
#include <fmt/format.h>
#include <unistd.h>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/write_messages.hpp"
#include "interpreter/export/sql.hpp"

namespace bedside::commands {

namespace {

bool is_name(const std::string& words) {
  return !words.empty() && !words.starts_with('.') && !words.ends_with('.') &&
         words.find("..") == std::string::npos && words.find('\n') == std::string::npos;
}

int refuse(const RuleSetInput& input, const text::Messages& messages, const Common& common) {
  const text::Style style = style_for(common, STDERR_FILENO);
  for (const text::Message& message : messages) {
    tell_text(text::render(message, input.loaded.sources, style));
  }
  tell(fmt::format("bedside: {}; nothing was exported.", counted(messages.size(), "refusal")));
  return wrong;
}

}  // namespace

int export_sql(const Common& common, const ExportFlags& flags) {
  for (const std::string* name : {&flags.table, &flags.view}) {
    if (is_name(*name)) continue;
    return fail(
        {fmt::format("`{}` is no name of a table or view, as `findings` or "
                     "`ward.findings` is",
                     shown(*name))});
  }
  const auto loaded = load_rule_sets(common.rules, common.outside);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (report_errors(inputs, common)) return wrong;
  if (inputs.size() != 1) {
    return fail({fmt::format("{} rule sets are named; one view holds one of them", inputs.size())});
  }
  const RuleSetInput& input = inputs.front();
  const auto& dialect = *export_to::dialect_named(flags.dialect);
  const export_to::SqlNames names{flags.table, flags.view, guideline_name(input)};
  const export_to::SqlView view = export_to::sql_view(input.loaded.rules, dialect, names);
  if (!view.messages.empty()) return refuse(input, view.messages, common);
  Output output(common.output);
  output.write(view.text);
  return finish(output, done);
}

}  // namespace bedside::commands

// Takes a parser; gives it the commands about rules and patients, with their flags. CLI11 lives in
// the files of the command line alone.
#include "interpreter/commands/command_line_flags.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace bedside::commands {

namespace {

const char* const rules_are = "files, folders or the names of shipped guidelines";

// A problem with the value of `--limit`, or nothing.
std::string is_seconds(const std::string& word) {
  double seconds = -1;
  const bool read = CLI::detail::lexical_cast(word, seconds);
  if (read && seconds >= 0) return "";
  return fmt::format("`{}` is no number of seconds", shown(word));
}

void add_limit(CLI::App& command, double& seconds, std::string_view what) {
  command.add_option("--limit", seconds, fmt::format("seconds for the {} (10 unless said)", what))
      ->type_name("SECONDS")
      ->check(is_seconds);
}

}  // namespace

void add_output(CLI::App& command, Common& common) {
  command.add_option("--output", common.output, "write the results to FILE; - is standard output")
      ->type_name("FILE")
      ->group(common_group);
}

namespace {

void add_outside(CLI::App& command, Common& common) {
  command
      .add_flag_callback(
          "--allow-outside", [&common] { common.outside = Outside::allowed; },
          "RULES may use files outside of the folders of RULES")
      ->group(common_group);
}

void add_flags(CLI::App& command, Common& common, const std::vector<std::string>& formats) {
  if (!formats.empty()) {
    command.add_option("--format", common.format, "how the results are written")
        ->check(CLI::IsMember(formats))
        ->group(common_group);
  }
  add_output(command, common);
  command.add_option("--color", common.color, "auto: on a terminal, unless NO_COLOR is set")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->group(common_group);
  command
      .add_flag("--plain", common.plain, "no colours and no drawing: for screen readers and logs")
      ->group(common_group);
  command.add_flag("--quiet", common.quiet, "say only what is wrong")->group(common_group);
}

void add_common(CLI::App& command, Common& common, const std::vector<std::string>& formats) {
  command.add_option("RULES", common.rules, rules_are)->type_name("RULES");
  add_outside(command, common);
  add_flags(command, common, formats);
}

void add_findings(CLI::App& command, AssessFlags& to) {
  command
      .add_option("--findings", to.findings,
                  "patients: .json, .ndjson, .csv, .patient, any of them as .gz; - is standard "
                  "input")
      ->type_name("FILE");
  command
      .add_option("--findings-format", to.findings_format,
                  "how FILE is written, where its name does not say")
      ->check(CLI::IsMember({"patient", "json", "ndjson", "csv"}));
  command.add_option("--rejects", to.rejects, "write rows that cannot be read to FILE")
      ->type_name("FILE");
  command.add_flag("--summary", to.summary,
                   "with --findings: how often what came, in place of the results");
  command
      .add_option("--jobs", to.jobs,
                  "with --findings: so many parts of FILE are done at once (as many as there are "
                  "cores, unless said); the results are the same")
      ->type_name("N")
      ->check(CLI::Range(1, 512));
}

}  // namespace

void add_assess(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("assess", "what follows for patients, and why");
  add_common(*command, to.common, {"text", "json", "ndjson", "csv"});
  command->add_option("--given", to.assess.given, "what is known of one patient")
      ->type_name("FACTS")
      ->allow_extra_args(false);
  add_findings(*command, to.assess);
  command
      ->add_option("--receipt", to.assess.receipt,
                   "write what was asked and answered, and by which rules, to FILE, for bedside "
                   "replay")
      ->type_name("FILE");
  command->add_flag("--why", to.assess.why, "the proof of each rule that fires");
  command
      ->add_option("--why-not", to.assess.why_not,
                   "why a rule, level or advice did not come, and what would bring it")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command->add_option("--what-if", to.assess.what_if, "the difference that other facts would make")
      ->type_name("FACTS")
      ->allow_extra_args(false);
  command->footer(
      "Example: bedside assess --given \"calcification localized, no pain\"\n"
      "Example: printf '{\"findings\": {\"pain\": true}}' | bedside assess --findings - --format "
      "json\n"
      "Example: printf 'id,pain\\np1,yes\\n' | gzip | bedside assess --findings - --summary\n"
      "Exit 1: the rules have an error, or a row could not be read\n"
      "Rows of .csv and .ndjson are assessed as they come, in the same memory whatever their "
      "number. "
      "On a terminal, a line tells how far it is (not with --quiet or --plain).");
  command->callback([&to] { to.code = assess(to.common, to.assess); });
}

void add_ask(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("ask", "ask about one patient, as little as it can");
  add_common(*command, to.common, {});
  command->add_option("--given", to.ask.given, "what is known of the patient already")
      ->type_name("FACTS");
  command->add_option("--findings", to.ask.findings, "the patient to go on with: .patient or .json")
      ->type_name("FILE");
  command
      ->add_option("--record", to.ask.record,
                   "save what was answered, for assess --findings: .patient or .json")
      ->type_name("FILE");
  command->footer(
      "Example: bedside ask --record patient.json\n"
      "Example: printf 'localized\\nyes\\n' | bedside ask\n"
      "Exit 1: the rules or the facts have an error, or an answer of a script was not understood\n"
      "Answers are words of a finding: yes, no, localized, 12 mm, at least 30 mm. Also: ? (why is "
      "this asked), skip (not known), back (take the last answer back), stop. They are read from "
      "standard input, which may be a script. Ctrl-C stops, saves what was answered and exits with "
      "130.");
  command->callback([&to] { to.code = ask(to.common, to.ask); });
}

void add_check(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("check", "text, names, types and ambiguities of rules");
  add_common(*command, to.common, {"text", "json", "sarif", "junit", "github"});
  command->add_option("--deny", to.check.deny, "warnings or notes count as errors")
      ->check(CLI::IsMember({"warnings", "notes"}));
  add_limit(*command, to.check.limit, "checks over all patients");
  command->add_flag("--fix", to.check.fix, "make the fixes that are sure, in the files of RULES");
  command->add_flag("--dry-run", to.check.dry_run, "with --fix: show the change, write nothing");
  command->footer(
      "Example: bedside check hand-hemangioma --deny warnings\n"
      "Example: bedside check . --fix --dry-run\n"
      "Exit 1: there is an error, or something that --deny names");
  command->callback([&to] { to.code = check(to.common, to.check); });
}

void add_diff(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("diff", "for which patients other rules say other things");
  command
      ->add_option("OLD", to.diff.before,
                   "a file, a folder, a shipped name, git:REV:PATH; - is standard input")
      ->required();
  command->add_option("NEW", to.diff.after, "the same, after the change")->required();
  command->add_option("--expect", to.diff.expect, "exit 0 where FILE accepts all that changes")
      ->type_name("FILE");
  command
      ->add_option("--write-expect", to.diff.write_expect,
                   "write the list that accepts all that changes to FILE")
      ->type_name("FILE");
  add_limit(*command, to.diff.limit, "proofs");
  add_outside(*command, to.common);
  add_flags(*command, to.common, {"text", "json", "markdown", "github", "sarif"});
  command->footer(
      "Example: bedside diff hand-hemangioma hand-hemangioma\n"
      "Example: bedside diff hand-hemangioma hand-hemangioma --format markdown\n"
      "Exit 1: something changes that is not accepted, or is not decided; or the rules have an "
      "error\n"
      "git:REV:PATH is PATH as it was at the git revision REV; PATH counts from the top of the "
      "repository, or with ./ from here: bedside diff git:main:./guidelines guidelines. Folders "
      "are "
      "compared guideline by guideline, by name.");
  command->callback([&to] { to.code = diff(to.common, to.diff); });
}

void add_prove(CLI::App& app, Commands& to) {
  CLI::App* command =
      app.add_subcommand("prove", "whether a claim holds for every patient, or for whom not");
  add_common(*command, to.common, {"text", "json"});
  command
      ->add_option("CLAIM", to.prove.claim,
                   "what must hold, as behind the colon of claim \"...\": in a rule file")
      ->type_name("CLAIM")
      ->required();
  command->positionals_at_end();
  add_limit(*command, to.prove.limit, "proofs");
  command->footer(
      "Example: bedside prove \"pain implies outlook at least caution\"\n"
      "Example: bedside prove hand-hemangioma \"outlook is benign implies no pain\" --limit 60\n"
      "Exit 1: the claim is refuted or could not be decided, or it or the rules have an error\n"
      "A claim speaks of patients of whom everything is recorded and to whom the guideline "
      "applies. Those that stand in rule files are checked by bedside check.");
  command->callback([&to] { to.code = prove(to.common, to.prove); });
}

void add_repl(CLI::App& app, Commands& to) {
  CLI::App* command =
      app.add_subcommand("repl", "findings, rules and questions, line by line in one place");
  add_common(*command, to.common, {});
  command->add_flag("--empty", to.repl.empty, "begin without any rules");
  command->footer(
      "Example: printf 'calcification localized\\nask\\nwhy not caution\\n' | bedside repl\n"
      "Exit 1: the rules have an error, or a line of a script was not understood\n"
      "Lines come from the terminal or, without any prompt, from a script on standard input; help "
      "is "
      "one of them. What is typed is not kept on disk, unless BEDSIDE_HISTORY names a file for "
      "it.");
  command->callback([&to] { to.code = repl(to.common, to.repl); });
}

void add_test(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("test", "run the examples of rules");
  add_common(*command, to.common, {"text", "json", "sarif", "junit", "github", "lcov", "html"});
  command->add_flag("--coverage", to.test.coverage, "what the examples show of the rules");
  command->add_flag("--generate", to.test.generate, "print examples for what they do not show");
  command->add_option("--require", to.test.require, "with --coverage: exit 1 below PERCENT")
      ->type_name("PERCENT")
      ->check(CLI::Range(0, 100));
  command->footer(
      "Example: bedside test hand-hemangioma\n"
      "Example: bedside test --coverage hand-hemangioma --format html --output coverage.html\n"
      "Exit 1: an example failed, or less is shown than --require asks for");
  command->callback([&to] { to.code = test(to.common, to.test); });
}

void add_fmt(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("fmt", "put rule files into the one layout");
  add_common(*command, to.common, {});
  command->get_option("RULES")->required()->description(
      "files and folders to change; - formats standard input");
  command->add_flag("--check", to.fmt.check, "write nothing; name each file that would change");
  command->add_flag("--diff", to.fmt.diff, "write nothing; show what would change");
  command->footer(
      "Example: printf 'finding pain:yes or no' | bedside fmt -\n"
      "Example: bedside fmt --diff hand-hemangioma\n"
      "Exit 1: a file cannot be read as rules; with --check or --diff: a file would change");
  command->callback([&to] { to.code = format_rules(to.common, to.fmt); });
}

void add_export(CLI::App& app, Commands& to) {
  CLI::App* command =
      app.add_subcommand("export", "the rules as a view of a database, for many patients");
  command->add_option("FORM", to.exported.what, "sql")
      ->type_name("FORM")
      ->required()
      ->check(CLI::IsMember({"sql"}));
  add_common(*command, to.common, {});
  command->add_option("--dialect", to.exported.dialect, "whose SQL it is")
      ->required()
      ->check(CLI::IsMember({"sqlite", "postgres", "duckdb", "spark", "ansi"}));
  command
      ->add_option("--table", to.exported.table,
                   "the table with a column for each finding (findings unless said)")
      ->type_name("NAME");
  command->add_option("--view", to.exported.view, "the view (results unless said)")
      ->type_name("NAME");
  command->footer(
      "Example: bedside export sql hand-hemangioma --dialect sqlite\n"
      "Example: bedside export sql --dialect postgres --table ward.findings --view ward.results\n"
      "Exit 1: the rules have an error, or something of them that the dialect cannot say exactly");
  command->callback([&to] { to.code = export_sql(to.common, to.exported); });
}

void add_replay(CLI::App& app, Commands& to) {
  CLI::App* command =
      app.add_subcommand("replay", "compute the answers of a receipt again, and compare them");
  command
      ->add_option("RECEIPT", to.replay.receipt,
                   "what assess --receipt wrote, also as .gz; - is standard input")
      ->type_name("RECEIPT")
      ->required();
  add_common(*command, to.common, {"text", "json"});
  command->get_option("RULES")->description(
      "the rules of today, in place of those that the receipt keeps");
  command->footer(
      "Example: bedside assess --given pain --receipt receipt.ndjson > /dev/null && bedside replay "
      "receipt.ndjson\n"
      "Exit 1: an answer comes out otherwise, or the receipt is not as bedside wrote it\n"
      "Without RULES, no file but the receipt is read: it holds the text of the rules. It shows "
      "that "
      "nothing was changed by accident; who could change it on purpose could seal it anew, so keep "
      "the SHA-256 of receipts elsewhere where that matters.");
  command->callback([&to] { to.code = replay(to.common, to.replay); });
}

void add_rules(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("rules", "the shipped guidelines, or what RULES are");
  add_common(*command, to.common, {"text", "json"});
  command->footer(
      "Example: bedside rules\n"
      "Example: bedside rules hand-hemangioma --format json\n"
      "Exit 1: the rules have an error");
  command->callback([&to] { to.code = rules(to.common); });
}

void add_explain(CLI::App& app, Commands& to) {
  CLI::App* command = app.add_subcommand("explain", "what a message means, and how to mend it");
  add_flags(*command, to.common, {"text", "json"});
  command
      ->add_option("CODE", to.explained, "the code of a message, as in error[CODE]; none: a list")
      ->type_name("CODE");
  command->footer(
      "Example: bedside explain\n"
      "Example: bedside explain band-gap");
  command->callback([&to] { to.code = explain(to.common, to.explained); });
}

}  // namespace bedside::commands

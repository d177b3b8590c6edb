// Takes a parser; gives it the commands about rules and patients, with their flags.
#pragma once

#include <string>

#include "interpreter/commands/command_line_outline.hpp"
#include "interpreter/commands/commands.hpp"

namespace CLI {
class App;
}

namespace bedside::commands {

/// What the words of a command line come to.
struct Commands {
  Common common;
  AssessFlags assess;
  AskFlags ask;
  CheckFlags check;
  DiffFlags diff;
  ProveFlags prove;
  ReplFlags repl;
  TestFlags test;
  FmtFlags fmt;
  ExportFlags exported;
  ReplayFlags replay;
  std::string explained;
  std::string help_about;
  std::string shell;
  const Outline* outline = nullptr;  // of all commands, once all are there
  int code = done;
};

/// `--output`
void add_output(CLI::App& command, Common& common);

void add_assess(CLI::App& app, Commands& to);
void add_ask(CLI::App& app, Commands& to);
void add_check(CLI::App& app, Commands& to);
void add_diff(CLI::App& app, Commands& to);
void add_prove(CLI::App& app, Commands& to);
void add_repl(CLI::App& app, Commands& to);
void add_test(CLI::App& app, Commands& to);
void add_fmt(CLI::App& app, Commands& to);
void add_export(CLI::App& app, Commands& to);
void add_replay(CLI::App& app, Commands& to);
void add_rules(CLI::App& app, Commands& to);
void add_explain(CLI::App& app, Commands& to);

}  // namespace bedside::commands

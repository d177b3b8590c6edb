// Takes the flags of one command; does it and gives its exit code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/commands/command.hpp"

namespace bedside::commands {

struct AssessFlags {
  std::vector<std::string> given;
  std::string findings;
  std::string findings_format;
  std::string rejects;
  bool why = false;                  ///< the proof of each rule that fires
  std::vector<std::string> why_not;  ///< names of rules, levels and advice
  std::vector<std::string> what_if;  ///< facts in place of those recorded
  bool summary = false;              ///< counts in place of results
  std::size_t jobs = 0;              ///< parts of a file that are done at once; 0: as cores
  std::string receipt;               ///< the file for what was asked and answered
};
int assess(const Common& common, const AssessFlags& flags);

struct CheckFlags {
  std::string deny;
  double limit = 10;     ///< seconds for the proofs over all patients
  bool fix = false;      ///< the sure fixes are made
  bool dry_run = false;  ///< they are shown instead
};
int check(const Common& common, const CheckFlags& flags);

struct DiffFlags {
  std::string before;  ///< a file, a folder, a shipped name, `git:REV:PATH` or `-`
  std::string after;
  std::string expect;        ///< the file with the changes that are accepted
  std::string write_expect;  ///< where to write such a list of the changes found
  double limit = 10;         ///< seconds for all proofs
};
int diff(const Common& common, const DiffFlags& flags);

struct ProveFlags {
  std::string claim;  ///< what stands behind the colon of `claim "…":`
  double limit = 10;  ///< seconds for all rule sets together
};
int prove(const Common& common, const ProveFlags& flags);

struct AskFlags {
  std::vector<std::string> given;
  std::string findings;
  std::string record;
};
int ask(const Common& common, const AskFlags& flags);

struct TestFlags {
  bool coverage = false;
  bool generate = false;
  std::optional<unsigned> require;  ///< percent that --coverage has to show
};
struct ReplFlags {
  bool empty = false;
};
int repl(const Common& common, const ReplFlags& flags);

int test(const Common& common, const TestFlags& flags);

struct FmtFlags {
  bool check = false;
  bool diff = false;
};
int format_rules(const Common& common, const FmtFlags& flags);

struct ExportFlags {
  std::string what;  ///< "sql"
  std::string dialect;
  std::string table = "findings";
  std::string view = "results";
};
int export_sql(const Common& common, const ExportFlags& flags);

struct ReplayFlags {
  std::string receipt;
};
/// `common.rules`: those of today, in place of those that the receipt keeps.
int replay(const Common& common, const ReplayFlags& flags);

int rules(const Common& common);

/// The page about a message's code, or where it is empty the list of all codes.
int explain(const Common& common, const std::string& code);

}  // namespace bedside::commands

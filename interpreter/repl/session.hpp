// Takes lines that a person types; gives what there is to say: findings, statements and questions
// in one place. No I/O.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/explain/reasons.hpp"
#include "interpreter/repl/completion.hpp"
#include "interpreter/repl/interview.hpp"
#include "interpreter/repl/rule_text.hpp"

namespace bedside::repl {

/// What a session needs of the world outside. Problems are sentences.
struct World {
  using Files = std::variant<std::vector<meaning::InputFile>, std::string>;
  /// The files that a name stands for: a file, a shipped guideline, a folder with one guideline.
  std::function<Files(const std::string& name)> open;
  /// For `use`.
  meaning::ReadFile read;
  std::function<bool(const std::string& path)> exists;
  /// A problem, or nothing.
  std::function<std::string(const std::string& path, const std::string& text)> write;
};

/// What is said about one line.
struct Reply {
  std::string text;
  bool wrong = false;  ///< the line was not understood, or nothing came of it
  bool quit = false;
  bool confirms = false;  ///< says only that the line was understood, and what came of it
};

/// A conversation about one rule set and one patient, line by line.
///
///     Session session(world, {"hand.bedside"}, look, in_terminal);
///     show(session.open());
///     while (next_line(line)) show(session.take(line));
///     show(session.end());
///
/// In a terminal a statement ends with its line, or, where more has to come, with an empty line; a
/// line that is indented goes on with the statement above. In a script a statement goes on with
/// indented lines, as in a file.
class Session {
 public:
  Session(World world, std::vector<std::string> names, Look look, bool in_terminal);

  /// Reads the rules that the session begins with; nothing to say where all is well.
  Reply open();
  /// What stands at the top of a terminal.
  Reply greeting() const;
  Reply take(std::string_view line);
  /// No more lines come.
  Reply end();
  /// Gives up a statement that has begun.
  void give_up() { begun_.clear(); }
  /// Whether a statement has begun and more has to come.
  bool goes_on() const { return !begun_.empty(); }
  Completion complete(std::string_view before_cursor) const;

 private:
  /// What was said of one finding, in words that can be read again.
  struct Said {
    std::string finding;
    std::string text;
  };
  /// All that a line can change, and that `undo` brings back.
  struct State {
    std::vector<std::string> names;
    RuleText text;
    std::vector<Said> said;
  };
  /// A rule set in force, with what is worked out once for it.
  struct InForce {
    explicit InForce(meaning::Loaded from)
        : loaded(std::move(from)), questions(loaded.rules), spoken(loaded) {}
    meaning::Loaded loaded;
    Questions questions;
    Spoken spoken;
  };
  /// Where an assessment, score or advice stands.
  struct Standing {
    std::string name;
    std::string words;  ///< "benign, settled"
    std::string brief;  ///< "benign"
  };
  using Summary = std::vector<Standing>;
  using Answer = Reply (Session::*)(const std::string&);
  struct Command {
    const char* word;
    bool takes_more;
    Answer answer;
  };

  // session.cpp: lines and statements
  Reply process(const std::string& line);
  Reply go_on_with(std::string_view line);
  Reply finish_statement();
  Reply keep(State next, const std::string& words);
  std::string about_typed(const std::string& statement) const;
  const Command* command_of(const std::string& line, bool with_more) const;
  std::optional<Reply> command(const std::string& line, bool with_more);
  static const std::vector<Command>& commands();

  // session_record.cpp: the patient
  std::optional<Reply> facts(const std::string& line);
  std::optional<Reply> answer_to_question(const std::string& line);
  std::string no_answer(const std::string& line);
  Reply record(const std::vector<Said>& said, const std::vector<meaning::Fact>& facts);
  std::vector<Said> said_in(const meaning::Facts& facts) const;
  std::string read_again(std::vector<Said>& said);
  Reply forget(const std::string& names);
  Reply reset(const std::string& rest);
  Reply show_record(const std::string& rest);
  Reply ask(const std::string& rest);
  Reply skip(const std::string& rest);
  std::string next_question();

  // session_rules.cpp: the rules
  Reply load(const std::string& name);
  Reply reload(const std::string& rest);
  Reply save(const std::string& path);
  Reply list_rules(const std::string& rest);
  Reply list_findings(const std::string& rest);
  Reply list_typed(const std::string& rest);
  Reply check(const std::string& rest);

  // session_questions.cpp: questions about the outcome
  Reply outcome(const std::string& rest);
  Reply why(const std::string& name);
  Reply why_not(const std::string& name);
  Reply what_if(const std::string& facts);
  Reply prove(const std::string& claim);
  Reply help(const std::string& rest);
  Reply undo(const std::string& rest);
  Reply quit(const std::string& rest);
  Summary summary() const;
  static std::string changes(const Summary& before, const Summary& after);

  const meaning::RuleSet& rules() const { return now_->loaded.rules; }
  explain::Case now() const { return {rules(), record_, evaluation_}; }
  void evaluate_again();
  void remember() { before_.push_back(state_); }
  std::string rendered(const text::Messages& messages, const text::Sources& sources,
                       bool errors_only) const;
  static Reply good(std::string text) { return {std::move(text), false, false, false}; }
  static Reply bad(std::string text) { return {std::move(text), true, false, false}; }
  static Reply changed(std::string text) { return {std::move(text), false, false, true}; }

  World world_;
  Look look_;
  bool in_terminal_;
  State state_;
  std::vector<State> before_;
  std::unique_ptr<InForce> now_;
  evaluate::Record record_;
  evaluate::Evaluation evaluation_;
  std::string begun_;              // the lines of a statement that has begun
  std::optional<std::size_t> on_;  // the typed statement that an indented line goes on with
  std::optional<meaning::FindingId> asked_;
  std::set<meaning::FindingId> skipped_;
  bool warned_ = false;  // that statements are not saved
};

}  // namespace bedside::repl

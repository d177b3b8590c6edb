// Takes what a person types, in a terminal or a script; gives what a session says to each line.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/line_editor.hpp"
#include "interpreter/repl/session.hpp"

namespace bedside::commands {

namespace {

repl::World::Files open_rules(const std::string& name) {
  auto files = files_of_one(name);
  if (const auto* problem = std::get_if<Problem>(&files)) return problem->text;
  return std::get<std::vector<meaning::InputFile>>(std::move(files));
}

std::string write_file(const std::string& path, const std::string& text) {
  Output output(path);
  output.write(text);
  const auto finished = output.finish();
  const auto* problem = std::get_if<Problem>(&finished);
  return problem == nullptr ? "" : problem->text;
}

/// The session's view of files. What it opens may use files of its own folder; what is typed, of
/// this one.
repl::World outside(UsedFiles& used) {
  used.add_root("-");
  const auto open = [&used](const std::string& name) {
    used.add_root(name);
    return open_rules(name);
  };
  const auto read = [&used](const std::string& path) { return used.read(path); };
  return {open, read, exists, write_file};
}

/// Shows what is said: answers on standard output, what is wrong on standard error, in their order.
class Show {
 public:
  Show(const Common& common, bool in_terminal)
      : output_(common.output), quiet_(common.quiet && !in_terminal) {}

  void say(const repl::Reply& reply) {
    wrong_ = wrong_ || reply.wrong;
    if (reply.wrong) {
      tell_text(reply.text);
    } else if (!(quiet_ && reply.confirms)) {
      output_.write(reply.text);
      output_.flush();
    }
  }
  bool wrong() const { return wrong_; }
  int finish(int code) { return commands::finish(output_, code); }

 private:
  Output output_;
  bool quiet_;
  bool wrong_ = false;
};

void converse(repl::Session& session, LineEditor& lines, Show& show) {
  for (;;) {
    const InputLine line = lines.read(session.goes_on() ? "     ... " : "bedside> ");
    repl::Reply reply;
    switch (line.kind) {
      case InputLine::Kind::interrupted:
        session.give_up();
        continue;
      case InputLine::Kind::text:
        reply = session.take(line.text);
        break;
      case InputLine::Kind::end:
        reply = session.end();
        break;
    }
    show.say(reply);
    if (reply.quit) return;
  }
}

}  // namespace

int repl(const Common& common, const ReplFlags& flags) {
  std::vector<std::string> names = common.rules;
  if (names.empty() && !flags.empty) names.emplace_back(default_rules);
  if (!names.empty() && flags.empty) return fail({"--empty goes not together with RULES"});
  for (const std::string& name : names) {
    const auto files = files_of_one(name);
    if (const auto* problem = std::get_if<Problem>(&files)) return fail(*problem);
  }
  const std::size_t width =
      common.output.empty() ? std::min<std::size_t>(columns(STDOUT_FILENO), 100) : 100;
  std::optional<repl::Session> session;
  LineEditor lines([&](std::string_view line) { return session->complete(line); });
  const repl::Look look{"", style_for(common, STDOUT_FILENO), width};
  UsedFiles used(common.outside);
  session.emplace(outside(used), names, look, lines.in_terminal());
  Show show(common, lines.in_terminal());
  const repl::Reply opened = session->open();
  show.say(opened);
  if (opened.wrong && !lines.in_terminal()) {
    tell("bedside: the rules have errors; nothing was done.");
    return wrong;
  }
  if (lines.in_terminal()) show.say(session->greeting());
  converse(*session, lines, show);
  const std::string problem = lines.save_history();
  if (!problem.empty()) return fail({problem});
  return show.finish(!lines.in_terminal() && show.wrong() ? wrong : done);
}

}  // namespace bedside::commands

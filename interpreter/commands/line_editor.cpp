// Takes a terminal, or any other standard input; gives what a person types there, line by line.
// libedit lives here alone.
#include "interpreter/commands/line_editor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <histedit.h>
#include <langinfo.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "interpreter/commands/command.hpp"
#include "lang/text/render.hpp"
#include "lang/text/utf8.hpp"

// A function of libedit, which is loaded when a person sits at a terminal.
#ifdef BEDSIDE_LIBEDIT_NAME
#include "interpreter/proving/late.hpp"
#define LIBEDIT(function) BEDSIDE_LATE(BEDSIDE_LIBEDIT_NAME, function)
#else
#define LIBEDIT(function) ::function
#endif

namespace bedside::commands {

namespace {

constexpr int kept_lines = 1000;
constexpr std::size_t most_shown = 100;

// The editor counts characters as the locale has them; rule text is UTF-8 whatever the locale.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
}

std::string history_path() {
  const char* path = std::getenv("BEDSIDE_HISTORY");
  return path == nullptr ? "" : path;
}

// In columns, as many as fit beside each other.
std::string in_columns(const std::vector<std::string>& names, std::size_t width) {
  std::size_t widest = 0;
  for (const std::string& name : names) widest = std::max(widest, text::display_width(name) + 2);
  const std::size_t columns = std::max<std::size_t>(width / widest, 1);
  std::string lines;
  for (std::size_t i = 0; i < std::min(names.size(), most_shown); ++i) {
    if (i > 0 && i % columns == 0) lines += '\n';
    lines += names[i] + std::string(widest - text::display_width(names[i]), ' ');
  }
  if (names.size() > most_shown) lines += fmt::format("\nand {} more", names.size() - most_shown);
  return lines + '\n';
}

}  // namespace

/// The editor and what its callbacks need.
struct LineEditor::Terminal {
  explicit Terminal(Complete completer) : complete(std::move(completer)) {
    use_utf8();
    history = LIBEDIT(history_init)();
    HistEvent event;
    LIBEDIT(history)(history, &event, H_SETSIZE, kept_lines);
    LIBEDIT(history)(history, &event, H_SETUNIQUE, 1);
    const std::string path = history_path();
    if (!path.empty()) LIBEDIT(history)(history, &event, H_LOAD, path.c_str());
    start();
    // While something is computed, Ctrl-C does not end the session.
    before = std::signal(SIGINT, [](int) {});
  }

  ~Terminal() {
    LIBEDIT(el_end)(editor);
    LIBEDIT(history_end)(history);
    std::signal(SIGINT, before);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  void start() {
    editor = LIBEDIT(el_init)("bedside", stdin, stdout, stderr);
    LIBEDIT(el_set)(editor, EL_CLIENTDATA, this);
    LIBEDIT(el_set)(editor, EL_PROMPT, &Terminal::show_prompt);
    LIBEDIT(el_set)(editor, EL_EDITOR, "emacs");
    LIBEDIT(el_set)(editor, EL_HIST, LIBEDIT(history), history);
    LIBEDIT(el_set)(editor, EL_SIGNAL, 1);
    LIBEDIT(el_set)(editor, EL_ADDFN, "bedside-complete", "Complete a name", &Terminal::on_tab);
    LIBEDIT(el_set)
    (editor, EL_ADDFN, "bedside-interrupt", "Give up the line", &Terminal::on_interrupt);
    LIBEDIT(el_set)
    (editor, EL_ADDFN, "bedside-suspend", "Go to the background", &Terminal::on_suspend);
    LIBEDIT(el_source)(editor, nullptr);
    LIBEDIT(el_set)(editor, EL_BIND, "^I", "bedside-complete", nullptr);
    LIBEDIT(el_set)(editor, EL_BIND, "^C", "bedside-interrupt", nullptr);
    LIBEDIT(el_set)(editor, EL_BIND, "^Z", "bedside-suspend", nullptr);
    // Ctrl-C and Ctrl-Z come as characters, so that it is the editor who hears them; also those
    // that are typed before it listens, right after the prompt has come.
    LIBEDIT(el_set)(editor, EL_SETTY, "-d", "-isig", nullptr);
    LIBEDIT(el_set)(editor, EL_SETTY, "-x", "-isig", nullptr);
  }

  static Terminal& of(EditLine* editor) {
    void* terminal = nullptr;
    LIBEDIT(el_get)(editor, EL_CLIENTDATA, &terminal);
    return *static_cast<Terminal*>(terminal);
  }

  static char* show_prompt(EditLine* editor) { return of(editor).prompt.data(); }

  static unsigned char on_interrupt(EditLine* editor, int /*key*/) {
    of(editor).interrupted = true;
    std::fputs("^C\n", stdout);
    return CC_NEWLINE;
  }

  // The editor's own handler gives the terminal back and takes it again.
  static unsigned char on_suspend(EditLine* /*editor*/, int /*key*/) {
    std::raise(SIGTSTP);
    return CC_REFRESH;
  }

  static unsigned char on_tab(EditLine* editor, int /*key*/) {
    const LineInfo* line = LIBEDIT(el_line)(editor);
    const std::string_view before(line->buffer,
                                  static_cast<std::size_t>(line->cursor - line->buffer));
    const repl::Completion found = of(editor).complete(before);
    if (found.candidates.empty()) return CC_REFRESH_BEEP;
    std::string insert = repl::common_beginning(found.candidates);
    const std::string_view typed = before.substr(before.size() - found.replaced);
    const bool alone = found.candidates.size() == 1;
    const bool longer = text::count_characters(insert) > text::count_characters(typed);
    if (alone || longer) {
      if (alone) insert += ' ';
      LIBEDIT(el_deletestr)(editor, static_cast<int>(text::count_characters(typed)));
      LIBEDIT(el_insertstr)(editor, insert.c_str());
      return CC_REFRESH;
    }
    std::fputs(("\n" + in_columns(found.candidates, columns(STDOUT_FILENO))).c_str(), stdout);
    return CC_REDISPLAY;
  }

  InputLine read(const std::string& with_prompt) {
    prompt = with_prompt;
    interrupted = false;
    int count = 0;
    errno = 0;
    // Before the prompt is there, so that no key is heard by the terminal instead of the editor.
    LIBEDIT(el_set)(editor, EL_PREP_TERM, 1);
    const char* typed = LIBEDIT(el_gets)(editor, &count);
    std::fflush(stdout);
    if (interrupted || (typed == nullptr && errno == EINTR)) {
      return {InputLine::Kind::interrupted, ""};
    }
    if (typed == nullptr || count <= 0) {
      std::fputs("\n", stdout);
      std::fflush(stdout);
      return {InputLine::Kind::end, ""};
    }
    std::string text(typed, static_cast<std::size_t>(count));
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    HistEvent event;
    if (text.find_first_not_of(" \t") != std::string::npos) {
      LIBEDIT(history)(history, &event, H_ENTER, text.c_str());
    }
    return {InputLine::Kind::text, std::move(text)};
  }

  std::string save() const {
    const std::string path = history_path();
    if (path.empty()) return "";
    // Its owner's alone before anything is in it.
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    bool kept = file >= 0 && ::fchmod(file, 0600) == 0;
    if (file >= 0) ::close(file);
    HistEvent event;
    kept = kept && LIBEDIT(history)(history, &event, H_SAVE, path.c_str()) >= 0;
    return kept ? "" : fmt::format("the history cannot be kept in `{}`.", path);
  }

  Complete complete;
  History* history = nullptr;
  EditLine* editor = nullptr;
  std::string prompt;
  bool interrupted = false;
  void (*before)(int) = SIG_DFL;  // what SIGINT did
};

LineEditor::LineEditor(Complete complete) {
  if (::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0) {
    terminal_ = std::make_unique<Terminal>(std::move(complete));
  }
}

LineEditor::~LineEditor() = default;

InputLine LineEditor::read(const std::string& prompt) {
  if (terminal_) return terminal_->read(prompt);
  std::string text;
  if (!std::getline(std::cin, text)) return {InputLine::Kind::end, ""};
  if (text.ends_with('\r')) text.pop_back();
  return {InputLine::Kind::text, std::move(text)};
}

std::string LineEditor::save_history() { return terminal_ ? terminal_->save() : ""; }

}  // namespace bedside::commands

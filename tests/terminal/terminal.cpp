// Takes a command and keys; gives what a person would see of it in a terminal. POSIX.
#include "tests/terminal/terminal.hpp"

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "tests/catch.hpp"

namespace bedside::terminal {

namespace {

constexpr auto patience = std::chrono::seconds(30);

std::string new_folder() {
  std::string path = (std::filesystem::temp_directory_path() / "bedside-terminal-XXXXXX").string();
  if (::mkdtemp(path.data()) == nullptr) FAIL("no folder for the program");
  return path;
}

// In the new process: nothing of whoever runs the tests shines through, but for what a sanitizer is
// told of libedit.
[[noreturn]] void become(const std::vector<std::string>& words, const std::string& folder) {
  std::vector<std::string> variables{"TERM=xterm", "LC_ALL=C.UTF-8", "NO_COLOR=1", "HOME=" + folder,
                                     "PATH=/usr/bin:/bin"};
  const char* const leaks = std::getenv("LSAN_OPTIONS");
  if (leaks != nullptr) variables.push_back("LSAN_OPTIONS=" + std::string(leaks));
  std::vector<char*> environment;
  for (std::string& each : variables) environment.push_back(each.data());
  environment.push_back(nullptr);
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& each : copies) arguments.push_back(each.data());
  arguments.push_back(nullptr);
  std::signal(SIGINT, SIG_DFL);
  if (::chdir(folder.c_str()) == 0) {
    ::execve(arguments.front(), arguments.data(), environment.data());
  }
  ::_exit(127);
}

std::string without_escapes(const std::string& raw) {
  std::string plain;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\x1b') {
      if (i + 1 < raw.size() && raw[i + 1] == '[') {
        i += 2;
        while (i < raw.size() && (raw[i] < '@' || raw[i] > '~')) ++i;
      } else {
        ++i;
      }
    } else if (raw[i] != '\r') {
      plain += raw[i];
    }
  }
  return plain;
}

}  // namespace

Terminal::Terminal(const std::vector<std::string>& words) : folder_(new_folder()) {
  winsize size{};
  size.ws_row = 50;
  size.ws_col = 80;
  process_ = ::forkpty(&terminal_, nullptr, nullptr, &size);
  if (process_ == 0) become(words, folder_);
  REQUIRE(process_ > 0);
}

Terminal::~Terminal() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  if (terminal_ >= 0) ::close(terminal_);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Terminal::press(const std::string& keys) {
  REQUIRE(::write(terminal_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
}

// False where nothing came for a moment, or where nothing comes any more.
bool Terminal::read_more() {
  pollfd waiting{terminal_, POLLIN, 0};
  if (::poll(&waiting, 1, 100) <= 0) return false;
  std::array<char, 4096> buffer{};
  const ssize_t count = ::read(terminal_, buffer.data(), buffer.size());
  if (count <= 0) return false;
  raw_.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

void Terminal::expect(const std::string& text) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const std::string all = seen();
    const std::size_t found = all.find(text, after_);
    if (found != std::string::npos) {
      after_ = found + text.size();
      return;
    }
    if (read_more()) continue;
    if (std::chrono::steady_clock::now() > until) {
      FAIL("not seen: " << text << "\nseen:\n" << all);
    }
  }
}

int Terminal::wait_for_end() {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    read_more();
    int status = 0;
    if (::waitpid(process_, &status, WNOHANG) == process_) {
      process_ = -1;
      while (read_more()) {
      }
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    if (std::chrono::steady_clock::now() > until) FAIL("it does not end\nseen:\n" << seen());
  }
}

std::string Terminal::seen() const { return without_escapes(raw_); }

std::string bedside() {
  const char* path = std::getenv("BEDSIDE");
  return path == nullptr ? "bedside" : path;
}

}  // namespace bedside::terminal

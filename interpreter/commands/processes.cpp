// Takes the words of another program's command line; gives what it wrote and how it ended.
#include "interpreter/commands/processes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace bedside::commands {

namespace {

/// Both ends of a pipe; what is still open is closed.
struct Pipe {
  std::array<int, 2> ends{-1, -1};

  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close(0);
    close(1);
  }
  bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
  void close(std::size_t end) {
    if (ends.at(end) >= 0) ::close(ends.at(end));
    ends.at(end) = -1;
  }
};

/// What the child does with its files before it becomes the program.
struct Actions {
  posix_spawn_file_actions_t list{};

  Actions(const Pipe& output, const Pipe& errors) {
    posix_spawn_file_actions_init(&list);
    posix_spawn_file_actions_addopen(&list, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&list, output.ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&list, errors.ends[1], STDERR_FILENO);
  }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  ~Actions() { posix_spawn_file_actions_destroy(&list); }
};

// Our environment, with the variables of `more` in place of those of the same name.
std::vector<std::string> with(const std::vector<std::string>& more) {
  std::vector<std::string> all = more;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view variable = *each;
    const std::string_view name = variable.substr(0, variable.find('=') + 1);
    const bool replaced = std::any_of(more.begin(), more.end(), [&](const std::string& other) {
      return other.starts_with(name);
    });
    if (!replaced) all.emplace_back(variable);
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (std::string& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

// Adds what can be read now; closes an end that has nothing more.
void take(Pipe& pipe, std::string& into) {
  std::array<char, 1U << 16U> buffer{};
  const ssize_t count = ::read(pipe.ends[0], buffer.data(), buffer.size());
  if (count > 0) into.append(buffer.data(), static_cast<std::size_t>(count));
  if (count == 0 || (count < 0 && errno != EINTR)) pipe.close(0);
}

// Both at once: a program that fills one pipe waits until somebody reads it.
void read_both(Pipe& output, Pipe& errors, Ended& into) {
  while (output.ends[0] >= 0 || errors.ends[0] >= 0) {
    std::array<pollfd, 2> wanted{pollfd{output.ends[0], POLLIN, 0},
                                 pollfd{errors.ends[0], POLLIN, 0}};
    if (::poll(wanted.data(), wanted.size(), -1) < 0 && errno != EINTR) return;
    if (wanted[0].revents != 0) take(output, into.output);
    if (wanted[1].revents != 0) take(errors, into.errors);
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<Ended> run_program(const std::vector<std::string>& words,
                          const std::vector<std::string>& environment) {
  Pipe output;
  Pipe errors;
  const auto not_started = [&](int error) {
    return Problem{fmt::format("`{}` cannot be started: {}.", words.at(0), std::strerror(error))};
  };
  if (!output.open() || !errors.open()) return not_started(errno);
  std::vector<std::string> arguments = words;
  std::vector<std::string> variables = with(environment);
  const Actions actions(output, errors);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, words.at(0).c_str(), &actions.list, nullptr,
                                   pointers(arguments).data(), pointers(variables).data());
  if (error != 0) return not_started(error);
  output.close(1);
  errors.close(1);
  Ended ended;
  read_both(output, errors, ended);
  ended.code = wait_for(child);
  return ended;
}

}  // namespace bedside::commands

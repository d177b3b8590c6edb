// Takes a shell command; gives its output and exit code. See shell.hpp. POSIX.
#include "tests/transcripts/shell.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <vector>

extern char** environ;

namespace bedside::transcripts {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto time_limit = std::chrono::seconds(60);
constexpr std::size_t output_limit = 64'000'000;

std::vector<std::string> environment(const std::filesystem::path& program_folder) {
  std::vector<std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable = *entry;
    const bool ours = variable.starts_with("PATH=") || variable.starts_with("LC_") ||
                      variable.starts_with("LANG") || variable.starts_with("NO_COLOR=");
    if (!ours) variables.emplace_back(variable);
  }
  const char* path = std::getenv("PATH");
  variables.push_back("PATH=" + program_folder.string() + ":" + (path ? path : "/usr/bin:/bin"));
  variables.emplace_back("LC_ALL=C.UTF-8");
  // The same git on every machine: nobody's settings, and a name to commit under.
  for (const char* const of_git :
       {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=A. Clinician",
        "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A. Clinician",
        "GIT_COMMITTER_EMAIL=a@example.org"}) {
    variables.emplace_back(of_git);
  }
  return variables;
}

/// Starts the command, with its output in `output_end`. Spawned, not forked: other threads run.
int start(const std::string& command, const std::filesystem::path& folder,
          const std::filesystem::path& program_folder, int output_end, pid_t& process) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, output_end, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, output_end, STDERR_FILENO);
  posix_spawn_file_actions_addchdir_np(&files, folder.c_str());

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setpgroup(&attributes, 0);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  sigaddset(&defaults, SIGINT);
  posix_spawnattr_setsigdefault(&attributes, &defaults);

  auto variables = environment(program_folder);
  std::vector<char*> pointers;
  for (auto& variable : variables) pointers.push_back(variable.data());
  pointers.push_back(nullptr);
  std::array<std::string, 3> words{"bash", "-c", command};
  std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(), nullptr};
  const int failed =
      posix_spawnp(&process, "bash", &files, &attributes, arguments.data(), pointers.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return failed;
}

/// Reads until the command and all that it started have closed their output, or a limit is reached.
void read_output(int from, Outcome& outcome) {
  const auto deadline = Clock::now() + time_limit;
  std::array<char, 65536> buffer{};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) {
      outcome.fault = "stopped after 60 s";
      return;
    }
    pollfd waiting{from, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const auto count = read(from, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    outcome.output.append(buffer.data(), static_cast<std::size_t>(count));
    if (outcome.output.size() > output_limit) {
      outcome.fault = "stopped: it printed more than 64 MB";
      return;
    }
  }
}

}  // namespace

Outcome run_shell(const std::string& command, const std::filesystem::path& folder,
                  const std::filesystem::path& program_folder) {
  Outcome outcome;
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
    outcome.fault = "no pipe for its output";
    return outcome;
  }
  pid_t process = 0;
  const int failed = start(command, folder, program_folder, pipe_ends[1], process);
  close(pipe_ends[1]);
  if (failed != 0) {
    close(pipe_ends[0]);
    outcome.fault = "bash could not be started";
    return outcome;
  }
  read_output(pipe_ends[0], outcome);
  close(pipe_ends[0]);
  if (!outcome.fault.empty()) kill(-process, SIGKILL);
  // First only looked at: as long as it is not collected, no other process can get its number.
  siginfo_t ended{};
  while (waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOWAIT) < 0 &&
         errno == EINTR) {
  }
  kill(-process, SIGKILL);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

}  // namespace bedside::transcripts

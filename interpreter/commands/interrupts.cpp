// Takes SIGINT, SIGTERM and SIGHUP; gives their number to work that can stop in good order, and
// ends all other work without leaving temporary files behind.
#include "interpreter/commands/interrupts.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <climits>
#include <csignal>
#include <cstring>

namespace bedside::commands {

namespace {

// A handler may only touch what is lock-free and was there before it.
std::atomic<int> seen = 0;
std::atomic<int> orderly = 0;

struct Slot {
  std::atomic<bool> used = false;
  std::atomic<bool> ready = false;  // the path is whole
  std::array<char, PATH_MAX> path{};
};

// No command writes more than three files at once.
std::array<Slot, 8> slots;

extern "C" void on_signal(int signal) {
  if (orderly > 0 && seen == 0) {
    seen = signal;
    return;
  }
  for (Slot& slot : slots) {
    if (slot.ready) ::unlink(slot.path.data());
  }
  std::signal(signal, SIG_DFL);
  // It is blocked while its handler runs.
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal);
  ::pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  ::raise(signal);
}

void watch(int signal) {
  struct sigaction action {};
  if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) return;
  action.sa_handler = on_signal;
  action.sa_flags = 0;  // a read that waits ends
  sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_interrupts() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // The lowest number that is free is taken.
    if (::fcntl(stream, F_GETFD) < 0) {
      (void)::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) watch(signal);
  // A reader that goes away ends the program like any other write that fails.
  std::signal(SIGPIPE, SIG_IGN);
  // So does a file that may not grow any more.
  std::signal(SIGXFSZ, SIG_IGN);
}

StopsInOrder::StopsInOrder() { ++orderly; }
StopsInOrder::~StopsInOrder() { --orderly; }

int interrupted() { return seen; }
int exit_code_of(int signal) { return 128 + signal; }

Temporary::Temporary(const std::string& path) : slot_(slots.size()) {
  if (path.size() >= PATH_MAX) return;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    bool free = false;
    if (!slots.at(i).used.compare_exchange_strong(free, true)) continue;
    std::memcpy(slots.at(i).path.data(), path.c_str(), path.size() + 1);
    slots.at(i).ready = true;
    slot_ = i;
    return;
  }
}

Temporary::~Temporary() {
  if (slot_ == slots.size()) return;
  slots.at(slot_).ready = false;
  slots.at(slot_).used = false;
}

}  // namespace bedside::commands

// Takes SIGINT, SIGTERM and SIGHUP; gives their number to work that can stop in good order, and
// ends all other work without leaving temporary files behind.
#pragma once

#include <cstddef>
#include <string>

namespace bedside::commands {

/// Must come first in the program. Signals that whoever started it ignores stay ignored. Standard
/// streams that are closed are made ones that fail, so that no file takes their place.
void watch_interrupts();

/// While one lives, the first signal does not end the program; the work looks at interrupted().
class StopsInOrder {
 public:
  StopsInOrder();
  StopsInOrder(const StopsInOrder&) = delete;
  StopsInOrder& operator=(const StopsInOrder&) = delete;
  ~StopsInOrder();
};

/// The signal that came while work stops in order, or 0.
int interrupted();
/// The exit code by convention: 130 after Ctrl-C, 143 after SIGTERM.
int exit_code_of(int signal);

/// A file that is taken away where a signal ends the program.
class Temporary {
 public:
  explicit Temporary(const std::string& path);
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary();

 private:
  std::size_t slot_;
};

}  // namespace bedside::commands

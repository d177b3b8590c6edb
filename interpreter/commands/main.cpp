// Takes a command line; gives the exit code of the command that it names, whatever happens.
#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <exception>
#include <new>
#include <stdexcept>

#include <fmt/format.h>

#include "interpreter/commands/command.hpp"
#include "interpreter/commands/command_line.hpp"
#include "interpreter/commands/interrupts.hpp"

namespace {

// Where addresses are limited (`ulimit -v`), the memory that the system's library would set apart
// for each thread is not to be had, and it would try again for each piece.
void share_memory() {
#ifdef __GLIBC__
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
    ::mallopt(M_ARENA_MAX, 1);
  }
#endif
}

}  // namespace

int main(int argc, char** argv) {
  share_memory();
  bedside::commands::watch_interrupts();
  try {
    return bedside::commands::run_command_line(argc, argv);
  } catch (const std::bad_alloc&) {
    bedside::commands::tell("bedside: there is not enough memory.");
  } catch (const std::length_error&) {
    bedside::commands::tell("bedside: there is not enough memory.");
  } catch (const std::exception& error) {
    bedside::commands::tell(
        fmt::format("bedside: an error of the program itself: {}", error.what()));
  }
  return bedside::commands::failed;
}

// Takes a command line; gives the exit code of the command that it names, whatever happens.
#include <exception>
#include <new>

#include <fmt/format.h>

#include "interpreter/commands/command.hpp"
#include "interpreter/commands/command_line.hpp"
#include "interpreter/commands/interrupts.hpp"

int main(int argc, char** argv) {
  bedside::commands::watch_interrupts();
  try {
    return bedside::commands::run_command_line(argc, argv);
  } catch (const std::bad_alloc&) {
    bedside::commands::tell("bedside: there is not enough memory.");
  } catch (const std::exception& error) {
    bedside::commands::tell(
        fmt::format("bedside: an error of the program itself: {}", error.what()));
  }
  return bedside::commands::failed;
}

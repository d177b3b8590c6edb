// Takes the words of a command line; gives the exit code of the command that they name.
#pragma once

namespace bedside::commands {

/// Does what the command line says; the exit code of the program.
int run_command_line(int argc, char** argv);

}  // namespace bedside::commands

// Takes the outline of a command line; gives the manual page bedside(1).
#pragma once

#include <string>
#include <string_view>

#include "interpreter/commands/outline.hpp"

namespace bedside::commands {

/// The page in the man macros of roff; `date` is that of the version, as 2025-11-25.
std::string man_page(const Outline& outline, std::string_view date);

}  // namespace bedside::commands

// Takes nothing; gives how long the checks over all patients take, as a table.
#pragma once

namespace bedside::bench {

void print_checks();

}  // namespace bedside::bench

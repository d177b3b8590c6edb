// Takes the seconds of `--limit`; gives what proofs that begin now may take.
#pragma once

#include "interpreter/proving/all_patients.hpp"

namespace bedside::commands {

proving::Limits limits_from_now(double seconds);

}  // namespace bedside::commands

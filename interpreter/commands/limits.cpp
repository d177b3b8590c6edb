// Takes the seconds of `--limit`; gives what proofs that begin now may take.
#include "interpreter/commands/limits.hpp"

#include <chrono>

namespace bedside::commands {

proving::Limits limits_from_now(double seconds) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  proving::Limits limits;
  limits.is_spent = [end] { return Clock::now() >= end; };
  limits.seconds_left = [end] { return std::chrono::duration<double>(end - Clock::now()).count(); };
  return limits;
}

}  // namespace bedside::commands
